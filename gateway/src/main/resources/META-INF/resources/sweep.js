import { address, cancel, findings, follow, isFinal, scores, sweep as fetchSweep } from "./api.js";
import { element } from "./element.js";
import { ago } from "./numbers.js";
import { faults, progress, stateBadge } from "./progress.js";
import { results } from "./results.js";

const LEAST_PAUSE_MILLIS = 2000;

/** The page of one sweep: follows it until it is done. Returns how to leave it. */
export function sweepPage(main, id) {
  const title = element("h1", { tabindex: -1 }, id);
  const state = element("span", { role: "status" });
  const facts = element("p", { class: "line muted" });
  const stages = element("section", { class: "card progress", "aria-label": "Progress" });
  const given = element("section", { class: "card", "aria-label": "Faults", hidden: true });
  const trouble = element("p", { class: "trouble", role: "alert", hidden: true });
  const lost = element("p", { class: "notice", hidden: true }, "The connection is lost; trying again.");
  const say = (problem) => {
    trouble.textContent = problem.message;
    trouble.hidden = false;
  };
  let scored = 0;
  const view = results({
    scores: (measure) => scores(id, measure),
    findings: async () => (scored === 0 ? null : findings(id)),
  }, say);
  const stop = element("button", { type: "button", class: "cancel", hidden: true, onclick: () => confirm.showModal() }, "Cancel the sweep");
  const confirm = confirmation(() => cancel(id).catch(say));
  main.replaceChildren(
    element("nav", { "aria-label": "Where you are" }, element("a", { href: "#/" }, "← All sweeps")),
    element("div", { class: "line" }, title, state, stop),
    facts, trouble, lost, stages, given, ...view.nodes, downloads(id), confirm);

  const refresh = paced((now) => view.show(now).then(() => { trouble.hidden = true; }, say));
  let word = "";
  function show(now) {
    title.textContent = now.name;
    document.title = `${now.name} · Lamina`;
    if (now.state !== word) state.replaceChildren(stateBadge(now.state));
    facts.replaceChildren(element("code", {}, now.id), element(
      "time", { datetime: now.submitted, title: now.submitted }, `submitted ${ago(now.submitted)}`));
    stages.replaceChildren(element("h2", {}, "Progress"), ...progress(now));
    given.replaceChildren(...faults(now.faults));
    given.hidden = now.faults.length === 0;
    stop.hidden = isFinal(now);
    const done = now.progress.analysis.done;
    const news = done !== scored || now.state !== word;
    scored = done;
    word = now.state;
    if (news) refresh.ask(now);
  }

  let unfollow = () => {};
  let left = false;
  fetchSweep(id).then((now) => {
    if (left) return;
    show(now);
    if (!isFinal(now)) unfollow = follow(id, show, (connected) => { lost.hidden = connected; });
  }, say);
  return () => {
    left = true;
    unfollow();
    refresh.stop();
    view.dispose();
  };
}

/**
 * Runs `work` with the newest request, one at a time; after each it pauses three times as long as
 * the work took, so that a big sweep's scores do not keep the server busy.
 */
function paced(work) {
  let newest;
  let busy = false;
  let stopped = false;
  async function run() {
    busy = true;
    while (newest !== undefined && !stopped) {
      const request = newest;
      newest = undefined;
      const start = performance.now();
      await work(request);
      const pause = Math.max(LEAST_PAUSE_MILLIS, 3 * (performance.now() - start));
      await new Promise((resume) => setTimeout(resume, pause));
    }
    busy = false;
  }
  return {
    ask(request) {
      newest = request;
      if (!busy) run();
    },
    stop() {
      stopped = true;
    },
  };
}

function confirmation(onYes) {
  const dialog = element(
    "dialog",
    { "aria-labelledby": "cancel-question" },
    element("h2", { id: "cancel-question" }, "Cancel this sweep?"),
    element("p", {}, "What is already stored stays, and a later sweep finds it."),
    element(
      "div",
      { class: "line" },
      element("button", { type: "button", class: "danger", onclick: () => { dialog.close(); onYes(); } }, "Cancel the sweep"),
      element("button", { type: "button", onclick: () => dialog.close() }, "Keep it running")));
  return dialog;
}

function downloads(id) {
  const file = (text, below, name) => element("a", { href: address(id, below), download: `${id}-${name}` }, text);
  return element(
    "section",
    { class: "card downloads", "aria-label": "Downloads" },
    element("h2", {}, "Downloads"),
    element(
      "ul",
      { class: "line" },
      element("li", {}, file("Scores, CSV", "/scores?format=csv", "scores.csv")),
      element("li", {}, file("Scores, Parquet", "/scores?format=parquet", "scores.parquet")),
      element("li", {}, file("Scores, JSON (first page)", "/scores", "scores.json")),
      element("li", {}, file("Findings, JSON", "/findings", "findings.json"))));
}
