// A number that is not the next one: call it, bring it back, let it go, print its ticket again.
import { h } from "/assets/dom.js";
import { act } from "/assets/desk/kiosk.js";
import { sub, wide } from "/assets/desk/parts.js";
import { reprintKeys } from "/assets/desk/printer.js";
import { at, draw } from "/assets/desk/state.js";
import { t } from "/assets/texts.js";

export const keys = {
  slip: (ticket) => {
    at.slip = at.slip === ticket ? null : ticket;
    at.done = null;
    draw();
  },
  call: (byHand) => act("ticket/call", () => ({ ticket: at.slip, byHand: byHand === "hand" })),
  reinstate: () => act("ticket/reinstate", () => ({ ticket: at.slip })).then(close),
  gone: () => act("ticket/left", () => ({ ticket: at.slip })).then(close),
};

function close() {
  at.slip = null;
  draw();
}

export function choosePanel() {
  const { list, unsure, held, noShows, now } = at.desk.queue;
  const all = [
    [t("Đang chờ"), list, "waiting"],
    [t("Chưa rõ phiếu có ra không"), unsure, "unsure"],
    [t("Tạm giữ"), held, "held"],
    [t("Vắng mặt"), noShows, "absent"],
  ].filter(([, slips]) => slips.length);
  const kind = all.find(([, slips]) => slips.some((each) => each.ticket === at.slip))?.[2];
  const label = all.flatMap(([, slips]) => slips).find((each) => each.ticket === at.slip)?.label;
  return sub("choose", t("Chọn một số"), [
    kind
      ? [
          h("h3", { "aria-live": "polite" }, t("Số {no}", { no: label })),
          now
            ? h("p", {}, t("Xin kết thúc số {no} rồi gọi.", { no: now.label }))
            : [wide("call", "speaker", t("Gọi số {no}", { no: label }), "1", "voice"), wide("call", "right", t("Gọi bằng tay (không phát loa)"), "2", "hand")],
          kind === "absent" ? wide("reinstate", "recall", t("Xếp lại vào hàng chờ"), "3") : wide("gone", "out", t("Công dân đã về"), "3"),
          reprintKeys(at.slip, label, "4", "5"),
        ]
      : null,
    all.length ? null : h("p", {}, t("Chưa có số nào.")),
    all.map(([title, slips]) => [
      h("h3", {}, title),
      h(
        "div",
        { class: "slips" },
        slips.map((each) =>
          h("button", { class: "btn", type: "button", "aria-pressed": String(each.ticket === at.slip), "data-do": "slip", "data-arg": each.ticket, "data-focus": `s-${each.ticket}` }, each.label),
        ),
      ),
    ]),
  ]);
}
