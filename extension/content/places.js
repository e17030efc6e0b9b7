// @ts-check
/**
 * Where marks and names stand in the page's text. Found in slices, so that a long page with many marks
 * stays usable while they are looked for.
 *
 * @typedef {{ start: number, end: number }} Span
 */

/** Milliseconds of looking before the page gets its turn: half of a frame. */
const SLICE_MS = 8;

export class Places {
  /**
   * @param {{
   *   Finder: typeof import("./anchor.js").Finder,
   *   now: () => number,
   *   pause: () => Promise<unknown>,
   *   settled: () => void,
   * }} parts `settled` is called when all that is wanted has been looked for.
   */
  constructor({ Finder, now, pause, settled }) {
    this._Finder = Finder;
    this._now = now;
    this._pause = pause;
    this._settled = settled;
    this._text = "";
    this._finder = new Finder("");
    /** @type {Map<string, import("./anchor.js").Selector>} */
    this._wanted = new Map();
    /** @type {Map<string, Span | null>} */
    this._found = new Map(); // null: looked for, and not there
    this._run = 0;
  }

  /** The place of what was wanted under a key; null while it has none. @param {string} key */
  get(key) {
    return this._found.get(key) ?? null;
  }

  /** Whether a key was looked for in vain. @param {string} key */
  isAstray(key) {
    return this._found.get(key) === null;
  }

  /** The place of a passage, at once. @param {import("./anchor.js").Selector} selector */
  find(selector) {
    return this._finder.place(selector)?.span ?? null;
  }

  /** A place that is known already. @param {string} key @param {Span} span */
  put(key, span) {
    this._found.set(key, span);
  }

  /** Look in this text from now on. @param {string} text */
  readIn(text) {
    if (text !== this._text) {
      this._text = text;
      this._finder = new this._Finder(text);
      this._found.clear();
    }
    this._look();
  }

  /** Look for these, and forget all others. @param {Map<string, import("./anchor.js").Selector>} selectors */
  want(selectors) {
    this._wanted = selectors;
    for (const key of this._found.keys()) if (!selectors.has(key)) this._found.delete(key);
    this._look();
  }

  async _look() {
    const run = ++this._run;
    let pause = this._now() + SLICE_MS;
    for (const [key, selector] of this._wanted) {
      if (this._found.has(key)) continue;
      this._found.set(key, this.find(selector));
      if (this._now() < pause) continue;
      await this._pause();
      if (run !== this._run) return;
      pause = this._now() + SLICE_MS;
    }
    this._settled();
  }
}
