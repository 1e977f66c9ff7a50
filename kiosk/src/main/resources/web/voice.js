// Recording the office's own voice, in any language: one clip after another, read from the screen.
import { ask, h, img, Refused } from "/assets/dom.js";
import { ENGLISH } from "/assets/technician-english.js";
import { languageKey, number, own, ownLanguage, rich, speak, speakAsBefore, t, teach, told } from "/assets/texts.js";
import { canRecord, fileToWav, play, Recording } from "/assets/voice-record.js";

const screen = document.getElementById("screen");
const KINDS = [
  ["CALL", "Gọi số"],
  ["RECALL", "Gọi lại"],
  ["PRIORITY", "Gọi số ưu tiên"],
  ["TRANSFER", "Chuyển quầy"],
];
const LONGEST_MS = 10000;

let shown = null;
let locked = false;
let pin = "";
let language = "vi";
let at = 0;
let recording = null;
let timer = 0;
let busy = false;
/** What was done last: words, or a function that gives them. */
let said = "";
let mistake = "";
let adding = { code: "", name: "" };
let sentences = {};

const pack = () => shown.languages.find((each) => each.code === language) ?? shown.languages[0];
const clip = () => pack().clips[at];
const door = (one = clip()) => `/api/setup/voice/${pack().code}/${one.name}`;

async function refresh() {
  try {
    shown = await ask("/api/setup/voice");
    locked = false;
  } catch (refusal) {
    locked = refusal.status === 401;
    if (!locked) {
      screen.replaceChildren(h("div", { class: "say" }, img("plug"), h("h1", {}, t("Không liên lạc được với máy"))));
      setTimeout(refresh, 2000);
      return;
    }
  }
  draw();
}

async function act(work, done = "") {
  if (busy) return;
  busy = true;
  mistake = "";
  said = "";
  draw();
  try {
    await work();
    if (done) said = done;
  } catch (refusal) {
    mistake = refusal.status ? refusal.message : "Máy chưa làm được. Xin thử lại";
    if (refusal.status === 401) locked = true;
  }
  busy = false;
  draw();
}

async function send(method, path, body) {
  const answer = await fetch(path, { method, body, signal: AbortSignal.timeout(20000) });
  const json = await answer.json().catch(() => ({}));
  if (!answer.ok) throw new Refused(answer.status, json);
  return json;
}

const replace = (now) => {
  pack().clips = pack().clips.map((each) => (each.name === now.name ? now : each));
};

// ---------- one clip

async function record() {
  mistake = "";
  said = "";
  try {
    recording = await Recording.start((level) => {
      const meter = document.getElementById("level");
      if (meter) meter.value = level;
    });
    timer = setTimeout(stop, LONGEST_MS);
  } catch (refusal) {
    mistake = refusal.name === "NotAllowedError" ? "Trình duyệt chưa cho phép dùng micrô" : "Không thấy micrô. Xin kiểm tra rồi thử lại";
  }
  draw();
}

async function stop() {
  clearTimeout(timer);
  const ended = recording;
  recording = null;
  if (!ended) return;
  await act(async () => keep(await ended.stop()));
}

async function keep(wav) {
  const now = await send("POST", door(), wav);
  replace(now);
  said = () => rich("Đã giữ “{text}”, {n} giây", { text: inItsLanguage(now.text), n: seconds(now.ms) });
  const next = pack().clips.findIndex((each, i) => i > at && !each.own && each.name !== "chuong");
  if (next >= 0) at = next;
}

async function listen(one) {
  const answer = await fetch(door(one), { cache: "no-store" });
  if (!answer.ok) throw new Refused(answer.status, await answer.json().catch(() => ({})));
  await play(await answer.arrayBuffer());
}

function choose(i) {
  if (recording) return;
  at = i;
  said = "";
  mistake = "";
  draw();
  document.getElementById("record")?.focus();
}

// ---------- the page

function inOtherWords(to) {
  speak(to);
  draw();
}

function draw() {
  document.title = t("Giọng gọi");
  const focused = document.activeElement?.id;
  screen.replaceChildren(bar(), ...(locked ? [guard()] : [h("div", { class: "setup__body" }, list(), main())]));
  if (focused) document.getElementById(focused)?.focus();
}

function bar() {
  return h(
    "div",
    { class: "tech__bar" },
    h("h1", {}, t("Giọng gọi")),
    h("p", {}, t("Ghi giọng của đơn vị, làm được khi không có mạng")),
    shown ? state() : null,
    h("a", { class: "btn", href: "/setup", id: "setup" }, t("Cài đặt bộ phận")),
    languageKey((to) => ({ onclick: () => inOtherWords(to) })),
  );
}

function state() {
  const { condition, detail } = shown.state;
  if (condition === "OK") return h("span", { class: "chip chip--good" }, t("Loa chạy tốt"));
  if (condition === "OFF") return h("span", { class: "chip chip--plain" }, t("Chưa nối loa"));
  return h("span", { class: "chip chip--bad" }, rich("Loa không kêu: {detail}", { detail: h("span", { lang: "en" }, detail) }));
}

function guard() {
  return h(
    "form",
    {
      class: "signin",
      onsubmit: (event) => {
        event.preventDefault();
        act(async () => {
          await ask("/api/setup/technician", { pin });
          pin = "";
          await refresh();
        });
      },
    },
    h("h1", {}, t("Nhập mã PIN kỹ thuật")),
    h(
      "div",
      { class: "field" },
      h("label", { for: "pin" }, t("Mã PIN kỹ thuật")),
      h("input", { id: "pin", type: "password", inputmode: "numeric", autocomplete: "off", maxlength: 12, value: pin, oninput: (e) => (pin = e.target.value) }),
      mistake ? h("p", { class: "mistake", role: "alert" }, told(mistake)) : null,
      h("button", { class: "btn btn--main", type: "submit", id: "enter" }, busy ? t("Đang kiểm tra…") : t("Mở trang giọng gọi")),
    ),
  );
}

function list() {
  return h(
    "nav",
    { class: "steps", "aria-label": t("Các đoạn tiếng") },
    h(
      "div",
      { class: "field" },
      h("label", { for: "language" }, t("Tiếng")),
      h(
        "select",
        {
          id: "language",
          disabled: recording != null,
          onchange: (event) => {
            language = event.target.value;
            at = 0;
            sentences = {};
            draw();
          },
        },
        shown.languages.map((each) => h("option", { value: each.code, selected: each.code === pack().code, lang: ownLanguage() }, each.name)),
      ),
    ),
    pack().clips.map((each, i) =>
      h(
        "button",
        { class: each.own ? "step step--done" : "step", type: "button", id: `clip-${each.name}`, "aria-current": i === at ? "step" : null, onclick: () => choose(i) },
        h("i", {}, each.own ? "✓" : each.there ? "" : "–"),
        inItsLanguage(each.text),
        h("span", { class: "step__state" }, status(each)),
      ),
    ),
  );
}

const shownWords = () => (typeof said === "function" ? said() : told(said));

function status(each) {
  if (each.own) return t("đã ghi");
  return each.there ? t("giọng máy") : t("chưa có");
}

/** Words of the language that is recorded; those of the office have no code that browsers know. */
const inItsLanguage = (words) => (pack().code === "en" ? h("span", { lang: "en" }, words) : own(words));
const seconds = (ms) => number(Math.round(ms / 100) / 10);

function main() {
  const one = clip();
  const recorded = pack().clips.filter((each) => each.own).length;
  return h(
    "section",
    { class: "setup__main" },
    h("p", {}, t("Đã ghi {n} trên {all} đoạn. Đọc chậm, rõ, đúng một lần, cách micrô một gang tay.", { n: recorded, all: pack().clips.length })),
    h("h2", { id: "read", lang: pack().code === "en" ? "en" : ownLanguage() }, one.text),
    canRecord()
      ? [
          h(
            "div",
            { class: "rest__keys rest__keys--left" },
            recording
              ? h("button", { class: "btn btn--main", type: "button", id: "record", onclick: stop }, t("Xong"))
              : h("button", { class: "btn btn--main", type: "button", id: "record", "aria-disabled": busy ? "true" : null, onclick: record }, busy ? t("Đang lưu…") : t("Ghi")),
            h("button", { class: "btn", type: "button", id: "listen", disabled: !one.there || recording != null, onclick: () => act(() => listen(one)) }, t("Nghe thử")),
            one.own ? h("button", { class: "btn", type: "button", id: "drop", disabled: recording != null, onclick: () => act(async () => replace(await send("DELETE", door())), "Đã bỏ bản ghi") }, t("Bỏ bản ghi")) : null,
          ),
          h("label", { class: "vh", for: "level" }, t("Độ to của micrô")),
          h("meter", { id: "level", class: "level-meter", min: 0, max: 1, low: 0.1, high: 0.95, optimum: 0.5, value: 0 }),
        ]
      : [
          h("div", { class: "note" }, h("p", {}, t("Ở đây trình duyệt không cho dùng micrô. Xin mở trang này ngay trên máy lấy số (địa chỉ 127.0.0.1), hoặc ghi bằng điện thoại rồi chọn tệp ở dưới."))),
          h(
            "div",
            { class: "rest__keys rest__keys--left" },
            h("button", { class: "btn", type: "button", id: "listen", disabled: !one.there, onclick: () => act(() => listen(one)) }, t("Nghe thử")),
            one.own ? h("button", { class: "btn", type: "button", id: "drop", onclick: () => act(async () => replace(await send("DELETE", door())), "Đã bỏ bản ghi") }, t("Bỏ bản ghi")) : null,
          ),
        ],
    h("p", { role: "status", id: "said" }, recording ? t("Đang ghi. Đọc xong bấm “Xong”.") : shownWords() || told(one.problem) || ""),
    mistake ? h("p", { class: "mistake", role: "alert" }, told(mistake)) : null,
    h(
      "div",
      { class: "field" },
      h("label", { for: "file" }, t("Hoặc chọn tệp ghi âm của đoạn này")),
      h("input", {
        id: "file",
        type: "file",
        accept: "audio/*",
        disabled: recording != null,
        onchange: (event) => {
          const [file] = event.target.files;
          if (file) act(async () => keep(await decoded(file)));
        },
      }),
    ),
    pack().problem ? h("div", { class: "note" }, h("p", {}, told(pack().problem))) : null,
    ...phrases(),
    ...another(),
  );
}

async function decoded(file) {
  try {
    return await fileToWav(file);
  } catch {
    throw new Refused(400, { error: "Tệp này không phải tệp ghi âm" });
  }
}

function phrases() {
  return [
    h("h3", {}, t("Câu gọi")),
    h("p", {}, t("Chỉ ghép từ lời của các đoạn tiếng. {so} là số thứ tự, {quay} là số quầy, {n} là lần nhắc. Để trống là câu mặc định.")),
    h(
      "ul",
      { class: "rows rows--voice" },
      KINDS.map(([kind, title]) =>
        h(
          "li",
          {},
          h(
            "div",
            { class: "field" },
            h("label", { for: `say-${kind}` }, t(title)),
            h("input", {
              id: `say-${kind}`,
              lang: pack().code === "en" ? "en" : ownLanguage(),
              value: sentences[kind] ?? pack().sentences[kind] ?? "",
              maxlength: 200,
              autocomplete: "off",
              oninput: (event) => (sentences[kind] = event.target.value),
            }),
          ),
          h("button", { class: "btn", type: "button", id: `keep-${kind}`, onclick: () => sentence(kind) }, t("Lưu câu")),
          h("button", { class: "btn", type: "button", id: `try-${kind}`, onclick: () => act(() => ask("/api/setup/voice-try", { language: pack().code, kind }), "Loa đang gọi thử số A012 đến quầy 3") }, t("Gọi thử ra loa")),
        ),
      ),
    ),
  ];
}

const sentence = (kind) =>
  act(async () => {
    shown = await ask(`/api/setup/voice/${pack().code}`, { kind, text: sentences[kind] ?? pack().sentences[kind] ?? "" });
    delete sentences[kind];
  }, "Đã lưu câu gọi");

function another() {
  return [
    h("h3", {}, t("Thêm tiếng")),
    h("p", {}, t("Đoạn nào chưa ghi thì máy gọi bằng tiếng Việt. Số được đọc từng chữ số.")),
    h(
      "div",
      { class: "form" },
      h("div", { class: "field" }, h("label", { for: "new-name" }, t("Tên tiếng")), h("input", { id: "new-name", lang: ownLanguage(), value: adding.name, maxlength: 40, placeholder: "Tiếng Cơ Tu", autocomplete: "off", oninput: (e) => (adding.name = e.target.value) })),
      h("div", { class: "field" }, h("label", { for: "new-code" }, t("Mã, chữ cái không dấu")), h("input", { id: "new-code", value: adding.code, maxlength: 20, placeholder: "cotu", autocomplete: "off", oninput: (e) => (adding.code = e.target.value) })),
      h(
        "div",
        { class: "field" },
        h(
          "button",
          {
            class: "btn",
            type: "button",
            id: "add",
            onclick: () =>
              act(async () => {
                shown = await ask("/api/setup/voice", adding);
                language = adding.code.trim().toLowerCase();
                at = 0;
                adding = { code: "", name: "" };
              }, "Đã thêm tiếng"),
          },
          img("plus"),
          t("Thêm tiếng này"),
        ),
      ),
    ),
  ];
}

teach(ENGLISH);
speakAsBefore();
await refresh();
