// Takes a number for a citizen who cannot, or is not there.
import { h, img } from "/assets/dom.js";
import { act } from "/assets/desk/kiosk.js";
import { choice, nameOf, sub, tick } from "/assets/desk/parts.js";
import { reprintKeys } from "/assets/desk/printer.js";
import { at, change, open } from "/assets/desk/state.js";
import { own, t } from "/assets/texts.js";

/** Tells one wish for a number from the next: the same wish twice gives one number. */
const wish = () => [...crypto.getRandomValues(new Uint8Array(12))].map((each) => each.toString(16).padStart(2, "0")).join("");

export const keys = {
  newIssue: () => {
    at.issue = { queue: at.desk.queue.queues[0]?.id, wish: wish() };
    open("issue");
  },
  issueQueue: (queue) => change("issue", { queue }),
  issuePriority: () => change("issue", { priority: !at.issue.priority }),
  issueLarge: () => change("issue", { large: !at.issue.large }),
  issueAbsent: () => change("issue", { absent: !at.issue.absent }),
  issue: async () => {
    const { queue, procedure, priority = false, large = false, absent = false, wish: id } = at.issue;
    const taken = await act("ticket/issue", () => ({ wish: id, queue, procedure, priority, large, absent }));
    if (taken?.label) change("issue", { taken, wish: wish(), priority: false, large: false, absent: false, procedure: null });
  },
};

export function issuePanel() {
  const { issue } = at;
  const { taken } = issue;
  return sub("issue", t("Lấy số giúp công dân"), [
    taken ? [h("p", { class: "taken", role: "status" }, t("Số vừa lấy: "), h("b", {}, taken.label)), reprintKeys(taken.ticket, taken.label)] : null,
    at.desk.queue.queues.map((queue) => choice("issueQueue", queue.id, issue.queue === queue.id, own(queue.name), `q-${queue.id}`)),
    h(
      "button",
      { class: "btn btn--wide", type: "button", "data-do": "pickFor", "data-arg": "issue", "data-focus": "issue-procedure" },
      img("search"),
      h("span", {}, issue.procedure ? nameOf(issue.procedure) : t("Thủ tục: chưa rõ")),
    ),
    tick("issuePriority", null, Boolean(issue.priority), t("Ưu tiên"), "issue-priority"),
    // no slip comes out for somebody who is not here
    at.desk.printer && !issue.absent ? tick("issueLarge", null, Boolean(issue.large), t("Phiếu chữ to"), "issue-large") : null,
    tick("issueAbsent", null, Boolean(issue.absent), t("Người cần không có mặt (nhờ người khác, làm tại nhà)"), "issue-absent"),
    h("button", { class: "btn btn--wide", type: "button", "data-do": "issue", "data-focus": "issue" }, img("ticket"), h("span", {}, t("Lấy số"))),
  ]);
}
