import { element } from "./element.js";
import { faults, progress, stateBadge } from "./progress.js";
import { results } from "./results.js";

const data = JSON.parse(document.getElementById("data").textContent);
const main = document.getElementById("main");
const { sweep } = data;

const view = results({
  scores: async (measure) => data.scores.filter((row) => row.measure === measure),
  findings: async () => data.findings ?? null,
});

/** A JSON value as nested lists. */
function nested(value) {
  if (value === null) return "none";
  if (Array.isArray(value)) {
    if (value.length === 0) return "none";
    return element("ul", {}, value.map((each) => element("li", {}, nested(each))));
  }
  if (typeof value === "object") {
    return element("dl", {}, Object.entries(value).flatMap(([name, each]) =>
      [element("dt", {}, name), element("dd", {}, nested(each))]));
  }
  return String(value);
}

function download() {
  const url = URL.createObjectURL(new Blob([JSON.stringify(data)], { type: "application/json" }));
  element("a", { href: url, download: `${sweep.name}.json` }).click();
  URL.revokeObjectURL(url);
}

document.title = `${sweep.name} · Lamina`;
main.replaceChildren(
  element("div", { class: "line" }, element("h1", {}, sweep.name), stateBadge(sweep.state)),
  element("p", { class: "line muted" },
    element("code", {}, sweep.id), element("time", { datetime: sweep.submitted }, `submitted ${sweep.submitted}`)),
  ...view.nodes,
  element("section", { class: "card progress", "aria-label": "Progress" }, element("h2", {}, "What was done"), ...progress(sweep)),
  ...(sweep.faults.length === 0 ? [] : [element("section", { class: "card", "aria-label": "Faults" }, ...faults(sweep.faults))]),
  element(
    "section",
    { class: "card manifest", "aria-label": "Manifest" },
    element("h2", {}, "How it was made"),
    element("button", { type: "button", onclick: download }, "Save all data as JSON"),
    element("details", {}, element("summary", {}, "Manifest"), nested(data.manifest ?? null))));
view.show(sweep);
