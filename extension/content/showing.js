// @ts-check
/** Showing marks and names on the page: what the worker tells of it, found in its text and painted there. */

/** @typedef {import("../shared/messages.js").Mark} Mark */
/** @typedef {import("../shared/messages.js").TabView} TabView */
/** @typedef {import("./places.js").Span} Span */

/** Milliseconds that a place stays lit after the reader was led to it. */
const FLASH_MS = 2500;

/** What is painted for nothing in particular. */
const BARE = { ink: null, noted: false, name: false, flash: false };

export class Showing {
  /**
   * @param {{
   *   anchor: typeof import("./anchor.js"),
   *   places: typeof import("./places.js"),
   *   lines: typeof import("./lines.js"),
   *   painter: import("./paint.js").Painter,
   *   address: () => string,
   *   page: () => import("./text.js").PageText,
   * }} parts
   * @param {{
   *   shown: () => unknown,
   *   refused: (problem: string | null) => unknown,
   *   astray: (keys: string[]) => unknown,
   * }} acts `shown`: there is another view; `refused`: why a mark of it is not saved, once; `astray`: which marks of it
   *   are not on the page.
   */
  constructor({ anchor, places, lines, painter, address, page }, acts) {
    this._anchor = anchor;
    this._placing = places;
    this._lines = lines;
    this._painter = painter;
    this._address = address;
    this._page = page;
    this._acts = acts;
    this._places = new places.Places({
      Finder: anchor.Finder,
      now: () => performance.now(),
      pause: () => new Promise((resolve) => setTimeout(resolve)),
      settled: () => this._placed(),
    });
    /** @type {TabView | null} */
    this.view = null;
    /** @type {Mark[]} */
    this.marks = [];
    /** Keys of the mentions of people, in the article's order. @type {string[]} */
    this._names = [];
    /** @type {Span | null} */
    this._flash = null;
  }

  /** Whether what was saved lacks the article, or a place of a mark. */
  get isIncomplete() {
    return this.view?.phase === "not_article" || Boolean(this.view?.marks.some(({ state }) => state === "lost"));
  }

  /** Show what the worker tells; what is about another page, or older than what is shown, is passed over. @param {TabView} view */
  show(view) {
    if (view.url !== this._address() || view.turn < (this.view?.turn ?? 0)) return view;
    const known = new Set(this.view?.marks.filter(({ sync }) => sync === "refused").map(({ key }) => key));
    const refused = view.marks.find(({ key, sync }) => sync === "refused" && !known.has(key));
    if (refused) this._acts.refused(refused.problem);
    this.view = view;
    this.want(view.marks, view.article);
    this._acts.shown();
    return view;
  }

  /** @param {Mark[]} marks @param {import("../shared/messages.js").Article | null} article */
  want(marks, article) {
    this.marks = marks;
    const { selectors, names } = this._placing.wanted(marks, article, this._anchor);
    this._names = names;
    this._places.want(selectors);
  }

  /** Look in this text from now on. @param {string} text */
  readIn(text) {
    this._places.readIn(text);
  }

  /** Show these marks, before the worker knows of it. @param {Mark[]} marks */
  revise(marks) {
    this.marks = marks;
    this.paint();
  }

  /** Show a new mark, whose place is known. @param {Mark} mark @param {Span} span */
  put(mark, span) {
    this._places.put(mark.key, span);
    this.revise([...this.marks, mark]);
  }

  /** Where a mark stands; null while it has no place. @param {string} key */
  placeOf(key) {
    return this._places.get(key);
  }

  /** The mark on exactly these words. @param {Span} span */
  markOn(span) {
    return this.marks.find(({ key }) => this._placing.isSame(this.placeOf(key), span));
  }

  /** The mark that a press of the mouse is on, the newest first. @param {MouseEvent} event */
  markAt(event) {
    return this.marks.findLast(({ key }) => this._lines.isOn(this.linesOf(this.placeOf(key)), event));
  }

  /** The lines of a place in the window. @param {Span | null} span */
  linesOf(span) {
    return span ? this._lines.linesOf(this._page().ranges(span.start, span.end)) : [];
  }

  paint() {
    const named = this._names.map((key) => ({ place: this.placeOf(key), layer: { ...BARE, name: true } }));
    const marked = this.marks.map((mark) => ({
      place: this.placeOf(mark.key),
      layer: { ...BARE, ink: mark.colour, noted: mark.note !== "" },
    }));
    const lit = { place: this._flash, layer: { ...BARE, flash: true } };
    const strokes = [...named, ...marked, lit].flatMap(({ place, layer }) => (place ? [{ ...place, layer }] : []));
    this._painter.paint(this._page(), strokes);
  }

  /** Lead the reader to a mark; whether it has a place. @param {string} key */
  leadToMark(key) {
    return this._lead(this.placeOf(key));
  }

  /** Lead the reader to a mention of a person; whether it is on the page. @param {number} start In code points of the article. */
  leadToMention(start) {
    return this._lead(this.placeOf(this._placing.nameKey(start)));
  }

  /** @param {Span | null} span */
  _lead(span) {
    const range = span && this._page().ranges(span.start, span.end)[0];
    if (!range) return false;
    const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
    range.startContainer.parentElement?.scrollIntoView({ block: "center", behavior: calm ? "auto" : "smooth" });
    this._flash = span;
    this.paint();
    clearTimeout(this._flashTimer);
    this._flashTimer = setTimeout(() => {
      this._flash = null;
      this.paint();
    }, FLASH_MS);
    return true;
  }

  /** All that is wanted has been looked for. */
  _placed() {
    this.paint();
    const astray = this.marks.map(({ key }) => key).filter((key) => this._places.isAstray(key));
    if (!this.view || JSON.stringify(astray) === JSON.stringify(this.view.astray)) return;
    this.view = { ...this.view, astray };
    this._acts.astray(astray);
  }
}
