// The citizens' screen. After a press it is the same whatever was pressed: same layout, same texts, 30 s in all.
import { ask, beep, counterOfPage, follow, h, img, loudspeaker, ph, practiceBanner } from "/assets/dom.js";
import { learn, levelWord, words } from "/assets/rate-texts.js";

const AFTER_MS = 30000;
const REDO_MS = 10000;
const SAVING_MS = 1000;
const MOST_REASONS = 3;
const LANGUAGES_MS = 300000;

// Good and other subjects in turn, so that the list says nothing about what was pressed.
const REASONS = [
  ["QUICK", "quick"],
  ["WAIT_LONG", "hold"],
  ["FRIENDLY", "warm"],
  ["ATTITUDE", "speech"],
  ["CLEAR", "signpost"],
  ["GUIDANCE", "signpost-q"],
  ["HARASSMENT", "barrier"],
  ["OTHER", "more"],
];

const counter = counterOfPage();
/** /rate?counter=3&voice=1 says once for each visit which faces to press, where the browser may play sound by itself. */
const speaks = new URLSearchParams(location.search).get("voice") === "1";
const screen = document.getElementById("screen");
let language = "vi";
/** What citizens may choose: [code, own name]. The office may offer more than the two that are built in. */
let languages = [["vi", "Tiếng Việt"], ["en", "English"]];
let state = null;
let lost = false;
/** The press being answered on this screen: {visit, until, redoUntil, head, reasons, done}. */
let after = null;
let look = "";

const t = (key, values) => words(language).text(key, values);
const says = (key) => words(language).says(key);
/** A text in an element that says in which language it stands. */
const wordsOf = (key, values) => h("span", { lang: says(key) }, t(key, values));
/** Its lines: each breaks as a whole. */
const lines = (key, values) => t(key, values).split("\n");
const phrases = (key, values) => lines(key, values).flatMap((part) => [ph(part), " "]);

// ---------- what the kiosk says

const anew = follow(
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

// A browser that keeps nothing (motcua-screen) has its token in the address.
const token = /#man-hinh=([0-9a-f]{64})$/.exec(location.hash)?.[1];
if (token) bindBy(token);

async function bindBy(token) {
  try {
    await ask(`/api/rate/${counter}/bind`, { token });
    anew();
  } catch (refusal) {
    if (!refusal.status) setTimeout(() => bindBy(token), 2000);
  }
}

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
  ask(`/api/rate/${counter}/press`, { key, visit: mine.visit })
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
      if (refusal.status === 409 || refusal.status === 403) {
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
  ask(`/api/rate/${counter}/reasons`, { reasons: after.reasons, visit: after.visit }).catch(() => {});
}

function skip() {
  after.done = true;
  show();
}

async function turn(to) {
  if (to !== "vi") {
    try {
      learn(to, await ask(`/api/texts/${to}`));
    } catch {
      // the pack is not there: what is not built in stands in Vietnamese
    }
  }
  language = to;
  look = "";
  show();
}

async function lookForLanguages() {
  try {
    const offered = (await ask("/api/texts")).filter((each) => each.offered);
    if (offered.length) languages = offered.map((each) => [each.lang, each.name]);
    if (state || lost) show();
  } catch {
    // the two that are built in
  }
  setTimeout(lookForLanguages, LANGUAGES_MS);
}
lookForLanguages();

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
  if (!state.bound) return "unbound";
  if (after) return after.done ? "thanks" : "after";
  return { INVITE: "invite", READY: "none", CLOSED: "closed", AFTER: "none" }[state.phase];
}

function show() {
  const name = state || lost ? current() : "";
  const now = `${name} ${state?.visit} ${state?.number} ${state?.practice} ${language} ${languages} ${JSON.stringify(state?.levels)}`;
  if (now !== look) {
    look = now;
    draw(name);
  }
  if (name === "after") tick();
}

/** The counter's name where it says more than its number. */
function ownName() {
  const name = state?.counterName ?? "";
  return name === words("vi").text("kiosk.place", { n: counter }) ? "" : h("span", { lang: "vi" }, name);
}

function draw(name) {
  const hadFocus = screen.contains(document.activeElement);
  document.documentElement.lang = language;
  document.title = `${lines("rate.ask").join(" ")} – ${t("kiosk.place", { n: counter })}`;
  const parts = { invite, after: afterScreen, thanks, none, closed, unbound, lost: lostScreen };
  screen.replaceChildren(
    ...(state?.practice ? [practiceBanner(wordsOf("practice"))] : []),
    h("p", { class: "rate__bar" }, h("b", {}, wordsOf("kiosk.place", { n: counter })), h("span", {}, state?.number ? wordsOf("rate.number", { so: state.number }) : ownName())),
    ...(name ? parts[name]() : []),
  );
  if (hadFocus) screen.querySelector("h1")?.focus();
}

function invite() {
  const few = state.levels.length <= 3;
  return [
    h("h1", { class: "rate__ask", tabindex: -1, lang: says("rate.ask") }, phrases("rate.ask")),
    h(
      "ul",
      { class: few ? "levels levels--3" : "levels" },
      state.levels.map((each) => {
        const [word, lang] = levelWord(each, language);
        return h(
          "li",
          {},
          h(
            "button",
            { class: `level level--${each.face}`, type: "button", "data-key": each.key, onclick: () => press(each.key) },
            h("span", { class: "level__face" }, img(`face-${each.face}`)),
            h("span", { class: "level__word", lang }, word),
            h("span", { class: "level__no" }, String(each.level)),
          ),
        );
      }),
    ),
    h("div", { class: "rate__foot" }, h("p", {}, wordsOf("rate.anon")), listenKey(), languageKey()),
  ];
}

function listenKey() {
  return h("button", { class: "key listen", type: "button", onclick: prompt }, img("speaker"), wordsOf("rate.listen"));
}

/** Names the next language, in that language; whoever wants a third one presses again. */
function languageKey() {
  const at = languages.findIndex(([code]) => code === language);
  const [code, name] = languages[(at + 1) % languages.length];
  if (code === language) return null;
  return h("button", { class: "key lang", type: "button", lang: code, onclick: () => turn(code) }, img("globe"), name);
}

/** A name that is read out: in one language, so that of its words if they have it. */
function levelName(each) {
  const [word, lang] = levelWord(each, language);
  const { text, says: saidIn } = words(lang);
  return { "aria-label": text("rate.level", { word, n: each.level }), lang: saidIn("rate.level") === lang ? lang : "vi" };
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
                  ...levelName(each),
                  onclick: () => press(each.key),
                },
                h("span", { class: "level__face" }, img(`face-${each.face}`)),
                h("span", { class: "level__no" }, String(each.level)),
              ),
            ),
          ),
        ),
      ),
      h("h2", { class: "after__ask", lang: says("rate.more") }, t("rate.more")),
      h(
        "ul",
        { class: "reasons" },
        REASONS.map(([code, icon]) =>
          h(
            "li",
            {},
            h(
              "button",
              { class: "reason", type: "button", "data-code": code, "aria-pressed": "false", onclick: () => choose(code) },
              img(icon),
              wordsOf(`reason.${code}`),
              img("check", { class: "reason__tick" }),
            ),
          ),
        ),
      ),
      h(
        "div",
        { class: "after__end" },
        h("p", {}, wordsOf("rate.anon")),
        languageKey(),
        h("button", { class: "key", type: "button", onclick: skip }, wordsOf("rate.skip")),
      ),
    ),
  ];
}

/** Keeps the screen after a press up to date without drawing it anew. */
function tick() {
  const words = after.head ? t(`rate.${after.head}`) : "\u00a0";
  const head = document.getElementById("head");
  if (head.textContent !== words) {
    head.textContent = words;
    head.lang = after.head ? says(`rate.${after.head}`) : "";
  }
  const left = Math.ceil((after.redoUntil - performance.now()) / 1000);
  const redo = document.getElementById("redo");
  redo.classList.toggle("redo--over", left <= 0);
  const undo = document.getElementById("undo");
  const seconds = String(Math.max(left, 1));
  if (undo.dataset.seconds !== seconds) {
    undo.dataset.seconds = seconds;
    undo.lang = says("rate.undo");
    undo.replaceChildren(...phrases("rate.undo", { n: seconds }));
  }
  for (const button of screen.querySelectorAll(".reason")) {
    button.setAttribute("aria-pressed", String(after.reasons.includes(button.dataset.code)));
  }
}

function say(icon, role, heading, small) {
  const h1 = h("h1", { tabindex: -1 }, heading);
  return [h("div", { class: "say" }, icon ? img(icon) : null, role ? h("div", { role }, h1) : h1, small)];
}

const place = () => h("p", { class: "place", lang: "vi" }, state.office);
const thanks = () => say("check", "status", wordsOf("rate.thanks"), h("p", {}, wordsOf("rate.anon")));
const none = () => say(null, null, wordsOf("rate.none"), place());
const closed = () => say("pause", null, wordsOf("rate.closed"), place());

/** A browser that is no rating screen yet: whoever looks after the kiosk makes it one, and nobody else. */
function unbound() {
  const refused = h("p", { class: "mistake", role: "alert" });
  const pin = h("input", { id: "pin", type: "password", inputmode: "numeric", autocomplete: "off", maxlength: 12 });
  const bind = async (event) => {
    event.preventDefault();
    try {
      await ask(`/api/rate/${counter}/bind`, { pin: pin.value });
      location.reload();
    } catch (refusal) {
      pin.value = "";
      pin.focus();
      refused.replaceChildren(refusal.status ? h("span", { lang: "vi" }, refusal.message) : wordsOf("rate.bind.silent"));
    }
  };
  return [
    h(
      "form",
      { class: "signin", onsubmit: bind },
      h("h1", { tabindex: -1 }, wordsOf("rate.unbound", { n: counter })),
      h("p", {}, wordsOf("rate.bind.who")),
      h(
        "div",
        { class: "field" },
        h("label", { for: "pin" }, wordsOf("rate.bind.pin")),
        pin,
        refused,
        h("button", { class: "btn btn--main", type: "submit" }, wordsOf("rate.bind")),
      ),
      languageKey(),
    ),
  ];
}

function lostScreen() {
  const lang = says("rate.lost");
  const [what, then] = lines("rate.lost");
  return say("plug", "alert", h("span", { lang }, what), h("p", { class: "place", lang }, then));
}
