// @ts-check
/** What the panel says when it can't simply show the cast: what is the matter, and what to do about it. */

import { element } from "../shared/elements.js";

/**
 * @typedef {object} Acts
 * @property {() => unknown} connect Opens the server's Connect page.
 * @property {() => unknown} again Looks for the server anew.
 * @property {() => unknown} read Has the page of the tab read.
 * @property {() => unknown} options Opens the options.
 */

/**
 * The notices for how things stand with the server and with the tab.
 * @param {import("../shared/messages.js").Connection} connection
 * @param {import("../shared/messages.js").TabView | null} view
 * @param {string} key The key that opens the cast; empty when the browser granted none.
 * @param {Acts} acts
 * @returns {HTMLElement[]}
 */
export function notices(connection, view, key, acts) {
  const server = SERVER[connection.state](connection, acts);
  const page = connection.state === "ready" || view ? tabNotice(view, key, acts) : null;
  return [server, page, unsent(connection, acts)].filter((each) => each !== null);
}

const SERVER = {
  /** @type {(connection: import("../shared/messages.js").Connection, acts: Acts) => HTMLElement | null} */
  ready: () => null,
  /** @type {(connection: import("../shared/messages.js").Connection, acts: Acts) => HTMLElement | null} */
  unpaired: ({ message, server }, acts) =>
    notice(
      "Connect to your Postil server",
      [
        message && element("p", { className: "soft" }, message),
        element("p", {}, `Press Connect on the page of your server at ${server}, then say yes. There is nothing to copy.`),
      ],
      button("Open the Connect page", acts.connect, "main"),
    ),
  /** @type {(connection: import("../shared/messages.js").Connection, acts: Acts) => HTMLElement | null} */
  unconfirmed: (_connection, acts) =>
    notice(
      "Waiting for your yes",
      [element("p", {}, "Your server’s Connect page asks whether it was you. Say yes there.")],
      button("Open the Connect page", acts.connect, "main"),
    ),
  /** @type {(connection: import("../shared/messages.js").Connection, acts: Acts) => HTMLElement | null} */
  unreachable: ({ server }, acts) =>
    notice(
      "Your server is not running",
      [
        element(
          "p",
          {},
          `Nothing answers at ${server}. Start it with `,
          element("code", {}, "python3 scripts/run.py"),
          " in Postil’s folder.",
        ),
        element("p", { className: "soft" }, "Marks that you make now are kept in this browser, and sent when it is back."),
      ],
      button("Look again", acts.again),
      button("Options", acts.options),
    ),
  /** @type {(connection: import("../shared/messages.js").Connection, acts: Acts) => HTMLElement | null} */
  misfit: ({ message }, acts) =>
    notice(
      "The server and this extension do not fit",
      [element("p", {}, message)],
      button("Look again", acts.again),
      button("Options", acts.options),
    ),
};

/** @param {import("../shared/messages.js").TabView | null} view @param {string} key @param {Acts} acts */
function tabNotice(view, key, acts) {
  if (!view) {
    const way = key ? ["Press the Postil button or ", element("kbd", {}, key)] : ["Press the Postil button"];
    return notice("No article read yet", [
      element("p", {}, ...way, " on an article to see who is in it, and who they were that day."),
    ]);
  }
  const said = {
    ready: () =>
      view.article?.state === "truncated"
        ? notice(
            "Only the beginning of the article",
            [
              element(
                "p",
                {},
                "The page kept the rest for subscribers, or for people who sign in. Sign in there and read it again.",
              ),
            ],
            button("Read this page", acts.read),
          )
        : null,
    working: null,
    unsaved: () =>
      notice(
        "Not in your library yet",
        [element("p", {}, "Read the page to save its article and see who is in it.")],
        button("Read this page", acts.read, "main"),
      ),
    unanswered: () =>
      view.marks.length
        ? null
        : notice(
            "Not known here",
            [element("p", {}, "Only your server knows whether this page is in your library. Read it, and it is kept for then.")],
            button("Read this page", acts.read),
          ),
    waiting: () =>
      notice("Kept for later", [element("p", {}, "This page and your marks on it go to your server when it is back.")]),
    not_article: () => notice("No article on this page", [element("p", {}, view.message)]),
    failed: () => notice("That did not work", [element("p", {}, sentence(view.message))]),
  };
  return said[view.phase]?.() ?? null;
}

const MOMENT = new Intl.DateTimeFormat("en-GB", { dateStyle: "medium", timeStyle: "short" });

/**
 * That marks are shown which the server told some time ago; empty where they are its latest word.
 * @param {import("../shared/messages.js").TabView | null} view
 */
export function asOfWords(view) {
  if (!view?.asOf || view.phase === "working") return "";
  const silent = view.phase === "unanswered" || view.phase === "waiting";
  return `${silent ? "The server does not answer; these" : "These"} are your marks as of ${MOMENT.format(new Date(view.asOf))}.`;
}

/** @param {import("../shared/messages.js").Connection} connection @param {Acts} acts */
function unsent({ waiting, refused }, acts) {
  if (!waiting && !refused) return null;
  const words = [
    refused > 0 && `The server refused ${refused === 1 ? "a change" : `${refused} changes`}. `,
    waiting > 0 && `${waiting === 1 ? "1 change waits" : `${waiting} changes wait`} to be sent. `,
  ].filter((each) => typeof each === "string");
  return element(
    "div",
    { className: "notice slim" },
    ...words,
    element("button", { type: "button", className: "plain", click: acts.options }, waiting + refused === 1 ? "See it" : "See them"),
  );
}

/** @param {string} words */
function sentence(words) {
  const whole = /[.?!”]$/.test(words) ? words : `${words}.`;
  return whole.charAt(0).toUpperCase() + whole.slice(1);
}

/** @param {string} title @param {(Node | string | false)[]} body @param {...Node} buttons */
function notice(title, body, ...buttons) {
  const row = buttons.length > 0 && element("div", { className: "row" }, ...buttons);
  return element("div", { className: "notice" }, element("h2", {}, title), ...body.filter((each) => each !== ""), row);
}

/** @param {string} label @param {() => unknown} act @param {string} [className] */
function button(label, act, className = "") {
  return element("button", { type: "button", className, click: act }, label);
}
