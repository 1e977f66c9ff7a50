// Pads without hardware: press their keys, see their lamps.
import { ask, h, img } from "/assets/dom.js";
import { ENGLISH } from "/assets/simulated-english.js";
import { languageKey, speak, speakAsBefore, speaks, t, teach, told } from "/assets/texts.js";

const screen = document.getElementById("screen");
let pads = null;
let shown = "";
let mistake = "";

teach(ENGLISH);
speakAsBefore();

const LAMPS = {
  CLOSED: "tắt",
  READY: "sẵn sàng",
  INVITE: "mời đánh giá",
  SEEN: "đã nhận phím",
  SAVING: "đang lưu",
  RECORDED: "đã ghi",
  NOT_RECORDED: "không ghi được",
  FAULT: "mất liên lạc với máy",
  BOOT: "đang khởi động",
};
const CONNECTIONS = { UP: "đang nối", DOWN: "mất liên lạc", FOREIGN: "thiết bị lạ", CONFLICT: "trùng số" };

const PRINTER = {
  READY: "sẵn sàng",
  PAPER_LOW: "sắp hết giấy",
  PAPER_OUT: "hết giấy",
  COVER_OPEN: "nắp mở",
  OFFLINE: "đã rút dây",
};
let printer = null;

/** Without a printer the first answer says so, and nobody asks again. */
async function lookAtPrinter() {
  try {
    const found = await ask("/api/simulated/printer");
    if (!found.condition) return;
    printer = found;
  } catch {
    mistake = "Không liên lạc được với máy";
  }
  setTimeout(lookAtPrinter, 1000);
}
lookAtPrinter();

async function look() {
  try {
    pads = (await ask("/api/simulated")).pads;
  } catch {
    mistake = "Không liên lạc được với máy";
  }
  draw();
  setTimeout(look, 250);
}
look();

async function act(path, body) {
  mistake = "";
  try {
    await ask(path, body ?? {});
  } catch (refusal) {
    mistake = refusal.message;
  }
}

function inOtherWords(to) {
  speak(to);
  draw();
}

function draw() {
  const now = JSON.stringify([pads, printer, speaks()]) + mistake;
  if (now === shown) return;
  shown = now;
  document.title = t("Thiết bị mô phỏng");
  const focused = document.activeElement?.dataset?.focus;
  screen.replaceChildren(
    h(
      "div",
      { class: "tech__bar" },
      h("h1", {}, t("Thiết bị mô phỏng")),
      h("p", {}, t("Phím 1 đến 5 của công dân, phím cán bộ kết thúc lượt")),
      h("span", { class: "chip chip--warn" }, t("Mô phỏng")),
      languageKey((to) => ({ "data-focus": "language", onclick: () => inOtherWords(to) })),
    ),
    mistake ? h("p", { class: "mistake", role: "alert" }, told(mistake)) : "",
    h("div", { class: "boxes" }, (pads ?? []).map(box), printer ? paper() : null),
  );
  if (focused) screen.querySelector(`[data-focus="${CSS.escape(focused)}"]`)?.focus();
}

function box(pad) {
  const path = `/api/simulated/pads/${encodeURIComponent(pad.pad)}`;
  return h(
    "section",
    { class: "box" },
    h(
      "div",
      { class: "box__head" },
      h("h2", {}, pad.counter ? t("Quầy {n}", { n: pad.counter }) : t("Chưa gắn quầy")),
      h("span", {}, h("span", { lang: "vi" }, pad.pad), " · ", t(CONNECTIONS[pad.connection])),
    ),
    h(
      "ul",
      { class: "box__keys" },
      [1, 2, 3, 4, 5].map((key) =>
        h(
          "li",
          {},
          h(
            "button",
            {
              class: "pushbutton",
              type: "button",
              disabled: !pad.canPress,
              "aria-label": pad.counter ? t("Phím {key}, quầy {n}", { key, n: pad.counter }) : t("Phím {key}, {pad}", { key, pad: pad.pad }),
              "data-focus": `${pad.pad}-${key}`,
              onclick: () => act(`${path}/press/${key}`),
            },
            img(`face-${key}`),
          ),
          String(key),
          h("span", { class: lampOn(pad, key) ? "lamp lamp--on" : "lamp" }),
        ),
      ),
    ),
    h("p", { class: "lamps", role: "status" }, [t("Đèn: {what}", { what: t(LAMPS[pad.shown]) }), pad.pending && t("{n} lần bấm chờ ghi", { n: pad.pending }), pad.lidOpen && t("nắp mở")].filter(Boolean).join(" · ")),
    h(
      "div",
      { class: "box__row" },
      h("button", { class: "btn", type: "button", disabled: !pad.canPress, "data-focus": `${pad.pad}-6`, onclick: () => act(`${path}/press/6`) }, t("Phím cán bộ")),
      pad.canUnplug
        ? h(
            "button",
            { class: "btn", type: "button", "data-focus": `${pad.pad}-plug`, onclick: () => act(`${path}/plug`, { in: pad.connection !== "UP" }) },
            pad.connection === "UP" ? t("Rút dây") : t("Cắm dây"),
          )
        : null,
    ),
  );
}

/** The ticket printer: what it is made to be, and the slip that it cut off last. */
function paper() {
  const path = "/api/simulated/printer";
  const button = (state, name) =>
    h("button", { class: "btn", type: "button", "data-focus": `printer-${state}`, onclick: () => act(`${path}/${state}`) }, name);
  return h(
    "section",
    { class: "box" },
    h("div", { class: "box__head" }, h("h2", {}, t("Máy in phiếu")), h("span", {}, t(PRINTER[printer.condition]))),
    h("div", { class: "box__row" }, button("ready", t("Sẵn sàng")), button("paper-out", t("Hết giấy")), button("cover-open", t("Mở nắp")), button("offline", t("Rút dây"))),
    printer.mistakes.length ? h("p", { class: "mistake" }, t("Byte lạ: {bytes}", { bytes: printer.mistakes[0] })) : null,
    printer.slips
      ? h("img", { class: "box__paper", src: `/api/simulated/paper?${printer.slips}`, alt: t("Phiếu thứ {n}", { n: printer.slips }) })
      : h("p", {}, t("Chưa có phiếu nào")),
  );
}

/** All keys in use light together, before and after a press: nobody sees from the lamps which one was pressed. */
const lampOn = (pad, key) =>
  ["INVITE", "SEEN", "SAVING", "RECORDED"].includes(pad.shown) && (pad.keys & (1 << (key - 1))) !== 0;
