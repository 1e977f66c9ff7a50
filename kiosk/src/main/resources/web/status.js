// How the kiosk is doing. Each fault says what to do.
import { ask, date, h, img, time } from "/assets/dom.js";
import { ENGLISH } from "/assets/technician-english.js";
import { languageKey, number, own, rich, speak, speakAsBefore, speaks, t, teach, told } from "/assets/texts.js";

const screen = document.getElementById("screen");

teach(ENGLISH);
speakAsBefore();

/** What the kiosk said last, absent while it says nothing. */
let heard = null;

async function look() {
  try {
    heard = [await ask("/api/status"), await ask("/api/tickets")];
  } catch {
    heard = null;
  }
  draw();
  setTimeout(look, 2000);
}
look();

let shown = "";
function draw() {
  const text = heard ? written(...heard) : "";
  const now = `${speaks()} ${text}`;
  if (now === shown) return;
  shown = now;
  document.title = t("Tình trạng máy");
  const focused = document.activeElement?.id;
  screen.replaceChildren(...(heard ? page(...heard) : [lost()]));
  if (focused && focused !== "screen") document.getElementById(focused)?.focus();
}

/** Whatever is seen of it. */
function written(now, tickets) {
  return JSON.stringify({ ...now, tickets, clock: { ...now.clock, wallMs: time(now.clock.wallMs) }, runningMs: Math.floor(now.runningMs / 60000), storage: now.storage.full });
}

function lost() {
  return h(
    "div",
    { class: "say" },
    img("plug"),
    h("div", { role: "alert" }, h("h1", {}, t("Không liên lạc được với máy"))),
    h("p", {}, t("Xin kiểm tra nguồn điện và dây mạng của máy. Trang tự thử lại.")),
  );
}

function inOtherWords(to) {
  speak(to);
  draw();
}

function page(now, tickets) {
  return [
    h(
      "div",
      { class: "tech__bar" },
      h("h1", {}, t("Tình trạng máy")),
      h("p", {}, now.office ? [own(now.office), " · "] : null, t("phiên bản {version}", { version: now.version }), " · ", t("chạy {age}", { age: age(now.runningMs) })),
      now.practice ? h("span", { class: "chip chip--warn" }, t("Đang tập sử dụng")) : null,
      now.simulated ? h("span", { class: "chip chip--warn" }, t("Mô phỏng")) : null,
      h(
        "span",
        { class: now.todo ? "chip chip--bad" : "chip chip--good", role: "status" },
        now.todo ? t("{n} việc cần làm", { n: now.todo }) : t("Mọi thứ tốt"),
      ),
      languageKey((to) => ({ onclick: () => inOtherWords(to) })),
    ),
    h("div", { class: "cards" }, devices(now), clock(now), uplink(now), recording(now), numbers(tickets), storage(now), settings(now), chain(now)),
  ];
}

function age(ms) {
  const minutes = Math.floor(ms / 60000);
  if (minutes < 60) return t("{n} phút", { n: minutes });
  const hours = Math.floor(minutes / 60);
  return hours < 48 ? t("{n} giờ", { n: hours }) : t("{n} ngày", { n: Math.floor(hours / 24) });
}

function card(kind, icon, title, chip, ...rest) {
  return h(
    "section",
    { class: `card ${kind}` },
    h("div", { class: "card__head" }, img(icon), h("h2", {}, title), chip),
    ...rest,
  );
}

const todo = (words) => h("p", {}, h("b", {}, t("Việc cần làm:"), " "), words);

// ---------- devices

const DEVICE = {
  UP: () => ["good", t("tốt"), t("trả lời"), null],
  DOWN: (d) => [
    "bad",
    t("không trả lời"),
    d.sinceMs ? t("mất liên lạc từ {time}", { time: time(d.sinceMs) }) : t("mất liên lạc"),
    { gpio: t("kiểm tra dây của các phím nối vào máy"), voice: t("kiểm tra loa, dây loa và âm lượng") }[d.name] ??
      t("kiểm tra dây và nguồn của bộ phím {place}", { place: place(d) }),
  ],
  STUCK: (d) => [
    "warn",
    t("kẹt {n} phím", { n: d.stuckKeys.length }),
    d.stuckKeys.map((key) => (key === 6 ? t("Phím của cán bộ bị kẹt") : t("Nút {key} bị kẹt", { key }))).join(", "),
    t("nhả phím {keys} ở {place}; các phím khác vẫn dùng được", { keys: d.stuckKeys.join(", "), place: place(d) }),
  ],
  LID_OPEN: (d) => ["warn", t("nắp mở"), t("nắp hộp đang mở"), t("đóng nắp bộ phím {place}", { place: place(d) })],
  UNBOUND: (d) => ["warn", t("chưa gắn quầy"), t("chưa gắn với quầy nào"), t("gắn bộ phím {name} ở trang Cài đặt, bước Thử phím đánh giá", { name: d.name })],
  CONFLICT: (d) => ["bad", t("trùng số"), t("hai bộ phím cùng một số"), t("tháo một trong hai bộ phím số {name}", { name: d.name })],
  PAPER_LOW: () => ["warn", t("sắp hết giấy"), t("in được, cuộn giấy sắp hết"), t("chuẩn bị cuộn giấy mới cho máy in phiếu")],
  PAPER_OUT: () => ["bad", t("hết giấy"), t("không in được"), t("thay cuộn giấy của máy in phiếu")],
  COVER_OPEN: () => ["bad", t("nắp mở"), t("nắp máy in đang mở"), t("đóng nắp máy in phiếu")],
  OFFLINE: () => ["bad", t("không trả lời"), t("mất liên lạc với máy in"), t("kiểm tra dây và nguồn của máy in phiếu")],
  ERROR: () => ["bad", t("báo hỏng"), t("máy in báo hỏng hoặc trả lời sai"), t("xem máy in phiếu, tắt rồi bật lại; kiểm tra dây")],
  UNKNOWN: () => ["warn", t("không rõ"), t("máy in không báo lại gì, chưa biết giấy có ra không"), t("nhìn xem phiếu có ra không")],
  FOREIGN: (d) => ["bad", t("thiết bị lạ"), t("cổng có thiết bị không phải bộ phím"), t("tháo thiết bị ở cổng {name}", { name: d.name })],
};

/** What became of the key for a new roll, until the printer has paper. */
let rolled = "";

function forgetRoll() {
  rolled = "";
  return null;
}

/** Asks for the technician's PIN on the page that has this key as well, if nobody gave it in this browser. */
function newRoll() {
  const said = h("p", { role: "status" }, told(rolled));
  const key = h("button", { class: "btn", type: "button", id: "new-roll" }, t("Đã thay giấy"));
  key.addEventListener("click", async () => {
    try {
      await ask("/api/printer/paper", {});
      rolled = "Đã ghi cuộn giấy mới.";
    } catch (refusal) {
      if (refusal.status === 401) location.assign("/setup#in-phieu");
      rolled = refusal.status ? refusal.message : "Máy chưa trả lời. Xin thử lại";
    }
    said.replaceChildren(told(rolled));
  });
  return h("div", {}, key, said);
}

const OTHERS = { gpio: "Phím nối dây", printer: "Máy in phiếu", voice: "Loa gọi số" };
const place = (device) => (device.counter ? t("quầy {n}", { n: device.counter }) : device.name);

function devices(now) {
  const rows = now.devices.map((device) => [device, DEVICE[device.state](device)]);
  const actions = rows.map(([, [, , , action]]) => action).filter(Boolean);
  const bad = rows.some(([, [kind]]) => kind === "bad");
  return card(
    `card--tall ${bad ? "card--bad" : actions.length ? "card--warn" : ""}`,
    "pad",
    t("Thiết bị"),
    null,
    rows.length
      ? h(
          "table",
          { class: "devs" },
          h(
            "tbody",
            {},
            rows.map(([device, [kind, word, line]]) =>
              h(
                "tr",
                {},
                h("th", { scope: "row" }, device.counter ? t("Bộ phím quầy {n}", { n: device.counter }) : t(OTHERS[device.name] ?? "Bộ phím")),
                h(
                  "td",
                  {},
                  `${device.name.split("/").pop()} · ${line}`,
                  device.pending ? [", ", t("{n} lần bấm chờ ghi", { n: device.pending })] : null,
                  OTHERS[device.name] && device.detail ? h("div", { class: "fine", lang: "en" }, device.detail) : null,
                ),
                h("td", {}, h("span", { class: `chip chip--${kind}` }, word)),
              ),
            ),
          ),
        )
      : h("p", {}, t("Chưa có bộ phím nào. Có thể dùng màn hình đánh giá thay bộ phím.")),
    actions.length ? todo(`${actions.join("; ")}.`) : null,
    rows.some(([device]) => device.state === "PAPER_LOW" || device.state === "PAPER_OUT") ? newRoll() : forgetRoll(),
    h("p", {}, t("Lượt không đánh giá và lượt thiết bị hỏng luôn ghi riêng.")),
  );
}

// ---------- clock, link, storage, chain

function clock(now) {
  if (now.clock.trusted) {
    return card("", "clock", t("Đồng hồ"), null, h("p", { class: "card__fig" }, time(now.clock.wallMs)), h("p", {}, t("Tin cậy"), " · ", date(now.clock.wallMs)));
  }
  return card(
    "card--warn",
    "clock",
    t("Đồng hồ"),
    null,
    h("p", { class: "card__fig" }, t("Chưa tin cậy")),
    h("p", {}, t("Đồng hồ thiết bị chưa tin cậy. Số liệu vẫn đúng thứ tự.")),
    h("a", { class: "btn", href: "/setup#bo-phan" }, t("Nhập giờ đúng")),
  );
}

const LINK = {
  OFF: ["", "Máy làm việc không cần máy chủ. Dữ liệu giữ ở máy, xuất được ra tệp.", null],
  ONLINE: ["", "Đang nối với máy chủ cấp trên.", null],
  CONNECTING: ["", "Chưa nối được với máy chủ cấp trên. Không mất gì khi mất mạng; máy tự nối lại.", null],
  STALLED: ["card--warn", "Có mạng nhưng máy chủ chưa nhận thêm. Máy tự nối lại, không mất gì.", "nếu kéo dài quá một ngày, báo người phụ trách máy chủ."],
  FORKED: [
    "card--bad",
    "Máy chủ có một nhánh nhật ký khác của máy này (thẻ nhớ bị sao chép hoặc khôi phục). Cả hai nhánh đều được giữ.",
    "báo cấp trên; hai người cùng xác nhận trên máy chủ thì số liệu mới được tính.",
  ],
};

function uplink(now) {
  const [kind, line, action] = LINK[now.link.state];
  if (now.link.backlog == null) return card(kind, "outbox", t("Máy chủ cấp trên"), null, h("p", {}, t(line)), action ? todo(t(action)) : null);
  const n = number(now.link.backlog);
  const { oldestUnsentMs: from, lastReceiptMs: last } = now.link;
  return card(
    kind,
    "outbox",
    t("Chờ gửi lên cấp trên"),
    null,
    h("p", { class: "card__fig" }, t("{n} bản ghi", { n })),
    now.link.backlog > 0 && now.link.state !== "OFF" ? h("p", {}, from ? t("Chưa gửi: {n} bản ghi, từ {date}", { n, date: date(from) }) : t("Chưa gửi: {n} bản ghi", { n })) : null,
    last ? h("p", {}, t("Biên nhận cuối {time} ngày {date}", { time: time(last), date: date(last) })) : null,
    h("p", {}, t(line)),
    action ? todo(t(action)) : null,
  );
}

/** What the server set, and what of it was not taken. */
function settings(now) {
  const { settingsVersion: version, settingsRefused: refused } = now.link;
  if (!version && !refused) return null;
  return card(
    refused ? "card--warn" : "",
    "stamp",
    t("Cấu hình từ máy chủ"),
    refused ? h("span", { class: "chip chip--warn" }, t("bị từ chối")) : null,
    h("p", { class: "card__fig" }, version ? t("Phiên bản {version}", { version: number(version) }) : t("Chưa dùng")),
    refused ? h("p", { role: "alert" }, told(refused), ". ", t("Bộ phận vẫn dùng cấu hình đang có.")) : h("p", {}, t("Đang dùng.")),
    refused ? todo(t("báo cấp trên.")) : null,
  );
}

function recording(now) {
  if (now.recording) return null;
  return card(
    "card--bad",
    "warn",
    t("Không ghi được"),
    h("span", { class: "chip chip--bad" }, t("dừng ghi")),
    h("p", {}, t("Nhật ký không ghi được. Lượt và lần bấm lúc này không được lưu.")),
    todo(t("máy tự khởi động lại và kiểm tra; nếu lặp lại, thay thẻ nhớ.")),
  );
}

/** Numbers that were taken while neither paper nor screen could tell them. */
function numbers(tickets) {
  if (!tickets.untold.length) return null;
  return card(
    "card--warn",
    "ticket",
    t("Số chưa đưa được cho người lấy"),
    null,
    h("p", { class: "card__fig" }, tickets.untold.slice(0, 8).join(", ") + (tickets.untold.length > 8 ? "…" : "")),
    h("p", {}, t("Số vẫn được giữ, không cấp lại cho ai. Sau 5 phút không ai nhận thì số bỏ trống, trừ số có thể đã in ra giấy.")),
    todo(t("kiểm tra máy in phiếu.")),
  );
}

function storage(now) {
  const gigabytes = number(now.storage.freeBytes / 1e9, { maximumFractionDigits: 1 });
  return card(
    now.storage.full ? "card--bad" : "",
    "lock",
    t("Lưu trữ"),
    null,
    h("p", { class: "card__fig" }, t("{n} GB trống", { n: gigabytes })),
    now.storage.full ? todo(t("giải phóng chỗ trên thẻ nhớ; máy không bao giờ xóa bản ghi chưa gửi.")) : h("p", {}, t("Bản ghi chưa gửi không bao giờ bị xóa.")),
    now.storage.lostPresses ? h("p", {}, t("Đã mất {n} lần bấm khi không ghi được; đã đếm và báo lên", { n: number(now.storage.lostPresses) })) : null,
  );
}

function chain(now) {
  if (!now.chain) {
    return card(
      "card--wide card--full",
      "chain",
      t("Đầu chuỗi nhật ký"),
      null,
      h("p", {}, t("Số bản ghi, số chờ gửi và mã chuỗi chỉ hiện cho người phụ trách máy, để không ai đoán được lúc công dân bấm.")),
      h("a", { class: "btn", href: "/setup" }, t("Nhập mã PIN kỹ thuật")),
    );
  }
  const groups = now.chain.hash.match(/.{4}/g);
  return card(
    "card--wide card--full",
    "chain",
    t("Đầu chuỗi nhật ký"),
    null,
    h("p", { class: "mono" }, groups.slice(0, 8).join(" "), h("br"), groups.slice(8).join(" ")),
    h(
      "p",
      {},
      rich("Bản ghi {seq} · kỳ {epoch}. Chép mã này để đối chiếu với máy chủ.", {
        seq: h("b", {}, number(now.chain.seq)),
        epoch: h("b", {}, `${now.chain.gen}-${now.chain.epoch.slice(0, 8)}`),
      }),
    ),
  );
}
