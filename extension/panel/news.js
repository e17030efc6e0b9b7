// @ts-check
/** What the outlet changed in silence: the words, and when, until the reader puts it away. */

import { element } from "../shared/elements.js";

/** Changes shown at once; the web view has all. */
const MOST_SHOWN = 5;

/**
 * @param {import("../shared/messages.js").News} news
 * @param {string} all Where the web view shows all changes.
 * @param {() => unknown} seen Puts them away.
 * @returns {HTMLElement | null}
 */
export function newsNotice(news, all, seen) {
  if (!news.differences.length) return null;
  const shown = together(news.marks)
    .slice(0, MOST_SHOWN)
    .map(({ quotes, edit }) =>
      element(
        "div",
        { className: "edit" },
        element("p", { className: "soft" }, `At ${quotes.join(", ")}, by ${when(edit.new.captured)}:`),
        ...edit.changes.slice(0, MOST_SHOWN).map((change) => element("p", { className: "change" }, ...words(change))),
      ),
    );
  const details = news.differences.flatMap(({ details }) => details);
  const said = details.map(({ name, old, new: now }) =>
    element("p", {}, `The ${name}: `, old && element("del", {}, old), " ", now && element("ins", {}, now)),
  );
  const title = news.marks.length ? "Changed near your marks" : "Changed since you marked it";
  const link = element("a", { href: all, target: "_blank", rel: "noopener" }, "All changes");
  const button = element("button", { type: "button", click: seen }, "Seen");
  const row = element("div", { className: "row" }, button, link);
  return element("div", { className: "notice news" }, element("h2", {}, title), ...shown, ...said, row);
}

/**
 * Edits that are the same, once, with the quotes of all marks they are near.
 * @param {import("../shared/messages.js").News["marks"]} edits
 */
function together(edits) {
  /** @type {Map<string, { quotes: string[], edit: import("../shared/messages.js").News["marks"][number] }>} */
  const found = new Map();
  for (const edit of edits) {
    const says = JSON.stringify([edit.new.captured, edit.changes]);
    const same = found.get(says) ?? { quotes: [], edit };
    same.quotes.push(`“${shortened(edit.quote)}”`);
    found.set(says, same);
  }
  return [...found.values()];
}

/** @param {import("../shared/messages.js").Change} change */
function words(change) {
  const whole = change.kind === "inserted" ? change.new : change.old;
  const pieces = change.pieces.length ? change.pieces : [{ kind: change.kind, text: whole }];
  return pieces.map(({ kind, text }) =>
    kind === "inserted" ? element("ins", {}, text) : kind === "deleted" ? element("del", {}, text) : text,
  );
}

/** @param {string} moment */
function when(moment) {
  return new Date(moment).toLocaleString(undefined, { dateStyle: "medium", timeStyle: "short" });
}

/** @param {string} text */
function shortened(text) {
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}
