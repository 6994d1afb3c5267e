import { margins } from "./heatmap.js";
import { line } from "./palette.js";
import { allTasks, curve, meanCurve } from "./scores.js";
import { layerTip, tooltipStyle } from "./tooltip.js";

const MEAN = "mean of tasks";

/**
 * ECharts options of the curves over layers: one per task (in its cluster's colour) or one per
 * cluster, the mean, and the boundaries between sections with their intervals.
 *
 * @param shown `{table, boundaries, byCluster, highlight, unit, measure, width, theme}`; `highlight`
 *     is a task's name or "", `width` the chart's, in pixels
 */
export function curves({ table, boundaries, byCluster, highlight, unit, measure, width, theme }) {
  const tasks = taskLines(table);
  const drawn = byCluster ? [...clusterLines(table), ...tasks.filter(({ task }) => task === highlight)] : tasks;
  const mean = { name: MEAN, group: MEAN, values: meanCurve(table, allTasks(table)) };
  const chosen = drawn.find(({ task }) => task !== undefined && task === highlight);
  const dense = drawn.length * table.layers.length > 900;
  const opacity = (each) => (each === chosen ? 1 : chosen ? 0.2 : drawn.length > 30 ? 0.5 : 0.9);
  const layers = table.layers;
  return {
    animation: false,
    grid: { ...margins(width), top: 66, bottom: 40 },
    legend: {
      type: "scroll",
      top: 0,
      data: [MEAN, ...new Set(drawn.map(({ group }) => group))],
      textStyle: { color: theme.text },
      pageTextStyle: { color: theme.muted },
      pageIconColor: theme.text,
      pageIconInactiveColor: theme.grid,
    },
    tooltip: {
      ...tooltipStyle(theme),
      trigger: "axis",
      axisPointer: { type: "line", snap: true, lineStyle: { color: theme.muted } },
      formatter: ([point]) => {
        const index = layers.indexOf(Math.round(point?.axisValue));
        return index < 0 ? null : layerTip(layers[index], tipEntries(table, [mean, ...drawn], chosen, index));
      },
    },
    xAxis: axis(theme, {
      name: "layer",
      nameLocation: "middle",
      nameGap: 26,
      min: layers[0] - 0.5,
      max: layers.at(-1) + 0.5,
      minInterval: 1,
      splitLine: { show: false },
      axisLabel: { color: theme.muted, showMinLabel: false, showMaxLabel: false },
    }),
    yAxis: axis(theme, {
      name: measure,
      nameTextStyle: { color: theme.muted, align: "left" },
      scale: !unit,
      ...(unit ? { min: 0, max: 1 } : {}),
    }),
    series: [
      ...(chosen ? [band(table, chosen, theme)] : []),
      ...drawn.map((each) => series(each, layers, {
        lineStyle: { ...stroke(theme, each), opacity: opacity(each), width: each === chosen ? 3.5 : 1.6 },
        itemStyle: { color: stroke(theme, each).color, opacity: opacity(each) },
        showSymbol: !dense,
        symbol: each.unseen ? "emptyDiamond" : "circle",
        symbolSize: each.unseen ? 7 : 4,
        z: each === chosen ? 4 : 2,
      })),
      series(mean, layers, {
        lineStyle: { color: theme.text, width: 3 },
        itemStyle: { color: theme.text },
        showSymbol: false,
        z: 5,
        ...boundaryMarks(boundaries, theme),
      }),
    ],
  };
}

/** Coloured and listed by cluster or, where there is but one, each by itself. */
function taskLines(table) {
  const alone = table.clusters.length === 1;
  return table.clusters.flatMap((cluster, nth) => cluster.tasks.map((task, i) => ({
    name: task.seen ? task.name : `${task.name} (unseen)`,
    task: task.name,
    unseen: !task.seen,
    group: alone ? task.name : cluster.name,
    index: alone ? i : nth,
    values: curve(table, task.name),
  })));
}

function clusterLines(table) {
  return table.clusters.map((cluster, index) => ({
    name: cluster.name,
    group: cluster.name,
    index,
    values: meanCurve(table, cluster.tasks),
  }));
}

function stroke(theme, { index }) {
  return line(theme, index);
}

function series({ group, values }, layers, style) {
  return { type: "line", name: group, data: layers.map((layer, i) => [layer, values[i]]), symbol: "circle", ...style };
}

function axis(theme, more) {
  return {
    type: "value",
    nameTextStyle: { color: theme.muted },
    axisLabel: { color: theme.muted },
    axisLine: { show: false, onZero: false },
    axisTick: { show: false },
    splitLine: { lineStyle: { color: theme.grid } },
    ...more,
  };
}

/** A line after the boundary's layer, and a band from the lower to the upper end of its interval. */
function boundaryMarks(boundaries, theme) {
  return {
    markLine: {
      silent: true,
      symbol: "none",
      lineStyle: { color: theme.mark, type: "solid", width: 1.5 },
      label: { color: theme.mark, position: "end", distance: 4 },
      data: boundaries.map(({ after, low, high }) => ({
        xAxis: after + 0.5,
        label: { formatter: () => (low === high ? `after ${after}` : `after ${after} (${low}–${high})`) },
      })),
    },
    markArea: {
      silent: true,
      itemStyle: { color: theme.mark, opacity: 0.12 },
      data: boundaries.map(({ low, high }) => [{ xAxis: low + 0.5 }, { xAxis: high + 0.5 }]),
    },
  };
}

/** The highlighted task's interval at each layer, where its measure gives one. */
function band(table, chosen, theme) {
  const rows = table.layers
    .map((layer) => table.cells.get(chosen.task)?.get(layer))
    .filter((row) => row && row.low !== null && row.high !== null);
  return {
    type: "custom",
    silent: true,
    tooltip: { show: false },
    data: rows.length > 1 ? [[rows[0].layer, rows[0].low]] : [],
    renderItem: (params, api) => ({
      type: "polygon",
      shape: {
        points: [
          ...rows.map(({ layer, high }) => api.coord([layer, high])),
          ...rows.toReversed().map(({ layer, low }) => api.coord([layer, low])),
        ],
      },
      style: { fill: stroke(theme, chosen).color, opacity: 0.22 },
    }),
  };
}

/** The mean and the highlighted line, then the others from high to low; of many only the ends. */
function tipEntries(table, lines, chosen, index) {
  const entries = lines.map((each) => ({
    each,
    name: each.name,
    value: each.values[index],
    row: each.task === undefined ? undefined : table.cells.get(each.task)?.get(table.layers[index]),
  }));
  const first = entries.filter(({ each }) => each === lines[0] || each === chosen);
  const others = entries
    .filter(({ each }) => each !== lines[0] && each !== chosen)
    .sort((a, b) => (b.value ?? -Infinity) - (a.value ?? -Infinity));
  if (others.length <= 12) return [...first, ...others];
  return [...first, ...others.slice(0, 5), { name: `… ${others.length - 10} more …`, value: null }, ...others.slice(-5)];
}
