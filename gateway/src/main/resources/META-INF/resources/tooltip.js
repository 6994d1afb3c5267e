import { element } from "./element.js";
import { interval, score } from "./numbers.js";

/** Looks shared by both charts. */
export function tooltipStyle(theme) {
  return {
    confine: true,
    backgroundColor: theme.surface,
    borderColor: theme.grid,
    textStyle: { color: theme.text, fontSize: 12 },
    extraCssText: "box-shadow: 0 2px 10px rgba(0,0,0,.25); max-width: 30rem; white-space: normal;",
  };
}

/** What one score says. A node, so that names stay text. */
export function scoreTip(row, task) {
  const facts = [
    [row.measure, score(row.value)],
    ["95 % interval", interval(row.low, row.high)],
    ["rows used", row.n.toLocaleString("en")],
    ["rows dropped", row.dropped.toLocaleString("en")],
  ];
  return element(
    "div",
    { class: "tip" },
    element("strong", {}, `${row.task}, layer ${row.layer}`),
    element("div", { class: "muted" }, `${task.cluster}${task.seen ? "" : ", unseen"}`),
    element("table", {}, facts.map(([name, value]) => element(
      "tr", {}, element("th", { scope: "row" }, name), element("td", { class: "numeric" }, value)))),
    row.value === null ? element("div", { class: "muted" }, "A side does not vary here, or it has too few rows.") : null);
}

/** What the curves say at one layer: `entries` are `{name, value, row?}`, the important ones first. */
export function layerTip(layer, entries) {
  const rows = entries.map(({ name, value, row }) => element(
    "tr",
    {},
    element("th", { scope: "row" }, name),
    element("td", { class: "numeric" }, value === null ? "–" : score(value)),
    element("td", { class: "numeric" }, row ? interval(row.low, row.high) : ""),
    element("td", { class: "numeric" }, row ? `n ${row.n}` : ""),
    element("td", { class: "numeric" }, row && row.dropped > 0 ? `${row.dropped} dropped` : "")));
  return element("div", { class: "tip" }, element("strong", {}, `Layer ${layer}`), element("table", {}, rows));
}
