import { chart } from "./chart.js";
import { choice } from "./choice.js";
import { curves } from "./curves.js";
import { element } from "./element.js";
import { findingTables, statements } from "./findings.js";
import { heatmap, heatmapHeight, heatmapSummary } from "./heatmap.js";
import { colours } from "./palette.js";
import { grid, pairName, samePair } from "./scores.js";
import { scoreTable } from "./scoretable.js";

/**
 * A sweep's scores and findings, with a choice of pair and measure. `source` answers
 * `scores(measure)` and `findings()` with promises; `show(sweep)` asks it again. `onTrouble` gets
 * what went wrong after a choice of the reader's.
 */
export function results(source, onTrouble) {
  const now = { sweep: null, rows: [], findings: null, shown: "" };
  const reader = choice(() => load().catch(onTrouble), () => draw());
  const { chosen } = reader;

  const note = element("p", { class: "muted" });
  const mapBox = element("div", { class: "chart heatmap", role: "img" });
  const curveBox = element("div", { class: "chart curves", role: "img" });
  const marks = element("p", { class: "muted legend" });
  const summary = element("summary", {}, "Scores as a table");
  const values = element("details", { class: "values", ontoggle: () => fillTable() }, summary);
  const prose = element("section", { class: "card findings", "aria-label": "Findings" });
  const tables = element("section", { class: "card tables", "aria-label": "Findings in tables" });
  const charts = element(
    "section",
    { class: "card", "aria-label": "Scores" },
    element("h2", {}, "Scores"), reader.node, note,
    element("h3", {}, "Layer by task"), mapBox,
    element("p", { class: "muted legend" }, "◇ unseen task. Hatched: undefined. Empty: not scored."),
    element("h3", {}, "Over layers"), curveBox,
    marks,
    values);

  const map = chart(mapBox, (width) => heatmap({ ...view(), width }), () => heatmapHeight(view().table));
  const lines = chart(curveBox, (width) => curves({ ...view(), width }));

  function view() {
    const table = grid(now.sweep, now.rows, chosen.pair);
    const boundaries = (now.findings?.sections ?? [])
      .filter((found) => samePair(found, chosen.pair) && found.measure === chosen.measure)
      .flatMap((found) => found.boundaries);
    const text = heatmapSummary(table, pairName(chosen.pair), chosen.measure);
    return { ...chosen, table, boundaries, theme: colours(), text };
  }

  function describe({ text, boundaries }) {
    note.textContent = text.replace("Heatmap of ", "");
    mapBox.setAttribute("aria-label", text);
    curveBox.setAttribute("aria-label", text.replace("Heatmap", "Curves over layers"));
    marks.textContent = boundaries.length > 0
      ? "Vertical lines: boundaries between sections; the bands are their 95 % intervals."
      : "No boundary between sections is known for this pair and measure.";
  }

  function fillTable() {
    values.replaceChildren(summary, ...(values.open ? [scoreTable(view())] : []));
  }

  function fillFindings() {
    const wanted = JSON.stringify([chosen.pair, now.findings]);
    if (wanted === now.shown) return;
    now.shown = wanted;
    prose.replaceChildren(element("h2", {}, "Findings"), ...(now.findings
      ? statements(now.findings)
      : [element("p", { class: "muted" }, "None yet: they come with the scores.")]));
    tables.replaceChildren(...(now.findings ? findingTables(now.findings, chosen.pair) : []));
    tables.hidden = tables.childElementCount === 0;
  }

  function draw() {
    reader.offer(now.sweep, now.rows);
    describe(view());
    map.draw();
    lines.draw();
    fillTable();
    fillFindings();
  }

  async function load() {
    const measure = chosen.measure ?? now.sweep.measures[0];
    const [rows, findings] = await Promise.all([source.scores(measure), source.findings()]);
    if (chosen.measure !== null && measure !== chosen.measure) return;
    Object.assign(now, { rows, findings });
    draw();
  }

  return {
    nodes: [prose, charts, tables],
    show(sweep) {
      now.sweep = sweep;
      return load();
    },
    dispose() {
      map.dispose();
      lines.dispose();
    },
  };
}
