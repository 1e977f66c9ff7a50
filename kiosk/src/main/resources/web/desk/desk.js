// The clerk's desk. It learns that a visit was rated, never how.
//
// state.js       what the page knows          kiosk.js   what comes from the kiosk and goes to it
// english.js     its words in English         parts.js   pieces that several files use
// bar.js, serving.js, side.js, twokeys.js     what is always there
// more.js        behind "Khác"; its panels: choose.js, issue.js, leader.js, printer.js, transfer.js, walkin.js
// picker.js, rest.js, signin.js               what stands in place of the middle
//
// A file has what it looks like and, by their data-do, what its keys do.
import { h, img, practiceBanner } from "/assets/dom.js";
import { bar, keys as barKeys, lostLine, shownClock } from "/assets/desk/bar.js";
import { keys as chooseKeys } from "/assets/desk/choose.js";
import { ENGLISH } from "/assets/desk/english.js";
import { keys as issueKeys } from "/assets/desk/issue.js";
import { begin } from "/assets/desk/kiosk.js";
import { keys as leaderKeys, leaderPanel } from "/assets/desk/leader.js";
import { keys as moreKeys, panel } from "/assets/desk/more.js";
import { stop } from "/assets/desk/parts.js";
import { keys as pickerKeys, picker } from "/assets/desk/picker.js";
import { keys as printerKeys } from "/assets/desk/printer.js";
import { dateQuestion, frozen, keys as restKeys, resting, stillThere } from "/assets/desk/rest.js";
import { current, keys as servingKeys, shownService } from "/assets/desk/serving.js";
import { keys as sideKeys, side } from "/assets/desk/side.js";
import { keys as signInKeys, signIn, typed } from "/assets/desk/signin.js";
import { at, change, draw, isDateAsked, whenChanged } from "/assets/desk/state.js";
import { keys as transferKeys } from "/assets/desk/transfer.js";
import { STROKES, keys as twoKeysKeys, twoKeys } from "/assets/desk/twokeys.js";
import { keys as walkInKeys } from "/assets/desk/walkin.js";
import { morph } from "/assets/morph.js";
import { speakAsBefore, t, teach } from "/assets/texts.js";

const screen = document.getElementById("screen");
const keys = {
  ...barKeys,
  ...chooseKeys,
  ...issueKeys,
  ...leaderKeys,
  ...moreKeys,
  ...pickerKeys,
  ...printerKeys,
  ...restKeys,
  ...servingKeys,
  ...sideKeys,
  ...signInKeys,
  ...transferKeys,
  ...twoKeysKeys,
  ...walkInKeys,
};
/** Drawings needed when nothing can be fetched any more; held here, they need not be. */
const held = ["plug", "warn", "clock", "pause"].map((name) => img(name));

// ---------- what it looks like

function page() {
  const { desk, lost } = at;
  if (!desk) return lost ? [stop("plug", t("Chưa nối được với máy của bộ phận. Đang nối lại, không cần tải lại trang."))] : [];
  return [
    desk.practice ? practiceBanner(t("Đang tập sử dụng – lượt này không tính vào kết quả")) : null,
    bar(),
    lost ? lostLine() : null,
    ...(desk.clerk ? [desk.recording ? null : stop("warn", t("Máy không ghi được. Xin báo người phụ trách máy.")), body(), twoKeys()] : [entrance()]),
  ].filter(Boolean);
}

const alone = (part) => h("div", { class: "desk__body desk__body--one" }, part);
const entrance = () => (at.panel === "leader" ? alone(leaderPanel()) : signIn());

function body() {
  const { desk, lost } = at;
  const queue = desk.queue;
  if (lost) return frozen();
  if (at.panel === "takeover") return signIn();
  if (isDateAsked()) return dateQuestion();
  if (desk.idle) return stillThere();
  if (queue?.paused && !queue.now) return at.panel ? h("div", { class: "desk__body" }, resting(), panel()) : resting();
  if (at.picking) return picker();
  return h("div", { class: "desk__body" }, current(), at.panel && queue ? panel() : side());
}

whenChanged(() => {
  document.title = t("Quầy {n} – bàn làm việc", { n: at.counter });
  const focused = document.activeElement?.dataset?.focus;
  morph(screen, page());
  if (focused && document.activeElement === document.body) screen.querySelector(`[data-focus="${CSS.escape(focused)}"]`)?.focus();
});

setInterval(() => {
  for (const [name, text] of [["clock", shownClock()], ["service", shownService()]]) {
    for (const each of screen.querySelectorAll(`[data-tick="${name}"]`)) if (each.textContent !== text) each.textContent = text;
  }
}, 500);

// ---------- what is done to it

document.addEventListener("click", (event) => {
  const key = event.target.closest?.("[data-do]");
  if (key && key.getAttribute("aria-disabled") !== "true") keys[key.dataset.do](key.dataset.arg, key);
});
document.addEventListener("change", (event) => {
  const field = event.target;
  if (field.dataset.change) keys[field.dataset.change](field.dataset.arg, field);
});
document.addEventListener("input", (event) => {
  const field = event.target;
  if (field.id === "pin") typed(field.value);
  else if (field.dataset.part) change(field.dataset.part, { [field.dataset.name]: "digits" in field.dataset ? field.value.replace(/\D/g, "") : field.value });
  else if (field.dataset.field) {
    at[field.dataset.field] = field.value;
    draw();
  }
});
document.addEventListener("submit", (event) => {
  event.preventDefault();
  keys[event.target.dataset.submit]();
});

document.addEventListener("keydown", (event) => {
  const inField = event.target.nodeName === "INPUT" && event.target.type !== "checkbox";
  if (STROKES[event.key] && at.desk?.clerk) {
    event.preventDefault();
    if (inField) event.target.blur(); // what was typed there counts
    const key = screen.querySelector(`.desk__keys [data-do="${STROKES[event.key]}"]`);
    if (!event.repeat && key) key.click();
  } else if (event.key === "Escape" && (at.picking || at.panel)) {
    if (at.picking) at.picking = null;
    else at.panel = at.panel === "more" || !at.desk?.queue ? null : "more";
    draw();
  } else if (event.key === "Enter" && event.target.id === "search" && at.search.trim()) {
    screen.querySelector(".picker__rows .pick")?.click();
  } else if (event.key === "Enter" && event.target.type === "checkbox") {
    event.target.click(); // a tick is set by Enter as by the space bar
  } else if (/^\d$/.test(event.key) && !inField && !event.ctrlKey && !event.altKey && !event.metaKey) {
    if (screen.querySelector("#pin")) typed(at.pin + event.key);
    else screen.querySelector(`.more [data-digit="${event.key}"]`)?.click();
  }
});

at.held = held;
teach(ENGLISH);
speakAsBefore();
begin();
