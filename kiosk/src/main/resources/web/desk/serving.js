// The middle of the desk: the ticket at the counter, or who comes next, or a visit without tickets.
import { h, img, time } from "/assets/dom.js";
import { act, here } from "/assets/desk/kiosk.js";
import { namesOf } from "/assets/desk/parts.js";
import { KINDS } from "/assets/desk/picker.js";
import { at, noted } from "/assets/desk/state.js";
import { rich, t } from "/assets/texts.js";

export const keys = {
  begin: () => (at.desk.mode === "TICKET" ? act("ticket/start", here()) : act("visit/start")),
};

export function current() {
  const { desk } = at;
  const queue = desk.queue;
  if (!queue) return visit();
  if (queue.now) return serving(queue.now);
  return desk.last === "INVITING" && queue.last ? finished(queue.last) : idle(queue);
}

function shown(title, number, facts, more = [], kind = "") {
  return h(
    "section",
    { class: `panel now${kind}` },
    h("h1", {}, title),
    h("div", { class: "now__row" }, number, h("p", { class: "now__facts" }, facts.filter(Boolean).map((fact) => h("span", {}, fact)))),
    more,
  );
}

const bold = (text) => h("b", {}, String(text));

function finished(label) {
  return shown(t("Vừa xong, đang mời đánh giá"), h("p", { class: "bigno" }, label), [t("Có thể gọi số tiếp theo ngay, công dân vẫn đánh giá được")]);
}

function idle(queue) {
  const first = queue.list[0];
  return shown(t("Chưa có số đang phục vụ"), first ? h("p", { class: "bigno bigno--next" }, first.label) : null, [
    first ? (first.priority ? rich("Số tiếp theo, {priority}", { priority: bold(t("ưu tiên")) }) : t("Số tiếp theo")) : t("Chưa có ai chờ"),
    first ? rich("Đang chờ {n}", { n: bold(queue.waiting) }) : null,
    rich("Hôm nay {n} lượt đã phục vụ", { n: bold(queue.served) }),
  ]);
}

function serving(now) {
  return shown(
    !now.started && now.times > 1 ? t("Đang phục vụ, đã gọi {n} lần", { n: now.times }) : t("Đang phục vụ"),
    h("p", { class: "bigno" }, now.label),
    [
      now.calledAtMs ? rich("Gọi lúc {time}", { time: bold(time(now.calledAtMs)) }) : null,
      at.desk.servedForMs != null ? rich("Đã phục vụ {time}", { time: h("b", { "data-tick": "service" }, shownService()) }) : null,
      now.waitMinutes != null ? rich("Chờ trước đó {time}", { time: bold(t("{n} phút", { n: now.waitMinutes })) }) : null,
    ],
    procedureLine(noted()),
    " now--serving",
  );
}

/** How long the ticket has been at the counter, mm:ss. */
export function shownService() {
  const from = at.desk?.servedForMs;
  if (from == null) return "";
  const seconds = Math.floor((from + performance.now() - at.heard) / 1000);
  return `${String(Math.floor(seconds / 60)).padStart(2, "0")}:${String(seconds % 60).padStart(2, "0")}`;
}

function procedureLine(now) {
  const chosen = now.procedures.length > 0;
  const kind = KINDS.find(([name]) => name === now.kind);
  return h(
    "div",
    { class: "proc" },
    h(
      "p",
      { class: "proc__name" },
      h("small", {}, now.chosen ? t("Thủ tục · công dân chọn lúc lấy số") : kind ? t("Không phải thủ tục hành chính") : t("Thủ tục của lượt này")),
      chosen ? namesOf(now.procedures) : kind ? t(kind[1]) : t("Chưa xác định thủ tục"),
    ),
    h("button", { class: "btn", type: "button", "data-do": "pickFor", "data-arg": "change", "data-focus": "change" }, chosen || kind ? t("Đổi") : t("Chọn thủ tục đã giải quyết")),
    chosen ? h("button", { class: "btn", type: "button", "data-do": "pickFor", "data-arg": "add", "data-focus": "add" }, img("plus"), t("Thêm thủ tục")) : null,
  );
}

/** A counter without tickets. */
function visit() {
  const { desk } = at;
  if (desk.mode === "OPEN") return shown(t("Bộ phím luôn mời đánh giá"), null, [t("Mỗi lần bấm là một lượt. Không cần kết thúc từng lượt.")]);
  const chosen = at.visit.procedures;
  return shown(
    desk.serving ? t("Đang phục vụ") : t("Phục vụ công dân"),
    null,
    [
      rich("Xong việc thì bấm {key}, hoặc phím của cán bộ trên bộ phím.", { key: bold(t("Kết thúc – mời đánh giá")) }),
      t("Có thể mời người tiếp theo ngay, công dân vẫn đánh giá được."),
    ],
    at.list.length
      ? h(
          "div",
          { class: "proc" },
          h("p", { class: "proc__name" }, h("small", {}, t("Thủ tục của lượt này")), chosen.length ? namesOf(chosen) : t("Chưa chọn")),
          h("button", { class: "btn", type: "button", "data-do": "pickFor", "data-arg": "visit", "data-focus": "pick" }, img("plus"), chosen.length ? t("Đổi") : t("Chọn thủ tục đã giải quyết")),
        )
      : [],
  );
}
