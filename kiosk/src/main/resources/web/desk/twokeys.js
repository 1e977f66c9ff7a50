// The two keys of an ordinary visit, "Khác", and beside them what was refused. They never move.
import { h, img } from "/assets/dom.js";
import { act, here } from "/assets/desk/kiosk.js";
import { key, sentence } from "/assets/desk/parts.js";
import { at, isAsked, open, say } from "/assets/desk/state.js";
import { t } from "/assets/texts.js";
import { finishVisit } from "/assets/desk/walkin.js";

export const keys = {
  next: async () => {
    const answer = await act("ticket/next");
    if (answer?.queue && !answer.queue.now) say("Chưa có ai chờ");
  },
  finish: () => (at.desk.mode === "TICKET" ? act("ticket/finish", here()) : finishVisit()),
  more: () => open(at.panel ?? "more"),
};

/** F2, F3 and F4 press these. */
export const STROKES = { F2: "next", F3: "finish", F4: "more" };

export function twoKeys() {
  const { desk, lost } = at;
  const said = at.said ? h("p", { class: "desk__said", role: "alert", "data-focus": "said" }, img("warn"), sentence(at.said)) : null;
  if (desk.mode === "OPEN") return said;
  if (!desk.queue) {
    return h(
      "div",
      { class: "desk__keys desk__keys--one" },
      said,
      key("finish", "check", t("Kết thúc – mời đánh giá"), "F3", true, lost),
      h(
        "button",
        { class: "key", type: "button", "data-do": "begin", "data-focus": "begin", "aria-disabled": desk.serving || lost ? "true" : null },
        img("right"),
        h("span", {}, desk.serving ? t("Đang phục vụ") : t("Bắt đầu phục vụ")),
      ),
    );
  }
  const busy = Boolean(desk.queue.now);
  const asked = isAsked(); // then the answer is the key to press next
  return h(
    "div",
    { class: "desk__keys" },
    said,
    key("next", "speaker", t("Gọi số tiếp theo"), "F2", !busy && !asked, busy || lost || desk.queue.paused),
    key("finish", "check", t("Kết thúc – mời đánh giá"), "F3", busy && !asked, !busy || lost),
    h(
      "button",
      { class: "key", type: "button", "data-do": "more", "data-focus": "more", "aria-expanded": String(Boolean(at.panel)), "aria-disabled": lost ? "true" : null },
      img("more"),
      h("span", {}, at.panel ? t("Đóng") : t("Khác")),
      h("kbd", {}, "F4"),
    ),
  );
}
