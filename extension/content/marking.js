// @ts-check
/** Marking: what the reader does with words of the page, and with the marks that stand on them. */

/** @typedef {import("../shared/messages.js").Mark} Mark */
/** @typedef {import("../shared/messages.js").Ink} Ink */
/** @typedef {import("./places.js").Span} Span */

export class Marking {
  /**
   * @param {{
   *   anchor: typeof import("./anchor.js"),
   *   clipboard: typeof import("./clipboard.js"),
   *   text: typeof import("./text.js"),
   *   places: typeof import("./places.js"),
   *   reading: import("./reading.js").Reading,
   *   showing: import("./showing.js").Showing,
   *   layer: import("./layer.js").Layer,
   *   bar: import("./bar.js").Bar,
   *   editor: import("./editor.js").Editor,
   *   address: () => string,
   *   ask: ReturnType<typeof import("../shared/messages.js").asker>,
   *   attempt: (act: () => Promise<unknown>) => Promise<void>,
   * }} parts `attempt` does something with the worker, and says on the page what goes wrong.
   */
  constructor(parts) {
    this._parts = parts;
    /** @type {Ink} */
    this._ink = "yellow";
    /** The newest mark's way to the worker, until it is kept there. @type {Promise<unknown> | null} */
    this._kept = null;
  }

  /** The page may be gone the next moment: nothing waits from now on. */
  leave() {
    this._kept = null;
  }

  /** The selected words with what stands around them; null for none. */
  selected() {
    const { places, anchor, reading } = this._parts;
    return places.described(anchor, reading.page.text, this._selection());
  }

  _selection() {
    const { text, reading } = this._parts;
    const found = text.selected(reading.page);
    if (!found) return null;
    // Words that came a moment ago have not been read yet.
    if (!reading.page.spanOf(found.range)) reading.read();
    return reading.page.spanOf(found.range);
  }

  showBar() {
    const { layer, bar, showing } = this._parts;
    layer.attach();
    const span = this._selection();
    if (span) bar.show(showing.linesOf(span));
    else bar.hide();
  }

  leaveBar() {
    this._parts.bar.hide();
    this._parts.layer.focused?.blur();
  }

  /** The page scrolled: what belongs to a passage stays by it. */
  follow() {
    const { layer, bar, editor, showing } = this._parts;
    if (bar.isShown) this.showBar();
    if (editor.open) layer.place(editor.box, showing.linesOf(showing.placeOf(editor.open)));
  }

  /**
   * Mark what is selected, in the ink used last where none is named; the same words again get the new ink.
   * @param {Ink | null} ink
   * @param {"note" | "tag" | null} field
   */
  mark(ink, field) {
    const { layer, bar, editor, showing, attempt } = this._parts;
    const span = this._selection();
    if (!span) return layer.say("Select some words first, then mark them.");
    this._ink = ink ?? this._ink;
    bar.hide();
    this._unselect();
    const same = showing.markOn(span);
    const mark = same ?? this._make(span);
    if (same && ink) attempt(() => this.change(same.key, { colour: ink }));
    if (field) editor.show(mark, showing.linesOf(span), field);
    return null;
  }

  /** @param {Span} span @returns {Mark} */
  _make(span) {
    const { anchor, reading, showing, address, ask, attempt } = this._parts;
    const { exact, prefix, suffix } = anchor.describe(reading.page.text, span.start, span.end);
    const key = randomName();
    const draft = { key, place: { exact, prefix, suffix }, colour: this._ink, note: "", tags: [] };
    /** @type {Mark} */
    const mark = {
      ...{ key, id: null, quote: exact, prefix, suffix, colour: this._ink, note: "", tags: [], revision: 0 },
      ...{ state: "anchored", sync: "waiting", problem: null, created: new Date().toISOString() },
    };
    showing.put(mark, span);
    // Kept first, so that it is safe whatever comes of the page.
    const kept = attempt(() => ask("mark", { url: address(), draft }));
    this._kept = kept;
    kept.then(() => this._kept === kept && (this._kept = null));
    attempt(() => reading.save());
    return mark;
  }

  /** Place a mark on what is selected. The page is saved first: its newest text has to have the words. @param {string} key */
  async placeByHand(key) {
    const { layer, bar, anchor, reading, attempt } = this._parts;
    const span = this._selection();
    if (!span) throw new Error("Select the words where the mark belongs, then press Place here.");
    const { exact, prefix, suffix } = anchor.describe(reading.page.text, span.start, span.end);
    this._unselect();
    bar.hide();
    await reading.save();
    const { sync } = await this.change(key, { quote: exact, prefix, suffix });
    if (sync === "refused") return null; // why is shown with the mark
    layer.say("Mark placed.", { label: "Undo", act: () => attempt(() => this.change(key, { place_back: true })) });
    return null;
  }

  _unselect() {
    for (const root of this._parts.reading.page.roots) {
      if (root.nodeType === Node.DOCUMENT_NODE) /** @type {Document} */ (root).getSelection()?.removeAllRanges();
    }
  }

  /**
   * @param {string} key
   * @param {import("../shared/messages.js").Changes} changes
   * @param {import("../shared/messages.js").Seen} [seen] Where another state than the newest was before the reader's eyes.
   */
  async change(key, changes, seen) {
    const { showing, ask } = this._parts;
    if (changes.colour) this._ink = changes.colour;
    showing.revise(showing.marks.map((mark) => (mark.key === key ? { ...mark, ...changes } : mark)));
    // A page that is left has no next moment: what waits for its mark's answer goes at once then.
    if (this._kept) await Promise.race([this._kept, leaving()]);
    return ask("edit", { key, changes, seen });
  }

  /** @param {string} key */
  async erase(key) {
    const { layer, showing, ask, attempt } = this._parts;
    showing.revise(showing.marks.filter((mark) => mark.key !== key));
    await this._kept;
    await ask("erase", { key });
    layer.say("Mark deleted.", { label: "Undo", act: () => attempt(() => ask("restore", { key })) });
  }

  copy() {
    const { clipboard, layer, bar, reading, showing, address } = this._parts;
    const span = this._selection();
    if (!span) return;
    const words = reading.page.text.slice(span.start, span.end);
    const title = showing.view?.article?.title || document.title;
    const copied = clipboard.copyText(document, `“${words}”\n— ${title}, ${address()}`);
    bar.hide();
    if (copied) layer.say("Copied with its source.");
    else layer.say("The browser did not let Postil copy here.", null, true);
  }

  /** @param {KeyboardEvent} event */
  key(event) {
    const { layer, bar } = this._parts;
    if (!bar.isShown || layer.owns(event)) return;
    if (event.key === "Escape") bar.hide();
    else if (event.key === "Tab" && !event.shiftKey && !event.altKey && !event.ctrlKey) {
      event.preventDefault();
      bar.focus();
    }
  }

  /** @param {MouseEvent} event */
  click(event) {
    const { layer, editor, showing } = this._parts;
    if (layer.owns(event)) return;
    editor.close();
    if (event.button !== 0 || this._selection() || isLink(event)) return;
    const hit = showing.markAt(event);
    if (hit) editor.show(hit, showing.linesOf(showing.placeOf(hit.key)), null);
  }
}

/** Resolves when the page is about to go. */
const leaving = () => new Promise((resolve) => addEventListener("beforeunload", resolve, { once: true }));

/** 128 random bits. Pages on plain http have no `randomUUID`. */
export function randomName() {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** Whether a press follows a link: that is what the reader meant, marked or not. @param {MouseEvent} event */
function isLink(event) {
  return event.composedPath().some((node) => node instanceof Element && node.matches("a[href]"));
}
