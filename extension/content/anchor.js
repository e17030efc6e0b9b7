// @ts-check
/**
 * Quote <-> position: where a marked passage stands in a text that may have changed since.
 *
 * The same method as the server's `postil.anchoring`, in UTF-16 units, and it must give the same answers:
 * `tests/vectors/` holds both to it. First the quote is looked for word for word, and the occurrence
 * whose context agrees best is taken. Where there is none, or its context speaks against it, the
 * stretches that share the rarer words of quote and context are aligned with both, word by word: seed,
 * chain, extend, as sequence aligners do (the chaining follows Li, "Minimap2", 2018). A passage of which
 * too little is left has no place, however well its surroundings fit.
 *
 * One long file, where the server has seven modules: what runs in a page may import nothing, and other programs
 * import this file alone for its `locate`. Its parts stand in the order of the server's modules.
 *
 * @typedef {{ exact?: string | null, prefix?: string | null, suffix?: string | null, start?: number | null, end?: number | null }} Selector
 * @typedef {{ start: number, end: number }} Span
 * @typedef {{ span: Span, state: "anchored" | "moved" | "changed" }} Placed
 * @typedef {{ exact: string, prefix: string, suffix: string, start: number | null }} Quote
 * @typedef {{ before: number, after: number, whole: boolean, telling: boolean }} Agreement
 * @typedef {{ keys: string[], starts: number[], ends: number[] }} Words
 * @typedef {{ left: number, right: number, length: number }} Run
 * @typedef {{ run: Run, leftEnd: number, rightEnd: number, score: number, highest: number, previous: Link | null }} Link
 * @typedef {{ span: Span, kept: number, before: number, after: number, quoted: number, score: number }} Match
 */

// The reasons for these numbers stand where the server defines them, by the same names.
// From the server's modules, by scripts/generate_extension.py:
const CONTEXT_LENGTH = 32;
const MAX_OCCURRENCES = 200;
const CLOSE_BY = 4000;
const SPACE_ALLOWANCE = 8;
const TELLING_CONTEXT = 8;
const MIN_KEPT_BETWEEN = 0.3;
const MIN_KEPT_BESIDE = 0.5;
const MIN_KEPT_ALONE = 0.7;
const CONTEXT_FOUND = 0.5;
const DISTINCT_LENGTH = 24;
const NEARBY = 500;
const LARGE = 20000;
const SLACK = 48;
const LONG = 1200;
const PIECE = 600;
const MAX_PIECES = 4;
const NEAR_WORTH = 0.5;
const MAX_REPEATS = 4;
const MAX_RUNS = 128;
const MARK_WEIGHT = 0.5;
const IDEOGRAPH_WEIGHT = 2;
const MAX_WORD_WEIGHT = 8;
const MIN_RUN_WEIGHT = 2;
const MAX_SEEDS = 12;
const MIN_SEED_LETTERS = 5;
const DENSE_SCRIPTS = "\u0590";
const MIN_DENSE_LETTERS = 3;
const MAX_SEED_LETTERS = 24;
const UNSPACED_SEED = 3;
const MAX_PLACES = 8;
const SEED_NEARBY = 4000;
const MAX_WINDOWS = 3;
const MIN_EVIDENCE = 0.45;
const MIN_SHARE = 4;
const MAX_DRIFT = 400;
// The end of what was written.

// Limits of the alignment's search, which the server has no need of.
const MAX_SEARCHED = 64;
const MAX_COMPARED = 1e8;

const UNSPACED =
  "\\u0e00-\\u0eff\\u1000-\\u109f\\u1780-\\u17ff\\u2e80-\\u2fdf\\u3005-\\u3007\\u3040-\\u312f\\u31a0-\\u31ff\\u3400-\\u4dbf" +
  "\\u4e00-\\u9fff\\uf900-\\ufaff\\uff66-\\uff9f\\u{20000}-\\u{3ffff}";
const FIRST_IDEOGRAPH = "\u2e80";
const PUNCTUATION =
  "!-\\/:-@\\[-`\\{-~\\u00a1-\\u00a9\\u00ab\\u00ac\\u00ae-\\u00b1\\u00b4\\u00b6-\\u00b8\\u00bb\\u00bf\\u02bc\\u060c" +
  "\\u061b\\u061f\\u0964\\u0965\\u2010-\\u2027\\u2030-\\u205e\\u2212\\u3001-\\u3004\\u3008-\\u3020\\uff01-\\uff0f\\uff1a-\\uff20" +
  "\\uff3b-\\uff40\\uff5b-\\uff65";
const SPACES =
  " \\t-\\r\\u0085\\u00a0\\u1680\\u2000-\\u200b\\u2028\\u2029\\u202f\\u205f\\u3000\\ufeff";
const TOKEN = new RegExp(`[${UNSPACED}][\u3099\u309a]?|[${PUNCTUATION}]|[^${UNSPACED}${PUNCTUATION}${SPACES}]+`, "gu");
const WORD = new RegExp(`^[^${PUNCTUATION}${SPACES}]`, "u");
const UNSPACED_WORD = new RegExp(`^[${UNSPACED}]`, "u");
const SPACE = new RegExp(`[${SPACES}]+`, "g");
const ASCII = /^[\x00-\x7f]*$/;
const ASTRAL = /[\ud800-\udbff][\udc00-\udfff]/;

/** @type {(marks: string, plain: string) => [string, string][]} */
const alike = (marks, plain) => [...marks].map((mark) => [mark, plain]);
const SAME_MARK = new Map([
  ...alike("\u2018\u2019\u201a\u201b\u2032\u02bc\u0060\u00b4", "'"),
  ...alike("\u2010\u2011\u2012\u2013\u2014\u2015\u2212", "-"),
]);
const SAME_TEXT = new Map([
  ...SAME_MARK,
  ...alike("\u201c\u201d\u201e\u201f\u2033\u00ab\u00bb", '"'),
  ...alike("\u00ad\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2066\u2067\u2068\u2069", ""),
]);
// Where a word may be broken or may not, and which way it runs: put in and taken out by whoever typesets.
const UNSEEN = new RegExp(`[${[...SAME_TEXT].filter(([, plain]) => !plain).map(([mark]) => mark).join("")}]`, "g");
const RESET = new RegExp(`[${[...SAME_TEXT.keys()].join("")}]`, "g");

/**
 * The conversion between the two ways to count characters, for one text: UTF-16 units, as browsers do, and
 * code points, as the server does. An offset within a surrogate pair counts as the end of the pair.
 * @param {string} text
 * @returns {{ toCodePoints: (unit: number) => number, toUnits: (codePoint: number) => number }}
 */
export function offsets(text) {
  /** @type {number[]} */
  const pairs = []; // where the second units of surrogate pairs are
  for (let at = 0; at < text.length; at += 1) {
    if (/** @type {number} */ (text.codePointAt(at)) > 0xffff) pairs.push((at += 1));
  }
  return {
    toCodePoints: (unit) => unit - firstFalse(pairs.length, (i) => pairs[i] < unit),
    toUnits: (codePoint) => codePoint + firstFalse(pairs.length, (i) => pairs[i] - i <= codePoint),
  };
}

/**
 * The selector that finds `text.slice(start, end)` again, with 32 characters of context each side.
 * @param {string} text
 * @param {number} start
 * @param {number} end
 */
export function describe(text, start, end) {
  const before = [...text.slice(Math.max(0, start - 2 * CONTEXT_LENGTH), start)];
  const after = [...text.slice(end, end + 2 * CONTEXT_LENGTH)];
  return {
    exact: text.slice(start, end),
    prefix: before.slice(-CONTEXT_LENGTH).join(""),
    suffix: after.slice(0, CONTEXT_LENGTH).join(""),
    start,
    end,
  };
}

/**
 * Where the passage that `selector` describes stands in `text`, or null when it is gone. `start` and `end` of
 * the selector are hints from an older text.
 * @param {string} text
 * @param {Selector} selector
 * @returns {Span | null}
 */
export function locate(text, selector) {
  return place(text, selector)?.span ?? null;
}

/**
 * As `locate`, with how the passage stands there: "anchored", "moved" (same words, other surroundings) or
 * "changed" (the words were edited).
 * @param {string} text
 * @param {Selector} selector
 * @returns {Placed | null}
 */
export function place(text, selector) {
  return new Finder(text).place(selector);
}

/** One text in which any number of passages are placed; what they share is worked out once. */
export class Finder {
  /** @param {string} text */
  constructor(text) {
    this._text = text;
    /** @type {string | null} */
    this._foldedText = null;
  }

  /**
   * As `place`, for this text.
   * @param {Selector} selector
   * @returns {Placed | null}
   */
  place(selector) {
    const quote = read(selector);
    if (!quote) return null;
    const context = new Context(quote);
    const verbatim = nearest(this._text, quote, context);
    if (verbatim?.agreement.telling) return this._placed(verbatim.span, quote, context);
    const match = this._best(quote);
    if (!verbatim) return match && this._placed(match.span, quote, context);
    if (match && isSurrounded(match)) {
      // A stretch that is like the passage reaches into it where words were put in or taken out beside it.
      const isThere = match.span.start < verbatim.span.end && verbatim.span.start < match.span.end;
      return this._placed(isThere ? verbatim.span : match.span, quote, context);
    }
    // Of several places, none of which has the old surroundings, any would be a guess.
    const isSure = this._isOnly(verbatim.span, quote) && isBelieved(verbatim.span, quote);
    return isSure ? this._placed(verbatim.span, quote, context) : null;
  }

  /**
   * Whether `quote`, which stands at `span`, stands nowhere else.
   * @param {Span} span
   * @param {Quote} quote
   */
  _isOnly(span, quote) {
    for (const at of indexesOf(this._text, quote.exact, 0)) if (at !== span.start) return false;
    return true;
  }

  /**
   * @param {Quote} quote
   * @returns {Match | null}
   */
  _best(quote) {
    if (quote.exact.length > LONG) return this._bestByEnds(quote);
    const pattern = new Pattern(quote);
    if (pattern.isEmpty) return null;
    const length = this._text.length;
    const pieces = seeds(pattern.text, pattern.words, length >= LARGE);
    if (quote.start === null || length < LARGE) return this._bestWithin(quote, pattern, pieces, 0, length);
    const [from, to] = [Math.max(0, quote.start - CLOSE_BY), quote.start + pattern.text.length + CLOSE_BY];
    const match = this._bestWithin(quote, pattern, pieces, from, to);
    return match && isSurrounded(match) ? match : this._bestWithin(quote, pattern, pieces, 0, length);
  }

  /** @type {(quote: Quote, pattern: Pattern, pieces: Seed[], from: number, to: number) => Match | null} */
  _bestWithin(quote, pattern, pieces, from, to) {
    const folded = (this._foldedText ??= fold(this._text));
    const near = quote.start === null ? null : quote.start - pattern.start;
    /** @type {Match | null} */
    let best = null;
    for (const window of windows(folded, pieces, pattern.text.length, near, from, to)) {
      const start = boundaryAt(folded, Math.max(0, window.start - SLACK));
      const match = pattern.match(folded, start, boundaryAt(folded, window.end + SLACK));
      if (match && isEnough(match, quote) && (!best || match.score > best.score)) best = match;
    }
    return best;
  }

  /**
   * @param {Quote} quote
   * @returns {Match | null}
   */
  _bestByEnds(quote) {
    const length = quote.exact.length;
    const pieces = Math.min(MAX_PIECES, Math.floor(length / PIECE));
    const head = first(pieces, (i) => this._best(piece(quote, i * PIECE, quote.start)));
    if (!head) return null;
    const begin = head.span.start;
    const tail = first(pieces, (i) => this._best(piece(quote, length - (i + 1) * PIECE, begin))) ?? head;
    const found = tail.span.end - begin;
    if (tail.span.start < begin || PIECE > 2 * found || 2 * found > 4 * length) return null;
    return { ...head, span: { start: begin, end: tail.span.end }, after: tail.after };
  }

  /**
   * @param {Span} span
   * @param {Quote} quote
   * @param {Context} context
   * @returns {Placed}
   */
  _placed(span, quote, context) {
    const there = this._text.slice(span.start, span.end);
    if (there !== quote.exact && unspaced(there) !== unspaced(quote.exact)) return { span, state: "changed" };
    return { span, state: context.compare(this._text, span).whole ? "anchored" : "moved" };
  }
}

/**
 * @param {Selector} selector
 * @returns {Quote | null}
 */
function read(selector) {
  /** @type {(value: unknown) => string} */
  const text = (value) => (typeof value === "string" ? value : "");
  const start = selector.start;
  if (!text(selector.exact)) return null;
  return {
    exact: text(selector.exact),
    prefix: text(selector.prefix),
    suffix: text(selector.suffix),
    start: typeof start === "number" && Number.isInteger(start) && start >= 0 ? start : null,
  };
}

/** @type {(quote: Quote, offset: number, start: number | null) => Quote} */
function piece(quote, offset, start) {
  const around = quote.prefix + quote.exact + quote.suffix;
  const begin = quote.prefix.length + offset;
  return {
    exact: around.slice(begin, begin + PIECE),
    prefix: around.slice(Math.max(0, begin - CONTEXT_LENGTH), begin),
    suffix: around.slice(begin + PIECE, begin + PIECE + CONTEXT_LENGTH),
    start: start === null ? null : start + offset,
  };
}

/** @type {(match: Match, quote: Quote) => boolean} */
function isEnough(match, quote) {
  if (isSurrounded(match)) return match.kept >= MIN_KEPT_BETWEEN;
  if (Math.max(match.before, match.after) >= CONTEXT_FOUND) return match.kept >= MIN_KEPT_BESIDE;
  if (match.kept >= 1 && !quote.prefix && !quote.suffix) return isBelieved(match.span, quote);
  return match.kept >= MIN_KEPT_ALONE && match.quoted >= DISTINCT_LENGTH;
}

/** @type {(match: Match) => boolean} */
function isSurrounded(match) {
  return match.before >= CONTEXT_FOUND && match.after >= CONTEXT_FOUND;
}

/** @type {(span: Span, quote: Quote) => boolean} */
function isBelieved(span, quote) {
  if (size(quote.exact) >= DISTINCT_LENGTH || quote.start === null) return true;
  return Math.abs(span.start - quote.start) <= NEARBY;
}

// Word for word

/** How far what stands around a place agrees with a selector's prefix and suffix. */
class Context {
  /** @param {Quote} quote */
  constructor(quote) {
    this._before = outwards(quote.prefix);
    this._after = unspaced(quote.suffix);
    this._roomBefore = quote.prefix.length + SPACE_ALLOWANCE;
    this._roomAfter = quote.suffix.length + SPACE_ALLOWANCE;
  }

  /**
   * @param {string} text
   * @param {Span} span
   */
  compare(text, span) {
    const there = outwards(text.slice(Math.max(0, span.start - this._roomBefore), span.start));
    const before = common(this._before, there);
    const after = common(this._after, unspaced(text.slice(span.end, span.end + this._roomAfter)));
    const [allBefore, allAfter] = [size(this._before), size(this._after)];
    const whole = before === allBefore && after === allAfter;
    const telling =
      whole ||
      (allBefore > 0 && before >= Math.min(TELLING_CONTEXT, allBefore)) ||
      (allAfter > 0 && after >= Math.min(TELLING_CONTEXT, allAfter));
    return { before, after, whole, telling };
  }
}

/**
 * The occurrence of the quote whose context agrees best; among equals the nearest to the hint, then the first.
 * @param {string} text
 * @param {Quote} quote
 * @param {Context} context
 */
function nearest(text, quote, context) {
  /** @type {(start: number) => { span: Span, agreement: Agreement }} */
  const at = (start) => {
    const span = { start, end: start + quote.exact.length };
    return { span, agreement: context.compare(text, span) };
  };
  const unchanged = quote.start === null ? null : closeBy(text, quote, quote.start);
  if (unchanged !== null) return at(unchanged);
  let best = null;
  /** @type {number[]} */
  let bestRank = [];
  for (const start of occurrences(text, quote.exact, quote.start)) {
    const found = at(start);
    const rank = rankOf(found.agreement, start, quote.start);
    if (!best || isGreater(rank, bestRank)) [best, bestRank] = [found, rank];
  }
  return best;
}

/**
 * Greater for the better place. A few agreeing characters are chance, and weigh less than the hint.
 * @type {(agreement: Agreement, start: number, hint: number | null) => number[]}
 */
function rankOf({ before, after, telling }, start, hint) {
  const distance = hint === null ? 0 : Math.abs(start - hint);
  return telling ? [1, before + after, -distance] : [0, -distance, before + after];
}

/** @type {(one: number[], other: number[]) => boolean} */
function isGreater(one, other) {
  const index = one.findIndex((value, at) => value !== other[at]);
  return index >= 0 && one[index] > other[index];
}

/**
 * Where the quote and all its context stand nearest to the hint, if close by: no other place fits better.
 * @type {(text: string, quote: Quote, hint: number) => number | null}
 */
function closeBy(text, quote, hint) {
  const around = quote.prefix + quote.exact + quote.suffix;
  if (hint >= quote.prefix.length && text.startsWith(around, hint - quote.prefix.length)) return hint;
  const begin = Math.max(0, hint - CLOSE_BY);
  const stretch = text.slice(begin, hint + CLOSE_BY + around.length);
  let [best, count] = [/** @type {number | null} */ (null), 0];
  for (const at of indexesOf(stretch, around, 0)) {
    if (count === MAX_OCCURRENCES) break;
    count += 1;
    const start = begin + at + quote.prefix.length;
    if (best === null || Math.abs(start - hint) < Math.abs(best - hint)) best = start;
  }
  return best;
}

/**
 * Occurrences from the beginning; when there are too many to look at, those about the hint as well.
 * @type {(text: string, exact: string, hint: number | null) => Generator<number>}
 */
function* occurrences(text, exact, hint) {
  let [count, last] = [0, 0];
  for (const at of indexesOf(text, exact, 0)) {
    if (count === MAX_OCCURRENCES) break;
    yield (last = at);
    count += 1;
  }
  if (hint === null || count < MAX_OCCURRENCES) return;
  for (const at of indexesOf(text, exact, Math.max(last + 1, hint - MAX_OCCURRENCES))) {
    if (count === 3 * MAX_OCCURRENCES) return;
    yield at;
    count += 1;
  }
}

/**
 * Unlike Python's, a browser's own search takes quadratic time on text made for it: only the beginning of a
 * long quote is searched for, and what is compared after that is limited.
 * @type {(text: string, words: string, from: number) => Generator<number>}
 */
function* indexesOf(text, words, from) {
  const head = words.slice(0, MAX_SEARCHED);
  let tries = Math.ceil(MAX_COMPARED / words.length);
  for (let at = text.indexOf(head, from); at >= 0 && tries > 0; at = text.indexOf(head, at + 1)) {
    if (text.startsWith(words, at)) yield at;
    tries -= 1;
  }
}

// Words

/** Lower case, every character still at its place. @type {(text: string) => string} */
function fold(text) {
  const lower = text.toLowerCase();
  if (lower.length === text.length) return lower;
  /** @type {(character: string) => string} */
  const foldOne = (character) => {
    const low = character.toLowerCase();
    return low.length === character.length ? low : character;
  };
  return [...text].map(foldOne).join("");
}

/**
 * The words and marks of `folded.slice(start, end)`; places count from the start of `folded`.
 * @param {string} folded
 * @param {number} start
 * @param {number} end
 * @returns {Words}
 */
function split(folded, start, end) {
  /** @type {Words} */
  const words = { keys: [], starts: [], ends: [] };
  for (const match of folded.slice(start, end).matchAll(TOKEN)) {
    const key = match[0];
    words.keys.push(ASCII.test(key) ? key : keyOf(key));
    words.starts.push(start + match.index);
    words.ends.push(start + match.index + key.length);
  }
  return words;
}

/** @type {(token: string) => string} */
function keyOf(token) {
  return SAME_MARK.get(token) ?? token.normalize("NFKC").replace(UNSEEN, "").replaceAll("\u03c2", "\u03c3");
}

/** @type {(text: string) => string} */
function unspaced(text) {
  return fold(text)
    .replace(SPACE, "")
    .replace(RESET, (mark) => /** @type {string} */ (SAME_TEXT.get(mark)))
    .normalize("NFC");
}

/** @type {(text: string) => string} */
function outwards(text) {
  return [...unspaced(text)].reverse().join("");
}

/** How many code points two texts begin with alike. @type {(one: string, other: string) => number} */
function common(one, other) {
  let count = 0;
  while (count < one.length && one[count] === other[count]) count += 1;
  return size(one.slice(0, boundaryAt(one, count)));
}

/** `at`, or the place before it where that lies within a surrogate pair. @type {(text: string, at: number) => number} */
function boundaryAt(text, at) {
  return ASTRAL.test(text.slice(at - 1, at + 1)) ? at - 1 : at;
}

/** How many code points a text has. @type {(text: string) => number} */
function size(text) {
  return ASTRAL.test(text) ? [...text].length : text.length;
}

/** One word and its misprint or inflection. @type {(one: string, other: string) => boolean} */
function isNear(one, other) {
  const [shorter, longer] = one.length <= other.length ? [one, other] : [other, one];
  let head = 0;
  while (head < shorter.length && shorter[head] === longer[head]) head += 1;
  let tail = 0;
  while (tail < shorter.length - head && shorter.at(-1 - tail) === longer.at(-1 - tail)) tail += 1;
  const left = shorter.slice(head, shorter.length - tail);
  const right = longer.slice(head, longer.length - tail);
  const swapped = right.length === 2 && left === right[1] + right[0];
  if (longer.length >= 3 && (right.length <= 1 || swapped)) return true;
  return right.length <= Math.floor(longer.length / 4);
}

/** @type {(one: string, other: string) => boolean} */
function isSame(one, other) {
  return one === other || (WORD.test(one) && WORD.test(other) && isNear(one, other));
}

/** @type {(edge: string, key: string) => boolean} */
function isMark(edge, key) {
  return edge === key && !WORD.test(key);
}

// Alignment

/** A quote with its context, split into words once and matched with any number of stretches. */
class Pattern {
  /** @param {Quote} quote */
  constructor(quote) {
    this.text = fold(quote.prefix + quote.exact + quote.suffix);
    this.start = quote.prefix.length;
    this.end = this.start + quote.exact.length;
    this.words = split(this.text, 0, this.text.length);
    this._totals = weigh(this.words.keys);
    this._places = placesOf(this.words.keys);
    this._first = this.words.ends.filter((end) => end <= this.start).length;
    this._last = this.words.starts.filter((start) => start < this.end).length;
    this.isEmpty = this._first >= this._last;
  }

  /**
   * The best place for the quote in `folded.slice(start, end)`.
   * @param {string} folded
   * @param {number} start
   * @param {number} end
   * @returns {Match | null}
   */
  match(folded, start, end) {
    const there = split(folded, start, end);
    const links = chain(this.words.keys, this._places, this._totals, there.keys);
    let within = links.map((link) => clip(link, this._first, this._last)).filter((run) => run.length > 0);
    if (!within.length) {
      const prefixes = links.filter((link) => link.left + link.length === this._first);
      const ends = prefixes.map((link) => link.right + link.length).filter((end) => end < there.keys.length);
      within = ends.map((right) => ({ left: this._first, right, length: 0 }));
    }
    if (!within.length) return null;
    const [spanStart, worthStart] = this._begin(within[0], there);
    const [spanEnd, worthEnd] = this._finish(within[within.length - 1], there);
    let [quoted, before, after] = [worthStart + worthEnd, 0, 0];
    for (const run of within) quoted += this._weigh(run.left, run.left + run.length);
    if (!quoted || spanStart >= spanEnd) return null;
    const gaps = within.slice(1).reduce((sum, run, index) => sum + gapCost(within[index], run), 0);
    for (const { left, length } of links) {
      before += this._weigh(left, Math.min(left + length, this._first));
      after += this._weigh(Math.max(left, this._last), left + length);
    }
    const [weightBefore, weightAfter] = [this._weigh(0, this._first), this._weigh(this._last, this.words.keys.length)];
    // A quote without a prefix was the beginning of its text, and one without a suffix the end.
    const isFirst = start === 0 && spanStart <= there.starts[0];
    const isLast = end >= folded.length && spanEnd >= there.ends[there.ends.length - 1];
    return {
      span: { start: spanStart, end: spanEnd },
      kept: (quoted - gaps) / this._weigh(this._first, this._last),
      before: weightBefore ? before / weightBefore : Number(isFirst),
      after: weightAfter ? after / weightAfter : Number(isLast),
      quoted,
      score: quoted - gaps + before + after,
    };
  }

  /** @type {(first: number, last: number) => number} */
  _weigh(first, last) {
    return first < last ? this._totals[last] - this._totals[first] : 0;
  }

  /** @type {(run: Run, there: Words) => [number, number]} */
  _begin(run, there) {
    const { keys, starts } = this.words;
    let [left, right, worth] = [run.left, run.right, 0];
    let start = there.starts[right] + Math.max(0, this.start - starts[left]);
    while (left > this._first && right > 0 && isSame(keys[left - 1], there.keys[right - 1])) {
      [left, right] = [left - 1, right - 1];
      start = there.starts[right];
      worth += NEAR_WORTH * this._weigh(left, left + 1);
    }
    if (left > this._first && right > 0 && isMark(keys[this._first], there.keys[right - 1])) {
      start = there.starts[right - 1];
    }
    return [start, worth];
  }

  /** @type {(run: Run, there: Words) => [number, number]} */
  _finish(run, there) {
    const { keys, ends } = this.words;
    const count = there.keys.length;
    let [left, right, worth] = [run.left + run.length, run.right + run.length, 0];
    let end = there.ends[right - 1] - Math.max(0, ends[left - 1] - this.end);
    while (left < this._last && right < count && isSame(keys[left], there.keys[right])) {
      end = there.ends[right];
      worth += NEAR_WORTH * this._weigh(left, left + 1);
      [left, right] = [left + 1, right + 1];
    }
    if (left < this._last && right < count && isMark(keys[this._last - 1], there.keys[right])) {
      end = there.ends[right];
    }
    return [end, worth];
  }
}

/** @type {(link: Run, first: number, last: number) => Run} */
function clip({ left, right, length }, first, last) {
  const skip = Math.max(0, first - left);
  return { left: left + skip, right: right + skip, length: Math.min(length, last - left) - skip };
}

/** Running total of what the words are worth. @type {(keys: string[]) => number[]} */
function weigh(keys) {
  const totals = [0];
  for (const key of keys) {
    totals.push(totals[totals.length - 1] + worth(key));
  }
  return totals;
}

/** @type {(key: string) => number} */
function worth(key) {
  if (!WORD.test(key)) return MARK_WEIGHT;
  if (key >= FIRST_IDEOGRAPH && UNSPACED_WORD.test(key)) return IDEOGRAPH_WEIGHT;
  return Math.min(size(key), MAX_WORD_WEIGHT);
}

/** @type {(keys: string[]) => Map<string, number[]>} */
function placesOf(keys) {
  /** @type {Map<string, number[]>} */
  const places = new Map();
  keys.forEach((key, index) => {
    const known = places.get(key);
    if (known) known.push(index);
    else places.set(key, [index]);
  });
  return places;
}

/** What is paid for the words skipped between two runs of a chain. @type {(run: Run, following: Run) => number} */
function gapCost(run, following) {
  const leftGap = following.left - run.left - run.length;
  const rightGap = following.right - run.right - run.length;
  return 32 - Math.clz32(1 + Math.max(leftGap, rightGap));
}

/**
 * The best chain of equal runs between pattern `left` and text `right`, in order.
 * @type {(left: string[], places: Map<string, number[]>, totals: number[], right: string[]) => Run[]}
 */
function chain(left, places, totals, right) {
  /** @type {(run: Run) => number} */
  const weight = (run) => totals[run.left + run.length] - totals[run.left];
  let runs = equalRuns(left, places, totals, right);
  if (runs.length > MAX_RUNS) runs = runs.sort((a, b) => weight(b) - weight(a)).slice(0, MAX_RUNS);
  runs.sort((a, b) => a.right - b.right || a.left - b.left);
  /** @type {Link[]} */
  const links = [];
  for (const run of runs) links.push(join(run, links, totals));
  /** @type {Link | null} */
  let last = null;
  for (const link of links) if (!last || link.score > last.score) last = link;
  const chained = [];
  for (let link = last; link; link = link.previous) chained.push(link.run);
  return chained.reverse();
}

/** `run` as the end of the best chain it can end. @type {(run: Run, links: Link[], totals: number[]) => Link} */
function join(run, links, totals) {
  const leftEnd = run.left + run.length;
  const whole = totals[leftEnd] - totals[run.left];
  /** @type {{ score: number, previous: Link | null, trim: number }} */
  let best = { score: whole, previous: null, trim: 0 };
  for (let index = links.length - 1; index >= 0 && links[index].highest + whole > best.score; index -= 1) {
    const previous = links[index];
    const leftGap = run.left - previous.leftEnd;
    const rightGap = run.right - previous.rightEnd;
    const trim = Math.max(0, -leftGap, -rightGap);
    if (trim >= run.length) continue;
    const cost = 32 - Math.clz32(1 + Math.max(leftGap, rightGap) + trim);
    const score = previous.score + totals[leftEnd] - totals[run.left + trim] - cost;
    if (score > best.score) best = { score, previous, trim };
  }
  const { score, previous, trim } = best;
  return {
    run: { left: run.left + trim, right: run.right + trim, length: run.length - trim },
    leftEnd,
    rightEnd: run.right + run.length,
    score,
    highest: Math.max(score, links.length ? links[links.length - 1].highest : score),
    previous,
  };
}

/** @type {(left: string[], places: Map<string, number[]>, totals: number[], right: string[]) => Run[]} */
function equalRuns(left, places, totals, right) {
  const runs = [];
  /** @type {Map<number, number>} */
  const covered = new Map();
  for (let at = 0; at < right.length; at += 1) {
    const found = places.get(right[at]) ?? [];
    if (found.length > MAX_REPEATS) continue;
    for (const start of found) {
      const diagonal = at - start;
      if ((covered.get(diagonal) ?? -1) > at) continue;
      let [first, last] = [start, start + 1];
      while (first > 0 && first + diagonal > 0 && left[first - 1] === right[first + diagonal - 1]) first -= 1;
      while (last < left.length && last + diagonal < right.length && left[last] === right[last + diagonal]) last += 1;
      covered.set(diagonal, last + diagonal);
      if (totals[last] - totals[first] > MIN_RUN_WEIGHT) {
        runs.push({ left: first, right: first + diagonal, length: last - first });
      }
    }
  }
  return runs;
}

// Where to look

/** @typedef {{ text: string, offset: number }} Seed */
/** @typedef {{ start: number, weight: number, seed: number }} Hit */
/** @typedef {{ start: number, end: number, evidence: number }} Window */

/**
 * The longest piece of each of equal stretches of `pattern`. Two words in a row are one where there is no long word,
 * as what is between them may be typeset anew; in a large text, where words are not rare, everywhere.
 * @type {(pattern: string, words: Words, inLarge: boolean) => Seed[]}
 */
function seeds(pattern, words, inLarge) {
  const { keys } = words;
  /** @type {[number, number][]} */
  const alone = [];
  keys.forEach((key, index) => {
    const least = key < DENSE_SCRIPTS ? MIN_SEED_LETTERS : MIN_DENSE_LETTERS;
    if (size(key) >= least && WORD.test(key)) alone.push([index, index]);
    else if (index + UNSPACED_SEED <= keys.length && UNSPACED_WORD.test(key)) alone.push([index, index + UNSPACED_SEED - 1]);
  });
  const chosen = longest(alone, pattern, words, new Map());
  if (alone.length >= MAX_SEEDS && !inLarge) return [...chosen.values()];
  const rows = keys.slice(1).map((_, index) => /** @type {[number, number]} */ ([index, index + 1]));
  return [...chosen.values(), ...longest(rows, pattern, words, inLarge ? new Map() : chosen).values()];
}

/**
 * The longest of `pieces`, from one word to another, of each stretch that is not `passedOver`, by the stretch's number.
 * @type {(pieces: [number, number][], pattern: string, words: Words, passedOver: Map<number, Seed>) => Map<number, Seed>}
 */
function longest(pieces, pattern, { starts, ends }, passedOver) {
  /** @type {Map<number, Seed>} */
  const chosen = new Map();
  const known = new Set();
  for (const [first, last] of pieces) {
    const offset = starts[first];
    const text = pattern.slice(offset, Math.min(ends[last], offset + MAX_SEED_LETTERS));
    const stretch = Math.floor((offset * MAX_SEEDS) / pattern.length);
    if (passedOver.has(stretch) || known.has(text)) continue;
    known.add(text);
    const best = chosen.get(stretch);
    if (!best || size(text) > size(best.text)) chosen.set(stretch, { text, offset });
  }
  return chosen;
}

/**
 * The stretches of `folded` that hold several of the seeds of a pattern of that length, most likely first.
 * @type {(folded: string, seeds: Seed[], length: number, near: number | null, from: number, to: number) => Window[]}
 */
function windows(folded, seeds, length, near, from, to) {
  /** @type {Hit[]} */
  const hits = [];
  seeds.forEach(({ text, offset }, seed) => {
    let places = placesIn(folded, text, from, to);
    if (!places.length) {
      if (ASCII.test(text)) return;
      text = recomposed(text);
      places = placesIn(folded, text, from, to);
    }
    const weight = size(text) / (1 + places.length);
    if (places.length > MAX_PLACES) {
      const expected = (near ?? 0) + offset;
      places = placesIn(folded, text, Math.max(0, expected - SEED_NEARBY), expected + SEED_NEARBY);
    }
    for (const place of places) hits.push({ start: place - offset, weight, seed });
  });
  hits.sort((a, b) => a.start - b.start || a.weight - b.weight || a.seed - b.seed);
  /** @type {(window: Window) => number} */
  const distance = (window) => (near === null ? window.start : Math.abs(window.start - near));
  const found = groups(hits, length, Math.floor(Math.min(seeds.length, MAX_SEEDS) / MIN_SHARE)).sort((a, b) => b.evidence - a.evidence || distance(a) - distance(b));
  /** @type {Window[]} */
  const chosen = [];
  for (const window of found) {
    if (window.evidence < MIN_EVIDENCE * found[0].evidence || chosen.length === MAX_WINDOWS) break;
    if (chosen.every((other) => window.end <= other.start || other.end <= window.start)) chosen.push(window);
  }
  return chosen;
}

/** `text` with its letters composed the other way: é in one character or in two. @type {(text: string) => string} */
function recomposed(text) {
  const apart = text.normalize("NFD");
  return apart === text ? text.normalize("NFC") : apart;
}

/** @type {(folded: string, text: string, start: number, end: number) => number[]} */
function placesIn(folded, text, start, end) {
  const stretch = folded.slice(start, end);
  const places = [];
  for (let at = stretch.indexOf(text); at >= 0 && places.length <= MAX_PLACES; at = stretch.indexOf(text, at + 1)) {
    places.push(start + at);
  }
  return places;
}

/**
 * For each hit, the stretch of hits within reach of it, if it has at least so many different seeds.
 * @type {(hits: Hit[], length: number, least: number) => Window[]}
 */
function groups(hits, length, least) {
  const reach = MAX_DRIFT + Math.floor(length / 4);
  /** @type {Map<number, number>} */
  const counts = new Map();
  let [evidence, last] = [0, 0];
  /** @type {Window[]} */
  const windows = [];
  for (const { start, weight, seed } of hits) {
    for (; last < hits.length && hits[last].start - start <= reach; last += 1) {
      const count = counts.get(hits[last].seed) ?? 0;
      if (count === 0) evidence += hits[last].weight;
      counts.set(hits[last].seed, count + 1);
    }
    if (counts.size >= least) windows.push({ start, end: hits[last - 1].start + length, evidence });
    const left = /** @type {number} */ (counts.get(seed)) - 1;
    if (left > 0) counts.set(seed, left);
    else {
      counts.delete(seed);
      evidence -= weight;
    }
  }
  return windows;
}

/**
 * The first answer that is not null, of `ask(0)` to `ask(count - 1)`.
 * @type {(count: number, ask: (index: number) => Match | null) => Match | null}
 */
function first(count, ask) {
  for (let index = 0; index < count; index += 1) {
    const answer = ask(index);
    if (answer) return answer;
  }
  return null;
}

/** The first index from which on `holds` is false, if it is true before. @type {(length: number, holds: (index: number) => boolean) => number} */
function firstFalse(length, holds) {
  let [low, high] = [0, length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (holds(middle)) low = middle + 1;
    else high = middle;
  }
  return low;
}
