/** Viridis: even in lightness, and the same to all kinds of colour vision. */
export const VIRIDIS = [
  "#440154", "#482475", "#414487", "#355f8d", "#2a788e", "#21918c",
  "#22a884", "#44bf70", "#7ad151", "#bddf26", "#fde725",
];

/** Lines are told apart by colour (after Okabe and Ito), then by dashes. */
const LIGHT = ["#0072b2", "#d55e00", "#009e73", "#b5538c", "#b07d00", "#3b9bd6", "#6a51a3", "#666666"];
const DARK = ["#56b4e9", "#f08a3c", "#2fc79a", "#e79bc4", "#f0e442", "#a9b8ff", "#c79a6b", "#bbbbbb"];
const DASHES = ["solid", "dashed", "dotted"];

const THEMES = {
  light: { lines: LIGHT, text: "#1c2430", muted: "#5b6675", grid: "#e3e7ec", surface: "#ffffff", empty: "#f1f3f6", hatch: "#8a94a3", mark: "#c0262d" },
  dark: { lines: DARK, text: "#e6eaf0", muted: "#9aa5b4", grid: "#2b3440", surface: "#161c24", empty: "#1f2731", hatch: "#76818f", mark: "#ff7b72" },
};

const dark = globalThis.matchMedia?.("(prefers-color-scheme: dark)");

export function colours() {
  return dark?.matches ? THEMES.dark : THEMES.light;
}

/** Calls back when the reader changes between light and dark. Returns how to stop. */
export function onTheme(changed) {
  dark?.addEventListener("change", changed);
  return () => dark?.removeEventListener("change", changed);
}

export function line(theme, index) {
  return {
    color: theme.lines[index % theme.lines.length],
    type: DASHES[Math.floor(index / theme.lines.length) % DASHES.length],
  };
}
