// @ts-check
/** Which day the article is from: told above the cards, and said otherwise by the reader. */

import { element } from "../shared/elements.js";

const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/** @typedef {Pick<import("../shared/messages.js").Article, "published" | "revised" | "day" | "as_of">} Dated */

/**
 * For which day the cards speak, and why; empty with an older server, which does not say.
 * @param {Dated} article
 */
export function dayTold({ published, revised, day, as_of: asOf }) {
  if (asOf === undefined) return "";
  if (asOf === null) return "The page does not say which day it is from, so no offices of that day are told.";
  if (day) return `As they were on ${shownDate(asOf)}, the day that you said.`;
  const anew = published && asOf === revised ? `: the article, first of ${shownDate(published)}, was written anew` : "";
  return `As they were on ${shownDate(asOf)}${anew}.`;
}

/**
 * A form, closed at first, by which the reader says the day or takes it back; null with an older server.
 * @param {Dated} article
 * @param {(day: string | null) => unknown} say
 */
export function dayForm({ published, day, as_of: asOf }, say) {
  if (day === undefined) return null;
  const input = element("input", { type: "date", max: today(), value: (day ?? asOf ?? "").slice(0, 10), required: true });
  const form = element("form", {}, element("label", {}, "It is from ", input), element("button", {}, "Save"));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    say(input.value);
  });
  const back = published ? `As the page says, ${shownDate(published)}` : "As the page says: no day";
  return element(
    "details",
    { className: "correct" },
    element("summary", {}, asOf ? "Another day?" : "Say which day"),
    form,
    day && element("button", { type: "button", className: "plain", click: () => say(null) }, back),
  );
}

/** Where the reader is. */
function today() {
  const now = new Date();
  return [now.getFullYear(), now.getMonth() + 1, now.getDate()].map((part) => String(part).padStart(2, "0")).join("-");
}

/** A day as the cards write it: "17 Dec 2011". @param {string} date ISO 8601. */
function shownDate(date) {
  const [year, month, day] = date.slice(0, 10).split("-").map(Number);
  return `${day} ${MONTHS[month - 1]} ${year}`;
}
