// Chooses the procedures of a visit by code, by name without marks, by nickname; or says that it was none.
import { h } from "/assets/dom.js";
import { keepVisit, note } from "/assets/desk/kiosk.js";
import { shownName } from "/assets/desk/parts.js";
import { at, draw, noted, now } from "/assets/desk/state.js";
import { t } from "/assets/texts.js";
import { procedureKey } from "/assets/ticket-texts.js";

/** What a visit may be about that is no procedure. */
export const KINDS = [
  ["RESULT", "Trả kết quả"],
  ["ONLINE_HELP", "Hướng dẫn làm trực tuyến"],
  ["FEE", "Thu phí, lệ phí"],
  ["RECEPTION", "Tiếp công dân"],
  ["FEEDBACK", "Tiếp nhận phản ánh, kiến nghị"],
  ["OTHER", "Việc khác"],
];

const MOST_ROWS = 40;

export const keys = {
  pickFor: (what) => {
    at.picking = what;
    at.search = "";
    draw();
    document.getElementById("search").focus();
  },
  pick: (code) => pick(code),
  pickKind: (kind) => pick(null, kind),
  picked: () => {
    at.picking = null;
    draw();
  },
};

/** What is chosen so far, by whom the picker was opened for. */
function chosenSoFar() {
  if (at.picking === "visit") return at.visit;
  if (at.picking === "issue") return { procedures: at.issue.procedure ? [at.issue.procedure] : [] };
  return noted();
}

function pick(code, kind) {
  const chosen = chosenSoFar();
  const has = code && chosen.procedures.includes(code);
  const others = at.picking === "change" || at.picking === "issue" ? [] : chosen.procedures.filter((each) => each !== code);
  const made = { procedures: !code ? [] : has ? others : [...others, code], kind: kind ?? "PROCEDURE" };
  if (at.picking === "visit") keepVisit(made);
  else if (at.picking === "issue") at.issue = { ...at.issue, procedure: made.procedures[0] ?? null };
  else note(made);
  if (at.picking !== "visit") at.picking = null;
  at.search = "";
  draw();
}

/** Small letters without marks, as people type in haste. */
export const plain = (text) => text.toLowerCase().replaceAll("đ", "d").normalize("NFD").replace(/\p{M}/gu, "").replace(/\s+/g, " ").trim();

/** The procedures that all these words are in, the chosen and the common ones first where nothing is searched. */
function found(words, chosen) {
  const order = (each) => (chosen.includes(each.code) ? 0 : each.common ? 1 : 2);
  if (!words.length) return [...at.list].sort((a, b) => order(a) - order(b));
  return at.list.filter((each) => {
    const english = procedureKey(each, "en")[1];
    const text = plain([each.code, each.name, each.nickname ?? "", each.keywords ?? "", each.field ?? "", english].join(" "));
    return words.every((word) => text.includes(word));
  });
}

export function picker() {
  const ticket = now();
  const chosen = chosenSoFar();
  const words = plain(at.search).split(" ").filter(Boolean);
  const rows = found(words, chosen.procedures);
  const kinds = at.picking === "issue" ? [] : KINDS.filter(([, name]) => words.every((word) => plain(`${name} ${t(name)}`).includes(word)));
  return h(
    "div",
    { class: "desk__body desk__body--one" },
    h(
      "section",
      { class: "panel picker", "data-focus": "picker" },
      h("h1", {}, title(ticket)),
      h(
        "div",
        { class: "field" },
        h("label", { for: "search" }, t("Tìm theo tên, mã, từ thường dùng (gõ không dấu cũng được)")),
        h("input", { id: "search", value: at.search, autocomplete: "off", "data-field": "search", "data-focus": "search" }),
      ),
      h("h2", {}, words.length ? t("Tìm thấy {n} thủ tục", { n: rows.length }) : rows.some((each) => each.common) ? t("Thủ tục thường gặp") : t("Thủ tục")),
      h(
        "div",
        { class: "picker__rows" },
        rows.slice(0, MOST_ROWS).map((each) => row("pick", each.code, chosen.procedures.includes(each.code), shownName(each), each.code)),
        kinds.map(([kind, name]) => row("pickKind", kind, chosen.procedures.length === 0 && chosen.kind === kind, t(name), t("không phải TTHC"))),
        words.length ? null : row("pickKind", "PROCEDURE", false, t("Chưa xác định thủ tục"), t("chọn sau")),
      ),
      rows.length > MOST_ROWS ? h("p", {}, t("Còn {n} thủ tục, xin gõ để tìm.", { n: rows.length - MOST_ROWS })) : null,
      h("button", { class: "btn", type: "button", "data-do": "picked", "data-focus": "picked" }, at.picking === "visit" ? t("Xong") : t("Quay lại")),
    ),
  );
}

function title(ticket) {
  if (at.picking === "issue") return t("Thủ tục công dân cần");
  return ticket && at.picking !== "visit" ? t("Chọn thủ tục đã giải quyết – số {no}", { no: ticket.label }) : t("Chọn thủ tục đã giải quyết");
}

const row = (does, arg, pressed, name, small) =>
  h("button", { class: "pick", type: "button", "aria-pressed": String(pressed), "data-do": does, "data-arg": arg, "data-focus": `p-${arg}` }, h("span", {}, name), h("small", {}, small));
