// What is shown and offered: the catalogue, languages, texts. Not needed to begin.
import { ask, h } from "/assets/dom.js";
import { at } from "/assets/setup/at.js";
import { catalogueFields, commonForm } from "/assets/setup/catalogue.js";
import { area, field, heading, lines, text, tick } from "/assets/setup/fields.js";
import { rich, t } from "/assets/texts.js";

let languages = [];

function setConduct(text) {
  const before = at.setup.more.texts.conduct;
  if (!text.trim()) at.draft.texts.conduct = null;
  else at.draft.texts.conduct = { version: before?.text === text ? before.version : (before?.version ?? 0) + 1, text };
}

/** A language has its name in that language. */
function named(each) {
  const name = h("span", { lang: each.lang }, each.name);
  return each.missing ? rich("{name} (thiếu {n} câu, hiện tiếng Việt)", { name, n: each.missing }) : name;
}

function draw() {
  const texts = at.draft.texts;
  return [
    heading(t("Danh mục và nội dung")),
    h("p", {}, t("Thủ tục lấy từ danh mục đã công bố; bộ phận không tự đặt thủ tục.")),
    catalogueFields(),
    at.draft.procedures.length ? commonForm() : null,
    h(
      "fieldset",
      { class: "field days" },
      h("legend", {}, t("Ngôn ngữ trên máy lấy số, ngoài tiếng Việt")),
      languages
        .filter((each) => each.lang !== "vi")
        .map((each) =>
          tick(`lang-${each.lang}`, at.draft.languages.includes(each.lang), named(each), (on) => {
            at.draft.languages = at.draft.languages.filter((code) => code !== each.lang);
            if (on) at.draft.languages.push(each.lang);
          }),
        ),
    ),
    h(
      "div",
      { class: "form" },
      field("look-up", t("Địa chỉ tra cứu hồ sơ, in thành mã QR trên phiếu"), text("look-up", texts.lookUpAddress ?? "", (v) => (texts.lookUpAddress = v.trim() || null), { maxlength: 200, placeholder: "https://" }), true),
      field("notices", t("Thông báo trên bảng, mỗi dòng một thông báo"), area("notices", texts.notices.join("\n"), (v) => (texts.notices = lines(v))), true),
      field("slogans", t("Khẩu hiệu, mỗi dòng một câu"), area("slogans", texts.slogans.join("\n"), (v) => (texts.slogans = lines(v))), true),
      field("conduct", t("Quy tắc ứng xử cho cán bộ"), area("conduct", texts.conduct?.text ?? "", setConduct, 6), true),
    ),
  ];
}

export const content = {
  id: "noi-dung",
  title: "Danh mục và nội dung",
  extra: true,
  draw,
  done: () => at.saved && at.setup.procedures.length > 0,
  enter: async () => {
    languages = await ask("/api/texts").catch(() => []);
  },
};
