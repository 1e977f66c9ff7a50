// Setting the kiosk up. Works with nothing but this page: no server, no network.
import { ask, date, h, img, number, time } from "/assets/dom.js";

const screen = document.getElementById("screen");
const STEPS = [
  ["bo-phan", "Bộ phận và giờ làm việc", officeStep],
  ["ngay-nghi", "Ngày nghỉ", daysStep],
  ["quay", "Quầy", countersStep],
  ["can-bo", "Cán bộ và mã PIN", clerksStep],
  ["thang", "Thang đánh giá", scaleStep],
  ["phim", "Thử phím đánh giá", padsStep],
  ["in-phieu", "Thử in phiếu", printStep],
  ["loa", "Thử loa", voiceStep],
  ["bat-dau", "Bắt đầu chính thức", startStep],
  // Not needed to begin, so it has no number.
  ["noi-dung", "Danh mục và nội dung", contentStep],
];
const LAST_FORM = 4;
const PADS = 5;
const PRINT = 6;
const VOICE = 7;
const START = 8;
const CONTENT = 9;
const DAYS = ["Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu", "Thứ Bảy", "Chủ nhật"];
const KINDS = [
  ["PROCEDURE", "Thủ tục hành chính"],
  ["RESULT", "Trả kết quả"],
  ["ONLINE_HELP", "Hỗ trợ nộp trực tuyến"],
  ["FEE", "Nộp phí"],
  ["RECEPTION", "Tiếp công dân"],
  ["FEEDBACK", "Phản ánh, kiến nghị"],
  ["OTHER", "Khác"],
];
const MODES = [
  ["TICKET", "Lấy số và gọi số"],
  ["VISIT", "Chỉ bấm khi xong lượt"],
  ["OPEN", "Luôn mời đánh giá"],
];

let setup = null;
let draft = null;
let technicianPin = "";
let step = Math.max(0, STEPS.findIndex(([name]) => `#${name}` === location.hash));
let mistake = "";
let busy = false;
let agreed = false;
let saved = false;
let asSaved = "";
let languages = [];
let server = null;
const trial = { print: "", voice: "" };
let imported = null;

async function refresh() {
  try {
    take(await ask("/api/setup"));
  } catch {
    screen.replaceChildren(h("div", { class: "say" }, img("plug"), h("h1", {}, "Không liên lạc được với máy")));
    setTimeout(refresh, 2000);
  }
}

function take(now) {
  setup = now;
  if (now.open && !draft) {
    const more = now.more;
    draft = {
      office: { name: now.office?.name ?? "" },
      windowMs: now.windowMs ?? 120000,
      counters: (now.counters ?? [1, 2, 3].map((n) => ({ number: n, name: "", mode: "VISIT" }))).map((each) => ({ ...each })),
      clerks: (now.clerks ?? [{ name: "" }]).map((each) => ({ ...each, pin: "" })),
      scale: now.scale ?? "HL5/1",
      procedures: now.procedures ?? [],
      queues: structuredClone(more.queues),
      hours: structuredClone(more.hours),
      texts: structuredClone(more.texts),
      voice: structuredClone(more.voice),
      printer: structuredClone(more.printer),
      catalogue: more.catalogue ?? null,
      languages: [...more.languages],
    };
    if (now.office?.id) draft.office.id = now.office.id;
    asSaved = written();
    halves = null;
    eachDay = null;
    saved = now.office != null;
  }
  draw();
}

/** What would be saved, as text. */
const written = () => JSON.stringify({ draft, technicianPin });

// Saving hashes each PIN, which takes a Pi about a second a clerk on purpose.
const PATIENCE_MS = 120000;

async function act(path, body) {
  if (busy) return false;
  busy = true;
  mistake = "";
  draw();
  try {
    const now = await ask(path, body, PATIENCE_MS);
    busy = false;
    take(now);
    return true;
  } catch (refusal) {
    mistake = refusal.status ? refusal.message : "Máy chưa trả lời. Xin thử lại";
    busy = false;
    if (refusal.status === 401 && path !== "/api/setup/technician") await refresh();
    draw();
    return false;
  }
}

async function save() {
  const done = await act("/api/setup/office", { draft, technicianPin: technicianPin || null });
  if (done) {
    draft = null;
    technicianPin = "";
    saved = true;
    await refresh();
  }
  return done;
}

/** Counters, queues and clerks belong together, so the first five steps are saved together; the others each by itself. */
async function go(to) {
  if (to === step) return;
  const among = step <= LAST_FORM && to <= LAST_FORM;
  if (!among && (!saved || written() !== asSaved) && !(await save())) return;
  if (step === PADS) await act("/api/setup/pads/done", {});
  mistake = "";
  step = to;
  history.replaceState(null, "", `#${STEPS[step][0]}`);
  if (step === PADS) await act("/api/setup/pads/try", { counter: firstWithoutPad() });
  if (step === START) server = (await ask("/api/status").catch(() => null))?.link ?? null;
  if (step === CONTENT) languages = await ask("/api/texts").catch(() => []);
  draw();
  screen.querySelector("h2")?.focus();
}

const firstWithoutPad = () =>
  setup.counters?.find((each) => !setup.pads.pads.some((pad) => pad.counter === each.number))?.number ?? 0;

// ---------- the page

function draw() {
  const focused = document.activeElement?.id;
  const start = document.activeElement?.selectionStart;
  screen.replaceChildren(...(setup.open ? form() : [bar(), guard()]));
  const back = focused && focused !== "screen" && document.getElementById(focused);
  if (back) {
    back.focus();
    if (start != null && back.type !== "number" && back.setSelectionRange) back.setSelectionRange(start, start);
  }
}

function bar() {
  return h(
    "div",
    { class: "tech__bar" },
    h("h1", {}, "Cài đặt bộ phận"),
    h("p", {}, [setup.office?.name, "làm được khi không có mạng"].filter(Boolean).join(" · ")),
    setup.practice
      ? h("span", { class: "chip chip--warn" }, "Đang tập sử dụng")
      : h("span", { class: "chip chip--good" }, "Chính thức"),
  );
}

function form() {
  return [
    bar(),
    h(
      "div",
      { class: "setup__body" },
      h(
        "nav",
        { class: "steps", "aria-label": "Các bước" },
        STEPS.map(([, title], i) =>
          h(
            "button",
            { class: done(i) ? "step step--done" : "step", type: "button", id: `step-${i}`, "aria-current": i === step ? "step" : null, onclick: () => go(i) },
            h("i", {}, done(i) && i !== step ? "✓" : i === CONTENT ? "+" : String(i + 1)),
            title,
            done(i) ? h("span", { class: "vh" }, "xong") : null,
          ),
        ),
      ),
      h("section", { class: "setup__main" }, STEPS[step][2](), mistake ? h("p", { class: "mistake", role: "alert" }, mistake) : null),
    ),
    h(
      "div",
      { class: "setup__foot" },
      h("button", { class: "btn", type: "button", id: "back", disabled: step === 0, onclick: () => go(step - 1) }, "Quay lại"),
      step === CONTENT
        ? h("button", { class: "btn btn--main", type: "button", id: "on", "aria-disabled": busy ? "true" : null, onclick: () => save() }, busy ? "Đang lưu…" : "Lưu")
        : step < START
        ? h("button", { class: "btn btn--main", type: "button", id: "on", "aria-disabled": busy ? "true" : null, onclick: () => go(step + 1) }, busy ? "Đang lưu…" : "Tiếp tục")
        : setup.practice
          ? h("button", { class: "btn btn--main", type: "button", id: "on", "aria-disabled": agreed && saved ? null : "true", onclick: begin }, "Bắt đầu chính thức")
          : h("a", { class: "btn btn--main", href: "/status", id: "on" }, "Xem tình trạng máy"),
    ),
  ];
}

const allKeys = () => setup.scales?.find((each) => each.key === setup.scale)?.levels.length ?? 5;

function done(i) {
  if (i <= LAST_FORM) return saved;
  if (i === PADS) return saved && setup.counters.every((each) => setup.pads.pads.some((pad) => pad.counter === each.number));
  if (i === PRINT) return trial.print === "good";
  if (i === VOICE) return trial.voice === "good";
  if (i === CONTENT) return saved && setup.procedures.length > 0;
  return !setup.practice;
}

function guard() {
  let pin = "";
  return h(
    "form",
    {
      class: "signin",
      onsubmit: (event) => {
        event.preventDefault();
        act("/api/setup/technician", { pin });
      },
    },
    h("h1", {}, "Nhập mã PIN kỹ thuật"),
    h(
      "div",
      { class: "field" },
      h("label", { for: "pin" }, "Mã PIN kỹ thuật"),
      h("input", { id: "pin", type: "password", inputmode: "numeric", autocomplete: "off", maxlength: 12, oninput: (e) => (pin = e.target.value) }),
      mistake ? h("p", { class: "mistake", role: "alert" }, mistake) : null,
      h("button", { class: "btn btn--main", type: "submit", id: "enter" }, busy ? "Đang kiểm tra…" : "Mở trang cài đặt"),
    ),
  );
}

const heading = (words) => h("h2", { tabindex: -1 }, words);

function field(id, label, input, wide) {
  return h("div", { class: wide ? "field field--wide" : "field" }, h("label", { for: id }, label), input);
}

function text(id, value, onInput, attributes = {}) {
  return h("input", { id, value, autocomplete: "off", maxlength: 80, oninput: (event) => onInput(event.target.value), ...attributes });
}

// ---------- steps

function choice(id, value, options, onChange) {
  return h(
    "select",
    { id, onchange: (event) => onChange(event.target.value) },
    options.map(([key, words]) => h("option", { value: key, selected: key === value }, words)),
  );
}

function tick(id, checked, words, onChange) {
  return h("label", { class: "tick" }, h("input", { type: "checkbox", id, checked, onchange: (event) => onChange(event.target.checked) }), words);
}

/** "07:30–11:30, 13:30–17:00" to stretches; what is no time is refused when it is saved. */
function stretches(text) {
  return text
    .split(",")
    .map((part) => part.trim())
    .filter(Boolean)
    .map((part) => {
      const [from, to] = part.split(/\s*[–—-]\s*/);
      const full = (one) => (/^\d:\d\d$/.test(one ?? "") ? `0${one}` : (one ?? ""));
      return { from: full(from), to: full(to) };
    });
}
const spoken = (list) => list.map((each) => `${each.from}–${each.to}`).join(", ");

let eachDay = null;
function alike() {
  const open = draft.hours.weekly.filter((each) => each.stretches.length > 0);
  return open.length === 0 || open.every((each) => spoken(each.stretches) === spoken(open[0].stretches));
}

function setDay(day, list) {
  draft.hours.weekly = draft.hours.weekly.filter((each) => each.day !== day);
  if (list.length) draft.hours.weekly.push({ day, stretches: list });
  draft.hours.weekly.sort((one, two) => one.day - two.day);
}
const ofDay = (day) => draft.hours.weekly.find((each) => each.day === day)?.stretches ?? [];

/** The usual form: a morning, an afternoon, and the days they hold on. */
let halves = null;
function weekForm() {
  if (!halves) {
    const first = draft.hours.weekly.find((each) => each.stretches.length)?.stretches ?? [];
    halves = { morning: first[0] ? spoken([first[0]]) : "", afternoon: spoken(first.slice(1)) };
  }
  const both = () => [...stretches(halves.morning), ...stretches(halves.afternoon)];
  const all = () => draft.hours.weekly.forEach((each) => (each.stretches = both()));
  return [
    field("h1", "Sáng", text("h1", halves.morning, (v) => ((halves.morning = v), all()), { placeholder: "07:30–11:30" })),
    field("h2", "Chiều", text("h2", halves.afternoon, (v) => ((halves.afternoon = v), all()), { placeholder: "13:30–17:00" })),
    h(
      "fieldset",
      { class: "field field--wide days" },
      h("legend", {}, "Ngày làm việc"),
      DAYS.map((name, i) => tick(`d-${i + 1}`, ofDay(i + 1).length > 0, name, (on) => setDay(i + 1, on ? both() : []))),
    ),
  ];
}

function dayForm() {
  return DAYS.map((name, i) =>
    field(`w-${i + 1}`, name, text(`w-${i + 1}`, spoken(ofDay(i + 1)), (v) => setDay(i + 1, stretches(v)), { placeholder: "nghỉ" })),
  );
}

function officeStep() {
  eachDay ??= !alike();
  const sameMode = draft.counters.every((each) => each.mode === draft.counters[0]?.mode);
  return [
    heading("Bộ phận và giờ làm việc"),
    h("p", {}, "Tên in đúng như trên biển của bộ phận. Giờ làm việc quyết định lúc máy cho lấy số."),
    h(
      "div",
      { class: "form" },
      field("name", "Tên đơn vị", text("name", draft.office.name, (v) => (draft.office.name = v), { placeholder: "UBND xã …" }), true),
      field("count", "Số quầy", text("count", String(draft.counters.length), (v) => countTo(Number(v)), { inputmode: "numeric", maxlength: 2 })),
      field(
        "mode",
        "Chế độ đo",
        choice("mode", sameMode ? draft.counters[0]?.mode : "", sameMode ? MODES : [["", "khác nhau, xem bước 3"], ...MODES], (v) => {
          if (v) draft.counters.forEach((each) => setMode(each, v));
        }),
      ),
      eachDay ? dayForm() : weekForm(),
      h(
        "div",
        { class: "field" },
        h("button", { class: "btn", type: "button", id: "each-day", disabled: eachDay && !alike(), onclick: () => ((eachDay = !eachDay), (halves = null), draw()) }, eachDay ? "Giờ các ngày như nhau" : "Giờ khác nhau theo ngày"),
      ),
      field(
        "early",
        "Cho lấy số trước giờ mở cửa (phút)",
        text("early", String(draft.hours.earlyMinutes), (v) => (draft.hours.earlyMinutes = Number(v) || 0), { inputmode: "numeric", maxlength: 3 }),
      ),
      field(
        "window",
        "Mời đánh giá trong (giây, 30 đến 300)",
        text("window", String(draft.windowMs / 1000), (v) => (draft.windowMs = Math.round(Number(v) * 1000) || 0), { inputmode: "numeric" }),
      ),
      field(
        "technician",
        setup.guarded ? "Mã PIN kỹ thuật mới (để trống nếu giữ mã cũ)" : "Mã PIN kỹ thuật, từ 6 chữ số",
        text("technician", technicianPin, (v) => (technicianPin = v.replace(/\D/g, "")), { type: "password", inputmode: "numeric", maxlength: 12 }),
      ),
    ),
    h("div", { class: "note" }, h("p", {}, "Mã PIN kỹ thuật bảo vệ trang này: sau khi lưu, chỉ người biết mã mới mở lại được.")),
    clockNote(),
    setup.more.serverRefused ? h("div", { class: "note note--bad", role: "alert" }, h("p", {}, setup.more.serverRefused, ". Bộ phận vẫn dùng cấu hình đang có.")) : null,
    setup.more.serverVersion ? h("p", {}, `Cấu hình từ máy chủ: phiên bản ${setup.more.serverVersion}. Bản mới hơn của máy chủ sẽ thay những gì sửa ở đây.`) : null,
  ];
}

function countTo(count) {
  if (!(count >= 1 && count <= 32)) return;
  const mode = draft.counters[0]?.mode ?? "VISIT";
  while (draft.counters.length < count) addCounter(mode);
  for (const gone of draft.counters.splice(count)) leaveQueues(gone.number);
}

function addCounter(mode) {
  const added = { number: Math.max(0, ...draft.counters.map((each) => each.number)) + 1, name: "", mode: "VISIT" };
  draft.counters.push(added);
  setMode(added, mode);
}

function leaveQueues(number) {
  for (const queue of draft.queues) queue.counters = queue.counters.filter((each) => each !== number);
  draft.queues = draft.queues.filter((queue) => queue.counters.length > 0);
}

/** A counter that begins to call numbers calls the first queue; the first of them begins one. */
function setMode(counter, mode) {
  if (counter.mode === mode) return;
  counter.mode = mode;
  leaveQueues(counter.number);
  if (mode !== "TICKET") return;
  if (draft.queues.length === 0) draft.queues.push({ id: "thu-tuc", letter: "A", priorityLetter: "K", name: "Thủ tục", kind: "PROCEDURE", counters: [] });
  draft.queues[0].counters.push(counter.number);
}

function daysStep() {
  const receptions = draft.queues.filter((queue) => queue.kind === "RECEPTION");
  return [
    heading("Ngày nghỉ"),
    h("p", {}, "Ngày lễ, Tết, ngày nghỉ bù và ngày làm bù. Ngày không có ở đây theo giờ của thứ trong tuần."),
    h(
      "ul",
      { class: "rows rows--days" },
      draft.hours.special.map((each, i) =>
        h(
          "li",
          {},
          field(`sd-${i}`, "Ngày", h("input", { id: `sd-${i}`, type: "date", value: each.date, oninput: (event) => (each.date = event.target.value) })),
          field(`sn-${i}`, "Tên", text(`sn-${i}`, each.name, (v) => (each.name = v), { placeholder: "Quốc khánh" })),
          field(`sh-${i}`, "Giờ làm (để trống nếu nghỉ)", text(`sh-${i}`, spoken(each.stretches), (v) => (each.stretches = stretches(v)), { placeholder: "nghỉ cả ngày" })),
          h("button", { class: "btn", type: "button", id: `ds-${i}`, onclick: () => (draft.hours.special.splice(i, 1), draw()) }, "Xóa"),
        ),
      ),
    ),
    h("button", { class: "btn", type: "button", id: "add", onclick: () => (draft.hours.special.push({ date: "", name: "", stretches: [] }), draw()) }, img("plus"), "Thêm ngày"),
    h(
      "div",
      { class: "form" },
      receptions.length === 0
        ? h("p", { class: "field field--wide" }, "Ngày tiếp công dân: thêm hàng loại “Tiếp công dân” ở bước 3 trước.")
        : field(
            "reception",
            "Tiếp công dân vào các ngày trong tháng",
            text(
              "reception",
              draft.hours.reception.map((each) => each.dayOfMonth).join(", "),
              (v) => (draft.hours.reception = numbers(v).map((dayOfMonth) => ({ dayOfMonth, queue: receptions[0].id }))),
              { placeholder: "10, 20", inputmode: "numeric" },
            ),
          ),
    ),
  ];
}

const numbers = (text) => [...new Set((text.match(/\d+/g) ?? []).map(Number))];

function countersStep() {
  const tickets = draft.counters.some((each) => each.mode === "TICKET");
  return [
    heading("Quầy"),
    h("p", {}, "Số quầy như trên biển. Chế độ đo ghi cùng mỗi đánh giá, không cộng lẫn nhau."),
    h(
      "ul",
      { class: "rows" },
      draft.counters.map((each, i) =>
        h(
          "li",
          {},
          field(`no-${i}`, "Quầy số", text(`no-${i}`, String(each.number), (v) => renumber(each, Number(v) || 0), { inputmode: "numeric", maxlength: 2 })),
          field(`cn-${i}`, "Tên quầy", text(`cn-${i}`, each.name, (v) => (each.name = v), { placeholder: "Hộ tịch – Chứng thực" })),
          field(`mode-${i}`, "Chế độ đo", choice(`mode-${i}`, each.mode, MODES, (v) => (setMode(each, v), draw()))),
          h("button", { class: "btn", type: "button", id: `del-${i}`, onclick: () => (leaveQueues(draft.counters.splice(i, 1)[0].number), draw()) }, "Xóa"),
        ),
      ),
    ),
    h("button", { class: "btn", type: "button", id: "add", onclick: () => (addCounter("VISIT"), draw()) }, img("plus"), "Thêm quầy"),
    tickets ? queuesForm() : null,
    setup.more.warnings.map((words) => h("div", { class: "note note--warn" }, h("p", {}, words))),
  ];
}

/** Its id now, so that a reception day can name it before it is saved. */
function freshQueue() {
  let n = draft.queues.length + 1;
  while (draft.queues.some((each) => each.id === `hang-${n}`)) n++;
  return `hang-${n}`;
}

function renumber(counter, number) {
  for (const queue of draft.queues) queue.counters = queue.counters.map((each) => (each === counter.number ? number : each));
  counter.number = number;
}

function queuesForm() {
  return [
    h("h3", {}, "Hàng lấy số"),
    h("p", {}, "Mỗi hàng một chữ đầu. Không dùng I, O, Q, Đ, S, X vì dễ đọc nhầm."),
    h(
      "ul",
      { class: "rows rows--queues" },
      draft.queues.map((each, i) =>
        h(
          "li",
          {},
          field(`ql-${i}`, "Chữ", text(`ql-${i}`, each.letter, (v) => (each.letter = v.toUpperCase()), { maxlength: 1 })),
          field(`qp-${i}`, "Chữ ưu tiên", text(`qp-${i}`, each.priorityLetter ?? "", (v) => (each.priorityLetter = v.toUpperCase() || null), { maxlength: 1 })),
          field(`qn-${i}`, "Tên hàng", text(`qn-${i}`, each.name, (v) => (each.name = v), { placeholder: "Trả kết quả" })),
          field(`qk-${i}`, "Loại việc", choice(`qk-${i}`, each.kind, KINDS, (v) => (each.kind = v))),
          field(`qc-${i}`, "Quầy gọi", text(`qc-${i}`, each.counters.join(", "), (v) => (each.counters = numbers(v)), { placeholder: "1, 2", inputmode: "numeric" })),
          field(
            `qd-${i}`,
            "Số nhiều nhất một ngày",
            text(`qd-${i}`, each.dailyLimit ? String(each.dailyLimit) : "", (v) => (each.dailyLimit = Number(v) || null), { inputmode: "numeric", maxlength: 4, placeholder: "không giới hạn" }),
          ),
          h("button", { class: "btn", type: "button", id: `dq-${i}`, onclick: () => (draft.queues.splice(i, 1), draw()) }, "Xóa"),
        ),
      ),
    ),
    h(
      "button",
      { class: "btn", type: "button", id: "add-queue", onclick: () => (draft.queues.push({ id: freshQueue(), letter: "", name: "", kind: "PROCEDURE", counters: [] }), draw()) },
      img("plus"),
      "Thêm hàng",
    ),
  ];
}

function clerksStep() {
  return [
    heading("Cán bộ và mã PIN"),
    h("p", {}, "Mã PIN từ 6 chữ số, mỗi người tự đặt. Máy chỉ giữ mã băm, không ai đọc lại được. Trưởng ca đặt lại được mã của người khác khi không có mạng."),
    h(
      "ul",
      { class: "rows rows--clerks" },
      draft.clerks.map((each, i) =>
        h(
          "li",
          {},
          field(`cl-${i}`, "Họ tên", text(`cl-${i}`, each.name, (v) => (each.name = v))),
          field(
            `pin-${i}`,
            each.id ? "Mã PIN mới (để trống nếu giữ mã cũ)" : "Mã PIN",
            text(`pin-${i}`, each.pin, (v) => (each.pin = v.replace(/\D/g, "")), { type: "password", inputmode: "numeric", maxlength: 12 }),
          ),
          each.today ? h("p", {}, "chỉ trong hôm nay") : tick(`ld-${i}`, each.leader === true, "Trưởng ca", (on) => (each.leader = on)),
          h("button", { class: "btn", type: "button", id: `dc-${i}`, onclick: () => (draft.clerks.splice(i, 1), draw()) }, "Xóa"),
        ),
      ),
    ),
    h("button", { class: "btn", type: "button", id: "add", onclick: () => (draft.clerks.push({ name: "", pin: "" }), draw()) }, img("plus"), "Thêm cán bộ"),
  ];
}

function scaleStep() {
  return [
    heading("Thang đánh giá"),
    h("p", {}, "Đổi thang là bắt đầu một cách đo mới: số liệu hai thang không cộng với nhau."),
    h(
      "div",
      { class: "picker__rows" },
      setup.scales.map((each) =>
        h(
          "button",
          { class: "pick", type: "button", id: `scale-${each.key}`, "aria-pressed": String(draft.scale === each.key), onclick: () => ((draft.scale = each.key), draw()) },
          h("span", {}, each.levels.map((level) => level.vi).join(" · ")),
          h("small", {}, `${each.levels.length} mức`),
        ),
      ),
    ),
  ];
}

function padsStep() {
  const waiting = setup.pads.waitingFor;
  const last = setup.pads.pads.find((pad) => pad.counter === lastTried()) ?? null;
  return [
    heading(waiting ? `Bấm một phím bất kỳ trên bộ phím của quầy ${waiting}` : "Thử từng phím của mỗi bộ phím"),
    h(
      "p",
      { role: "status" },
      waiting
        ? `Máy nhận bộ phím nào vừa được bấm thì gắn bộ đó với quầy ${waiting}. Lần bấm thử không tính.`
        : "Bấm lần lượt các phím 1 đến 5. Đèn dưới phím sáng là máy đã nhận. Lần bấm thử không tính.",
    ),
    last ? padView(last) : null,
    h(
      "ul",
      { class: "checks" },
      setup.counters.map((each) => {
        const pad = setup.pads.pads.find((one) => one.counter === each.number);
        const seen = pad ? bits(pad.keys) : 0;
        return h(
          "li",
          {},
          h("b", {}, `Quầy ${each.number}`),
          h("span", {}, pad ? `bộ phím ${pad.pad.split("/").pop()}` : "chưa gắn bộ phím"),
          pad
            ? pad.up
              ? h("span", { class: seen >= allKeys() ? "chip chip--good" : "chip chip--warn" }, seen >= allKeys() ? `đủ ${allKeys()} phím` : `mới thấy ${seen} trên ${allKeys()} phím`)
              : h("span", { class: "chip chip--bad" }, "không trả lời")
            : h("span", { class: "chip chip--plain chip--none" }, "dùng màn hình đánh giá cũng được"),
          h("button", { class: "btn", type: "button", id: `bind-${each.number}`, onclick: () => act("/api/setup/pads/try", { counter: each.number }) }, pad ? "Gắn bộ khác" : "Gắn bộ phím"),
        );
      }),
    ),
    setup.pads.pads.some((pad) => pad.counter === 0)
      ? h("p", {}, `Chưa gắn: ${setup.pads.pads.filter((pad) => pad.counter === 0).map((pad) => pad.pad).join(", ")}`)
      : null,
  ];
}

let tried = 0;
function lastTried() {
  const pads = setup.pads.pads.filter((pad) => pad.counter && pad.keys);
  const changed = pads.find((pad) => seenBefore[pad.pad] !== pad.keys);
  for (const pad of pads) seenBefore[pad.pad] = pad.keys;
  if (changed) tried = changed.counter;
  return tried;
}
const seenBefore = {};
const bits = (mask) => [0, 1, 2, 3, 4].filter((i) => mask & (1 << i)).length;

function padView(pad) {
  return h(
    "ul",
    { class: "padview", "aria-label": `Bộ phím quầy ${pad.counter}` },
    [1, 2, 3, 4, 5].map((key) => {
      const on = (pad.keys & (1 << (key - 1))) !== 0;
      return h(
        "li",
        {},
        h("span", { class: "level__face" }, img(`face-${key}`)),
        String(key),
        h("span", { class: on ? "lamp lamp--on" : "lamp" }),
        h("span", { class: "vh" }, on ? "đã nhận" : "chưa bấm"),
      );
    }),
  );
}

let local = "";
function clockNote() {
  return [
    h(
      "div",
      { class: "note" },
      h("p", {}, "Giờ của máy: ", h("b", {}, `${time(setup.clock.wallMs)} ${date(setup.clock.wallMs)}`)),
      setup.clock.trusted ? h("span", { class: "chip chip--good" }, "tin cậy") : h("span", { class: "chip chip--warn" }, "Đồng hồ thiết bị chưa tin cậy"),
    ),
    setup.clock.trusted
      ? null
      : h(
          "div",
          { class: "form" },
          h("p", { class: "field field--wide" }, "Khi có mạng, máy tự lấy giờ. Không có mạng thì nhập theo đồng hồ đeo tay; sai một phút không sao."),
          field("local", "Ngày và giờ đúng (giờ Việt Nam)", h("input", { id: "local", type: "datetime-local", value: local, oninput: (event) => (local = event.target.value) })),
          h("div", { class: "field" }, h("button", { class: "btn", type: "button", id: "set", onclick: () => act("/api/setup/clock", { local }) }, "Đặt giờ này")),
        ),
  ];
}

/** Asks another part for a test; a kiosk without that device has no such door. */
async function tryOut(what, path) {
  if (busy) return;
  busy = true;
  trial[what] = "";
  draw();
  try {
    await ask(path, {}, 30000);
    trial[what] = "good";
    trial.words = "";
  } catch (refusal) {
    const none = refusal.status === 404 || (what === "voice" && refusal.status === 409);
    trial[what] = none ? "none" : "bad";
    trial.words = refusal.status ? refusal.message : "Máy chưa trả lời. Xin thử lại";
  }
  busy = false;
  draw();
}

function trialNote(what, good, none) {
  const state = trial[what];
  if (!state) return null;
  return h(
    "div",
    { class: state === "bad" ? "note note--bad" : "note", role: "status" },
    h("p", {}, state === "good" ? good : state === "none" ? none : trial.words),
    h("span", { class: state === "good" ? "chip chip--good" : state === "none" ? "chip chip--plain" : "chip chip--bad" }, state === "good" ? "đạt" : state === "none" ? "không có" : "chưa được"),
  );
}

function printStep() {
  return [
    heading("Thử in phiếu"),
    h("p", {}, "Máy in một phiếu thử có đủ dấu tiếng Việt và mã QR. Phiếu thử không phải là một số."),
    h("button", { class: "btn", type: "button", id: "print-test", "aria-disabled": busy ? "true" : null, onclick: () => tryOut("print", "/api/setup/print-test") }, img("printer"), "In phiếu thử"),
    trialNote("print", "Phiếu đã in. Xin xem dấu tiếng Việt có rõ không", "Chưa nối máy in. Số được hiện trên màn hình lấy số"),
    h(
      "div",
      { class: "form" },
      field(
        "roll",
        "Cuộn giấy mới dài (mét)",
        text("roll", String(draft.printer.rollMetres), (v) => (draft.printer.rollMetres = Number(v) || 0), { inputmode: "numeric", maxlength: 3 }),
      ),
    ),
  ];
}

function voiceStep() {
  const voice = draft.voice;
  const way = (id, key, label, one, other) => field(id, label, choice(id, voice[key], [[one, one], [other, other]], (v) => (voice[key] = v)));
  return [
    heading("Thử loa"),
    h("p", {}, "Máy đọc một số mẫu. Chỉnh âm lượng để nghe rõ ở hàng ghế cuối."),
    h("button", { class: "btn", type: "button", id: "voice-test", "aria-disabled": busy ? "true" : null, onclick: () => tryOut("voice", "/api/setup/voice-try") }, img("speech"), "Đọc thử"),
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
          h("button", { class: "btn", type: "button", id: `dv-${i}`, onclick: () => (voice.volumes.splice(i, 1), draw()) }, "Xóa"),
        ),
      ),
    ),
    h("button", { class: "btn", type: "button", id: "add", onclick: () => (voice.volumes.push({ fromHour: 11, toHour: 14, percent: 50 }), draw()) }, img("plus"), "Thêm khung giờ"),
  ];
}

// ---------- what is shown and offered

const area = (id, value, onInput, rows = 4) => h("textarea", { id, rows, oninput: (event) => onInput(event.target.value) }, value);
const lines = (text) => text.split("\n").map((line) => line.trim()).filter(Boolean);

function contentStep() {
  const texts = draft.texts;
  return [
    heading("Danh mục và nội dung"),
    h("p", {}, "Thủ tục lấy từ danh mục đã công bố; bộ phận không tự đặt thủ tục."),
    h(
      "div",
      { class: "form" },
      field("decision", "Quyết định công bố danh mục số", text("decision", draft.catalogue?.decision ?? "", (v) => setCatalogue("decision", v), { placeholder: "1234/QĐ-UBND" })),
      field("decided", "Ngày quyết định", h("input", { id: "decided", type: "date", value: draft.catalogue?.date ?? "", oninput: (event) => setCatalogue("date", event.target.value) })),
      field("csv", "Danh mục dạng CSV (dòng đầu là tên cột: code, name, field_name)", area("csv", imported?.csv ?? "", (v) => (imported = { csv: v })), true),
      field("csv-file", "hoặc chọn tệp", h("input", { id: "csv-file", type: "file", accept: ".csv,text/csv,text/plain", onchange: pickFile }), true),
      h("div", { class: "field" }, h("button", { class: "btn", type: "button", id: "read", onclick: readList }, "Xem trước")),
    ),
    imported?.list ? preview(imported.list) : h("p", { role: "status" }, draft.procedures.length ? `Đang dùng ${draft.procedures.length} thủ tục.` : "Chưa dùng thủ tục nào."),
    draft.procedures.length || draft.catalogue?.decision || draft.catalogue?.date
      ? h("div", {}, h("button", { class: "btn", type: "button", id: "no-list", onclick: dropList }, "Bỏ danh mục đang dùng"))
      : null,
    draft.procedures.length ? commonForm() : null,
    h(
      "fieldset",
      { class: "field days" },
      h("legend", {}, "Ngôn ngữ trên máy lấy số, ngoài tiếng Việt"),
      languages
        .filter((each) => each.lang !== "vi")
        .map((each) =>
          tick(`lang-${each.lang}`, draft.languages.includes(each.lang), each.missing ? `${each.name} (thiếu ${each.missing} câu, hiện tiếng Việt)` : each.name, (on) => {
            draft.languages = draft.languages.filter((code) => code !== each.lang);
            if (on) draft.languages.push(each.lang);
          }),
        ),
    ),
    h(
      "div",
      { class: "form" },
      field("look-up", "Địa chỉ tra cứu hồ sơ, in thành mã QR trên phiếu", text("look-up", texts.lookUpAddress ?? "", (v) => (texts.lookUpAddress = v.trim() || null), { maxlength: 200, placeholder: "https://" }), true),
      field("notices", "Thông báo trên bảng, mỗi dòng một thông báo", area("notices", texts.notices.join("\n"), (v) => (texts.notices = lines(v))), true),
      field("slogans", "Khẩu hiệu, mỗi dòng một câu", area("slogans", texts.slogans.join("\n"), (v) => (texts.slogans = lines(v))), true),
      field("conduct", "Quy tắc ứng xử cho cán bộ", area("conduct", texts.conduct?.text ?? "", setConduct, 6), true),
    ),
  ];
}

function setCatalogue(key, value) {
  draft.catalogue = { decision: "", date: "", ...draft.catalogue, [key]: value };
}

/** Nothing is gone before it is saved. */
function dropList() {
  draft.catalogue = { decision: "", date: "" };
  draft.procedures = [];
  draft.texts.posted = [];
  imported = null;
  draw();
  document.getElementById("decision").focus();
}

function setConduct(text) {
  const before = setup.more.texts.conduct;
  if (!text.trim()) draft.texts.conduct = null;
  else draft.texts.conduct = { version: before?.text === text ? before.version : (before?.version ?? 0) + 1, text };
}

async function pickFile(event) {
  const file = event.target.files?.[0];
  if (!file) return;
  imported = { csv: await file.text() };
  await readList();
}

async function readList() {
  try {
    imported = { csv: imported?.csv ?? "", list: await ask("/api/setup/procedures", { csv: imported?.csv ?? "" }) };
    mistake = "";
  } catch (refusal) {
    mistake = refusal.status ? refusal.message : "Máy chưa trả lời. Xin thử lại";
  }
  draw();
}

function preview(list) {
  const decided = draft.catalogue?.decision && draft.catalogue?.date;
  const good = list.mistakes.length === 0;
  return h(
    "div",
    { class: good ? "note note--list" : "note note--bad note--list", role: "status" },
    good
      ? [
          h("p", {}, `${list.procedures.length} thủ tục: thêm ${list.added.length}, bỏ ${list.removed.length}, đổi tên ${list.renamed.length}`),
          list.removed.length ? h("p", {}, `Bỏ: ${list.removed.slice(0, 10).join(", ")}${list.removed.length > 10 ? "…" : ""}`) : null,
          list.renamed.length ? h("p", {}, `Đổi tên: ${list.renamed.slice(0, 10).join(", ")}${list.renamed.length > 10 ? "…" : ""}`) : null,
          decided ? null : h("p", {}, "Xin nhập số và ngày quyết định công bố danh mục trước khi dùng."),
          h(
            "button",
            {
              class: "btn",
              type: "button",
              id: "take",
              "aria-disabled": decided ? null : "true",
              onclick: () => {
                if (!decided) return;
                draft.procedures = list.procedures;
                if (list.posted.length) draft.texts.posted = list.posted;
                imported = null;
                draw();
              },
            },
            "Dùng danh mục này",
          ),
        ]
      : list.mistakes.map((words) => h("p", {}, words)),
  );
}

/** Up to six procedures have a key of their own; their short names are the office's. */
function commonForm() {
  const common = draft.procedures.filter((each) => each.common);
  const others = draft.procedures.filter((each) => !each.common);
  return [
    h("h3", {}, "Thủ tục thường gặp (có phím riêng, nhiều nhất 6)"),
    h(
      "ul",
      { class: "rows rows--clerks" },
      common.map((each, i) =>
        h(
          "li",
          {},
          field(`nick-${i}`, `${each.code} ${each.name}`, text(`nick-${i}`, each.nickname ?? "", (v) => (each.nickname = v.trim() || null), { placeholder: "Khai sinh" })),
          field(`key-${i}`, "Từ khóa", text(`key-${i}`, each.keywords ?? "", (v) => (each.keywords = v.trim() || null), { maxlength: 300 })),
          h("button", { class: "btn", type: "button", id: `nc-${i}`, onclick: () => ((each.common = false), draw()) }, "Bỏ phím"),
        ),
      ),
    ),
    common.length < 6
      ? field(
          "add-common",
          "Thêm phím cho",
          choice("add-common", "", [["", "chọn thủ tục"], ...others.map((each) => [each.code, `${each.code} ${each.name}`])], (code) => {
            const chosen = draft.procedures.find((each) => each.code === code);
            if (chosen) chosen.common = true;
            draw();
          }),
        )
      : null,
  ];
}

function startStep() {
  const pads = setup.counters?.filter((each) => setup.pads.pads.some((pad) => pad.counter === each.number)).length ?? 0;
  const check = (title, line, good, word) =>
    h("li", {}, h("b", {}, title), h("span", {}, line), h("span", { class: good ? "chip chip--good" : "chip chip--warn" }, word));
  return [
    heading("Bắt đầu chính thức"),
    h("p", {}, "Từ lúc này mỗi lượt đều tính và không xóa được. Quay lại chế độ tập phải có cấp trên duyệt."),
    h(
      "ul",
      { class: "checks" },
      check(`${setup.counters?.length ?? 0} quầy, ${setup.clerks?.length ?? 0} cán bộ`, saved ? "mã PIN đã đặt" : "chưa lưu", saved, saved ? "đạt" : "chưa đủ"),
      check("Mã PIN kỹ thuật", setup.guarded ? "đã đặt" : "chưa đặt, xin đặt ở bước 1", setup.guarded, setup.guarded ? "đạt" : "chưa đủ"),
      check("Bộ phím đánh giá", `${pads} trên ${setup.counters?.length ?? 0} quầy`, pads > 0 && pads === setup.counters?.length, pads === setup.counters?.length ? "đạt" : "quầy không có bộ phím dùng màn hình"),
      check(
        "In phiếu, loa",
        trial.print || trial.voice ? "đã thử" : "chưa thử",
        trial.print === "good" && trial.voice === "good",
        trial.print === "good" && trial.voice === "good" ? "đạt" : "vẫn bắt đầu được",
      ),
      check("Đồng hồ", `${time(setup.clock.wallMs)} ${date(setup.clock.wallMs)}`, setup.clock.trusted, setup.clock.trusted ? "tin cậy" : "chưa tin cậy, vẫn bắt đầu được"),
      check(
        "Máy chủ cấp trên",
        server?.backlog ? `chưa gửi: ${number(server.backlog)} bản ghi` : "",
        server?.state === "ONLINE",
        server?.state === "ONLINE" ? "đã nối" : "chưa nối, vẫn bắt đầu được",
      ),
    ),
    setup.practice
      ? h(
          "label",
          { class: "tick" },
          h("input", { type: "checkbox", id: "agreed", checked: agreed, onchange: (event) => ((agreed = event.target.checked), draw()) }),
          "Tôi đã báo cho cán bộ các quầy: từ nay số liệu là thật",
        )
      : h("p", { role: "status" }, "Máy đang chạy chính thức."),
  ];
}

async function begin() {
  if (agreed && saved) await act("/api/setup/start", { agreed: true });
}

// Last, because drawing uses every constant above.
await refresh();
setInterval(async () => {
  if (setup?.open && step === PADS && !busy) {
    const before = JSON.stringify(setup.pads);
    const now = await ask("/api/setup").catch(() => null);
    if (now?.open) setup = now;
    if (JSON.stringify(setup.pads) !== before) draw();
  }
}, 500);
