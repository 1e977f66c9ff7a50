// Step 5: the scale.
import { h } from "/assets/dom.js";
import { at } from "/assets/setup/at.js";
import { heading } from "/assets/setup/fields.js";
import { speaks, t } from "/assets/texts.js";

function draw() {
  return [
    heading(t("Thang đánh giá")),
    h("p", {}, t("Đổi thang là bắt đầu một cách đo mới: số liệu hai thang không cộng với nhau.")),
    h(
      "div",
      { class: "picker__rows" },
      at.setup.scales.map((each) =>
        h(
          "button",
          { class: "pick", type: "button", id: `scale-${each.key}`, "aria-pressed": String(at.draft.scale === each.key), onclick: () => ((at.draft.scale = each.key), at.draw()) },
          h("span", {}, each.levels.map((level) => (speaks() === "vi" ? level.vi : level.en)).join(" · ")),
          h("small", {}, t("{n} mức", { n: each.levels.length })),
        ),
      ),
    ),
  ];
}

export const scale = { id: "thang", title: "Thang đánh giá", together: true, draw, done: () => at.saved };
