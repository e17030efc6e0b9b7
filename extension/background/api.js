// @ts-check
/** The server, as the extension calls it: the only file that fetches. */

/** Longer than the server takes for its largest page, shorter than a reader's patience. */
const PATIENCE_MS = 30_000;

/** The server did not answer at all. */
export class Unreachable extends Error {}

/** The server answered, and said no. `message` is its own sentence. */
export class Refusal extends Error {
  /** @param {number} status @param {{ code?: string, message?: string }} error */
  constructor(status, error) {
    super(error.message ?? `the server answered ${status}`);
    this.status = status;
    this.code = error.code ?? "error";
  }

  /** Whether this browser is not (or no longer, or not yet) known to the server: by its key, or by its origin. */
  get unknownReader() {
    return this.status === 401 || this.status === 403;
  }

  /** Whether the same request may well succeed later: the server is busy, or failed on its own. */
  get passing() {
    return this.status === 408 || this.status === 425 || this.status === 429 || this.status >= 500;
  }
}

/**
 * The calls of the server. Each throws Unreachable or Refusal.
 * @param {{
 *   fetch: typeof fetch,
 *   address: () => Promise<string>,
 *   token: () => Promise<string | null>,
 * }} parts
 */
export function makeApi({ fetch, address, token }) {
  /**
   * @param {string} method
   * @param {string} path
   * @param {{ body?: unknown, headers?: Record<string, string>, as?: string | null }} [options] `as`: the
   *   token to use; null for none, left out for the reader's own.
   */
  async function call(method, path, { body, headers = {}, as } = {}) {
    const bearer = as === undefined ? await token() : as;
    const server = await address();
    let reply;
    try {
      reply = await fetch(server + path, {
        method,
        headers: {
          ...headers,
          ...(body === undefined ? {} : { "Content-Type": "application/json" }),
          ...(bearer ? { Authorization: `Bearer ${bearer}` } : {}),
        },
        body: body === undefined ? undefined : JSON.stringify(body),
        // The web view's cookie is for the web view alone.
        credentials: "omit",
        cache: "no-store",
        redirect: "error",
        signal: AbortSignal.timeout(PATIENCE_MS),
      });
    } catch (cause) {
      throw new Unreachable(`No Postil server answers at ${server}`, { cause });
    }
    const value = await reply.json().catch(() => null);
    if (!reply.ok) throw new Refusal(reply.status, value?.error ?? {});
    return value;
  }

  return {
    /** @returns {Promise<{ name: string, version: string, api: number }>} */
    greet: () => call("GET", "/health", { as: null }),

    /** @param {{ code: string, name: string, version: string }} request @returns {Promise<{ token: string }>} */
    askToPair: (request) => call("POST", "/api/pairings", { body: request, as: null }),

    /** Resolves when ``as`` (the reader's own token when left out) is valid. @param {string} [as] */
    checkToken: (as) => call("GET", "/api/pairings/self", { as }),

    /** @param {{ url: string, html: string, captured: string }} page @returns {Promise<import("../shared/messages.js").Article>} */
    savePage: (page) => call("POST", "/api/pages", { body: page }),

    /** Null when the library does not have it. @param {string} url @returns {Promise<import("../shared/messages.js").Article | null>} */
    async findPage(url) {
      const { items } = await call("GET", `/api/pages?url=${encodeURIComponent(url)}`);
      return items.length ? call("GET", `/api/pages/${encodeURIComponent(items[0].id)}`) : null;
    },

    /** @param {string} id @returns {Promise<import("../shared/messages.js").Article>} */
    readPage: (id) => call("GET", `/api/pages/${encodeURIComponent(id)}`),

    /** @param {string} pageId @param {{ person: string, says: string, who?: string }} body */
    correctPerson: (pageId, body) =>
      call("POST", `/api/pages/${encodeURIComponent(pageId)}/people/corrections`, { body }),

    /** @param {string} id */
    takeCorrectionBack: (id) =>
      call("PATCH", `/api/people/corrections/${encodeURIComponent(id)}`, { body: { deleted: true } }),

    /** @param {string} pageId @param {string | null} day */
    datePage: (pageId, day) => call("PATCH", `/api/pages/${encodeURIComponent(pageId)}`, { body: { day } }),

    /** Another one than before when anything on the page changed. @param {string} id @returns {Promise<string>} */
    stampOf: async (id) => (await call("GET", `/api/pages/${encodeURIComponent(id)}/stamp`)).stamp,

    /** @param {string} pageId @param {{ text: string, nth: number, is_text: boolean }} body @returns {Promise<{ correction: { id: string, deleted: string | null } }>} */
    correctText: (pageId, body) => call("POST", `/api/pages/${encodeURIComponent(pageId)}/corrections`, { body }),

    /** @param {string} id @param {boolean} deleted */
    turnTextCorrection: (id, deleted) => call("PATCH", `/api/corrections/${encodeURIComponent(id)}`, { body: { deleted } }),

    /** @param {string} pageId @param {string | null} version */
    putNewsAway: (pageId, version) =>
      call("PUT", `/api/pages/${encodeURIComponent(pageId)}/seen`, { body: { version_id: version } }),

    /** The same key again gives the same mark. @param {string} key @param {object} draft @returns {Promise<import("../shared/messages.js").Annotation>} */
    createMark: (key, draft) => call("POST", "/api/annotations", { body: draft, headers: { "Idempotency-Key": key } }),

    /** @param {string} id @returns {Promise<import("../shared/messages.js").Annotation & { deleted?: unknown }>} */
    readMark: (id) => call("GET", `/api/annotations/${encodeURIComponent(id)}`),

    /** @param {string} id @param {number} revision @param {object} changes @returns {Promise<import("../shared/messages.js").Annotation>} */
    changeMark: (id, revision, changes) =>
      call("PATCH", `/api/annotations/${encodeURIComponent(id)}`, {
        body: changes,
        headers: { "If-Match": String(revision) },
      }),

    /** @param {string} id @param {number} revision @returns {Promise<import("../shared/messages.js").Annotation | null>} */
    deleteMark: (id, revision) =>
      call("DELETE", `/api/annotations/${encodeURIComponent(id)}`, { headers: { "If-Match": String(revision) } }),
  };
}

/** @typedef {ReturnType<typeof makeApi>} Api */
