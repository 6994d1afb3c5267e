import { element } from "./element.js";

/**
 * A labelled choice. `offer(names, chosen)` says what there is; an unchanged offer leaves the
 * control alone, so that it keeps the focus while scores come in. `onPick` gets the index.
 */
export function picker(label, onPick) {
  const select = element("select", { onchange: () => onPick(select.selectedIndex) });
  let offered = [];
  return {
    node: element("label", { class: "picker" }, element("span", {}, label), select),
    offer(names, chosen) {
      if (names.length !== offered.length || names.some((name, i) => name !== offered[i])) {
        offered = [...names];
        select.replaceChildren(...names.map((name) => element("option", {}, name)));
      }
      select.selectedIndex = Math.max(0, names.indexOf(chosen));
    },
  };
}

export function toggle(label, onToggle) {
  const box = element("input", { type: "checkbox", onchange: () => onToggle(box.checked) });
  const node = element("label", { class: "toggle" }, box, label);
  return {
    node,
    offer(possible, on) {
      node.hidden = !possible;
      box.checked = on;
    },
  };
}
