// How the kiosk is doing. Each fault says what to do.
import { ask, date, h, img, number, time } from "/assets/dom.js";

const screen = document.getElementById("screen");

async function look() {
  try {
    draw(await ask("/api/status"), await ask("/api/tickets"));
  } catch {
    drawLost();
  }
  setTimeout(look, 2000);
}
look();

function drawLost() {
  screen.replaceChildren(
    h(
      "div",
      { class: "say" },
      img("plug"),
      h("div", { role: "alert" }, h("h1", {}, "Không liên lạc được với máy")),
      h("p", {}, "Xin kiểm tra nguồn điện và dây mạng của máy. Trang tự thử lại."),
    ),
  );
}

let shown = "";
function draw(now, tickets) {
  const text = JSON.stringify({ ...now, tickets, clock: { ...now.clock, wallMs: time(now.clock.wallMs) }, runningMs: Math.floor(now.runningMs / 60000), storage: now.storage.full });
  if (text === shown) return;
  shown = text;
  screen.replaceChildren(
    h(
      "div",
      { class: "tech__bar" },
      h("h1", {}, "Tình trạng máy"),
      h("p", {}, [now.office, `phiên bản ${now.version}`, `chạy ${age(now.runningMs)}`].filter(Boolean).join(" · ")),
      now.practice ? h("span", { class: "chip chip--warn" }, "Đang tập sử dụng") : null,
      now.simulated ? h("span", { class: "chip chip--warn" }, "Mô phỏng") : null,
      h(
        "span",
        { class: now.todo ? "chip chip--bad" : "chip chip--good", role: "status" },
        now.todo ? `${now.todo} việc cần làm` : "Mọi thứ tốt",
      ),
    ),
    h("div", { class: "cards" }, devices(now), clock(now), uplink(now), recording(now), numbers(tickets), storage(now), settings(now), chain(now)),
  );
}

function age(ms) {
  const minutes = Math.floor(ms / 60000);
  if (minutes < 60) return `${minutes} phút`;
  const hours = Math.floor(minutes / 60);
  return hours < 48 ? `${hours} giờ` : `${Math.floor(hours / 24)} ngày`;
}

function card(kind, icon, title, chip, ...rest) {
  return h(
    "section",
    { class: `card ${kind}` },
    h("div", { class: "card__head" }, img(icon), h("h2", {}, title), chip),
    ...rest,
  );
}

const todo = (words) => h("p", {}, h("b", {}, "Việc cần làm: "), words);

// ---------- devices

const since = (device) => (device.sinceMs ? ` từ ${time(device.sinceMs)}` : "");

const DEVICE = {
  UP: () => ["good", "tốt", "trả lời", null],
  DOWN: (d) => [
    "bad",
    "không trả lời",
    `mất liên lạc${since(d)}`,
    { gpio: "kiểm tra dây của các phím nối vào máy", voice: "kiểm tra loa, dây loa và âm lượng" }[d.name] ??
      `kiểm tra dây và nguồn của bộ phím ${place(d)}`,
  ],
  STUCK: (d) => [
    "warn",
    `kẹt ${d.stuckKeys.length} phím`,
    d.stuckKeys.map((key) => (key === 6 ? "Phím của cán bộ bị kẹt" : `Nút ${key} bị kẹt`)).join(", "),
    `nhả phím ${d.stuckKeys.join(", ")} ở ${place(d)}; các phím khác vẫn dùng được`,
  ],
  LID_OPEN: (d) => ["warn", "nắp mở", "nắp hộp đang mở", `đóng nắp bộ phím ${place(d)}`],
  UNBOUND: (d) => ["warn", "chưa gắn quầy", "chưa gắn với quầy nào", `gắn bộ phím ${d.name} ở trang Cài đặt, bước Thử phím đánh giá`],
  CONFLICT: (d) => ["bad", "trùng số", "hai bộ phím cùng một số", `tháo một trong hai bộ phím số ${d.name}`],
  PAPER_LOW: () => ["warn", "sắp hết giấy", "in được, cuộn giấy sắp hết", "chuẩn bị cuộn giấy mới cho máy in phiếu"],
  PAPER_OUT: () => ["bad", "hết giấy", "không in được", "thay cuộn giấy của máy in phiếu"],
  COVER_OPEN: () => ["bad", "nắp mở", "nắp máy in đang mở", "đóng nắp máy in phiếu"],
  OFFLINE: () => ["bad", "không trả lời", "mất liên lạc với máy in", "kiểm tra dây và nguồn của máy in phiếu"],
  ERROR: () => ["bad", "báo hỏng", "máy in báo hỏng hoặc trả lời sai", "xem máy in phiếu, tắt rồi bật lại; kiểm tra dây"],
  UNKNOWN: () => ["warn", "không rõ", "máy in không báo lại gì, chưa biết giấy có ra không", "nhìn xem phiếu có ra không"],
  FOREIGN: (d) => ["bad", "thiết bị lạ", "cổng có thiết bị không phải bộ phím", `tháo thiết bị ở cổng ${d.name}`],
};

/** What became of the key for a new roll, until the printer has paper. */
let rolled = "";

function forgetRoll() {
  rolled = "";
  return null;
}

/** Asks for the technician's PIN on the page that has this key as well, if nobody gave it in this browser. */
function newRoll() {
  const said = h("p", { role: "status" }, rolled);
  const key = h("button", { class: "btn", type: "button", id: "new-roll" }, "Đã thay giấy");
  key.addEventListener("click", async () => {
    try {
      await ask("/api/printer/paper", {});
      rolled = "Đã ghi cuộn giấy mới.";
    } catch (refusal) {
      if (refusal.status === 401) location.assign("/setup#in-phieu");
      rolled = refusal.status ? refusal.message : "Máy chưa trả lời. Xin thử lại";
    }
    said.textContent = rolled;
  });
  return h("div", {}, key, said);
}

const OTHERS = { gpio: "Phím nối dây", printer: "Máy in phiếu", voice: "Loa gọi số" };
const place = (device) => (device.counter ? `quầy ${device.counter}` : device.name);

function devices(now) {
  const rows = now.devices.map((device) => [device, DEVICE[device.state](device)]);
  const actions = rows.map(([, [, , , action]]) => action).filter(Boolean);
  const bad = rows.some(([, [kind]]) => kind === "bad");
  return card(
    `card--tall ${bad ? "card--bad" : actions.length ? "card--warn" : ""}`,
    "pad",
    "Thiết bị",
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
                h("th", { scope: "row" }, device.counter ? `Bộ phím quầy ${device.counter}` : OTHERS[device.name] ?? "Bộ phím"),
                h(
                  "td",
                  {},
                  `${device.name.split("/").pop()} · ${line}${device.pending ? `, ${device.pending} lần bấm chờ ghi` : ""}`,
                  OTHERS[device.name] && device.detail ? h("div", { class: "fine", lang: "en" }, device.detail) : null,
                ),
                h("td", {}, h("span", { class: `chip chip--${kind}` }, word)),
              ),
            ),
          ),
        )
      : h("p", {}, "Chưa có bộ phím nào. Có thể dùng màn hình đánh giá thay bộ phím."),
    actions.length ? todo(`${actions.join("; ")}.`) : null,
    rows.some(([device]) => device.state === "PAPER_LOW" || device.state === "PAPER_OUT") ? newRoll() : forgetRoll(),
    h("p", {}, "Lượt không đánh giá và lượt thiết bị hỏng luôn ghi riêng."),
  );
}

// ---------- clock, link, storage, chain

function clock(now) {
  if (now.clock.trusted) {
    return card("", "clock", "Đồng hồ", null, h("p", { class: "card__fig" }, time(now.clock.wallMs)), h("p", {}, `Tin cậy · ${date(now.clock.wallMs)}`));
  }
  return card(
    "card--warn",
    "clock",
    "Đồng hồ",
    null,
    h("p", { class: "card__fig" }, "Chưa tin cậy"),
    h("p", {}, "Đồng hồ thiết bị chưa tin cậy. Số liệu vẫn đúng thứ tự."),
    h("a", { class: "btn", href: "/setup#bo-phan" }, "Nhập giờ đúng"),
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
  const from = now.link.oldestUnsentMs ? `, từ ${date(now.link.oldestUnsentMs)}` : "";
  return card(
    kind,
    "outbox",
    "Chờ gửi lên cấp trên",
    null,
    h("p", { class: "card__fig" }, `${number(now.link.backlog)} bản ghi`),
    now.link.backlog > 0 && now.link.state !== "OFF" ? h("p", {}, `Chưa gửi: ${number(now.link.backlog)} bản ghi${from}`) : null,
    now.link.lastReceiptMs ? h("p", {}, `Biên nhận cuối ${time(now.link.lastReceiptMs)} ngày ${date(now.link.lastReceiptMs)}`) : null,
    h("p", {}, line),
    action ? todo(action) : null,
  );
}

/** What the server set, and what of it was not taken. */
function settings(now) {
  const { settingsVersion: version, settingsRefused: refused } = now.link;
  if (!version && !refused) return null;
  return card(
    refused ? "card--warn" : "",
    "stamp",
    "Cấu hình từ máy chủ",
    refused ? h("span", { class: "chip chip--warn" }, "bị từ chối") : null,
    h("p", { class: "card__fig" }, version ? `Phiên bản ${number(version)}` : "Chưa dùng"),
    refused ? h("p", { role: "alert" }, `${refused}. Bộ phận vẫn dùng cấu hình đang có.`) : h("p", {}, "Đang dùng."),
    refused ? todo("báo cấp trên.") : null,
  );
}

function recording(now) {
  if (now.recording) return null;
  return card(
    "card--bad",
    "warn",
    "Không ghi được",
    h("span", { class: "chip chip--bad" }, "dừng ghi"),
    h("p", {}, "Nhật ký không ghi được. Lượt và lần bấm lúc này không được lưu."),
    todo("máy tự khởi động lại và kiểm tra; nếu lặp lại, thay thẻ nhớ."),
  );
}

/** Numbers that were taken while neither paper nor screen could tell them. */
function numbers(tickets) {
  if (!tickets.untold.length) return null;
  return card(
    "card--warn",
    "ticket",
    "Số chưa đưa được cho người lấy",
    null,
    h("p", { class: "card__fig" }, tickets.untold.slice(0, 8).join(", ") + (tickets.untold.length > 8 ? "…" : "")),
    h("p", {}, "Số vẫn được giữ, không cấp lại cho ai. Sau 5 phút không ai nhận thì số bỏ trống."),
    todo("kiểm tra máy in phiếu."),
  );
}

function storage(now) {
  const gigabytes = (now.storage.freeBytes / 1e9).toLocaleString("vi-VN", { maximumFractionDigits: 1 });
  return card(
    now.storage.full ? "card--bad" : "",
    "lock",
    "Lưu trữ",
    null,
    h("p", { class: "card__fig" }, `${gigabytes} GB trống`),
    now.storage.full ? todo("giải phóng chỗ trên thẻ nhớ; máy không bao giờ xóa bản ghi chưa gửi.") : h("p", {}, "Bản ghi chưa gửi không bao giờ bị xóa."),
    now.storage.lostPresses > 0 ? h("p", {}, `Đã mất ${number(now.storage.lostPresses)} lần bấm khi không ghi được; đã đếm và báo lên`) : null,
  );
}

function chain(now) {
  const groups = now.chain.hash.match(/.{4}/g);
  return card(
    "card--wide card--full",
    "chain",
    "Đầu chuỗi nhật ký",
    null,
    h("p", { class: "mono" }, groups.slice(0, 8).join(" "), h("br"), groups.slice(8).join(" ")),
    h("p", {}, "Bản ghi ", h("b", {}, number(now.chain.seq)), " · kỳ ", h("b", {}, `${now.chain.gen}-${now.chain.epoch.slice(0, 8)}`), ". Chép mã này để đối chiếu với máy chủ."),
  );
}
