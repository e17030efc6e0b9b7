// @ts-check
/** What is shown about each tab, in session storage: the panel reads it there, the page's code is told. */

import { overlay } from "./overlay.js";

/** @typedef {import("../shared/messages.js").TabView} TabView */

/** Erased marks of a tab that can be brought back: as many as a hand can undo. */
const MOST_ERASED = 20;

/** @type {Omit<TabView, "url">} */
const BLANK = {
  turn: 0,
  phase: "working",
  message: "",
  article: null,
  saved: [],
  asOf: null,
  marks: [],
  erased: [],
  astray: [],
};

/**
 * @param {{
 *   session: import("../shared/settings.js").Shelf,
 *   locks: Pick<LockManager, "request">,
 *   known: import("./known.js").KnownPages,
 *   unsent: () => Promise<import("./queue.js").Item[]>,
 *   tell: (tabId: number, view: TabView) => unknown,
 * }} parts `tell` is not waited for: a tab's page may be gone, or busy.
 */
export function makeViews({ session, locks, known, unsent, tell }) {
  const slot = (/** @type {number} */ tabId) => `tab:${tabId}`;

  /** @param {number} tabId @returns {Promise<TabView | null>} */
  async function get(tabId) {
    return (await session.get(slot(tabId)))[slot(tabId)] ?? null;
  }

  /**
   * Change a tab's view; where ``url`` is another than before, the old view is forgotten first. A change
   * that gives null leaves it as it is.
   * @param {number} tabId
   * @param {string | null} url
   * @param {(view: TabView) => Partial<TabView> | null} change
   * @returns {Promise<TabView | null>}
   */
  async function revise(tabId, url, change) {
    return locks.request(slot(tabId), async () => {
      const old = await get(tabId);
      if (old === null && url === null) return null;
      const start = url === null || old?.url === url ? /** @type {TabView} */ (old) : { ...BLANK, url };
      const changed = change(start);
      if (changed === null) return old;
      const next = { ...start, ...changed, turn: (old?.turn ?? 0) + 1 };
      next.marks = overlay(
        next.saved,
        (await unsent()).filter((item) => item.url === next.url),
      );
      await session.set({ [slot(tabId)]: next });
      return next;
    });
  }

  /**
   * Change what a tab shows of a page, unless it has gone on to another one: what was asked for the one page is no
   * answer for the other.
   * @param {number} tabId
   * @param {string} url
   * @param {(view: TabView) => Partial<TabView> | null} change
   * @returns {Promise<TabView | null>} Null where it has gone on.
   */
  async function reviseOf(tabId, url, change) {
    const view = await revise(tabId, null, (view) => (view.url === url ? change(view) : null));
    return view?.url === url ? view : null;
  }

  /** @param {(view: TabView) => boolean} wanted @returns {Promise<{ tabId: number, url: string }[]>} */
  async function tabsWith(wanted) {
    const all = Object.entries(await session.get(null));
    const those = all.filter(([key, view]) => key.startsWith("tab:") && wanted(view));
    return those.map(([key, { url }]) => ({ tabId: Number(key.slice(4)), url }));
  }

  return {
    get,
    revise,
    reviseOf,

    /** Forget a tab that is gone. @param {number} tabId */
    drop: (tabId) => session.remove(slot(tabId)),

    /**
     * The server's word on a tab's page.
     * @param {number} tabId
     * @param {string} url
     * @param {import("../shared/messages.js").Article | null} article
     */
    async shown(tabId, url, article) {
      const view = await reviseOf(tabId, url, (view) => ({
        phase: article?.versions.length ? "ready" : "unsaved",
        message: "",
        article: article && { ...article, annotations: [] },
        saved: article ? keyed(article.annotations, view.saved) : [],
        asOf: null,
      }));
      if (view) await known.keep(url, view.saved);
    },

    /** Show the marks that the server told of a page when it last did, until it answers. @param {number} tabId @param {string} url */
    async recall(tabId, url) {
      const last = await known.recall(url);
      const view = last && (await revise(tabId, url, () => last));
      if (view) tell(tabId, view);
    },

    /** The tabs that show no word of the server, or an old one. */
    unanswered: () => tabsWith(({ phase, asOf }) => phase === "unanswered" || (phase === "failed" && asOf !== null)),

    /** Pages' unsent work changed: lay it over anew and tell the tabs. @param {string[]} urls */
    async refresh(urls) {
      for (const { tabId } of await tabsWith((view) => urls.includes(view.url))) {
        const view = await revise(tabId, null, () => ({}));
        if (view) tell(tabId, view);
      }
    },

    /**
     * The server took a piece of work: every tab on that page shows what it answered.
     * @param {import("./queue.js").Item} item
     * @param {any} value
     */
    async settled(item, value) {
      for (const { tabId } of await tabsWith((view) => view.url === item.url)) {
        await revise(tabId, null, (view) => outcomes[item.verb](view, item, value));
      }
      const afterwards = (/** @type {TabView["saved"]} */ saved) =>
        outcomes[item.verb]({ ...BLANK, url: item.url, saved }, item, value).saved ?? saved;
      await known.change(item.url, afterwards);
    },
  };
}

/** @typedef {ReturnType<typeof makeViews>} Views */

/** @typedef {(view: TabView, item: import("./queue.js").Item, value: any) => Partial<TabView>} Outcome */

const outcomes = {
  /** @type {Outcome} */
  page: (view, _item, article) => ({
    phase: "ready",
    message: "",
    article: { ...article, annotations: [] },
    saved: keyed(article.annotations, view.saved),
    asOf: null,
  }),
  /** @type {Outcome} */
  create: (view, item, annotation) => ({
    saved: [...view.saved.filter((other) => other.id !== annotation.id), { ...annotation, key: item.key }],
  }),
  /** @type {Outcome} */
  change: (view, item, annotation) => ({
    saved: [
      ...view.saved.filter((other) => other.id !== annotation.id),
      { ...annotation, key: view.saved.find((other) => other.id === annotation.id)?.key ?? String(item.mark) },
    ],
  }),
  /** @type {Outcome} */
  delete: (view, item, annotation) => ({
    saved: view.saved.filter((other) => other.id !== item.id),
    erased: [{ key: String(item.mark), annotation, work: null }, ...view.erased].slice(0, MOST_ERASED),
  }),
};

/**
 * Marks as the server gives them, each under the key that the page's code knows it by.
 * @param {import("../shared/messages.js").Annotation[]} annotations
 * @param {(import("../shared/messages.js").Annotation & { key: string })[]} known
 */
function keyed(annotations, known) {
  const keys = new Map(known.map(({ id, key }) => [id, key]));
  return annotations.map((annotation) => ({ ...annotation, key: keys.get(annotation.id) ?? annotation.id }));
}
