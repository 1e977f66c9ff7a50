// Signing in by name and PIN, and taking over a counter from a colleague.
import { h } from "/assets/dom.js";
import { act, again } from "/assets/desk/kiosk.js";
import { choice, sentence, wide } from "/assets/desk/parts.js";
import { at, draw, say } from "/assets/desk/state.js";
import { own, rich, t } from "/assets/texts.js";

const SHORTEST = 6;
const LONGEST = 12;

export const keys = {
  clerk: (id) => {
    at.clerk = id;
    draw();
    document.getElementById("pin").focus();
  },
  digit: (digit) => typed(at.pin + digit),
  clear: () => typed(""),
  enter: async () => {
    if (at.lost) return say("Mất kết nối với máy. Xin thử lại");
    if (!at.clerk) return say("Xin chọn tên");
    if (at.pin.length < SHORTEST) return say("Mã PIN có từ 6 chữ số");
    at.checking = true;
    const answer = await act("sign-in", () => ({ clerk: at.clerk, pin: at.pin }));
    at.checking = false;
    at.pin = "";
    if (answer) again();
    draw();
  },
};

/** The PIN is these digits now. */
export function typed(pin) {
  at.pin = pin.replace(/\D/g, "").slice(0, LONGEST);
  draw();
}

export function signIn() {
  const { desk } = at;
  return h(
    "form",
    { class: "signin", "data-submit": "enter" },
    h("h1", {}, desk.clerk ? t("Đổi người trực") : t("Đăng nhập quầy")),
    h(
      "section",
      { "aria-label": t("Chọn tên") },
      h("div", { class: "more" }, desk.clerks.map((each) => choice("clerk", each.id, at.clerk === each.id, own(each.name), `c-${each.id}`))),
      desk.occupant
        ? h("p", { class: "note note--warn" }, h("span", {}, rich("Ca của {name} đang mở ở quầy này. Vào ca mới sẽ đóng ca đó; số đang phục vụ được giữ nguyên.", { name: own(desk.occupant) })))
        : null,
      desk.clerk ? null : wide("openLeader", "stamp", t("Trưởng ca: đặt lại mã PIN, thêm cán bộ")),
    ),
    h(
      "section",
      {},
      h(
        "div",
        { class: "field" },
        h("label", { for: "pin" }, t("Mã PIN, từ 6 chữ số")),
        h("input", { id: "pin", type: "password", inputmode: "numeric", autocomplete: "off", maxlength: LONGEST, value: at.pin, "data-focus": "pin" }),
      ),
      h(
        "div",
        { class: "pinpad" },
        ["1", "2", "3", "4", "5", "6", "7", "8", "9"].map(digitKey),
        h("button", { class: "btn btn--text", type: "button", "data-do": "clear", "data-focus": "clear" }, t("Xóa")),
        digitKey("0"),
        h("button", { class: "btn btn--main btn--text", type: "submit", "data-focus": "enter", "aria-disabled": at.checking || at.lost ? "true" : null }, at.checking ? t("Đang kiểm tra…") : t("Vào ca")),
      ),
      desk.clerk || !at.said ? null : h("p", { class: "mistake", role: "alert" }, sentence(at.said)),
    ),
  );
}

const digitKey = (digit) => h("button", { class: "btn", type: "button", "data-do": "digit", "data-arg": digit, "data-focus": `d-${digit}` }, digit);
