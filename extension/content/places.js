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
    for (const key of this._found.keys()) {
      const [before, now] = [this._wanted.get(key), selectors.get(key)];
      if (!now || (before && before.exact !== now.exact)) this._found.delete(key);
    }
    this._wanted = selectors;
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

/** @param {Span | null} place @param {Span} span */
export function isSame(place, span) {
  return place !== null && place.start === span.start && place.end === span.end;
}

/**
 * A passage of a text with the words around it; null for none.
 * @param {typeof import("./anchor.js")} anchor
 * @param {string} text
 * @param {Span | null} span
 */
export function described(anchor, text, span) {
  return span && anchor.describe(text, span.start, span.end);
}

/** What a mention of a person is looked for under. @param {number} start In code points of the article. */
export function nameKey(start) {
  return `name at ${start}`;
}

/**
 * What is to be found for a page's marks and for the people in its article, and the keys of the people's names.
 * @param {import("../shared/messages.js").Mark[]} marks
 * @param {import("../shared/messages.js").Article | null} article
 * @param {typeof import("./anchor.js")} anchor
 */
export function wanted(marks, article, anchor) {
  const mentions = article?.people.flatMap((card) => card.mentions) ?? [];
  const { toUnits } = anchor.offsets(article?.text ?? "");
  /** @type {Map<string, import("./anchor.js").Selector>} */
  const selectors = new Map();
  for (const { key, quote, prefix, suffix } of marks) {
    if (quote) selectors.set(key, { exact: quote, prefix, suffix }); // a note on the whole has no place
  }
  for (const { start, end } of mentions) {
    const { exact, prefix, suffix } = anchor.describe(article?.text ?? "", toUnits(start), toUnits(end));
    // Without its offsets: they are the article's, and no hint for the page's own text.
    selectors.set(nameKey(start), { exact, prefix, suffix });
  }
  return { selectors, names: mentions.map(({ start }) => nameKey(start)) };
}
