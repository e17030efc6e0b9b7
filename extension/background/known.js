// @ts-check
/**
 * The marks of pages as the server last told them, in storage: what the reader sees while it does not answer.
 * Only pages with marks, those that were not seen for the longest time out first; it never leaves this browser.
 */

/** Bytes of all pages together: a fifth of the 10 MB that Chromium gives an extension, the rest is for unsent work. */
const MOST_BYTES = 2_000_000;

/** Addresses and sizes of what is kept, the page seen last at the end. */
const INDEX = "known";

/** @typedef {(import("../shared/messages.js").Annotation & { key: string })[]} Saved */
/** @typedef {{ saved: Saved, asOf: string }} Known `asOf`: when the server told them. */

/**
 * @param {{
 *   storage: import("../shared/settings.js").Shelf,
 *   locks: Pick<LockManager, "request">,
 *   now: () => string,
 *   mostBytes?: number,
 * }} parts
 */
export function makeKnown({ storage, locks, now, mostBytes = MOST_BYTES }) {
  /** @returns {Promise<[string, number][]>} */
  const index = async () => (await storage.get(INDEX))[INDEX] ?? [];

  /** @param {string} url @returns {Promise<Known | null>} */
  const read = async (url) => (await storage.get(slot(url)))[slot(url)] ?? null;

  /** @template T @param {() => Promise<T>} act @returns {Promise<T>} */
  const alone = async (act) => locks.request("postil-known", act);

  /** @param {string} url @param {Saved} saved @param {string} [asOf] */
  async function put(url, saved, asOf = now()) {
    const entry = { saved, asOf };
    const bytes = saved.length ? sizeOf({ [slot(url)]: entry }) : 0;
    const others = (await index()).filter(([known]) => known !== url);
    const fits = bytes > 0 && bytes <= mostBytes;
    const kept = newest(others, mostBytes - (fits ? bytes : 0));
    const gone = others.slice(0, others.length - kept.length).map(([known]) => slot(known));
    // Whoever dies between the two leaves an address too many in the index, and no page that is in none.
    await storage.remove(fits ? gone : [...gone, slot(url)]);
    await storage.set(fits ? { [INDEX]: [...kept, [url, bytes]], [slot(url)]: entry } : { [INDEX]: kept });
  }

  return {
    /** Keep what the server has just told of a page; a page without marks is forgotten. @param {string} url @param {Saved} saved */
    keep: (url, saved) => alone(() => put(url, saved)),

    /**
     * Keep what became of a page's marks by a piece of work that the server took; of the others it said nothing.
     * @param {string} url
     * @param {(saved: Saved) => Saved} change
     */
    change: (url, change) =>
      alone(async () => {
        const before = await read(url);
        await put(url, change(before?.saved ?? []), before?.asOf);
      }),

    /** Null for a page of which nothing is known, or no longer. @param {string} url @returns {Promise<Known | null>} */
    recall: (url) =>
      alone(async () => {
        const entry = await read(url);
        const all = await index();
        const seen = all.filter(([known]) => known === url);
        if (entry && all.at(-1)?.[0] !== url) {
          await storage.set({ [INDEX]: [...all.filter(([known]) => known !== url), ...seen] });
        }
        return entry;
      }),

    /** Forget all of it. */
    forget: () => alone(async () => storage.remove([...(await index()).map(([url]) => slot(url)), INDEX])),
  };
}

/** @typedef {ReturnType<typeof makeKnown>} KnownPages */

/**
 * The same storage, for what must not be lost: where it is full, what is known gives way.
 * @param {import("../shared/settings.js").Shelf} storage
 * @param {{ forget: () => Promise<unknown> }} known
 * @returns {import("../shared/settings.js").Shelf}
 */
export function goingFirst(storage, known) {
  return {
    get: (key) => storage.get(key),
    remove: (keys) => storage.remove(keys),
    async set(values) {
      try {
        await storage.set(values);
      } catch {
        await known.forget();
        await storage.set(values);
      }
    },
  };
}

/** @param {string} url */
function slot(url) {
  return `known:${url}`;
}

/** What storage counts. @param {unknown} value */
function sizeOf(value) {
  return new TextEncoder().encode(JSON.stringify(value)).length;
}

/** The last ones that fit into ``room`` together. @param {[string, number][]} all @param {number} room */
function newest(all, room) {
  let from = all.length;
  for (let left = room; from > 0 && all[from - 1][1] <= left; from -= 1) left -= all[from - 1][1];
  return all.slice(from);
}
