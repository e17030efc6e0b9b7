// @ts-check
/** People's cards, as elements. */

import { element } from "../shared/elements.js";

/** @typedef {import("../shared/messages.js").Card} Card */
/** @typedef {Card["lines"][number]} Line */

/** Lines that stand together in the small print. */
const SMALL_PRINT = new Set(["named", "unknown", "source"]);

/** Lines that say who somebody is: the first of all stands out where it is one of them. */
const LEADING = new Set(["then", "now", "last_known", "article", "about"]);

/**
 * @typedef {object} Acts
 * @property {(index: number) => Promise<boolean>} jump Leads to a mention, by index; whether it was found on the page.
 * @property {(says: import("../shared/messages.js").PersonCorrection["says"], who?: string) => unknown} correct
 * @property {(id: string) => unknown} takeBack
 */

/**
 * A card that can be shown anew; what is open in it stays open.
 * @param {Card} first
 * @param {string} server The server's address, for links into the library.
 * @param {(card: Card) => Acts} actsOn
 * @returns {import("./list.js").Shown<Card>}
 */
export function cardItem(first, server, actsOn) {
  const item = element("article", {});
  const update = (/** @type {Card} */ card) => {
    const acts = actsOn(card);
    const lines = card.lines ?? []; // an older server tells none
    const wasOpen = item.querySelector("details")?.open ?? false;
    const typed = item.querySelector("input")?.value ?? "";
    item.className = `card ${card.basis}`;
    const correcting = correctingOf(card, acts);
    correcting.open = wasOpen;
    /** @type {HTMLInputElement} */ (correcting.querySelector("input")).value = typed;
    item.replaceChildren(
      ...[
        element("h3", {}, card.person.name),
        ...lines.filter(({ role }) => role === "marks").map((line) => yourMarks(line, card, server)),
        ...lines.filter(({ role }) => role !== "marks" && !SMALL_PRINT.has(role)).flatMap(paragraphs),
        element(
          "p",
          { className: "meta" },
          mentionsButton(card, acts.jump),
          ...lines.filter(({ role }) => SMALL_PRINT.has(role)).map(smallPrint),
        ),
        asSaid(card, acts),
        correcting,
      ].filter((each) => each !== null),
    );
  };
  update(first);
  return { element: item, update };
}

/** How much of a text tells its script. */
const BEGINNING = 2000;

/** Why there are no cards. @param {{ text: string }} article */
export function nobody({ text }) {
  const letters = text.slice(0, BEGINNING).match(/\p{L}/gu) ?? [];
  const latin = letters.filter((letter) => /\p{Script=Latin}/u.test(letter));
  return latin.length * 2 < letters.length
    ? "Names in this script are not looked for."
    : "Nobody is named in this article.";
}

/** @param {Card} card @param {Acts} acts */
function asSaid({ corrected, person }, acts) {
  if (!corrected) return null;
  const label = `Take back what you said of ${person.name}`;
  const undo = () => acts.takeBack(corrected);
  return element(
    "p",
    { className: "meta" },
    element("span", { className: "pill" }, "as you said"),
    element("button", { type: "button", className: "plain", "aria-label": label, click: undo }, "Undo"),
  );
}

/** @param {Card} card @param {Acts} acts */
function correctingOf({ person, alternatives, basis }, acts) {
  const button = (/** @type {string} */ label, /** @type {() => unknown} */ act) =>
    element("button", { type: "button", className: "plain", click: act }, label);
  const who = element("input", { type: "text", autocomplete: "off", placeholder: "name or Wikidata id" });
  const form = element("form", {}, element("label", {}, "This is ", who), element("button", {}, "Save"));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    if (who.value.trim()) acts.correct("is", who.value.trim());
  });
  const not = basis === "article" ? "Not any of these" : `Not this ${person.name}`;
  const known = basis !== "article" || alternatives.length > 0;
  return element(
    "details",
    { className: "correct" },
    element("summary", { "aria-label": `Correct who ${person.name} is` }, "Not right?"),
    ...alternatives.map((other) => button(`This is ${describedAs(other)}`, () => acts.correct("is", other.id))),
    form,
    element(
      "div",
      { className: "row" },
      known && button(not, () => acts.correct("not_this_person")),
      button("Not a person", () => acts.correct("not_a_person")),
    ),
  );
}

/**
 * A line of the card, and what is listed below it; the first is who the person was, the others are told beside it.
 * @param {Line} line
 * @param {number} at
 */
function paragraphs({ role, label, text, aside, items }, at) {
  const isFirst = at === 0 && LEADING.has(role);
  const pill = label && element("span", { className: "pill" }, label);
  const shown = element(
    "p",
    { className: isFirst ? "office" : `later ${role}`, title: !isFirst && role === "about" ? text : "" },
    ...(role === "then" ? [] : [pill, pill && " "]),
    text,
    aside && " ",
    aside && element("span", { className: "since" }, aside),
    ...(role === "then" ? [pill && " ", pill] : []),
  );
  const listed = items.map((item) => element("li", {}, item));
  return listed.length ? [shown, element("ul", { className: "later others" }, ...listed)] : [shown];
}

/** @param {Line} line */
function smallPrint({ label, text, url }) {
  if (label) return element("span", { className: "pill" }, label);
  return url ? element("a", { href: url, target: "_blank", rel: "noreferrer" }, text) : element("span", {}, text);
}

/** @param {Line} line @param {Card} card @param {string} server */
function yourMarks({ text }, { person }, server) {
  const link = {
    href: `${server}/people/${encodeURIComponent(person.id)}`,
    target: "_blank",
    "aria-label": `Show your marks about ${person.name}`,
  };
  return element("p", { className: "mine" }, `${text} `, element("a", link, "Show"));
}

/** @param {Card} card @param {(index: number) => Promise<boolean>} jump */
function mentionsButton({ mentions, person }, jump) {
  if (!mentions.length) return null;
  const many = mentions.length;
  const all = many === 1 ? "1 mention" : `${many} mentions`;
  let next = 0;
  const button = element(
    "button",
    { type: "button", className: "plain", "aria-label": `${all} of ${person.name}: show the next` },
    `${all} ↓`,
  );
  button.addEventListener("click", async () => {
    const index = next;
    next = (next + 1) % many;
    const found = await jump(index);
    button.textContent = found ? `${index + 1} of ${many} ↓` : `${index + 1} of ${many}: not found on the page`;
    button.closest(".card")?.parentElement?.querySelector("[aria-current]")?.removeAttribute("aria-current");
    button.closest(".card")?.setAttribute("aria-current", "true");
  });
  return button;
}

/** @param {Card["alternatives"][number]} person */
function describedAs({ name, description }) {
  return description ? `${name}, ${description}` : name;
}
