// A visit of somebody without a ticket, at a counter with tickets or without.
import { h, img } from "/assets/dom.js";
import { act, keepVisit } from "/assets/desk/kiosk.js";
import { namesOf, sub } from "/assets/desk/parts.js";
import { KINDS } from "/assets/desk/picker.js";
import { NOTHING, at } from "/assets/desk/state.js";
import { t } from "/assets/texts.js";

export function finishVisit() {
  const { visit } = at;
  keepVisit(NOTHING);
  at.panel = null;
  at.picking = null;
  return act("visit/finish", () => visit);
}

export const keys = { finishVisit };

export function walkInPanel() {
  const chosen = at.visit.procedures;
  const kind = KINDS.find(([name]) => name === at.visit.kind);
  return sub("walkin", t("Lượt không lấy số"), [
    h("p", {}, t("Dùng khi công dân được phục vụ mà không có số. Lượt vẫn được đếm và được mời đánh giá.")),
    h(
      "button",
      { class: "btn btn--wide", type: "button", "data-do": "pickFor", "data-arg": "visit", "data-focus": "pick" },
      img("search"),
      h("span", {}, chosen.length ? namesOf(chosen) : kind ? t(kind[1]) : t("Chọn thủ tục đã giải quyết")),
    ),
    h("button", { class: "btn btn--wide", type: "button", "data-do": "finishVisit", "data-focus": "finish-visit" }, img("check"), h("span", {}, t("Kết thúc lượt không lấy số – mời đánh giá"))),
  ]);
}
