// @ts-check
/** The toolbar by a selection: six inks, a note, a tag, and the words with their source for the clipboard. */

const STYLE = `
.bar { display: flex; gap: 6px; align-items: center; padding: 6px; }
.bar .rule { inline-size: 1px; block-size: 18px; background: var(--line); margin-inline: 2px; }
.bar button { white-space: nowrap; }
`;

/** The keys that work while the toolbar has the keyboard. */
const STEPS = /** @type {Record<string, number>} */ ({ ArrowRight: 1, ArrowLeft: -1 });

export class Bar {
  /**
   * @param {{
   *   layer: import("./layer.js").Layer,
   *   trusted: typeof import("./layer.js").trusted,
   *   look: import("./layer.js").Look,
   *   elements: typeof import("../shared/elements.js"),
   * }} parts
   * @param {{ mark: (ink: import("../shared/messages.js").Ink | null, then: "note" | "tag" | null) => unknown, copy: () => unknown, left: () => unknown }} acts
   *   `left`: the reader wants back to the page.
   */
  constructor({ layer, trusted, look, elements }, acts) {
    const { element } = elements;
    this._layer = layer;
    this._left = acts.left;
    this._markIn = look.INKS.map(
      ({ name }) =>
        () =>
          acts.mark(name, null),
    );
    const button = (/** @type {string} */ label, /** @type {() => unknown} */ act) =>
      element("button", { type: "button", tabIndex: -1, click: trusted(act) }, label);
    const dots = look.INKS.map(({ name }, index) => {
      const dot = element(
        "button",
        {
          type: "button",
          tabIndex: -1,
          className: "dot",
          title: `Mark in ${name} (${index + 1})`,
          "aria-label": `Mark in ${name}`,
          click: trusted(this._markIn[index]),
        },
        String(index + 1),
      );
      dot.style.setProperty("--dot", `var(--ink-${name})`);
      return dot;
    });
    this._buttons = [
      ...dots,
      button("Note", () => acts.mark(null, "note")),
      button("Tag", () => acts.mark(null, "tag")),
      button("Copy with source", acts.copy),
    ];
    this.box = element(
      "div",
      {
        className: "box bar",
        role: "toolbar",
        "aria-label": "Postil: mark the selected words",
        hidden: true,
        // A press must not take the selection away.
        pointerdown: (/** @type {Event} */ event) => event.preventDefault(),
        mousedown: (/** @type {Event} */ event) => event.preventDefault(),
        keydown: trusted((/** @type {KeyboardEvent} */ event) => this._key(event)),
      },
      element("div", { className: "dots" }, ...dots),
      element("span", { className: "rule" }),
      ...this._buttons.slice(dots.length),
    );
    layer.add(this.box, STYLE);
  }

  get isShown() {
    return !this.box.hidden;
  }

  /** @param {DOMRect[]} lines */
  show(lines) {
    this._layer.attach();
    this.box.hidden = false;
    this._layer.place(this.box, lines);
  }

  hide() {
    this.box.hidden = true;
  }

  /** Give it the keyboard. */
  focus() {
    this._rove(0);
  }

  /** @param {KeyboardEvent} event */
  _key(event) {
    const at = this._buttons.indexOf(/** @type {HTMLButtonElement} */ (this._layer.focused));
    const step = STEPS[event.key];
    if (step) this._rove((at + step + this._buttons.length) % this._buttons.length);
    else if (event.key === "Home") this._rove(0);
    else if (event.key === "End") this._rove(this._buttons.length - 1);
    else if (/^[1-6]$/.test(event.key)) this._markIn[Number(event.key) - 1]();
    else if (event.key === "Escape" || event.key === "Tab") this._left();
    else return;
    event.preventDefault();
  }

  /** @param {number} index */
  _rove(index) {
    for (const [at, button] of this._buttons.entries()) button.tabIndex = at === index ? 0 : -1;
    this._buttons[index].focus();
  }
}
