// @ts-check
/** The look, worn by the extension's own pages and by what it draws over a page; `generated.js` has its colours. */

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
