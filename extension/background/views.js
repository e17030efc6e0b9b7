// @ts-check
/** What is shown about each tab, in session storage: the panel reads it there, the page's code is told. */

import { overlay } from "./overlay.js";

/** @typedef {import("../shared/messages.js").TabView} TabView */

/** Erased marks of a tab that can be brought back: as many as a hand can undo. */
const MOST_ERASED = 20;

/** @type {Omit<TabView, "url">} */
const BLANK = { phase: "working", message: "", article: null, saved: [], marks: [], erased: [], astray: [] };

/**
 * @param {{
 *   session: import("../shared/settings.js").Shelf,
 *   locks: Pick<LockManager, "request">,
 *   unsent: () => Promise<import("./queue.js").Item[]>,
 *   tell: (tabId: number, view: TabView) => unknown,
 * }} parts `tell` is not waited for: a tab's page may be gone, or busy.
 */
export function makeViews({ session, locks, unsent, tell }) {
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
      const next = { ...start, ...changed };
      next.marks = overlay(
        next.saved,
        (await unsent()).filter((item) => item.url === next.url),
      );
      await session.set({ [slot(tabId)]: next });
      return next;
    });
  }

  /** @param {(view: TabView) => boolean} wanted @returns {Promise<number[]>} */
  async function tabsWith(wanted) {
    const all = Object.entries(await session.get(null));
    return all.filter(([key, view]) => key.startsWith("tab:") && wanted(view)).map(([key]) => Number(key.slice(4)));
  }

  return {
    get,
    revise,

    /** Forget a tab that is gone. @param {number} tabId */
    drop: (tabId) => session.remove(slot(tabId)),

    /** @param {number} tabId @param {import("../shared/messages.js").Article | null} article */
    shown: (tabId, article) =>
      revise(tabId, null, (view) => ({
        phase: article?.versions.length ? "ready" : "unsaved",
        message: "",
        article: article && { ...article, annotations: [] },
        saved: article ? keyed(article.annotations, view.saved) : [],
      })),

    /** Pages' unsent work changed: lay it over anew and tell the tabs. @param {string[]} urls */
    async refresh(urls) {
      for (const tabId of await tabsWith((view) => urls.includes(view.url))) {
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
      for (const tabId of await tabsWith((view) => view.url === item.url)) {
        await revise(tabId, null, (view) => outcomes[item.verb](view, item, value));
      }
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
