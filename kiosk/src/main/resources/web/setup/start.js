// Step 9: what is ready, and the end of practice.
import { ask, date, h, number, time } from "/assets/dom.js";
import { at } from "/assets/setup/at.js";
import { act } from "/assets/setup/doors.js";
import { heading } from "/assets/setup/fields.js";
import { trial } from "/assets/setup/trial.js";

let agreed = false;
let server = null;

function draw() {
  const pads = at.setup.counters?.filter((each) => at.setup.pads.pads.some((pad) => pad.counter === each.number)).length ?? 0;
  const check = (title, line, good, word) =>
    h("li", {}, h("b", {}, title), h("span", {}, line), h("span", { class: good ? "chip chip--good" : "chip chip--warn" }, word));
  return [
    heading("Bắt đầu chính thức"),
    h("p", {}, "Từ lúc này mỗi lượt đều tính và không xóa được. Quay lại chế độ tập phải có cấp trên duyệt."),
    h(
      "ul",
      { class: "checks" },
      check(`${at.setup.counters?.length ?? 0} quầy, ${at.setup.clerks?.length ?? 0} cán bộ`, at.saved ? "mã PIN đã đặt" : "chưa lưu", at.saved, at.saved ? "đạt" : "chưa đủ"),
      check("Mã PIN kỹ thuật", at.setup.guarded ? "đã đặt" : "chưa đặt, xin đặt ở bước 1", at.setup.guarded, at.setup.guarded ? "đạt" : "chưa đủ"),
      check("Bộ phím đánh giá", `${pads} trên ${at.setup.counters?.length ?? 0} quầy`, pads > 0 && pads === at.setup.counters?.length, pads === at.setup.counters?.length ? "đạt" : "quầy không có bộ phím dùng màn hình"),
      check(
        "In phiếu, loa",
        trial.print || trial.voice ? "đã thử" : "chưa thử",
        trial.print === "good" && trial.voice === "good",
        trial.print === "good" && trial.voice === "good" ? "đạt" : "vẫn bắt đầu được",
      ),
      check("Đồng hồ", `${time(at.setup.clock.wallMs)} ${date(at.setup.clock.wallMs)}`, at.setup.clock.trusted, at.setup.clock.trusted ? "tin cậy" : "chưa tin cậy, vẫn bắt đầu được"),
      check(
        "Máy chủ cấp trên",
        server?.backlog ? `chưa gửi: ${number(server.backlog)} bản ghi` : "",
        server?.state === "ONLINE",
        server?.state === "ONLINE" ? "đã nối" : "chưa nối, vẫn bắt đầu được",
      ),
    ),
    at.setup.practice
      ? h(
          "label",
          { class: "tick" },
          h("input", { type: "checkbox", id: "agreed", checked: agreed, onchange: (event) => ((agreed = event.target.checked), at.draw()) }),
          "Tôi đã báo cho cán bộ các quầy: từ nay số liệu là thật",
        )
      : h("p", { role: "status" }, "Máy đang chạy chính thức."),
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
