// @ts-check
/** The panel: who is in the article of the tab in front, and the reader's marks on it. */

import { offsets } from "../content/anchor.js";
import { element } from "../shared/elements.js";
import { keepingFocus } from "../shared/focus.js";
import { TOKENS } from "../shared/generated.js";
import { wear } from "../shared/look.js";
import { asker, teller } from "../shared/messages.js";
import { cardItem, nobody } from "./cards.js";
import { dayForm, dayTold } from "./day.js";
import { list } from "./list.js";
import { markItem } from "./marks.js";
import { newsNotice } from "./news.js";
import { asOfWords, notices } from "./notices.js";
import { partsAt, partsOf } from "./parts.js";

wear(document, TOKENS);

const { commands, permissions, runtime, storage, tabs } = chrome;
const ask = asker(runtime);
const tell = teller(tabs);

/** How often the panel looks, while it is seen: for a server that does not answer, and for marks made elsewhere. */
const LOOK_MS = 3000;

/** @type {number | null} */
let tabId = null;
/** @type {import("../shared/messages.js").Connection | null} */
let connection = null;
let server = "";
/** @type {import("../shared/messages.js").TabView | null} */
let view = null;
/** What is drawn, so that nothing is drawn anew while the reader is in it. @type {Record<string, string>} */
const drawn = {};

/** @param {string} id */
const place = (id) => /** @type {HTMLElement} */ (document.getElementById(id));

/**
 * Fill a part of the panel when what it shows has changed.
 * @param {string} id
 * @param {unknown} shows
 * @param {() => (Node | string | null | false)[]} make
 */
function draw(id, shows, make) {
  const now = JSON.stringify(shows);
  if (drawn[id] === now) return;
  drawn[id] = now;
  place(id).replaceChildren(.../** @type {Node[]} */ (make().filter(Boolean)));
}

async function show() {
  const key = (await commands.getAll()).find(({ name }) => name === "cast")?.shortcut ?? "";
  const chosen = await isChosen();
  const known = connection;
  if (known) keepingFocus(() => drawAll(known, key, chosen));
}

/**
 * @param {import("../shared/messages.js").Connection} known
 * @param {string} key The key that opens the panel; empty when it has none.
 * @param {boolean} chosen Whether the reader chose the site.
 */
function drawAll(known, key, chosen) {
  const article = view?.article ?? null;
  const people = article?.people ?? [];
  draw("notices", [known, view?.phase, view?.message, Boolean(view?.marks.length), article?.state, key], () => notices(known, view, key, acts));
  draw("passing", [tabId, view?.url], () => []); // what was said of another page goes with it
  const marked = view?.marks.length ?? 0;
  draw("count", [Boolean(article), people.length, marked], () => counts(article && people.length, marked));
  place("title").textContent = view ? "In this article" : "Postil";
  draw("cast-bones", view?.phase === "working" && !article, () => (view?.phase === "working" && !article ? bones() : []));
  draw("nobody", [article?.id, people.length], () => [article !== null && article.versions.length > 0 && !people.length && nobody(article)]);
  const told = article && people.length > 0 ? article : null;
  draw("as-of", [tabId, told?.id, told?.as_of, told?.revised, told?.day], () => (told ? dayShown(told) : []));
  server = known.server;
  showCast(people);
  draw("nobodies", [tabId, article?.corrections], () => nobodies(article?.corrections ?? []));
  showParts(article, server);
  draw("news", [article?.id, article?.news], () => [article?.news ? newsShown(article, article.news) : null]);
  drawMarks();
  draw("foot", [server, view?.url, article?.id, chosen], () => foot(chosen));
}

const acts = {
  connect: () => tabs.create({ url: `${connection?.server}/connect` }),
  again: () => look(),
  read: () => tabId !== null && tell(tabId, "read", null).catch(say),
  options: () => runtime.openOptionsPage(),
};

/** @param {number | null} people Null before there is an article. @param {number} marked */
function counts(people, marked) {
  const marks = element("a", { href: "#marks" }, `${marked === 1 ? "1 mark" : `${marked} marks`} ↓`);
  const said = people !== null && (people === 1 ? "1 person" : `${people} people`);
  return [said, said && marked > 0 && " · ", marked > 0 && marks];
}

function bones() {
  return [
    element("div", { className: "card bones", role: "img", "aria-label": "Reading the article" }),
    element("div", { className: "card bones" }),
    element("div", { className: "card bones" }),
  ];
}

const showCast = list(
  place("cast"),
  (/** @type {import("../shared/messages.js").Card} */ { person }) => `${tabId} ${view?.url} ${person.id}`,
  (first) => {
    const tab = Number(tabId);
    return cardItem(first, server, (card) => ({
      jump: (index) => showMention(card, index),
      correct: (says, who) => ask("correct", { tabId: tab, person: card.person.id, says, ...(who ? { who } : {}) }).catch(say),
      takeBack: (id) => ask("takeBack", { tabId: tab, id }).catch(say),
    }));
  },
);

/** @param {import("../shared/messages.js").Article} article */
function dayShown(article) {
  const tab = Number(tabId);
  const said = (/** @type {string | null} */ day) => ask("sayDay", { tabId: tab, day });
  const changed = () => offer("The article’s day is changed.", () => said(article.day ?? null));
  return [element("p", {}, dayTold(article)), dayForm(article, (day) => said(day).then(changed, say))];
}

/** Names that the reader said are nobody's. @param {import("../shared/messages.js").PersonCorrection[]} corrections */
function nobodies(corrections) {
  const tab = Number(tabId);
  const said = corrections.filter(({ says }) => says === "not_a_person");
  return said.map(({ id, name }) => {
    const label = `Take back what you said of ${name}`;
    const undo = () => ask("takeBack", { tabId: tab, id }).catch(say);
    const button = element("button", { type: "button", className: "plain", "aria-label": label, click: undo }, "Undo");
    return element("p", {}, `“${name}”: not a person, you said. `, button);
  });
}

/** @param {import("../shared/messages.js").Card} card @param {number} index */
async function showMention(card, index) {
  const { start, end } = card.mentions[index];
  return tabId !== null && (await tell(tabId, "showMention", { start, end }).catch(() => false));
}

/** @param {import("../shared/messages.js").Article} article @param {import("../shared/messages.js").News} news */
function newsShown({ id, versions }, news) {
  const tab = Number(tabId);
  return newsNotice(news, `${server}/articles/${encodeURIComponent(id)}/versions`, () =>
    ask("putAway", { tabId: tab, version: versions[versions.length - 1].id }).then(
      () => offer("Put away.", () => ask("putAway", { tabId: tab, version: null })),
      say,
    ),
  );
}

const showParts = partsOf(place("parts"), {
  say: (parts) => sayParts(parts),
  saySelected: () => saySelected().catch(say),
});

/** The reader contradicts what was done with parts of the page. @param {import("../shared/messages.js").Contradicted[]} parts */
function sayParts(parts) {
  const tab = Number(tabId);
  return ask("sayParts", { tabId: tab, parts }).then((said) => {
    const back = said.map(({ id, deleted }) => ({ id, deleted: deleted === null }));
    const now = parts[0].is_text ? "Counts as text" : "Left out";
    if (said.length) offer(`${now} on this outlet's pages.`, () => ask("turnCorrections", { tabId: tab, said: back }));
  }, say);
}

/** The reader says that what is selected on the page is not part of the article. */
async function saySelected() {
  const article = view?.article;
  const passage = tabId === null ? null : await tell(tabId, "selected", null);
  if (!article || !passage) throw new Error("Select on the page what is not part of the article, then press that.");
  const parts = partsAt(article, passage);
  if (!parts.length) throw new Error("These words are not in the article as it is kept: they are left out already.");
  return sayParts(parts);
}

const showMarks = list(
  place("mark-list"),
  (/** @type {import("./marks.js").Item} */ { mark }) => `${tabId} ${mark.key}`,
  (item) => {
    const tab = Number(tabId);
    const { key } = item.mark;
    const edit = (
      /** @type {import("../shared/messages.js").Changes} */ changes,
      /** @type {import("../shared/messages.js").Seen | undefined} */ seen = undefined,
    ) => ask("edit", { tabId: tab, key, changes, seen });
    return markItem(item, {
      show: () => tell(tab, "showMark", { key }).catch(say),
      place: () => tell(tab, "placeMark", { key }).catch(say),
      placeBack: () => edit({ place_back: true }).catch(say),
      edit: (changes, { revision, note, tags }) => edit(changes, { revision, note, tags }).catch(say),
      retry: (work) => ask("retry", { key: work }).catch(say),
      discard: (work) => ask("discard", { key: work }).catch(say),
      erase: () => ask("erase", { tabId: tab, key }).then(() => offerUndo(tab, key), say),
    });
  },
);

function drawMarks() {
  const unread = view?.article?.versions.length === 0;
  const names = new Map(view?.article?.people.map(({ person }) => [person.id, person.name]));
  const items = (view?.marks ?? []).map((mark) => ({
    mark,
    astray: Boolean(view?.astray.includes(mark.key)),
    unread,
    became: wordsNow(mark),
    speaker: names.get(mark.said_by ?? "") ?? "",
  }));
  place("marks").hidden = !items.length;
  place("marks-title").textContent = items.length === 1 ? "Your mark here" : `Your ${items.length} marks here`;
  draw("marks-as-of", asOfWords(view), () => [asOfWords(view)]);
  showMarks(items);
}

/** What the words of a changed mark became in the article, else "". @param {import("../shared/messages.js").Mark} mark */
function wordsNow(mark) {
  const place = view?.saved.find(({ key }) => key === mark.key);
  const text = view?.article?.text ?? "";
  if (mark.state !== "changed" || place?.start == null || place.end == null) return "";
  const { toUnits } = offsets(text);
  return text.slice(toUnits(place.start), toUnits(place.end));
}

/**
 * Stands apart from the notices, which are drawn anew whenever the connection changes.
 * @param {number} tab
 * @param {string} key
 */
function offerUndo(tab, key) {
  const controls = `[data-key="${CSS.escape(key)}"] button:not([hidden])`;
  offer(
    "Mark deleted.",
    () => ask("restore", { tabId: tab, key }),
    () => /** @type {HTMLElement | null} */ (document.querySelector(controls))?.focus(),
  );
}

/**
 * Say what was done, with a way back.
 * @param {string} done
 * @param {() => Promise<unknown>} back
 * @param {() => unknown} [land] Gives the keyboard to what came back.
 */
function offer(done, back, land) {
  const undo = element("button", { type: "button", className: "plain" }, "Undo");
  const notice = element("div", { className: "notice slim" }, `${done} `, undo);
  undo.addEventListener("click", async () => {
    keepingFocus(() => notice.remove());
    const resting = document.activeElement;
    await back().catch(say);
    await turnToTab();
    // A reader who went on meanwhile is left in peace.
    if (document.activeElement === resting) land?.();
  });
  place("passing").append(notice);
  undo.focus();
}

/** Say on the panel what went wrong. @param {Error} error */
function say(error) {
  place("passing").append(element("div", { className: "notice slim bad" }, error.message));
}

/** The match pattern of the site in front; null where there is none. */
function sitePattern() {
  const url = view ? new URL(view.url) : null;
  return url && /^https?:$/.test(url.protocol) ? `*://${url.hostname}/*` : null;
}

async function isChosen() {
  const pattern = sitePattern();
  return pattern !== null && (await permissions.contains({ origins: [pattern] }));
}

/** @param {boolean} chosen Whether the browser lets Postil show marks on this site by itself. */
function foot(chosen) {
  const pattern = sitePattern();
  const { id } = view?.article ?? {};
  const [path, name] = id ? [`/articles/${encodeURIComponent(id)}`, "This article in your library"] : ["/", "Your library"];
  const library = element("a", { href: server + path, target: "_blank", rel: "noopener" }, name);
  const options = element("button", { type: "button", className: "plain", click: acts.options }, "Options");
  const ways = element("div", { className: "row" }, library, options);
  if (!pattern || !view) return [ways];
  const box = element("input", { type: "checkbox", checked: chosen });
  box.addEventListener("click", async (event) => {
    // The browser asks the reader first: the box says what is so, not what is wished.
    event.preventDefault();
    const asked = { origins: [pattern] };
    await (chosen ? permissions.remove(asked) : permissions.request(asked)).catch(say);
    await show();
    place("foot").querySelector("input")?.focus();
  });
  return [
    element("label", {}, box, `Show my marks when I come back to ${new URL(view.url).hostname}`),
    ways,
  ];
}

/** Greet the server, and send what waits. */
async function look() {
  connection = await ask("wake", null);
  await show();
}

async function turnToTab() {
  const [tab] = await tabs.query({ active: true, currentWindow: true });
  tabId = tab?.id ?? null;
  view =
    tabId === null ? null : /** @type {any} */ ((await storage.session.get(`tab:${tabId}`))[`tab:${tabId}`] ?? null);
  await show();
}

tabs.onActivated.addListener(turnToTab);
storage.session.onChanged.addListener((changes) => {
  if (changes.connection?.newValue) connection = /** @type {any} */ (changes.connection.newValue);
  if (tabId !== null && `tab:${tabId}` in changes) view = /** @type {any} */ (changes[`tab:${tabId}`].newValue ?? null);
  show();
});
setInterval(() => {
  if (document.visibilityState !== "visible") return;
  if (connection?.state !== "ready") look();
  // The server may have gone meanwhile: whoever next wants something of it says so.
  else if (tabId !== null && view?.article) ask("freshen", { tabId }).catch(() => null);
  if (tabId !== null && view?.article?.people.some(({ pending }) => pending)) ask("lookAgain", { tabId }).catch(say);
}, LOOK_MS);

await turnToTab();
await look();
