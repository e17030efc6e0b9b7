// @ts-check
/** People's cards, as elements. */

import { element } from "../shared/elements.js";

/** @typedef {import("../shared/messages.js").Card} Card */

const FULL = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short", year: "numeric", timeZone: "UTC" });
const MONTH = new Intl.DateTimeFormat("en-GB", { month: "short", year: "numeric", timeZone: "UTC" });

/**
 * A day, month or year as people write it: "17 Dec 2011", "Dec 2011", "2011".
 * @param {string} date ISO 8601, as far as it is known.
 */
export function shownDate(date) {
  if (/^\d{4}-\d\d-\d\d/.test(date)) return FULL.format(new Date(`${date.slice(0, 10)}T00:00Z`));
  if (/^\d{4}-\d\d$/.test(date)) return MONTH.format(new Date(`${date}-01T00:00Z`));
  return date;
}

/**
 * When an office was held: "since 17 Dec 2011, known up to 31 Dec 2025", "2017 to 2021"; empty when nothing is known.
 * @param {{ start: string | null, end: string | null, known?: string | null }} term
 */
export function shownTerm({ start, end, known }) {
  if (start && end) return `${shownDate(start)} to ${shownDate(end)}`;
  if (start) return `since ${shownDate(start)}${known ? `, known up to ${shownDate(known)}` : ""}`;
  return end ? `until ${shownDate(end)}` : "";
}

/** Below this a card says that it is not sure. */
const SURE = 0.85;

/** A summary becomes this long at most; its source, which the card links to, has the rest. */
const MOST_SHOWN = 320;

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
    const wasOpen = item.querySelector("details")?.open ?? false;
    const typed = item.querySelector("input")?.value ?? "";
    item.className = `card ${card.basis}`;
    const correcting = correctingOf(card, acts);
    correcting.open = wasOpen;
    /** @type {HTMLInputElement} */ (correcting.querySelector("input")).value = typed;
    item.replaceChildren(
      ...[
        element("h3", {}, card.person.name),
        yourMarks(card, server),
        ...offices(card),
        card.summary ? element("p", { className: "later summary" }, shortened(card.summary)) : null,
        ...uncertain(card),
        card.pending ? element("p", { className: "later pending" }, "Being looked up…") : null,
        element(
          "p",
          { className: "meta" },
          mentionsButton(card, acts.jump),
          ...namedAs(card),
          isUnknown(card) && element("span", { className: "pill" }, "not known elsewhere"),
          ...sources(card),
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

/** Whether nobody by that name is known, and nobody is being asked for one. @param {Card} card */
function isUnknown({ basis, alternatives, pending }) {
  return basis === "article" && !alternatives.length && !pending;
}

/** Others who could be meant, and how sure the card is. @param {Card} card */
function uncertain({ alternatives, basis, confidence }) {
  const isUnsure = basis !== "article" && confidence < SURE;
  const isShared = basis === "article" && confidence < 1;
  const doubt = isUnsure ? "Not certain" : isShared && "Some of these mentions may mean somebody else of that name";
  if (!alternatives.length) return doubt ? [element("p", { className: "later" }, doubt)] : [];
  const one = alternatives.length === 1 ? "Could be:" : "Could be one of these:";
  const words = basis === "article" ? one : "Not certain; could also be:";
  const others = alternatives.map((other) => element("li", {}, describedAs(other)));
  return [element("p", { className: "later" }, words), element("ul", { className: "later others" }, ...others)];
}

/** @param {string} summary */
function shortened(summary) {
  return summary.length > MOST_SHOWN ? `${summary.slice(0, MOST_SHOWN).replace(/\s+\S*$/, "")}…` : summary;
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

/** @param {Card} card */
function offices({ then, now, last_known: last, basis, from_article: words, alive_then: alive, person }) {
  const lines = [];
  const description = unbroken(person.description);
  if (then) lines.push(line("office", then.office, shownTerm(then)));
  else if (last) lines.push(line("office", `Last known: ${last.office}`, shownTerm(last)));
  else if (basis !== "article" && description) lines.push(element("p", { className: "office" }, description));
  if (!then && words) lines.push(line(lines.length ? "later" : "office", `“${words}”`, "from this article"));
  const besides = then || last ? besidesOffices(description, [then?.office, last?.office]) : "";
  if (besides) lines.push(element("p", { className: "later about", title: besides }, besides));
  if (then && last) lines.push(line("later", `Last known: ${last.office}`, shownTerm(last)));
  if (now) lines.push(line("later", `${then ? "Now " : "Today "}${now.office}`, shownTerm(now)));
  if (alive === false) lines.push(element("p", { className: "later" }, "Not alive on the day of the article"));
  return lines;
}

/** A text with no line's end within "2008–2013". @param {string} text */
function unbroken(text) {
  return text.replace(/(?<=\d–)(?=\d)/g, "\u2060");
}

/**
 * What a description says beside the offices that are shown already.
 * @param {string} description
 * @param {(string | undefined)[]} shown
 */
function besidesOffices(description, shown) {
  return description
    .split("; ")
    .filter((part) => !shown.includes(part.split(",")[0]))
    .join("; ");
}

/** @param {string} name @param {string} words @param {string} aside */
function line(name, words, aside) {
  return element(
    "p",
    { className: name },
    words,
    aside && " ",
    aside && element("span", { className: "since" }, aside),
  );
}

/** @param {Card} card @param {string} server */
function yourMarks({ your_marks: { count, last }, person }, server) {
  if (!count) return null;
  const passages = count === 1 ? "a passage" : `${count} passages`;
  const when = last ? `, ${count === 1 ? "" : "last "}on ${shownDate(last)}` : "";
  const link = {
    href: `${server}/people/${encodeURIComponent(person.id)}`,
    target: "_blank",
    "aria-label": `Show your marks about ${person.name}`,
  };
  return element(
    "p",
    { className: "mine" },
    `You marked ${passages} about ${person.name}${when}. `,
    element("a", link, "Show"),
  );
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

/** How the article names the person, where that says more than the card's own name. @param {Card} card */
function namedAs({ named_as: forms, person, basis }) {
  const others = forms.filter((form) => !form.includes(person.name));
  if (!others.length) return [];
  const words = person.name.toLowerCase().split(/\s+/);
  const isName = (/** @type {string} */ form) => splitName(form).some((word) => words.includes(word));
  const list = others.map((form) => `“${form}”`).join(", ");
  const named = basis === "article" || forms.some(isName);
  return [element("span", {}, named ? `named ${list}` : `not named in the text: ${list}`)];
}

/** @param {string} form */
function splitName(form) {
  return form.toLowerCase().split(/[\s'’]+/);
}

/** @param {Card["alternatives"][number]} person */
function describedAs({ name, description }) {
  return description ? `${name}, ${unbroken(description)}` : name;
}

/** @param {Card} card */
function sources({ sources: all }) {
  return all.map(({ label, url, retrieved }) => {
    const words = retrieved ? `${label}, ${shownDate(retrieved)}` : label;
    const isWeb = url !== null && /^https?:\/\//.test(url);
    return isWeb ? element("a", { href: url, target: "_blank", rel: "noreferrer" }, words) : element("span", {}, words);
  });
}
