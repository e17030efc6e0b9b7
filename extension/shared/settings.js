// @ts-check
/** What the reader chose, kept in the browser's storage. The token is kept apart, by the worker alone. */

import { DEFAULT_SERVER } from "./generated.js";

/**
 * @typedef {object} Shelf A part of the browser's storage.
 * @property {(key: string | null) => Promise<Record<string, any>>} get
 * @property {(values: Record<string, any>) => Promise<void>} set
 * @property {(keys: string | string[]) => Promise<void>} remove
 */

/** Hosts that only this machine answers: plain http is safe there, and nowhere else. */
const LOOPBACK = new Set(["127.0.0.1", "localhost"]);

/**
 * The address as it is kept: origin only, no slash at its end. Throws when no server can be there.
 * @param {string} address
 */
export function cleanAddress(address) {
  const typed = address.trim();
  let url;
  try {
    url = new URL(typed.includes("://") ? typed : `http://${typed}`);
  } catch (cause) {
    throw new Error(`${typed || "nothing"} is not an address: expected one like ${DEFAULT_SERVER}`, { cause });
  }
  if (url.protocol !== "https:" && !(url.protocol === "http:" && LOOPBACK.has(url.hostname))) {
    throw new Error(`${url.origin} would send your marks in the clear: use https, or ${DEFAULT_SERVER}`);
  }
  if (url.pathname !== "/" || url.search || url.hash || url.username) {
    throw new Error(`${typed} says more than a server: expected only ${url.origin}`);
  }
  return url.origin;
}

/**
 * The match pattern of an address. It names no port: Firefox has patterns with ports match nothing.
 * @param {string} address
 * @param {string} [path]
 */
export function patternOf(address, path = "/*") {
  const { protocol, hostname } = new URL(address);
  return `${protocol}//${hostname}${path}`;
}

/**
 * The server's address.
 * @param {Pick<Shelf, "get">} storage
 * @returns {Promise<string>}
 */
export async function serverAddress(storage) {
  return (await storage.get("server")).server ?? DEFAULT_SERVER;
}
