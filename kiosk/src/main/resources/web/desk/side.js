// Beside the number: calls for help, devices that fail, who waits, what became of the last visit.
import { h, img, time } from "/assets/dom.js";
import { act } from "/assets/desk/kiosk.js";
import { printerWarning } from "/assets/desk/printer.js";
import { at } from "/assets/desk/state.js";
import { own, t } from "/assets/texts.js";

/** What became of the visit finished last. Never how it was rated. */
const LAST = {
  INVITING: () => t("đang mời đánh giá"),
  RATED: () => t("đã đánh giá"),
  NOT_RATED: () => t("không đánh giá"),
  DEVICE_DOWN: () => t("thiết bị hỏng, ghi riêng"),
  NOT_ASKED: () => t("không mời đánh giá"),
};

export const keys = {
  helpAnswered: () => act("help/answered"),
};

export function side() {
  const queue = at.desk.queue;
  const troubles = [at.desk.help ? helpCall() : null, ratingDevice(), printerWarning()].filter(Boolean);
  return h(
    "div",
    // with troubles above it may be longer than the screen, and is scrolled by keys, too
    { class: "side", ...(troubles.length ? { role: "region", tabindex: 0, "aria-label": t("Hàng chờ và thiết bị"), "data-focus": "side" } : {}) },
    troubles,
    queue ? waiting(queue) : null,
    queue && queue.list.length ? numbers(t("Số tiếp theo"), queue.list.slice(0, 4).map((each) => each.label)) : null,
    queue && queue.held.length + queue.noShows.length
      ? numbers(t("Tạm giữ, vắng mặt"), [
          ...queue.held.slice(0, 6).map((each) => t("{no} giữ", { no: each.label })),
          ...queue.noShows.slice(0, 6).map((each) => t("{no} vắng", { no: each.label })),
        ])
      : null,
    at.desk.mode === "OPEN" ? null : lastVisit(queue),
  );
}

function helpCall() {
  return h(
    "section",
    { class: "panel note--warn", role: "alert" },
    h("h2", { class: "panel__loud" }, t("Có người cần giúp ở máy lấy số")),
    h("button", { class: "btn", type: "button", "data-do": "helpAnswered", "data-focus": "help" }, img("help"), t("Tôi đến ngay")),
  );
}

function ratingDevice() {
  const { desk, counter } = at;
  if (desk.device === "GOOD") return null;
  const down = desk.device === "DOWN";
  return h(
    "section",
    { class: "panel note--warn", role: "alert" },
    h("h2", { class: "panel__loud" }, down ? t("Phím đánh giá quầy {n} không trả lời", { n: counter }) : t("Quầy chưa có bộ phím hoặc màn hình đánh giá")),
    h(
      "p",
      {},
      down && desk.deviceSinceMs ? t("Từ {time}. ", { time: time(desk.deviceSinceMs) }) : null,
      down
        ? t("Lượt này được ghi là thiết bị hỏng, không phải không đánh giá. Xin kiểm tra dây và báo kỹ thuật.")
        : t("Lượt được ghi là không mời đánh giá."),
    ),
  );
}

function waiting(queue) {
  return h(
    "section",
    { class: "panel" },
    h("h2", {}, t("Đang chờ")),
    h(
      "table",
      { class: "wait" },
      h("tbody", {}, queue.waits.map((each) => h("tr", {}, h("th", { scope: "row" }, each.name ? own(each.name) : t("Ưu tiên")), h("td", {}, String(each.people))))),
      h("tfoot", {}, h("tr", {}, h("th", { scope: "row" }, t("Tổng")), h("td", {}, String(queue.waiting)))),
    ),
  );
}

function numbers(title, labels) {
  return h("section", { class: "panel next" }, h("h2", {}, title), h("ul", { class: "nexts" }, labels.map((each) => h("li", {}, each))));
}

function lastVisit(queue) {
  const { last } = at.desk;
  return h(
    "section",
    { class: "panel last" },
    h("h2", {}, t("Lượt vừa xong")),
    h("p", { class: "chip chip--plain chip--none", role: "status" }, last ? `${queue?.last ? `${queue.last} · ` : ""}${LAST[last]()}` : t("chưa có")),
  );
}
