// The ticket printer: how it is, one more copy of a ticket, a new roll of paper.
import { ask, h, img } from "/assets/dom.js";
import { act } from "/assets/desk/kiosk.js";
import { sub, wide } from "/assets/desk/parts.js";
import { at, draw, now } from "/assets/desk/state.js";
import { t } from "/assets/texts.js";

const FEW_TICKETS = 30;
const LONGEST_ROLL_M = 999;
/** How often the kiosk is asked what became of a copy. */
const LOOK_MS = 400;

const STATES = {
  READY: () => [t("Máy in tốt"), null],
  PAPER_LOW: () => [t("Sắp hết giấy in"), t("Máy vẫn in được. Xin chuẩn bị cuộn giấy mới.")],
  PAPER_OUT: () => [t("Máy in hết giấy"), t("Công dân vẫn nhận số trên màn hình. Xin thay cuộn giấy.")],
  COVER_OPEN: () => [t("Nắp máy in đang mở"), t("Công dân vẫn nhận số trên màn hình. Xin đóng nắp máy in.")],
  OFFLINE: () => [t("Máy in không trả lời"), t("Công dân vẫn nhận số trên màn hình. Xin kiểm tra nguồn điện và dây.")],
  ERROR: () => [t("Máy in báo lỗi"), t("Công dân vẫn nhận số trên màn hình. Xin tắt, bật lại máy in và báo kỹ thuật.")],
  UNKNOWN: () => [t("Máy in không báo trạng thái"), t("Xin nhìn xem phiếu có ra không.")],
};
/** Why no paper comes out: a part of a sentence. */
const OBSTACLES = { PAPER_OUT: "máy in hết giấy", COVER_OPEN: "nắp máy in đang mở", OFFLINE: "máy in không trả lời" };
const PRINTS = ["READY", "PAPER_LOW", "UNKNOWN"];

export const keys = {
  reprint: (ticket) => reprint(ticket, false),
  reprintLarge: (ticket) => reprint(ticket, true),
  paperChanged: async () => {
    const metres = Number(shownRoll());
    if (!(await act("printer/paper", () => ({ metres })))) return;
    at.roll = null;
    at.done = { words: "Đã ghi: cuộn giấy mới {n} m", values: { n: metres } };
    draw();
  },
};

async function reprint(ticket, large) {
  const label = labelOf(ticket);
  if (!(await act(`tickets/${ticket}/reprint`, () => ({ large })))) return;
  followed = ticket;
  for (let looked = null; followed === ticket; ) {
    const slip = await ask(`/api/tickets/${ticket}`).then((found) => found.slip, () => null);
    // the clerk is elsewhere by now, or asked for another copy
    if (followed !== ticket || (looked && at.done !== looked)) return;
    looked = at.done = slip ? outcome(label, slip) : at.done;
    draw();
    if (slip && !slip.coming) return;
    await new Promise((done) => setTimeout(done, LOOK_MS));
  }
}
/** The ticket whose copy is being looked for. */
let followed = null;

/** What became of a copy, as far as is known. */
function outcome(no, { phase, coming }) {
  if (phase === "PRINTING") return { words: "Đang in lại số {no}", values: { no } };
  if (phase === "PRINTED") return { words: "Đã in lại số {no}", values: { no } };
  if (phase === "UNKNOWN") return { words: "Máy in không báo lại. Xin nhìn xem phiếu số {no} có ra không", values: { no }, warns: true };
  const words = coming ? "Số {no} chưa in: {why}. Sẽ in nếu máy in chạy lại trong 15 giây" : "Số {no} chưa in: {why}. Xin in lại khi máy in chạy";
  return { words, values: { no }, why: OBSTACLES[phase], warns: true };
}

function labelOf(ticket) {
  const { now: here, list, unsure, held, noShows } = at.desk.queue;
  return [here, at.issue.taken, ...list, ...unsure, ...held, ...noShows].find((each) => each?.ticket === ticket)?.label ?? "";
}

/** Keys for one more copy of this ticket, where there is a printer. */
export function reprintKeys(ticket, label, digit, digitLarge) {
  if (!at.desk.printer) return [];
  return [
    wide("reprint", "printer", t("In lại phiếu số {no}", { no: label }), digit, ticket),
    wide("reprintLarge", "printer", t("In lại phiếu số {no}, chữ to", { no: label }), digitLarge, ticket),
  ];
}

const isLow = ({ condition, ticketsLeft }) => condition === "READY" && ticketsLeft < FEW_TICKETS;

function described(printer) {
  if (isLow(printer)) return STATES.PAPER_LOW();
  return (STATES[printer.condition] ?? STATES.ERROR)();
}

const forecast = ({ ticketsLeft }) => t("Còn giấy cho khoảng {n} phiếu.", { n: ticketsLeft });

/** Stands beside the number while the printer needs somebody; nothing else of the desk depends on it. */
export function printerWarning() {
  const { printer } = at.desk;
  if (!printer || (printer.condition === "READY" && !isLow(printer))) return null;
  const [title, advice] = described(printer);
  return h(
    "section",
    { class: printer.condition === "UNKNOWN" ? "panel" : "panel note--warn", role: "alert", "data-focus": "printer-warning" },
    h("h2", { class: "panel__loud" }, title),
    h("p", {}, advice, PRINTS.includes(printer.condition) ? ` ${forecast(printer)}` : ""),
    h("button", { class: "btn", type: "button", "data-do": "open", "data-arg": "printer", "data-focus": "printer-open" }, img("printer"), t("Đã thay giấy, in lại")),
  );
}

const shownRoll = () => at.roll ?? String(at.desk.printer.rollMetres);

export function printerPanel() {
  const { printer } = at.desk;
  const [title, advice] = described(printer);
  const ticket = now();
  return sub(
    "printer",
    t("Máy in phiếu"),
    [
      h("p", {}, h("b", {}, title), advice ? `. ${advice} ` : ". ", PRINTS.includes(printer.condition) ? forecast(printer) : null),
      ticket ? reprintKeys(ticket.ticket, ticket.label, "1", "2") : null,
      wide("open", "hold", ticket ? t("In lại phiếu của số khác") : t("In lại phiếu của một số"), "3", "choose"),
      h("h3", {}, t("Thay giấy")),
      h(
        "div",
        { class: "field field--row" },
        h("label", { for: "roll" }, t("Cuộn giấy mới dài (m)")),
        h("input", { id: "roll", type: "number", min: 1, max: LONGEST_ROLL_M, inputmode: "numeric", required: true, value: shownRoll(), "data-field": "roll", "data-focus": "roll" }),
      ),
      h("button", { class: "btn btn--wide", type: "submit", "data-focus": "paper" }, img("check"), h("span", {}, t("Đã thay giấy"))),
    ],
    "paperChanged",
  );
}
