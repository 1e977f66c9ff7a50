// Step 4: clerks and their PINs.
import { h, img } from "/assets/dom.js";
import { at } from "/assets/setup/at.js";
import { field, heading, text, tick } from "/assets/setup/fields.js";
import { t } from "/assets/texts.js";

function draw() {
  return [
    heading(t("Cán bộ và mã PIN")),
    h("p", {}, t("Mã PIN từ 6 chữ số, mỗi người tự đặt. Máy chỉ giữ mã băm, không ai đọc lại được. Trưởng ca đặt lại được mã của người khác khi không có mạng.")),
    h(
      "ul",
      { class: "rows rows--clerks" },
      at.draft.clerks.map((each, i) =>
        h(
          "li",
          {},
          field(`cl-${i}`, t("Họ tên"), text(`cl-${i}`, each.name, (v) => (each.name = v))),
          field(
            `pin-${i}`,
            each.id ? t("Mã PIN mới (để trống nếu giữ mã cũ)") : t("Mã PIN"),
            text(`pin-${i}`, each.pin, (v) => (each.pin = v.replace(/\D/g, "")), { type: "password", inputmode: "numeric", maxlength: 12 }),
          ),
          each.today ? h("p", {}, t("chỉ trong hôm nay")) : tick(`ld-${i}`, each.leader === true, t("Trưởng ca"), (on) => (each.leader = on)),
          h("button", { class: "btn", type: "button", id: `dc-${i}`, onclick: () => (at.draft.clerks.splice(i, 1), at.draw()) }, t("Xóa")),
        ),
      ),
    ),
    h("button", { class: "btn", type: "button", id: "add", onclick: () => (at.draft.clerks.push({ name: "", pin: "" }), at.draw()) }, img("plus"), t("Thêm cán bộ")),
  ];
}

export const clerks = { id: "can-bo", title: "Cán bộ và mã PIN", together: true, draw, done: () => at.saved };
