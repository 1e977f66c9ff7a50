// The clerk's desk, first form: sign in, finish a visit. It learns that a visit was rated, never how.
import { ask, counterOfPage, follow, h, img, practiceBanner } from "/assets/dom.js";

const counter = counterOfPage();
const screen = document.getElementById("screen");
let desk = null;
let lost = false;
let chosenClerk = null;
let pin = "";
let mistake = "";
let busy = false;
let picking = false;
let procedures = [];
let search = "";

const LAST = {
  INVITING: "đang mời đánh giá",
  RATED: "đã đánh giá",
  NOT_RATED: "không đánh giá",
  DEVICE_DOWN: "thiết bị hỏng, ghi riêng",
  NOT_ASKED: "không mời đánh giá",
};

const again = follow(
  `/api/desk/${counter}/events`,
  (now) => {
    desk = now;
    lost = false;
    draw();
  },
  () => {
    lost = true;
    draw();
  },
);

async function act(path, body = {}) {
  if (busy) return;
  busy = true;
  mistake = "";
  draw();
  try {
    await ask(`/api/counters/${counter}/${path}`, body);
    if (path.startsWith("sign")) again();
  } catch (refusal) {
    mistake = refusal.status ? refusal.message : "Mất kết nối với máy. Xin thử lại";
    if (refusal.status === 401 && !path.startsWith("sign")) again();
  } finally {
    busy = false;
    pin = "";
    draw();
  }
}

const finish = () => {
  if (!lost && desk?.clerk) {
    const chosen = procedures;
    procedures = [];
    picking = false;
    act("visit/finish", { procedures: chosen });
  }
};

document.addEventListener("keydown", (event) => {
  if (event.key === "F3" && desk?.clerk && desk.mode !== "OPEN") {
    event.preventDefault();
    if (!event.repeat) finish();
  }
});

/** Draws the page, and puts the focus back where it was. */
function draw() {
  const focused = document.activeElement?.dataset?.focus;
  const caret = document.activeElement?.selectionStart;
  document.title = `Quầy ${counter} – bàn làm việc`;
  screen.replaceChildren(
    ...[
      desk?.practice ? practiceBanner() : null,
      lost ? stop("Mất kết nối với máy. Lượt đã kết thúc vẫn được giữ; phím của cán bộ trên bộ phím vẫn dùng được.") : null,
      desk && !desk.recording ? stop("Máy không ghi được. Xin báo người phụ trách máy.") : null,
      desk?.clerk && desk.device !== "GOOD" ? stop(deviceLine()) : null,
      ...(desk ? (desk.clerk ? work() : signIn()) : []),
    ].filter(Boolean),
  );
  const back = focused && screen.querySelector(`[data-focus="${CSS.escape(focused)}"]`);
  if (back) {
    back.focus();
    if (caret != null && back.setSelectionRange) back.setSelectionRange(caret, caret);
  }
}

const deviceLine = () =>
  desk.device === "DOWN"
    ? "Bộ phím đánh giá không trả lời. Lượt này ghi là thiết bị hỏng, không ghi là không hài lòng. Xin kiểm tra dây."
    : "Quầy chưa có bộ phím hoặc màn hình đánh giá. Lượt ghi là không mời đánh giá.";

const stop = (words) => h("div", { class: "stop", role: "alert" }, img("warn"), h("p", {}, words));

function bar(...right) {
  return h(
    "div",
    { class: "desk__bar" },
    h("p", { class: "desk__counter" }, `Quầy ${counter}`),
    h("p", { class: "desk__who" }, desk.clerk ? `${desk.clerk} · ${desk.name}` : desk.name),
    h("span", { class: "desk__space" }),
    ...right,
  );
}

// ---------- signed in

function work() {
  if (desk.idle) return [bar(), stillThere()];
  return [
    bar(
      desk.device === "GOOD"
        ? h("span", { class: "chip chip--good" }, "Thiết bị tốt")
        : h("span", { class: "chip chip--bad" }, desk.device === "DOWN" ? "Bộ phím không trả lời" : "Chưa có thiết bị đánh giá"),
      h("button", { class: "btn", type: "button", "aria-label": "Kết thúc ca", "data-focus": "out", onclick: () => act("sign-out") }, img("out"), h("span", {}, "Kết thúc ca")),
    ),
    picking ? picker() : h("div", { class: "desk__body" }, now(), side()),
    keys(),
  ];
}

function now() {
  const open = desk.mode === "OPEN";
  return h(
    "section",
    { class: "panel now" },
    h("h1", {}, open ? "Bộ phím luôn mời đánh giá" : desk.serving ? "Đang phục vụ" : "Phục vụ công dân"),
    h(
      "div",
      { class: "now__row" },
      h(
        "p",
        { class: "now__facts" },
        open
          ? h("span", {}, "Mỗi lần bấm là một lượt. Không cần kết thúc từng lượt.")
          : [
              h("span", {}, "Xong việc thì bấm ", h("b", {}, "Kết thúc – mời đánh giá"), ", hoặc phím của cán bộ trên bộ phím."),
              h("span", {}, "Có thể mời người tiếp theo ngay, công dân vẫn đánh giá được."),
            ],
      ),
    ),
    open ? null : chosenProcedures(),
    mistake ? h("p", { class: "mistake", role: "alert" }, mistake) : null,
  );
}

function chosenProcedures() {
  if (desk.procedures.length === 0) return null;
  const names = procedures.map((code) => desk.procedures.find((each) => each.code === code)?.name ?? code);
  return h(
    "div",
    { class: "proc" },
    h("p", { class: "proc__name" }, h("small", {}, "Thủ tục của lượt này"), names.length ? names.join("; ") : "Chưa chọn"),
    h(
      "button",
      { class: "btn", type: "button", "data-focus": "pick", onclick: () => ((picking = true), draw()) },
      img("plus"),
      names.length ? "Đổi" : "Chọn thủ tục đã giải quyết",
    ),
  );
}

function side() {
  return h(
    "div",
    { class: "side" },
    h(
      "section",
      { class: "panel last" },
      h("h2", {}, "Lượt vừa xong"),
      h("p", { class: "chip chip--plain chip--none", role: "status" }, desk.last ? LAST[desk.last] : "chưa có"),
    ),
  );
}

function keys() {
  if (desk.mode === "OPEN") return null;
  return h(
    "div",
    { class: "desk__keys desk__keys--one" },
    h(
      "button",
      { class: "key key--main", type: "button", "data-focus": "finish", "aria-disabled": busy || lost ? "true" : null, onclick: finish },
      img("check", { class: "inv" }),
      h("span", {}, "Kết thúc – mời đánh giá"),
      h("kbd", {}, "F3"),
    ),
    h(
      "button",
      {
        class: "key",
        type: "button",
        "data-focus": "start",
        "aria-disabled": desk.serving || busy || lost ? "true" : null,
        onclick: () => desk.serving || act("visit/start"),
      },
      img("right"),
      h("span", {}, desk.serving ? "Đang phục vụ" : "Bắt đầu phục vụ"),
    ),
  );
}

function picker() {
  const wanted = plain(search);
  const found = desk.procedures.filter((each) => plain(`${each.name} ${each.field ?? ""}`).includes(wanted));
  return h(
    "section",
    { class: "desk__body desk__body--one" },
    h(
      "div",
      { class: "picker" },
      h("h1", {}, "Chọn thủ tục đã giải quyết"),
      h(
        "div",
        { class: "field" },
        h("label", { for: "search" }, "Tìm, không cần dấu"),
        h("input", { id: "search", value: search, autocomplete: "off", "data-focus": "search", oninput: (e) => ((search = e.target.value), draw()) }),
      ),
      h(
        "div",
        { class: "picker__rows" },
        found.map((each) =>
          h(
            "button",
            {
              class: "pick",
              type: "button",
              "data-focus": `p-${each.code}`,
              "aria-pressed": String(procedures.includes(each.code)),
              onclick: () => {
                procedures = procedures.includes(each.code)
                  ? procedures.filter((code) => code !== each.code)
                  : [...procedures, each.code];
                draw();
              },
            },
            h("span", {}, each.name),
            each.field ? h("small", {}, each.field) : null,
          ),
        ),
      ),
      h("button", { class: "btn", type: "button", "data-focus": "picked", onclick: () => ((picking = false), draw()) }, "Xong"),
    ),
  );
}

const plain = (text) =>
  text.toLowerCase().replaceAll("đ", "d").normalize("NFD").replace(/\p{M}/gu, "").trim();

function stillThere() {
  return h(
    "div",
    { class: "rest" },
    img("clock"),
    h("h1", {}, "Ca vẫn đang mở. Tiếp tục hay kết thúc?"),
    h("p", {}, "Đã lâu không có lượt nào kết thúc ở quầy này. Ca tự kết thúc nếu không ai trả lời."),
    h(
      "div",
      { class: "rest__keys" },
      h("button", { class: "btn btn--main", type: "button", "data-focus": "stay", onclick: () => act("still-here").then(again) }, "Tiếp tục"),
      h("button", { class: "btn", type: "button", "data-focus": "leave", onclick: () => act("sign-out") }, "Kết thúc ca"),
    ),
  );
}

// ---------- signing in

function signIn() {
  const enter = () => chosenClerk && pin.length >= 6 && act("sign-in", { clerk: chosenClerk, pin });
  return [
    bar(),
    h(
      "form",
      {
        class: "signin",
        onsubmit: (event) => {
          event.preventDefault();
          enter();
        },
      },
      h("h1", {}, "Đăng nhập quầy"),
      h(
        "div",
        { class: "picker" },
        desk.someoneElse ? h("p", { class: "note note--warn" }, "Ca ở quầy này đang mở trên máy khác. Đăng nhập sẽ kết thúc ca đó.") : null,
        desk.clerks.map((each) =>
          h(
            "button",
            {
              class: "pick",
              type: "button",
              "data-focus": `c-${each.id}`,
              "aria-pressed": String(chosenClerk === each.id),
              onclick: () => {
                chosenClerk = each.id;
                draw();
                screen.querySelector("#pin").focus();
              },
            },
            each.name,
          ),
        ),
      ),
      h(
        "div",
        { class: "field" },
        h("label", { for: "pin" }, "Mã PIN, từ 6 chữ số"),
        h("input", {
          id: "pin",
          type: "password",
          inputmode: "numeric",
          autocomplete: "off",
          maxlength: 12,
          "data-focus": "pin",
          value: pin,
          oninput: (event) => (pin = event.target.value.replace(/\D/g, "")),
        }),
        mistake ? h("p", { class: "mistake", role: "alert" }, mistake) : null,
        h("button", { class: "btn btn--main", type: "submit", "data-focus": "enter", "aria-disabled": busy ? "true" : null }, busy ? "Đang kiểm tra…" : "Đăng nhập"),
      ),
    ),
  ];
}
