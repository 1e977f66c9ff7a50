// What the shift leader does at a desk, also without any network: a new PIN for a colleague, a clerk for the day. Each wish
// brings the leader's own PIN, so nobody stays signed in as a leader.
import { ask, h, img } from "/assets/dom.js";
import { act } from "/assets/desk/kiosk.js";
import { choice, sentence, sub, under } from "/assets/desk/parts.js";
import { at, change, draw, open, say } from "/assets/desk/state.js";
import { own, rich, t } from "/assets/texts.js";

const SHORTEST = 6;
const LONGEST = 12;

export const keys = {
  openLeader: async () => {
    at.leading = { task: "pin" };
    open("leader");
    if (at.panel === "leader") await fetchPeople();
  },
  leadTask: (task) => change("leading", { task }),
  leadAs: (leader) => change("leading", { leader, clerk: at.leading.clerk === leader ? null : at.leading.clerk }),
  leadFor: (clerk) => change("leading", { clerk }),
  lead,
};

async function fetchPeople() {
  try {
    const { clerks } = await ask("/api/leader");
    const leaders = clerks.filter((each) => each.leader);
    change("leading", { clerks, leader: leaders.length === 1 ? leaders[0].id : null });
  } catch {
    say("Mất kết nối với máy. Xin thử lại");
  }
}

const nameIn = (clerks, id) => clerks.find((each) => each.id === id)?.name ?? "";

async function lead() {
  const { task, leader, pin = "", clerk, name = "", newPin = "" } = at.leading;
  if (!leader) return say("Xin chọn trưởng ca");
  if (pin.length < SHORTEST) return say("Xin nhập mã PIN của trưởng ca");
  if (task === "pin" && !clerk) return say("Xin chọn cán bộ");
  if (task === "temporary" && !name.trim()) return say("Xin nhập họ tên cán bộ");
  if (newPin.length < SHORTEST) return say("Mã PIN mới phải gồm 6 đến 12 chữ số");
  const answer =
    task === "pin"
      ? await act("/api/leader/pin", () => ({ leader, pin, clerk, newPin }))
      : await act("/api/leader/temporary", () => ({ leader, pin, name, newPin }));
  if (!answer) return change("leading", { pin: "" });
  const made = nameIn(answer.clerks, answer.clerk);
  at.done =
    task === "pin"
      ? { words: "Đã đặt lại mã PIN của {name}", values: { name: made } }
      : { words: "{name} vào ca được đến hết hôm nay", values: { name: made } };
  at.leading = { task, leader, clerks: answer.clerks };
  draw();
}

function pinField(id, label, part) {
  return h(
    "div",
    { class: "field" },
    h("label", { for: id }, label),
    h("input", { id, type: "password", inputmode: "numeric", autocomplete: "off", maxlength: LONGEST, value: at.leading[part] ?? "", "data-part": "leading", "data-name": part, "data-digits": "", "data-focus": id }),
  );
}

export function leaderPanel() {
  const { clerks, leader, task, clerk, name } = at.leading;
  if (!clerks) return sub("leader", t("Trưởng ca"), h("p", {}, t("Đang tải, xin chờ…")));
  const leaders = clerks.filter((each) => each.leader);
  if (!leaders.length) return sub("leader", t("Trưởng ca"), h("p", {}, t("Bộ phận chưa có trưởng ca. Người phụ trách máy chọn trưởng ca ở trang cài đặt.")));
  return sub(
    "leader",
    t("Trưởng ca"),
    [
      h("p", {}, t("Làm được cả khi mất mạng. Mỗi việc đều được ghi lại cùng tên trưởng ca.")),
      under({ id: "lead-task" }, t("Việc cần làm")),
      h(
        "div",
        { class: "more__pairs", role: "group", "aria-labelledby": "lead-task" },
        choice("leadTask", "pin", task === "pin", t("Đặt lại mã PIN"), "l-pin"),
        choice("leadTask", "temporary", task === "temporary", t("Thêm cán bộ hôm nay"), "l-temporary"),
      ),
      leaders.length > 1 ? people("lead-as", t("Trưởng ca"), "leadAs", leaders, leader) : null,
      pinField("leader-pin", leaders.length > 1 ? t("Mã PIN của trưởng ca") : rich("Mã PIN của trưởng ca {name}", { name: own(leaders[0].name) }), "pin"),
      task === "pin"
        ? people("lead-for", t("Cán bộ cần mã PIN mới"), "leadFor", clerks.filter((each) => each.id !== leader), clerk)
        : h(
            "div",
            { class: "field" },
            h("label", { for: "leader-name" }, t("Họ tên cán bộ")),
            h("input", { id: "leader-name", autocomplete: "off", maxlength: 80, value: name ?? "", "data-part": "leading", "data-name": "name", "data-focus": "leader-name" }),
          ),
      pinField("leader-new-pin", t("Mã PIN mới, từ 6 chữ số"), "newPin"),
      !at.desk.clerk && at.said ? h("p", { class: "mistake", role: "alert" }, sentence(at.said)) : null,
      h("button", { class: "btn btn--wide", type: "submit", "data-focus": "lead" }, img("check"), h("span", {}, task === "pin" ? t("Đặt lại mã PIN") : t("Thêm cán bộ"))),
    ],
    "lead",
  );
}

function people(id, title, does, those, chosen) {
  return [
    under({ id }, title),
    h("div", { class: "more__people", role: "group", "aria-labelledby": id }, those.map((each) => choice(does, each.id, each.id === chosen, own(each.name), `${id}-${each.id}`))),
  ];
}
