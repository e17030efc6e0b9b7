// @ts-check
/** Watches what the reader selects, in every document of the page, and says when it stands. */

/** Milliseconds after the last change of a selection made from the keyboard. */
const SETTLE_MS = 250;

export class Selecting {
  /**
   * @param {{
   *   stands: () => unknown,
   *   gone: () => unknown,
   *   key: (event: KeyboardEvent) => unknown,
   *   click: (event: MouseEvent) => unknown,
   *   moved: () => unknown,
   * }} acts `moved`: what is shown stands elsewhere in the window, after scrolling or resizing.
   */
  constructor(acts) {
    this._acts = acts;
    /** @type {Set<Document>} */
    this._documents = new Set();
    this._pressed = false;
    /** @type {ReturnType<typeof setTimeout> | undefined} */
    this._timer = undefined;
    this._stop = new AbortController();
  }

  /** Watch these documents too. @param {Iterable<Document | ShadowRoot>} roots */
  watch(roots) {
    for (const root of roots) {
      if (root.nodeType !== Node.DOCUMENT_NODE || this._documents.has(/** @type {Document} */ (root))) continue;
      this._documents.add(/** @type {Document} */ (root));
      this._listen(/** @type {Document} */ (root));
    }
  }

  stop() {
    clearTimeout(this._timer);
    this._stop.abort();
  }

  /** @param {Document} document */
  _listen(document) {
    const options = { signal: this._stop.signal, capture: true, passive: true };
    const on = (/** @type {string} */ name, /** @type {(event: any) => void} */ act, more = {}) =>
      document.addEventListener(name, (event) => event.isTrusted && act(event), { ...options, ...more });
    on("pointerdown", () => (this._pressed = true));
    on("pointerup", () => this._settle(0));
    on("pointercancel", () => this._settle(0));
    on("selectionchange", () => !this._pressed && this._settle(SETTLE_MS));
    on("keydown", (event) => this._acts.key(event), { passive: false });
    on("click", (event) => this._acts.click(event));
    on("scroll", () => this._acts.moved());
    document.defaultView?.addEventListener("resize", () => this._acts.moved(), options);
  }

  /** @param {number} delay */
  _settle(delay) {
    this._pressed = false;
    clearTimeout(this._timer);
    this._timer = setTimeout(() => {
      const words = [...this._documents].some((document) => String(document.getSelection()).trim());
      if (words && !isTyping(document.activeElement)) this._acts.stands();
      else this._acts.gone();
    }, delay);
  }
}

/** Whether the keyboard is in a field of the page. @param {Element | null} element */
function isTyping(element) {
  if (!element) return false;
  return /^(INPUT|TEXTAREA|SELECT)$/.test(element.tagName) || /** @type {HTMLElement} */ (element).isContentEditable;
}
