import { element, scrolling, table } from "./element.js";
import { evidenceTable, gainTables, rank } from "./gains.js";
import { count, interval, percent, score } from "./numbers.js";
import { samePair } from "./scores.js";

/** The note: every statement is a sentence or two, in order. */
export function statements(findings) {
  return [element("div", { class: "statements" }, findings.statements.map(({ text }) => element("p", {}, text)))];
}

/** The tables of one pair. */
export function findingTables(findings, pair) {
  const of = (list) => list.filter((each) => samePair(each, pair));
  return [
    ...gainTables(findings, pair),
    ...of(findings.sections).map(sectionTables),
    ...of(findings.unseen).map(unseenTable),
    evidenceTable(of(findings.chance), of(findings.structure)),
    ...["gain", "score"].map((quantity) =>
      clusterTable(of(findings.clusters).filter((each) => each.quantity === quantity))),
    taskTable(of(findings.tasks)),
  ].filter((node) => node !== null);
}

function sectionTables({ count: sections, support, sections: ranges, boundaries, measure }) {
  const agreed = support === null || support === undefined ? "" : `; probability ${percent(support)}`;
  return element(
    "div",
    {},
    scrolling("Sections", table(
      `Sections by ${measure}: ${sections}${agreed}`,
      [{ title: "Section" }, { title: "Layers" }, { title: "Mean", numeric: true }],
      ranges.map(({ first, last, mean }, i) => [String(i + 1), `${first} to ${last}`, score(mean)]))),
    boundaries.length === 0 ? null : scrolling("Boundaries", table(
      "Boundaries between sections",
      [{ title: "After layer" }, { title: "95 % interval" }, { title: "Probability", numeric: true }],
      boundaries.map(({ after, low, high, support: sure }) =>
        [String(after), low === high ? `${low}` : `${low} to ${high}`, percent(sure)]))));
}

function unseenTable({ measure, quantity, seen, unseen, seenTasks, unseenTasks, difference, low, high }) {
  return scrolling("Seen and unseen tasks", table(
    `Seen and unseen tasks: ${quantity} by ${measure}`,
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
    `Clusters: ${clusters[0].quantity} by ${clusters[0].measure}`,
    [{ title: "Cluster" }, { title: "Tasks", numeric: true }, { title: "Mean", numeric: true }, { title: "95 % interval" }],
    clusters.map(({ cluster, tasks, mean, low, high }) => [cluster, String(tasks), score(mean), interval(low, high)])));
}

function taskTable(tasks) {
  if (tasks.length === 0) return null;
  const ranked = tasks.toSorted((a, b) => a.rank - b.rank);
  return scrolling("Tasks", table(
    `Tasks by ${tasks[0].measure}, most alike first`,
    [{ title: "Task" }, { title: "Rank" }, { title: "Cluster" }, { title: "Seen" }, { title: "Mean", numeric: true },
      { title: "95 % interval" }, { title: "Least alike", numeric: true }, { title: "At layer", numeric: true }],
    ranked.map(({ task, cluster, seen, mean, low, high, lowest, lowestLayer, ...place }) =>
      [task, rank(place), cluster, seen ? "seen" : "unseen", score(mean), interval(low, high), score(lowest),
        String(lowestLayer)])));
}
