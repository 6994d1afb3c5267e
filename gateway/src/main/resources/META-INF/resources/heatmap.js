import { count, score } from "./numbers.js";
import { VIRIDIS } from "./palette.js";
import { allTasks, extent } from "./scores.js";
import { scoreTip, tooltipStyle } from "./tooltip.js";

const ROOMY = { lines: 40, height: 22 };
const DENSE_HEIGHT = 16;
const UNSEEN = "◇ ";

/** The heatmap's lines from top to bottom: a title for each cluster, then its tasks. */
function linesOf(table) {
  const titled = table.clusters.length > 1;
  return table.clusters.flatMap((cluster) => [
    ...(titled ? [{ title: cluster.name }] : []),
    ...cluster.tasks.map((task) => ({ task })),
  ]);
}

/** Room for the task's names at the left, in pixels; the curves keep the same, so layers align. */
export function margins(width) {
  return { left: Math.min(170, Math.max(70, width * 0.22)), right: 16 };
}

/** The height in pixels that the heatmap wants. */
export function heatmapHeight(table) {
  const lines = linesOf(table).length;
  return lines * (lines > ROOMY.lines ? DENSE_HEIGHT : ROOMY.height) + 120;
}

/** What the heatmap shows, in words. */
export function heatmapSummary(table, pair, measure) {
  const { scored, undefinedCells, lowest, highest } = extent(table);
  const size = `${table.layers.length} layers by ${allTasks(table).length} tasks`;
  if (scored === 0) return `Heatmap of ${measure} for ${pair}: ${size}, nothing scored yet.`;
  const range = lowest === null ? "" : ` Lowest ${score(lowest.value)} (${lowest.task}, layer ${lowest.layer}),`
    + ` highest ${score(highest.value)} (${highest.task}, layer ${highest.layer}).`;
  const holes = undefinedCells === 0 ? "" : ` Undefined in ${count(undefinedCells, "cell")}.`;
  return `Heatmap of ${measure} for ${pair}: ${size}.${range}${holes}`;
}

/**
 * ECharts options of the heatmap layer by task. Undefined scores are hatched, scores that are not
 * there yet are left empty.
 *
 * @param shown `{table, boundaries, highlight, unit, width, theme}`; `highlight` is a task's name
 *     or "", `unit` asks for a scale from 0 to 1, `width` is the chart's, in pixels
 */
export function heatmap({ table, boundaries, highlight, unit, width, theme }) {
  const lines = linesOf(table);
  const cells = lines.flatMap(({ task }, y) => task === undefined ? [] : table.layers.flatMap((layer, x) => {
    const row = table.cells.get(task.name)?.get(layer);
    return row ? [{ row, task, x, y }] : [];
  }));
  const defined = cells.filter(({ row }) => row.value !== null);
  const missing = cells.filter(({ row }) => row.value === null);
  const data = ({ row, task, x, y }) => ({ value: [x, y, row.value], row, task });
  const { left, right } = margins(width);
  return {
    animation: false,
    grid: { left, right, top: 46, bottom: 62 },
    tooltip: { ...tooltipStyle(theme), formatter: ({ data: { row, task } }) => scoreTip(row, task) },
    xAxis: layerAxis(table, theme),
    yAxis: lineAxis(lines, highlight, left, theme),
    visualMap: scale(defined, unit, theme),
    series: [
      {
        type: "heatmap",
        data: defined.map(data),
        itemStyle: { borderColor: theme.surface, borderWidth: 1 },
        emphasis: { itemStyle: { borderColor: theme.text, borderWidth: 2 } },
        label: {
          show: (width - left) / table.layers.length > 40,
          formatter: ({ data: { row } }) => score(row.value, 2),
          fontSize: 11,
        },
      },
      { type: "custom", data: missing.map((cell) => ({ ...data(cell), value: [cell.x, cell.y] })), renderItem: hatched(theme) },
      {
        type: "custom",
        silent: true,
        tooltip: { show: false },
        data: boundaries.map(({ after }) => [table.layers.indexOf(after), 0]).filter(([x]) => x >= 0),
        renderItem: rule(theme),
        z: 5,
      },
    ],
  };
}

function layerAxis(table, theme) {
  return {
    type: "category",
    position: "top",
    data: table.layers.map(String),
    name: "layer",
    nameLocation: "middle",
    nameGap: 24,
    nameTextStyle: { color: theme.muted },
    axisLine: { show: false },
    axisTick: { show: false },
    axisLabel: { color: theme.muted },
  };
}

function lineAxis(lines, highlight, width, theme) {
  return {
    type: "category",
    inverse: true,
    data: lines.map(({ title, task }) => task === undefined
      ? { value: title, textStyle: { color: theme.muted, fontWeight: "bold", fontSize: 11 } }
      : { value: task.seen ? task.name : UNSEEN + task.name, textStyle: nameStyle(task.name === highlight, theme) }),
    axisLine: { show: false },
    axisTick: { show: false },
    axisLabel: { interval: 0, width: width - 12, overflow: "truncate" },
  };
}

function nameStyle(highlighted, theme) {
  return highlighted ? { color: theme.mark, fontWeight: "bold" } : { color: theme.text };
}

function scale(defined, unit, theme) {
  const values = defined.map(({ row }) => row.value);
  const min = unit ? 0 : values.reduce((a, b) => Math.min(a, b), Infinity);
  const max = unit ? 1 : values.reduce((a, b) => Math.max(a, b), -Infinity);
  return {
    show: values.length > 0,
    seriesIndex: 0,
    dimension: 2,
    min: values.length > 0 ? min : 0,
    max: values.length > 0 && max > min ? max : (Number.isFinite(min) ? min + 1e-9 : 1),
    calculable: true,
    orient: "horizontal",
    left: "center",
    bottom: 0,
    itemHeight: 220,
    itemWidth: 14,
    formatter: (value) => score(value, 3),
    textStyle: { color: theme.muted },
    inRange: { color: VIRIDIS },
  };
}

/** A cell without a value: a box with diagonal lines. */
function hatched(theme) {
  return (params, api) => {
    const [centreX, centreY] = api.coord([api.value(0), api.value(1)]);
    const [width, height] = api.size([1, 1]);
    const [x, y] = [centreX - width / 2 + 0.5, centreY - height / 2 + 0.5];
    const box = { x, y, width: width - 1, height: height - 1 };
    const step = 6;
    const strokes = [];
    for (let shift = -height; shift < width; shift += step) {
      strokes.push({
        type: "line",
        shape: { x1: x + shift, y1: y + height, x2: x + shift + height, y2: y },
        style: { stroke: theme.hatch, lineWidth: 1 },
        silent: true,
      });
    }
    return {
      type: "group",
      clipPath: { type: "rect", shape: box },
      children: [{ type: "rect", shape: box, style: { fill: theme.empty } }, ...strokes],
    };
  };
}

/** The line between two sections, after its layer. */
function rule(theme) {
  return (params, api) => {
    const x = api.coord([api.value(0), 0])[0] + api.size([1, 1])[0] / 2;
    const { y, height } = params.coordSys;
    const shape = { x1: x, y1: y - 4, x2: x, y2: y + height + 4 };
    return {
      type: "group",
      children: [
        { type: "line", shape, style: { stroke: theme.surface, lineWidth: 5 } },
        { type: "line", shape, style: { stroke: theme.mark, lineWidth: 2 } },
      ],
    };
  };
}
