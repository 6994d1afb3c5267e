/**
 * Makes an element. Strings among the children become text, never markup: names come from users.
 * Attributes that are null, undefined or false are left out; a function under `onclick` and the
 * like becomes a listener.
 */
export function element(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (typeof value === "function") node.addEventListener(name.slice(2), value);
    else node.setAttribute(name, value === true ? "" : String(value));
  }
  node.append(...children.flat().filter((child) => child !== null && child !== undefined));
  return node;
}

/** A table with a caption; every cell of `rows` is a string or a node. */
export function table(caption, columns, rows, attributes = {}) {
  const numeric = columns.map((column) => (column.numeric ? "numeric" : null));
  return element(
    "table",
    attributes,
    element("caption", {}, caption),
    element("thead", {}, element("tr", {}, columns.map((column, i) =>
      element("th", { scope: "col", class: numeric[i] }, column.title)))),
    element("tbody", {}, rows.map((cells) => element("tr", {}, cells.map((cell, i) =>
      i === 0
        ? element("th", { scope: "row", class: numeric[i] }, cell)
        : element("td", { class: numeric[i] }, cell))))));
}

/** A wide thing that scrolls sideways by itself, by mouse and by keyboard. */
export function scrolling(label, child) {
  return element("div", { class: "scroll", role: "region", "aria-label": label, tabindex: 0 }, child);
}
