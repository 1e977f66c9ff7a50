// Step 8: the loudspeaker, how it reads numbers and how loud.
import { h, img } from "/assets/dom.js";
import { at } from "/assets/setup/at.js";
import { choice, field, heading, text } from "/assets/setup/fields.js";
import { trial, trialNote, tryOut } from "/assets/setup/trial.js";

function draw() {
  const voice = at.draft.voice;
  const way = (id, key, label, one, other) => field(id, label, choice(id, voice[key], [[one, one], [other, other]], (v) => (voice[key] = v)));
  return [
    heading("Thử loa"),
    h("p", {}, "Máy đọc một số mẫu. Chỉnh âm lượng để nghe rõ ở hàng ghế cuối."),
    h("button", { class: "btn", type: "button", id: "voice-test", "aria-disabled": at.busy ? "true" : null, onclick: () => tryOut("voice", "/api/setup/voice-try") }, img("speech"), "Đọc thử"),
    trialNote("voice", "Đã đọc. Xin nghe có rõ từng chữ không", "Chưa nối loa. Số vẫn hiện trên bảng"),
    h(
      "div",
      { class: "form" },
      way("zero", "zeroTens", "101 đọc là một trăm … một", "linh", "lẻ"),
      way("thousand", "thousand", "1000 đọc là một …", "nghìn", "ngàn"),
      way("four", "fourAfterTens", "24 đọc là hai mươi …", "tư", "bốn"),
    ),
    h("h3", {}, "Âm lượng theo giờ"),
    h(
      "ul",
      { class: "rows rows--days" },
      voice.volumes.map((each, i) =>
        h(
          "li",
          {},
          field(`vf-${i}`, "Từ giờ", text(`vf-${i}`, String(each.fromHour), (v) => (each.fromHour = Number(v) || 0), { inputmode: "numeric", maxlength: 2 })),
          field(`vt-${i}`, "Đến giờ", text(`vt-${i}`, String(each.toHour), (v) => (each.toHour = Number(v) || 0), { inputmode: "numeric", maxlength: 2 })),
          field(`vp-${i}`, "Âm lượng (%)", text(`vp-${i}`, String(each.percent), (v) => (each.percent = Number(v) || 0), { inputmode: "numeric", maxlength: 3 })),
          h("button", { class: "btn", type: "button", id: `dv-${i}`, onclick: () => (voice.volumes.splice(i, 1), at.draw()) }, "Xóa"),
        ),
      ),
    ),
    h("button", { class: "btn", type: "button", id: "add", onclick: () => (voice.volumes.push({ fromHour: 11, toHour: 14, percent: 50 }), at.draw()) }, img("plus"), "Thêm khung giờ"),
  ];
}

export const voice = { id: "loa", title: "Thử loa", draw, done: () => trial.voice === "good" };
