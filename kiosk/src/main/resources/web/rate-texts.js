// The words of the rating screen, by the names the office's language packs use. What a language lacks is said in Vietnamese.
import { vocabulary } from "/assets/words.js";

const VI = {
  "rate.ask": "Xin Ông/Bà cho biết mức độ hài lòng\nvề lần phục vụ vừa\u00a0rồi",
  "rate.listen": "Nghe hướng dẫn",
  "rate.anon": "Đánh giá không lưu họ tên, số điện thoại",
  "rate.number": "Số {so}",
  "rate.thanks": "Cảm ơn Ông/Bà đã đánh giá!",
  "rate.saving": "Đang lưu đánh giá, xin chờ…",
  "rate.failed": "Chưa lưu được. Xin Ông/Bà chọn lại",
  "rate.undo": "Bấm nhầm?\nChọn lại trong {n}\u00a0giây",
  "rate.level": "{word} – mức {n}",
  "rate.more": "Ông/Bà muốn nói thêm điều gì? (có thể bỏ qua, chọn tối đa\u00a03)",
  "rate.skip": "Bỏ qua",
  "rate.none": "Hiện chưa có lượt phục vụ để đánh giá",
  "rate.closed": "Quầy đang tạm nghỉ",
  "rate.lost": "Màn hình đánh giá đang mất kết nối\nXin báo cán bộ tại quầy",
  "rate.unbound": "Màn hình này chưa được gắn với quầy\u00a0{n}",
  "rate.bind.who": "Chỉ người phụ trách máy gắn màn hình đánh giá, bằng mã PIN kỹ thuật",
  "rate.bind.pin": "Mã PIN kỹ thuật",
  "rate.bind": "Gắn màn hình này",
  "rate.bind.silent": "Máy chưa trả lời. Xin thử lại",
  "reason.QUICK": "Giải quyết nhanh",
  "reason.WAIT_LONG": "Chờ đợi lâu",
  "reason.FRIENDLY": "Thân thiện, nhiệt\u00a0tình",
  "reason.ATTITUDE": "Thái độ phục\u00a0vụ chưa\u00a0tốt",
  "reason.CLEAR": "Hướng dẫn chi\u00a0tiết",
  "reason.GUIDANCE": "Hướng dẫn chưa rõ\u00a0ràng, chưa đầy\u00a0đủ",
  "reason.HARASSMENT": "Gây khó\u00a0khăn, nhũng\u00a0nhiễu",
  "reason.OTHER": "Lý do khác",
  "level.5.1": "Rất hài lòng",
  "level.5.2": "Hài lòng",
  "level.5.3": "Bình thường",
  "level.5.4": "Không hài lòng",
  "level.5.5": "Rất không hài lòng",
  "level.4.1": "Rất nhiệt tình",
  "level.4.2": "Nhiệt tình",
  "level.4.4": "Chưa nhiệt tình",
  "kiosk.place": "Quầy {n}",
  "practice": "Đang tập sử dụng – lượt này không tính vào kết quả",
};

const EN = {
  "rate.ask": "How satisfied are you\nwith the service you just received?",
  "rate.listen": "Listen",
  "rate.anon": "Your name and phone are not recorded",
  "rate.number": "Number {so}",
  "rate.thanks": "Thank you for your rating!",
  "rate.saving": "Saving your rating, please wait…",
  "rate.failed": "Not saved. Please choose again",
  "rate.undo": "Pressed by mistake?\nChoose again within {n}\u00a0s",
  "rate.level": "{word} – level {n}",
  "rate.more": "Would you like to tell us more? (optional, up to\u00a03)",
  "rate.skip": "Skip",
  "rate.none": "There is no visit to rate right now",
  "rate.closed": "This counter is closed",
  "rate.lost": "The rating screen has lost its connection\nPlease tell the staff at the counter",
  "rate.unbound": "This screen is not bound to counter\u00a0{n} yet",
  "rate.bind.who": "Only the technician binds a rating screen, with the technician's PIN",
  "rate.bind.pin": "Technician's PIN",
  "rate.bind": "Bind this screen",
  "rate.bind.silent": "No answer from the kiosk. Please try again",
  "reason.QUICK": "Quick",
  "reason.WAIT_LONG": "Waited too long",
  "reason.FRIENDLY": "Friendly",
  "reason.ATTITUDE": "Poor attitude",
  "reason.CLEAR": "Clear guidance",
  "reason.GUIDANCE": "Unclear or incomplete guidance",
  "reason.HARASSMENT": "Made things difficult, harassment",
  "reason.OTHER": "Other",
  "kiosk.place": "Counter {n}",
  "practice": "Practice – this visit does not count",
};

export const { words, learn } = vocabulary({ vi: VI, en: EN });

/** The name of a level: [words, language of the words]. A scale has its Vietnamese and its English; what the Vietnamese says is looked up. */
export function levelWord({ vi, en }, language) {
  if (language === "en") return [en, "en"];
  const key = Object.keys(VI).find((each) => each.startsWith("level.") && VI[each] === vi);
  return key ? [words(language).text(key), words(language).says(key)] : [vi, "vi"];
}
