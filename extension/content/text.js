// @ts-check
/**
 * The page's text as a reader sees it, and the way back from a place in that text to the page.
 *
 * Offsets count UTF-16 units of this text, never of the server's article. Blocks are set apart by a blank
 * line, white space is collapsed as a browser does, and what is not shown or not prose is left out. Open
 * shadow roots and frames of the same origin are read where they stand.
 *
 * @typedef {{ node: Text, from: number, start: number, length: number }} Piece `length` units of `node` from
 *   `from` on, which stand at `start` of the text.
 */

const LEFT_OUT = new Set([
  "AUDIO",
  "BUTTON",
  "CANVAS",
  "DATALIST",
  "HEAD",
  "INPUT",
  "METER",
  "NOSCRIPT",
  "OBJECT",
  "PROGRESS",
  "RP", // ruby: the reading beside the word is not part of the sentence
  "RT",
  "RTC",
  "SCRIPT",
  "SELECT",
  "STYLE",
  "SVG",
  "TEMPLATE",
  "TEXTAREA",
  "VIDEO",
]);

/** Elements of these kinds stand within a line; every other kind begins a new block. */
const IN_LINE = /^(inline|contents|ruby|none)/;

const IRREGULAR_SPACE = /[\t\n\r\f]| {2,}/g;
const SPACE = /[ \t\n\r\f]/;

export class PageText {
  constructor() {
    /** @type {string[]} */
    this._parts = [];
    /** @type {Piece[]} */
    this.pieces = [];
    /** @type {Set<Document | ShadowRoot>} */
    this.roots = new Set();
    this._length = 0;
    this._text = "";
    /** @type {Map<Text, Piece[]> | null} */
    this._byNode = null;
  }

  /** The whole text. */
  get text() {
    if (this._parts.length) {
      this._text += this._parts.join("");
      this._parts = [];
    }
    return this._text;
  }

  /**
   * The page's places that make up `text.slice(start, end)`: one range for each text node, so that what
   * stands between them (an image, a hidden word) is not part of it.
   * @param {number} start
   * @param {number} end
   * @returns {Range[]}
   */
  ranges(start, end) {
    /** @type {Range[]} */
    const ranges = [];
    for (let index = this._pieceAt(start); index < this.pieces.length; index += 1) {
      const piece = this.pieces[index];
      if (piece.start >= end) break;
      const from = piece.from + Math.max(0, start - piece.start);
      const to = piece.from + Math.min(piece.length, end - piece.start);
      if (to > piece.node.length || !piece.node.isConnected) continue;
      const last = ranges.at(-1);
      if (last && last.endContainer === piece.node) last.setEnd(piece.node, to);
      else {
        const range = piece.node.ownerDocument.createRange();
        range.setStart(piece.node, from);
        range.setEnd(piece.node, to);
        ranges.push(range);
      }
    }
    return ranges;
  }

  /**
   * What a range of the page covers of the text, without white space at its ends; null when that is nothing.
   * @param {AbstractRange} range
   */
  spanOf(range) {
    let start = this._offsetFrom(range.startContainer, range.startOffset);
    let end = this._offsetUpTo(range.endContainer, range.endOffset);
    const { text } = this;
    while (start < end && /\s/.test(text[start])) start += 1;
    while (end > start && /\s/.test(text[end - 1])) end -= 1;
    return start < end ? { start, end } : null;
  }

  /** The text's first place at or after a point of the page. @param {Node} container @param {number} offset */
  _offsetFrom(container, offset) {
    if (container.nodeType === Node.TEXT_NODE) {
      const piece = this._piecesOf(container).find((each) => offset < each.from + each.length);
      if (piece) return piece.start + Math.max(0, offset - piece.from);
    }
    const after = this.pieces.find((piece) => !isBefore(piece.node, container, offset));
    return after?.start ?? this._length;
  }

  /** The text's last place at or before a point of the page. @param {Node} container @param {number} offset */
  _offsetUpTo(container, offset) {
    if (container.nodeType === Node.TEXT_NODE) {
      const piece = this._piecesOf(container).findLast((each) => offset > each.from);
      if (piece) return piece.start + Math.min(piece.length, offset - piece.from);
    }
    const before = this.pieces.findLast((piece) => piece.node !== container && isBefore(piece.node, container, offset));
    return before ? before.start + before.length : 0;
  }

  /** @param {Node} node */
  _piecesOf(node) {
    if (!this._byNode) {
      this._byNode = new Map();
      for (const piece of this.pieces) {
        const known = this._byNode.get(piece.node);
        if (known) known.push(piece);
        else this._byNode.set(piece.node, [piece]);
      }
    }
    return this._byNode.get(/** @type {Text} */ (node)) ?? [];
  }

  /** The index of the first piece that ends after ``offset``. @param {number} offset */
  _pieceAt(offset) {
    let [low, high] = [0, this.pieces.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      const piece = this.pieces[middle];
      if (piece.start + piece.length <= offset) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** @param {string} words */
  _write(words) {
    this._parts.push(words);
    this._length += words.length;
  }
}

/**
 * Read a page. One pass over what is shown; ``own`` is our own layer, which is not part of the page.
 * @param {Document} document
 * @param {Element | null} own
 */
export function read(document, own) {
  const page = new PageText();
  new Reader(page, own).root(document);
  return page;
}

/**
 * The words that the reader has selected, wherever they stand; null when none are.
 * @param {PageText} page
 * @returns {{ range: AbstractRange, document: Document } | null}
 */
export function selected(page) {
  const shadows = /** @type {ShadowRoot[]} */ ([...page.roots].filter((root) => root instanceof ShadowRoot));
  for (const root of page.roots) {
    if (root.nodeType !== Node.DOCUMENT_NODE) continue;
    const document = /** @type {Document} */ (root);
    const selection = /** @type {any} */ (document.getSelection());
    if (!selection || selection.rangeCount === 0) continue;
    const [composed] = selection.getComposedRanges?.({ shadowRoots: shadows }) ?? [];
    const range = composed ?? selection.getRangeAt(0);
    const empty = range.startContainer === range.endContainer && range.startOffset === range.endOffset;
    if (!empty) return { range, document };
  }
  return null;
}

class Reader {
  /** @param {PageText} page @param {Element | null} own */
  constructor(page, own) {
    this._page = page;
    this._own = own;
    this._gap = ""; // what is owed before the next words: "", "\n" or "\n\n"
    /** @type {{ node: Text, at: number } | null} */
    this._space = null; // a space that shows only if more words follow on its line
  }

  /** @param {Document | ShadowRoot} root */
  root(root) {
    this._page.roots.add(root);
    const top = root.nodeType === Node.DOCUMENT_NODE ? [/** @type {Document} */ (root).body] : [...root.childNodes];
    this._walk(top);
  }

  /**
   * Depth first over the flat tree. The stack is ours: pages nest deeper than a call stack reaches.
   * @param {(Node | null)[]} top
   */
  _walk(top) {
    /** @type {(Node | (() => void) | null)[]} */
    const stack = [...top].reverse();
    while (stack.length) {
      const next = stack.pop();
      if (typeof next === "function") next();
      else if (next?.nodeType === Node.TEXT_NODE) this._words(/** @type {Text} */ (next));
      else if (next?.nodeType === Node.ELEMENT_NODE) this._enter(/** @type {Element} */ (next), stack);
    }
  }

  /** @param {Element} element @param {(Node | (() => void) | null)[]} stack */
  _enter(element, stack) {
    const name = element.tagName.toUpperCase();
    if (element === this._own || LEFT_OUT.has(name)) return;
    if (name === "BR") return this._break("\n");
    const style = element.ownerDocument.defaultView?.getComputedStyle(element);
    if (!style || style.display === "none") return;
    const isBlock = !IN_LINE.test(style.display);
    const preserves = /^(pre|break-spaces)/.test(style.whiteSpace) && style.whiteSpace !== "pre-line";
    if (isBlock) {
      this._break("\n\n");
      stack.push(() => this._break("\n\n"));
    }
    for (const child of this._children(element, name).reverse()) {
      if (child.nodeType === Node.TEXT_NODE) {
        if (style.visibility === "visible") stack.push(() => this._words(/** @type {Text} */ (child), preserves));
      } else stack.push(child);
    }
  }

  /** @param {Element} element @param {string} name @returns {Node[]} */
  _children(element, name) {
    if (name === "IFRAME") {
      const inside = innerDocument(/** @type {HTMLIFrameElement} */ (element));
      if (!inside?.body) return [];
      this._page.roots.add(inside);
      return [inside.body];
    }
    if (name === "SLOT") {
      const assigned = /** @type {HTMLSlotElement} */ (element).assignedNodes();
      if (assigned.length) return assigned;
    }
    if (element.shadowRoot) {
      this._page.roots.add(element.shadowRoot);
      return [...element.shadowRoot.childNodes];
    }
    return [...element.childNodes];
  }

  /** @param {Text} node @param {boolean} preserves Whether its white space shows as it is written. */
  _words(node, preserves = false) {
    const { data } = node;
    if (preserves) return this._run(node, 0, data.length);
    let at = 0;
    while (at < data.length) {
      if (SPACE.test(data[at])) {
        const begin = at;
        while (at < data.length && SPACE.test(data[at])) at += 1;
        this._space ??= { node, at: begin };
      } else {
        IRREGULAR_SPACE.lastIndex = at;
        const end = IRREGULAR_SPACE.exec(data)?.index ?? data.length;
        const trimmed = data[end - 1] === " " ? end - 1 : end;
        this._run(node, at, trimmed);
        at = trimmed;
      }
    }
  }

  /** @param {Text} node @param {number} from @param {number} to */
  _run(node, from, to) {
    if (from >= to) return;
    const page = this._page;
    if (this._gap) {
      if (page._length) page._write(this._gap);
    } else if (this._space && page._length) {
      page.pieces.push({ node: this._space.node, from: this._space.at, start: page._length, length: 1 });
      page._write(" ");
    }
    this._gap = "";
    this._space = null;
    page.pieces.push({ node, from, start: page._length, length: to - from });
    page._write(node.data.slice(from, to));
  }

  /** @param {"\n" | "\n\n"} gap */
  _break(gap) {
    this._space = null;
    if (gap.length > this._gap.length) this._gap = gap;
  }
}

/** The document in a frame, where it is one of the page's own. @param {HTMLIFrameElement} frame */
function innerDocument(frame) {
  try {
    return frame.contentDocument;
  } catch {
    return null; // a frame of another origin is another page
  }
}

/**
 * Whether a node stands before a point, in the order in which the page is read.
 * @param {Node} node
 * @param {Node} container
 * @param {number} offset
 * @returns {boolean}
 */
function isBefore(node, container, offset) {
  const root = container.getRootNode();
  const there = standIn(node, root);
  if (!there) {
    const host = hostOf(root);
    return host?.parentNode ? isBefore(node, host.parentNode, [...host.parentNode.childNodes].indexOf(host)) : false;
  }
  const point = container.childNodes[offset];
  if (point) {
    if (point === there || point.contains(there)) return false;
    return Boolean(point.compareDocumentPosition(there) & Node.DOCUMENT_POSITION_PRECEDING);
  }
  if (container === there || container.contains(there)) return true;
  return Boolean(container.compareDocumentPosition(there) & Node.DOCUMENT_POSITION_PRECEDING);
}

/** What stands for a node in the tree of ``root``: itself, or the host or frame that it is in. @param {Node} node @param {Node} root */
function standIn(node, root) {
  /** @type {Node | null} */
  let each = node;
  while (each && each.getRootNode() !== root) each = hostOf(each.getRootNode());
  return each;
}

/** The element that holds a tree; null for the page's own. @param {Node} root @returns {Element | null} */
function hostOf(root) {
  return /** @type {ShadowRoot} */ (root).host ?? /** @type {Document} */ (root).defaultView?.frameElement ?? null;
}
