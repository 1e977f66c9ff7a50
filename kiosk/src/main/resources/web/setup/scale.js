// Step 5: the scale.
import { h } from "/assets/dom.js";
import { at } from "/assets/setup/at.js";
import { heading } from "/assets/setup/fields.js";

function draw() {
  return [
    heading("Thang đánh giá"),
    h("p", {}, "Đổi thang là bắt đầu một cách đo mới: số liệu hai thang không cộng với nhau."),
    h(
      "div",
      { class: "picker__rows" },
      at.setup.scales.map((each) =>
        h(
          "button",
          { class: "pick", type: "button", id: `scale-${each.key}`, "aria-pressed": String(at.draft.scale === each.key), onclick: () => ((at.draft.scale = each.key), at.draw()) },
          h("span", {}, each.levels.map((level) => level.vi).join(" · ")),
          h("small", {}, `${each.levels.length} mức`),
        ),
      ),
    ),
  ];
}

export const scale = { id: "thang", title: "Thang đánh giá", together: true, draw, done: () => at.saved };
