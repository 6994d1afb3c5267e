import { element, scrolling } from "./element.js";
import { score } from "./numbers.js";
import { allTasks } from "./scores.js";

/** The heatmap's values as a table: for screen readers, for copying, for exact numbers. */
export function scoreTable({ table, measure }) {
  const rows = allTasks(table).map((task) => element(
    "tr",
    {},
    element("th", { scope: "row" }, task.seen ? task.name : `${task.name} (unseen)`),
    element("td", {}, task.cluster),
    table.layers.map((layer) => {
      const row = table.cells.get(task.name)?.get(layer);
      return element("td", { class: "numeric" }, row === undefined ? "" : score(row.value));
    })));
  return scrolling("Scores by task and layer", element(
    "table",
    {},
    element("caption", {}, `${measure} by task and layer`),
    element("thead", {}, element(
      "tr",
      {},
      element("th", { scope: "col" }, "Task"),
      element("th", { scope: "col" }, "Cluster"),
      table.layers.map((layer) => element("th", { scope: "col", class: "numeric" }, String(layer))))),
    element("tbody", {}, rows)));
}
