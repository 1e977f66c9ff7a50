// What every page uses: making elements, asking the kiosk, following its live feed.

/** Makes an element: h("p", {class: "x", onclick: f}, "text", child, null, …). */
export function h(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (value === true) element.setAttribute(name, "");
    else if (value !== false && value != null) element.setAttribute(name, value);
  }
  element.append(...children.flat(3).filter((child) => child != null && child !== false));
  return element;
}

export function img(name, attributes = {}) {
  return h("img", { src: `/assets/svg/${name}.svg`, alt: "", ...attributes });
}

/** A phrase that breaks as a whole. */
export const ph = (text) => h("span", { class: "ph" }, text);

export class Refused extends Error {
  constructor(status, answer) {
    super(answer.error || "Máy gặp trục trặc. Xin thử lại");
    this.status = status;
    this.answer = answer;
  }
}

/** GET, or POST if there is a body. Throws Refused, or another error if the kiosk does not answer in time (10 s). */
export async function ask(path, body, patienceMs = 10000) {
  const options = { signal: AbortSignal.timeout(patienceMs), cache: "no-store" };
  if (body !== undefined) {
    options.method = "POST";
    options.headers = { "Content-Type": "application/json" };
    options.body = JSON.stringify(body);
  }
  const answer = await fetch(path, options);
  const json = await answer.json().catch(() => ({}));
  if (!answer.ok) throw new Refused(answer.status, json);
  return json;
}

export const SILENCE = 6000;
/** What a page shows when its kiosk is gone has to be there before. */
const lostPicture = new Image();

/** Follows a feed for ever: onState for each new state, onLost when nothing was heard for 6 s. Returns a function that starts anew. */
export function follow(path, onState, onLost) {
  lostPicture.src = "/assets/svg/plug.svg";
  let source;
  let heard;
  let heardAt; // by the wall clock, which goes on while the machine sleeps
  let lost = false;
  const hear = () => {
    heard = performance.now();
    heardAt = Date.now();
  };
  function open() {
    source?.close();
    hear();
    source = new EventSource(path);
    source.addEventListener("state", (event) => {
      hear();
      lost = false;
      onState(JSON.parse(event.data));
    });
    source.addEventListener("alive", () => {
      hear();
      if (lost) open();
    });
  }
  open();
  function look() {
    if (Math.max(performance.now() - heard, Date.now() - heardAt) > SILENCE) {
      if (!lost) onLost();
      lost = true;
      open();
    }
  }
  setInterval(look, 1000);
  for (const waking of ["visibilitychange", "resume"]) document.addEventListener(waking, look);
  window.addEventListener("pageshow", look);
  return open;
}

/** The counter in /rate/3 or ?counter=3. */
export function counterOfPage() {
  const inPath = /\/(\d+)$/.exec(location.pathname);
  const text = inPath ? inPath[1] : new URLSearchParams(location.search).get("counter");
  return /^\d+$/.test(text ?? "") ? Number(text) : 1;
}

export function practiceBanner(text = "Đang tập sử dụng – lượt này không tính vào kết quả") {
  return h("div", { class: "practice", role: "status" }, h("p", {}, text));
}

const NUMBER = new Intl.NumberFormat("vi-VN");
export const number = (n) => NUMBER.format(n);

const zone = { timeZone: "Asia/Ho_Chi_Minh" };
const TIME = new Intl.DateTimeFormat("vi-VN", { ...zone, hour: "2-digit", minute: "2-digit", hour12: false });
const DATE = new Intl.DateTimeFormat("vi-VN", { ...zone, day: "2-digit", month: "2-digit", year: "numeric" });
export const time = (ms) => TIME.format(new Date(ms));
export const date = (ms) => DATE.format(new Date(ms));

let speaker;
/** The page's one way to its loudspeaker. */
export function loudspeaker() {
  speaker ??= new AudioContext();
  return speaker;
}

/** A short tone; a screen without loudspeaker works as well. */
export function beep(hertz, seconds) {
  try {
    const audio = loudspeaker();
    const tone = audio.createOscillator();
    const volume = audio.createGain();
    volume.gain.setValueAtTime(0.08, audio.currentTime);
    volume.gain.exponentialRampToValueAtTime(0.0001, audio.currentTime + seconds);
    tone.frequency.value = hertz;
    tone.connect(volume).connect(audio.destination);
    tone.start();
    tone.stop(audio.currentTime + seconds);
  } catch {
    // the page goes on in silence
  }
}
