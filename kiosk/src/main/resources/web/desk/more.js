// Behind "Khác": all that an ordinary visit does not need. Here its first panel, and what the clerk notes about a visit; the
// other panels are in files of their own.
import { h } from "/assets/dom.js";
import { choosePanel } from "/assets/desk/choose.js";
import { issuePanel } from "/assets/desk/issue.js";
import { act, here, note } from "/assets/desk/kiosk.js";
import { leaderPanel } from "/assets/desk/leader.js";
import { choice, sub, tick, wide } from "/assets/desk/parts.js";
import { printerPanel } from "/assets/desk/printer.js";
import { at, noted, now, open } from "/assets/desk/state.js";
import { t } from "/assets/texts.js";
import { transferPanel } from "/assets/desk/transfer.js";
import { walkInPanel } from "/assets/desk/walkin.js";

const toggled = (list, one) => (list.includes(one) ? list.filter((each) => each !== one) : [...list, one]);

export const keys = {
  open,
  back: () => open(at.desk.clerk && at.desk.queue ? "more" : at.panel),
  recall: () => act("ticket/recall", here()),
  hold: () => act("ticket/hold", here()),
  noShow: () => act("ticket/no-show", here()),
  left: () => act("ticket/left", here()),
  guidance: (kind) => note({ guidance: toggled(noted().guidance, kind) }),
  respondent: (kind) => note({ respondent: noted().respondent === kind ? null : kind }),
  dossiers: (_, field) => note({ dossiers: field.value === "" ? null : Number(field.value) }),
};

export function panel() {
  switch (at.panel) {
    case "transfer":
      return now() ? transferPanel() : morePanel();
    case "left":
      return now() ? leftPanel(now().label) : morePanel();
    case "choose":
      return choosePanel();
    case "issue":
      return issuePanel();
    case "walkin":
      return walkInPanel();
    case "printer":
      return at.desk.printer ? printerPanel() : morePanel();
    case "leader":
      return leaderPanel();
    case "conduct":
      return conductPanel();
    default:
      return morePanel();
  }
}

function morePanel() {
  const ticket = now();
  const title = ticket ? t("Khác – số {no}", { no: ticket.label }) : t("Khác");
  return h(
    "section",
    { class: "panel more", "aria-label": title, "data-focus": "panel-more" },
    h("h2", { tabindex: "-1", "data-focus": "title-more" }, title),
    ticket
      ? [
          wide("recall", "recall", t("Gọi lại (lần {n})", { n: ticket.times + 1 }), "1"),
          wide("hold", "hold", t("Tạm giữ (chờ bổ sung giấy tờ)"), "2"),
          wide("open", "transfer", t("Chuyển quầy"), "3", "transfer"),
          wide("noShow", "absent", t("Vắng mặt – bỏ lượt"), "4"),
        ]
      : [wide("open", "speaker", t("Gọi số đã chọn, gọi bằng tay"), "1", "choose"), wide("open", "check", t("Lượt không lấy số"), "2", "walkin")],
    wide("newIssue", "ticket", t("Lấy số giúp công dân"), "5"),
    ticket ? notes(noted()) : null,
    h(
      "div",
      { class: "more__pairs" },
      ticket && !ticket.started ? wide("begin", "right", t("Bắt đầu phục vụ"), "6") : null,
      ticket ? wide("open", "out", t("Công dân đã về"), "7", "left") : null,
      ticket ? wide("open", "hold", t("Số giữ, số vắng"), "8", "choose") : null,
      at.desk.printer ? wide("open", "printer", t("Máy in, in lại"), null, "printer") : null,
      wide("open", "lock", t("Đổi người trực"), "9", "takeover"),
      wide("openLeader", "stamp", t("Trưởng ca")),
      wide("open", "speech", t("Quy tắc ứng xử"), "0", "conduct"),
    ),
  );
}

/** What the clerk notes about the visit at the counter. */
function notes(ticket) {
  return [
    h("h3", {}, t("Đã hướng dẫn")),
    [
      ["ONLINE_FILING", t("nộp trực tuyến")],
      ["ONLINE_PAYMENT", t("thanh toán")],
      ["APPLICATION", t("cài ứng dụng")],
    ].map(([kind, words]) => tick("guidance", kind, ticket.guidance.includes(kind), words, `g-${kind}`)),
    h("h3", { id: "respondent" }, t("Người đến làm việc")),
    h(
      "div",
      { class: "more__pairs", role: "group", "aria-labelledby": "respondent" },
      [
        ["PERSON", t("Cá nhân")],
        ["ORGANISATION", t("Tổ chức")],
      ].map(([kind, words]) => choice("respondent", kind, ticket.respondent === kind, words, `r-${kind}`)),
    ),
    h(
      "div",
      { class: "field field--row" },
      h("label", { for: "dossiers" }, t("Số hồ sơ")),
      h("input", {
        id: "dossiers",
        type: "number",
        min: 1,
        max: 999,
        inputmode: "numeric",
        value: at.dossiers ?? ticket.dossiers ?? "",
        "data-field": "dossiers",
        "data-change": "dossiers",
        "data-focus": "dossiers",
      }),
    ),
  ];
}

function leftPanel(label) {
  return sub("left", t("Số {no}: công dân đã về, không giải quyết?", { no: label }), wide("left", "out", t("Đúng, công dân đã về")));
}

function conductPanel() {
  return sub(
    "conduct",
    t("Quy tắc ứng xử"),
    h(
      "ol",
      { class: "conduct" },
      [
        t("Chào hỏi, nhìn vào người đối diện, xưng hô “Ông/Bà – tôi”."),
        t("Nghe hết rồi mới trả lời; nói vừa đủ nghe, dùng lời dễ hiểu."),
        t("Hướng dẫn đầy đủ trong một lần, việc cần bổ sung thì ghi ra giấy."),
        t("Giải quyết theo số; không nhận riêng, không hẹn riêng."),
        t("Không thu khoản nào ngoài mức đã niêm yết."),
        t("Giúp người cao tuổi, người khuyết tật, người chưa rành máy."),
        t("Trễ hẹn thì xin lỗi và báo ngày trả mới."),
        t("Để công dân tự đánh giá: không bấm thay, không nhắc bấm mức nào."),
      ].map((each) => h("li", {}, each)),
    ),
  );
}
