// What the desk's page knows. Every other file of the desk draws from it or changes it.
import { counterOfPage } from "/assets/dom.js";

export const NOTHING = { procedures: [], kind: null };

export const at = {
  counter: counterOfPage(),
  desk: null, // as the kiosk told it: motcua.kiosk.desk.Desk
  heard: 0, // performance.now() when the desk came
  lost: false,
  lostAtMs: null, // by the kiosk's clock
  said: null, // what was refused: {words, values}
  done: null, // what was done and is seen nowhere else: {words, values, why, warns}
  clerk: null,
  pin: "",
  checking: false,
  panel: null, // what is open behind "Khác"
  slip: null,
  picking: null,
  search: "",
  visit: NOTHING, // a visit without a ticket
  issue: {},
  leading: {}, // what the shift leader types
  roll: null, // metres of the new roll, once typed
  date: "",
  later: null,
  dossiers: null,
  unsaid: {}, // what the clerk noted and the kiosk does not know yet
  list: [], // procedures of the office
};

let drawing = () => {};
export const whenChanged = (does) => (drawing = does);
export const draw = () => drawing();

/** The ticket at the counter. */
export const now = () => at.desk?.queue?.now;
/** The same with what the clerk noted a moment ago. */
export const noted = () => ({ ...now(), ...at.unsaid });

/** Whether the kiosk does not know the date and this clerk may. */
export const isDateAsked = () => Boolean(at.desk.askDate) && at.later !== at.desk.shift;
/** Whether the clerk is asked something before all else. */
export const isAsked = () => isDateAsked() || at.desk.idle || at.panel === "takeover";

export function say(words, values) {
  at.said = { words, values };
  draw();
}

export function change(part, values) {
  at[part] = { ...at[part], ...values };
  draw();
}

/** Opens a panel behind "Khác"; opened again it closes. */
export function open(panel) {
  at.panel = at.panel === panel ? null : panel;
  at.picking = null;
  at.slip = null;
  at.said = null;
  at.done = null;
  draw();
  document.querySelector(".more > h1, .more > h2")?.focus();
}
