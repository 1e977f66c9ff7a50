// What the clerk's desk looks like, made from what desk.js knows. Nothing here changes anything.
import { h, img, practiceBanner, time } from "/assets/dom.js";

const LAST = {
  INVITING: "đang mời đánh giá",
  RATED: "đã đánh giá",
  NOT_RATED: "không đánh giá",
  DEVICE_DOWN: "thiết bị hỏng, ghi riêng",
  NOT_ASKED: "không mời đánh giá",
};

const GUIDANCE = [
  ["ONLINE_FILING", "nộp trực tuyến"],
  ["ONLINE_PAYMENT", "thanh toán"],
  ["APPLICATION", "cài ứng dụng"],
];

/** What a visit may be about that is no procedure. */
const KINDS = [
  ["RESULT", "Trả kết quả"],
  ["ONLINE_HELP", "Hướng dẫn làm trực tuyến"],
  ["FEE", "Thu phí, lệ phí"],
  ["RECEPTION", "Tiếp công dân"],
  ["FEEDBACK", "Tiếp nhận phản ánh, kiến nghị"],
  ["OTHER", "Việc khác"],
];

const CONDUCT = [
  "Chào hỏi, nhìn vào người đối diện, xưng hô “Ông/Bà – tôi”.",
  "Nghe hết rồi mới trả lời; nói vừa đủ nghe, dùng lời dễ hiểu.",
  "Hướng dẫn đầy đủ trong một lần, việc cần bổ sung thì ghi ra giấy.",
  "Giải quyết theo số; không nhận riêng, không hẹn riêng.",
  "Không thu khoản nào ngoài mức đã niêm yết.",
  "Giúp người cao tuổi, người khuyết tật, người chưa rành máy.",
  "Trễ hẹn thì xin lỗi và báo ngày trả mới.",
  "Để công dân tự đánh giá: không bấm thay, không nhắc bấm mức nào.",
];

const MOST_ROWS = 40;

/** The whole page. */
export function page(at) {
  const { desk, lost } = at;
  if (!desk) return lost ? [stop("plug", "Chưa nối được với máy của bộ phận. Đang nối lại, không cần tải lại trang.")] : [];
  return [
    desk.practice ? practiceBanner() : null,
    ...(desk.clerk ? work(at) : [bar(at), lost ? lostLine(at) : null, signIn(at)]),
  ].filter(Boolean);
}

const stop = (picture, words) => h("div", { class: "stop", role: "alert" }, img(picture), h("p", {}, words));

function lostLine(at) {
  const since = at.lostAtMs ? ` từ ${time(at.lostAtMs)}` : "";
  return stop("plug", `Mất kết nối với máy của bộ phận${since}. Đang nối lại, không cần tải lại trang.`);
}

// ---------- the bar

function bar(at) {
  const { desk, lost } = at;
  const queue = desk.queue;
  return h(
    "header",
    { class: "desk__bar" },
    h("p", { class: "desk__counter" }, `Quầy ${at.counter}`),
    h("p", { class: "desk__who" }, desk.clerk ? [desk.clerk, desk.sinceMs ? ` · vào ca ${time(desk.sinceMs)}` : ""] : desk.name),
    h("span", { class: "desk__space" }),
    chip(at),
    desk.nowMs ? h("b", { "data-tick": "clock" }, shownClock(at)) : null,
    desk.clerk && queue && !queue.paused
      ? h("button", { class: "btn", type: "button", "aria-label": "Tạm nghỉ", "data-do": "pause", "data-focus": "pause", "aria-disabled": lost ? "true" : null }, img("pause"), h("span", {}, "Tạm nghỉ"))
      : null,
    desk.clerk
      ? h("button", { class: "btn", type: "button", "aria-label": "Kết thúc ca", "data-do": "out", "data-focus": "out", "aria-disabled": lost ? "true" : null }, img("out"), h("span", {}, "Kết thúc ca"))
      : null,
  );
}

function chip({ desk, lost }) {
  if (lost) return h("span", { class: "chip chip--bad" }, "Mất kết nối");
  if (!desk.clerk) return null;
  if (!desk.recording) return h("span", { class: "chip chip--bad" }, "Máy không ghi được");
  if (desk.queue?.paused) return h("span", { class: "chip chip--warn" }, `Tạm nghỉ${desk.queue.pausedSinceMs ? ` từ ${time(desk.queue.pausedSinceMs)}` : ""}`);
  if (desk.device === "GOOD") return h("span", { class: "chip chip--good" }, "Thiết bị tốt");
  return h("span", { class: "chip chip--warn" }, desk.device === "DOWN" ? "Phím đánh giá hỏng" : "Chưa có thiết bị đánh giá");
}

export const shownClock = (at) => (at.desk?.nowMs ? time(at.desk.nowMs + performance.now() - at.heard) : "");

/** How long the ticket has been at the counter, mm:ss. */
export function shownService(at) {
  const from = at.desk?.servedForMs;
  if (from == null) return "";
  const seconds = Math.floor((from + performance.now() - at.heard) / 1000);
  return `${String(Math.floor(seconds / 60)).padStart(2, "0")}:${String(seconds % 60).padStart(2, "0")}`;
}

// ---------- signed in

function work(at) {
  const { desk, lost } = at;
  return [
    bar(at),
    lost ? lostLine(at) : null,
    desk.recording ? null : stop("warn", "Máy không ghi được. Xin báo người phụ trách máy."),
    body(at),
    keys(at),
  ];
}

function body(at) {
  const { desk, lost } = at;
  const queue = desk.queue;
  if (lost) return frozen(at);
  if (at.panel === "takeover") return signIn(at);
  if (desk.askDate && at.later !== desk.shift) return dateQuestion(at);
  if (desk.idle) return stillThere(at);
  if (queue?.paused && !queue.now) return resting(at);
  if (at.picking) return picker(at);
  return h("div", { class: "desk__body" }, current(at), at.panel && queue ? panel(at) : side(at));
}

function current(at) {
  const { desk } = at;
  const queue = desk.queue;
  if (!queue) return visit(at);
  if (queue.now) return serving(at, queue.now);
  if (desk.last === "INVITING" && queue.last) {
    return h(
      "section",
      { class: "panel now" },
      h("h1", {}, "Vừa xong, đang mời đánh giá"),
      h(
        "div",
        { class: "now__row" },
        h("p", { class: "bigno" }, queue.last),
        h("p", { class: "now__facts" }, h("span", {}, "Có thể gọi số tiếp theo ngay, công dân vẫn đánh giá được")),
      ),
    );
  }
  const first = queue.list[0];
  return h(
    "section",
    { class: "panel now" },
    h("h1", {}, "Chưa có số đang phục vụ"),
    h(
      "div",
      { class: "now__row" },
      first ? h("p", { class: "bigno bigno--next" }, first.label) : null,
      h(
        "p",
        { class: "now__facts" },
        first ? h("span", {}, "Số tiếp theo", first.priority ? [", ", h("b", {}, "ưu tiên")] : "") : h("span", {}, "Chưa có ai chờ"),
        first ? h("span", {}, "Đang chờ ", h("b", {}, String(queue.waiting))) : null,
        h("span", {}, "Hôm nay ", h("b", {}, String(queue.served)), " lượt đã phục vụ"),
      ),
    ),
  );
}

function serving(at, now) {
  return h(
    "section",
    { class: "panel now now--serving" },
    h("h1", {}, now.started ? "Đang phục vụ" : now.times > 1 ? `Đang phục vụ, đã gọi ${now.times} lần` : "Đang phục vụ"),
    h(
      "div",
      { class: "now__row" },
      h("p", { class: "bigno" }, now.label),
      h(
        "p",
        { class: "now__facts" },
        now.calledAtMs ? h("span", {}, "Gọi lúc ", h("b", {}, time(now.calledAtMs))) : null,
        at.desk.servedForMs != null ? h("span", {}, "Đã phục vụ ", h("b", { "data-tick": "service" }, shownService(at))) : null,
        now.waitMinutes != null ? h("span", {}, "Chờ trước đó ", h("b", {}, `${now.waitMinutes} phút`)) : null,
      ),
    ),
    procedureLine(at, { ...now, ...at.unsaid }),
  );
}

function procedureLine(at, now) {
  const chosen = now.procedures.length > 0;
  const kind = KINDS.find(([key]) => key === now.kind);
  return h(
    "div",
    { class: "proc" },
    h(
      "p",
      { class: "proc__name" },
      h("small", {}, now.chosen ? "Thủ tục · công dân chọn lúc lấy số" : kind ? "Không phải thủ tục hành chính" : "Thủ tục của lượt này"),
      chosen ? now.procedures.map((code) => nameOf(at, code)).join("; ") : kind ? kind[1] : "Chưa xác định thủ tục",
    ),
    h("button", { class: "btn", type: "button", "data-do": "pickFor", "data-arg": "change", "data-focus": "change" }, chosen || kind ? "Đổi" : "Chọn thủ tục đã giải quyết"),
    chosen ? h("button", { class: "btn", type: "button", "data-do": "pickFor", "data-arg": "add", "data-focus": "add" }, img("plus"), "Thêm thủ tục") : null,
  );
}

const nameOf = (at, code) => {
  const found = at.list.find((each) => each.code === code);
  return found ? found.nickname || found.name : code;
};

/** A counter without tickets. */
function visit(at) {
  const { desk } = at;
  const open = desk.mode === "OPEN";
  const chosen = at.visit.procedures;
  return h(
    "section",
    { class: "panel now" },
    h("h1", {}, open ? "Bộ phím luôn mời đánh giá" : desk.serving ? "Đang phục vụ" : "Phục vụ công dân"),
    h(
      "div",
      { class: "now__row" },
      h(
        "p",
        { class: "now__facts" },
        open
          ? h("span", {}, "Mỗi lần bấm là một lượt. Không cần kết thúc từng lượt.")
          : [
              h("span", {}, "Xong việc thì bấm ", h("b", {}, "Kết thúc – mời đánh giá"), ", hoặc phím của cán bộ trên bộ phím."),
              h("span", {}, "Có thể mời người tiếp theo ngay, công dân vẫn đánh giá được."),
            ],
      ),
    ),
    open || at.list.length === 0
      ? null
      : h(
          "div",
          { class: "proc" },
          h("p", { class: "proc__name" }, h("small", {}, "Thủ tục của lượt này"), chosen.length ? chosen.map((code) => nameOf(at, code)).join("; ") : "Chưa chọn"),
          h("button", { class: "btn", type: "button", "data-do": "pickFor", "data-arg": "visit", "data-focus": "pick" }, img("plus"), chosen.length ? "Đổi" : "Chọn thủ tục đã giải quyết"),
        ),
  );
}

function side(at) {
  const queue = at.desk.queue;
  return h(
    "div",
    { class: "side" },
    at.desk.help
      ? h(
          "section",
          { class: "panel note--warn", role: "alert" },
          h("h2", { class: "panel__loud" }, "Có người cần giúp ở máy lấy số"),
          h("button", { class: "btn", type: "button", "data-do": "helpAnswered", "data-focus": "help" }, img("help"), "Tôi đến ngay"),
        )
      : null,
    devicePanel(at),
    queue
      ? h(
          "section",
          { class: "panel" },
          h("h2", {}, "Đang chờ"),
          h(
            "table",
            { class: "wait" },
            h("tbody", {}, queue.waits.map((each) => h("tr", {}, h("th", { scope: "row" }, each.name ?? "Ưu tiên"), h("td", {}, String(each.people))))),
            h("tfoot", {}, h("tr", {}, h("th", { scope: "row" }, "Tổng"), h("td", {}, String(queue.waiting)))),
          ),
        )
      : null,
    queue && queue.list.length
      ? h("section", { class: "panel next" }, h("h2", {}, "Số tiếp theo"), h("ul", { class: "nexts" }, queue.list.slice(0, 4).map((each) => h("li", {}, each.label))))
      : null,
    queue && queue.held.length + queue.noShows.length
      ? h(
          "section",
          { class: "panel next" },
          h("h2", {}, "Tạm giữ, vắng mặt"),
          h("ul", { class: "nexts" }, queue.held.slice(0, 6).map((each) => h("li", {}, `${each.label} giữ`)), queue.noShows.slice(0, 6).map((each) => h("li", {}, `${each.label} vắng`))),
        )
      : null,
    at.desk.mode === "OPEN"
      ? null
      : h(
          "section",
          { class: "panel last" },
          h("h2", {}, "Lượt vừa xong"),
          h("p", { class: "chip chip--plain chip--none", role: "status" }, at.desk.last ? `${queue?.last ? `${queue.last} · ` : ""}${LAST[at.desk.last]}` : "chưa có"),
        ),
  );
}

function devicePanel({ desk, counter }) {
  if (desk.device === "GOOD") return null;
  const down = desk.device === "DOWN";
  return h(
    "section",
    { class: "panel note--warn", role: "alert" },
    h("h2", { class: "panel__loud" }, down ? `Phím đánh giá quầy ${counter} không trả lời` : "Quầy chưa có bộ phím hoặc màn hình đánh giá"),
    h(
      "p",
      {},
      down
        ? `${desk.deviceSinceMs ? `Từ ${time(desk.deviceSinceMs)}. ` : ""}Lượt này được ghi là thiết bị hỏng, không phải không đánh giá. Xin kiểm tra dây và báo kỹ thuật.`
        : "Lượt được ghi là không mời đánh giá.",
    ),
  );
}

// ---------- the two keys and what went wrong

function keys(at) {
  const { desk, lost } = at;
  const said = at.said ? h("p", { class: "desk__said", role: "alert", "data-focus": "said" }, img("warn"), h("span", {}, at.said)) : null;
  if (desk.mode === "OPEN") return said;
  if (!desk.queue) {
    return h(
      "div",
      { class: "desk__keys desk__keys--one" },
      said,
      key("finish", "check", "Kết thúc – mời đánh giá", "F3", true, lost),
      h(
        "button",
        { class: "key", type: "button", "data-do": "begin", "data-focus": "begin", "aria-disabled": desk.serving || lost ? "true" : null },
        img("right"),
        h("span", {}, desk.serving ? "Đang phục vụ" : "Bắt đầu phục vụ"),
      ),
    );
  }
  const busy = Boolean(desk.queue.now);
  return h(
    "div",
    { class: "desk__keys" },
    said,
    key("next", "speaker", "Gọi số tiếp theo", "F2", !busy && !desk.queue.paused, busy || lost || desk.queue.paused),
    key("finish", "check", "Kết thúc – mời đánh giá", "F3", busy, !busy || lost),
    h(
      "button",
      { class: "key", type: "button", "data-do": "more", "data-focus": "more", "aria-expanded": String(Boolean(at.panel)), "aria-disabled": lost ? "true" : null },
      img("more"),
      h("span", {}, at.panel ? "Đóng" : "Khác"),
      h("kbd", {}, "F4"),
    ),
  );
}

function key(does, picture, words, stroke, main, off) {
  return h(
    "button",
    { class: main && !off ? "key key--main" : "key", type: "button", "data-do": does, "data-focus": does, "aria-disabled": off ? "true" : null },
    img(picture, main && !off ? { class: "inv" } : {}),
    h("span", {}, words),
    h("kbd", {}, stroke),
  );
}

// ---------- behind "Khác"

function panel(at) {
  const now = at.desk.queue.now;
  switch (at.panel) {
    case "transfer":
      return now ? transferPanel(at) : morePanel(at);
    case "left":
      return now ? sub("left", `Số ${now.label}: công dân đã về, không giải quyết?`, wide("left", "out", "Đúng, công dân đã về")) : morePanel(at);
    case "choose":
      return choosePanel(at);
    case "issue":
      return issuePanel(at);
    case "walkin":
      return walkInPanel(at);
    case "conduct":
      return sub("conduct", "Quy tắc ứng xử", h("ol", { class: "conduct" }, CONDUCT.map((each) => h("li", {}, each))));
    default:
      return morePanel(at);
  }
}

function sub(name, title, ...parts) {
  return h(
    "section",
    { class: "panel more", "aria-label": title, "data-focus": `panel-${name}` },
    h("h2", { tabindex: "-1", "data-focus": `title-${name}` }, title),
    ...parts,
    h("button", { class: "btn btn--wide", type: "button", "data-do": "back", "data-focus": "back" }, img("up"), "Quay lại"),
  );
}

/** A key of the panel; with a digit it can be pressed by that. */
function wide(does, picture, words, digit, arg) {
  return h(
    "button",
    { class: "btn btn--wide", type: "button", "data-do": does, "data-arg": arg, "data-digit": digit, "data-focus": `w-${does}-${arg ?? ""}` },
    img(picture),
    h("span", {}, words),
    digit ? h("kbd", {}, digit) : null,
  );
}

function morePanel(at) {
  const now = at.desk.queue.now;
  const title = now ? `Khác – số ${now.label}` : "Khác";
  return h(
    "section",
    { class: "panel more", "aria-label": title, "data-focus": "panel-more" },
    h("h2", { tabindex: "-1", "data-focus": "title-more" }, title),
    now
      ? [
          wide("recall", "recall", `Gọi lại (lần ${now.times + 1})`, "1"),
          wide("hold", "hold", "Tạm giữ (chờ bổ sung giấy tờ)", "2"),
          wide("open", "transfer", "Chuyển quầy", "3", "transfer"),
          wide("noShow", "absent", "Vắng mặt – bỏ lượt", "4"),
        ]
      : [wide("open", "speaker", "Gọi số đã chọn, gọi bằng tay", "1", "choose"), wide("open", "check", "Lượt không lấy số", "2", "walkin")],
    wide("newIssue", "ticket", "Lấy số giúp công dân", "5"),
    now ? notes(at, { ...now, ...at.unsaid }) : null,
    h(
      "div",
      { class: "more__pairs" },
      now && !now.started ? wide("begin", "right", "Bắt đầu phục vụ", "6") : null,
      now ? wide("open", "out", "Công dân đã về", "7", "left") : null,
      now ? wide("open", "hold", "Số giữ, số vắng", "8", "choose") : null,
      wide("open", "lock", "Đổi người trực", "9", "takeover"),
      wide("open", "speech", "Quy tắc ứng xử", "0", "conduct"),
    ),
  );
}

function notes(at, now) {
  return [
    h("h3", {}, "Đã hướng dẫn"),
    GUIDANCE.map(([kind, words]) =>
      h("label", { class: "tick" }, h("input", { type: "checkbox", checked: now.guidance.includes(kind), "data-change": "guidance", "data-arg": kind, "data-focus": `g-${kind}` }), words),
    ),
    h("h3", { id: "respondent" }, "Người đến làm việc"),
    h(
      "div",
      { class: "more__pairs", role: "group", "aria-labelledby": "respondent" },
      [
        ["PERSON", "Cá nhân"],
        ["ORGANISATION", "Tổ chức"],
      ].map(([kind, words]) =>
        h("button", { class: "pick", type: "button", "aria-pressed": String(now.respondent === kind), "data-do": "respondent", "data-arg": kind, "data-focus": `r-${kind}` }, words),
      ),
    ),
    h(
      "div",
      { class: "field field--row" },
      h("label", { for: "dossiers" }, "Số hồ sơ"),
      h("input", {
        id: "dossiers",
        type: "number",
        min: 1,
        max: 999,
        inputmode: "numeric",
        value: at.dossiers ?? now.dossiers ?? "",
        "data-field": "dossiers",
        "data-change": "dossiers",
        "data-focus": "dossiers",
      }),
    ),
  ];
}

function transferPanel(at) {
  const { queues, now } = at.desk.queue;
  return sub(
    "transfer",
    `Chuyển số ${now.label} đến`,
    queues.map((queue) => [
      wide("transfer", "transfer", `${queue.name}, quầy nào cũng được (đang chờ ${queue.waiting})`, null, `${queue.id}|`),
      queue.counters
        .filter((each) => each.number !== at.counter)
        .map((each) => wide("transfer", "right", `Quầy ${each.number} – ${each.name}${each.open ? "" : " (chưa có người trực)"}`, null, `${queue.id}|${each.number}`)),
    ]),
  );
}

function choosePanel(at) {
  const { list, held, noShows, now } = at.desk.queue;
  const all = [
    ["Đang chờ", list, "waiting"],
    ["Tạm giữ", held, "held"],
    ["Vắng mặt", noShows, "absent"],
  ].filter(([, slips]) => slips.length);
  const kind = all.find(([, slips]) => slips.some((each) => each.ticket === at.slip))?.[2];
  const label = all.flatMap(([, slips]) => slips).find((each) => each.ticket === at.slip)?.label;
  return sub(
    "choose",
    "Chọn một số",
    kind
      ? [
          h("h3", { "aria-live": "polite" }, `Số ${label}`),
          now ? h("p", {}, `Xin kết thúc số ${now.label} rồi gọi.`) : [wide("call", "speaker", `Gọi số ${label}`, "1", "voice"), wide("call", "right", "Gọi bằng tay (không phát loa)", "2", "hand")],
          kind === "absent" ? wide("reinstate", "recall", "Xếp lại vào hàng chờ", "3") : wide("gone", "out", "Công dân đã về", "3"),
        ]
      : null,
    all.length ? null : h("p", {}, "Chưa có số nào."),
    all.map(([title, slips]) => [
      h("h3", {}, title),
      h(
        "div",
        { class: "slips" },
        slips.map((each) =>
          h("button", { class: "btn", type: "button", "aria-pressed": String(each.ticket === at.slip), "data-do": "slip", "data-arg": each.ticket, "data-focus": `s-${each.ticket}` }, each.label),
        ),
      ),
    ]),
  );
}

function issuePanel(at) {
  const { issue } = at;
  return sub(
    "issue",
    "Lấy số giúp công dân",
    issue.taken ? h("p", { class: "taken", role: "status" }, "Số vừa lấy: ", h("b", {}, issue.taken)) : null,
    at.desk.queue.queues.map((queue) =>
      h("button", { class: "pick", type: "button", "aria-pressed": String(issue.queue === queue.id), "data-do": "issueQueue", "data-arg": queue.id, "data-focus": `q-${queue.id}` }, queue.name),
    ),
    h("button", { class: "btn btn--wide", type: "button", "data-do": "pickFor", "data-arg": "issue", "data-focus": "issue-procedure" }, img("search"), h("span", {}, issue.procedure ? nameOf(at, issue.procedure) : "Thủ tục: chưa rõ")),
    h("label", { class: "tick" }, h("input", { type: "checkbox", checked: Boolean(issue.priority), "data-change": "issuePriority", "data-focus": "issue-priority" }), "Ưu tiên"),
    h("label", { class: "tick" }, h("input", { type: "checkbox", checked: Boolean(issue.absent), "data-change": "issueAbsent", "data-focus": "issue-absent" }), "Người cần không có mặt (nhờ người khác, làm tại nhà)"),
    h("button", { class: "btn btn--main btn--wide", type: "button", "data-do": "issue", "data-focus": "issue" }, img("ticket", { class: "inv" }), h("span", {}, "Lấy số")),
  );
}

function walkInPanel(at) {
  const chosen = at.visit.procedures;
  const kind = KINDS.find(([name]) => name === at.visit.kind);
  return sub(
    "walkin",
    "Lượt không lấy số",
    h("p", {}, "Dùng khi công dân được phục vụ mà không có số. Lượt vẫn được đếm và được mời đánh giá."),
    h("button", { class: "btn btn--wide", type: "button", "data-do": "pickFor", "data-arg": "visit", "data-focus": "pick" }, img("search"), h("span", {}, chosen.length ? chosen.map((code) => nameOf(at, code)).join("; ") : kind ? kind[1] : "Chọn thủ tục đã giải quyết")),
    h("button", { class: "btn btn--main btn--wide", type: "button", "data-do": "finishVisit", "data-focus": "finish-visit" }, img("check", { class: "inv" }), h("span", {}, "Kết thúc lượt không lấy số – mời đánh giá")),
  );
}

// ---------- the picker

function picker(at) {
  const now = at.desk.queue?.now;
  const chosen = at.picking === "visit" ? at.visit : at.picking === "issue" ? { procedures: at.issue.procedure ? [at.issue.procedure] : [] } : now;
  const words = plain(at.search).split(" ").filter(Boolean);
  const found = at.list.filter((each) => {
    const text = plain([each.code, each.name, each.nickname ?? "", each.keywords ?? "", each.field ?? ""].join(" "));
    return words.every((word) => text.includes(word));
  });
  const order = (each) => (chosen.procedures.includes(each.code) ? 0 : each.common ? 1 : 2);
  const rows = words.length ? found : [...found].sort((a, b) => order(a) - order(b));
  const kinds = at.picking === "issue" ? [] : KINDS.filter(([, name]) => words.every((word) => plain(name).includes(word)));
  return h(
    "div",
    { class: "desk__body desk__body--one" },
    h(
      "section",
      { class: "panel picker", "data-focus": "picker" },
      h("h1", {}, at.picking === "issue" ? "Thủ tục công dân cần" : `Chọn thủ tục đã giải quyết${now && at.picking !== "visit" ? ` – số ${now.label}` : ""}`),
      h(
        "div",
        { class: "field" },
        h("label", { for: "search" }, "Tìm theo tên, mã, từ thường dùng (gõ không dấu cũng được)"),
        h("input", { id: "search", value: at.search, autocomplete: "off", "data-field": "search", "data-focus": "search" }),
      ),
      h("h2", {}, words.length ? `Tìm thấy ${found.length} thủ tục` : rows.some((each) => each.common) ? "Thủ tục thường gặp" : "Thủ tục"),
      h(
        "div",
        { class: "picker__rows" },
        rows.slice(0, MOST_ROWS).map((each) => row("pick", each.code, chosen.procedures.includes(each.code), each.nickname || each.name, each.code)),
        kinds.map(([kind, name]) => row("pickKind", kind, chosen.procedures.length === 0 && chosen.kind === kind, name, "không phải TTHC")),
        words.length ? null : row("pickKind", "PROCEDURE", false, "Chưa xác định thủ tục", "chọn sau"),
      ),
      rows.length > MOST_ROWS ? h("p", {}, `Còn ${rows.length - MOST_ROWS} thủ tục, xin gõ để tìm.`) : null,
      h("button", { class: "btn", type: "button", "data-do": "picked", "data-focus": "picked" }, at.picking === "visit" ? "Xong" : "Quay lại"),
    ),
  );
}

const row = (does, arg, pressed, name, small) =>
  h("button", { class: "pick", type: "button", "aria-pressed": String(pressed), "data-do": does, "data-arg": arg, "data-focus": `p-${arg}` }, h("span", {}, name), h("small", {}, small));

export const plain = (text) => text.toLowerCase().replaceAll("đ", "d").normalize("NFD").replace(/\p{M}/gu, "").replace(/\s+/g, " ").trim();

// ---------- states in which nobody is served

function rest(picture, title, words, ...buttons) {
  return h("div", { class: "rest" }, img(picture), h("h1", {}, title), h("p", {}, words), h("div", { class: "rest__keys" }, ...buttons));
}

const answer = (does, words, main) => h("button", { class: main ? "key key--main" : "key", type: "button", "data-do": does, "data-focus": `a-${does}` }, words);

function resting({ desk }) {
  return rest(
    "pause",
    "Quầy đang tạm nghỉ",
    `Bảng chờ báo quầy tạm nghỉ. Số đang chờ giữ nguyên thứ tự: ${desk.queue.waiting} người.`,
    answer("goOn", "Tiếp tục phục vụ", true),
    answer("out", "Kết thúc ca"),
  );
}

function stillThere({ desk }) {
  const since = desk.quietSinceMs;
  return rest(
    "clock",
    "Ca vẫn đang mở. Tiếp tục hay kết thúc?",
    since ? `Không có thao tác từ ${time(since)}. Ca tự đóng lúc ${time(since + 3600000)}.` : "Đã lâu không có thao tác nào ở quầy này. Ca tự kết thúc nếu không ai trả lời.",
    answer("stay", "Tiếp tục", true),
    answer("out", "Kết thúc ca"),
  );
}

function frozen(at) {
  const queue = at.desk.queue;
  const label = queue?.now?.label ?? queue?.last;
  return h(
    "div",
    { class: "desk__body" },
    h(
      "section",
      { class: "panel now" },
      h("h1", {}, label ? "Số gần nhất, trước khi mất kết nối" : "Mất kết nối với máy của bộ phận"),
      h(
        "div",
        { class: "now__row" },
        label ? h("p", { class: "bigno" }, label) : null,
        h(
          "p",
          { class: "now__facts" },
          h("span", {}, queue ? "Xin gọi bằng lời. Lượt này vẫn giữ trên máy của bộ phận, kết thúc khi có kết nối." : "Lượt đã kết thúc vẫn được giữ; phím của cán bộ trên bộ phím vẫn dùng được."),
        ),
      ),
    ),
    queue
      ? h(
          "div",
          { class: "side" },
          h(
            "section",
            { class: "panel" },
            h("h2", {}, at.lostAtMs ? `Đang chờ (lúc ${time(at.lostAtMs)})` : "Đang chờ, trước khi mất kết nối"),
            h("p", { class: "chip chip--none chip--plain" }, `${queue.waiting} người`),
          ),
        )
      : null,
  );
}

const DAYS = ["Chủ nhật", "Thứ hai", "Thứ ba", "Thứ tư", "Thứ năm", "Thứ sáu", "Thứ bảy"];

/** A date and time as people here say it, however this browser writes them in its field. */
function inWords(local) {
  const parts = /^(\d{4})-(\d\d)-(\d\d)T(\d\d:\d\d)/.exec(local);
  if (!parts) return "";
  const [, year, month, day, time] = parts;
  return `${DAYS[new Date(Date.UTC(year, month - 1, day)).getUTCDay()]}, ngày ${day}/${month}/${year}, ${time}`;
}

function dateQuestion(at) {
  return h(
    "form",
    { class: "rest", "data-submit": "dateRight" },
    img("clock"),
    h("h1", {}, "Hôm nay là ngày nào?"),
    h("p", {}, "Máy chưa biết chắc ngày giờ. Xin xem lịch và đồng hồ, sửa nếu sai, rồi bấm Đúng. Trong lúc đó vẫn gọi số được."),
    h(
      "div",
      { class: "field" },
      h("label", { for: "date" }, "Ngày và giờ"),
      h("input", { id: "date", type: "datetime-local", value: at.date, "data-field": "date", "data-focus": "date" }),
    ),
    h("p", { role: "status" }, h("b", {}, inWords(at.date))),
    h("div", { class: "rest__keys" }, h("button", { class: "key key--main", type: "submit", "data-focus": "a-date" }, "Đúng"), answer("dateLater", "Để sau")),
  );
}

// ---------- signing in

function signIn(at) {
  const { desk } = at;
  return h(
    "form",
    { class: "signin", "data-submit": "enter" },
    h("h1", {}, desk.clerk ? "Đổi người trực" : "Đăng nhập quầy"),
    h(
      "section",
      { "aria-label": "Chọn tên" },
      h(
        "div",
        { class: "more" },
        desk.clerks.map((each) =>
          h("button", { class: "pick", type: "button", "aria-pressed": String(at.clerk === each.id), "data-do": "clerk", "data-arg": each.id, "data-focus": `c-${each.id}` }, each.name),
        ),
      ),
      desk.occupant
        ? h("p", { class: "note note--warn" }, `Ca của ${desk.occupant} đang mở ở quầy này. Vào ca mới sẽ đóng ca đó; số đang phục vụ được giữ nguyên.`)
        : null,
    ),
    h(
      "section",
      {},
      h(
        "div",
        { class: "field" },
        h("label", { for: "pin" }, "Mã PIN, từ 6 chữ số"),
        h("input", { id: "pin", type: "password", inputmode: "numeric", autocomplete: "off", maxlength: 12, value: at.pin, "data-focus": "pin" }),
      ),
      h(
        "div",
        { class: "pinpad" },
        ["1", "2", "3", "4", "5", "6", "7", "8", "9"].map((digit) => h("button", { class: "btn", type: "button", "data-do": "digit", "data-arg": digit, "data-focus": `d-${digit}` }, digit)),
        h("button", { class: "btn btn--text", type: "button", "data-do": "clear", "data-focus": "clear" }, "Xóa"),
        h("button", { class: "btn", type: "button", "data-do": "digit", "data-arg": "0", "data-focus": "d-0" }, "0"),
        h("button", { class: "btn btn--main btn--text", type: "submit", "data-focus": "enter", "aria-disabled": at.checking || at.lost ? "true" : null }, at.checking ? "Đang kiểm tra…" : "Vào ca"),
      ),
      desk.clerk || !at.said ? null : h("p", { class: "mistake", role: "alert" }, at.said),
    ),
  );
}
