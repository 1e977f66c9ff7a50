// Step 7: the ticket printer.
import { ask, h, img } from "/assets/dom.js";
import { at } from "/assets/setup/at.js";
import { inWords } from "/assets/setup/doors.js";
import { field, heading, text } from "/assets/setup/fields.js";
import { trial, trialNote, tryOut } from "/assets/setup/trial.js";
import { number, t } from "/assets/texts.js";

/** How much of the roll is left; absent without a printer. */
let paper = null;

function draw() {
  return [
    heading(t("Thử in phiếu")),
    h("p", {}, t("Máy in một phiếu thử có đủ dấu tiếng Việt và mã QR. Phiếu thử không phải là một số.")),
    h("button", { class: "btn", type: "button", id: "print-test", "aria-disabled": at.busy ? "true" : null, onclick: tryPrinter }, img("printer"), t("In phiếu thử")),
    trialNote("print", t("Phiếu đã in. Xin xem dấu tiếng Việt có rõ không"), t("Chưa nối máy in. Số được hiện trên màn hình lấy số")),
    h(
      "div",
      { class: "form" },
      field(
        "roll",
        t("Cuộn giấy mới dài (mét)"),
        text("roll", String(at.draft.printer.rollMetres), (v) => (at.draft.printer.rollMetres = Number(v) || 0), { inputmode: "numeric", maxlength: 3 }),
      ),
      paper ? h("div", { class: "field" }, h("button", { class: "btn", type: "button", id: "new-roll", "aria-disabled": at.busy ? "true" : null, onclick: newRoll }, t("Đã thay giấy"))) : null,
    ),
    paper ? h("p", { role: "status" }, t("Giấy còn khoảng {m} m, chừng {n} phiếu.", { m: number(Math.max(0, Math.round((paper.rollMm - paper.usedMm) / 1000))), n: number(paper.ticketsLeft) })) : null,
  ];
}

async function look() {
  paper = await ask("/api/printer").catch(() => null);
}

async function tryPrinter() {
  await tryOut("print", "/api/setup/print-test");
  await look();
  at.draw();
}

/** The kiosk counts the paper from here on anew. */
async function newRoll() {
  if (at.busy) return;
  at.mistake = "";
  try {
    paper = await ask("/api/printer/paper", { metres: at.draft.printer.rollMetres });
  } catch (refusal) {
    at.mistake = inWords(refusal);
  }
  at.draw();
}

export const print = { id: "in-phieu", title: "Thử in phiếu", draw, enter: look, done: () => trial.print === "good" };
