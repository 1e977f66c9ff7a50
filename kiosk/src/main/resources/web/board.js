// The board over the waiting room. It follows the kiosk and says so itself when it no longer can.
//   /board            all counters that call numbers, in pages of four where there are more
//   /board?counters=5,6,7,8   the same for a second screen
//   /board/posted     the procedures with fee, limit and decision
// ?lang=en turns either into English.
import { ask, follow, h, img, ph, practiceBanner, time } from "/assets/dom.js";

const FLASH_MS = 20000;
const PAGE_MS = 10000;
const FEW_ROWS = 3;
const MOST_ROWS = 4;
const LONG_LABEL = 5;
/** With the banner of practice there is room for one line less. */
const NEXT_IN_PRACTICE = 6;

const TEXTS = {
  vi: {
    title: "Màn hình chờ",
    place: "Bộ phận Một cửa",
    serving: "Đang phục vụ",
    number: "Số thứ tự",
    counter: "Quầy",
    next: "Số tiếp theo",
    nobody: "Chưa có ai chờ",
    waiting: (n) => `Đang chờ: ${n}`,
    wait: (from, to) => (from === to ? `Dự kiến chờ: ${to} phút` : `Dự kiến chờ: ${from}–${to} phút`),
    closed: "Quầy đang tạm nghỉ",
    free: "Chưa gọi số",
    call: (label, counter) => `Xin mời số ${label}, đến quầy số ${counter}`,
    lunch: (from, to) => ["Nghỉ trưa", `từ ${from} đến ${to}`],
    kept: "Số lấy buổi sáng vẫn giữ nguyên thứ\u00a0tự.",
    afternoon: (labels) => `Số tiếp theo buổi chiều: ${labels.join(" · ")}`,
    shut: "Bộ phận đang nghỉ",
    opens: (at, day) => (day ? `Mở cửa lúc ${at} ${day}` : `Mở cửa lúc ${at}`),
    offline: "Mất kết nối – xin nghe cán bộ gọi số",
    back: "Hiện lại khi có kết nối",
    clock: "Đang cập nhật giờ",
    valid: "Phiếu chỉ có giá trị trong ngày. Qua 03 lần gọi xin lấy lại số",
    reception: (days) => `Lịch tiếp công dân: ngày ${days.join(", ")} hằng tháng`,
    receptionToday: "Hôm nay là ngày tiếp công dân",
    postedTitle: "Thủ tục niêm yết",
    procedure: "Thủ tục",
    fee: "Phí, lệ phí",
    limit: "Thời hạn",
    decision: "Quyết định",
    asked: "Xin hỏi cán bộ",
    on: (date) => `ngày ${date}`,
    line: { fee: (x) => `Phí, lệ phí: ${x}`, limit: (x) => `Thời hạn: ${x}`, decision: (x) => `Theo ${x}` },
    noPosted: "Chưa có thủ tục niêm yết",
    notHere: "Bộ phận không gọi số trên màn hình này",
    notSetUp: "Bộ phận chưa được cài đặt",
    practice: "Đang tập sử dụng – lượt này không tính vào kết quả",
  },
  en: {
    title: "Waiting room",
    place: "One-stop office",
    serving: "Now serving",
    number: "Number",
    counter: "Counter",
    next: "Next",
    nobody: "Nobody is waiting",
    waiting: (n) => `Waiting: ${n}`,
    wait: (from, to) => (from === to ? `Expected wait: ${to} min` : `Expected wait: ${from}–${to} min`),
    closed: "This counter is closed",
    free: "No number called",
    call: (label, counter) => `Number ${label}, please go to counter ${counter}`,
    lunch: (from, to) => ["Lunch break", `${from}–${to}`],
    kept: "Morning numbers keep their place.",
    afternoon: (labels) => `Next in the afternoon: ${labels.join(" · ")}`,
    shut: "The office is closed",
    opens: (at, day) => (day ? `Opens at ${at} on ${day}` : `Opens at ${at}`),
    offline: "Connection lost – listen for your number",
    back: "Shown again once connected",
    clock: "Setting the clock",
    valid: "Valid today only. After 3 calls take a new number",
    reception: (days) => `Leaders receive citizens on day ${days.join(", ")} of each month`,
    receptionToday: "Today leaders receive citizens",
    postedTitle: "Posted procedures",
    procedure: "Procedure",
    fee: "Fee",
    limit: "Time limit",
    decision: "Decision",
    asked: "Ask the staff",
    on: (date) => `of ${date}`,
    line: { fee: (x) => `Fee: ${x}`, limit: (x) => `Time limit: ${x}`, decision: (x) => `Decision ${x}` },
    noPosted: "No procedures are posted yet",
    notHere: "No numbers are called on this screen",
    notSetUp: "The office is not set up yet",
    practice: "Practice – this visit does not count",
  },
};

const wanted = new URLSearchParams(location.search);
const language = wanted.get("lang") === "en" ? "en" : "vi";
const texts = TEXTS[language];
const onlyPosted = location.pathname.endsWith("/posted");
const ours = (wanted.get("counters") ?? "").split(",").filter(Boolean).map(Number);

const zone = { timeZone: "Asia/Ho_Chi_Minh" };
const WEEKDAY = new Intl.DateTimeFormat(language === "vi" ? "vi-VN" : "en-GB", { ...zone, weekday: "long" });
const DAY = new Intl.DateTimeFormat("en-GB", { ...zone, day: "2-digit", month: "2-digit", year: "numeric" });

const screen = document.getElementById("screen");
document.documentElement.lang = language;
document.title = `${onlyPosted ? texts.postedTitle : texts.title} – ${texts.place}`;

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
  setTimeout(() => (announced.textContent = texts.call(row.label, row.counter)));
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
  if (state?.practice) children.push(part("practice", [], () => practiceBanner(texts.practice)));
  children.push(top());
  if (onlyPosted) children.push(postedTable());
  else if (state === null) children.push(off ? full("lost", "plug", texts.offline) : blank());
  else if (!off && state.rest) children.push(rest());
  else if (shownRows().length === 0) children.push(full("none", null, state.office ? texts.notHere : texts.notSetUp));
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
      h("div", {}, h("p", {}, look[0]), h("strong", {}, texts.place)),
      h(
        "div",
        { class: "board__clock" },
        now === null ? h("p", {}, state === null ? "" : texts.clock) : [h("strong", {}, look[1]), h("p", {}, look[2])],
      ),
    ),
  );
}

const blank = () => part("blank", [], () => h("div", { class: "board__full" }, h("h1", { class: "vh" }, texts.title)));

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
  const waiting = state.waiting > 0 ? [texts.waiting(state.waiting)] : [];
  if (kind === "LUNCH") {
    return full("lunch", "pause", texts.lunch(from, to), state.waiting > 0 ? [texts.kept, ...waiting] : undefined);
  }
  return full("shut", "clock", texts.shut, to ? [texts.opens(to, day ? written(day) : "")] : undefined);
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
      h("h1", { class: "caps" }, texts.serving, pages > 1 ? h("small", {}, `${page + 1}/${pages}`) : null),
      h(
        "table",
        { class: size > FEW_ROWS ? "calls calls--4" : "calls" },
        h(
          "thead",
          {},
          h("tr", {}, h("th", { scope: "col", class: "caps" }, texts.number), h("th", { scope: "col", class: "caps" }, texts.counter)),
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
  const words = row.state === "FREE" ? [h("span", { "aria-hidden": "true" }, "–"), h("span", { class: "vh" }, texts.free)] : null;
  const arrow = row.called ? img("right", { class: "inv" }) : null;
  const element = h(
    "tr",
    { class: classes.filter(Boolean).join(" ") || null, "data-counter": row.counter },
    h("td", {}, idle ? texts.closed : (words ?? row.label)),
    h("td", {}, arrow, h("small", {}, `${texts.counter} `), String(row.counter)),
  );
  if (flashing) {
    // A row made anew goes on where it was: the beginning of its flashing lies behind.
    const delay = `${Math.round(flashUntil.get(row.counter) - FLASH_MS - performance.now())}ms`;
    for (const each of element.querySelectorAll("td, img")) each.style.animationDelay = delay;
  }
  return element;
}

function sideNext() {
  const next = state.practice ? state.next.slice(0, NEXT_IN_PRACTICE) : state.next;
  const { waiting, expected } = state;
  return part("side", [next, waiting, expected], () =>
    h(
      "div",
      { class: "board__side" },
      h("h2", {}, texts.next),
      next.length > 0
        ? h("ul", { class: "queue" }, next.map((label) => h("li", { class: label.length >= LONG_LABEL ? "is-long" : null }, label)))
        : null,
      h(
        "p",
        { class: "board__wait" },
        texts.waiting(waiting),
        h("small", {}, waiting === 0 ? texts.nobody : expected ? texts.wait(expected.fromMinutes, expected.toMinutes) : ""),
      ),
    ),
  );
}

function sideOff() {
  return part("side", "off", () =>
    h(
      "div",
      { class: "board__side" },
      h("h2", {}, texts.next),
      h("p", { class: "board__wait board__wait--off" }, "–", h("small", {}, texts.back)),
    ),
  );
}

// ---------- the line below, and what is posted

function note(off) {
  return part("note", off, () =>
    off
      ? h("div", { class: "board__note board__note--warn", role: "alert" }, img("plug"), h("span", {}, texts.offline))
      : h("p", { class: "board__note" }, h("span", { id: "line" })),
  );
}

/** What the line says, one after another. */
function lines() {
  const afternoon = state.rest?.kind === "LUNCH" && state.next.length > 0 ? [texts.afternoon(state.next.slice(0, 4))] : [];
  return [
    ...afternoon,
    ...(state.rows.length > 0 ? [texts.valid] : []),
    ...(state.reception ? [texts.receptionToday] : []),
    ...posted.notices,
    ...(posted.receptionDays.length > 0 ? [texts.reception(posted.receptionDays)] : []),
    ...(onlyPosted ? [] : posted.posted.map(postedLine)),
    ...posted.slogans,
  ];
}

function postedLine(each) {
  const decision = each.decision ? [each.decision, each.date ? texts.on(written(each.date)) : ""].join(" ").trim() : null;
  return [
    each.name,
    each.fee ? texts.line.fee(each.fee) : null,
    each.limit ? texts.line.limit(each.limit) : null,
    decision ? texts.line.decision(decision) : null,
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
  if (rows.length === 0) return full("posted", null, state === null || postedOf === undefined ? "\u00a0" : texts.noPosted);
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
    h("h1", {}, texts.postedTitle, pages > 1 ? h("small", {}, `${at + 1}/${pages}`) : null),
    h(
      "table",
      {},
      h("colgroup", {}, [1, 2, 3, 4].map(() => h("col", {}))),
      h("thead", {}, h("tr", {}, head(texts.procedure), head(texts.fee), head(texts.limit), head(texts.decision))),
      h(
        "tbody",
        {},
        rows.map((each) =>
          h(
            "tr",
            {},
            h("th", { scope: "row" }, each.name),
            h("td", {}, each.fee ?? texts.asked),
            h("td", {}, each.limit ?? texts.asked),
            h("td", {}, each.decision ? [ph(each.decision), " ", each.date ? ph(texts.on(written(each.date))) : null] : "–"),
          ),
        ),
      ),
    ),
  );
}

/** As many rows on a page as fit, measured with all of them in its place. */
function pack(rows) {
  const all = postedPage(rows, 0, 1);
  screen.replaceChildren(...(state?.practice ? [practiceBanner(texts.practice)] : []), top(), all, note(false));
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
