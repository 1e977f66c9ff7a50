// Pads without hardware: press their keys, see their lamps.
import { ask, h, img } from "/assets/dom.js";

const screen = document.getElementById("screen");
let shown = "";
let mistake = "";

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
    draw((await ask("/api/simulated")).pads);
  } catch {
    mistake = "Không liên lạc được với máy";
  }
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

function draw(pads) {
  const now = JSON.stringify([pads, printer]) + mistake;
  if (now === shown) return;
  shown = now;
  const focused = document.activeElement?.dataset?.focus;
  screen.replaceChildren(
    h("div", { class: "tech__bar" }, h("h1", {}, "Thiết bị mô phỏng"), h("p", {}, "Phím 1 đến 5 của công dân, phím cán bộ kết thúc lượt"), h("span", { class: "chip chip--warn" }, "Mô phỏng")),
    mistake ? h("p", { class: "mistake", role: "alert" }, mistake) : "",
    h("div", { class: "boxes" }, pads.map(box), printer ? paper() : null),
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
      h("h2", {}, pad.counter ? `Quầy ${pad.counter}` : "Chưa gắn quầy"),
      h("span", {}, `${pad.pad} · ${CONNECTIONS[pad.connection]}`),
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
              "aria-label": `Phím ${key}, ${pad.counter ? `quầy ${pad.counter}` : pad.pad}`,
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
    h("p", { class: "lamps", role: "status" }, `Đèn: ${LAMPS[pad.shown]}${pad.pending ? ` · ${pad.pending} lần bấm chờ ghi` : ""}${pad.lidOpen ? " · nắp mở" : ""}`),
    h(
      "div",
      { class: "box__row" },
      h("button", { class: "btn", type: "button", disabled: !pad.canPress, "data-focus": `${pad.pad}-6`, onclick: () => act(`${path}/press/6`) }, "Phím cán bộ"),
      pad.canUnplug
        ? h(
            "button",
            { class: "btn", type: "button", "data-focus": `${pad.pad}-plug`, onclick: () => act(`${path}/plug`, { in: pad.connection !== "UP" }) },
            pad.connection === "UP" ? "Rút dây" : "Cắm dây",
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
    h("div", { class: "box__head" }, h("h2", {}, "Máy in phiếu"), h("span", {}, PRINTER[printer.condition])),
    h("div", { class: "box__row" }, button("ready", "Sẵn sàng"), button("paper-out", "Hết giấy"), button("cover-open", "Mở nắp"), button("offline", "Rút dây")),
    printer.mistakes.length ? h("p", { class: "mistake" }, `Byte lạ: ${printer.mistakes[0]}`) : null,
    printer.slips
      ? h("img", { class: "box__paper", src: `/api/simulated/paper?${printer.slips}`, alt: `Phiếu thứ ${printer.slips}` })
      : h("p", {}, "Chưa có phiếu nào"),
  );
}

/** All keys in use light together, before and after a press: nobody sees from the lamps which one was pressed. */
const lampOn = (pad, key) =>
  ["INVITE", "SEEN", "SAVING", "RECORDED"].includes(pad.shown) && (pad.keys & (1 << (key - 1))) !== 0;
