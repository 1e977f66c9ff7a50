// The desk while nobody is served: it rests, it asks whether the clerk is still there or what day it is, its kiosk is gone.
import { h, img, time } from "/assets/dom.js";
import { act } from "/assets/desk/kiosk.js";
import { answer } from "/assets/desk/parts.js";
import { at, draw } from "/assets/desk/state.js";
import { t } from "/assets/texts.js";

const IDLE_END_MS = 3_600_000; // Counters.IDLE_END

export const keys = {
  goOn: () => act("pause", () => ({ paused: false })),
  stay: () => act("still-here"),
  dateRight: () => act("clock", () => ({ local: at.date })),
  dateLater: () => {
    at.later = at.desk.shift;
    draw();
  },
};

function rest(picture, title, words, ...buttons) {
  return h("div", { class: "rest" }, img(picture), h("h1", {}, title), h("p", {}, words), h("div", { class: "rest__keys" }, ...buttons));
}

export function resting() {
  return rest(
    "pause",
    t("Quầy đang tạm nghỉ"),
    t("Bảng chờ báo quầy tạm nghỉ. Số đang chờ giữ nguyên thứ tự: {n} người.", { n: at.desk.queue.waiting }),
    answer("goOn", t("Tiếp tục phục vụ"), true),
    answer("out", t("Kết thúc ca")),
  );
}

export function stillThere() {
  const since = at.desk.quietSinceMs;
  return rest(
    "clock",
    t("Ca vẫn đang mở. Tiếp tục hay kết thúc?"),
    since
      ? t("Không có thao tác từ {since}. Ca tự đóng lúc {end}.", { since: time(since), end: time(since + IDLE_END_MS) })
      : t("Đã lâu không có thao tác nào ở quầy này. Ca tự kết thúc nếu không ai trả lời."),
    answer("stay", t("Tiếp tục"), true),
    answer("out", t("Kết thúc ca")),
  );
}

/** The last that is known, while the kiosk does not answer. */
export function frozen() {
  const queue = at.desk.queue;
  const label = queue?.now?.label ?? queue?.last;
  return h(
    "div",
    { class: "desk__body" },
    h(
      "section",
      { class: "panel now" },
      h("h1", {}, label ? t("Số gần nhất, trước khi mất kết nối") : t("Mất kết nối với máy của bộ phận")),
      h(
        "div",
        { class: "now__row" },
        label ? h("p", { class: "bigno" }, label) : null,
        h(
          "p",
          { class: "now__facts" },
          h("span", {}, queue ? t("Xin gọi bằng lời. Lượt này vẫn giữ trên máy của bộ phận, kết thúc khi có kết nối.") : t("Lượt đã kết thúc vẫn được giữ; phím của cán bộ trên bộ phím vẫn dùng được.")),
        ),
      ),
    ),
    queue
      ? h(
          "div",
          { class: "side" },
          h(
            "section",
            { class: "panel" },
            h("h2", {}, at.lostAtMs ? t("Đang chờ (lúc {time})", { time: time(at.lostAtMs) }) : t("Đang chờ, trước khi mất kết nối")),
            h("p", { class: "chip chip--none chip--plain" }, t("{n} người", { n: queue.waiting })),
          ),
        )
      : null,
  );
}

const days = () => [t("Chủ nhật"), t("Thứ hai"), t("Thứ ba"), t("Thứ tư"), t("Thứ năm"), t("Thứ sáu"), t("Thứ bảy")];

/** A date and time as people say it, however this browser writes them in its field. */
function inWords(local) {
  const parts = /^(\d{4})-(\d\d)-(\d\d)T(\d\d:\d\d)/.exec(local);
  if (!parts) return "";
  const [, year, month, day, clock] = parts;
  const weekday = days()[new Date(Date.UTC(year, month - 1, day)).getUTCDay()];
  return t("{weekday}, ngày {date}, {time}", { weekday, date: `${day}/${month}/${year}`, time: clock });
}

export function dateQuestion() {
  return h(
    "form",
    { class: "rest", "data-submit": "dateRight" },
    img("clock"),
    h("h1", {}, t("Hôm nay là ngày nào?")),
    h("p", {}, t("Máy chưa biết chắc ngày giờ. Xin xem lịch và đồng hồ, sửa nếu sai, rồi bấm Đúng. Trong lúc đó vẫn gọi số được.")),
    h(
      "div",
      { class: "field" },
      h("label", { for: "date" }, t("Ngày và giờ")),
      h("input", { id: "date", type: "datetime-local", value: at.date, "data-field": "date", "data-focus": "date" }),
    ),
    h("p", { role: "status" }, h("b", {}, inWords(at.date))),
    h("div", { class: "rest__keys" }, h("button", { class: "key key--main", type: "submit", "data-focus": "a-date" }, t("Đúng")), answer("dateLater", t("Để sau"))),
  );
}
