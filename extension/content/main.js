// @ts-check
/**
 * Postil on one page: joins the page's text, the paint on it, the toolbar and the form by a mark with the
 * worker. It runs once a page, however often it is started.
 */

/** @typedef {import("../shared/messages.js").Mark} Mark */
/** @typedef {import("../shared/messages.js").TabView} TabView */
/** @typedef {import("../shared/messages.js").Ink} Ink */

/** Milliseconds that a place stays lit after the reader was led to it. */
const FLASH_MS = 2500;

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
  runtime.onMessage.addListener(
    parts.messages.listener(
      page.told,
      (/** @type {string} */ _kind, /** @type {any} */ sender) => sender.id === runtime.id,
    ),
  );
  await page.open();
  return page;
}

class Page {
  /** @param {any} parts @param {ReturnType<typeof import("../shared/messages.js").asker>} ask */
  constructor(parts, ask) {
    const { anchor, bar, capture, editor, layer, look, elements, paint, select, stack, text, watch } = parts;
    this._ask = ask;
    this._anchor = anchor;
    this._capture = capture;
    this._text = text;
    this._layer = new layer.Layer({ look, elements });
    const widgets = { layer: this._layer, trusted: layer.trusted, look, elements };
    this._bar = new bar.Bar(widgets, {
      mark: (/** @type {Ink | null} */ ink, /** @type {"note" | "tag" | null} */ then) =>
        this._mark(ink ?? this._ink, then),
      copy: () => this._copy(),
      left: () => this._leaveBar(),
    });
    this._editor = new editor.Editor(widgets, {
      change: (/** @type {string} */ key, /** @type {any} */ changes) => this._try(() => this._change(key, changes)),
      erase: (/** @type {string} */ key) => this._try(() => this._erase(key)),
    });
    this._painter = new paint.Painter({ look, stack }, `p${randomName()}`);
    this._selecting = new select.Selecting({
      stands: () => this._showBar(),
      gone: () => this._bar.hide(),
      key: (/** @type {KeyboardEvent} */ event) => this._key(event),
      click: (/** @type {MouseEvent} */ event) => this._click(event),
    });
    this._watch = watch.watch({
      own: this._layer.host,
      reread: () => this._reread(),
      moved: () => this._try(() => this._moved()),
      now: () => performance.now(),
    });
    this._address = watch.pageAddress;
    /** @type {TabView | null} */
    this._view = null;
    /** @type {Mark[]} */
    this._marks = [];
    /** @type {Map<string, { start: number, end: number }>} */
    this._places = new Map();
    /** @type {{ start: number, end: number } | null} */
    this._flash = null;
    /** @type {Ink} */
    this._ink = "yellow";
    /** @type {Promise<TabView> | null} */
    this._captured = null;

    /** What the rest of the extension can tell this page. @type {Record<string, (body: any) => unknown>} */
    this.told = {
      read: () => this._read().then(() => null),
      markSelection: ({ note }) => this._mark(this._ink, note ? "note" : null),
      showMention: (body) => this._showMention(body),
      showMark: ({ key }) => this._showMark(key),
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
    this._finder = new this._anchor.Finder(this._page.text);
    this._watch.roots(this._page.roots);
    this._selecting.watch(this._page.roots);
  }

  _reread() {
    this._readText();
    this._places.clear();
    this._placeAll();
  }

  async _moved() {
    this._editor.close();
    this._bar.hide();
    this._captured = null;
    this._marks = [];
    this._reread();
    await this._show(await this._ask("lookUp", { url: this._address() }));
  }

  /** Save the page as it stands; once for each address. */
  _read() {
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

  // Showing marks

  /** @param {TabView} view */
  _show(view) {
    if (view.url !== this._address()) return view;
    const known = new Set(this._view?.marks.filter(({ sync }) => sync === "refused").map(({ key }) => key));
    const refused = view.marks.find(({ key, sync }) => sync === "refused" && !known.has(key));
    if (refused) this._layer.say(`Not saved: ${refused.problem}`, null, true);
    this._view = view;
    this._marks = view.marks;
    this._placeAll();
    const open = this._marks.find(({ key }) => key === this._editor.open);
    if (open) this._editor.update(open);
    return view;
  }

  /** Find the marks that have no place yet, forget those that are gone, paint. */
  _placeAll() {
    const keys = new Set(this._marks.map(({ key }) => key));
    for (const key of this._places.keys()) if (!keys.has(key)) this._places.delete(key);
    for (const mark of this._marks) {
      if (this._places.has(mark.key)) continue;
      const placed = this._finder.place({ exact: mark.quote, prefix: mark.prefix, suffix: mark.suffix });
      if (placed) this._places.set(mark.key, placed.span);
    }
    this._paint();
    this._tellAstray();
  }

  _paint() {
    /** @type {import("./paint.js").Stroke[]} */
    const strokes = this._marks.flatMap((mark) => {
      const span = this._places.get(mark.key);
      return span ? [{ ...span, layer: { ink: mark.colour, noted: mark.note !== "", name: false, flash: false } }] : [];
    });
    if (this._flash) strokes.push({ ...this._flash, layer: { ink: null, noted: false, name: false, flash: true } });
    this._painter.paint(this._page, strokes);
  }

  _tellAstray() {
    const astray = this._marks.filter(({ key }) => !this._places.has(key)).map(({ key }) => key);
    if (!this._view || JSON.stringify(astray) === JSON.stringify(this._view.astray)) return;
    this._view = { ...this._view, astray };
    this._try(() => this._ask("astray", { url: this._address(), keys: astray }));
  }

  /** @param {string} key */
  _linesOf(key) {
    const span = this._places.get(key);
    return span ? linesOf(this._page.ranges(span.start, span.end)) : [];
  }

  // What the reader does

  _selection() {
    const found = this._text.selected(this._page);
    if (!found) return null;
    return this._page.spanOf(found.range);
  }

  _showBar() {
    this._layer.attach();
    const span = this._selection();
    if (!span) return this._bar.hide();
    this._bar.show(linesOf(this._page.ranges(span.start, span.end)));
  }

  _leaveBar() {
    this._bar.hide();
    this._layer.focused?.blur();
  }

  /** @param {Ink} ink @param {"note" | "tag" | null} field */
  async _mark(ink, field) {
    const span = this._selection();
    if (!span) return this._layer.say("Select some words first, then mark them.");
    this._ink = ink;
    const { exact, prefix, suffix } = this._anchor.describe(this._page.text, span.start, span.end);
    const key = randomName();
    const draft = { key, place: { exact, prefix, suffix }, colour: ink, note: "", tags: [] };
    /** @type {Mark} */
    const mark = {
      ...{ key, id: null, quote: exact, prefix, suffix, colour: ink, note: "", tags: [], revision: 0 },
      ...{ state: "anchored", sync: "waiting", problem: null, created: new Date().toISOString() },
    };
    this._places.set(key, span);
    this._marks = [...this._marks, mark];
    this._paint();
    this._bar.hide();
    for (const root of this._page.roots)
      if (root.nodeType === Node.DOCUMENT_NODE) root.getSelection()?.removeAllRanges();
    const sent = this._try(() => this._send(draft));
    if (field) this._editor.show(mark, this._linesOf(key), field);
    this._sending = sent;
    return null;
  }

  /** @param {import("../shared/messages.js").Draft} draft */
  async _send(draft) {
    // Kept first, so that it is safe whatever comes of the page.
    const kept = this._ask("mark", { url: this._address(), draft });
    await this._read();
    await kept;
  }

  /** @param {string} key @param {import("../shared/messages.js").Changes} changes */
  async _change(key, changes) {
    this._marks = this._marks.map((mark) => (mark.key === key ? { ...mark, ...changes } : mark));
    if (changes.colour) this._ink = changes.colour;
    this._paint();
    await this._sending;
    await this._ask("edit", { key, changes });
  }

  /** @param {string} key */
  async _erase(key) {
    this._marks = this._marks.filter((mark) => mark.key !== key);
    this._paint();
    await this._sending;
    await this._ask("erase", { key });
    this._layer.say("Mark deleted.", { label: "Undo", act: () => this._try(() => this._ask("restore", { key })) });
  }

  _copy() {
    const span = this._selection();
    if (!span) return;
    const words = this._page.text.slice(span.start, span.end);
    const title = this._view?.article?.title || document.title;
    const copied = copyText(`“${words}”\n— ${title}, ${this._address()}`);
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
    if (event.button !== 0 || this._selection()) return;
    const hit = this._marks.findLast(({ key }) => this._linesOf(key).some((line) => isIn(line, event)));
    if (hit) this._editor.show(hit, this._linesOf(hit.key), null);
  }

  // Leading the reader to a place

  /** @param {{ start: number, end: number }} mention In code points of the article. */
  _showMention({ start, end }) {
    const article = this._view?.article;
    if (!article) return false;
    const { toUnits } = this._anchor.offsets(article.text);
    return this._lead(this._finder.place(this._anchor.describe(article.text, toUnits(start), toUnits(end)))?.span);
  }

  /** @param {string} key */
  _showMark(key) {
    return this._lead(this._places.get(key));
  }

  /** @param {{ start: number, end: number } | undefined} span */
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
      this._layer.say(/** @type {Error} */ (error).message, null, true);
    }
  }
}

/** The lines that ranges make up, in the coordinates of the window. @param {Range[]} ranges @returns {DOMRect[]} */
function linesOf(ranges) {
  return ranges.flatMap((range) => {
    const shift = frameShift(range.startContainer.ownerDocument?.defaultView ?? null);
    return [...range.getClientRects()]
      .filter(({ width, height }) => width > 0 && height > 0)
      .map(({ x, y, width, height }) => new DOMRect(x + shift.x, y + shift.y, width, height));
  });
}

/** How far a frame's window is from the top one's corner. @param {Window | null} view */
function frameShift(view) {
  let [x, y] = [0, 0];
  for (let inner = view; inner?.frameElement; inner = inner.parent) {
    const box = inner.frameElement.getBoundingClientRect();
    x += box.x + inner.frameElement.clientLeft;
    y += box.y + inner.frameElement.clientTop;
  }
  return { x, y };
}

/** @param {DOMRect} line @param {MouseEvent} event */
function isIn(line, event) {
  const shift = frameShift(event.view);
  const [x, y] = [event.clientX + shift.x, event.clientY + shift.y];
  return x >= line.left && x <= line.right && y >= line.top && y <= line.bottom;
}

/** 128 random bits. Pages on plain http have no `randomUUID`. */
function randomName() {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** Put words on the clipboard, also on plain http; whether that worked. @param {string} words */
function copyText(words) {
  const fill = (/** @type {ClipboardEvent} */ event) => {
    event.clipboardData?.setData("text/plain", words);
    event.preventDefault();
    event.stopImmediatePropagation();
  };
  document.addEventListener("copy", fill, { capture: true, once: true });
  const copied = document.execCommand("copy");
  document.removeEventListener("copy", fill, { capture: true });
  return copied;
}
