import { sweepPage } from "./sweep.js";
import { sweepsPage } from "./sweeps.js";

/** `#/sweeps/ID` is one sweep, everything else the list. */
const ONE_SWEEP = /^#\/sweeps\/([^/]+)$/;

const main = document.getElementById("main");
let leave = () => {};

function route() {
  leave();
  const id = ONE_SWEEP.exec(location.hash)?.[1];
  leave = id === undefined ? sweepsPage(main) : sweepPage(main, decodeURIComponent(id));
}

addEventListener("hashchange", () => {
  route();
  main.querySelector("h1")?.focus();
});
route();
