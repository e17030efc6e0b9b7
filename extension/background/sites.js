// @ts-check
/** Where page code runs without being asked each time: the server's Connect page, and sites the reader chose. */

import { DEFAULT_SERVER } from "../shared/generated.js";
import { patternOf } from "../shared/settings.js";

/** @type {Pick<chrome.scripting.RegisteredContentScript, "runAt" | "allFrames" | "persistAcrossSessions">} */
const QUIETLY = { runAt: "document_idle", allFrames: false, persistAcrossSessions: true };

/**
 * The sites that the reader chose, as match patterns; the browser's own record of what it granted.
 * @param {Pick<typeof chrome.permissions, "getAll">} permissions
 * @param {string} server
 */
export async function chosenSites(permissions, server) {
  const { origins = [] } = await permissions.getAll();
  const servers = [patternOf(server), patternOf(DEFAULT_SERVER)];
  return origins.filter((pattern) => /^(\*|https?):\/\//.test(pattern) && !servers.includes(pattern));
}

/**
 * Bring the registered scripts in line with the server's address and the chosen sites.
 * @param {{
 *   scripting: Pick<typeof chrome.scripting, "getRegisteredContentScripts" | "registerContentScripts" | "unregisterContentScripts">,
 *   permissions: Pick<typeof chrome.permissions, "getAll">,
 * }} browser
 * @param {string} server
 */
export async function register({ scripting, permissions }, server) {
  const sites = await chosenSites(permissions, server);
  const wanted = [
    { ...QUIETLY, id: "connect", js: ["content/connect.js"], matches: [patternOf(server, "/connect*")] },
    ...(sites.length ? [{ ...QUIETLY, id: "sites", js: ["content/loader.js"], matches: sites }] : []),
  ];
  const present = await scripting.getRegisteredContentScripts();
  if (present.length) await scripting.unregisterContentScripts({ ids: present.map(({ id }) => id) });
  await scripting.registerContentScripts(wanted);
}
