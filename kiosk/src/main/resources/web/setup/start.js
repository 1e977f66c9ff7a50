// Step 9: what is ready, and the end of practice.
import { ask, date, h, time } from "/assets/dom.js";
import { at } from "/assets/setup/at.js";
import { act } from "/assets/setup/doors.js";
import { heading } from "/assets/setup/fields.js";
import { trial } from "/assets/setup/trial.js";
import { number, t } from "/assets/texts.js";

let agreed = false;
let server = null;

function draw() {
  const all = at.setup.counters?.length ?? 0;
  const pads = at.setup.counters?.filter((each) => at.setup.pads.pads.some((pad) => pad.counter === each.number)).length ?? 0;
  const check = (title, line, good, word) =>
    h("li", {}, h("b", {}, title), h("span", {}, line), h("span", { class: good ? "chip chip--good" : "chip chip--warn" }, word));
  return [
    heading(t("Bắt đầu chính thức")),
    h("p", {}, t("Từ lúc này mỗi lượt đều tính và không xóa được. Quay lại chế độ tập phải có cấp trên duyệt.")),
    h(
      "ul",
      { class: "checks" },
      check(t("{counters} quầy, {clerks} cán bộ", { counters: all, clerks: at.setup.clerks?.length ?? 0 }), at.saved ? t("mã PIN đã đặt") : t("chưa lưu"), at.saved, at.saved ? t("đạt") : t("chưa đủ")),
      check(t("Mã PIN kỹ thuật"), at.setup.guarded ? t("đã đặt") : t("chưa đặt, xin đặt ở bước 1"), at.setup.guarded, at.setup.guarded ? t("đạt") : t("chưa đủ")),
      check(t("Bộ phím đánh giá"), t("{n} trên {all} quầy", { n: pads, all }), pads > 0 && pads === at.setup.counters?.length, pads === at.setup.counters?.length ? t("đạt") : t("quầy không có bộ phím dùng màn hình")),
      check(
        t("In phiếu, loa"),
        trial.print || trial.voice ? t("đã thử") : t("chưa thử"),
        trial.print === "good" && trial.voice === "good",
        trial.print === "good" && trial.voice === "good" ? t("đạt") : t("vẫn bắt đầu được"),
      ),
      check(t("Đồng hồ"), `${time(at.setup.clock.wallMs)} ${date(at.setup.clock.wallMs)}`, at.setup.clock.trusted, at.setup.clock.trusted ? t("tin cậy") : t("chưa tin cậy, vẫn bắt đầu được")),
      check(
        t("Máy chủ cấp trên"),
        server?.backlog ? t("chưa gửi: {n} bản ghi", { n: number(server.backlog) }) : "",
        server?.state === "ONLINE",
        server?.state === "ONLINE" ? t("đã nối") : t("chưa nối, vẫn bắt đầu được"),
      ),
    ),
    at.setup.practice
      ? h(
          "label",
          { class: "tick" },
          h("input", { type: "checkbox", id: "agreed", checked: agreed, onchange: (event) => ((agreed = event.target.checked), at.draw()) }),
          t("Tôi đã báo cho cán bộ các quầy: từ nay số liệu là thật"),
        )
      : h("p", { role: "status" }, t("Máy đang chạy chính thức.")),
  ];
}

/** Whether the practice may end. */
export const ready = () => agreed && at.saved;

export async function begin() {
  if (ready()) await act("/api/setup/start", { agreed: true });
}

export const start = {
  id: "bat-dau",
  title: "Bắt đầu chính thức",
  draw,
  done: () => !at.setup.practice,
  enter: async () => {
    server = (await ask("/api/status").catch(() => null))?.link ?? null;
  },
};
