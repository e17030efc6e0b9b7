// @ts-check
/**
 * The worker: wires the parts, and says who hears of what. It may die at any moment, so listeners stand at
 * the top and everything it knows is in storage.
 */

import { listener, teller } from "../shared/messages.js";
import { cleanAddress, serverAddress } from "../shared/settings.js";
import { makeApi } from "./api.js";
import { showBadge } from "./badge.js";
import { makeActions } from "./actions.js";
import { goingFirst, makeKnown } from "./known.js";
import { makePairing } from "./pairing.js";
import { makeQueue } from "./queue.js";
import { register } from "./sites.js";
import { makeViews } from "./views.js";

const { action, alarms, commands, contextMenus, permissions, runtime, scripting, storage, tabs } = chrome;
const local = /** @type {import("../shared/settings.js").Shelf} */ (storage.local);
const session = /** @type {import("../shared/settings.js").Shelf} */ (storage.session);
const OWN_PAGES = runtime.getURL("");
const IN_FIREFOX = OWN_PAGES.startsWith("moz-extension:");

/** While the reader's yes is awaited: often enough to feel prompt where the Connect page does not tell us. */
const PAIRING_MINUTES = 0.5;

/**
 * Just after a page was loaded, Chromium 156 tells the worker of a press before it lets it into the tab (3 of 40
 * times, over within 50 ms). Tried again after these; a page that is closed to extensions stays closed.
 */
const GRANT_PAUSES_MS = [50, 250];

const locks = navigator.locks;
const now = () => new Date().toISOString();
const newKey = () => crypto.randomUUID();
const address = () => serverAddress(local);
const tell = teller(tabs);

const api = makeApi({
  fetch: (...request) => fetch(...request),
  address,
  token: async () => (await local.get("token")).token ?? null,
});
const pairing = makePairing({
  local,
  api,
  address,
  name: IN_FIREFOX ? "Postil for Firefox" : "Postil for Chromium",
  version: runtime.getManifest().version,
  now: Date.now,
});
const known = makeKnown({ storage: local, locks, now });
const views = makeViews({
  session,
  locks,
  known,
  unsent: () => queue.items(),
  tell: (tabId, view) => tell(tabId, "viewChanged", { view }).catch(() => null),
});
const queue = makeQueue({
  storage: goingFirst(local, known),
  api,
  locks,
  wakeIn: (minutes) => alarms.create("drain", { delayInMinutes: minutes }),
  settled: (item, value) => views.settled(item, value),
  changed: async (urls) => {
    await views.refresh(urls);
    await noteUnsent();
  },
  unanswered: () => greet(),
});
const actions = makeActions({ api, queue, views, newKey, now, unanswered: () => greet() });

/** Look how the server is, and keep it for the extension's pages. @returns {Promise<import("../shared/messages.js").Connection>} */
async function greet() {
  const found = await pairing.greet();
  const connection = { ...found, server: await address(), ...(await unsentCounts()) };
  await session.set({ connection });
  return connection;
}

async function unsentCounts() {
  const items = await queue.items();
  const refused = items.filter((item) => item.problem !== null).length;
  return { waiting: items.length - refused, refused };
}

async function noteUnsent() {
  const counts = await unsentCounts();
  const { connection } = await session.get("connection");
  if (connection) await session.set({ connection: { ...connection, ...counts } });
  await showBadge(action, counts);
}

/** Greet the server and, when it knows us, send what waits. */
async function wake() {
  const connection = await greet();
  if (connection.state !== "ready") return connection;
  await queue.drain();
  await actions.catchUp();
  return { ...connection, ...(await unsentCounts()) };
}

/** The time has come to send what waits; where that can't be, another time has to come. */
async function tick() {
  const { state } = await wake();
  if (state !== "ready") await queue.postpone();
}

/** @param {string | null} code */
async function pair(code) {
  if (code) await pairing.begin(code);
  const connection = await wake();
  if (connection.state === "unconfirmed") await alarms.create("pairing", { periodInMinutes: PAIRING_MINUTES });
  else await alarms.clear("pairing");
  return null;
}

/** Nothing that the server told is kept. */
async function disconnect() {
  await pairing.forget();
  await known.forget();
}

/** One at a time: two that overlap would register the same script twice. */
function registerSites() {
  return locks.request("postil-sites", async () => register({ scripting, permissions }, await address()));
}

// What the reader's gestures do. The panel opens first: the browser wants that within the gesture.

/** @param {chrome.tabs.Tab} tab */
function openPanel(tab) {
  const opened = IN_FIREFOX
    ? /** @type {any} */ (chrome).sidebarAction.open()
    : chrome.sidePanel.open({ windowId: tab.windowId });
  return opened.catch((/** @type {Error} */ error) => console.warn("Postil's panel did not open:", error.message));
}

/** @param {number} tabId */
async function inject(tabId) {
  const script = { target: { tabId }, files: ["content/loader.js"] };
  for (const pause of GRANT_PAUSES_MS) {
    try {
      return await scripting.executeScript(script);
    } catch {
      await new Promise((resolve) => setTimeout(resolve, pause));
    }
  }
  return scripting.executeScript(script);
}

/**
 * Run the page's code in a tab, then tell it what the reader wants.
 * @param {chrome.tabs.Tab | undefined} tab
 * @param {(tabId: number) => Promise<unknown>} wish
 */
async function start(tab, wish) {
  if (tab?.id === undefined) return;
  try {
    await inject(tab.id);
    await wish(tab.id);
  } catch (error) {
    const message = `Postil can't read this page: ${/** @type {Error} */ (error).message}`;
    await views.revise(tab.id, tab.url ?? "", () => ({ phase: "failed", message }));
  }
}

/** @type {Record<string, (tab: chrome.tabs.Tab | undefined) => unknown>} */
const GESTURES = {
  cast: (tab) => {
    if (tab) openPanel(tab);
    return start(tab, (tabId) => tell(tabId, "read", null));
  },
  mark: (tab) => start(tab, (tabId) => tell(tabId, "markSelection", { note: false })),
  note: (tab) => start(tab, (tabId) => tell(tabId, "markSelection", { note: true })),
};

const MENUS = [
  { id: "mark", title: "Mark with Postil", contexts: ["selection"] },
  { id: "cast", title: "Show who is in this article", contexts: ["page", "selection"] },
];

// Who may ask for what.

/** @param {any} sender */
const isOwnPage = (sender) => sender.id === runtime.id && String(sender.url).startsWith(OWN_PAGES);

/** @param {any} sender */
const isPageCode = (sender) =>
  sender.id === runtime.id && sender.tab?.id !== undefined && sender.frameId === 0 && /^https?:/.test(sender.url);

/** The tab that a message is about: its own for a page's code, the named one for the extension's pages. */
const tabOf = (/** @type {any} */ body, /** @type {any} */ sender) => (isOwnPage(sender) ? body.tabId : sender.tab.id);

/** A page's code speaks for its own page only. @param {string} url @param {any} sender */
function ownAddress(url, sender) {
  if (new URL(url).origin !== new URL(sender.url).origin) throw new Error("this is not the address of this page");
  return url;
}

/** @param {import("./queue.js").Item} item @returns {import("../shared/messages.js").Waiting} */
const described = ({ key, verb, quote, url, made, problem, stale, body: { note = "", tags = [] } }) => {
  return { key, what: verb, quote, url, made, problem, stale: Boolean(stale), note, tags };
};

/**
 * @typedef {import("../shared/messages.js").WorkerRequests} WorkerRequests
 * @typedef {{ [K in keyof WorkerRequests]?: (body: WorkerRequests[K]["ask"], sender: any) => unknown }} Handlers
 */

/** @type {Handlers} */
const FROM_PAGES = {
  capture: (body, sender) => actions.capture(sender.tab.id, { ...body, url: ownAddress(body.url, sender) }),
  lookUp: (body, sender) => actions.lookUp(sender.tab.id, ownAddress(body.url, sender)),
  mark: (body, sender) => actions.mark(sender.tab.id, ownAddress(body.url, sender), body.draft),
  astray: ({ url, keys }, sender) =>
    views.revise(sender.tab.id, null, (view) => (view.url === url ? { astray: keys } : null)).then(() => null),
  pairing: async ({ code }, sender) => (new URL(sender.url).origin === (await address()) ? pair(code) : null),
};

/** @type {Handlers} */
const FROM_BOTH = {
  edit: (body, sender) => actions.edit(tabOf(body, sender), body.key, body.changes, body.seen),
  erase: (body, sender) => actions.erase(tabOf(body, sender), body.key).then(() => null),
  restore: (body, sender) => actions.restore(tabOf(body, sender), body.key),
};

/** @type {Handlers} */
const FROM_OWN_PAGES = {
  wake,
  freshen: ({ tabId }) => actions.freshen(tabId).then(() => null),
  queue: async () => (await queue.items()).map(described),
  retry: ({ key }) => queue.retry(key).then(wake),
  discard: ({ key }) => queue.discard(key).then(() => null),
  correct: ({ tabId, ...said }) => actions.correct(tabId, said).then(() => null),
  takeBack: ({ tabId, id }) => actions.takeBack(tabId, id).then(() => null),
  sayDay: ({ tabId, day }) => actions.sayDay(tabId, day).then(() => null),
  sayParts: ({ tabId, parts }) => actions.sayParts(tabId, parts),
  turnCorrections: ({ tabId, said }) => actions.turnCorrections(tabId, said).then(() => null),
  putAway: ({ tabId, version }) => actions.putAway(tabId, version).then(() => null),
  lookAgain: ({ tabId }) => actions.showAnew(tabId).then(() => null),
  moveServer: async (body) => {
    await local.set({ server: cleanAddress(body.address) });
    await disconnect();
    await registerSites();
    return greet();
  },
  disconnect: () => disconnect().then(greet),
};

runtime.onMessage.addListener(listener(FROM_PAGES, (_kind, sender) => isPageCode(sender)));
runtime.onMessage.addListener(listener(FROM_BOTH, (_kind, sender) => isPageCode(sender) || isOwnPage(sender)));
runtime.onMessage.addListener(listener(FROM_OWN_PAGES, (_kind, sender) => isOwnPage(sender)));

action.onClicked.addListener((tab) => GESTURES.cast(tab));
commands.onCommand.addListener((name, tab) => GESTURES[name]?.(tab));
contextMenus.onClicked.addListener((info, tab) => GESTURES[String(info.menuItemId)]?.(tab));
tabs.onRemoved.addListener((tabId) => views.drop(tabId));
alarms.onAlarm.addListener(({ name }) => (name === "pairing" ? pair(null) : tick()));
permissions.onAdded.addListener(registerSites);
permissions.onRemoved.addListener(registerSites);
runtime.onStartup.addListener(() => wake());
runtime.onInstalled.addListener(async () => {
  await contextMenus.removeAll();
  for (const menu of MENUS) contextMenus.create(/** @type {any} */ (menu));
  // Where the browser can, scripts in pages are kept from the token's storage altogether.
  await storage.local.setAccessLevel?.({ accessLevel: "TRUSTED_CONTEXTS" });
  await registerSites();
  await wake();
});
