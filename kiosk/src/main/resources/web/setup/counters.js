// Step 3: counters, and how each of them measures.
import { h, img } from "/assets/dom.js";
import { at } from "/assets/setup/at.js";
import { choice, field, heading, text } from "/assets/setup/fields.js";
import { beginQueue, leaveQueues, queuesForm, renumberInQueues } from "/assets/setup/queues.js";
import { t, told } from "/assets/texts.js";

const MODES = [
  ["TICKET", "Lấy số và gọi số"],
  ["VISIT", "Chỉ bấm khi xong lượt"],
  ["OPEN", "Luôn mời đánh giá"],
];
/** The modes to choose from, as they are called. */
export const modes = () => MODES.map(([key, words]) => [key, t(words)]);

export function countTo(count) {
  if (!(count >= 1 && count <= 32)) return;
  const mode = at.draft.counters[0]?.mode ?? "VISIT";
  while (at.draft.counters.length < count) addCounter(mode);
  for (const gone of at.draft.counters.splice(count)) leaveQueues(gone.number);
}

function addCounter(mode) {
  const added = { number: Math.max(0, ...at.draft.counters.map((each) => each.number)) + 1, name: "", mode: "VISIT" };
  at.draft.counters.push(added);
  setMode(added, mode);
}

/** A counter that begins to call numbers does so from the first queue. */
export function setMode(counter, mode) {
  if (counter.mode === mode) return;
  counter.mode = mode;
  leaveQueues(counter.number);
  if (mode === "TICKET") beginQueue(counter.number);
}

function renumber(counter, number) {
  renumberInQueues(counter.number, number);
  counter.number = number;
}

function draw() {
  const tickets = at.draft.counters.some((each) => each.mode === "TICKET");
  return [
    heading(t("Quầy")),
    h("p", {}, t("Số quầy như trên biển. Chế độ đo ghi cùng mỗi đánh giá, không cộng lẫn nhau.")),
    h(
      "ul",
      { class: "rows" },
      at.draft.counters.map((each, i) =>
        h(
          "li",
          {},
          field(`no-${i}`, t("Quầy số"), text(`no-${i}`, String(each.number), (v) => renumber(each, Number(v) || 0), { inputmode: "numeric", maxlength: 2 })),
          field(`cn-${i}`, t("Tên quầy"), text(`cn-${i}`, each.name, (v) => (each.name = v), { placeholder: "Hộ tịch – Chứng thực" })),
          field(`mode-${i}`, t("Chế độ đo"), choice(`mode-${i}`, each.mode, modes(), (v) => (setMode(each, v), at.draw()))),
          h("button", { class: "btn", type: "button", id: `del-${i}`, onclick: () => (leaveQueues(at.draft.counters.splice(i, 1)[0].number), at.draw()) }, t("Xóa")),
        ),
      ),
    ),
    h("button", { class: "btn", type: "button", id: "add", onclick: () => (addCounter("VISIT"), at.draw()) }, img("plus"), t("Thêm quầy")),
    tickets ? queuesForm() : null,
    at.setup.more.warnings.map((words) => h("div", { class: "note note--warn" }, h("p", {}, told(words)))),
  ];
}

export const counters = { id: "quay", title: "Quầy", together: true, draw, done: () => at.saved };
