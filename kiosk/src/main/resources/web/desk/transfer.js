// Sends the citizen on, to another queue or counter, with the same number.
import { act, here } from "/assets/desk/kiosk.js";
import { sub, wide } from "/assets/desk/parts.js";
import { at } from "/assets/desk/state.js";
import { own, rich, t } from "/assets/texts.js";

export const keys = {
  transfer: (to) => {
    const [queue, counter] = to.split("|");
    act("ticket/transfer", here({ queue, counter: counter ? Number(counter) : null }));
  },
};

export function transferPanel() {
  const { queues, now } = at.desk.queue;
  return sub(
    "transfer",
    t("Chuyển số {no} đến", { no: now.label }),
    queues.map((queue) => [
      wide("transfer", "transfer", rich("{queue}, quầy nào cũng được (đang chờ {n})", { queue: own(queue.name), n: String(queue.waiting) }), null, `${queue.id}|`),
      queue.counters.filter((each) => each.number !== at.counter).map((each) => wide("transfer", "right", seat(each), null, `${queue.id}|${each.number}`)),
    ]),
  );
}

function seat({ number, name, open }) {
  const values = { n: String(number), name: own(name) };
  return open ? rich("Quầy {n} – {name}", values) : rich("Quầy {n} – {name} (chưa có người trực)", values);
}
