// @ts-check
/**
 * The small form by a mark: its ink, note and tags. What was typed is kept however it is closed, and while it
 * is open too, so that a page or a browser that goes away takes no words with it.
 */

const STYLE = `
.editor { inline-size: 320px; max-inline-size: calc(100vw - 16px); padding: 12px; display: grid; gap: 10px; }
.editor[hidden] { display: none; }
.editor label { display: grid; gap: 4px; font-size: 12px; color: var(--soft); }
.editor textarea, .editor input {
  inline-size: 100%;
  font-size: 14px;
  line-height: 20px;
  color: var(--ink);
  background: var(--paper);
  border: 1px solid var(--edge);
  border-radius: 6px;
  padding: 6px 8px;
}
.editor textarea { min-block-size: 66px; max-block-size: 40vh; resize: vertical; field-sizing: content; }
.editor .row { display: flex; align-items: center; justify-content: space-between; gap: 8px; }
.editor .standing { flex: 1; text-align: end; font-size: 12px; line-height: 16px; color: var(--soft); }
.editor .problem { margin: 0; font-size: 12px; line-height: 16px; color: var(--warn); overflow-wrap: anywhere; }
.editor .problem:empty { display: none; }
.editor .delete { color: var(--warn); margin-inline-start: -8px; }
.editor .done { background: var(--accent); color: var(--paper); font-weight: 600; padding-inline: 14px; }
.editor .done:hover { background: var(--accent); filter: brightness(1.08); }
`;

/** Milliseconds of rest after which typed words are kept. */
const REST_MS = 1000;

/** How a mark stands, in the form's last row: its words come and go, and nothing moves for them. */
const STANDINGS = { saved: "", waiting: "kept, not sent yet", refused: "not saved" };

/** @typedef {import("../shared/messages.js").Mark} Mark */
/** @typedef {import("../shared/messages.js").Seen} Seen */

export class Editor {
  /**
   * @param {{
   *   layer: import("./layer.js").Layer,
   *   trusted: typeof import("./layer.js").trusted,
   *   look: import("./layer.js").Look,
   *   elements: typeof import("../shared/elements.js"),
   *   writing: typeof import("../shared/writing.js"),
   * }} parts
   * @param {{
   *   change: (key: string, changes: import("../shared/messages.js").Changes, seen: Seen) => unknown,
   *   erase: (key: string) => unknown,
   * }} acts
   */
  constructor({ layer, trusted, look, elements, writing }, acts) {
    const { element } = elements;
    this._writing = writing;
    this._layer = layer;
    this._acts = acts;
    /** @type {Mark | null} */
    this._mark = null;
    /** What the fields showed before the reader typed into them. @type {Seen} */
    this._seen = { revision: 0, note: "", tags: [] };
    /** @type {Element | null} */
    this._cameFrom = null;
    this._dots = look.INKS.map(({ name }) => {
      const dot = element("button", {
        type: "button",
        className: "dot",
        role: "radio",
        title: name,
        "aria-label": name,
        click: trusted(() => this._recolour(name)),
      });
      dot.style.setProperty("--dot", `var(--ink-${name})`);
      return { name, dot };
    });
    /** @type {ReturnType<typeof setTimeout> | undefined} */
    this._rest = undefined;
    const input = () => {
      clearTimeout(this._rest);
      this._rest = setTimeout(() => this.keep(), REST_MS);
    };
    this._note = element("textarea", { rows: 3, maxLength: look.MAX_NOTE, input });
    this._tags = element("input", { type: "text", autocomplete: "off", placeholder: "korea, budget", input });
    this._standing = element("span", { className: "standing", role: "status" });
    this._problem = element("p", { className: "problem", role: "alert" });
    this.box = element(
      "div",
      {
        className: "box editor",
        role: "dialog",
        "aria-label": "Postil: edit this mark",
        hidden: true,
        keydown: trusted((/** @type {KeyboardEvent} */ event) => this._key(event)),
      },
      element(
        "div",
        { className: "dots", role: "radiogroup", "aria-label": "Colour" },
        ...this._dots.map(({ dot }) => dot),
      ),
      element("label", {}, "Note", this._note),
      element("label", {}, "Tags, with commas between", this._tags),
      element(
        "div",
        { className: "row" },
        element("button", { type: "button", className: "delete", click: trusted(() => this._erase()) }, "Delete"),
        this._standing,
        element(
          "button",
          { type: "button", className: "done", title: "Ctrl+Enter or Esc", click: trusted(() => this.close()) },
          "Done",
        ),
      ),
      this._problem,
    );
    layer.add(this.box, STYLE);
  }

  /** The key of the mark that is open, or null. */
  get open() {
    return this._mark?.key ?? null;
  }

  /**
   * @param {Mark} mark
   * @param {DOMRect[]} lines Where its passage is in the window.
   * @param {"note" | "tag" | null} field Which field gets the keyboard; null for none.
   */
  show(mark, lines, field) {
    if (this._mark) this.close();
    this._cameFrom = document.activeElement;
    this._fill(mark);
    this.update(mark);
    this.box.hidden = false;
    this._layer.attach();
    this._layer.place(this.box, lines);
    if (field === "note") this._note.focus();
    else if (field === "tag") this._tags.focus();
    else this._dots.find(({ name }) => name === mark.colour)?.dot.focus({ preventScroll: true });
  }

  /** The open mark as it stands now; what is being typed stays, and so does what it was typed over. @param {Mark} mark */
  update(mark) {
    // Older news than the fields, or words that only wait to be sent, say nothing of what stands there now.
    if (mark.sync === "saved" && mark.revision > this._seen.revision && !this._hasTyped) this._fill(mark);
    this._mark = mark;
    for (const { name, dot } of this._dots) {
      dot.setAttribute("aria-checked", String(name === mark.colour));
      dot.tabIndex = name === mark.colour ? 0 : -1;
    }
    this._standing.textContent = STANDINGS[mark.sync];
    this._problem.textContent = mark.problem ?? "";
  }

  /** Keep what was typed so far; the form stays as it is. */
  keep() {
    clearTimeout(this._rest);
    const mark = this._mark;
    if (!mark || !this._hasTyped) return;
    const [changes, seen] = [this._typed(), this._seen];
    this._mark = { ...mark, ...changes };
    this._seen = { ...seen, ...changes };
    this._acts.change(mark.key, changes, seen);
  }

  /** Close it; what was typed is kept. */
  close() {
    this.keep();
    if (this._mark) this._hide();
  }

  /** @param {Seen} mark */
  _fill({ revision, note, tags }) {
    this._seen = { revision, note, tags };
    // A field that says so already keeps its caret, and the space that was typed last.
    const other = this._typed();
    if (other.note !== undefined) this._note.value = note;
    if (other.tags !== undefined) this._tags.value = this._writing.lineOf(tags);
  }

  get _hasTyped() {
    return Object.keys(this._typed()).length > 0;
  }

  /** What the fields say that they did not show before. */
  _typed() {
    return this._writing.changesTo(this._seen, { note: this._note.value, tags: this._tags.value });
  }

  _hide() {
    const hadKeyboard = this._layer.focused !== null;
    clearTimeout(this._rest);
    this._mark = null;
    this.box.hidden = true;
    if (hadKeyboard && this._cameFrom instanceof HTMLElement) this._cameFrom.focus({ preventScroll: true });
    this._cameFrom = null;
  }

  /** @param {import("../shared/messages.js").Ink} colour */
  _recolour(colour) {
    if (!this._mark || this._mark.colour === colour) return;
    const { key } = this._mark;
    this.update({ ...this._mark, colour });
    this._acts.change(key, { colour }, this._seen);
  }

  _erase() {
    const key = this._mark?.key;
    this._hide();
    if (key) this._acts.erase(key);
  }

  /** @param {KeyboardEvent} event */
  _key(event) {
    const at = this._dots.findIndex(({ dot }) => dot === this._layer.focused);
    if (event.key === "Escape" || (event.key === "Enter" && (event.ctrlKey || event.metaKey))) this.close();
    else if (at !== -1 && /^Arrow/.test(event.key)) {
      const step = /Right|Down/.test(event.key) ? 1 : -1;
      const { name, dot } = this._dots[(at + step + this._dots.length) % this._dots.length];
      dot.focus();
      this._recolour(name);
    } else if (event.key === "Tab") return this._keepInside(event);
    else return;
    event.preventDefault();
  }

  /** The form is by the passage on screen and at the end in the document: the Tab key goes round in it. @param {KeyboardEvent} event */
  _keepInside(event) {
    const stops = [...this.box.querySelectorAll("button, textarea, input")].filter(
      (stop) => /** @type {HTMLElement} */ (stop).tabIndex === 0,
    );
    const ends = event.shiftKey ? [stops[0], stops.at(-1)] : [stops.at(-1), stops[0]];
    if (this._layer.focused !== ends[0]) return;
    /** @type {HTMLElement} */ (ends[1]).focus();
    event.preventDefault();
  }
}
