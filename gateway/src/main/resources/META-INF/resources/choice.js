import { element } from "./element.js";
import { picker, toggle } from "./pickers.js";
import { allTasks, extent, grid, pairName, pairs, samePair } from "./scores.js";

const NO_TASK = "no task";
const MANY_TASKS = 30;

/**
 * What the reader looks at: `chosen` holds `measure`, `pair`, `highlight` (a task or ""),
 * `byCluster` and `unit` (a scale from 0 to 1). `onMeasure` is called for another measure,
 * `onView` for anything else.
 */
export function choice(onMeasure, onView) {
  const chosen = { measure: null, pair: null, highlight: "", byCluster: null, unit: false };
  let offered = { measures: [], pairs: [], tasks: [] };
  const set = (key, value, changed) => {
    chosen[key] = value;
    changed();
  };

  const pair = picker("Pair", (i) => set("pair", offered.pairs[i], onView));
  const measure = picker("Measure", (i) => set("measure", offered.measures[i], onMeasure));
  const task = picker("Highlight", (i) => set("highlight", i === 0 ? "" : offered.tasks[i], onView));
  const byCluster = toggle("One line per cluster", (on) => set("byCluster", on, onView));
  const unit = toggle("Scale from 0 to 1", (on) => set("unit", on, onView));
  const parts = [pair, measure, task, byCluster, unit];

  return {
    chosen,
    node: element("div", { class: "pickers" }, parts.map(({ node }) => node)),

    /** Takes up what the sweep and its rows offer, and keeps the choice where it can. */
    offer(sweep, rows) {
      chosen.measure ??= sweep.measures[0];
      const there = pairs(sweep, rows);
      if (!there.some((each) => chosen.pair !== null && samePair(each, chosen.pair))) chosen.pair = there[0];
      const table = grid(sweep, rows, chosen.pair);
      const { lowest, highest } = extent(table);
      const fitsUnit = lowest !== null && lowest.value >= 0 && highest.value <= 1;
      chosen.unit &&= fitsUnit;
      chosen.byCluster ??= table.clusters.length > 1 && allTasks(table).length > MANY_TASKS;
      chosen.byCluster &&= table.clusters.length > 1;
      offered = {
        measures: sweep.measures,
        pairs: there,
        tasks: [NO_TASK, ...allTasks(table).map(({ name }) => name)],
      };
      pair.offer(there.map(pairName), pairName(chosen.pair));
      measure.offer(sweep.measures, chosen.measure);
      task.offer(offered.tasks, chosen.highlight || NO_TASK);
      byCluster.offer(table.clusters.length > 1, chosen.byCluster);
      unit.offer(fitsUnit, chosen.unit);
    },
  };
}
