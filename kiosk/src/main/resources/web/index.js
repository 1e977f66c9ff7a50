// All screens of this kiosk, for the person who puts them on their places.
import { ask, h } from "/assets/dom.js";

const screen = document.getElementById("screen");
const link = (href, words) => h("a", { class: "key", href }, words);

const health = await ask("/api/health").catch((refusal) => refusal.answer ?? {});
const status = await ask("/api/status").catch(() => null);
const numbers = (await ask("/api/counters").catch(() => ({ counters: [] }))).counters;

screen.append(
  h(
    "div",
    { class: "tech__bar" },
    h("h1", {}, "Các màn hình của máy"),
    h("p", {}, status?.office ?? ""),
    health.practice ? h("span", { class: "chip chip--warn" }, "Đang tập sử dụng") : null,
    health.simulated ? h("span", { class: "chip chip--warn" }, "Mô phỏng") : null,
  ),
  h(
    "div",
    { class: "list" },
    h("h2", {}, "Lấy số và bảng gọi số, cho công dân"),
    h("div", { class: "list__row" }, link("/ticket", "Màn hình lấy số"), link("/board", "Bảng gọi số")),
    h("h2", {}, "Màn hình đánh giá, cho công dân"),
    h("div", { class: "list__row" }, numbers.map((each) => link(`/rate/${each.number}`, `Quầy ${each.number}`))),
    h("h2", {}, "Màn hình chờ, cho mọi người"),
    h("div", { class: "list__row" }, link("/board", "Số đang gọi"), link("/board/posted", "Thủ tục niêm yết")),
    h("h2", {}, "Bàn làm việc, cho cán bộ"),
    h("div", { class: "list__row" }, numbers.map((each) => link(`/desk?counter=${each.number}`, `Quầy ${each.number} – ${each.name}`))),
    numbers.length === 0 ? h("p", {}, "Bộ phận chưa được cài đặt.") : null,
    h("h2", {}, "Cho người phụ trách máy"),
    h(
      "div",
      { class: "list__row" },
      link("/setup", "Cài đặt bộ phận"),
      link("/setup/voice", "Giọng gọi"),
      link("/status", "Tình trạng máy"),
      health.simulated ? link("/simulated", "Thiết bị mô phỏng") : null,
    ),
  ),
);
