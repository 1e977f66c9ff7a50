// The bar at the top: counter, clerk, how things stand, clock, language, pause, end of the shift.
import { h, img, time } from "/assets/dom.js";
import { act, again } from "/assets/desk/kiosk.js";
import { stop } from "/assets/desk/parts.js";
import { at, draw } from "/assets/desk/state.js";
import { languageKey, own, speak, t } from "/assets/texts.js";

export const keys = {
  pause: () => act("pause", () => ({ paused: true })),
  out: () => act("sign-out").then(again),
  language: (to) => {
    speak(to);
    draw();
  },
};

export function bar() {
  const { desk } = at;
  const queue = desk.queue;
  return h(
    "header",
    { class: "desk__bar" },
    h("p", { class: "desk__counter" }, t("Quầy {n}", { n: at.counter })),
    h("p", { class: "desk__who" }, desk.clerk ? [own(desk.clerk), desk.sinceMs ? ` · ${t("vào ca {time}", { time: time(desk.sinceMs) })}` : ""] : own(desk.name)),
    h("span", { class: "desk__space" }),
    chip(),
    desk.nowMs ? h("b", { "data-tick": "clock" }, shownClock()) : null,
    languageKey((to) => ({ "data-do": "language", "data-arg": to, "data-focus": "language" })),
    desk.clerk && queue && !queue.paused ? barKey("pause", "pause", t("Tạm nghỉ")) : null,
    desk.clerk ? barKey("out", "out", t("Kết thúc ca")) : null,
  );
}

function barKey(does, picture, words) {
  return h(
    "button",
    { class: "btn", type: "button", "aria-label": words, "data-do": does, "data-focus": does, "aria-disabled": at.lost ? "true" : null },
    img(picture),
    h("span", {}, words),
  );
}

function chip() {
  const { desk, lost } = at;
  const shown = (kind, words) => h("span", { class: `chip chip--${kind}` }, words);
  if (lost) return shown("bad", t("Mất kết nối"));
  if (!desk.clerk) return null;
  if (!desk.recording) return shown("bad", t("Máy không ghi được"));
  if (desk.queue?.paused) return shown("warn", desk.queue.pausedSinceMs ? t("Tạm nghỉ từ {time}", { time: time(desk.queue.pausedSinceMs) }) : t("Tạm nghỉ"));
  if (desk.device === "GOOD") return shown("good", t("Thiết bị tốt"));
  return shown("warn", desk.device === "DOWN" ? t("Phím đánh giá hỏng") : t("Chưa có thiết bị đánh giá"));
}

export const shownClock = () => (at.desk?.nowMs ? time(at.desk.nowMs + performance.now() - at.heard) : "");

/** Said below the bar while the kiosk does not answer. */
export function lostLine() {
  const words = at.lostAtMs
    ? t("Mất kết nối với máy của bộ phận từ {time}. Đang nối lại, không cần tải lại trang.", { time: time(at.lostAtMs) })
    : t("Mất kết nối với máy của bộ phận. Đang nối lại, không cần tải lại trang.");
  return stop("plug", words);
}
