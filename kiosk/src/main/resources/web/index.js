// All screens of this kiosk, for the person who puts them on their places.
import { ask, h } from "/assets/dom.js";
import { ENGLISH } from "/assets/technician-english.js";
import { languageKey, own, speak, speakAsBefore, t, teach } from "/assets/texts.js";

const screen = document.getElementById("screen");
const link = (href, words) => h("a", { class: "key", href }, words);

teach(ENGLISH);
speakAsBefore();

const health = await ask("/api/health").catch((refusal) => refusal.answer ?? {});
const status = await ask("/api/status").catch(() => null);
const numbers = (await ask("/api/counters").catch(() => ({ counters: [] }))).counters;
const row = (heading, ...links) => [h("h2", {}, t(heading)), h("div", { class: "list__row" }, links)];
const counter = (n) => t("Quầy {n}", { n });
draw();

function inOtherWords(to) {
  speak(to);
  draw();
  document.getElementById("other-language").focus();
}

function draw() {
  document.title = t("Các màn hình của máy");
  screen.replaceChildren(
    h(
      "div",
      { class: "tech__bar" },
      h("h1", {}, t("Các màn hình của máy")),
      h("p", {}, own(status?.office ?? "")),
      health.practice ? h("span", { class: "chip chip--warn" }, t("Đang tập sử dụng")) : null,
      health.simulated ? h("span", { class: "chip chip--warn" }, t("Mô phỏng")) : null,
      languageKey((to) => ({ onclick: () => inOtherWords(to) })),
    ),
    h(
      "div",
      { class: "list" },
      row("Lấy số, cho công dân", link("/ticket", t("Màn hình lấy số"))),
      row("Màn hình chờ, cho mọi người", link("/board", t("Số đang gọi")), link("/board/posted", t("Thủ tục niêm yết"))),
      row("Màn hình đánh giá, cho công dân", numbers.map((each) => link(`/rate/${each.number}`, counter(each.number)))),
      row("Bàn làm việc, cho cán bộ", numbers.map((each) => link(`/desk?counter=${each.number}`, h("span", {}, counter(each.number), " – ", own(each.name))))),
      numbers.length === 0 ? h("p", {}, t("Bộ phận chưa được cài đặt.")) : null,
      row(
        "Cho người phụ trách máy",
        link("/setup", t("Cài đặt bộ phận")),
        link("/setup/voice", t("Giọng gọi")),
        link("/status", t("Tình trạng máy")),
        health.simulated ? [link("/simulated", t("Thiết bị mô phỏng")), link("/demo", t("Một Cửa trong năm hồi"))] : null,
      ),
    ),
  );
}
