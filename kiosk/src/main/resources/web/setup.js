// Setting the kiosk up, step by step. Works with nothing but this page: no server, no network.
import { h } from "/assets/dom.js";
import { at } from "/assets/setup/at.js";
import { clerks } from "/assets/setup/clerks.js";
import { content } from "/assets/setup/content.js";
import { counters } from "/assets/setup/counters.js";
import { days } from "/assets/setup/days.js";
import { act, anew, refresh, save, unsaved } from "/assets/setup/doors.js";
import { office } from "/assets/setup/office.js";
import { pads } from "/assets/setup/pads.js";
import { print } from "/assets/setup/print.js";
import { scale } from "/assets/setup/scale.js";
import { begin, ready, start } from "/assets/setup/start.js";
import { voice } from "/assets/setup/voice.js";
import { ENGLISH } from "/assets/technician-english.js";
import { languageKey, own, speak, speakAsBefore, t, teach, told } from "/assets/texts.js";

/**
 * Each has an id, a title, draw() and done(); some have enter() and leave(), and watch() twice a second while they are open. Those
 * that belong together are saved together; one that is extra is not needed to begin, so it has no number.
 */
const STEPS = [office, days, counters, clerks, scale, pads, print, voice, start, content];
const screen = document.getElementById("screen");
let step = Math.max(0, STEPS.findIndex((each) => `#${each.id}` === location.hash));
let entered = false;

async function go(to) {
  if (to === step) return;
  const here = STEPS[step];
  const there = STEPS[to];
  if (!(here.together && there.together) && unsaved() && !(await save())) return;
  await here.leave?.();
  at.mistake = "";
  step = to;
  history.replaceState(null, "", `#${there.id}`);
  await there.enter?.();
  at.draw();
  screen.querySelector("h2")?.focus();
}

// ---------- the page

at.draw = () => {
  document.title = t("Cài đặt bộ phận");
  if (at.setup.open && !at.saved && !STEPS[step].together) step = 0; // opened by its address too early
  const focused = document.activeElement?.id;
  const from = document.activeElement?.selectionStart;
  screen.replaceChildren(...(at.setup.open ? form() : [bar(), guard()]));
  const back = focused && focused !== "screen" && document.getElementById(focused);
  if (back) {
    back.focus();
    if (from != null && back.type !== "number" && back.setSelectionRange) back.setSelectionRange(from, from);
  }
  if (at.setup.open && !entered) {
    entered = true;
    Promise.resolve(STEPS[step].enter?.()).then(at.draw);
  }
};

function inOtherWords(to) {
  speak(to);
  at.draw();
}

function bar() {
  return h(
    "div",
    { class: "tech__bar" },
    h("h1", {}, t("Cài đặt bộ phận")),
    h("p", {}, at.setup.office?.name ? [own(at.setup.office.name), " · "] : null, t("làm được khi không có mạng")),
    at.setup.practice
      ? h("span", { class: "chip chip--warn" }, t("Đang tập sử dụng"))
      : h("span", { class: "chip chip--good" }, t("Chính thức")),
    languageKey((to) => ({ onclick: () => inOtherWords(to) })),
  );
}

function form() {
  return [
    bar(),
    h(
      "div",
      { class: "setup__body" },
      h("nav", { class: "steps", "aria-label": t("Các bước") }, STEPS.map(key)),
      h("section", { class: "setup__main" }, STEPS[step].draw(), mistake()),
    ),
    h(
      "div",
      { class: "setup__foot" },
      h("button", { class: "btn", type: "button", id: "back", disabled: step === 0, onclick: () => go(step - 1) }, t("Quay lại")),
      onKey(STEPS[step]),
    ),
  ];
}

function key(each, i) {
  const done = each.done();
  return h(
    "button",
    { class: done ? "step step--done" : "step", type: "button", id: `step-${i}`, "aria-current": i === step ? "step" : null, onclick: () => go(i) },
    h("i", {}, done && i !== step ? "✓" : each.extra ? "+" : String(i + 1)),
    t(each.title),
    done ? h("span", { class: "vh" }, t("xong")) : null,
  );
}

function mistake() {
  return [
    at.mistake ? h("p", { class: "mistake", role: "alert" }, told(at.mistake)) : null,
    at.outdated ? h("div", {}, h("button", { class: "btn", type: "button", id: "anew", onclick: anew }, t("Bỏ phần sửa ở đây, xem bản mới"))) : null,
  ];
}

function onKey(here) {
  const busy = at.busy ? "true" : null;
  if (here.extra) return h("button", { class: "btn btn--main", type: "button", id: "on", "aria-disabled": busy, onclick: save }, at.busy ? t("Đang lưu…") : t("Lưu"));
  if (here !== start) return h("button", { class: "btn btn--main", type: "button", id: "on", "aria-disabled": busy, onclick: () => go(step + 1) }, at.busy ? t("Đang lưu…") : t("Tiếp tục"));
  return at.setup.practice
    ? h("button", { class: "btn btn--main", type: "button", id: "on", "aria-disabled": ready() ? null : "true", onclick: begin }, t("Bắt đầu chính thức"))
    : h("a", { class: "btn btn--main", href: "/status", id: "on" }, t("Xem tình trạng máy"));
}

function guard() {
  let pin = "";
  return h(
    "form",
    {
      class: "signin",
      onsubmit: (event) => {
        event.preventDefault();
        act("/api/setup/technician", { pin });
      },
    },
    h("h1", {}, t("Nhập mã PIN kỹ thuật")),
    h(
      "div",
      { class: "field" },
      h("label", { for: "pin" }, t("Mã PIN kỹ thuật")),
      h("input", { id: "pin", type: "password", inputmode: "numeric", autocomplete: "off", maxlength: 12, oninput: (e) => (pin = e.target.value) }),
      at.mistake ? h("p", { class: "mistake", role: "alert" }, told(at.mistake)) : null,
      h("button", { class: "btn btn--main", type: "submit", id: "enter" }, at.busy ? t("Đang kiểm tra…") : t("Mở trang cài đặt")),
    ),
  );
}

teach(ENGLISH);
speakAsBefore();
await refresh();
setInterval(() => {
  if (at.setup?.open) STEPS[step].watch?.();
}, 500);
