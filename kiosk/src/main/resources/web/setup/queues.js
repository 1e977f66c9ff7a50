// Queues that numbers are taken for, and which counters call from them.
import { h, img } from "/assets/dom.js";
import { at } from "/assets/setup/at.js";
import { choice, field, numbers, text } from "/assets/setup/fields.js";
import { t } from "/assets/texts.js";

const KINDS = [
  ["PROCEDURE", "Thủ tục hành chính"],
  ["RESULT", "Trả kết quả"],
  ["ONLINE_HELP", "Hỗ trợ nộp trực tuyến"],
  ["FEE", "Nộp phí"],
  ["RECEPTION", "Tiếp công dân"],
  ["FEEDBACK", "Phản ánh, kiến nghị"],
  ["OTHER", "Khác"],
];

export function leaveQueues(number) {
  for (const queue of at.draft.queues) queue.counters = queue.counters.filter((each) => each !== number);
  at.draft.queues = at.draft.queues.filter((queue) => queue.counters.length > 0);
}

/** Calls the first queue from a counter; the first counter to do so begins one. */
export function beginQueue(number) {
  if (at.draft.queues.length === 0) at.draft.queues.push({ id: "thu-tuc", letter: "A", priorityLetter: "K", name: "Thủ tục", kind: "PROCEDURE", counters: [] });
  at.draft.queues[0].counters.push(number);
}

export function renumberInQueues(from, to) {
  for (const queue of at.draft.queues) queue.counters = queue.counters.map((each) => (each === from ? to : each));
}

/** Its id now, so that a reception day can name it before it is saved. */
function freshQueue() {
  let n = at.draft.queues.length + 1;
  while (at.draft.queues.some((each) => each.id === `hang-${n}`)) n++;
  return `hang-${n}`;
}

export function queuesForm() {
  return [
    h("h3", {}, t("Hàng lấy số")),
    h("p", {}, t("Mỗi hàng một chữ đầu. Không dùng I, O, Q, Đ, S, X vì dễ đọc nhầm.")),
    h(
      "ul",
      { class: "rows rows--queues" },
      at.draft.queues.map((each, i) =>
        h(
          "li",
          {},
          field(`ql-${i}`, t("Chữ"), text(`ql-${i}`, each.letter, (v) => (each.letter = v.toUpperCase()), { maxlength: 1 })),
          field(`qp-${i}`, t("Chữ ưu tiên"), text(`qp-${i}`, each.priorityLetter ?? "", (v) => (each.priorityLetter = v.toUpperCase() || null), { maxlength: 1 })),
          field(`qn-${i}`, t("Tên hàng"), text(`qn-${i}`, each.name, (v) => (each.name = v), { placeholder: "Trả kết quả" })),
          field(`qk-${i}`, t("Loại việc"), choice(`qk-${i}`, each.kind, KINDS.map(([key, words]) => [key, t(words)]), (v) => (each.kind = v))),
          field(`qc-${i}`, t("Quầy gọi"), text(`qc-${i}`, each.counters.join(", "), (v) => (each.counters = numbers(v)), { placeholder: "1, 2", inputmode: "numeric" })),
          field(
            `qd-${i}`,
            t("Số nhiều nhất một ngày"),
            text(`qd-${i}`, each.dailyLimit ? String(each.dailyLimit) : "", (v) => (each.dailyLimit = Number(v) || null), { inputmode: "numeric", maxlength: 4, placeholder: t("không giới hạn") }),
          ),
          h("button", { class: "btn", type: "button", id: `dq-${i}`, onclick: () => (at.draft.queues.splice(i, 1), at.draw()) }, t("Xóa")),
        ),
      ),
    ),
    h(
      "button",
      { class: "btn", type: "button", id: "add-queue", onclick: () => (at.draft.queues.push({ id: freshQueue(), letter: "", name: "", kind: "PROCEDURE", counters: [] }), at.draw()) },
      img("plus"),
      t("Thêm hàng"),
    ),
  ];
}
