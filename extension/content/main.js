// @ts-check
/**
 * Postil on one page: joins the page's text, the paint on it, the toolbar and the form by a mark with the
 * worker. It runs once a page, however often it is started.
 *
 * @typedef {import("../shared/messages.js").PageRequests} PageRequests
 *
 * @typedef {object} Parts The modules of the page's code, which can't import one another: `loader.js` hands them over.
 * @property {typeof import("./anchor.js")} anchor
 * @property {typeof import("./bar.js")} bar
 * @property {typeof import("./capture.js")} capture
 * @property {typeof import("./clipboard.js")} clipboard
 * @property {typeof import("./editor.js")} editor
 * @property {typeof import("../shared/elements.js")} elements
 * @property {typeof import("../shared/generated.js")} generated
 * @property {typeof import("./layer.js")} layer
 * @property {typeof import("./lines.js")} lines
 * @property {typeof import("../shared/look.js")} look
 * @property {typeof import("./marking.js")} marking
 * @property {typeof import("../shared/messages.js")} messages
 * @property {typeof import("./paint.js")} paint
 * @property {typeof import("./places.js")} places
 * @property {typeof import("./reading.js")} reading
 * @property {typeof import("./select.js")} select
 * @property {typeof import("./showing.js")} showing
 * @property {typeof import("./stack.js")} stack
 * @property {typeof import("./text.js")} text
 * @property {typeof import("./watch.js")} watch
 * @property {typeof import("../shared/writing.js")} writing
 */

/** What a browser says when the extension was updated or removed under a page's code. */
const ORPHANED = /context invalidated|receiving end does not exist/i;

/** @type {Promise<void> | null} */
let running = null;

/**
 * Start on this page, or go on where it runs already. Resolves when the page's code can be told things.
 * @param {Parts} parts
 * @param {typeof chrome.runtime} runtime
 */
export async function start(parts, runtime) {
  running ??= begin(parts, runtime);
  await running;
}

/** @param {Parts} parts @param {typeof chrome.runtime} runtime */
async function begin(parts, runtime) {
  const { anchor, clipboard, elements, lines, places, text, writing } = parts;
  const ask = parts.messages.asker(runtime);
  const address = parts.watch.pageAddress;
  const look = { ...parts.look, ...parts.generated };
  const layer = new parts.layer.Layer({ look, elements });

  /** Do something with the worker; what goes wrong is said on the page. @param {() => Promise<unknown>} act */
  const attempt = async (act) => {
    try {
      await act();
    } catch (error) {
      const { message } = /** @type {Error} */ (error);
      layer.say(ORPHANED.test(message) ? "Postil was updated: load this page again." : message, null, true);
    }
  };

  const widgets = { layer, trusted: parts.layer.trusted, look, elements, writing };
  /** @type {import("./bar.js").Bar} */
  const bar = new parts.bar.Bar(widgets, {
    mark: (ink, then) => marking.mark(ink, then),
    copy: () => marking.copy(),
    left: () => marking.leaveBar(),
  });
  const editor = new parts.editor.Editor(widgets, {
    change: (key, changes, seen) => attempt(() => marking.change(key, changes, seen)),
    erase: (key) => attempt(() => marking.erase(key)),
  });
  /** @type {import("./reading.js").Reading} */
  const reading = new parts.reading.Reading(
    { text, capture: parts.capture, own: layer.host, address, ask },
    {
      read: () => takeIn(),
      saved: (view) => showing.show(view),
      isEarly: () => showing.isIncomplete,
    },
  );
  const takeIn = () => {
    const { roots, text } = reading.page;
    watch.roots(roots);
    selecting.watch(roots);
    showing.readIn(text);
  };
  const painter = new parts.paint.Painter({ look, stack: parts.stack }, `p${parts.marking.randomName()}`);
  /** @type {import("./showing.js").Showing} */
  const showing = new parts.showing.Showing(
    { anchor, places, lines, painter, address, page: () => reading.page },
    {
      shown: () => {
        const open = showing.marks.find(({ key }) => key === editor.open);
        if (open) editor.update(open);
      },
      refused: (problem) => layer.say(`Not saved: ${problem}`, null, true),
      astray: (keys) => attempt(() => ask("astray", { url: address(), keys })),
    },
  );
  /** @type {import("./marking.js").Marking} */
  const marking = new parts.marking.Marking({
    ...{ anchor, clipboard, text, places, reading, showing, layer, bar, editor, address, ask, attempt },
  });
  const selecting = new parts.select.Selecting({
    stands: () => marking.showBar(),
    gone: () => bar.hide(),
    key: (event) => marking.key(event),
    click: (event) => marking.click(event),
    moved: () => marking.follow(),
  });
  const lookUp = async () => showing.show(await ask("lookUp", { url: address() }));
  const watch = parts.watch.watch({
    own: layer.host,
    reread: () => {
      if (reading.reread()) attempt(() => reading.save());
    },
    moved: () =>
      attempt(() => {
        editor.close();
        bar.hide();
        reading.turn();
        showing.want([], null);
        reading.read();
        return lookUp();
      }),
    now: () => performance.now(),
  });
  // The page may be gone the next moment; when it is hidden, Firefox has shut the way to the worker already.
  addEventListener("beforeunload", () => {
    marking.leave();
    editor.keep();
  });
  document.addEventListener("visibilitychange", () => document.hidden && editor.keep());

  /**
   * What the rest of the extension can ask of this page.
   * @type {{ [K in keyof PageRequests]: (body: PageRequests[K]["ask"]) => unknown }}
   */
  const handlers = {
    read: () => reading.save().then(() => null),
    markSelection: ({ note }) => marking.mark(null, note ? "note" : null),
    selected: () => marking.selected(),
    showMention: ({ start }) => showing.leadToMention(start),
    placeMark: ({ key }) => marking.placeByHand(key),
    showMark: ({ key }) => showing.leadToMark(key),
    viewChanged: ({ view }) => showing.show(view),
  };
  const admits = (/** @type {string} */ _kind, /** @type {any} */ sender) => sender.id === runtime.id;
  runtime.onMessage.addListener(parts.messages.listener(handlers, admits));
  takeIn();
  await attempt(lookUp);
}
