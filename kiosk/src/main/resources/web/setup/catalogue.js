// The published list of procedures, and which of them have a key of their own.
import { ask, h } from "/assets/dom.js";
import { at } from "/assets/setup/at.js";
import { inWords } from "/assets/setup/doors.js";
import { area, choice, field, text } from "/assets/setup/fields.js";
import { own, ownLanguage, t, told } from "/assets/texts.js";

let imported = null;

export function catalogueFields() {
  return [
    h(
      "div",
      { class: "form" },
      field("decision", t("Quyết định công bố danh mục số"), text("decision", at.draft.catalogue?.decision ?? "", (v) => setCatalogue("decision", v), { placeholder: "1234/QĐ-UBND" })),
      field("decided", t("Ngày quyết định"), h("input", { id: "decided", type: "date", value: at.draft.catalogue?.date ?? "", oninput: (event) => setCatalogue("date", event.target.value) })),
      field("csv", t("Danh mục dạng CSV (dòng đầu là tên cột: code, name, field_name)"), area("csv", imported?.csv ?? "", (v) => (imported = { csv: v })), true),
      field("csv-file", t("hoặc chọn tệp"), h("input", { id: "csv-file", type: "file", accept: ".csv,text/csv,text/plain", onchange: pickFile }), true),
      h("div", { class: "field" }, h("button", { class: "btn", type: "button", id: "read", onclick: readList }, t("Xem trước"))),
    ),
    imported?.list ? preview(imported.list) : h("p", { role: "status" }, at.draft.procedures.length ? t("Đang dùng {n} thủ tục.", { n: at.draft.procedures.length }) : t("Chưa dùng thủ tục nào.")),
    at.draft.procedures.length || at.draft.catalogue?.decision || at.draft.catalogue?.date
      ? h("div", {}, h("button", { class: "btn", type: "button", id: "no-list", onclick: dropList }, t("Bỏ danh mục đang dùng")))
      : null,
  ];
}

function setCatalogue(key, value) {
  at.draft.catalogue = { decision: "", date: "", ...at.draft.catalogue, [key]: value };
}

/** Nothing is gone before it is saved. */
function dropList() {
  at.draft.catalogue = { decision: "", date: "" };
  at.draft.procedures = [];
  at.draft.texts.posted = [];
  imported = null;
  at.draw();
  document.getElementById("decision").focus();
}

async function pickFile(event) {
  const file = event.target.files?.[0];
  if (!file) return;
  imported = { csv: await file.text() };
  await readList();
}

async function readList() {
  try {
    imported = { csv: imported?.csv ?? "", list: await ask("/api/setup/procedures", { csv: imported?.csv ?? "" }) };
    at.mistake = "";
  } catch (refusal) {
    at.mistake = inWords(refusal);
  }
  at.draw();
}

function preview(list) {
  const decided = at.draft.catalogue?.decision && at.draft.catalogue?.date;
  const good = list.mistakes.length === 0;
  const first = (codes) => codes.slice(0, 10).join(", ") + (codes.length > 10 ? "…" : "");
  return h(
    "div",
    { class: good ? "note note--list" : "note note--bad note--list", role: "status" },
    good
      ? [
          h("p", {}, t("{n} thủ tục: thêm {added}, bỏ {removed}, đổi tên {renamed}", { n: list.procedures.length, added: list.added.length, removed: list.removed.length, renamed: list.renamed.length })),
          list.removed.length ? h("p", {}, t("Bỏ: {codes}", { codes: first(list.removed) })) : null,
          list.renamed.length ? h("p", {}, t("Đổi tên: {codes}", { codes: first(list.renamed) })) : null,
          decided ? null : h("p", {}, t("Xin nhập số và ngày quyết định công bố danh mục trước khi dùng.")),
          h(
            "button",
            {
              class: "btn",
              type: "button",
              id: "take",
              "aria-disabled": decided ? null : "true",
              onclick: () => {
                if (!decided) return;
                at.draft.procedures = list.procedures;
                if (list.posted.length) at.draft.texts.posted = list.posted;
                imported = null;
                at.draw();
              },
            },
            t("Dùng danh mục này"),
          ),
        ]
      : list.mistakes.map((words) => h("p", {}, told(words))),
  );
}

/** Up to six procedures have a key of their own; their short names are the office's. */
export function commonForm() {
  const common = at.draft.procedures.filter((each) => each.common);
  const others = at.draft.procedures.filter((each) => !each.common);
  return [
    h("h3", {}, t("Thủ tục thường gặp (có phím riêng, nhiều nhất 6)")),
    h(
      "ul",
      { class: "rows rows--clerks" },
      common.map((each, i) =>
        h(
          "li",
          {},
          field(`nick-${i}`, own(`${each.code} ${each.name}`), text(`nick-${i}`, each.nickname ?? "", (v) => (each.nickname = v.trim() || null), { placeholder: "Khai sinh" })),
          field(`key-${i}`, t("Từ khóa"), text(`key-${i}`, each.keywords ?? "", (v) => (each.keywords = v.trim() || null), { maxlength: 300 })),
          h("button", { class: "btn", type: "button", id: `nc-${i}`, onclick: () => ((each.common = false), at.draw()) }, t("Bỏ phím")),
        ),
      ),
    ),
    common.length < 6
      ? field(
          "add-common",
          t("Thêm phím cho"),
          choice("add-common", "", [["", t("chọn thủ tục")], ...others.map((each) => [each.code, `${each.code} ${each.name}`, ownLanguage()])], (code) => {
            const chosen = at.draft.procedures.find((each) => each.code === code);
            if (chosen) chosen.common = true;
            at.draw();
          }),
        )
      : null,
  ];
}
