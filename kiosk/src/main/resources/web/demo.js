// The office in five acts, for somebody who sees it for the first time.
import { ask, h, img } from "/assets/dom.js";
import { ENGLISH } from "/assets/simulated-english.js";
import { languageKey, number, speak, speakAsBefore, speaks, t, teach, told } from "/assets/texts.js";

const screen = document.getElementById("screen");
let heard = null;
let shown = "";
let away = false;
/** What the kiosk refused, or had to say, in which act. */
let said = { act: "", words: "", wrong: false };
let caught = null;

teach(ENGLISH);
speakAsBefore();

const PHASES = { INVITE: "đang mời đánh giá", AFTER: "đã nhận đánh giá", READY: "sẵn sàng", CLOSED: "nghỉ" };

async function look() {
  try {
    heard = await ask("/api/demo");
    away = false;
    if (said.until?.(heard)) note("");
  } catch {
    away = true;
  }
  draw();
  setTimeout(look, 500);
}
look();

/** Says something in an act, as long as nothing else is said and until it has no reason any more. */
function note(act, words = "", { wrong = false, until } = {}) {
  said = { act, words, wrong, until };
}

async function act(name, path) {
  note("");
  try {
    return await ask(path, {});
  } catch (refusal) {
    note(name, refusal.message, { wrong: true });
    return null;
  } finally {
    draw();
  }
}

const UNASKED = "Lượt bấm được ghi nhưng không tính: quầy 1 chưa mời ai đánh giá.";
const invites = (now) => now.counters.some((each) => each.number === 1 && ["INVITE", "AFTER"].includes(each.phase));

async function press(key) {
  const before = invites(await ask("/api/demo").catch(() => heard));
  const pressed = await act("press", `/api/simulated/counters/1/press/${key}`);
  if (pressed && !before) note("press", UNASKED, { until: invites });
  draw();
}

async function network(state) {
  const now = await act("plug", `/api/simulated/network/${state}`);
  if (now) heard = now;
  draw();
}

async function tamper() {
  caught = null;
  caught = await act("tamper", "/api/demo/tamper");
  draw();
}

function inOtherWords(to) {
  speak(to);
  draw();
}

function draw() {
  const looks = JSON.stringify([heard, away, said, caught, speaks()]);
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
    away ? h("p", { class: "mistake", role: "alert" }, t("Không liên lạc được với máy")) : "",
    heard ? h("ol", { class: "acts" }, acts(heard).map(one)) : "",
  );
  if (focused) screen.querySelector(`[data-focus="${CSS.escape(focused)}"]`)?.focus();
}

function one(each, index) {
  return h("li", { class: "card act" }, h("h2", {}, `${index + 1}. ${each.name}`), each.parts);
}

/** What was said in this act. */
const answer = (name) => (said.act === name ? h("p", said.wrong ? { class: "mistake", role: "alert" } : { class: "act__note", role: "status" }, told(said.words)) : null);

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
              { class: "pushbutton", type: "button", "aria-label": t("Phím {key}, quầy {n}", { key, n: 1 }), "data-focus": `press-${key}`, onclick: () => press(key) },
              img(`face-${key}`),
            ),
          ),
        ),
        answer("press"),
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
                ? button("plug", t("Rút dây mạng"), () => network("off"))
                : button("plug", t("Cắm dây mạng"), () => network("on")),
            ),
        answer("plug"),
        h(
          "p",
          { role: "status" },
          now.network === "OUT"
            ? t("Đã rút dây. Nhật ký có {records} bản ghi, vẫn ghi tiếp.", { records: number(now.line.records) })
            : now.line.backlog === 0 && now.network === "IN"
              ? t("Nhật ký có {records} bản ghi, đã gửi hết.", { records: number(now.line.records) })
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
          button("tamper", t("Sửa trộm một lượt"), tamper),
        ),
        answer("tamper"),
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
