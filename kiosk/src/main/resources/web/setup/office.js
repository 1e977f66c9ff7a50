// Step 1: the office, how it measures, its hours, the technician's PIN, the clock.
import { h } from "/assets/dom.js";
import { at } from "/assets/setup/at.js";
import { clockNote } from "/assets/setup/clock.js";
import { countTo, modes, setMode } from "/assets/setup/counters.js";
import { choice, field, heading, text } from "/assets/setup/fields.js";
import { weekFields } from "/assets/setup/hours.js";
import { t, told } from "/assets/texts.js";

function draw() {
  const sameMode = at.draft.counters.every((each) => each.mode === at.draft.counters[0]?.mode);
  return [
    heading(t("Bộ phận và giờ làm việc")),
    h("p", {}, t("Tên in đúng như trên biển của bộ phận. Giờ làm việc quyết định lúc máy cho lấy số.")),
    h(
      "div",
      { class: "form" },
      field("name", t("Tên đơn vị"), text("name", at.draft.office.name, (v) => (at.draft.office.name = v), { placeholder: "UBND xã …" }), true),
      field("count", t("Số quầy"), text("count", String(at.draft.counters.length), (v) => countTo(Number(v)), { inputmode: "numeric", maxlength: 2 })),
      field(
        "mode",
        t("Chế độ đo"),
        choice("mode", sameMode ? at.draft.counters[0]?.mode : "", sameMode ? modes() : [["", t("khác nhau, xem bước 3")], ...modes()], (v) => {
          if (v) at.draft.counters.forEach((each) => setMode(each, v));
        }),
      ),
      weekFields(),
      field(
        "early",
        t("Cho lấy số trước giờ mở cửa (phút)"),
        text("early", String(at.draft.hours.earlyMinutes), (v) => (at.draft.hours.earlyMinutes = Number(v) || 0), { inputmode: "numeric", maxlength: 3 }),
      ),
      field(
        "window",
        t("Mời đánh giá trong (giây, 30 đến 300)"),
        text("window", String(at.draft.windowMs / 1000), (v) => (at.draft.windowMs = Math.round(Number(v) * 1000) || 0), { inputmode: "numeric" }),
      ),
      field(
        "technician",
        at.setup.guarded ? t("Mã PIN kỹ thuật mới (để trống nếu giữ mã cũ)") : t("Mã PIN kỹ thuật, từ 6 chữ số"),
        text("technician", at.technicianPin, (v) => (at.technicianPin = v.replace(/\D/g, "")), { type: "password", inputmode: "numeric", maxlength: 12 }),
      ),
    ),
    h("div", { class: "note" }, h("p", {}, t("Mã PIN kỹ thuật bảo vệ trang này: sau khi lưu, chỉ người biết mã mới mở lại được."))),
    clockNote(),
    at.setup.more.serverRefused ? h("div", { class: "note note--bad", role: "alert" }, h("p", {}, told(at.setup.more.serverRefused), ". ", t("Bộ phận vẫn dùng cấu hình đang có."))) : null,
    at.setup.more.serverVersion ? h("p", {}, t("Cấu hình từ máy chủ: phiên bản {version}. Bản mới hơn của máy chủ sẽ thay những gì sửa ở đây.", { version: at.setup.more.serverVersion })) : null,
  ];
}

export const office = { id: "bo-phan", title: "Bộ phận và giờ làm việc", together: true, draw, done: () => at.saved };
