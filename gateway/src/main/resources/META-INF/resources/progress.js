import { element } from "./element.js";
import { count, duration } from "./numbers.js";

const STATES = {
  PLANNED: { sign: "○", word: "Planned", meaning: "Its units wait to be released." },
  RUNNING: { sign: "◐", word: "Running", meaning: "Units are being worked on." },
  SUCCEEDED: { sign: "✓", word: "Succeeded", meaning: "All planned units are done." },
  PARTIAL: { sign: "◑", word: "Partial", meaning: "Some planned units were given up; the rest is done." },
  FAILED: { sign: "✕", word: "Failed", meaning: "All analysis units were given up." },
  CANCELLED: { sign: "–", word: "Cancelled", meaning: "Somebody cancelled it." },
};
const SHOWN_FAULTS = 50;

export function stateBadge(state) {
  const { sign, word, meaning } = STATES[state] ?? { sign: "?", word: state, meaning: "" };
  return element(
    "span",
    { class: `state state-${state.toLowerCase()}`, title: meaning },
    element("span", { "aria-hidden": "true" }, sign), ` ${word}`);
}

export function stateMeaning(state) {
  return STATES[state]?.meaning ?? "";
}

/** Both stages together. */
export function total({ extraction, analysis }) {
  const sum = (key) => extraction[key] + analysis[key];
  return { planned: sum("planned"), done: sum("done"), reused: sum("reused"), failed: sum("failed") };
}

/** A bar of what was already stored, what was done now and what was given up. */
export function progressBar(label, { planned, done, reused, failed }) {
  const part = (kind, units) => {
    const node = element("span", { class: `part ${kind}` });
    node.style.width = `${planned === 0 ? 0 : (100 * units) / planned}%`;
    return node;
  };
  return element(
    "div",
    {
      class: "bar",
      role: "progressbar",
      "aria-label": label,
      "aria-valuemin": 0,
      "aria-valuemax": planned,
      "aria-valuenow": done + failed,
      "aria-valuetext": progressText({ planned, done, reused, failed }),
    },
    part("reused", reused), part("done", done - reused), part("failed", failed));
}

/** How far a stage is, in words; `unit` is what it counts. */
export function progressText({ planned, done, reused, failed }, unit = "") {
  if (planned === 0) return "nothing planned";
  const notes = [
    reused > 0 ? `${reused.toLocaleString("en")} already stored` : null,
    failed > 0 ? `${failed.toLocaleString("en")} given up` : null,
  ].filter((note) => note !== null);
  const text = `${done.toLocaleString("en")} of ${planned.toLocaleString("en")}${unit && ` ${unit}`}`;
  return notes.length === 0 ? text : `${text} (${notes.join(", ")})`;
}

/** Both stages, what the sweep waits for, and how long it will take. */
export function progress(sweep) {
  const stage = (title, label, units) => element(
    "div",
    { class: "stage" },
    element("span", { class: "stage-name" }, title),
    progressBar(label, units),
    element("span", { class: "stage-text" }, progressText(units)));
  return [
    stage("Extraction", "Extraction batches", sweep.progress.extraction),
    stage("Analysis", "Analysis units", sweep.progress.analysis),
    element("p", { class: "muted eta" }, time(sweep)),
    sweep.waiting ? element("p", { class: "notice", role: "note" }, sweep.waiting) : null,
  ].filter((node) => node !== null);
}

function time(sweep) {
  if (sweep.finished) {
    const seconds = (Date.parse(sweep.finished) - Date.parse(sweep.started)) / 1000;
    return `${stateMeaning(sweep.state)} It took ${duration(seconds)}.`;
  }
  const left = sweep.etaSeconds;
  return left === null || left === undefined ? stateMeaning(sweep.state) : `About ${duration(left)} left.`;
}

/** What was given up and why, or nothing. */
export function faults(list) {
  if (list.length === 0) return [];
  const items = list.slice(0, SHOWN_FAULTS).map(({ fault, what, cause }) => element(
    "li", {}, element("code", {}, fault), " ", element("strong", {}, what), element("div", {}, cause)));
  const more = list.length - SHOWN_FAULTS;
  return [
    element("h2", {}, count(list.length, "fault")),
    element("ul", { class: "faults" }, items),
    ...(more > 0 ? [element("p", { class: "muted" }, `and ${more.toLocaleString("en")} more`)] : []),
  ];
}
