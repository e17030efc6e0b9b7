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
 * When an office was held: "since 17 Dec 2011", "2017 to 2021"; empty when nothing is known.
 * @param {{ start: string | null, end: string | null }} term
 */
export function shownTerm({ start, end }) {
  if (start && end) return `${shownDate(start)} to ${shownDate(end)}`;
  if (start) return `since ${shownDate(start)}`;
  return end ? `until ${shownDate(end)}` : "";
}

/**
 * A card. ``jump`` leads to one of its mentions, by index, and tells whether it was found on the page.
 * @param {Card} card
 * @param {string} server The server's address, for links into the library.
 * @param {(index: number) => Promise<boolean>} jump
 */
export function cardElement(card, server, jump) {
  return element(
    "article",
    { className: `card ${card.basis}` },
    element("h3", {}, card.person.name),
    ...offices(card),
    yourMarks(card, server),
    element(
      "p",
      { className: "meta" },
      mentionsButton(card, jump),
      ...namedAs(card),
      ...standing(card),
      ...sources(card),
    ),
  );
}

/** @param {Card} card */
function offices({ then, now, basis, from_article: words, alive_then: alive, person }) {
  const lines = [];
  if (then) lines.push(line("office", then.office, shownTerm(then)));
  else if (basis === "article" && words) lines.push(line("office", `“${words}”`, "from this article"));
  else if (person.description) lines.push(element("p", { className: "office" }, person.description));
  if (now) lines.push(line("later", `${then ? "Now " : "Today "}${now.office}`, shownTerm(now)));
  if (alive === false) lines.push(element("p", { className: "later" }, "Not alive on the day of the article"));
  return lines;
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

/** @param {Card} card */
function standing({ basis, alternatives }) {
  return [
    basis === "article" && element("span", { className: "pill" }, "not known elsewhere"),
    alternatives.length > 0 && element("span", {}, `or else: ${alternatives.map(describedAs).join("; ")}`),
  ];
}

/** @param {Card["alternatives"][number]} person */
function describedAs({ name, description }) {
  return description ? `${name}, ${description}` : name;
}

/** @param {Card} card */
function sources({ sources: all }) {
  return all.map(({ label, url, retrieved }) => {
    const words = retrieved ? `${label}, ${shownDate(retrieved)}` : label;
    const isWeb = url !== null && /^https?:\/\//.test(url);
    return isWeb ? element("a", { href: url, target: "_blank", rel: "noreferrer" }, words) : element("span", {}, words);
  });
}
