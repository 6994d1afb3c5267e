/** A model's name for one task: `ctl-{task}` is `ctl-sst2` on sst2. */
export function expand(template, task) {
  return template.replaceAll("{task}", () => task);
}

export function pairName(pair) {
  return pair.control === "" ? pair.experimental : `${pair.experimental} against ${pair.control}`;
}

export function samePair(a, b) {
  return a.experimental === b.experimental && a.control === b.control;
}

/**
 * What can be looked at: the sweep's comparisons or, for a measure of one side (its rows have an
 * empty control), the models they are made of.
 */
export function pairs(sweep, rows) {
  if (!rows.some((row) => row.control === "")) return sweep.comparisons;
  const models = new Set(sweep.comparisons.flatMap((pair) => [pair.experimental, pair.control]));
  return [...models].filter((model) => model !== "").map((model) => ({ experimental: model, control: "" }));
}

/**
 * The scores of one pair as a grid. Tasks stand together by cluster, in the sweep's order. All
 * layers are there while scores still come, then only those that were scored.
 */
export function grid(sweep, rows, pair) {
  const cells = new Map(sweep.tasks.map((task) => [task.name, new Map()]));
  for (const row of rows) {
    const wanted = row.experimental === expand(pair.experimental, row.task)
      && row.control === expand(pair.control, row.task);
    if (wanted) cells.get(row.task)?.set(row.layer, row);
  }
  const scored = new Set([...cells.values()].flatMap((layers) => [...layers.keys()]));
  const running = sweep.state === "PLANNED" || sweep.state === "RUNNING";
  const layers = running || scored.size === 0
    ? Array.from({ length: sweep.layers }, (_, layer) => layer)
    : [...scored].sort((a, b) => a - b);
  return { layers, clusters: clustersOf(sweep.tasks), cells };
}

function clustersOf(tasks) {
  const clusters = new Map();
  for (const task of tasks) {
    if (!clusters.has(task.cluster)) clusters.set(task.cluster, []);
    clusters.get(task.cluster).push(task);
  }
  return [...clusters].map(([name, members]) => ({ name, tasks: members }));
}

export function allTasks(table) {
  return table.clusters.flatMap((cluster) => cluster.tasks);
}

/** One task's value per layer; null where it is undefined or not there yet. */
export function curve(table, task) {
  return table.layers.map((layer) => table.cells.get(task)?.get(layer)?.value ?? null);
}

/** The mean over tasks per layer, of those that are defined there; null where none is. */
export function meanCurve(table, tasks) {
  const curves = tasks.map((task) => curve(table, task.name));
  return table.layers.map((_, i) => {
    const defined = curves.map((values) => values[i]).filter((value) => value !== null);
    return defined.length === 0 ? null : defined.reduce((sum, value) => sum + value, 0) / defined.length;
  });
}

/** How many cells there are, how many are undefined, and the lowest and the highest one. */
export function extent(table) {
  const rows = [...table.cells.values()].flatMap((layers) => [...layers.values()]);
  const defined = rows.filter((row) => row.value !== null);
  const lowest = defined.reduce((a, b) => (a && a.value <= b.value ? a : b), null);
  const highest = defined.reduce((a, b) => (a && a.value >= b.value ? a : b), null);
  return { scored: rows.length, undefinedCells: rows.length - defined.length, lowest, highest };
}
