// Working hours: a morning and an afternoon on the days that are ticked, or each day by itself.
import { h } from "/assets/dom.js";
import { at } from "/assets/setup/at.js";
import { field, spoken, stretches, text, tick } from "/assets/setup/fields.js";
import { t } from "/assets/texts.js";

const DAYS = ["Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu", "Thứ Bảy", "Chủ nhật"];

let eachDay = null;
let halves = null;

/** For a draft that comes anew. */
export function forgetHours() {
  halves = null;
  eachDay = null;
}

function alike() {
  const open = at.draft.hours.weekly.filter((each) => each.stretches.length > 0);
  return open.length === 0 || open.every((each) => spoken(each.stretches) === spoken(open[0].stretches));
}

function setDay(day, list) {
  at.draft.hours.weekly = at.draft.hours.weekly.filter((each) => each.day !== day);
  if (list.length) at.draft.hours.weekly.push({ day, stretches: list });
  at.draft.hours.weekly.sort((one, two) => one.day - two.day);
}
const ofDay = (day) => at.draft.hours.weekly.find((each) => each.day === day)?.stretches ?? [];

/** The usual form: a morning, an afternoon, and the days they hold on. */
function weekForm() {
  if (!halves) {
    const first = at.draft.hours.weekly.find((each) => each.stretches.length)?.stretches ?? [];
    halves = { morning: first[0] ? spoken([first[0]]) : "", afternoon: spoken(first.slice(1)) };
  }
  const both = () => [...stretches(halves.morning), ...stretches(halves.afternoon)];
  const all = () => at.draft.hours.weekly.forEach((each) => (each.stretches = both()));
  return [
    field("h1", t("Sáng"), text("h1", halves.morning, (v) => ((halves.morning = v), all()), { placeholder: "07:30–11:30", lang: null })),
    field("h2", t("Chiều"), text("h2", halves.afternoon, (v) => ((halves.afternoon = v), all()), { placeholder: "13:30–17:00", lang: null })),
    h(
      "fieldset",
      { class: "field field--wide days" },
      h("legend", {}, t("Ngày làm việc")),
      DAYS.map((name, i) => tick(`d-${i + 1}`, ofDay(i + 1).length > 0, t(name), (on) => setDay(i + 1, on ? both() : []))),
    ),
  ];
}

function dayForm() {
  return DAYS.map((name, i) =>
    field(`w-${i + 1}`, t(name), text(`w-${i + 1}`, spoken(ofDay(i + 1)), (v) => setDay(i + 1, stretches(v)), { placeholder: t("nghỉ"), lang: null })),
  );
}

/** All fields of the week. */
export function weekFields() {
  eachDay ??= !alike();
  return [
    eachDay ? dayForm() : weekForm(),
    h(
      "div",
      { class: "field" },
      h("button", { class: "btn", type: "button", id: "each-day", disabled: eachDay && !alike(), onclick: () => ((eachDay = !eachDay), (halves = null), at.draw()) }, eachDay ? t("Giờ các ngày như nhau") : t("Giờ khác nhau theo ngày")),
    ),
  ];
}
