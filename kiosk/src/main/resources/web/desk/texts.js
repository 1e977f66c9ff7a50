// The words of the desk. The other files say them in Vietnamese; a clerk who chose English reads what stands beside them in
// english.js. Names of people, counters, queues and most procedures have no English; they are marked as Vietnamese.
import { h } from "/assets/dom.js";
import { ENGLISH } from "/assets/desk/english.js";

const KEPT = "motcua-desk-language";
const LANGUAGES = ["vi", "en"];

let language = "vi";

/** The language of this page: "vi" or "en". */
export const speaks = () => language;

/** This browser's desk speaks another language from now on. */
export function speak(to) {
  language = LANGUAGES.includes(to) ? to : "vi";
  document.documentElement.lang = language;
  try {
    localStorage.setItem(KEPT, language);
  } catch {
    // a browser that keeps nothing begins in Vietnamese
  }
}

/** As chosen in this browser before; Vietnamese first. */
export function speakAsBefore() {
  try {
    speak(localStorage.getItem(KEPT));
  } catch {
    speak("vi");
  }
}

/** Whether these words can be said in the language of this page. */
export const isSaid = (words) => language === "vi" || words in ENGLISH;

const chosen = (words) => (language === "en" ? ENGLISH[words] ?? words : words);
const VALUE = /\{(\w+)\}/;

/** The words in the language of this page, with their values in place of {names}. */
export const t = (words, values = {}) => chosen(words).replace(/\{(\w+)\}/g, (whole, name) => (name in values ? String(values[name]) : whole));

/** The same where a value is an element. */
export function rich(words, values) {
  return chosen(words)
    .split(/(\{\w+\})/)
    .map((part) => (VALUE.test(part) ? values[part.slice(1, -1)] : part));
}

/** A name that is Vietnamese in every language. */
export const own = (name) => (language === "vi" ? name : h("span", { lang: "vi" }, name));
