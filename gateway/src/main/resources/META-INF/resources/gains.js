import { element, scrolling, table } from "./element.js";
import { count, interval, percent, score } from "./numbers.js";

const SVG = "http://www.w3.org/2000/svg";
const PLOT = { width: 150, height: 18 };

/** What tuning adds: of all comparisons that the pair's experimental model takes part in. */
export function gainTables(findings, pair) {
  const here = ({ base, tuned, control }) =>
    control === pair.control && (base === pair.experimental || tuned === pair.experimental);
  return findings.tuning.filter(here).map((tuning) => gainTable(
    tuning,
    findings.gains.filter(({ base, tuned, control }) =>
      base === tuning.base && tuned === tuning.tuned && control === tuning.control)));
}

function gainTable(tuning, gains) {
  const scale = scaleOf(gains);
  const layered = gains.some(({ gained, lost }) => gained.length + lost.length > 0);
  return scrolling("What tuning adds", table(
    `${tuning.tuned} over ${tuning.base}, against ${tuning.control}, by ${tuning.measure}`,
    [{ title: "Task" }, { title: "Verdict" }, { title: "Gain", numeric: true }, { title: "95 % interval" },
      { title: "" }, { title: "Base", numeric: true }, { title: "Tuned", numeric: true },
      ...(layered ? [{ title: "Layers" }] : []), { title: "Rank" }, { title: "Cluster" }, { title: "Seen" }],
    gains.map((gain) => [
      gain.task, verdict(gain.verdict), signed(gain.gain), unbroken(interval(gain.low, gain.high)), plot(gain, scale),
      score(gain.baseMean), score(gain.tunedMean), ...(layered ? [where(gain)] : []), rank(gain),
      gain.cluster, gain.seen ? "seen" : "unseen"])));
}

/** A rank and, where its neighbours cannot be told from it, between which it lies. */
export function rank({ rank: place, rankLow, rankHigh }) {
  if (rankLow === undefined || (rankLow === place && rankHigh === place)) return String(place);
  return `${place} (${rankLow} to ${rankHigh})`;
}

/** Runs of layers: 3 to 6, 8. */
export function runs(layers) {
  const found = [];
  for (const layer of layers) {
    const last = found.at(-1);
    if (last && layer === last[1] + 1) last[1] = layer;
    else found.push([layer, layer]);
  }
  return found.map(([first, last]) => (first === last ? `${first}` : `${first} to ${last}`)).join(", ");
}

function verdict(word) {
  return element("span", { class: `verdict verdict-${word}` }, word);
}

function unbroken(text) {
  return element("span", { class: "unbroken" }, text);
}

function signed(value) {
  return `${value > 0 ? "+" : ""}${score(value)}`;
}

function where({ gained, lost }) {
  return [gained.length > 0 ? `+ ${runs(gained)}` : "", lost.length > 0 ? `− ${runs(lost)}` : ""]
    .filter((part) => part !== "").join("; ");
}

function scaleOf(gains) {
  const ends = gains.flatMap(({ gain, low, high }) => [gain, low ?? gain, high ?? gain, 0]);
  const least = Math.min(...ends);
  const width = Math.max(...ends) - least || 1;
  return (value) => 6 + ((value - least) / width) * (PLOT.width - 12);
}

/** The gain as a point on its interval, beside a line at 0. */
function plot({ gain, low, high, verdict: word }, scale) {
  const middle = PLOT.height / 2;
  const draw = (tag, attributes) => {
    const node = document.createElementNS(SVG, tag);
    for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, String(value));
    return node;
  };
  const svg = draw("svg", { ...PLOT, class: `plot verdict-${word}`, "aria-hidden": "true" });
  svg.append(draw("line", { class: "zero", x1: scale(0), x2: scale(0), y1: 0, y2: PLOT.height }));
  if (low !== null && low !== undefined) {
    svg.append(draw("line", { class: "range", x1: scale(low), x2: scale(high), y1: middle, y2: middle }));
  }
  svg.append(draw("circle", { cx: scale(gain), cy: middle, r: 3.5 }));
  return svg;
}

/** How many scores are above chance, and whether clusters show. */
export function evidenceTable(chance, structure) {
  const rows = [
    ...chance.map(({ tested, above, rate }) =>
      ["scores above chance", `${above} of ${tested}`, `false discovery rate ${percent(rate)}`]),
    ...structure.map(({ share, expected, p, tasks, clusters, layers }) => {
      const found = layers.filter(({ q }) => q <= 0.05).map(({ layer }) => layer);
      return ["variance between clusters", percent(share),
        `${percent(expected)} expected of ${count(clusters, "arbitrary cluster")} of ${count(tasks, "task")}; `
        + `p = ${score(p, 3)}${found.length > 0 ? `; at layers ${runs(found)}` : ""}`];
    }),
  ];
  if (rows.length === 0) return null;
  return scrolling("Evidence", table(
    "More than chance", [{ title: "What" }, { title: "Found" }, { title: "Held against" }], rows));
}
