// Makes a part of the page look like newly made elements and keeps the elements that are there: a key that is pressed while
// the page changes is still the same key, a field that has the focus keeps it.

/** Gives {@code parent} these children, reusing its own where kind and data-focus agree. */
export function morph(parent, children) {
  const old = [...parent.childNodes];
  let place = parent.firstChild;
  for (const child of children) {
    const index = old.findIndex((each) => alike(each, child));
    if (index < 0) {
      parent.insertBefore(child, place);
      continue;
    }
    const kept = old.splice(index, 1)[0];
    if (kept === place) place = place.nextSibling;
    else parent.insertBefore(kept, place);
    become(kept, child);
  }
  for (const each of old) each.remove();
}

const key = (node) => (node.nodeType === Node.ELEMENT_NODE ? node.dataset.focus : undefined);
const kind = (node) => node.nodeName + (node.nodeType === Node.ELEMENT_NODE ? ` ${node.className}` : "");
const alike = (one, other) =>
  key(one) === undefined && key(other) === undefined ? kind(one) === kind(other) : key(one) === key(other) && one.nodeName === other.nodeName;

function become(element, wanted) {
  if (element.nodeType !== Node.ELEMENT_NODE) {
    if (element.data !== wanted.data) element.data = wanted.data;
    return;
  }
  for (const { name } of [...element.attributes]) if (!wanted.hasAttribute(name)) element.removeAttribute(name);
  for (const { name, value } of wanted.attributes) if (element.getAttribute(name) !== value) element.setAttribute(name, value);
  if (element.nodeName === "INPUT") {
    element.checked = wanted.hasAttribute("checked");
    const value = wanted.getAttribute("value") ?? "";
    if (element.type !== "checkbox" && element.value !== value) element.value = value;
    return;
  }
  morph(element, [...wanted.childNodes]);
}
