// Trying the printer and the loudspeaker.
import { ask, h } from "/assets/dom.js";
import { at } from "/assets/setup/at.js";
import { inWords } from "/assets/setup/doors.js";
import { t, told } from "/assets/texts.js";

/** How the last try of each ended: "good", "bad", "none" (no such device), or "" before. */
export const trial = { print: "", voice: "", words: "" };

/** Asks another part for a test; a kiosk without that device has no such door. */
export async function tryOut(what, path) {
  if (at.busy) return;
  at.busy = true;
  trial[what] = "";
  at.draw();
  try {
    await ask(path, {}, 30000);
    trial[what] = "good";
    trial.words = "";
  } catch (refusal) {
    const none = refusal.status === 404 || (what === "voice" && refusal.status === 409);
    trial[what] = none ? "none" : "bad";
    trial.words = inWords(refusal);
  }
  at.busy = false;
  at.draw();
}

export function trialNote(what, good, none) {
  const state = trial[what];
  if (!state) return null;
  return h(
    "div",
    { class: state === "bad" ? "note note--bad" : "note", role: "status" },
    h("p", {}, state === "good" ? good : state === "none" ? none : told(trial.words)),
    h("span", { class: state === "good" ? "chip chip--good" : state === "none" ? "chip chip--plain" : "chip chip--bad" }, state === "good" ? t("đạt") : state === "none" ? t("không có") : t("chưa được")),
  );
}
