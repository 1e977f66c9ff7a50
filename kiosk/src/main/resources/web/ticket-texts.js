// The words of the ticket screen, by the names the office's language packs use. What a language lacks is said in Vietnamese.
import { vocabulary } from "/assets/words.js";

const VI = {
  "kiosk.welcome": "Kính chào Ông/Bà. Xin chọn lĩnh vực cần giải quyết",
  "kiosk.unit": "Bộ phận Một cửa",
  "kiosk.get": "Lấy số",
  "kiosk.common": "Thủ tục thường gặp",
  "kiosk.more": "Thủ tục khác",
  "kiosk.field": "Xin chọn lĩnh vực",
  "kiosk.unknown": "Tôi chưa rõ",
  "kiosk.unknown.sub": "nhờ hướng dẫn",
  "kiosk.result": "Nhận kết quả",
  "kiosk.priority": "Ưu tiên",
  "kiosk.priority.sub": "người cao tuổi, khuyết tật, phụ nữ mang thai, có con nhỏ, người có công",
  "kiosk.back": "Quay lại",
  "kiosk.language": "Ngôn ngữ",
  "kiosk.before": "Trang trước",
  "kiosk.after": "Trang sau",
  "kiosk.taking": "Đang lấy số, xin chờ…",
  "kiosk.printing": "Đang in phiếu, xin chờ…",
  "kiosk.printed": "Xin lấy phiếu",
  "kiosk.noTicket": "Nếu không có phiếu, xin ghi nhớ số này",
  "kiosk.yourNumber": "Số của Ông/Bà là",
  "kiosk.remember": "Xin ghi nhớ số này và chờ gọi",
  "kiosk.paperOut": "Máy hết giấy. Số của Ông/Bà là {no}. Xin ghi nhớ và báo cán bộ hướng dẫn",
  "kiosk.noPaper": "Máy không in được. Số của Ông/Bà là {no}. Xin ghi nhớ và báo cán bộ hướng dẫn",
  "kiosk.notOpen": "Chưa đến giờ lấy số",
  "kiosk.closedDay": "Hôm nay bộ phận nghỉ",
  "kiosk.hours": "Giờ làm việc",
  "kiosk.morning": "Sáng",
  "kiosk.afternoon": "Chiều",
  "kiosk.full": "Đã hết số trong buổi. Xin quay lại buổi sau",
  "kiosk.stopped": "Máy lấy số đang tạm dừng. Xin gặp cán bộ hướng dẫn",
  "kiosk.help": "Gọi người hỗ trợ",
  "kiosk.helpComing": "Đã báo cán bộ. Xin chờ trong giây lát",
  "kiosk.low": "Đưa phím xuống thấp",
  "kiosk.high": "Đưa phím lên cao",
  "kiosk.large": "Phiếu chữ to",
  "kiosk.below": "Bấm các phím ở phía dưới",
  "kiosk.serving": "Đang phục vụ",
  "kiosk.place": "Quầy {n}",
  "kiosk.counter": "Quầy: {counters}",
  "kiosk.waiting": "Đang chờ: {n}",
  "kiosk.ahead": "Số người chờ trước: {n}",
  "kiosk.expect": "Dự kiến chờ: {m} phút",
  "kiosk.expectRange": "Dự kiến chờ: {a}–{b} phút",
  "kiosk.clock": "Đang cập nhật giờ",
  "practice": "Đang tập sử dụng – lượt này không tính vào kết quả",
};

const EN = {
  "kiosk.welcome": "Welcome. Please choose a service",
  "kiosk.unit": "One-stop unit",
  "kiosk.get": "Get a number",
  "kiosk.common": "Common procedures",
  "kiosk.more": "Other procedures",
  "kiosk.field": "Please choose a field",
  "kiosk.unknown": "Not sure",
  "kiosk.unknown.sub": "please help me",
  "kiosk.result": "Collect result",
  "kiosk.priority": "Priority",
  "kiosk.priority.sub": "elderly, disabled, pregnant, with a small child, people of merit",
  "kiosk.back": "Back",
  "kiosk.language": "Language",
  "kiosk.before": "Previous page",
  "kiosk.after": "Next page",
  "kiosk.taking": "Getting your number, please wait…",
  "kiosk.printing": "Printing, please wait…",
  "kiosk.printed": "Please take your ticket",
  "kiosk.noTicket": "If no ticket comes out, please remember this number",
  "kiosk.yourNumber": "Your number is",
  "kiosk.remember": "Please remember it and wait to be called",
  "kiosk.paperOut": "Out of paper. Your number is {no}. Please remember it and tell the staff",
  "kiosk.noPaper": "The printer does not work. Your number is {no}. Please remember it and tell the staff",
  "kiosk.notOpen": "Not open yet",
  "kiosk.closedDay": "Closed today",
  "kiosk.hours": "Opening hours",
  "kiosk.morning": "Morning",
  "kiosk.afternoon": "Afternoon",
  "kiosk.full": "No more tickets for this session. Please come back later",
  "kiosk.stopped": "This machine is out of service. Please see the staff",
  "kiosk.help": "Call for help",
  "kiosk.helpComing": "The staff have been told. Please wait a moment",
  "kiosk.low": "Move keys lower",
  "kiosk.high": "Move keys higher",
  "kiosk.large": "Ticket in large print",
  "kiosk.below": "Press the keys below",
  "kiosk.serving": "Now serving",
  "kiosk.place": "Counter {n}",
  "kiosk.counter": "Counter: {counters}",
  "kiosk.waiting": "Waiting: {n}",
  "kiosk.ahead": "People ahead: {n}",
  "kiosk.expect": "Expected wait: {m} min",
  "kiosk.expectRange": "Expected wait: {a}–{b} min",
  "kiosk.clock": "Updating the clock",
  "practice": "Practice – this visit does not count",
};

export const { words, learn } = vocabulary({ vi: VI, en: EN });

// Procedures people ask for most: drawing, the short name people say, and the English one. Any other has the office's name.
const KNOWN = {
  "1.001193": ["birth", "Khai sinh", "Birth registration"],
  "1.004884": ["birth", "Đăng ký lại khai sinh", "Birth registration again"],
  "1.000894": ["rings", "Kết hôn", "Marriage"],
  "1.000656": ["stamp", "Khai tử", "Death registration"],
  "1.004873": ["marital", "Tình trạng hôn nhân", "Marital status certificate"],
  "2.000635": ["stamp", "Bản sao hộ tịch", "Copies of civil records"],
  "2.000815": ["stamp", "Chứng thực bản sao", "Certified copies"],
  "2.000884": ["stamp", "Chứng thực chữ ký", "Certified signature"],
  "1.001776": ["allowance", "Trợ cấp xã hội", "Social allowance"],
  "1.001612": ["stamp", "Hộ kinh doanh", "Household business"],
  "1.013978": ["land", "Đất đai", "Land"],
  "1.012812": ["land", "Hòa giải đất đai", "Land disputes"],
};

const FIELDS = {
  "Hộ tịch": ["birth", "Civil status"],
  "Chứng thực": ["stamp", "Certification"],
  "Đất đai": ["land", "Land"],
  "Bảo trợ xã hội": ["allowance", "Social assistance"],
  "Người có công": ["allowance", "People of merit"],
  "Giảm nghèo": ["allowance", "Poverty reduction"],
  "Hộ kinh doanh": ["stamp", "Household business"],
};

export const isKnown = (code) => code in KNOWN;

/** Every official name begins with the word "procedure". */
const short = (name) => name.replace(/^Thủ tục (.)/u, (whole, first) => first.toLocaleUpperCase("vi"));

/** What stands on the key of a procedure: [drawing, words, language of the words]. */
export function procedureKey(procedure, language) {
  const known = KNOWN[procedure.code];
  const icon = known?.[0] ?? FIELDS[procedure.field]?.[0] ?? "ticket";
  if (language === "en" && known) return [icon, known[2], "en"];
  return [icon, procedure.nickname ?? known?.[1] ?? short(procedure.name), "vi"];
}

/** What stands on the key of a subject field: [drawing, words, language of the words]. */
export function fieldKey(field, language) {
  const known = FIELDS[field];
  return language === "en" && known ? [known[0], known[1], "en"] : [known?.[0] ?? "ticket", field, "vi"];
}
