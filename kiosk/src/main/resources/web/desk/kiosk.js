// Between the desk and its kiosk: the states that come, the wishes that go, one after the other.
import { SILENCE, ask, follow } from "/assets/dom.js";
import { NOTHING, at, draw, noted, now } from "/assets/desk/state.js";

const FRESH = 2000;
let listed = null;
let seenShift;
let signedIn = -Infinity;
let feed;

/** Starts to follow the kiosk. */
export function begin() {
  feed = follow(`/api/desk/${at.counter}/events`, take, () => {
    if (!at.lost && at.desk?.nowMs) at.lostAtMs = at.desk.nowMs + performance.now() - at.heard - SILENCE;
    at.lost = true;
    draw();
  });
}

/** Follows anew: this browser may be somebody else's now. */
export const again = () => feed();

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
    if (!["issue", "conduct", "takeover", "printer", "leader"].includes(at.panel)) at.panel = null;
  }
  if (before?.shift !== state.shift || before?.clerk !== state.clerk) {
    at.panel = null;
    at.picking = null;
    at.pin = "";
    at.leading = {};
    at.date = "";
    at.visit = state.clerk ? keptVisit() : NOTHING;
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

let line = Promise.resolve();
const running = new Set();

/**
 * Asks for something at this counter, or at a path that begins with a stroke; a second stroke of the same key meanwhile is the
 * same wish. The body is made when its turn comes; null is no wish after all. Gives the answer, or nothing if it was refused.
 */
export function act(path, body = () => ({}), each = false) {
  if ((running.has(path) && !each) || at.lost) return line;
  running.add(path);
  at.said = null;
  at.done = null;
  line = line.then(async () => {
    try {
      const given = body();
      if (given === null) return;
      const answer = await ask(path.startsWith("/") ? path : `/api/counters/${at.counter}/${path}`, given);
      if (answer.turn !== undefined) take(answer);
      return answer;
    } catch (refusal) {
      at.said = refused(refusal);
      if (refusal.status === 401 && !path.startsWith("sign") && !path.startsWith("/")) again();
    } finally {
      running.delete(path);
      draw();
    }
  });
  draw();
  return line;
}

function refused(refusal) {
  if (!refusal.status) return { words: "Mất kết nối với máy. Xin thử lại" };
  const wait = refusal.answer.waitSeconds;
  return wait ? { words: "Xin chờ {n} giây rồi nhập lại", values: { n: wait } } : { words: refusal.message };
}

/** The body of a wish about the ticket at the counter. */
export const here = (more = {}) => () => {
  if (now()) return { ticket: now().ticket, ...more };
  at.said = { words: "Quầy chưa gọi số nào" };
  return null;
};

/** Notes what the visit at the counter is about, for whichever key finishes it. */
export function note(given) {
  at.unsaid = { ...at.unsaid, ...given };
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

// ---------- a visit without a ticket is known to this page alone, until it is finished

const keptAs = () => `motcua-visit-${at.counter}`;

export function keepVisit(visit) {
  at.visit = visit;
  try {
    sessionStorage.setItem(keptAs(), JSON.stringify({ shift: at.desk.shift, visit }));
  } catch {
    // a browser that keeps nothing forgets it with the page
  }
}

/** What was chosen in this clerk's session before the page was loaded again. */
function keptVisit() {
  try {
    const kept = JSON.parse(sessionStorage.getItem(keptAs()));
    return kept?.shift === at.desk.shift && Array.isArray(kept.visit?.procedures) ? kept.visit : NOTHING;
  } catch {
    return NOTHING;
  }
}
