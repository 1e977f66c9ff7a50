// Step 8: the loudspeaker, how it reads numbers and how loud.
import { h, img } from "/assets/dom.js";
import { at } from "/assets/setup/at.js";
import { choice, field, heading, text } from "/assets/setup/fields.js";
import { trial, trialNote, tryOut } from "/assets/setup/trial.js";
import { own, ownLanguage, rich, t } from "/assets/texts.js";

function draw() {
  const voice = at.draft.voice;
  const way = (id, key, n, words, one, other) =>
    field(id, rich("{n} đọc là {words}", { n, words: own(words) }), choice(id, voice[key], [one, other].map((word) => [word, word, ownLanguage()]), (v) => (voice[key] = v)));
  return [
    heading(t("Thử loa")),
    h("p", {}, t("Máy đọc một số mẫu. Chỉnh âm lượng để nghe rõ ở hàng ghế cuối.")),
    h("button", { class: "btn", type: "button", id: "voice-test", "aria-disabled": at.busy ? "true" : null, onclick: () => tryOut("voice", "/api/setup/voice-try") }, img("speech"), t("Đọc thử")),
    trialNote("voice", t("Đã đọc. Xin nghe có rõ từng chữ không"), t("Chưa nối loa. Số vẫn hiện trên bảng")),
    h(
      "div",
      { class: "form" },
      way("zero", "zeroTens", 101, "một trăm … một", "linh", "lẻ"),
      way("thousand", "thousand", 1000, "một …", "nghìn", "ngàn"),
      way("four", "fourAfterTens", 24, "hai mươi …", "tư", "bốn"),
    ),
    h("h3", {}, t("Âm lượng theo giờ")),
    h(
      "ul",
      { class: "rows rows--days" },
      voice.volumes.map((each, i) =>
        h(
          "li",
          {},
          field(`vf-${i}`, t("Từ giờ"), text(`vf-${i}`, String(each.fromHour), (v) => (each.fromHour = Number(v) || 0), { inputmode: "numeric", maxlength: 2 })),
          field(`vt-${i}`, t("Đến giờ"), text(`vt-${i}`, String(each.toHour), (v) => (each.toHour = Number(v) || 0), { inputmode: "numeric", maxlength: 2 })),
          field(`vp-${i}`, t("Âm lượng (%)"), text(`vp-${i}`, String(each.percent), (v) => (each.percent = Number(v) || 0), { inputmode: "numeric", maxlength: 3 })),
          h("button", { class: "btn", type: "button", id: `dv-${i}`, onclick: () => (voice.volumes.splice(i, 1), at.draw()) }, t("Xóa")),
        ),
      ),
    ),
    h("button", { class: "btn", type: "button", id: "add", onclick: () => (voice.volumes.push({ fromHour: 11, toHour: 14, percent: 50 }), at.draw()) }, img("plus"), t("Thêm khung giờ")),
  ];
}

export const voice = { id: "loa", title: "Thử loa", draw, done: () => trial.voice === "good" };
