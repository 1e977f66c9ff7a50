// The citizens' screen. After a press it is the same whatever was pressed: same layout, same texts, 30 s in all.
import { ask, beep, counterOfPage, follow, h, img, loudspeaker, ph, practiceBanner } from "/assets/dom.js";

const AFTER_MS = 30000;
const REDO_MS = 10000;
const SAVING_MS = 1000;
const MOST_REASONS = 3;

const TEXTS = {
  vi: {
    counter: (n) => `Quầy ${n}`,
    number: (label) => `Số ${label}`,
    listen: "Nghe hướng dẫn",
    ask: ["Xin Ông/Bà cho biết mức độ hài lòng", "về lần phục vụ vừa\u00a0rồi"],
    thanks: "Cảm ơn Ông/Bà đã đánh giá!",
    saving: "Đang lưu đánh giá, xin chờ…",
    failed: "Chưa lưu được. Xin Ông/Bà chọn lại",
    undo: (s) => ["Bấm nhầm?", `Chọn lại trong ${s}\u00a0giây`],
    level: (word, n) => `${word} – mức ${n}`,
    more: "Ông/Bà muốn nói thêm điều gì? (có thể bỏ qua, chọn tối đa\u00a03)",
    skip: "Bỏ qua",
    anon: "Đánh giá không lưu họ tên, số điện thoại",
    none: "Hiện chưa có lượt phục vụ để đánh giá",
    closed: "Quầy đang tạm nghỉ",
    lost: ["Màn hình đánh giá đang mất kết nối", "Xin báo cán bộ tại quầy"],
    practice: "Đang tập sử dụng – lượt này không tính vào kết quả",
    other: ["English", "en"],
  },
  en: {
    counter: (n) => `Counter ${n}`,
    number: (label) => `Number ${label}`,
    listen: "Listen",
    ask: ["How satisfied are you", "with the service you just received?"],
    thanks: "Thank you for your rating!",
    saving: "Saving your rating, please wait…",
    failed: "Not saved. Please choose again",
    undo: (s) => ["Pressed by mistake?", `Choose again within ${s}\u00a0s`],
    level: (word, n) => `${word} – level ${n}`,
    more: "Would you like to tell us more? (optional, up to\u00a03)",
    skip: "Skip",
    anon: "Your name and phone are not recorded",
    none: "There is no visit to rate right now",
    closed: "This counter is closed",
    lost: ["The rating screen has lost its connection", "Please tell the staff at the counter"],
    practice: "Practice – this visit does not count",
    other: ["Tiếng Việt", "vi"],
  },
};

// Good and other subjects in turn, so that the list says nothing about what was pressed.
const REASONS = [
  ["QUICK", "quick", "Giải quyết nhanh", "Quick"],
  ["WAIT_LONG", "hold", "Chờ đợi lâu", "Waited too long"],
  ["FRIENDLY", "warm", "Thân thiện, nhiệt\u00a0tình", "Friendly"],
  ["ATTITUDE", "speech", "Thái độ phục\u00a0vụ chưa\u00a0tốt", "Poor attitude"],
  ["CLEAR", "signpost", "Hướng dẫn chi\u00a0tiết", "Clear guidance"],
  ["GUIDANCE", "signpost-q", "Hướng dẫn chưa rõ\u00a0ràng, chưa đầy\u00a0đủ", "Unclear or incomplete guidance"],
  ["HARASSMENT", "barrier", "Gây khó\u00a0khăn, nhũng\u00a0nhiễu", "Made things difficult, harassment"],
  ["OTHER", "more", "Lý do khác", "Other"],
];

const counter = counterOfPage();
/** /rate?counter=3&voice=1 says once for each visit which faces to press, where the browser may play sound by itself. */
const speaks = new URLSearchParams(location.search).get("voice") === "1";
const screen = document.getElementById("screen");
let language = "vi";
let state = null;
let lost = false;
/** The press being answered on this screen: {visit, until, redoUntil, head, reasons, done}. */
let after = null;
let look = "";

const texts = () => TEXTS[language];

// ---------- what the kiosk says

follow(
  `/api/rate/${counter}/events`,
  (now) => {
    const other = state?.visit !== now.visit;
    state = now;
    lost = false;
    if (now.phase === "AFTER") {
      takeAfter(now);
    } else if (after && !(after.pending && !other)) {
      if (now.phase === "INVITE" && other) after = null;
      if (now.phase === "CLOSED" && after?.head !== "failed") after = null;
    }
    if (now.phase !== "AFTER" && !after && other) language = "vi";
    if (now.phase !== "INVITE" || other) hush();
    show();
    if (speaks && other && current() === "invite") prompt();
  },
  () => {
    lost = true;
    show();
  },
);

function takeAfter(now) {
  const t = performance.now();
  if (!after || (after.visit !== now.visit && !after.pending)) {
    after = { visit: now.visit, reasons: [], done: false };
  }
  after.visit = now.visit;
  after.until = t + now.afterLeftMs;
  after.redoUntil = t + now.redoLeftMs;
  after.head = "thanks";
}

// ---------- what the citizen does

function press(key) {
  hush();
  const t = performance.now();
  if (!after) {
    after = { visit: state.visit, until: t + AFTER_MS, redoUntil: t + REDO_MS, head: "", reasons: [], done: false };
  }
  if (after.head === "failed") {
    after.head = "";
    after.until = t + AFTER_MS;
    after.redoUntil = t + REDO_MS;
  }
  const mine = after;
  mine.pending = true;
  const slow = setTimeout(() => {
    if (mine === after && mine.pending) {
      mine.head = "saving";
      show();
    }
  }, SAVING_MS);
  show();
  setTimeout(sound);
  ask(`/api/rate/${counter}/press`, { key })
    .then((now) => {
      mine.pending = false;
      if (mine === after) {
        state = now;
        if (now.phase === "AFTER") takeAfter(now);
        show();
      }
    })
    .catch((refusal) => {
      mine.pending = false;
      if (mine !== after) return;
      if (refusal.status === 409) {
        if (!mine.head) after = null;
      } else {
        mine.head = "failed";
        mine.until = performance.now() + AFTER_MS;
        mine.redoUntil = performance.now() + REDO_MS;
      }
      show();
    })
    .finally(() => clearTimeout(slow));
}

function choose(code) {
  const at = after.reasons.indexOf(code);
  if (at >= 0) after.reasons.splice(at, 1);
  else if (after.reasons.length < MOST_REASONS) after.reasons.push(code);
  else return;
  if (after.reasons.length === MOST_REASONS) after.done = true;
  show();
  setTimeout(sound);
  ask(`/api/rate/${counter}/reasons`, { reasons: after.reasons }).catch(() => {});
}

function skip() {
  after.done = true;
  show();
}

function turn(to) {
  language = to;
  look = "";
  show();
}

/** One neutral sound, the same for every key. */
const sound = () => beep(660, 0.12);

let spoken = null;
let asked = 0;

/** Says which faces to press, for those who cannot read. Ends with any press. */
async function prompt() {
  hush();
  const mine = ++asked;
  try {
    const audio = loudspeaker();
    await audio.resume();
    const clip = await fetch(`/api/rate-prompt/${language}`);
    const sound = await audio.decodeAudioData(await clip.arrayBuffer());
    if (mine !== asked) return;
    spoken = audio.createBufferSource();
    spoken.buffer = sound;
    spoken.connect(audio.destination);
    spoken.onended = () => delete screen.dataset.speaking;
    spoken.start();
    screen.dataset.speaking = language;
  } catch {
    // a screen without loudspeaker works as well
  }
}

function hush() {
  asked++;
  spoken?.stop();
  spoken = null;
}

// ---------- what is shown

setInterval(() => {
  if (!after) return;
  if (performance.now() >= after.until) {
    after = null;
    language = "vi";
    if (state?.phase === "AFTER") state = { ...state, phase: "READY", visit: undefined, number: undefined };
  }
  show();
}, 250);

function current() {
  if (!state || lost || !state.recording) return "lost";
  if (after) return after.done ? "thanks" : "after";
  return { INVITE: "invite", READY: "none", CLOSED: "closed", AFTER: "none" }[state.phase];
}

function show() {
  const name = state || lost ? current() : "";
  const now = `${name} ${state?.visit} ${state?.number} ${state?.practice} ${language} ${JSON.stringify(state?.levels)}`;
  if (now !== look) {
    look = now;
    draw(name);
  }
  if (name === "after") tick();
}

/** The counter's name where it says more than its number. */
function ownName() {
  const name = state?.counterName ?? "";
  return name === texts().counter(counter) ? "" : name;
}

function draw(name) {
  const hadFocus = screen.contains(document.activeElement);
  document.documentElement.lang = language;
  document.title = `${texts().ask.join(" ")} – ${texts().counter(counter)}`;
  const parts = { invite, after: afterScreen, thanks, none, closed, lost: lostScreen };
  screen.replaceChildren(
    ...(state?.practice ? [practiceBanner(texts().practice)] : []),
    h("p", { class: "rate__bar" }, h("b", {}, texts().counter(counter)), h("span", {}, state?.number ? texts().number(state.number) : ownName())),
    ...(name ? parts[name]() : []),
  );
  if (hadFocus) screen.querySelector("h1")?.focus();
}

const level = (each) => (language === "vi" ? each.vi : each.en);

function invite() {
  const few = state.levels.length <= 3;
  return [
    h("h1", { class: "rate__ask", tabindex: -1 }, texts().ask.flatMap((part) => [ph(part), " "])),
    h(
      "ul",
      { class: few ? "levels levels--3" : "levels" },
      state.levels.map((each) =>
        h(
          "li",
          {},
          h(
            "button",
            { class: `level level--${each.face}`, type: "button", "data-key": each.key, onclick: () => press(each.key) },
            h("span", { class: "level__face" }, img(`face-${each.face}`)),
            h("span", { class: "level__word" }, level(each)),
            h("span", { class: "level__no" }, String(each.level)),
          ),
        ),
      ),
    ),
    h("div", { class: "rate__foot" }, h("p", {}, texts().anon), listenKey(), languageKey()),
  ];
}

function listenKey() {
  return h("button", { class: "key listen", type: "button", onclick: prompt }, img("speaker"), texts().listen);
}

function languageKey() {
  const [word, code] = texts().other;
  return h(
    "button",
    { class: "key lang", type: "button", lang: code, onclick: () => turn(code) },
    img("globe"),
    word,
  );
}

function afterScreen() {
  const few = state.levels.length <= 3;
  return [
    h(
      "div",
      { class: "after" },
      h("div", { role: "status" }, h("h1", { class: "after__thanks", id: "head", tabindex: -1 }, "\u00a0")),
      h(
        "div",
        { class: few ? "redo redo--3" : "redo", id: "redo" },
        h("p", { id: "undo" }),
        h(
          "ul",
          {},
          state.levels.map((each) =>
            h(
              "li",
              {},
              h(
                "button",
                {
                  class: "level",
                  type: "button",
                  "data-key": each.key,
                  "aria-label": texts().level(level(each), each.level),
                  onclick: () => press(each.key),
                },
                h("span", { class: "level__face" }, img(`face-${each.face}`)),
                h("span", { class: "level__no" }, String(each.level)),
              ),
            ),
          ),
        ),
      ),
      h("h2", { class: "after__ask" }, texts().more),
      h(
        "ul",
        { class: "reasons" },
        REASONS.map(([code, icon, vi, en]) =>
          h(
            "li",
            {},
            h(
              "button",
              { class: "reason", type: "button", "data-code": code, "aria-pressed": "false", onclick: () => choose(code) },
              img(icon),
              h("span", {}, language === "vi" ? vi : en),
              img("check", { class: "reason__tick" }),
            ),
          ),
        ),
      ),
      h(
        "div",
        { class: "after__end" },
        h("p", {}, texts().anon),
        languageKey(),
        h("button", { class: "key", type: "button", onclick: skip }, texts().skip),
      ),
    ),
  ];
}

/** Keeps the screen after a press up to date without drawing it anew. */
function tick() {
  const words = { thanks: texts().thanks, saving: texts().saving, failed: texts().failed }[after.head] ?? "\u00a0";
  const head = document.getElementById("head");
  if (head.textContent !== words) head.textContent = words;
  const left = Math.ceil((after.redoUntil - performance.now()) / 1000);
  const redo = document.getElementById("redo");
  redo.classList.toggle("redo--over", left <= 0);
  const undo = document.getElementById("undo");
  const line = texts().undo(Math.max(left, 1));
  if (undo.textContent !== line.join(" ")) undo.replaceChildren(ph(line[0]), " ", ph(line[1]));
  for (const button of screen.querySelectorAll(".reason")) {
    button.setAttribute("aria-pressed", String(after.reasons.includes(button.dataset.code)));
  }
}

function say(icon, role, words, small, className) {
  return [
    h(
      "div",
      { class: "say" },
      icon ? img(icon) : null,
      role ? h("div", { role }, h("h1", { tabindex: -1 }, words)) : h("h1", { tabindex: -1 }, words),
      small ? h("p", { class: className }, small) : null,
    ),
  ];
}

const thanks = () => say("check", "status", texts().thanks, texts().anon, "");
const none = () => say(null, null, texts().none, state.office, "place");
const closed = () => say("pause", null, texts().closed, state.office, "place");
const lostScreen = () => say("plug", "alert", texts().lost[0], texts().lost[1], "place");
