import { element, scrolling, table } from "./element.js";
import { count, interval, percent, score } from "./numbers.js";
import { pairName, samePair } from "./scores.js";

/** All statements, by the pair they speak of. */
export function statements(findings) {
  const groups = new Map();
  for (const { text, numbers } of findings.statements) {
    const about = numbers?.experimental === undefined ? "" : pairName({ control: "", ...numbers });
    groups.set(about, [...(groups.get(about) ?? []), text]);
  }
  return [...groups].map(([about, texts]) => element(
    "div",
    { class: "statements" },
    groups.size > 1 && about !== "" ? element("h3", {}, about) : null,
    texts.map((text) => element("p", {}, text))));
}

/** The tables of one pair. */
export function findingTables(findings, pair) {
  const of = (list) => list.filter((each) => samePair(each, pair));
  return [
    ...of(findings.sections).map(sectionTables),
    ...of(findings.unseen).map(unseenTable),
    clusterTable(of(findings.clusters)),
    taskTable(of(findings.tasks)),
  ].filter((node) => node !== null);
}

function sectionTables({ count: sections, support, sections: ranges, boundaries, measure }) {
  const agreed = support === null || support === undefined ? "" : `; ${percent(support)} of resamples agree`;
  return element(
    "div",
    {},
    scrolling("Sections", table(
      `Sections by ${measure}: ${sections}${agreed}`,
      [{ title: "Section" }, { title: "Layers" }, { title: "Mean", numeric: true }],
      ranges.map(({ first, last, mean }, i) => [String(i + 1), `${first} to ${last}`, score(mean)]))),
    boundaries.length === 0 ? null : scrolling("Boundaries", table(
      "Boundaries between sections",
      [{ title: "After layer" }, { title: "95 % interval" }, { title: "Support", numeric: true }],
      boundaries.map(({ after, low, high, support: sure }) =>
        [String(after), low === high ? `${low}` : `${low} to ${high}`, percent(sure)]))));
}

function unseenTable({ measure, seen, unseen, seenTasks, unseenTasks, difference, low, high }) {
  return scrolling("Seen and unseen tasks", table(
    `Seen and unseen tasks by ${measure}`,
    [{ title: "Tasks" }, { title: "Mean", numeric: true }, { title: "95 % interval" }],
    [
      [`seen (${count(seenTasks, "task")})`, score(seen), ""],
      [`unseen (${count(unseenTasks, "task")})`, score(unseen), ""],
      ["difference", score(difference), interval(low, high)],
    ]));
}

function clusterTable(clusters) {
  if (clusters.length === 0) return null;
  return scrolling("Clusters", table(
    `Clusters by ${clusters[0].measure}`,
    [{ title: "Cluster" }, { title: "Tasks", numeric: true }, { title: "Mean", numeric: true }, { title: "95 % interval" }],
    clusters.map(({ cluster, tasks, mean, low, high }) => [cluster, String(tasks), score(mean), interval(low, high)])));
}

function taskTable(tasks) {
  if (tasks.length === 0) return null;
  const ranked = tasks.toSorted((a, b) => a.rank - b.rank);
  return scrolling("Tasks", table(
    `Tasks by ${tasks[0].measure}, most alike first`,
    [{ title: "Task" }, { title: "Rank", numeric: true }, { title: "Cluster" }, { title: "Seen" },
      { title: "Mean", numeric: true }, { title: "Lowest", numeric: true }, { title: "At layer", numeric: true }],
    ranked.map(({ task, rank, cluster, seen, mean, lowest, lowestLayer }) =>
      [task, String(rank), cluster, seen ? "seen" : "unseen", score(mean), score(lowest), String(lowestLayer)])));
}
