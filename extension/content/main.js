// @ts-check
/**
 * Postil on one page: joins the page's text, the paint on it, the toolbar and the form by a mark with the
 * worker. It runs once a page, however often it is started.
 */

/** @typedef {import("../shared/messages.js").Mark} Mark */
/** @typedef {import("../shared/messages.js").TabView} TabView */
/** @typedef {import("../shared/messages.js").Ink} Ink */
/** @typedef {import("./places.js").Span} Span */

/** Milliseconds that a place stays lit after the reader was led to it. */
const FLASH_MS = 2500;

/** A page that never comes to rest is captured again this often at most. */
const MOST_RECAPTURES = 3;

/** What a browser says when the extension was updated or removed under a page's code. */
const ORPHANED = /context invalidated|receiving end does not exist/i;

/** @type {Promise<Page> | null} */
let running = null;

/**
 * Start on this page, or go on where it runs already. Resolves when the page's code can be told things.
 * @param {any} parts The modules of the page's code, by name.
 * @param {typeof chrome.runtime} runtime
 */
export async function start(parts, runtime) {
  running ??= begin(parts, runtime);
  await running;
}

/** @param {any} parts @param {typeof chrome.runtime} runtime */
async function begin(parts, runtime) {
  const page = new Page(parts, parts.messages.asker(runtime));
  const admits = (/** @type {string} */ _kind, /** @type {any} */ sender) => sender.id === runtime.id;
  runtime.onMessage.addListener(parts.messages.listener(page.told, admits));
  await page.open();
  return page;
}

class Page {
  /** @param {any} parts @param {ReturnType<typeof import("../shared/messages.js").asker>} ask */
  constructor(parts, ask) {
    const { anchor, bar, capture, clipboard, editor, elements, layer, lines, paint, places, select } = parts;
    const look = { ...parts.look, ...parts.generated };
    this._ask = ask;
    this._anchor = anchor;
    this._capture = capture;
    this._clipboard = clipboard;
    this._lines = lines;
    this._placing = places;
    this._text = parts.text;
    this._address = parts.watch.pageAddress;
    this._layer = new layer.Layer({ look, elements });
    const widgets = { layer: this._layer, trusted: layer.trusted, look, elements, writing: parts.writing };
    this._bar = new bar.Bar(widgets, {
      mark: (/** @type {Ink | null} */ ink, /** @type {"note" | "tag" | null} */ then) => this._mark(ink, then),
      copy: () => this._copy(),
      left: () => this._leaveBar(),
    });
    this._editor = new editor.Editor(widgets, {
      change: (/** @type {string} */ key, /** @type {any} */ changes, /** @type {any} */ seen) =>
        this._try(() => this._change(key, changes, seen)),
      erase: (/** @type {string} */ key) => this._try(() => this._erase(key)),
    });
    this._painter = new paint.Painter({ look, stack: parts.stack }, `p${randomName()}`);
    this._places = new places.Places({
      Finder: anchor.Finder,
      now: () => performance.now(),
      pause: () => new Promise((resolve) => setTimeout(resolve)),
      settled: () => this._placed(),
    });
    this._selecting = new select.Selecting({
      stands: () => this._showBar(),
      gone: () => this._bar.hide(),
      key: (/** @type {KeyboardEvent} */ event) => this._key(event),
      click: (/** @type {MouseEvent} */ event) => this._click(event),
      moved: () => this._follow(),
    });
    // The page may be gone the next moment; when it is hidden, Firefox has shut the way to the worker already.
    addEventListener("beforeunload", () => ((this._kept = null), this._editor.keep()));
    document.addEventListener("visibilitychange", () => document.hidden && this._editor.keep());
    this._watch = parts.watch.watch({
      own: this._layer.host,
      reread: () => this._reread(),
      moved: () => this._try(() => this._moved()),
      now: () => performance.now(),
    });
    /** @type {TabView | null} */
    this._view = null;
    /** @type {Mark[]} */
    this._marks = [];
    /** Keys of the mentions of people, in the article's order. @type {string[]} */
    this._names = [];
    /** @type {Span | null} */
    this._flash = null;
    /** The newest mark's way to the worker, until it is kept there. @type {Promise<unknown> | null} */
    this._kept = null;
    /** @type {Ink} */
    this._ink = "yellow";
    /** @type {Promise<TabView> | null} */
    this._captured = null;
    this._capturedText = "";
    this._recaptures = 0;

    /** What the rest of the extension can tell this page. @type {Record<string, (body: any) => unknown>} */
    this.told = {
      read: () => this._read().then(() => null),
      markSelection: ({ note }) => this._mark(null, note ? "note" : null),
      selected: () => this._placing.described(this._anchor, this._page.text, this._selection()),
      showMention: ({ start }) => this._lead(this._places.get(this._placing.nameKey(start))),
      placeMark: ({ key }) => this._placeByHand(key),
      showMark: ({ key }) => this._lead(this._places.get(key)),
      viewChanged: ({ view }) => this._show(view),
    };
  }

  async open() {
    this._readText();
    await this._try(async () => this._show(await this._ask("lookUp", { url: this._address() })));
  }

  // Reading the page

  _readText() {
    this._page = this._text.read(document, this._layer.host);
    this._watch.roots(this._page.roots);
    this._selecting.watch(this._page.roots);
    this._places.readIn(this._page.text);
  }

  async _moved() {
    this._editor.close();
    this._bar.hide();
    this._captured = null;
    this._recaptures = 0;
    this._want([], null);
    this._readText();
    this._show(await this._ask("lookUp", { url: this._address() }));
  }

  /** The page changed by itself. What was captured too early is captured again. */
  _reread() {
    this._readText();
    const view = this._view;
    const early = view?.phase === "not_article" || view?.marks.some(({ state }) => state === "lost");
    if (!early || !this._captured || this._recaptures === MOST_RECAPTURES) return;
    this._recaptures += 1;
    this._try(() => this._read());
  }

  /** Save the page as it stands; anew only when its text is another than when it was saved. */
  _read() {
    if (this._capturedText !== this._page.text) this._captured = null;
    this._capturedText = this._page.text;
    this._captured ??= this._ask("capture", {
      url: this._address(),
      html: this._capture.capture(document, this._layer.host),
      captured: new Date().toISOString(),
    }).then(
      (view) => this._show(view),
      (error) => {
        this._captured = null;
        throw error;
      },
    );
    return this._captured;
  }

  // Showing marks and names

  /** @param {TabView} view */
  _show(view) {
    if (view.url !== this._address() || view.turn < (this._view?.turn ?? 0)) return view;
    const known = new Set(this._view?.marks.filter(({ sync }) => sync === "refused").map(({ key }) => key));
    const refused = view.marks.find(({ key, sync }) => sync === "refused" && !known.has(key));
    if (refused) this._layer.say(`Not saved: ${refused.problem}`, null, true);
    this._view = view;
    this._want(view.marks, view.article);
    const open = this._marks.find(({ key }) => key === this._editor.open);
    if (open) this._editor.update(open);
    return view;
  }

  /** @param {Mark[]} marks @param {import("../shared/messages.js").Article | null} article */
  _want(marks, article) {
    this._marks = marks;
    const { selectors, names } = this._placing.wanted(marks, article, this._anchor);
    this._names = names;
    this._places.want(selectors);
  }

  _placed() {
    this._paint();
    const astray = this._marks.map(({ key }) => key).filter((key) => this._places.isAstray(key));
    if (!this._view || JSON.stringify(astray) === JSON.stringify(this._view.astray)) return;
    this._view = { ...this._view, astray };
    this._try(() => this._ask("astray", { url: this._address(), keys: astray }));
  }

  _paint() {
    const bare = { ink: null, noted: false, name: false, flash: false };
    const named = this._names.map((key) => ({ place: this._places.get(key), layer: { ...bare, name: true } }));
    const marked = this._marks.map((mark) => ({
      place: this._places.get(mark.key),
      layer: { ...bare, ink: mark.colour, noted: mark.note !== "" },
    }));
    const lit = { place: this._flash, layer: { ...bare, flash: true } };
    const strokes = [...named, ...marked, lit].flatMap(({ place, layer }) => (place ? [{ ...place, layer }] : []));
    this._painter.paint(this._page, strokes);
  }

  /** @param {Span | null} span */
  _linesOf(span) {
    return span ? this._lines.linesOf(this._page.ranges(span.start, span.end)) : [];
  }

  // What the reader does

  _selection() {
    const found = this._text.selected(this._page);
    if (!found) return null;
    // Words that came a moment ago have not been read yet.
    if (!this._page.spanOf(found.range)) this._readText();
    return this._page.spanOf(found.range);
  }

  _showBar() {
    this._layer.attach();
    const span = this._selection();
    if (span) this._bar.show(this._linesOf(span));
    else this._bar.hide();
  }

  _leaveBar() {
    this._bar.hide();
    this._layer.focused?.blur();
  }

  /** The page scrolled: what belongs to a passage stays by it. */
  _follow() {
    if (this._bar.isShown) this._showBar();
    if (this._editor.open) this._layer.place(this._editor.box, this._linesOf(this._places.get(this._editor.open)));
  }

  /**
   * Mark what is selected, in the ink used last where none is named; the same words again get the new ink.
   * @param {Ink | null} ink
   * @param {"note" | "tag" | null} field
   */
  _mark(ink, field) {
    const span = this._selection();
    if (!span) return this._layer.say("Select some words first, then mark them.");
    this._ink = ink ?? this._ink;
    this._bar.hide();
    this._unselect();
    const same = this._marks.find(({ key }) => this._placing.isSame(this._places.get(key), span));
    const mark = same ?? this._make(span);
    if (same && ink) this._try(() => this._change(same.key, { colour: ink }));
    if (field) this._editor.show(mark, this._linesOf(span), field);
    return null;
  }

  /** @param {Span} span @returns {Mark} */
  _make(span) {
    const { exact, prefix, suffix } = this._anchor.describe(this._page.text, span.start, span.end);
    const key = randomName();
    const draft = { key, place: { exact, prefix, suffix }, colour: this._ink, note: "", tags: [] };
    /** @type {Mark} */
    const mark = {
      ...{ key, id: null, quote: exact, prefix, suffix, colour: this._ink, note: "", tags: [], revision: 0 },
      ...{ state: "anchored", sync: "waiting", problem: null, created: new Date().toISOString() },
    };
    this._places.put(key, span);
    this._marks = [...this._marks, mark];
    this._paint();
    // Kept first, so that it is safe whatever comes of the page.
    const kept = this._try(() => this._ask("mark", { url: this._address(), draft }));
    this._kept = kept;
    kept.then(() => this._kept === kept && (this._kept = null));
    this._try(() => this._read());
    return mark;
  }

  /** Place a mark on what is selected. The page is saved first: its newest text has to have the words. @param {string} key */
  async _placeByHand(key) {
    const span = this._selection();
    if (!span) throw new Error("Select the words where the mark belongs, then press Place here.");
    const { exact, prefix, suffix } = this._anchor.describe(this._page.text, span.start, span.end);
    this._unselect();
    this._bar.hide();
    await this._read();
    const { sync } = await this._change(key, { quote: exact, prefix, suffix });
    if (sync === "refused") return null; // why is shown with the mark
    this._layer.say("Mark placed.", { label: "Undo", act: () => this._try(() => this._change(key, { place_back: true })) });
    return null;
  }

  _unselect() {
    for (const root of this._page.roots) {
      if (root.nodeType === Node.DOCUMENT_NODE) root.getSelection()?.removeAllRanges();
    }
  }

  /**
   * @param {string} key
   * @param {import("../shared/messages.js").Changes} changes
   * @param {import("../shared/messages.js").Seen} [seen] Where another state than the newest was before the reader's eyes.
   */
  async _change(key, changes, seen) {
    this._marks = this._marks.map((mark) => (mark.key === key ? { ...mark, ...changes } : mark));
    if (changes.colour) this._ink = changes.colour;
    this._paint();
    // A page that is left has no next moment: what waits for its mark's answer goes at once then.
    if (this._kept) await Promise.race([this._kept, leaving()]);
    return this._ask("edit", { key, changes, seen });
  }

  /** @param {string} key */
  async _erase(key) {
    this._marks = this._marks.filter((mark) => mark.key !== key);
    this._paint();
    await this._kept;
    await this._ask("erase", { key });
    this._layer.say("Mark deleted.", { label: "Undo", act: () => this._try(() => this._ask("restore", { key })) });
  }

  _copy() {
    const span = this._selection();
    if (!span) return;
    const words = this._page.text.slice(span.start, span.end);
    const title = this._view?.article?.title || document.title;
    const copied = this._clipboard.copyText(document, `“${words}”\n— ${title}, ${this._address()}`);
    this._bar.hide();
    if (copied) this._layer.say("Copied with its source.");
    else this._layer.say("The browser did not let Postil copy here.", null, true);
  }

  /** @param {KeyboardEvent} event */
  _key(event) {
    if (!this._bar.isShown || this._layer.owns(event)) return;
    if (event.key === "Escape") this._bar.hide();
    else if (event.key === "Tab" && !event.shiftKey && !event.altKey && !event.ctrlKey) {
      event.preventDefault();
      this._bar.focus();
    }
  }

  /** @param {MouseEvent} event */
  _click(event) {
    if (this._layer.owns(event)) return;
    this._editor.close();
    if (event.button !== 0 || this._selection() || isLink(event)) return;
    const hit = this._marks.findLast(({ key }) => this._lines.isOn(this._linesOf(this._places.get(key)), event));
    if (hit) this._editor.show(hit, this._linesOf(this._places.get(hit.key)), null);
  }

  /** Lead the reader to a place; whether there is one. @param {Span | null} span */
  _lead(span) {
    const range = span && this._page.ranges(span.start, span.end)[0];
    if (!range) return false;
    const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
    range.startContainer.parentElement?.scrollIntoView({ block: "center", behavior: calm ? "auto" : "smooth" });
    this._flash = span;
    this._paint();
    clearTimeout(this._flashTimer);
    this._flashTimer = setTimeout(() => {
      this._flash = null;
      this._paint();
    }, FLASH_MS);
    return true;
  }

  /**
   * Do something with the worker; what goes wrong is said on the page.
   * @param {() => Promise<unknown>} act
   */
  async _try(act) {
    try {
      await act();
    } catch (error) {
      const { message } = /** @type {Error} */ (error);
      this._layer.say(ORPHANED.test(message) ? "Postil was updated: load this page again." : message, null, true);
    }
  }
}

/** Resolves when the page is about to go. */
const leaving = () => new Promise((resolve) => addEventListener("beforeunload", resolve, { once: true }));

/** 128 random bits. Pages on plain http have no `randomUUID`. */
function randomName() {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** Whether a press follows a link: that is what the reader meant, marked or not. @param {MouseEvent} event */
function isLink(event) {
  return event.composedPath().some((node) => node instanceof Element && node.matches("a[href]"));
}
