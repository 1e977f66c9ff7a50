// The office in five acts, for somebody who sees it for the first time.
import { ask, h, img } from "/assets/dom.js";
import { ENGLISH } from "/assets/simulated-english.js";
import { languageKey, number, speak, speakAsBefore, speaks, t, teach, told } from "/assets/texts.js";

const screen = document.getElementById("screen");
let heard = null;
let shown = "";
let mistake = "";
let caught = null;

teach(ENGLISH);
speakAsBefore();

const PHASES = { INVITE: "đang mời đánh giá", AFTER: "đã nhận đánh giá", READY: "sẵn sàng", CLOSED: "nghỉ" };

async function look() {
  try {
    heard = await ask("/api/demo");
  } catch {
    mistake = "Không liên lạc được với máy";
  }
  draw();
  setTimeout(look, 500);
}
look();

async function act(path) {
  mistake = "";
  try {
    return await ask(path, {});
  } catch (refusal) {
    mistake = refusal.message;
    return null;
  }
}

function inOtherWords(to) {
  speak(to);
  draw();
}

function draw() {
  const looks = JSON.stringify([heard, mistake, caught, speaks()]);
  if (looks === shown) return;
  shown = looks;
  document.title = t("Một Cửa trong năm hồi");
  const focused = document.activeElement?.dataset?.focus;
  screen.replaceChildren(
    h(
      "div",
      { class: "tech__bar" },
      h("h1", {}, t("Một Cửa trong năm hồi")),
      h("p", {}, t("Khoảng năm phút. Mọi số liệu ở đây là mẫu.")),
      h("span", { class: "chip chip--warn" }, t("Mô phỏng")),
      languageKey((to) => ({ "data-focus": "language", onclick: () => inOtherWords(to) })),
    ),
    mistake ? h("p", { class: "mistake", role: "alert" }, told(mistake)) : "",
    heard ? h("ol", { class: "acts" }, acts(heard).map(one)) : "",
  );
  if (focused) screen.querySelector(`[data-focus="${CSS.escape(focused)}"]`)?.focus();
}

function one(each, index) {
  return h("li", { class: "card act" }, h("h2", {}, `${index + 1}. ${each.name}`), each.parts);
}

/** The tickets of today. */
function numbers({ today, called }) {
  const values = { issued: number(today.issued), waiting: number(today.waiting), called };
  return called ? t("Hôm nay: {issued} số, đang chờ {waiting}, vừa gọi {called}.", values) : t("Hôm nay: {issued} số, đang chờ {waiting}.", values);
}

/** How a counter is doing. */
function place({ number: n, serving, phase }) {
  const what = t(PHASES[phase]);
  return serving ? t("Quầy {n}: đang phục vụ {serving}, {what}", { n, serving, what }) : t("Quầy {n}: {what}", { n, what });
}

function acts(now) {
  return [
    {
      name: t("Lấy một số"),
      parts: [
        h("p", {}, t("Bấm “LẤY SỐ”. Số hiện ngay trên màn hình, phiếu in sau. Bấm hai lần vẫn chỉ một số.")),
        links(["/ticket", t("Màn hình lấy số")], ["/board", t("Màn hình chờ")], ["/simulated", t("Giấy in ra")]),
        h("p", { role: "status" }, numbers(now)),
      ],
    },
    {
      name: t("Được phục vụ, bấm một phím"),
      parts: [
        h("p", {}, t("Ở bàn quầy 1: “Gọi số tiếp theo”, rồi “Kết thúc – mời đánh giá”. Hai phím. Sau đó bấm một gương mặt ở đây.")),
        links(["/desk?counter=1", t("Bàn làm việc quầy 1")], ["/rate?counter=1", t("Màn hình đánh giá quầy 1")]),
        h(
          "div",
          { role: "status" },
          h(
            "ul",
            { class: "act__list" },
            now.counters.map((counter) => h("li", {}, place(counter))),
          ),
        ),
        h(
          "div",
          { class: "act__keys" },
          [1, 2, 3, 4, 5].map((key) =>
            h(
              "button",
              { class: "pushbutton", type: "button", "aria-label": t("Phím {key}, quầy {n}", { key, n: 1 }), "data-focus": `press-${key}`, onclick: () => act(`/api/simulated/counters/1/press/${key}`) },
              img(`face-${key}`),
            ),
          ),
        ),
        h("p", {}, t("Bàn làm việc chỉ hiện “đã đánh giá”, không bao giờ hiện mức.")),
      ],
    },
    {
      name: t("Rút phích mạng"),
      parts: [
        h("p", {}, t("Rút dây, lấy thêm số, bấm thêm phím. Bộ phận vẫn làm việc. Cắm lại: không lượt nào mất, không lượt nào tính hai lần.")),
        now.network === "NONE"
          ? h("p", {}, t("Máy này không nối với máy chủ nào."))
          : h(
              "div",
              { class: "box__row" },
              now.network === "IN"
                ? button("plug", t("Rút dây mạng"), () => act("/api/simulated/network/off"))
                : button("plug", t("Cắm dây mạng"), () => act("/api/simulated/network/on")),
            ),
        h(
          "p",
          { role: "status" },
          now.network === "OUT"
            ? t("Đã rút dây. Nhật ký có {records} bản ghi, vẫn ghi tiếp.", { records: number(now.line.records) })
            : t("Nhật ký có {records} bản ghi, chưa gửi {backlog}.", { records: number(now.line.records), backlog: number(now.line.backlog) }),
        ),
      ],
    },
    {
      name: t("Sửa trộm và bị bắt"),
      parts: [
        h("p", {}, t("Máy chép nhật ký ra một bản, đổi mức của lượt đánh giá mới nhất trong bản đó, rồi kiểm tra.")),
        h(
          "div",
          { class: "box__row" },
          button("tamper", t("Sửa trộm một lượt"), async () => {
            caught = await act("/api/demo/tamper");
          }),
        ),
        caught
          ? h(
              "p",
              { role: "status", class: caught.found ? "act__caught" : "mistake" },
              caught.found ? t("Bị bắt: bản ghi thứ {n} không còn khớp mã băm.", { n: number(caught.seq) }) : t("Không phát hiện được!"),
            )
          : null,
        caught?.found ? h("p", { class: "act__proof", lang: "en" }, caught.found) : null,
      ],
    },
    {
      name: t("Đọc kết quả"),
      parts: [
        h("p", {}, t("Cấp trên xem tỷ lệ kèm số lượt và khoảng tin cậy. Ít hơn 30 lượt: chưa kết luận. Không xếp hạng.")),
        now.review ? links([now.review, t("Kết quả ở máy chủ")]) : h("p", {}, t("Mở trang /review của máy chủ.")),
      ],
    },
  ];
}

function button(focus, label, onclick) {
  return h("button", { class: "btn", type: "button", "data-focus": focus, onclick }, label);
}

function links(...pairs) {
  return h(
    "p",
    { class: "box__row" },
    pairs.map(([href, label]) => h("a", { class: "btn", href, target: "_blank", rel: "noopener" }, label)),
  );
}
