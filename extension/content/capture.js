// @ts-check
/**
 * The page's HTML as the reader sees it now: with what scripts have built, open shadow roots and frames of the
 * same origin laid out in place, and without scripts, styles and anything typed into a form.
 */

/** Characters; the largest news pages are a third of this, and the server takes 20 MB. */
export const MOST_CHARACTERS = 15_000_000;

/** What no article is made of. Data scripts stay: outlets say there who wrote it and when. */
const DROPPED = new Set(["STYLE", "OBJECT", "EMBED", "CANVAS", "AUDIO", "VIDEO", "SVG"]);

/**
 * @param {Document} document
 * @param {Element | null} own Our own layer, which is not part of the page.
 * @returns {string}
 */
export function capture(document, own) {
  const paper = document.implementation.createHTMLDocument("");
  const html = copyTree(document.documentElement, paper, own);
  const whole = `<!doctype html>\n${/** @type {Element} */ (html).outerHTML}`;
  if (whole.length > MOST_CHARACTERS) throw new Error("this page is too large to keep");
  return whole;
}

/**
 * A copy of the flat tree below ``top``. The stack is ours: pages nest deeper than a call stack reaches.
 * @param {Element} top
 * @param {Document} paper
 * @param {Element | null} own
 */
function copyTree(top, paper, own) {
  const root = copyOne(top, paper);
  /** @type {{ from: Node, to: Node }[]} */
  const stack = [{ from: top, to: root }];
  while (stack.length) {
    const { from, to } = /** @type {{ from: Node, to: Node }} */ (stack.pop());
    for (const child of shownChildren(from)) {
      if (child === own || isDropped(child)) continue;
      const copy = copyOne(child, paper);
      to.appendChild(copy);
      if (child.nodeType === Node.ELEMENT_NODE) stack.push({ from: child, to: copy });
    }
  }
  return root;
}

/** @param {Node} node @param {Document} paper */
function copyOne(node, paper) {
  if (node.nodeName === "IFRAME" || node.nodeName === "SLOT") return paper.createElement("div");
  const copy = paper.importNode(node, false);
  if (copy.nodeName === "INPUT") /** @type {Element} */ (copy).removeAttribute("value");
  return copy;
}

/** @param {Node} node @returns {Iterable<Node>} */
function shownChildren(node) {
  if (node.nodeName === "TEXTAREA") return [];
  if (node.nodeName === "TEMPLATE") return [];
  if (node.nodeName === "IFRAME") return frameBody(/** @type {HTMLIFrameElement} */ (node));
  if (node.nodeName === "SLOT") {
    const assigned = /** @type {HTMLSlotElement} */ (node).assignedNodes();
    if (assigned.length) return assigned;
  }
  return /** @type {Element} */ (node).shadowRoot?.childNodes ?? node.childNodes;
}

/** @param {HTMLIFrameElement} frame @returns {Iterable<Node>} */
function frameBody(frame) {
  try {
    return frame.contentDocument?.body?.childNodes ?? [];
  } catch {
    return []; // a frame of another origin is another page
  }
}

/** @param {Node} node */
function isDropped(node) {
  const name = node.nodeName.toUpperCase();
  if (name === "SCRIPT") return !/json/i.test(/** @type {HTMLScriptElement} */ (node).type);
  return DROPPED.has(name) || node.nodeType === Node.COMMENT_NODE || node.nodeType === Node.PROCESSING_INSTRUCTION_NODE;
}
