// The board over the waiting room. It follows the kiosk and says so itself when it no longer can.
//   /board            all counters that call numbers, in pages of four where there are more
//   /board?counters=5,6,7,8   the same for a second screen
//   /board/posted     the procedures with fee, limit and decision
// ?lang=en turns either into English, ?lang=CODE into a language of the office.
import { learn, words } from "/assets/board-texts.js";
import { ask, follow, h, img, ph, practiceBanner, time } from "/assets/dom.js";

const FLASH_MS = 20000;
const PAGE_MS = 10000;
const FEW_ROWS = 3;
const MOST_ROWS = 4;
const LONG_LABEL = 5;
const LEARN_AGAIN_MS = 5000;
/** With the banner of practice there is room for one line less. */
const NEXT_IN_PRACTICE = 6;

const wanted = new URLSearchParams(location.search);
const asked = wanted.get("lang") ?? "vi";
/** English is built in; a pack of the office speaks once it has come, until then and without it the board is Vietnamese. */
let language = asked === "en" ? "en" : "vi";
const say = (key, values) => words(language).text(key, values);
const onlyPosted = location.pathname.endsWith("/posted");
const ours = (wanted.get("counters") ?? "").split(",").filter(Boolean).map(Number);

const zone = { timeZone: "Asia/Ho_Chi_Minh" };
const WEEKDAY = new Intl.DateTimeFormat(language === "en" ? "en-GB" : "vi-VN", { ...zone, weekday: "long" });
const DAY = new Intl.DateTimeFormat("en-GB", { ...zone, day: "2-digit", month: "2-digit", year: "numeric" });

const screen = document.getElementById("screen");
entitle();

function entitle() {
  document.documentElement.lang = language;
  document.title = `${say(onlyPosted ? "disp.posted" : "disp.screen")} – ${say("disp.place")}`;
}

const NO_TEXTS = { notices: [], slogans: [], posted: [], receptionDays: [] };
let state = null;
let lost = false;
/** What the office has posted, and of which settings. */
let posted = NO_TEXTS;
let postedOf;
/** When the state came, and until when the rows flash, on this page's own clock. */
let heardAt = 0;
const flashUntil = new Map();
const callSeen = new Map();
let fontsReady = false;
let page = 0;
let pageSince = 0;
let line = 0;
let lineSince = 0;

// ---------- what the kiosk says

follow(
  "/api/board/events",
  (now) => {
    const first = state === null || lost;
    state = now;
    lost = false;
    heardAt = performance.now();
    for (const row of shownRows()) {
      flashUntil.set(row.counter, heardAt + row.flashLeftMs);
      if (row.call !== (callSeen.get(row.counter) ?? 0)) {
        callSeen.set(row.counter, row.call);
        if (row.call && !first) called(row);
      }
    }
    if (postedOf !== now.texts) readTexts(now.texts);
    show();
  },
  () => {
    lost = true;
    show();
  },
);

function expectedWait({ fromMinutes: a, toMinutes: b }) {
  return a === b ? say("disp.wait", { m: b }) : say("disp.waitRange", { a, b });
}

/** The pack of a language of the office; a board that starts before its kiosk asks again. */
async function learnLanguage() {
  try {
    learn(asked, await ask(`/api/texts/${asked}`));
    language = asked;
    parts.clear();
    entitle();
    show();
  } catch (refusal) {
    if (refusal.status !== 404) setTimeout(learnLanguage, LEARN_AGAIN_MS);
  }
}
if (asked !== "vi") learnLanguage();

function readTexts(version) {
  ask("/api/board/texts")
    .then((found) => {
      posted = found;
      postedOf = version;
      line = 0;
      show();
    })
    .catch(() => {}); // asked again with the next state
}

/** A new call: its page is turned up, and those who only hear the page hear it. */
function called(row) {
  const at = shownRows().findIndex((each) => each.counter === row.counter);
  page = Math.floor(at / MOST_ROWS);
  pageSince = performance.now();
  announced.textContent = ""; // said again if the same number is called again
  setTimeout(() => (announced.textContent = say("disp.call", { so: row.label, quay: row.counter })));
}

function shownRows() {
  return ours.length ? state.rows.filter((row) => ours.includes(row.counter)) : state.rows;
}

// ---------- what is shown: each part is made anew only when it looks different

const parts = new Map();

/** The element of a part; made by `make` if `look` is not what it was. */
function part(name, look, make) {
  const text = JSON.stringify(look);
  const known = parts.get(name);
  if (known?.text === text) return known.element;
  const element = make();
  parts.set(name, { text, element });
  return element;
}

const announced = h("p", { class: "vh", role: "status" });

function show() {
  const off = lost || (state !== null && !state.recording);
  screen.className = off && !onlyPosted ? "screen board board--off" : "screen board";
  const children = [];
  if (state?.practice) children.push(part("practice", [], () => practiceBanner(say("practice"))));
  children.push(top());
  if (onlyPosted) children.push(postedTable());
  else if (state === null) children.push(off ? full("lost", "plug", say("disp.offline")) : blank());
  else if (!off && state.rest) children.push(rest());
  else if (shownRows().length === 0) children.push(full("none", null, state.office ? say("disp.notHere") : say("disp.notSetUp")));
  else children.push(body(off));
  if (state !== null) children.push(note(off && !onlyPosted));
  children.push(announced);
  const before = [...screen.children];
  if (children.length !== before.length || children.some((child, at) => child !== before[at])) {
    screen.replaceChildren(...children);
  }
  fitNote();
}

function top() {
  const now = state?.wallMs == null ? null : state.wallMs + performance.now() - heardAt;
  const look = [state?.office ?? "", now === null ? "" : time(now), now === null ? "" : `${WEEKDAY.format(now)}, ${DAY.format(now)}`];
  return part("top", look, () =>
    h(
      "div",
      { class: "board__top" },
      h("div", {}, h("p", {}, look[0]), h("strong", {}, say("disp.place"))),
      h(
        "div",
        { class: "board__clock" },
        now === null ? h("p", {}, state === null ? "" : say("disp.clock")) : [h("strong", {}, look[1]), h("p", {}, look[2])],
      ),
    ),
  );
}

const blank = () => part("blank", [], () => h("div", { class: "board__full" }, h("h1", { class: "vh" }, say("disp.screen"))));

function full(name, icon, words, small) {
  return part("full", [name, words, small], () =>
    h(
      "div",
      { class: "board__full" },
      icon ? img(icon) : null,
      h("h1", {}, [words].flat().flatMap((each) => [ph(each), " "])),
      small ? h("p", {}, small.flatMap((each) => [ph(each), " "])) : null,
    ),
  );
}

function rest() {
  const { kind, from, to, day } = state.rest;
  const waiting = state.waiting > 0 ? [say("disp.waiting", { n: state.waiting })] : [];
  if (kind === "LUNCH") {
    return full("lunch", "pause", [say("disp.lunch"), say("disp.lunchHours", { a: from, b: to })], state.waiting > 0 ? [say("disp.kept"), ...waiting] : undefined);
  }
  return full("shut", "clock", say("disp.shut"), to ? [day ? say("disp.opensDay", { gio: to, ngay: written(day) }) : say("disp.opens", { gio: to })] : undefined);
}

const written = (iso) => iso.split("-").reverse().join("/");

function body(off) {
  const now = nowServing(off);
  const side = off ? sideOff() : sideNext();
  const both = part("body", [], () => h("div", { class: "board__body" }));
  if (both.children[0] !== now || both.children[1] !== side) both.replaceChildren(now, side);
  return both;
}

function nowServing(off) {
  const rows = shownRows();
  const size = rows.length <= FEW_ROWS ? FEW_ROWS : MOST_ROWS;
  const pages = Math.ceil(rows.length / size);
  page = Math.min(page, pages - 1);
  // Without a connection nobody knows who is called now.
  const here = rows.slice(page * size, (page + 1) * size).map((row) => (off ? { ...row, called: false } : row));
  const t = performance.now();
  const flashing = here.map((row) => row.called && (flashUntil.get(row.counter) ?? 0) > t);
  const look = [here.map(({ flashLeftMs, ...row }) => row), flashing, page, pages];
  return part("now", look, () =>
    h(
      "div",
      { class: "board__now" },
      h("h1", { class: "caps" }, say("disp.title"), pages > 1 ? h("small", {}, `${page + 1}/${pages}`) : null),
      h(
        "table",
        { class: size > FEW_ROWS ? "calls calls--4" : "calls" },
        h(
          "thead",
          {},
          h("tr", {}, h("th", { scope: "col", class: "caps" }, say("disp.number")), h("th", { scope: "col", class: "caps" }, say("disp.counter"))),
        ),
        h(
          "tbody",
          {},
          here.map((row, at) => callRow(row, flashing[at])),
          Array.from({ length: size - here.length }, () =>
            h("tr", { class: "is-blank", "aria-hidden": "true" }, h("td", {}), h("td", {})),
          ),
        ),
      ),
    ),
  );
}

function callRow(row, flashing) {
  const idle = row.state === "CLOSED";
  const classes = [
    row.called ? "is-called" : "",
    flashing ? "is-flashing" : "",
    idle ? "is-idle" : "",
    (row.label ?? "").length >= LONG_LABEL ? "is-long" : "",
  ];
  const words = row.state === "FREE" ? [h("span", { "aria-hidden": "true" }, "–"), h("span", { class: "vh" }, say("disp.free"))] : null;
  const arrow = row.called ? img("right", { class: "inv" }) : null;
  const element = h(
    "tr",
    { class: classes.filter(Boolean).join(" ") || null, "data-counter": row.counter },
    h("td", {}, idle ? say("disp.closed") : (words ?? row.label)),
    h("td", {}, arrow, h("small", {}, `${say("disp.counter")} `), String(row.counter)),
  );
  if (flashing) {
    // A row made anew goes on where it was: the beginning of its flashing lies behind.
    const delay = `${Math.round(flashUntil.get(row.counter) - FLASH_MS - performance.now())}ms`;
    for (const each of element.querySelectorAll("td, img")) each.style.animationDelay = delay;
  }
  return element;
}

const telling = new Set();

/** These numbers stand here; somebody who got no paper finds his, so the kiosk may let it be called. Said until it has heard. */
function tell(next) {
  for (const { ticket, label } of state.untold) {
    if (!next.includes(label) || telling.has(ticket)) continue;
    telling.add(ticket);
    requestAnimationFrame(() => requestAnimationFrame(() => told(ticket)));
  }
}

function told(ticket) {
  ask(`/api/board/shown/${ticket}`, {}).then(
    () => telling.delete(ticket),
    () => setTimeout(told, LEARN_AGAIN_MS, ticket),
  );
}

function sideNext() {
  const next = state.practice ? state.next.slice(0, NEXT_IN_PRACTICE) : state.next;
  tell(next);
  const { waiting, expected } = state;
  return part("side", [next, waiting, expected], () =>
    h(
      "div",
      { class: "board__side" },
      h("h2", {}, say("disp.next")),
      next.length > 0
        ? h("ul", { class: "queue" }, next.map((label) => h("li", { class: label.length >= LONG_LABEL ? "is-long" : null }, label)))
        : null,
      h(
        "p",
        { class: "board__wait" },
        say("disp.waiting", { n: waiting }),
        h("small", {}, waiting === 0 ? say("disp.nobody") : expected ? expectedWait(expected) : ""),
      ),
    ),
  );
}

function sideOff() {
  return part("side", "off", () =>
    h(
      "div",
      { class: "board__side" },
      h("h2", {}, say("disp.next")),
      h("p", { class: "board__wait board__wait--off" }, "–", h("small", {}, say("disp.back"))),
    ),
  );
}

// ---------- the line below, and what is posted

function note(off) {
  return part("note", off, () =>
    off
      ? h("div", { class: "board__note board__note--warn", role: "alert" }, img("plug"), h("span", {}, say("disp.offline")))
      : h("p", { class: "board__note" }, h("span", { id: "line" })),
  );
}

/** What the line says, one after another. */
function lines() {
  const afternoon = state.rest?.kind === "LUNCH" && state.next.length > 0 ? [say("disp.afternoon", { so: state.next.slice(0, 4).join(" · ") })] : [];
  return [
    ...afternoon,
    ...(state.rows.length > 0 ? [say("disp.valid")] : []),
    ...(state.reception ? [say("disp.receptionToday")] : []),
    ...posted.notices,
    ...(posted.receptionDays.length > 0 ? [say("disp.reception", { ngay: posted.receptionDays.join(", ") })] : []),
    ...(onlyPosted ? [] : posted.posted.map(postedLine)),
    ...posted.slogans,
  ];
}

function postedLine(each) {
  const decision = each.decision ? [each.decision, each.date ? say("disp.on", { ngay: written(each.date) }) : ""].join(" ").trim() : null;
  return [
    each.name,
    each.fee ? say("disp.feeLine", { x: each.fee }) : null,
    each.limit ? say("disp.limitLine", { x: each.limit }) : null,
    decision ? say("disp.decisionLine", { x: decision }) : null,
  ]
    .filter(Boolean)
    .join(". ");
}

let fitted = { key: "", pages: [] };

/** Writes the present page of the line; a text that is too long for it is broken between words. */
function fitNote() {
  const span = document.getElementById("line");
  if (!span) return;
  const all = lines();
  const key = JSON.stringify([all, span.clientWidth]);
  if (key !== fitted.key) {
    fitted = { key, pages: all.flatMap((text) => broken(span, text)) };
  }
  const words = fitted.pages.length > 0 ? fitted.pages[line % fitted.pages.length] : "\u00a0";
  if (span.textContent !== words) span.textContent = words;
}

function broken(span, text) {
  const pages = [];
  let words = [];
  for (const word of text.trim().split(/\s+/)) {
    span.textContent = [...words, word].join(" ");
    if (words.length > 0 && span.scrollWidth > span.clientWidth) {
      pages.push(words.join(" "));
      words = [];
    }
    words.push(word);
  }
  if (words.length > 0) pages.push(words.join(" "));
  return pages;
}

let packed = { key: "", pages: [] };

function postedTable() {
  const rows = posted.posted;
  if (rows.length === 0) return full("posted", null, state === null || postedOf === undefined ? "\u00a0" : say("disp.noPosted"));
  const key = JSON.stringify([rows, innerWidth, innerHeight, state?.practice, fontsReady]);
  if (packed.key !== key) packed = { key, pages: pack(rows) };
  const { pages } = packed;
  const at = page % pages.length;
  return part("posted", [pages[at], at, pages.length], () => postedPage(pages[at], at, pages.length));
}

function postedPage(rows, at, pages) {
  const head = (words) => h("th", { scope: "col" }, words);
  return h(
    "div",
    { class: "posted" },
    h("h1", {}, say("disp.posted"), pages > 1 ? h("small", {}, `${at + 1}/${pages}`) : null),
    h(
      "table",
      {},
      h("colgroup", {}, [1, 2, 3, 4].map(() => h("col", {}))),
      h("thead", {}, h("tr", {}, head(say("disp.procedure")), head(say("disp.fee")), head(say("disp.limit")), head(say("disp.decision")))),
      h(
        "tbody",
        {},
        rows.map((each) =>
          h(
            "tr",
            {},
            h("th", { scope: "row" }, each.name),
            h("td", {}, each.fee ?? say("disp.asked")),
            h("td", {}, each.limit ?? say("disp.asked")),
            h("td", {}, each.decision ? [ph(each.decision), " ", each.date ? ph(say("disp.on", { ngay: written(each.date) })) : null] : "–"),
          ),
        ),
      ),
    ),
  );
}

/** As many rows on a page as fit, measured with all of them in its place. */
function pack(rows) {
  const all = postedPage(rows, 0, 1);
  screen.replaceChildren(...(state?.practice ? [practiceBanner(say("practice"))] : []), top(), all, note(false));
  const room = all.getBoundingClientRect().bottom - parseFloat(getComputedStyle(all).paddingBottom);
  const trs = [...all.querySelectorAll("tbody tr")].map((tr) => tr.getBoundingClientRect());
  const pages = [[]];
  let begins = trs[0].top;
  const height = room - begins;
  trs.forEach((tr, at) => {
    if (pages[pages.length - 1].length > 0 && tr.bottom - begins > height) {
      pages.push([]);
      begins = tr.top;
    }
    pages[pages.length - 1].push(rows[at]);
  });
  return pages;
}

// ---------- what changes by itself

function turnPages(t) {
  if (t - lineSince >= PAGE_MS) {
    line += lineSince === 0 ? 0 : 1;
    lineSince = t;
  }
  if (t - pageSince < PAGE_MS) return;
  pageSince = t;
  if (onlyPosted) {
    page += 1;
    return;
  }
  const rows = shownRows();
  const pages = Math.max(1, Math.ceil(rows.length / (rows.length <= FEW_ROWS ? FEW_ROWS : MOST_ROWS)));
  const calling = rows.map((row) => row.called && (flashUntil.get(row.counter) ?? 0) > t);
  for (let step = 1; step <= pages; step++) {
    const next = (page + step) % pages;
    if (!calling.includes(true) || calling.slice(next * MOST_ROWS, (next + 1) * MOST_ROWS).includes(true)) {
      page = next;
      return;
    }
  }
}

setInterval(() => {
  if (state === null) return;
  turnPages(performance.now());
  show();
}, 250);
addEventListener("resize", () => show());
document.fonts.ready.then(() => {
  fontsReady = true;
  fitted.key = "";
  show();
});
show();
