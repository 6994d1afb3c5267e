import { sweeps } from "./api.js";
import { element } from "./element.js";
import { ago } from "./numbers.js";
import { progressBar, progressText, stateBadge, total } from "./progress.js";

const REFRESH_MILLIS = 5000;

/** The page with all sweeps. Returns how to leave it. */
export function sweepsPage(main) {
  const list = element("div", { class: "sweeps" }, element("p", { class: "muted" }, "Loading…"));
  const trouble = element("p", { class: "trouble", role: "alert", hidden: true });
  main.replaceChildren(element("h1", { tabindex: -1 }, "Sweeps"), trouble, list);
  document.title = "Lamina";

  let left = false;
  let timer;
  async function refresh() {
    try {
      const all = await sweeps();
      if (left) return;
      fill(list, all);
      trouble.hidden = true;
    } catch (problem) {
      trouble.textContent = problem.message;
      trouble.hidden = false;
    }
    if (!left) timer = setTimeout(refresh, REFRESH_MILLIS);
  }
  refresh();
  return () => {
    left = true;
    clearTimeout(timer);
  };
}

function fill(list, all) {
  const focused = list.contains(document.activeElement) ? document.activeElement.getAttribute("href") : null;
  list.replaceChildren(all.length === 0 ? nothing() : cards(all));
  if (focused !== null) list.querySelector(`a[href="${CSS.escape(focused)}"]`)?.focus();
}

function cards(all) {
  return element("ul", { class: "cards" }, all.map((sweep) => element(
    "li",
    { class: "card sweep" },
    element(
      "div",
      { class: "line" },
      element("a", { class: "name", href: `#/sweeps/${encodeURIComponent(sweep.id)}` }, sweep.name),
      stateBadge(sweep.state)),
    element(
      "div",
      { class: "line muted" },
      element("code", {}, sweep.id),
      element("time", { datetime: sweep.submitted, title: sweep.submitted }, `submitted ${ago(sweep.submitted)}`)),
    progressBar(`Progress of ${sweep.name}`, total(sweep.progress)),
    element("div", { class: "muted" }, progressText(total(sweep.progress), "units")))));
}

function nothing() {
  const command = (text) => element("pre", {}, element("code", {}, text));
  return element(
    "section",
    { class: "card empty" },
    element("h2", {}, "No sweeps yet"),
    element("p", {}, "A sweep runs models over tasks and measures how alike their layers are. Submit one:"),
    command(`./lamina submit SPEC --server ${location.origin}`),
    element("p", {}, "or see one on real models, with nothing to configure:"),
    command("./lamina demo"));
}
