// Two languages on a page for staff. The page's files say everything in Vietnamese; who chose English reads what stands beside it in the
// page's list (desk/english.js, technician-english.js). Names of people, counters, queues and most procedures have no English; they
// are marked as Vietnamese.
import { h, img } from "/assets/dom.js";

const KEPT = "motcua-language";
const LANGUAGES = ["vi", "en"];
const VALUE = /\{(\w+)\}/;
/** Values that are said by the kiosk as well, not named by the office. */
const SENTENCES = ["what", "why"];
const FIGURE = /^[\d\s.,:/–-]*$/;

let language = "vi";
let english = {};
/** Sentences with values in them, the most definite first: [pattern, words]. */
let forms = [];

/** Takes a list of texts, Vietnamese to English. */
export function teach(list) {
  english = { ...english, ...list };
  const fixed = (words) => words.replaceAll(/\{\w+\}/g, "").length;
  const literally = (text) => text.replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&");
  const pattern = (words) => new RegExp(`^${words.split(/\{\w+\}/).map(literally).join("(.*)")}$`, "s");
  forms = Object.keys(english)
    .filter((words) => VALUE.test(words) && /\p{L}/u.test(words.replaceAll(/\{\w+\}/g, "")))
    .sort((one, other) => fixed(other) - fixed(one))
    .map((words) => [pattern(words), words]);
}

/** The language of this page: "vi" or "en". */
export const speaks = () => language;

/** This browser's pages for staff speak another language from now on. */
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

/** A key that names the other language, in that language; attributes(code) say what it does. */
export function languageKey(attributes) {
  const [code, name] = language === "vi" ? ["en", "English"] : ["vi", "Tiếng Việt"];
  return h("button", { class: "btn", type: "button", id: "other-language", lang: code, "aria-label": name, ...attributes(code) }, img("globe"), h("span", {}, name));
}

/** Whether these words can be said in the language of this page. */
export const isSaid = (words) => language === "vi" || words in english;

const chosen = (words) => (language === "en" ? english[words] ?? words : words);

/** The words in the language of this page, with their values in place of {names}. */
export const t = (words, values = {}) => chosen(words).replace(/\{(\w+)\}/g, (whole, name) => (name in values ? String(values[name]) : whole));

/** The same where a value is an element. */
export function rich(words, values) {
  return chosen(words)
    .split(/(\{\w+\})/)
    .map((part) => (VALUE.test(part) ? values[part.slice(1, -1)] : part));
}

/** A name that is Vietnamese in every language. */
export const own = (name) => (language === "vi" || !name ? name : h("span", { lang: "vi" }, name));

/** The language of what the office typed, where it is not that of the page. */
export const ownLanguage = () => (language === "vi" ? null : "vi");

/** What the kiosk said in Vietnamese, with its values in place: in the language of this page, and what has none marked as Vietnamese. */
export function told(sentence) {
  if (language === "vi" || !sentence) return sentence;
  if (sentence in english) return t(sentence);
  for (const [pattern, words] of forms) {
    const found = pattern.exec(sentence);
    if (!found) continue;
    const names = words.match(/\{\w+\}/g).map((name) => name.slice(1, -1));
    const value = (name, text) => (SENTENCES.includes(name) ? told(text) : FIGURE.test(text) ? text : own(text));
    return rich(words, Object.fromEntries(names.map((name, i) => [name, value(name, found[i + 1])])));
  }
  return own(sentence);
}

/** A figure as this language writes it. */
export const number = (n, options) => n.toLocaleString(language === "vi" ? "vi-VN" : "en-GB", options);
