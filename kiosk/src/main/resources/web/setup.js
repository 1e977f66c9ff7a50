// Setting the kiosk up. Works with nothing but this page: no server, no network.
import { ask, date, h, img, time } from "/assets/dom.js";

const screen = document.getElementById("screen");
const STEPS = [
  ["bo-phan", "Bộ phận", officeStep],
  ["quay", "Quầy", countersStep],
  ["can-bo", "Cán bộ và mã PIN", clerksStep],
  ["thang", "Thang đánh giá", scaleStep],
  ["phim", "Thử phím đánh giá", padsStep],
  ["gio", "Đồng hồ", clockStep],
  ["bat-dau", "Bắt đầu chính thức", startStep],
];
const PADS = 4;

let setup = null;
let draft = null;
let technicianPin = "";
let step = Math.max(0, STEPS.findIndex(([name]) => `#${name}` === location.hash));
let mistake = "";
let busy = false;
let agreed = false;
let saved = false;

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
    draft = {
      office: { name: now.office?.name ?? "" },
      windowMs: now.windowMs ?? 120000,
      counters: (now.counters ?? [1, 2, 3].map((n) => ({ number: n, name: "", mode: "VISIT" }))).map((each) => ({ ...each })),
      clerks: (now.clerks ?? [{ name: "" }]).map((each) => ({ ...each, pin: "" })),
      scale: now.scale ?? "HL5/1",
      procedures: now.procedures,
    };
    if (now.office?.id) draft.office.id = now.office.id;
    saved = now.office != null;
  }
  draw();
}

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

async function go(to) {
  if (to === step) return;
  const leavesForm = step <= 3;
  if (leavesForm && (to > 3 || to < 0) && !(await save())) return;
  if (step === PADS) await act("/api/setup/pads/done", {});
  mistake = "";
  step = to;
  history.replaceState(null, "", `#${STEPS[step][0]}`);
  if (step === PADS) await act("/api/setup/pads/try", { counter: firstWithoutPad() });
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
            h("i", {}, done(i) && i !== step ? "✓" : String(i + 1)),
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
      step < STEPS.length - 1
        ? h("button", { class: "btn btn--main", type: "button", id: "on", "aria-disabled": busy ? "true" : null, onclick: () => go(step + 1) }, busy ? "Đang lưu…" : "Tiếp tục")
        : setup.practice
          ? h("button", { class: "btn btn--main", type: "button", id: "on", "aria-disabled": agreed && saved ? null : "true", onclick: begin }, "Bắt đầu chính thức")
          : h("a", { class: "btn btn--main", href: "/status", id: "on" }, "Xem tình trạng máy"),
    ),
  ];
}

const allKeys = () => setup.scales?.find((each) => each.key === setup.scale)?.levels.length ?? 5;

function done(i) {
  if (i <= 3) return saved;
  if (i === PADS) return saved && setup.counters.every((each) => setup.pads.pads.some((pad) => pad.counter === each.number));
  if (i === 5) return setup.clock.trusted;
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

function officeStep() {
  return [
    heading("Bộ phận"),
    h("p", {}, "Tên đúng như trên biển của bộ phận."),
    h(
      "div",
      { class: "form" },
      field("name", "Tên đơn vị", text("name", draft.office.name, (v) => (draft.office.name = v), { placeholder: "UBND xã …" }), true),
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
  ];
}

function countersStep() {
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
          field(`no-${i}`, "Quầy số", text(`no-${i}`, String(each.number), (v) => (each.number = Number(v) || 0), { inputmode: "numeric", maxlength: 2 })),
          field(`cn-${i}`, "Tên quầy", text(`cn-${i}`, each.name, (v) => (each.name = v), { placeholder: "Hộ tịch – Chứng thực" })),
          field(
            `mode-${i}`,
            "Chế độ đo",
            h(
              "select",
              { id: `mode-${i}`, onchange: (event) => (each.mode = event.target.value) },
              h("option", { value: "VISIT", selected: each.mode === "VISIT" }, "Chỉ bấm khi xong lượt"),
              h("option", { value: "OPEN", selected: each.mode === "OPEN" }, "Luôn mời đánh giá"),
            ),
          ),
          h("button", { class: "btn", type: "button", id: `del-${i}`, onclick: () => (draft.counters.splice(i, 1), draw()) }, "Xóa"),
        ),
      ),
    ),
    h(
      "button",
      {
        class: "btn",
        type: "button",
        id: "add",
        onclick: () => {
          draft.counters.push({ number: Math.max(0, ...draft.counters.map((c) => c.number)) + 1, name: "", mode: "VISIT" });
          draw();
        },
      },
      img("plus"),
      "Thêm quầy",
    ),
  ];
}

function clerksStep() {
  return [
    heading("Cán bộ và mã PIN"),
    h("p", {}, "Mã PIN từ 6 chữ số, mỗi người tự đặt. Máy chỉ giữ mã băm, không ai đọc lại được."),
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
function clockStep() {
  return [
    heading("Đồng hồ"),
    h(
      "div",
      { class: "note" },
      h("p", {}, "Giờ của máy: ", h("b", {}, `${time(setup.clock.wallMs)} ${date(setup.clock.wallMs)}`)),
      setup.clock.trusted ? h("span", { class: "chip chip--good" }, "tin cậy") : h("span", { class: "chip chip--warn" }, "Đồng hồ thiết bị chưa tin cậy"),
    ),
    h("p", {}, "Khi có mạng, máy tự lấy giờ. Không có mạng thì nhập theo đồng hồ đeo tay; sai một phút không sao."),
    h(
      "div",
      { class: "form" },
      field("local", "Ngày và giờ đúng (giờ Việt Nam)", h("input", { id: "local", type: "datetime-local", value: local, oninput: (event) => (local = event.target.value) })),
      h("div", { class: "field" }, h("button", { class: "btn", type: "button", id: "set", onclick: () => act("/api/setup/clock", { local }) }, "Đặt giờ này")),
    ),
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
      check("Đồng hồ", `${time(setup.clock.wallMs)} ${date(setup.clock.wallMs)}`, setup.clock.trusted, setup.clock.trusted ? "tin cậy" : "chưa tin cậy, vẫn bắt đầu được"),
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
