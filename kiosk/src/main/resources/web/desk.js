// The clerk's desk: what it knows, and what the keys do. What it looks like is in desk-views.js. It learns that a visit was
// rated, never how.
import { SILENCE, ask, counterOfPage, follow } from "/assets/dom.js";
import { morph } from "/assets/morph.js";
import { page, shownClock, shownService } from "/assets/desk-views.js";

const screen = document.getElementById("screen");
const NOTHING = { procedures: [], kind: null };

/** Everything the views draw from. */
const at = {
  counter: counterOfPage(),
  desk: null,
  heard: 0, // performance.now() when the desk came
  lost: false,
  lostAtMs: null, // by the kiosk's clock
  said: "",
  clerk: null,
  pin: "",
  checking: false,
  panel: null,
  slip: null,
  picking: null,
  search: "",
  visit: NOTHING, // a visit without a ticket
  issue: {},
  date: "",
  later: null,
  dossiers: null,
  unsaid: {}, // what the clerk noted and the kiosk does not know yet
  list: [],
};
/** Drawings needed when nothing can be fetched any more; held here, they need not be. */
at.held = ["plug", "warn", "clock", "pause"].map((name) => {
  const image = new Image();
  image.src = `/assets/svg/${name}.svg`;
  return image;
});
let listed = null;
let seenShift;
let signedIn = -Infinity;
const FRESH = 2000;

function take(state) {
  const before = at.desk;
  if (before && state.run === before.run && state.turn < before.turn) return; // an answer that came in late
  // A feed opened before the sign-in does not know yet whose browser this is.
  if (before?.clerk && !state.clerk && state.shift === before.shift && performance.now() - signedIn < FRESH) return;
  if (state.clerk && state.shift !== before?.shift) signedIn = performance.now();
  at.desk = state;
  at.heard = performance.now();
  at.lost = false;
  if (before?.queue?.now?.ticket !== state.queue?.now?.ticket) {
    at.picking = null;
    at.dossiers = null;
    at.unsaid = {};
    if (!["issue", "conduct", "takeover"].includes(at.panel)) at.panel = null;
  }
  if (before?.shift !== state.shift || before?.clerk !== state.clerk) {
    at.panel = null;
    at.picking = null;
    at.pin = "";
    at.date = "";
  }
  if (state.askDate && !at.date) at.date = proposed(state.askDate);
  // Another tab of this browser signed in: its cookie counts here, too, from the next connection on.
  if (!state.clerk && state.shift && state.shift !== seenShift) {
    seenShift = state.shift;
    again();
  }
  fetchList();
  draw();
}

/** Where the kiosk has no idea of the time, this machine may have one. */
function proposed(date) {
  const two = (n) => String(n).padStart(2, "0");
  const here = new Date();
  return date.endsWith("T00:00") ? `${date.slice(0, 11)}${two(here.getHours())}:${two(here.getMinutes())}` : date;
}

async function fetchList() {
  const wanted = at.desk.clerk ? `${at.desk.catalogue}` : null;
  if (wanted === null || wanted === listed) return;
  listed = wanted;
  try {
    at.list = await ask(`/api/counters/${at.counter}/procedures`);
    draw();
  } catch {
    listed = null;
  }
}

const again = follow(`/api/desk/${at.counter}/events`, take, () => {
  if (!at.lost && at.desk?.nowMs) at.lostAtMs = at.desk.nowMs + performance.now() - at.heard - SILENCE;
  at.lost = true;
  draw();
});

// ---------- what is asked of the kiosk, one thing after the other

let line = Promise.resolve();
const running = new Set();

/** Asks for something; a second stroke of the same key meanwhile is the same wish. The body is made when its turn comes. */
function act(path, body = () => ({}), each = false) {
  if ((running.has(path) && !each) || at.lost) return line;
  running.add(path);
  at.said = "";
  line = line.then(async () => {
    try {
      const given = body();
      if (given === null) return;
      const answer = await ask(`/api/counters/${at.counter}/${path}`, given);
      if (answer.turn !== undefined) take(answer);
      return answer;
    } catch (refusal) {
      at.said = refusal.status ? refusal.message : "Mất kết nối với máy. Xin thử lại";
      if (refusal.status === 401 && !path.startsWith("sign")) again();
    } finally {
      running.delete(path);
      draw();
    }
  });
  draw();
  return line;
}

const now = () => at.desk?.queue?.now;
const here = (more = {}) => () => {
  if (now()) return { ticket: now().ticket, ...more };
  at.said = "Quầy chưa gọi số nào";
  return null;
};

async function next() {
  const answer = await act("ticket/next");
  if (answer?.queue && !answer.queue.now) say("Chưa có ai chờ");
}

function say(words) {
  at.said = words;
  draw();
}

const finish = () => (at.desk.mode === "TICKET" ? act("ticket/finish", here()) : keys.finishVisit());

const noted = () => ({ ...now(), ...at.unsaid });

function note(change) {
  at.unsaid = { ...at.unsaid, ...change };
  let said;
  return act(
    "ticket/notes",
    () => {
      if (!now()) return null;
      said = at.unsaid;
      const { ticket, kind, procedures, respondent, guidance, dossiers } = noted();
      return { ticket, kind, procedures, respondent, guidance, dossiers };
    },
    true,
  ).finally(() => {
    if (at.unsaid === said) at.unsaid = {};
    draw();
  });
}

/** A procedure or another kind of business was chosen in the picker. */
function pick(code, kind) {
  const chosen = at.picking === "visit" ? at.visit : at.picking === "issue" ? { procedures: at.issue.procedure ? [at.issue.procedure] : [] } : noted();
  const has = code && chosen.procedures.includes(code);
  const others = at.picking === "change" || at.picking === "issue" ? [] : chosen.procedures.filter((each) => each !== code);
  const made = { procedures: !code ? [] : has ? others : [...others, code], kind: kind ?? "PROCEDURE" };
  if (at.picking === "visit") at.visit = made;
  else if (at.picking === "issue") at.issue = { ...at.issue, procedure: made.procedures[0] ?? null };
  else note(made);
  if (at.picking !== "visit") at.picking = null;
  at.search = "";
  draw();
}

function open(panel) {
  at.panel = at.panel === panel ? null : panel;
  at.picking = null;
  at.slip = null;
  at.said = "";
  draw();
  screen.querySelector(".more h2, .more h1")?.focus();
}

const wish = () => [...crypto.getRandomValues(new Uint8Array(12))].map((each) => each.toString(16).padStart(2, "0")).join("");

/** What each key does, by its data-do; the second word is its data-arg. */
const keys = {
  next,
  finish,
  more: () => open(at.panel ?? "more"),
  open,
  back: () => open("more"),
  recall: () => act("ticket/recall", here()),
  begin: () => (at.desk.mode === "TICKET" ? act("ticket/start", here()) : act("visit/start")),
  hold: () => act("ticket/hold", here()),
  noShow: () => act("ticket/no-show", here()),
  left: () => act("ticket/left", here()),
  transfer: (to) => {
    const [queue, counter] = to.split("|");
    act("ticket/transfer", here({ queue, counter: counter ? Number(counter) : null }));
  },
  slip: (ticket) => {
    at.slip = at.slip === ticket ? null : ticket;
    draw();
  },
  call: (byHand) => act("ticket/call", () => ({ ticket: at.slip, byHand: byHand === "hand" })),
  reinstate: () => act("ticket/reinstate", () => ({ ticket: at.slip })).then(closeSlip),
  gone: () => act("ticket/left", () => ({ ticket: at.slip })).then(closeSlip),
  guidance: (kind) => note({ guidance: toggled(noted().guidance, kind) }),
  respondent: (kind) => note({ respondent: noted().respondent === kind ? null : kind }),
  dossiers: (_, field) => note({ dossiers: field.value === "" ? null : Number(field.value) }),
  pickFor: (what) => {
    at.picking = what;
    at.search = "";
    draw();
    screen.querySelector("#search").focus();
  },
  pick: (code) => pick(code),
  pickKind: (kind) => pick(null, kind),
  picked: () => {
    at.picking = null;
    draw();
  },
  newIssue: () => {
    at.issue = { queue: at.desk.queue.queues[0]?.id, wish: wish() };
    open("issue");
  },
  issueQueue: (queue) => change("issue", { queue }),
  issuePriority: () => change("issue", { priority: !at.issue.priority }),
  issueAbsent: () => change("issue", { absent: !at.issue.absent }),
  issue: async () => {
    const { queue, procedure, priority = false, absent = false, wish: id } = at.issue;
    const taken = await act("ticket/issue", () => ({ wish: id, queue, procedure, priority, absent }));
    if (taken?.label) change("issue", { taken: taken.label, wish: wish(), priority: false, absent: false, procedure: null });
  },
  finishVisit: () => {
    const visit = at.visit;
    at.visit = NOTHING;
    at.panel = null;
    at.picking = null;
    return act("visit/finish", () => visit);
  },
  pause: () => act("pause", () => ({ paused: true })),
  goOn: () => act("pause", () => ({ paused: false })),
  helpAnswered: () => act("help/answered"),
  stay: () => act("still-here"),
  out: () => act("sign-out").then(again),
  dateRight: () => act("clock", () => ({ local: at.date })),
  dateLater: () => {
    at.later = at.desk.shift;
    draw();
  },
  clerk: (id) => {
    at.clerk = id;
    draw();
    screen.querySelector("#pin").focus();
  },
  digit: (digit) => typed(at.pin + digit),
  clear: () => typed(""),
  enter: async () => {
    if (at.lost) return say("Mất kết nối với máy. Xin thử lại");
    if (!at.clerk || at.pin.length < 6) return say(at.clerk ? "Mã PIN có từ 6 chữ số" : "Xin chọn tên");
    at.checking = true;
    const answer = await act("sign-in", () => ({ clerk: at.clerk, pin: at.pin }));
    at.checking = false;
    at.pin = "";
    if (answer) again();
    draw();
  },
};

function closeSlip() {
  at.slip = null;
  draw();
}

function change(part, values) {
  at[part] = { ...at[part], ...values };
  draw();
}

function typed(pin) {
  at.pin = pin.replace(/\D/g, "").slice(0, 12);
  draw();
}

const toggled = (list, one) => (list.includes(one) ? list.filter((each) => each !== one) : [...list, one]);

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
  else if (field.dataset.field) {
    at[field.dataset.field] = field.value;
    draw();
  }
});
document.addEventListener("submit", (event) => {
  event.preventDefault();
  keys[event.target.dataset.submit]();
});

const FKEYS = { F2: "next", F3: "finish", F4: "more" };
document.addEventListener("keydown", (event) => {
  const inField = event.target.nodeName === "INPUT" && event.target.type !== "checkbox";
  if (FKEYS[event.key] && at.desk?.clerk) {
    event.preventDefault();
    if (inField) event.target.blur(); // what was typed there counts
    const key = screen.querySelector(`.desk__keys [data-do="${FKEYS[event.key]}"]`);
    if (!event.repeat && key) key.click();
  } else if (event.key === "Escape" && (at.picking || at.panel)) {
    if (at.picking) at.picking = null;
    else at.panel = at.panel === "more" ? null : "more";
    draw();
  } else if (event.key === "Enter" && event.target.id === "search" && at.search.trim()) {
    screen.querySelector(".picker__rows .pick")?.click();
  } else if (/^\d$/.test(event.key) && !inField && !event.ctrlKey && !event.altKey && !event.metaKey) {
    if (screen.querySelector("#pin")) typed(at.pin + event.key);
    else screen.querySelector(`.more [data-digit="${event.key}"]`)?.click();
  }
});

// ---------- drawing

function draw() {
  document.title = `Quầy ${at.counter} – bàn làm việc`;
  const focused = document.activeElement?.dataset?.focus;
  morph(screen, page(at));
  if (focused && document.activeElement === document.body) screen.querySelector(`[data-focus="${CSS.escape(focused)}"]`)?.focus();
}

setInterval(() => {
  for (const [name, text] of [["clock", shownClock(at)], ["service", shownService(at)]]) {
    for (const each of screen.querySelectorAll(`[data-tick="${name}"]`)) if (each.textContent !== text) each.textContent = text;
  }
}, 500);
