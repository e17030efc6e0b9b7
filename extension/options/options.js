// @ts-check
/** The options: the server and this browser's key to it, unsent work, keys, and chosen sites. */

import { chosenSites } from "../background/sites.js";
import { element } from "../shared/elements.js";
import { keepingFocus } from "../shared/focus.js";
import { TOKENS } from "../shared/generated.js";
import { wear } from "../shared/look.js";
import { asker } from "../shared/messages.js";
import { cleanAddress, patternOf } from "../shared/settings.js";

wear(document, TOKENS);

const { commands, permissions, runtime, storage, tabs } = chrome;
const ask = asker(runtime);

/** How a piece of unsent work is called. */
const WORK = /** @type {Record<string, string>} */ ({
  page: "Save the page",
  create: "Mark",
  change: "Change a mark",
  delete: "Delete a mark",
});

/** Permissions that this extension has without being asked for. */
const ALWAYS_GRANTED = runtime.getManifest().host_permissions ?? [];

/** @param {string} id */
const place = (id) => /** @type {HTMLElement} */ (document.getElementById(id));
const field = /** @type {HTMLInputElement} */ (place("address"));

/** Fill a part of the page anew. @param {string} id @param {...Node} children */
const fill = (id, ...children) => keepingFocus(() => place(id).replaceChildren(...children));

/** @param {string} label @param {() => unknown} act @param {string} [className] */
const button = (label, act, className = "") => element("button", { type: "button", className, click: act }, label);

/** @param {string} words @param {boolean} [bad] */
function sayOfAddress(words, bad = false) {
  place("address-said").textContent = words;
  place("address-said").classList.toggle("bad", bad);
}

/** @param {import("../shared/messages.js").Connection} connection */
function showConnection({ state, server, message, version }) {
  const words = {
    ready: `Connected to ${server}, version ${version}.`,
    unpaired: message || `Not connected yet. The server at ${server} runs version ${version}.`,
    unconfirmed: "Waiting for your yes on the server's Connect page.",
    unreachable: `Nothing answers at ${server}. Start it with “python3 scripts/run.py” in Postil’s folder.`,
    misfit: message,
  };
  const connect = button("Open the Connect page", () => tabs.create({ url: `${server}/connect` }), "main");
  const disconnect = button("Disconnect this browser", () => ask("disconnect", null).then(showConnection));
  const again = button("Look again", look);
  const buttons = {
    ready: [disconnect],
    unpaired: [connect],
    unconfirmed: [connect, disconnect],
    unreachable: [again, disconnect],
    misfit: [again],
  };
  fill(
    "connection",
    element("p", { className: state }, words[state]),
    element("div", { className: "row" }, ...buttons[state]),
  );
  if (document.activeElement !== field) field.value = server;
}

async function showUnsent() {
  const items = await ask("queue", null);
  if (!items.length)
    return fill("unsent", element("p", { className: "soft" }, "Everything is on your server."));
  fill("unsent", element("ul", {}, ...items.map(unsentElement)));
}

/** @param {import("../shared/messages.js").Waiting} item */
function unsentElement({ key, what, quote, url, made, problem, stale, note, tags }) {
  const refused = problem !== null;
  const [again, away] = stale ? ["Save mine", "Discard mine"] : ["Try again", refused ? "Discard" : "Don't send"];
  const discard = button(away, () => ask("discard", { key }).then(showUnsent), "plain");
  return element(
    "li",
    {},
    element(
      "p",
      {},
      `${WORK[what]} `,
      element("span", { className: refused ? "pill bad" : "pill" }, refused ? "refused" : "waiting"),
    ),
    quote && element("p", { className: "quote" }, quote),
    note && element("p", { className: "note" }, note),
    tags.length > 0 && element("p", {}, ...tags.map((tag) => element("span", { className: "pill" }, tag))),
    element("p", { className: "where" }, `${url} · ${new Date(made).toLocaleString()}`),
    refused && element("p", { className: "bad" }, problem),
    element(
      "div",
      { className: "row" },
      refused && button(again, () => ask("retry", { key }).then(showUnsent), "plain"),
      discard,
    ),
  );
}

async function showKeys() {
  const all = (await commands.getAll()).filter(({ description }) => description);
  fill(
    "keys",
    ...all.flatMap(({ description, shortcut }) => [
      element("dt", {}, String(description)),
      element(
        "dd",
        {},
        shortcut
          ? element("kbd", {}, shortcut)
          : element("span", { className: "soft" }, "no key: something else has it, or it was taken away"),
      ),
    ]),
  );
  place("keys-where").textContent = runtime.getURL("").startsWith("moz-")
    ? "To change them: Add-ons and themes, the cog, Manage Extension Shortcuts."
    : "To change them: chrome://extensions/shortcuts.";
}

async function showSites() {
  const sites = await chosenSites(permissions, field.value);
  if (!sites.length) return fill("sites", element("p", { className: "soft" }, "None."));
  const remove = (/** @type {string} */ pattern) => permissions.remove({ origins: [pattern] }).then(showSites);
  fill(
    "sites",
    element(
      "ul",
      {},
      ...sites.map((pattern) => {
        const name = pattern.replace(/^[^/]*\/\//, "").replace(/\/.*$/, "");
        return element(
          "li",
          { className: "line" },
          name,
          button("Turn off", () => remove(pattern), "plain"),
        );
      }),
    ),
  );
}

/** @param {SubmitEvent} event */
async function saveAddress(event) {
  event.preventDefault();
  try {
    const address = cleanAddress(field.value);
    const pattern = patternOf(address);
    // Asked for first: the browser wants that within the press of the button.
    if (!ALWAYS_GRANTED.includes(pattern) && !(await permissions.request({ origins: [pattern] }))) {
      return sayOfAddress("Without that permission this browser can't reach the server there.", true);
    }
    showConnection(await ask("moveServer", { address }));
    sayOfAddress("Saved.");
  } catch (error) {
    sayOfAddress(/** @type {Error} */ (error).message, true);
  }
}

async function look() {
  showConnection(await ask("wake", null));
  await Promise.all([showUnsent(), showKeys(), showSites()]);
}

place("address-form").addEventListener("submit", saveAddress);
storage.session.onChanged.addListener((changes) => {
  if (changes.connection?.newValue) showConnection(/** @type {any} */ (changes.connection.newValue));
  showUnsent();
});
// Keys are changed on a page of the browser's, which tells nobody.
document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && showKeys());
permissions.onAdded.addListener(showSites);
permissions.onRemoved.addListener(showSites);
await look();
