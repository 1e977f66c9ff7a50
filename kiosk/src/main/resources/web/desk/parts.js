// Pieces that several parts of the desk are made of.
import { h, img } from "/assets/dom.js";
import { at } from "/assets/desk/state.js";
import { isSaid, own, speaks, t } from "/assets/texts.js";
import { procedureKey } from "/assets/ticket-texts.js";

/** One of the desk's large keys. */
export function key(does, picture, words, stroke, main, off) {
  return h(
    "button",
    { class: main && !off ? "key key--main" : "key", type: "button", "data-do": does, "data-focus": does, "aria-disabled": off ? "true" : null },
    img(picture, main && !off ? { class: "inv" } : {}),
    h("span", {}, words),
    h("kbd", {}, stroke),
  );
}

/** A key of a panel; with a digit it can be pressed by that. */
export function wide(does, picture, words, digit, arg) {
  return h(
    "button",
    { class: "btn btn--wide", type: "button", "data-do": does, "data-arg": arg, "data-digit": digit, "data-focus": `w-${does}-${arg ?? ""}` },
    img(picture),
    h("span", {}, words),
    digit ? h("kbd", {}, digit) : null,
  );
}

/** One of several that can be chosen. */
export function choice(does, arg, pressed, words, focus) {
  return h("button", { class: "pick", type: "button", "aria-pressed": String(pressed), "data-do": does, "data-arg": arg, "data-focus": focus }, words);
}

export function tick(change, arg, checked, words, focus) {
  return h("label", { class: "tick" }, h("input", { type: "checkbox", checked, "data-change": change, "data-arg": arg, "data-focus": focus }), words);
}

/** A panel behind "Khác", with the way back; with a wish it is a form. */
export function sub(name, title, parts, submit) {
  return h(
    submit ? "form" : "section",
    { class: "panel more", "aria-label": title, "data-focus": `panel-${name}`, "data-submit": submit },
    h(at.desk.clerk ? "h2" : "h1", { tabindex: "-1", "data-focus": `title-${name}` }, title),
    at.done ? h("p", { class: at.done.warns ? "done done--warn" : "done", role: "status" }, sentence(at.done)) : null,
    parts,
    h("button", { class: "btn btn--wide", type: "button", "data-do": "back", "data-focus": "back" }, img("up"), t("Quay lại")),
  );
}

/** A heading in a panel. */
export const under = (attributes, title) => h(at.desk.clerk ? "h3" : "h2", attributes, title);

/** {words, values, why} in the clerk's language; what the kiosk says in Vietnamese alone is marked as Vietnamese. */
export const sentence = ({ words, values, why }) => h("span", { lang: isSaid(words) ? null : "vi" }, t(words, why ? { ...values, why: t(why) } : values));

export function stop(picture, words) {
  return h("div", { class: "stop", role: "alert" }, img(picture), h("p", {}, words));
}

export const answer = (does, words, main) => h("button", { class: main ? "key key--main" : "key", type: "button", "data-do": does, "data-focus": `a-${does}` }, words);

/** The name clerks use for a procedure. */
export function nameOf(code) {
  const found = at.list.find((each) => each.code === code);
  return found ? shownName(found) : code;
}

export function shownName(procedure) {
  const [, words, language] = procedureKey(procedure, speaks());
  return speaks() === language && language !== "vi" ? words : own(procedure.nickname || procedure.name);
}

/** Names one after the other. */
export const namesOf = (codes) => codes.map((code, i) => [i ? "; " : null, nameOf(code)]);
