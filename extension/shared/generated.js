// @ts-check
/** What the extension shares with the server. Written by scripts/generate_extension.py: change what it is made from, then run that. */

/** The version of the server's interface that this extension speaks. */
export const API = 1;

export const DEFAULT_SERVER = "http://127.0.0.1:8377";

/** Code points of a note at most. */
export const MAX_NOTE = 100000;

/**
 * The inks in the order of their keys 1 to 6: the colour on paper, and on a dark page.
 * @type {readonly { name: import("./generated_types").Colour, light: string, dark: string }[]}
 */
export const INKS = Object.freeze([
  { name: "yellow", light: "#ffe68c", dark: "#6a5500" },
  { name: "green", light: "#c9ecb5", dark: "#2f5a1f" },
  { name: "blue", light: "#c3e2ff", dark: "#154a75" },
  { name: "pink", light: "#ffd2dd", dark: "#7a2740" },
  { name: "purple", light: "#e2d5ff", dark: "#4c3585" },
  { name: "orange", light: "#ffd8b0", dark: "#74420b" },
]);

/** Lines on a page: under a person's name, and under a mark that has a note. */
export const RULES = Object.freeze({
  light: { name: "#93400f", note: "#655f56" },
  dark: { name: "#eda06f", note: "#a9a297" },
});

/** Custom properties; the selector fits a document and a shadow root alike. */
export const TOKENS = `
:root, :host {
  color-scheme: light dark;
  --paper: light-dark(#faf8f4, #151412);
  --sheet: light-dark(#ffffff, #1d1b18);
  --sunk: light-dark(#f2eee6, #191714);
  --ink: light-dark(#1e1c19, #ece7de);
  --soft: light-dark(#655f56, #a9a297);
  --line: light-dark(#e4dfd5, #35312b);
  --edge: light-dark(#8f887b, #7d766b);
  --accent: light-dark(#93400f, #eda06f);
  --on-accent: light-dark(#ffffff, #1d1208);
  --focus: light-dark(#1257b0, #8ab8ff);
  --warn: light-dark(#a3271b, #ff9d8f);
  --ink-yellow: light-dark(#ffe68c, #6a5500);
  --ink-green: light-dark(#c9ecb5, #2f5a1f);
  --ink-blue: light-dark(#c3e2ff, #154a75);
  --ink-pink: light-dark(#ffd2dd, #7a2740);
  --ink-purple: light-dark(#e2d5ff, #4c3585);
  --ink-orange: light-dark(#ffd8b0, #74420b);
  --serif: Charter, "Bitstream Charter", "Iowan Old Style", "Source Serif 4", Georgia, serif;
  --sans: system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif;
  --mono: ui-monospace, "SF Mono", "Cascadia Mono", "DejaVu Sans Mono", monospace;
  --round: 8px;
  --lift: 0 1px 2px rgb(0 0 0 / .06), 0 6px 24px rgb(0 0 0 / .14);
}
`;
