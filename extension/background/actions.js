// @ts-check
/** What the reader does on a page: have it read, mark it, change a mark, take one back. */

import { Refusal, Unreachable } from "./api.js";
import { same } from "./queue.js";

/** @typedef {import("../shared/messages.js").Mark} Mark */

/**
 * @param {{
 *   api: import("./api.js").Api,
 *   queue: import("./queue.js").Queue,
 *   views: import("./views.js").Views,
 *   newKey: () => string,
 *   now: () => string,
 *   unanswered: (error: Error) => Promise<unknown>,
 * }} parts
 */
export function makeActions({ api, queue, views, newKey, now, unanswered }) {
  /** How often each page was captured while this worker lives. @type {Map<string, number>} */
  const captures = new Map();

  /** @param {number} tabId @param {string} key @returns {Promise<Mark>} */
  async function markIn(tabId, key) {
    const mark = (await views.get(tabId))?.marks.find((each) => each.key === key);
    if (!mark) throw new Error("this mark is no longer on the page");
    return mark;
  }

  /** @param {number} tabId */
  async function viewOf(tabId) {
    const view = await views.get(tabId);
    if (!view) throw new Error("Postil is not reading this tab");
    return view;
  }

  /** @param {Error} error */
  function isNoAnswer(error) {
    return error instanceof Unreachable || (error instanceof Refusal && error.unknownReader);
  }

  /**
   * Add a piece of work about a mark and try to send it.
   * @param {number} tabId
   * @param {string} key The mark's.
   * @param {"change" | "delete"} verb
   * @param {Record<string, any>} body
   * @param {import("../shared/messages.js").Seen} [seen] The mark as the reader saw it; without it as it stands here.
   */
  async function add(tabId, key, verb, body, seen) {
    await queue.addAbout(async () => {
      const { url } = await viewOf(tabId);
      const mark = await markIn(tabId, key);
      const fields = Object.keys(body);
      const [base, stands] = [{ ...mark, ...seen }, mark].map((said) => only(fields, said));
      // Another state was on screen than stands here: the server is to say whether that was changed elsewhere.
      const revision = seen && !same(base, stands) ? seen.revision : mark.revision;
      const { id, quote } = mark;
      return { key: newKey(), verb, url, mark: key, id, revision, quote, body, base, made: now() };
    });
    await queue.drain();
  }

  return {
    /**
     * Save the page as the reader sees it, and who is in it. Where no server answers it waits.
     * @param {number} tabId
     * @param {{ url: string, html: string, captured: string }} page
     */
    async capture(tabId, page) {
      // The server must have the page before its marks.
      queue.hold(page.url);
      captures.set(page.url, (captures.get(page.url) ?? 0) + 1);
      await views.revise(tabId, page.url, () => ({ phase: "working", message: "" }));
      try {
        await views.shown(tabId, page.url, await api.savePage(page));
      } catch (error) {
        if (!(error instanceof Error)) throw error;
        if (isNoAnswer(error)) {
          await unanswered(error);
          const work = {
            key: newKey(),
            url: page.url,
            mark: null,
            id: null,
            revision: 0,
            quote: "",
            body: {},
            base: {},
          };
          await queue.add({ ...work, verb: "page", made: page.captured }, { html: page.html });
          await views.reviseOf(tabId, page.url, () => ({ phase: "waiting", message: error.message }));
        } else {
          const refused = error instanceof Refusal && error.code === "not_an_article";
          const phase = refused ? "not_article" : "failed";
          await views.reviseOf(tabId, page.url, () => ({ phase, message: error.message }));
        }
      } finally {
        queue.release(page.url);
      }
      await queue.drain();
      return viewOf(tabId);
    },

    /** What the library knows of a page, without saving it. @param {number} tabId @param {string} url */
    async lookUp(tabId, url) {
      const before = captures.get(url);
      // What is being saved now, or was meanwhile, says more than what was known before.
      const isOutdone = () => queue.isHeld(url) || captures.get(url) !== before;
      await views.revise(tabId, url, () => ({ phase: "working", message: "" }));
      await views.recall(tabId, url);
      try {
        const article = await api.findPage(url);
        if (!isOutdone()) await views.shown(tabId, url, article);
      } catch (error) {
        if (!(error instanceof Error)) throw error;
        if (isNoAnswer(error)) await unanswered(error);
        const phase = isNoAnswer(error) ? "unanswered" : "failed";
        if (!isOutdone()) await views.reviseOf(tabId, url, () => ({ phase, message: error.message }));
        // Whom the server does not know it shows no marks, and no more do we.
        if (error instanceof Refusal && error.unknownReader) {
          await views.reviseOf(tabId, url, ({ asOf }) => (asOf === null ? null : { saved: [], asOf: null }));
        }
      }
      return viewOf(tabId);
    },

    /** Ask again what the server did not answer. */
    async catchUp() {
      for (const { tabId, url } of await views.unanswered()) {
        await this.lookUp(tabId, url);
        await views.refresh([url]);
      }
    },

    /**
     * Take over what was changed elsewhere: in the web view, another browser, another program.
     * @param {number} tabId
     */
    async freshen(tabId) {
      const { url, article } = await viewOf(tabId);
      if (!article || (await api.stampOf(article.id)) === article.stamp) return;
      const fresh = await api.findPage(url);
      if (queue.isHeld(url)) return;
      await views.shown(tabId, url, fresh);
      await views.refresh([url]);
    },

    /**
     * Keep a new mark. On a page that is being captured it waits for that.
     * @param {number} tabId
     * @param {string} url
     * @param {import("../shared/messages.js").Draft} draft
     * @returns {Promise<Mark>}
     */
    async mark(tabId, url, { key, place, colour, note, tags }) {
      const { exact: quote, prefix = "", suffix = "" } = place;
      const { phase } = await viewOf(tabId);
      // Its page is on the way here, or about to be: `capture` lets go of both.
      if (["working", "unsaved", "unanswered"].includes(phase)) queue.hold(url);
      await queue.add({
        key,
        verb: "create",
        url,
        mark: key,
        id: null,
        revision: 0,
        quote,
        body: { url, quote, prefix, suffix, colour, note, tags },
        base: {},
        made: now(),
      });
      await queue.drain();
      return markIn(tabId, key);
    },

    /**
     * @param {number} tabId
     * @param {string} key
     * @param {import("../shared/messages.js").Changes} changes
     * @param {import("../shared/messages.js").Seen} [seen]
     * @returns {Promise<Mark>}
     */
    async edit(tabId, key, changes, seen) {
      await add(tabId, key, "change", changes, seen);
      return markIn(tabId, key);
    },

    /** @param {number} tabId @param {string} key */
    async erase(tabId, key) {
      const refused = (await queue.items()).find((item) => item.key === key && item.problem !== null);
      if (!refused) return add(tabId, key, "delete", {});
      await queue.discard(key);
      await views.revise(tabId, null, (view) => ({
        erased: [{ key, annotation: null, work: refused }, ...view.erased],
      }));
    },

    /** Say who somebody in the article is, or is not. @param {number} tabId @param {{ person: string, says: string, who?: string }} said */
    async correct(tabId, said) {
      await api.correctPerson(await articleIn(tabId), said);
      await showAnew(tabId);
    },

    /** Take back what was said of somebody. @param {number} tabId @param {string} id */
    async takeBack(tabId, id) {
      await api.takeCorrectionBack(id);
      await showAnew(tabId);
    },

    /** Say which day the article is from; null takes that back. @param {number} tabId @param {string | null} day */
    async sayDay(tabId, day) {
      await api.datePage(await articleIn(tabId), day);
      await showAnew(tabId);
    },

    /**
     * Say of parts of the page that they are text, or are not. What is said of one may hold for others of them:
     * those are left alone.
     * @param {number} tabId
     * @param {import("../shared/messages.js").Contradicted[]} parts
     */
    async sayParts(tabId, parts) {
      const id = await articleIn(tabId);
      const said = [];
      try {
        // From the last on: what is taken away then does not change which of several alike an earlier one is.
        for (const part of parts.toReversed()) {
          const { article } = /** @type {import("../shared/messages.js").TabView} */ (await viewOf(tabId));
          if (!stands(article, part)) continue;
          said.unshift((await api.correctText(id, part)).correction);
          await showAnew(tabId);
        }
      } catch (error) {
        if (!said.length) throw error;
      }
      return said;
    },

    /**
     * Take back what was said of parts, or say it again.
     * @param {number} tabId
     * @param {{ id: string, deleted: boolean }[]} said
     */
    async turnCorrections(tabId, said) {
      for (const { id, deleted } of said) await api.turnTextCorrection(id, deleted);
      await showAnew(tabId);
    },

    /** Put away what changed up to that version; null tells it again. @param {number} tabId @param {string | null} version */
    async putAway(tabId, version) {
      await api.putNewsAway(await articleIn(tabId), version);
      await showAnew(tabId);
    },

    showAnew,

    /**
     * Bring back what was erased in this tab.
     * @param {number} tabId
     * @param {string} key
     * @returns {Promise<Mark>}
     */
    async restore(tabId, key) {
      const unsent = (await queue.items()).find((item) => item.mark === key && item.verb === "delete");
      if (unsent) await queue.discard(unsent.key);
      else await bringBack(tabId, key);
      await queue.drain();
      return markIn(tabId, key);
    },
  };

  /** @param {number} tabId */
  async function articleIn(tabId) {
    const { article } = await viewOf(tabId);
    if (!article) throw new Error("this article is not in the library yet");
    return article.id;
  }

  /** Show the article of a tab as the library has it by now. @param {number} tabId */
  async function showAnew(tabId) {
    const id = await articleIn(tabId);
    const { url } = await viewOf(tabId);
    await views.shown(tabId, url, await api.readPage(id));
    await views.refresh([url]);
  }

  /** @param {number} tabId @param {string} key */
  async function bringBack(tabId, key) {
    const erased = (await viewOf(tabId)).erased.find((each) => each.key === key);
    if (!erased) throw new Error("this mark can no longer be brought back here; the web view can");
    const { annotation, work } = erased;
    await views.revise(tabId, null, (view) => ({
      erased: view.erased.filter((each) => each.key !== key),
      saved: annotation ? [...view.saved, { ...annotation, key }] : view.saved,
    }));
    if (work) return queue.add(work);
    const { url } = await viewOf(tabId);
    const { id, revision, quote } = /** @type {import("../shared/messages.js").Annotation} */ (annotation);
    const base = { deleted: /** @type {any} */ (annotation).deleted };
    const body = { deleted: false };
    await queue.add({ key: newKey(), verb: "change", url, mark: key, id, revision, quote, body, base, made: now() });
  }
}

/** @param {string[]} fields @param {any} said */
function only(fields, said) {
  return Object.fromEntries(fields.map((field) => [field, said[field]]));
}

/**
 * Whether a part is still there to be contradicted.
 * @param {import("../shared/messages.js").Article | null} article
 * @param {import("../shared/messages.js").Contradicted} part
 */
function stands(article, { text, nth, is_text }) {
  const alike = is_text ? article?.removed : article?.blocks;
  return (alike ?? []).filter((each) => each.text === text).length > nth;
}

/** @typedef {ReturnType<typeof makeActions>} Actions */
