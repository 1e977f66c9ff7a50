// Where a citizen takes a number. One press from the first screen to a number; whatever fails, the number stays visible.
import { ask, beep, date, follow, h, img, ph, practiceBanner, time } from "/assets/dom.js";
import { fieldKey, isKnown, learn, procedureKey, words } from "/assets/ticket-texts.js";

const IDLE_MS = 60000;
const NUMBER_MS = 15000;
const TAKE_PAPER_MS = 5000;
const LOOK_FOR_PAPER_MS = 10000;
const SAID_MS = 15000;
/** A slip takes two seconds; after that long nobody waits for it any more. */
const PRINT_MS = 25000;
const GIVE_UP_MS = 20000;
const AGAIN_MS = 1000;
/** The second tap of a double tap is not meant for the key that stands there now. */
const SETTLE_MS = 400;
const LANGUAGES_MS = 300000;
const FEW_COUNTERS = 3;
const MOST_TILES = 6;
const KEPT = "motcua-ticket";

const screen = document.getElementById("screen");
let state = null;
let lost = false;
let language = "vi";
let low = false;
/** Whether the slip is to be in large print. */
let large = false;
let view = { name: "home" };
/** The number being taken: {wish, body, begun, ticket, slip, since, until}. */
let taking = null;
let touched = performance.now();
let look = "";
let bySight = true;

/** What citizens may choose: [code, own name]. The office may offer more than the two that are built in. */
let languages = [["vi", "Tiếng Việt"], ["en", "English"]];

const t = (key, values) => words(language).text(key, values);
const says = (key) => words(language).says(key);

// ---------- what the kiosk says

follow(
  "/api/ticket/events",
  (now) => {
    state = now;
    lost = false;
    show();
  },
  () => {
    lost = true;
    show();
  },
);

// ---------- what the citizen does

function touch() {
  touched = performance.now();
}
addEventListener("pointerdown", () => {
  bySight = true;
  touch();
});
addEventListener("keydown", () => {
  bySight = false;
  touch();
});

function go(name, more = {}) {
  view = { name, ...more };
  show();
}

function home() {
  view = { name: "home" };
  taking = null;
  language = "vi";
  large = false;
  sessionStorage.removeItem(KEPT);
  show();
}

function turn(to) {
  language = to;
  view = { name: "home" };
  look = "";
  show();
}

function newWish() {
  return [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** One short click, the same for every ticket. */
const click = () => beep(880, 0.05);

/** One intention, one wish: however often it is sent, it is one ticket. */
function take(queue, more = {}) {
  if (taking) return;
  begin({ wish: newWish(), queue, priority: false, unsure: false, large, ...more });
  setTimeout(click);
  sessionStorage.setItem(KEPT, JSON.stringify({ body: taking.body, at: Date.now(), language, low }));
}

function begin(body) {
  taking = { body, begun: performance.now(), until: Infinity };
  view = { name: "home" };
  show();
  send(taking);
}

async function send(mine) {
  try {
    const ticket = await ask("/api/tickets", mine.body);
    if (mine !== taking) return;
    mine.ticket = ticket;
    turned(mine, ticket.slip);
    show();
    tell(mine);
    watch(mine);
  } catch (refusal) {
    if (mine !== taking) return;
    if (refusal.status === 409) return said(refusal.answer.reason === "FULL" ? "full" : "again");
    if (refusal.status === 400 || refusal.status === 404 || performance.now() - mine.begun > GIVE_UP_MS) return said("stopped");
    setTimeout(() => mine === taking && send(mine), AGAIN_MS);
  }
}

/** No number was taken: says why, then goes home. */
function said(name) {
  taking = null;
  sessionStorage.removeItem(KEPT);
  view = name === "again" ? { name: "home" } : { name, until: performance.now() + SAID_MS };
  show();
}

/** The number is on the screen now; the kiosk may let it be called. Said until the kiosk has heard it. */
function tell(mine) {
  requestAnimationFrame(() => requestAnimationFrame(() => told(mine.ticket.id)));
}

async function told(id) {
  try {
    await ask(`/api/tickets/${id}/shown`, {});
  } catch (refusal) {
    if (refusal.status === 404) return;
    setTimeout(() => told(id), AGAIN_MS);
  }
}

/** Follows the slip until it is out, or until the number has stood there long enough. */
async function watch(mine) {
  while (mine === taking && (mine.slip.phase !== "NONE" && mine.slip.phase !== "PRINTED")) {
    await new Promise((done) => setTimeout(done, 250));
    if (mine !== taking) return;
    try {
      turned(mine, (await ask(`/api/tickets/${mine.ticket.id}`)).slip);
    } catch {
      turned(mine, mine.slip);
    }
    show();
  }
}

function turned(mine, slip) {
  const now = performance.now();
  const late = slip.phase === "PRINTING" && now - mine.begun > PRINT_MS;
  const phase = late ? "OFFLINE" : slip.phase;
  if (mine.slip?.phase !== phase) {
    mine.since = now;
    mine.until = now + ({ PRINTING: Infinity, PRINTED: TAKE_PAPER_MS, UNKNOWN: LOOK_FOR_PAPER_MS }[phase] ?? NUMBER_MS);
  }
  mine.slip = { ...slip, phase };
}

async function callHelp() {
  try {
    await ask("/api/help", {});
    view = { name: "help", until: performance.now() + SAID_MS };
  } catch {
    view = { name: "stopped", until: performance.now() + SAID_MS };
  }
  show();
}

async function speak(to) {
  if (to !== "vi") {
    try {
      learn(to, await ask(`/api/texts/${to}`));
    } catch {
      // the pack is not there: what is not built in stands in Vietnamese
    }
  }
  turn(to);
}

async function lookForLanguages() {
  try {
    const offered = (await ask("/api/texts")).filter((each) => each.offered);
    if (offered.length) languages = offered.map((each) => [each.lang, each.name]);
    show();
  } catch {
    // the two that are built in
  }
  setTimeout(lookForLanguages, LANGUAGES_MS);
}
lookForLanguages();

// ---------- what the office has

const open = (queue) => !queue.closed;
const work = () => state.queues.filter((each) => each.kind === "PROCEDURE");
const results = () => state.queues.find((each) => each.kind === "RESULT");
const extras = () => state.queues.filter((each) => each.kind !== "PROCEDURE" && each.kind !== "RESULT");
/** The only queue for procedures; none if the citizen has to choose one. */
const only = () => (work().length === 1 ? work()[0] : null);
const fallback = () => work()[0] ?? state.queues[0];

function common() {
  const chosen = state.procedures.filter((each) => each.common);
  return chosen.length ? chosen : state.procedures.filter((each) => isKnown(each.code)).slice(0, MOST_TILES);
}

const fields = () => [...new Set(state.procedures.map((each) => each.field ?? ""))].sort((a, b) => a.localeCompare(b, "vi"));

// ---------- what is shown

setInterval(() => {
  const now = performance.now();
  if (taking && now >= taking.until) return home();
  if (view.until && now >= view.until) return home();
  if (!taking && now - touched >= IDLE_MS && (view.name !== "home" || language !== "vi" || low || large)) {
    low = false;
    return home();
  }
  if (taking?.ticket) refresh();
}, 250);

function current() {
  if (taking) return taking.ticket ? "number" : "taking";
  if (!state) return "";
  if (lost || !state.recording || state.queues.length === 0) return "stopped";
  const closed = state.queues.every((each) => each.closed) ? state.queues[0].closed : null;
  if (closed === "STOPPED") return "stopped";
  if (!closed || view.name === "languages") return view.name;
  return closed === "NOT_OPEN" ? "notOpen" : "full";
}

function show() {
  const name = current();
  const fixed = {
    name,
    view: { ...view, until: 0 },
    language,
    languages,
    low,
    large,
    printer: state?.printer,
    practice: state?.practice,
    office: state?.office,
    queues: state?.queues.map(({ waiting, expected, ...rest }) => rest),
    counters: state?.counters,
    procedures: state?.procedures.length,
    serving: low ? state?.serving : null,
    hours: state?.hours,
    slip: name === "number" ? [taking.ticket.label, taking.slip.phase] : null,
  };
  const now = JSON.stringify(fixed);
  if (now !== look) {
    look = now;
    draw(name);
  }
  refresh();
}

function draw(name) {
  const place = document.activeElement?.id;
  document.documentElement.lang = language;
  screen.lang = language;
  document.title = `${t("kiosk.get")} – ${t("kiosk.unit")}`;
  screen.className = `screen ticket${low ? " ticket--low" : ""}`;
  const parts = { home: homeScreen, choose, common: commonScreen, fields: fieldScreen, list: listScreen, languages: languageScreen };
  const sayings = { taking: takingScreen, number, notOpen, full, stopped, help: helpScreen };
  const content = name === "" ? [] : (parts[name] ?? sayings[name])();
  screen.replaceChildren(...(state?.practice ? [practiceBanner(t("practice"))] : []), head(), ...content);
  if (!bySight) screen.querySelector("h1")?.focus();
  settle(bySight ? "" : place);
  const at = JSON.stringify([name, { ...view, until: 0 }]);
  if (at !== drawn) scrollTo(0, 0);
  drawn = at;
}
let drawn = "";

let settling;
/** For a moment new keys take no tap. Then the key that had the focus has it again, if it is still there. */
function settle(place) {
  const keys = [...screen.querySelectorAll("button")];
  keys.forEach((key) => (key.disabled = true));
  clearTimeout(settling);
  settling = setTimeout(() => {
    keys.forEach((key) => (key.disabled = false));
    if (place && place !== screen.id) document.getElementById(place)?.focus();
  }, SETTLE_MS);
}

/** What changes while the screen stays: clock, people waiting, progress. */
function refresh() {
  const clock = document.getElementById("clock");
  if (clock && state) {
    clock.lang = state.minuteMs === undefined ? says("kiosk.clock") : dayLanguage();
    const text = state.minuteMs === undefined ? t("kiosk.clock") : `${time(state.minuteMs)} ${day(state.minuteMs)}`;
    if (clock.textContent !== text) {
      clock.replaceChildren(...(state.minuteMs === undefined ? [text] : [h("strong", {}, time(state.minuteMs)), " ", day(state.minuteMs)]));
    }
  }
  for (const line of screen.querySelectorAll("[data-waiting]")) {
    const queue = state.queues.find((each) => each.id === line.dataset.waiting);
    const parts = queue ? waitingLine(queue) : [];
    const text = parts.join(" ");
    if (line.textContent !== text) line.replaceChildren(...parts.flatMap((part, i) => (i ? [" ", h("span", {}, part)] : [h("span", {}, part)])));
  }
  const bar = document.getElementById("bar");
  if (bar && taking?.ticket) {
    const left = Math.ceil((taking.until - performance.now()) / 1000) * 1000;
    const share = taking.slip.phase === "PRINTING" ? taking.slip.percent : taking.slip.phase === "PRINTED" ? 100 : (100 * left) / (taking.slip.phase === "UNKNOWN" ? LOOK_FOR_PAPER_MS : NUMBER_MS);
    bar.style.width = `${Math.max(0, Math.min(100, share))}%`;
  }
}

/** Days have names in two languages. */
const dayLanguage = () => (language === "en" ? "en" : "vi");
const day = (ms) => {
  const weekday = new Intl.DateTimeFormat(language === "en" ? "en-GB" : "vi-VN", { weekday: "long", timeZone: "Asia/Ho_Chi_Minh" });
  return `${weekday.format(new Date(ms))}, ${date(ms)}`;
};

/** The expected wait: [key of its text, values]. */
function waitText({ fromMinutes: a, toMinutes: b }) {
  return a === b ? ["kiosk.expect", { m: b }] : ["kiosk.expectRange", { a, b }];
}

function waitingLine(queue) {
  if (queue.closed === "FULL") return [t("kiosk.full")];
  return [t("kiosk.waiting", { n: queue.waiting }), ...(queue.expected ? [t(...waitText(queue.expected)).replace(/ (?=\S+$)/, "\u00a0")] : [])];
}

function head() {
  return h(
    "div",
    { class: "office" },
    h("div", {}, h("p", { class: "office__unit", lang: "vi" }, state?.office ?? ""), h("p", { class: "office__name", lang: says("kiosk.unit") }, t("kiosk.unit"))),
    h("p", { class: "office__time", id: "clock" }),
  );
}

const wordsOf = (key, values) => h("span", { lang: says(key) }, t(key, values));

/** A sentence whose parts break as wholes. */
function phrases(text) {
  const parts = text.match(/[^.]+\.?\s*/g) ?? [text];
  return parts.length < 2 ? [text] : parts.flatMap((part) => [ph(part.trim()), " "]);
}

function key(id, kind, icon, content, onclick, more = {}) {
  const inverse = kind.includes("key--main") && !more["aria-disabled"];
  return h("button", { class: `key ${kind}`, type: "button", id: `key-${id}`, onclick, ...more }, img(icon, inverse ? { class: "inv" } : {}), content);
}

const label = (main, sub) => h("span", {}, h("span", { class: "key__label" }, main), sub ? h("span", { class: "key__sub" }, sub) : null);

function waitingSub(queue) {
  return h("span", { class: "gaps", "data-waiting": queue.id });
}

// ---------- first screen

function mainKey() {
  const queue = only();
  const onclick = queue ? () => from(queue) : () => go("choose", { page: 0 });
  return key(
    "get",
    "key--main ticket__main",
    "ticket",
    h("span", {}, h("span", { class: "key__label caps", lang: says("kiosk.get") }, t("kiosk.get")), queue ? h("span", { class: "key__sub" }, waitingSub(queue)) : null),
    onclick,
    dimmed(queue),
  );
}

/** A key whose queue has no numbers left looks so; it still says why. */
const dimmed = (queue) => (queue && !open(queue) ? { "aria-disabled": "true" } : {});

/** A ticket of the queue, or why there is none. */
function from(queue, more) {
  if (open(queue)) take(queue.id, more);
  else go("full", { until: performance.now() + SAID_MS });
}

function priorityKey() {
  const queue = only();
  const onclick = queue ? () => from(queue, { priority: true }) : () => go("choose", { page: 0, priority: true });
  return key("priority", "ticket__big", "priority", label(wordsOf("kiosk.priority"), low ? null : wordsOf("kiosk.priority.sub")), onclick, dimmed(queue));
}

const resultKey = () => key("result", "ticket__big", "result", label(wordsOf("kiosk.result")), () => from(results()), dimmed(results()));

function unsureKey() {
  return key(
    "unsure",
    "ticket__big ticket__help",
    "help",
    label(wordsOf("kiosk.unknown"), low ? null : wordsOf("kiosk.unknown.sub")),
    () => from(fallback(), { unsure: true }),
  );
}

function tile(id, [icon, text, lang], onclick, more) {
  return key(id, "tile", icon, h("span", { lang }, text), onclick, more);
}

const queueTile = (queue, more) => tile(`queue-${queue.id}`, [QUEUE_ICONS[queue.kind] ?? fieldKey(queue.name, "vi")[0], queue.name, "vi"], () => from(queue, more), dimmed(queue));
const procedureTile = (each) => tile(`procedure-${each.code}`, procedureKey(each, language), () => from(only(), { procedure: each.code }));
const QUEUE_ICONS = { RESULT: "result", RECEPTION: "speech", ONLINE_HELP: "globe", FEE: "allowance", FEEDBACK: "speech" };

/** At most six tiles: what does not fit is behind the last one. */
function tiles(all, rest, more) {
  const fits = all.length + (rest ? 1 : 0) <= MOST_TILES;
  const shown = fits ? all : all.slice(0, MOST_TILES - 1);
  return rest || !fits ? [...shown, more()] : shown;
}

const othersTile = (onclick) => tile("others", ["more", t("kiosk.more"), says("kiosk.more")], onclick);

function homeTiles() {
  if (!only()) {
    const all = [...work(), ...extras()];
    return tiles(all.map((each) => queueTile(each)), false, () => othersTile(() => go("choose", { page: 0 })));
  }
  const own = extras().map((each) => queueTile(each));
  if (state.counters <= FEW_COUNTERS) return tiles(own, false, () => othersTile(() => go("choose", { page: 0 })));
  const chosen = common();
  const rest = state.procedures.length > chosen.length;
  return tiles([...own, ...chosen.map(procedureTile)], rest, () => othersTile(() => go("fields", { page: 0 })));
}

function homeScreen() {
  const few = only() && state.counters <= FEW_COUNTERS;
  const grid = homeTiles();
  const deeper = few && state.procedures.length > 0;
  const commonKey = deeper ? key("common", "ticket__big ticket__deeper", "search", label(wordsOf("kiosk.common")), () => go("common")) : null;
  const pair = [priorityKey(), results() ? resultKey() : null].filter(Boolean);
  const tileBox = grid.length
    ? h("div", { class: "ticket__tiles", role: "group", "aria-label": t(only() && !few ? "kiosk.common" : "kiosk.get") }, grid)
    : null;
  const heading = grid.length && only() && !few ? h("h2", { class: "ticket__common", lang: says("kiosk.common") }, t("kiosk.common")) : null;
  const left = low
    ? h("div", { class: "ticket__left" }, mainKey(), pair[0])
    : h("div", { class: "ticket__left" }, mainKey(), h("div", { class: `ticket__pair${pair.length < 2 ? " ticket__pair--one" : ""}` }, pair));
  const right = low
    ? h("div", { class: "ticket__right" }, h("div", { class: "ticket__pair" }, pair[1], unsureKey(), commonKey), tileBox)
    : h("div", { class: "ticket__right" }, heading, tileBox, commonKey, unsureKey());
  return [
    h("h1", { class: "ticket__welcome", tabindex: -1, lang: says("kiosk.welcome") }, phrases(t("kiosk.welcome"))),
    low ? nowServing() : null,
    h("div", { class: `ticket__body${few && !grid.length ? " ticket__body--few" : ""}` }, left, right),
    foot(),
  ].filter(Boolean);
}

function nowServing() {
  return h(
    "div",
    { class: "ticket__now" },
    state.serving.length
      ? h(
          "table",
          { class: "serving" },
          h("caption", {}, wordsOf("kiosk.serving")),
          h("tbody", {}, state.serving.slice(0, MOST_TILES).map((each) => h("tr", {}, h("th", { scope: "row" }, each.label), h("td", {}, t("kiosk.place", { n: each.counter }))))),
        )
      : null,
    h("p", { class: "pointer" }, img("down"), wordsOf("kiosk.below")),
  );
}

const others = () => languages.filter(([code]) => code !== language);
const languageKey = ([code, name], kind = "") => key(`lang-${code}`, kind, "globe", h("span", {}, name), () => speak(code), { lang: code });

/** One other language has a key, several have a screen. */
function languageKeys() {
  return others().length < 2 ? others().map((each) => languageKey(each)) : key("languages", "", "globe", wordsOf("kiosk.language"), () => go("languages", { page: 0 }));
}

const helpKey = () => key("help", "", "bell", wordsOf("kiosk.help"), callHelp);

function foot() {
  const reach = key("reach", "ticket__reach", low ? "up" : "wheelchair", wordsOf(low ? "kiosk.high" : "kiosk.low"), () => {
    low = !low;
    show();
  }, { "aria-pressed": String(low) });
  const slip = key("large", "ticket__large", large ? "check" : "large", wordsOf("kiosk.large"), () => {
    large = !large;
    show();
  }, { "aria-pressed": String(large) });
  return h("div", { class: "ticket__foot" }, languageKeys(), reach, state.printer ? slip : null, helpKey());
}

// ---------- deeper

/** A screen of tiles, six at a time, with a way back; where nobody is at work, nobody can be asked. */
function deeper(title, all, page, turnTo, back, asks = true) {
  const pages = Math.max(1, Math.ceil(all.length / MOST_TILES));
  const here = Math.min(page, pages - 1);
  return [
    h("h1", { class: "ticket__welcome", tabindex: -1 }, title, pages > 1 ? h("span", { class: "vh" }, ` ${here + 1}/${pages}`) : null),
    low && asks ? nowServing() : null,
    h("div", { class: "ticket__body ticket__body--deep" }, h("div", { class: "ticket__tiles" }, all.slice(here * MOST_TILES, (here + 1) * MOST_TILES))),
    h(
      "div",
      { class: "ticket__foot ticket__foot--deep" },
      key("back", "ticket__turn", "right", wordsOf("kiosk.back"), back),
      here > 0 ? key("before", "ticket__turn", "right", wordsOf("kiosk.before"), () => turnTo(here - 1)) : null,
      here < pages - 1 ? key("after", "", "right", wordsOf("kiosk.after"), () => turnTo(here + 1)) : null,
      asks && key("unsure", "", "help", wordsOf("kiosk.unknown"), () => from(fallback(), { unsure: true })),
      asks && helpKey(),
    ),
  ].filter(Boolean);
}

function choose() {
  const all = [...work(), ...extras()].map((each) => queueTile(each, { priority: Boolean(view.priority) }));
  const title = view.priority ? [wordsOf("kiosk.priority"), ". ", wordsOf("kiosk.field")] : wordsOf("kiosk.field");
  return deeper(title, all, view.page, (page) => go("choose", { ...view, page }), () => go("home"));
}

function commonScreen() {
  const chosen = common();
  const all = tiles(chosen.map(procedureTile), state.procedures.length > chosen.length, () => othersTile(() => go("fields", { page: 0 })));
  return deeper(wordsOf("kiosk.common"), all, 0, () => {}, () => go("home"));
}

function languageScreen() {
  const all = others().map((each) => languageKey(each, "tile"));
  return deeper(wordsOf("kiosk.language"), all, view.page, (page) => go("languages", { page }), () => go("home"), state.queues.some(open));
}

function fieldScreen() {
  const all = fields().map((each, i) => tile(`field-${i}`, each ? fieldKey(each, language) : ["more", t("kiosk.more"), says("kiosk.more")], () => go("list", { field: each, page: 0 })));
  return deeper(wordsOf("kiosk.field"), all, view.page, (page) => go("fields", { page }), () => go("home"));
}

function listScreen() {
  const [, text, lang] = view.field ? fieldKey(view.field, language) : ["", t("kiosk.more"), says("kiosk.more")];
  const all = state.procedures.filter((each) => (each.field ?? "") === view.field).map(procedureTile);
  return deeper(h("span", { lang }, text), all, view.page, (page) => go("list", { ...view, page }), () => go("fields", { page: 0 }));
}

// ---------- one sentence; a key only for the language, where it stays

function say(icon, role, title, ...rest) {
  const heading = h("h1", { tabindex: -1 }, title);
  return [h("div", { class: "say" }, icon ? img(icon) : null, role ? h("div", { role }, heading) : heading, ...rest.filter(Boolean))];
}

const takingScreen = () => say("ticket", "status", wordsOf("kiosk.taking"));

function card() {
  const { label: no, counters, ahead, expected } = taking.ticket;
  /** Figures stand out; what follows a figure stays with it. */
  const strong = (keyName, values) => {
    const shown = t(keyName, values);
    const from = shown.lastIndexOf(": ");
    return h("span", { lang: says(keyName) }, shown.slice(0, from + 2), h("strong", {}, shown.slice(from + 2).replaceAll(" ", "\u00a0")));
  };
  return h(
    "div",
    { class: "say__card" },
    h("p", { class: no.length > 4 ? "bigno bigno--long" : "bigno" }, no),
    h(
      "div",
      { class: "say__facts" },
      counters.length ? h("p", {}, strong("kiosk.counter", { counters: counters.join(", ") })) : null,
      h("p", { class: "gaps" }, strong("kiosk.ahead", { n: ahead }), expected ? strong(...waitText(expected)) : null),
    ),
  );
}

const bar = () => h("p", { class: "say__bar", "aria-hidden": "true" }, h("i", { id: "bar" }));

function number() {
  const phase = taking.slip.phase;
  if (phase === "PRINTING") return say("printer", "status", wordsOf("kiosk.printing"), card(), bar());
  if (phase === "PRINTED") return say("printer", "status", wordsOf("kiosk.printed"), card(), bar());
  if (phase === "UNKNOWN") return say("printer", "status", wordsOf("kiosk.printed"), card(), after("kiosk.noTicket", t("kiosk.noTicket")), bar());
  if (phase === "NONE") return say(null, "status", wordsOf("kiosk.yourNumber"), card(), after("kiosk.remember", t("kiosk.remember")), bar());
  const keyName = phase === "PAPER_OUT" ? "kiosk.paperOut" : "kiosk.noPaper";
  const [before, rest] = t(keyName).split("{no}");
  return say(null, "alert", h("span", { lang: says(keyName) }, phrases(before.trim())), card(), after(keyName, rest.replace(/^[.\s]+/, "")), bar());
}

const after = (keyName, text) => h("p", { class: "say__facts say__after", lang: says(keyName) }, text);

function hours() {
  const then = state?.hours;
  if (!then?.stretches.length) return null;
  return h(
    "div",
    { class: "say__card" },
    h("h2", { class: "say__facts say__small" }, wordsOf("kiosk.hours"), then.date ? h("span", { lang: dayLanguage() }, day(Date.parse(`${then.date}T12:00:00+07:00`))) : null),
    h(
      "dl",
      { class: "hours" },
      then.stretches.map((each) => [h("dt", {}, wordsOf(each.from < "12:00" ? "kiosk.morning" : "kiosk.afternoon")), h("dd", {}, `${each.from}–${each.to}`)]),
    ),
  );
}

function notOpen() {
  const { closedDay, name } = state.hours ?? {};
  const why = closedDay && name ? h("p", { class: "say__facts say__after", lang: "vi" }, name) : null;
  return [...say("clock", null, wordsOf(closedDay ? "kiosk.closedDay" : "kiosk.notOpen"), why, hours()), languageFoot()];
}

/** Said for a moment of one queue, or for as long as no queue has numbers. */
function full() {
  const said = say("ticket", "status", h("span", { lang: says("kiosk.full") }, phrases(t("kiosk.full"))), hours());
  return view.name === "full" ? said : [...said, languageFoot()];
}

const languageFoot = () => h("div", { class: "ticket__foot ticket__foot--language" }, languageKeys());
const stopped = () => say("plug", "alert", h("span", { lang: says("kiosk.stopped") }, phrases(t("kiosk.stopped"))));
const helpScreen = () => say("bell", "status", h("span", { lang: says("kiosk.helpComing") }, phrases(t("kiosk.helpComing"))));

// ---------- a page that was loaded anew in the middle goes on where it was

const kept = sessionStorage.getItem(KEPT);
if (kept) {
  const before = JSON.parse(kept);
  if (Math.abs(Date.now() - before.at) < GIVE_UP_MS) {
    language = before.language;
    low = before.low;
    begin(before.body);
  } else {
    sessionStorage.removeItem(KEPT);
  }
}
