// Fields, and what is written in them.
import { h } from "/assets/dom.js";
import { ownLanguage } from "/assets/texts.js";

export const heading = (words) => h("h2", { tabindex: -1 }, words);

export function field(id, label, input, wide) {
  return h("div", { class: wide ? "field field--wide" : "field" }, h("label", { for: id }, label), input);
}

/** A line of text: what the office calls something, unless it is a number or the attributes say otherwise. */
export function text(id, value, onInput, attributes = {}) {
  const lang = attributes.inputmode || attributes.type ? null : ownLanguage();
  return h("input", { id, value, lang, autocomplete: "off", maxlength: 80, oninput: (event) => onInput(event.target.value), ...attributes });
}

/** Options are [key, words] or [key, words, language]. */
export function choice(id, value, options, onChange) {
  return h(
    "select",
    { id, onchange: (event) => onChange(event.target.value) },
    options.map(([key, words, lang]) => h("option", { value: key, selected: key === value, lang }, words)),
  );
}

export function tick(id, checked, words, onChange) {
  return h("label", { class: "tick" }, h("input", { type: "checkbox", id, checked, onchange: (event) => onChange(event.target.checked) }), words);
}

export const area = (id, value, onInput, rows = 4) => h("textarea", { id, rows, lang: ownLanguage(), oninput: (event) => onInput(event.target.value) }, value);
export const lines = (text) => text.split("\n").map((line) => line.trim()).filter(Boolean);

export const numbers = (text) => [...new Set((text.match(/\d+/g) ?? []).map(Number))];

/** "07:30–11:30, 13:30–17:00" to stretches; what is no time is refused when it is saved. */
export function stretches(text) {
  return text
    .split(",")
    .map((part) => part.trim())
    .filter(Boolean)
    .map((part) => {
      const [from, to] = part.split(/\s*[–—-]\s*/);
      const full = (one) => (/^\d:\d\d$/.test(one ?? "") ? `0${one}` : (one ?? ""));
      return { from: full(from), to: full(to) };
    });
}
export const spoken = (list) => list.map((each) => `${each.from}–${each.to}`).join(", ");
