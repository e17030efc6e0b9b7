// @ts-check
/**
 * Unsent work, in storage: every change to the library waits here until the server has it.
 *
 * Work is sent in the order it was made, each piece once: a new mark carries a key made when it was
 * marked, a change the revision that it changes. What the server refuses is set aside with its reason,
 * together with what builds on it, and never holds up the rest.
 */

import { Refusal, Unreachable } from "./api.js";
import { pack, unpack } from "./packing.js";

/** A server that fails on one piece this often will fail again: it is set aside for the reader. */
const MOST_TRIES = 6;

/** Minutes until the next attempt, by the number of attempts that found no server. */
const DELAYS_MINUTES = [0.5, 0.5, 1, 2, 5];

/**
 * @typedef {object} Item A piece of work.
 * @property {string} key Names the piece; for a new mark also its idempotency key.
 * @property {"page" | "create" | "change" | "delete"} verb
 * @property {string} url The page it belongs to.
 * @property {string | null} mark The key of the mark it is about, as the page's code knows it.
 * @property {string | null} id The server's id of that mark, null until it is known.
 * @property {number} revision The revision it changes; 0 for new ones.
 * @property {string} quote For the reader's eyes.
 * @property {Record<string, any>} body
 * @property {Record<string, any>} base What the changed fields held when the reader changed them. A field that it
 *   does not have is changed whatever it holds.
 * @property {string} made
 * @property {number} tries Attempts whose outcome is not known or was a failure of the server.
 * @property {string | null} problem Why it was refused; null while it may be sent.
 * @property {boolean} stale Whether that is because the mark was changed elsewhere: only the reader can say which holds.
 */

/** @typedef {Omit<Item, "tries" | "problem" | "stale">} Work A piece of work that is not in the queue yet. */

/**
 * @param {{
 *   storage: import("../shared/settings.js").Shelf,
 *   api: Pick<import("./api.js").Api, "savePage" | "createMark" | "readMark" | "changeMark" | "deleteMark">,
 *   locks: Pick<LockManager, "request">,
 *   wakeIn: (minutes: number) => unknown,
 *   settled: (item: Item, value: any) => Promise<unknown>,
 *   changed: (urls: string[]) => Promise<unknown>,
 *   unanswered: (error: Error) => Promise<unknown>,
 * }} parts `settled` hears of each piece that the server took, `changed` of pages whose unsent work
 *   changed, `unanswered` of an attempt that got no answer or a 401.
 */
export function makeQueue({ storage, api, locks, wakeIn, settled, changed, unanswered }) {
  const senders = {
    page: async (/** @type {Item} */ item) => {
      const stored = (await storage.get(pageSlot(item.key)))[pageSlot(item.key)];
      if (stored === undefined) throw new Refusal(410, { message: "the captured page is no longer stored" });
      return api.savePage({ url: item.url, html: await unpack(stored), captured: item.made });
    },
    create: (/** @type {Item} */ item) => api.createMark(item.key, item.body),
    change: (/** @type {Item} */ item) =>
      rebased(item, (revision) => api.changeMark(String(item.id), revision, item.body)),
    delete: (/** @type {Item} */ item) => rebased(item, (revision) => api.deleteMark(String(item.id), revision)),
  };

  /**
   * Send a change of revision ``item.revision``. Where the mark was changed elsewhere in between, the
   * change still goes through when it touches other fields, or says what now stands there.
   * @param {Item} item
   * @param {(revision: number) => Promise<any>} send
   */
  async function rebased(item, send) {
    try {
      return await send(item.revision);
    } catch (error) {
      if (item.verb === "delete" && error instanceof Refusal && error.status === 404) return null;
      if (!(error instanceof Refusal && error.status === 412)) throw error;
      const current = /** @type {Record<string, any>} */ (await api.readMark(String(item.id)));
      const fields = Object.keys(item.body);
      if (fields.every((field) => same(current[field], item.body[field])) && item.verb === "change") return current;
      if (Object.keys(item.base).some((field) => !same(current[field], item.base[field]))) {
        throw new Refusal(412, { code: error.code, message: "this mark was changed elsewhere in the meantime" });
      }
      return send(current.revision);
    }
  }

  /** Addresses whose work waits for their page. A worker that dies forgets them: nothing waits for ever. @type {Set<string>} */
  const held = new Set();

  /** @returns {Promise<Item[]>} */
  async function items() {
    return (await storage.get("queue")).queue ?? [];
  }

  /**
   * @template T
   * @param {(items: Item[]) => { items: Item[], value: T } | Promise<{ items: Item[], value: T }>} change
   * @returns {Promise<T>}
   */
  async function revise(change) {
    return locks.request("postil-queue", async () => {
      const { items: next, value } = await change(await items());
      await storage.set({ queue: next });
      return value;
    });
  }

  /** @param {Item} item */
  async function send(item) {
    try {
      const value = await senders[item.verb](item);
      await take(item, value);
      return "sent";
    } catch (error) {
      if (error instanceof Unreachable || (error instanceof Refusal && error.unknownReader)) {
        await unanswered(error);
        return "unanswered";
      }
      if (!(error instanceof Refusal)) throw error;
      if (error.passing && item.tries + 1 < MOST_TRIES) {
        await revise((all) => ({
          items: all.map((other) => (other.key === item.key ? { ...other, tries: other.tries + 1 } : other)),
          value: null,
        }));
        return "failed";
      }
      await setAside(item, error);
      return "refused";
    }
  }

  /** @param {Item} item @param {any} value */
  async function take(item, value) {
    // Told first: a worker that dies in between sends the piece again, and the server knows its key.
    await settled(item, value);
    await revise((all) => ({
      items: all
        .filter((other) => other.key !== item.key)
        .map((other) => (item.mark !== null && other.mark === item.mark && value ? after(item, value, other) : other)),
      value: null,
    }));
    if (item.verb === "page") await storage.remove(pageSlot(item.key));
    await changed([item.url]);
  }

  /** @param {Item} item @param {Refusal} refusal */
  async function setAside(item, { message: problem, status }) {
    await revise((all) => {
      const from = all.findIndex((other) => other.key === item.key);
      return {
        items: all.map((other, index) => {
          if (index === from) return { ...other, problem, stale: status === 412 };
          const builds = index > from && item.mark !== null && other.mark === item.mark && other.problem === null;
          return builds ? { ...other, problem: `it builds on a refused one: ${problem}` } : other;
        }),
        value: null,
      };
    });
    await changed([item.url]);
  }

  /** @param {() => Promise<Work>} describe Called while nothing else enters or leaves the queue. */
  async function keep(describe) {
    const { url, replaced } = await revise(async (all) => {
      const work = await describe();
      const old = work.verb === "page" ? all.filter((item) => item.verb === "page" && item.url === work.url) : [];
      const kept = all.filter((item) => !old.includes(item));
      const item = { ...work, tries: 0, problem: null, stale: false };
      // A page goes before its marks: they need it.
      const first = work.verb === "page" ? kept.findIndex((other) => other.url === work.url) : -1;
      const at = first === -1 ? kept.length : first;
      return { items: [...kept.slice(0, at), item, ...kept.slice(at)], value: { url: work.url, replaced: old } };
    });
    await storage.remove(replaced.map((item) => pageSlot(item.key)));
    // Whoever was to send it may die before.
    await wakeIn(DELAYS_MINUTES[0]);
    await changed([url]);
  }

  /** @param {Item} item */
  function maySend({ problem, url }) {
    return problem === null && !held.has(url);
  }

  /** One pass over what may be sent, in order. Gives whether all of it was answered. */
  async function pass() {
    const tried = new Set();
    const stuck = new Set();
    for (;;) {
      const next = (await items()).find(
        (item) => maySend(item) && !tried.has(item.key) && !stuck.has(item.mark ?? item.key),
      );
      if (!next) return stuck.size === 0;
      tried.add(next.key);
      const outcome = await send(next);
      if (outcome === "unanswered") return false;
      if (outcome === "failed") stuck.add(next.mark ?? next.key);
    }
  }

  /** @param {boolean} wanted Whether there is to be another attempt: less and less often. */
  async function again(wanted) {
    const failures = wanted ? ((await storage.get("failures")).failures ?? 0) + 1 : 0;
    await storage.set({ failures });
    if (wanted) await wakeIn(DELAYS_MINUTES[Math.min(failures, DELAYS_MINUTES.length) - 1]);
  }

  return {
    items,

    /** Send nothing of that page until it is released. @param {string} url */
    hold: (url) => void held.add(url),

    /** @param {string} url */
    release: (url) => void held.delete(url),

    /** @param {string} url */
    isHeld: (url) => held.has(url),

    /**
     * Keep a piece of work. A page that already waits is replaced by its newer capture.
     * @param {Work} work
     * @param {{ html?: string }} [page]
     */
    async add(work, { html } = {}) {
      if (html !== undefined) await storage.set({ [pageSlot(work.key)]: await pack(html) });
      await keep(async () => work);
    },

    /**
     * Keep a piece of work about a mark that may be on its way to the server at this moment. ``describe`` is
     * called while nothing else enters or leaves the queue, so that no answer overtakes what it says of the
     * mark: its id is known by then, or comes to the piece with the answer. What ``describe`` throws is thrown.
     * @param {() => Promise<Work>} describe
     */
    addAbout: (describe) => keep(describe),

    /**
     * Send what may be sent. One at a time: a call waits for the one before it, so that what was added
     * before the call has been tried when it ends.
     */
    drain: () => locks.request("postil-drain", async () => again(!(await pass()))),

    /** Nobody is there to send to: look again later. */
    postpone: () => locks.request("postil-drain", async () => again((await items()).some(maySend))),

    /**
     * Try a refused piece again, and what builds on it. A stale one goes over what was written in the meantime.
     * @param {string} key
     */
    async retry(key) {
      await revise((all) => {
        const chosen = all.find((item) => item.key === key);
        const again = (/** @type {Item} */ item) =>
          item.key === key || (chosen?.mark != null && item.mark === chosen.mark);
        const anew = (/** @type {Item} */ item) => {
          return { ...item, problem: null, tries: 0, stale: false, base: item.stale ? {} : item.base };
        };
        return { items: all.map((item) => (again(item) ? anew(item) : item)), value: null };
      });
    },

    /** Throw a piece away, and what builds on it. @param {string} key */
    async discard(key) {
      const gone = await revise((all) => {
        const from = all.findIndex((item) => item.key === key);
        const chosen = all[from];
        const out = all.filter(
          (item, index) => index === from || (index > from && chosen?.mark != null && item.mark === chosen.mark),
        );
        return { items: all.filter((item) => !out.includes(item)), value: out };
      });
      await storage.remove(gone.map((item) => pageSlot(item.key)));
      await changed([...new Set(gone.map((item) => item.url))]);
    },
  };
}

/** @typedef {ReturnType<typeof makeQueue>} Queue */

/** @param {string} key */
function pageSlot(key) {
  return `page:${key}`;
}

/**
 * A piece that waited behind ``sent``, of the same mark: it changes what the server answered, unless that says
 * that a field of its own was changed elsewhere. Then it keeps its revision, and is asked about.
 * @param {Item} sent
 * @param {any} answer
 * @param {Item} item
 * @returns {Item}
 */
function after(sent, answer, item) {
  const stands = Object.keys(item.base).every(
    (field) => same(item.base[field], answer[field]) || same(item.base[field], sent.body[field]),
  );
  return { ...item, id: answer.id, revision: stands ? answer.revision : item.revision };
}

/** @param {unknown} a @param {unknown} b */
export function same(a, b) {
  return JSON.stringify(a) === JSON.stringify(b);
}
