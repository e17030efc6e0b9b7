// @ts-check
/**
 * The look: paper and ink, one rust accent, six inks for marks. One text, worn by the extension's own
 * pages and by what it draws over a page.
 */

/**
 * The inks in the order of their keys 1 to 6: the colour on paper, and on a dark page.
 * @type {readonly { name: import("./messages.js").Ink, light: string, dark: string }[]}
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
  light: { name: "#93400f", note: "#6a655c" },
  dark: { name: "#eda06f", note: "#a59e92" },
});

/** Custom properties; the selector fits a document and a shadow root alike. */
export const TOKENS = `
:root, :host {
  color-scheme: light dark;
  --paper: light-dark(#faf8f4, #151412);
  --sheet: light-dark(#ffffff, #1d1b18);
  --sunk: light-dark(#f2eee6, #191714);
  --ink: light-dark(#1e1c19, #ece7de);
  --soft: light-dark(#6a655c, #a59e92);
  --line: light-dark(#e4dfd5, #35312b);
  --edge: light-dark(#8f887c, #7d766b);
  --accent: light-dark(#93400f, #eda06f);
  --focus: light-dark(#1257b0, #8ab8ff);
  --bad: light-dark(#a3221b, #ff9d92);
${INKS.map((ink) => `  --ink-${ink.name}: light-dark(${ink.light}, ${ink.dark});`).join("\n")}
  --serif: Charter, "Bitstream Charter", "Iowan Old Style", "Source Serif 4", Georgia, serif;
  --sans: system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif;
  --round: 8px;
  --lift: 0 1px 2px rgb(0 0 0 / .06), 0 6px 24px rgb(0 0 0 / .14);
}`;

/**
 * Put ``css`` on a document or a shadow root, beside what it wears already; gives what takes it off again.
 * Constructed sheets are not bound by the page's content security policy.
 * @param {Document | ShadowRoot} root
 * @param {string} css
 */
export function wear(root, css) {
  const view = (root instanceof Document ? root : root.ownerDocument).defaultView ?? globalThis;
  const sheet = new /** @type {any} */ (view).CSSStyleSheet();
  sheet.replaceSync(css);
  root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];
  return () => {
    root.adoptedStyleSheets = [...root.adoptedStyleSheets].filter((worn) => worn !== sheet);
  };
}
