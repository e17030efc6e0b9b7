// @ts-check
/** How this browser gets its own key to the server, and whether the two fit. */

import { API } from "../shared/generated.js";
import { Refusal, Unreachable } from "./api.js";

/** How long the server keeps a request waiting for the reader's yes. */
const PATIENCE_MS = 10 * 60_000;

/** A single refusal may have met the server in the middle of the reader's yes. */
const REFUSALS_BELIEVED = 2;

/**
 * @param {{
 *   local: import("../shared/settings.js").Shelf,
 *   api: import("./api.js").Api,
 *   address: () => Promise<string>,
 *   name: string,
 *   version: string,
 *   now: () => number,
 * }} parts `name` is what the server calls this browser.
 */
export function makePairing({ local, api, address, name, version, now }) {
  /** @returns {Promise<{ token: string, asked: number, refusals: number } | null>} */
  async function pending() {
    return (await local.get("pairing")).pairing ?? null;
  }

  /** Whether the reader has said yes by now; the waiting key becomes the key then. */
  async function settle() {
    const waiting = await pending();
    if (!waiting) return;
    try {
      await api.checkToken(waiting.token);
    } catch (error) {
      const refused = error instanceof Refusal && error.code !== "not_confirmed";
      const refusals = refused ? waiting.refusals + 1 : 0;
      const expired = now() - waiting.asked > PATIENCE_MS;
      if (expired || refusals === REFUSALS_BELIEVED) await local.remove("pairing");
      else if (refusals !== waiting.refusals) await local.set({ pairing: { ...waiting, refusals } });
      return;
    }
    await local.set({ token: waiting.token });
    await local.remove("pairing");
  }

  /** @returns {Promise<{ state: import("../shared/messages.js").Connection["state"], message: string, version: string }>} */
  async function greet() {
    let server;
    try {
      server = await api.greet();
    } catch (error) {
      if (error instanceof Unreachable) return { state: "unreachable", message: error.message, version: "" };
      const message = `What answers at ${await address()} is not a Postil server: ${/** @type {Error} */ (error).message}`;
      return { state: "misfit", message, version: "" };
    }
    const misfit = fit(server, await address());
    if (misfit) return { state: "misfit", message: misfit, version: server?.version ?? "" };
    await settle();
    return { ...(await standing()), version: server.version };
  }

  /** @returns {Promise<{ state: import("../shared/messages.js").Connection["state"], message: string }>} */
  async function standing() {
    if (await pending()) return { state: "unconfirmed", message: "Say yes on the server's Connect page." };
    if (!(await local.get("token")).token) return { state: "unpaired", message: "" };
    try {
      await api.checkToken();
      return { state: "ready", message: "" };
    } catch (error) {
      if (error instanceof Unreachable) return { state: "unreachable", message: error.message };
      return {
        state: "unpaired",
        message: `The server no longer knows this browser: ${/** @type {Error} */ (error).message}`,
      };
    }
  }

  return {
    /**
     * Exchange a code of the server's own page for a key. It works once the reader has confirmed.
     * @param {string} code
     */
    async begin(code) {
      const { token } = await api.askToPair({ code, name, version });
      await local.set({ pairing: { token, asked: now(), refusals: 0 } });
    },

    greet,

    isWaiting: async () => (await pending()) !== null,

    /** Forget the key: this browser is a stranger to the server from now on. */
    forget: () => local.remove(["token", "pairing"]),
  };
}

/**
 * Why the two can't work together, in a sentence that says what to do; empty when they can.
 * @param {any} server
 * @param {string} address
 */
function fit(server, address) {
  if (server?.name !== "postil") return `What answers at ${address} is not a Postil server.`;
  if (server.api === API) return "";
  const older = server.api < API ? "server" : "extension";
  return `This extension speaks version ${API} of Postil's interface, the server ${server.version} speaks ${server.api}: update the ${older}.`;
}
