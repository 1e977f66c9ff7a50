// Step 2: holidays, days made up for, and the days of the month on which the leaders receive people.
import { h, img } from "/assets/dom.js";
import { at } from "/assets/setup/at.js";
import { field, heading, numbers, spoken, stretches, text } from "/assets/setup/fields.js";
import { t } from "/assets/texts.js";

function draw() {
  const receptions = at.draft.queues.filter((queue) => queue.kind === "RECEPTION");
  return [
    heading(t("Ngày nghỉ")),
    h("p", {}, t("Ngày lễ, Tết, ngày nghỉ bù và ngày làm bù. Ngày không có ở đây theo giờ của thứ trong tuần.")),
    h(
      "ul",
      { class: "rows rows--days" },
      at.draft.hours.special.map((each, i) =>
        h(
          "li",
          {},
          field(`sd-${i}`, t("Ngày"), h("input", { id: `sd-${i}`, type: "date", value: each.date, oninput: (event) => (each.date = event.target.value) })),
          field(`sn-${i}`, t("Tên"), text(`sn-${i}`, each.name, (v) => (each.name = v), { placeholder: "Quốc khánh" })),
          field(`sh-${i}`, t("Giờ làm (để trống nếu nghỉ)"), text(`sh-${i}`, spoken(each.stretches), (v) => (each.stretches = stretches(v)), { placeholder: t("nghỉ cả ngày"), lang: null })),
          h("button", { class: "btn", type: "button", id: `ds-${i}`, onclick: () => (at.draft.hours.special.splice(i, 1), at.draw()) }, t("Xóa")),
        ),
      ),
    ),
    h("button", { class: "btn", type: "button", id: "add", onclick: () => (at.draft.hours.special.push({ date: "", name: "", stretches: [] }), at.draw()) }, img("plus"), t("Thêm ngày")),
    h(
      "div",
      { class: "form" },
      receptions.length === 0
        ? h("p", { class: "field field--wide" }, t("Ngày tiếp công dân: thêm hàng loại “Tiếp công dân” ở bước 3 trước."))
        : field(
            "reception",
            t("Tiếp công dân vào các ngày trong tháng"),
            text(
              "reception",
              at.draft.hours.reception.map((each) => each.dayOfMonth).join(", "),
              (v) => (at.draft.hours.reception = numbers(v).map((dayOfMonth) => ({ dayOfMonth, queue: receptions[0].id }))),
              { placeholder: "10, 20", inputmode: "numeric" },
            ),
          ),
    ),
  ];
}

export const days = { id: "ngay-nghi", title: "Ngày nghỉ", together: true, draw, done: () => at.saved };
