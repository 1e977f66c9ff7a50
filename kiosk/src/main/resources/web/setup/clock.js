// The kiosk's date and time, and setting them by hand.
import { date, h, time } from "/assets/dom.js";
import { at } from "/assets/setup/at.js";
import { act } from "/assets/setup/doors.js";
import { field } from "/assets/setup/fields.js";
import { rich, t } from "/assets/texts.js";

let local = "";
export function clockNote() {
  return [
    h(
      "div",
      { class: "note" },
      h("p", {}, rich("Giờ của máy: {time}", { time: h("b", {}, `${time(at.setup.clock.wallMs)} ${date(at.setup.clock.wallMs)}`) })),
      at.setup.clock.trusted ? h("span", { class: "chip chip--good" }, t("tin cậy")) : h("span", { class: "chip chip--warn" }, t("Đồng hồ thiết bị chưa tin cậy")),
    ),
    at.setup.clock.trusted
      ? null
      : h(
          "div",
          { class: "form" },
          h("p", { class: "field field--wide" }, t("Khi có mạng, máy tự lấy giờ. Không có mạng thì nhập theo đồng hồ đeo tay; sai một phút không sao.")),
          field("local", t("Ngày và giờ đúng (giờ Việt Nam)"), h("input", { id: "local", type: "datetime-local", value: local, oninput: (event) => (local = event.target.value) })),
          h("div", { class: "field" }, h("button", { class: "btn", type: "button", id: "set", onclick: () => act("/api/setup/clock", { local }) }, t("Đặt giờ này"))),
        ),
  ];
}
