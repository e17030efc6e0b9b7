// @ts-check
/**
 * What Postil draws over a page: one element beside the body, with a closed shadow root that no script of
 * the page can reach into. Only what a hand does counts: synthetic events are ignored.
 */

/** @typedef {typeof import("../shared/look.js") & typeof import("../shared/generated.js")} Look */

const STYLE = `
:host {
  all: initial !important;
  color-scheme: light dark !important;
  position: fixed !important;
  inset: 0 auto auto 0 !important;
  z-index: 2147483647 !important;
  display: block !important;
}
* { box-sizing: border-box; }
.box {
  position: fixed;
  background: var(--sheet);
  color: var(--ink);
  border: 1px solid var(--line);
  box-shadow: var(--lift);
  border-radius: 10px;
  font: 14px/20px var(--sans);
  text-align: start;
}
.box[hidden] { display: none; }
button, textarea, input { font: inherit; color: inherit; }
button {
  background: none;
  border: 0;
  border-radius: 6px;
  padding: 4px 8px;
  min-height: 26px;
  font-size: 13px;
  cursor: pointer;
}
button:hover { background: var(--sunk); }
button:active { background: var(--line); }
:focus-visible { outline: 2px solid var(--focus); outline-offset: 1px; }
.dots { display: flex; gap: 6px; }
.dot {
  inline-size: 24px;
  block-size: 24px;
  min-height: 0;
  padding: 0;
  border-radius: 50%;
  border: 1px solid light-dark(rgb(0 0 0 / .22), rgb(255 255 255 / .22));
  background: var(--dot);
  font: 600 11px/1 var(--sans);
  color: light-dark(rgb(0 0 0 / .72), rgb(255 255 255 / .9));
}
.dot:hover { background: var(--dot); box-shadow: 0 0 0 2px var(--edge); }
.dot[aria-checked="true"] { box-shadow: 0 0 0 2px var(--sheet), 0 0 0 4px var(--ink); }
.toast {
  inset: auto auto 20px 50%;
  translate: -50% 0;
  display: flex;
  gap: 12px;
  align-items: center;
  padding: 8px 8px 8px 16px;
  max-inline-size: min(480px, calc(100vw - 32px));
}
.toast button { color: var(--accent); font-weight: 600; }
.toast.bad { border-color: var(--warn); }
@media (forced-colors: active) { .dot { forced-color-adjust: none; } }
@media (prefers-reduced-motion: no-preference) {
  .box { animation: rise .12s ease-out; }
  @keyframes rise { from { opacity: 0; transform: translateY(3px); } }
}
`;

/** Milliseconds that a message stays when nobody points at it: long enough to read and press Undo. */
const TOAST_MS = 8000;

/** Pixels between a box and what it belongs to, and between a box and the window's edge. */
const GAP = 8;

/** A page has no business with what is typed and pressed here. */
const EVENTS_KEPT_IN = [
  ...["keydown", "keyup", "keypress", "beforeinput", "input", "copy", "cut", "paste"],
  ...["pointerdown", "pointerup", "mousedown", "mouseup", "click"],
];

export class Layer {
  /** @param {{ look: import("./layer.js").Look, elements: typeof import("../shared/elements.js") }} parts */
  constructor({ look, elements }) {
    this._element = elements.element;
    this._look = look;
    this.host = document.createElement("postil-layer");
    this._root = this.host.attachShadow({ mode: "closed", delegatesFocus: false });
    look.wear(this._root, look.TOKENS + STYLE);
    for (const name of EVENTS_KEPT_IN) this._root.addEventListener(name, (event) => event.stopPropagation());
    /** @type {(() => void) | null} */
    this._endToast = null;
  }

  /** Put the layer on the page, or back on it where the page has thrown it out. */
  attach() {
    if (!this.host.isConnected) document.documentElement.append(this.host);
  }

  remove() {
    this._endToast?.();
    this.host.remove();
  }

  /**
   * Put a box on the layer, in the dress that it brings.
   * @param {HTMLElement} box
   * @param {string} [style]
   */
  add(box, style) {
    this.attach();
    if (style) this._look.wear(this._root, style);
    this._root.append(box);
  }

  /** What has the keyboard within the layer, or null. */
  get focused() {
    return /** @type {HTMLElement | null} */ (this._root.activeElement);
  }

  /** Whether an event came from within the layer, as far as the page can see. @param {Event} event */
  owns(event) {
    return event.target === this.host;
  }

  /**
   * Put a box by a passage: below its end, above its beginning where there is no room, and within the window.
   * @param {HTMLElement} box
   * @param {DOMRect[]} lines The passage's lines in the window.
   */
  place(box, lines) {
    const [first, last] = [lines[0], lines.at(-1)];
    if (!first || !last) return;
    const { width, height } = box.getBoundingClientRect();
    const [right, bottom] = [document.documentElement.clientWidth, window.innerHeight];
    const below = last.bottom + GAP;
    const top = below + height + GAP <= bottom ? below : first.top - GAP - height;
    const left = Math.min(last.right - width / 2, right - width - GAP);
    box.style.left = `${Math.max(GAP, left)}px`;
    box.style.top = `${Math.min(Math.max(GAP, top), Math.max(GAP, bottom - height - GAP))}px`;
  }

  /**
   * Say something for a while, with one thing to do about it.
   * @param {string} words
   * @param {{ label: string, act: () => unknown } | null} [action]
   * @param {boolean} [bad]
   */
  say(words, action = null, bad = false) {
    this._endToast?.();
    const button =
      action && this._element("button", { type: "button", click: trusted(() => (end(), action.act())) }, action.label);
    const toast = this._element("div", { className: `box toast${bad ? " bad" : ""}`, role: bad ? "alert" : "status" });
    /** @type {ReturnType<typeof setTimeout> | undefined} */
    let timer;
    const end = () => {
      clearTimeout(timer);
      toast.remove();
      this._endToast = null;
    };
    const wait = () => {
      clearTimeout(timer);
      timer = setTimeout(end, TOAST_MS);
    };
    for (const stay of ["pointerenter", "focusin"]) toast.addEventListener(stay, () => clearTimeout(timer));
    for (const leave of ["pointerleave", "focusout"]) toast.addEventListener(leave, wait);
    toast.addEventListener("keydown", (event) => event.key === "Escape" && end());
    this.add(toast);
    // Words that come into a live region are read out; those that were there before are not.
    toast.append(this._element("span", {}, words), ...(button ? [button] : []));
    this._endToast = end;
    wait();
  }
}

/**
 * A listener that only a person can set off.
 * @template {Event} E
 * @param {(event: E) => unknown} act
 */
export function trusted(act) {
  return (/** @type {E} */ event) => {
    if (event.isTrusted) act(event);
  };
}
