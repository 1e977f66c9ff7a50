// The office in five acts, for somebody who sees it for the first time.
import { ask, h, img, number } from "/assets/dom.js";

const screen = document.getElementById("screen");
let shown = "";
let mistake = "";
let caught = null;

const PHASES = { INVITE: "đang mời đánh giá", AFTER: "đã nhận đánh giá", READY: "sẵn sàng", CLOSED: "nghỉ" };

async function look() {
  try {
    draw(await ask("/api/demo"));
  } catch {
    mistake = "Không liên lạc được với máy của bộ phận";
  }
  setTimeout(look, 500);
}
look();

async function act(path) {
  mistake = "";
  try {
    return await ask(path, {});
  } catch (refusal) {
    mistake = refusal.message;
    return null;
  }
}

function draw(now) {
  const looks = JSON.stringify([now, mistake, caught]);
  if (looks === shown) return;
  shown = looks;
  const focused = document.activeElement?.dataset?.focus;
  screen.replaceChildren(
    h(
      "div",
      { class: "tech__bar" },
      h("h1", {}, "Một Cửa trong năm hồi"),
      h("p", {}, "Khoảng năm phút. Mọi số liệu ở đây là mẫu."),
      h("span", { class: "chip chip--warn" }, "Mô phỏng"),
    ),
    mistake ? h("p", { class: "mistake", role: "alert" }, mistake) : "",
    h("ol", { class: "acts" }, acts(now).map(one)),
  );
  if (focused) screen.querySelector(`[data-focus="${CSS.escape(focused)}"]`)?.focus();
}

function one(each, index) {
  return h("li", { class: "card act" }, h("h2", {}, `${index + 1}. ${each.name}`), each.parts);
}

function acts(now) {
  return [
    {
      name: "Lấy một số",
      parts: [
        h("p", {}, "Bấm “LẤY SỐ”. Số hiện ngay trên màn hình, phiếu in sau. Bấm hai lần vẫn chỉ một số."),
        links(["/ticket", "Màn hình lấy số"], ["/board", "Màn hình chờ"], ["/simulated", "Giấy in ra"]),
        h("p", { role: "status" }, `Hôm nay: ${number(now.today.issued)} số, đang chờ ${number(now.today.waiting)}${now.called ? `, vừa gọi ${now.called}` : ""}.`),
      ],
    },
    {
      name: "Được phục vụ, bấm một phím",
      parts: [
        h("p", {}, "Ở bàn quầy 1: “Gọi số tiếp theo”, rồi “Kết thúc – mời đánh giá”. Hai phím. Sau đó bấm một gương mặt ở đây."),
        links(["/desk?counter=1", "Bàn làm việc quầy 1"], ["/rate?counter=1", "Màn hình đánh giá quầy 1"]),
        h(
          "div",
          { role: "status" },
          h(
            "ul",
            { class: "act__list" },
            now.counters.map((counter) => h("li", {}, `Quầy ${counter.number}: ${counter.serving ? `đang phục vụ ${counter.serving}, ` : ""}${PHASES[counter.phase]}`)),
          ),
        ),
        h(
          "div",
          { class: "act__keys" },
          [1, 2, 3, 4, 5].map((key) =>
            h(
              "button",
              { class: "pushbutton", type: "button", "aria-label": `Phím ${key}, quầy 1`, "data-focus": `press-${key}`, onclick: () => act(`/api/simulated/counters/1/press/${key}`) },
              img(`face-${key}`),
            ),
          ),
        ),
        h("p", {}, "Bàn làm việc chỉ hiện “đã đánh giá”, không bao giờ hiện mức."),
      ],
    },
    {
      name: "Rút phích mạng",
      parts: [
        h("p", {}, "Rút dây, lấy thêm số, bấm thêm phím. Bộ phận vẫn làm việc. Cắm lại: không lượt nào mất, không lượt nào tính hai lần."),
        now.network === "NONE"
          ? h("p", {}, "Máy này không nối với máy chủ nào.")
          : h(
              "div",
              { class: "box__row" },
              now.network === "IN"
                ? button("plug", "Rút dây mạng", () => act("/api/simulated/network/off"))
                : button("plug", "Cắm dây mạng", () => act("/api/simulated/network/on")),
            ),
        h(
          "p",
          { role: "status" },
          now.network === "OUT"
            ? `Đã rút dây. Nhật ký có ${number(now.line.records)} bản ghi, vẫn ghi tiếp.`
            : `Nhật ký có ${number(now.line.records)} bản ghi, chưa gửi ${number(now.line.backlog)}.`,
        ),
      ],
    },
    {
      name: "Sửa trộm và bị bắt",
      parts: [
        h("p", {}, "Máy chép nhật ký ra một bản, đổi mức của lượt đánh giá mới nhất trong bản đó, rồi kiểm tra."),
        h(
          "div",
          { class: "box__row" },
          button("tamper", "Sửa trộm một lượt", async () => {
            caught = await act("/api/demo/tamper");
          }),
        ),
        caught
          ? h(
              "p",
              { role: "status", class: caught.found ? "act__caught" : "mistake" },
              caught.found ? `Bị bắt: bản ghi thứ ${number(caught.seq)} không còn khớp mã băm.` : "Không phát hiện được!",
            )
          : null,
        caught?.found ? h("p", { class: "act__proof", lang: "en" }, caught.found) : null,
      ],
    },
    {
      name: "Đọc kết quả",
      parts: [
        h("p", {}, "Cấp trên xem tỷ lệ kèm số lượt và khoảng tin cậy. Ít hơn 30 lượt: chưa kết luận. Không xếp hạng."),
        now.review ? links([now.review, "Kết quả ở máy chủ"]) : h("p", {}, "Mở trang /review của máy chủ."),
      ],
    },
  ];
}

function button(focus, label, onclick) {
  return h("button", { class: "btn", type: "button", "data-focus": focus, onclick }, label);
}

function links(...pairs) {
  return h(
    "p",
    { class: "box__row" },
    pairs.map(([href, label]) => h("a", { class: "btn", href, target: "_blank", rel: "noopener" }, label)),
  );
}
