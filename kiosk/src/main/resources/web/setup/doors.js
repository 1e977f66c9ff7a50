// Asking the kiosk, and the draft of what will be saved.
import { ask, h, img } from "/assets/dom.js";
import { at } from "/assets/setup/at.js";
import { forgetHours } from "/assets/setup/hours.js";
import { t } from "/assets/texts.js";

// Saving hashes each PIN, which takes a Pi about a second a clerk on purpose.
const PATIENCE_MS = 120000;
const NO_ANSWER = "Máy chưa trả lời. Xin thử lại";

let asSaved = "";
let basedOn = 0;

export async function refresh() {
  try {
    take(await ask("/api/setup"));
  } catch {
    document.getElementById("screen").replaceChildren(h("div", { class: "say" }, img("plug"), h("h1", {}, t("Không liên lạc được với máy"))));
    setTimeout(refresh, 2000);
  }
}

function take(now) {
  at.setup = now;
  if (now.open && !at.draft) {
    begin(now);
    asSaved = written();
    basedOn = now.more.version;
    forgetHours();
    at.saved = now.office != null;
  }
  at.draw();
}

/** Everything there is to fill in, as the kiosk has it. */
function begin(now) {
  const more = now.more;
  at.draft = {
    office: { name: now.office?.name ?? "" },
    windowMs: now.windowMs ?? 120000,
    counters: (now.counters ?? [1, 2, 3].map((n) => ({ number: n, name: "", mode: "VISIT" }))).map((each) => ({ ...each })),
    clerks: (now.clerks ?? [{ name: "" }]).map((each) => ({ ...each, pin: "" })),
    scale: now.scale ?? "HL5/1",
    procedures: structuredClone(now.procedures ?? []),
    queues: structuredClone(more.queues),
    hours: structuredClone(more.hours),
    texts: structuredClone(more.texts),
    voice: structuredClone(more.voice),
    printer: structuredClone(more.printer),
    catalogue: more.catalogue ?? null,
    languages: [...more.languages],
  };
  if (now.office?.id) at.draft.office.id = now.office.id;
}

/** What would be saved, as text. */
const written = () => JSON.stringify({ draft: at.draft, technicianPin: at.technicianPin });

export const unsaved = () => !at.saved || written() !== asSaved;

export async function act(path, body) {
  if (at.busy) return false;
  at.busy = true;
  at.mistake = "";
  at.draw();
  try {
    const now = await ask(path, body, PATIENCE_MS);
    at.busy = false;
    take(now);
    return true;
  } catch (refusal) {
    at.mistake = inWords(refusal);
    at.outdated = refusal.answer?.outdated === true;
    at.busy = false;
    if (refusal.status === 401 && path !== "/api/setup/technician") await refresh();
    at.draw();
    document.querySelector(".mistake")?.scrollIntoView({ block: "nearest" });
    return false;
  }
}

export const inWords = (refusal) => (refusal.status ? refusal.message : NO_ANSWER);

export async function save() {
  const done = await act("/api/setup/office", { draft: at.draft, technicianPin: at.technicianPin || null, basedOn });
  if (done) await anew();
  return done;
}

/** Drops what was filled in here and goes on with what the kiosk has. */
export async function anew() {
  at.draft = null;
  at.technicianPin = "";
  at.mistake = "";
  at.outdated = false;
  await refresh();
}
