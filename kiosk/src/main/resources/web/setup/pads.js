// Step 6: which pad stands at which counter, and whether every key of it arrives.
import { ask, h, img } from "/assets/dom.js";
import { at } from "/assets/setup/at.js";
import { act } from "/assets/setup/doors.js";
import { heading } from "/assets/setup/fields.js";
import { t } from "/assets/texts.js";

const ALL_KEYS = 5;
const allKeys = () => at.setup.scales?.find((each) => each.key === at.setup.scale)?.levels.length ?? ALL_KEYS;
const firstWithoutPad = () =>
  at.setup.counters?.find((each) => !at.setup.pads.pads.some((pad) => pad.counter === each.number))?.number ?? 0;

let tried = 0;
/** Rating screens by counter, as the kiosk said last. */
let screens = {};
/** The address for a screen that keeps nothing: [counter, address]. */
let address = null;
const seenBefore = {};
const bits = (mask) => [0, 1, 2, 3, 4].filter((i) => mask & (1 << i)).length;

function lastTried() {
  const pads = at.setup.pads.pads.filter((pad) => pad.counter && pad.keys);
  const changed = pads.find((pad) => seenBefore[pad.pad] !== pad.keys);
  for (const pad of pads) seenBefore[pad.pad] = pad.keys;
  if (changed) tried = changed.counter;
  return tried;
}

function padView(pad) {
  return h(
    "ul",
    { class: "padview", "aria-label": t("Bộ phím quầy {n}", { n: pad.counter }) },
    [1, 2, 3, 4, 5].map((key) => {
      const on = (pad.keys & (1 << (key - 1))) !== 0;
      return h(
        "li",
        {},
        h("span", { class: "level__face" }, img(`face-${key}`)),
        String(key),
        h("span", { class: on ? "lamp lamp--on" : "lamp" }),
        h("span", { class: "vh" }, on ? t("đã nhận") : t("chưa bấm")),
      );
    }),
  );
}

function draw() {
  const waiting = at.setup.pads.waitingFor;
  const last = at.setup.pads.pads.find((pad) => pad.counter === lastTried()) ?? null;
  return [
    heading(waiting ? t("Bấm một phím bất kỳ trên bộ phím của quầy {n}", { n: waiting }) : t("Thử từng phím của mỗi bộ phím")),
    h(
      "p",
      { role: "status" },
      waiting
        ? t("Máy nhận bộ phím nào vừa được bấm thì gắn bộ đó với quầy {n}. Lần bấm thử không tính.", { n: waiting })
        : t("Bấm lần lượt các phím 1 đến 5. Đèn dưới phím sáng là máy đã nhận. Lần bấm thử không tính."),
    ),
    last ? padView(last) : null,
    h(
      "ul",
      { class: "checks" },
      at.setup.counters.map((each) => {
        const pad = at.setup.pads.pads.find((one) => one.counter === each.number);
        const seen = pad ? bits(pad.keys) : 0;
        return h(
          "li",
          {},
          h("b", {}, t("Quầy {n}", { n: each.number })),
          h("span", {}, pad ? t("bộ phím {name}", { name: pad.pad.split("/").pop() }) : t("chưa gắn bộ phím")),
          pad
            ? pad.up
              ? h("span", { class: seen >= allKeys() ? "chip chip--good" : "chip chip--warn" }, seen >= allKeys() ? t("đủ {n} phím", { n: allKeys() }) : t("mới thấy {seen} trên {n} phím", { seen, n: allKeys() }))
              : h("span", { class: "chip chip--bad" }, t("không trả lời"))
            : h("span", { class: "chip chip--plain chip--none" }, t("dùng màn hình đánh giá cũng được")),
          screens[each.number] ? h("span", { class: "chip chip--plain" }, t("{n} màn hình đánh giá", { n: screens[each.number] })) : null,
          screens[each.number]
            ? h("button", { class: "btn", type: "button", id: `unbind-${each.number}`, onclick: () => unbind(each.number) }, t("Gỡ màn hình của quầy {n}", { n: each.number }))
            : null,
          h("button", { class: "btn", type: "button", id: `bind-${each.number}`, onclick: () => act("/api/setup/pads/try", { counter: each.number }) }, pad ? t("Gắn bộ khác") : t("Gắn bộ phím")),
        );
      }),
    ),
    address
      ? h(
          "div",
          { class: "note", role: "status" },
          h("p", {}, t("Địa chỉ cho màn hình đánh giá của quầy {n}. Ai có địa chỉ này đánh giá được ở quầy đó: chỉ đặt trên màn hình của quầy.", { n: address[0] })),
          h("p", { class: "mono" }, address[1]),
        )
      : h("p", {}, t("Mở trang đánh giá trên máy tính bảng của quầy rồi nhập mã PIN kỹ thuật để gắn; màn hình nối thẳng vào máy thì dùng địa chỉ ở đây.")),
    h(
      "div",
      { class: "list__row" },
      at.setup.counters.map((each) => h("button", { class: "btn", type: "button", id: `address-${each.number}`, onclick: () => addressFor(each.number) }, t("Địa chỉ màn hình quầy {n}", { n: each.number }))),
    ),
    at.setup.pads.pads.some((pad) => pad.counter === 0)
      ? h("p", {}, t("Chưa gắn: {pads}", { pads: at.setup.pads.pads.filter((pad) => pad.counter === 0).map((pad) => pad.pad).join(", ") }))
      : null,
  ];
}

async function addressFor(counter) {
  const made = await ask(`/api/rate/${counter}/address`, {}).catch(() => null);
  address = made && [counter, location.origin + made.path];
  at.draw();
}

async function unbind(counter) {
  screens = (await ask(`/api/rate/${counter}/unbind`, {}).catch(() => ({ counters: screens }))).counters;
  at.draw();
}

/** Shows what the pads say meanwhile. */
async function watch() {
  if (at.busy) return;
  const before = JSON.stringify([at.setup.pads, screens]);
  const now = await ask("/api/setup").catch(() => null);
  if (now?.open) at.setup = now;
  screens = (await ask("/api/rating-screens").catch(() => ({ counters: screens }))).counters;
  if (JSON.stringify([at.setup.pads, screens]) !== before) at.draw();
}

export const pads = {
  id: "phim",
  title: "Thử phím đánh giá",
  draw,
  watch,
  done: () => at.saved && at.setup.counters.every((each) => at.setup.pads.pads.some((pad) => pad.counter === each.number)),
  enter: () => act("/api/setup/pads/try", { counter: firstWithoutPad() }),
  leave: () => {
    address = null;
    return act("/api/setup/pads/done", {});
  },
};
