// @ts-check
/** What a reader writes on a mark, from the fields of a form. */

/** @typedef {import("./messages.js").Seen} Seen */

/** A note as a field gives it: other programs end lines in other ways, which is no change of the reader's. @param {string} text */
export function noteIn(text) {
  return text.replace(/\r\n?/g, "\n").trim();
}

/** The tags in a line with commas between, each once. @param {string} typed */
export function tagsIn(typed) {
  const words = (/** @type {string} */ tag) => tag.replace(/^\s*#/, "").split(/\s+/).filter(Boolean).join(" ");
  return [...new Set(typed.split(",").map(words))].filter(Boolean);
}

/** Tags as a line. @param {string[]} tags */
export function lineOf(tags) {
  return tags.join(", ");
}

/**
 * What the fields say that they did not say when they were filled from ``seen``.
 * @param {Pick<Seen, "note" | "tags">} seen
 * @param {{ note: string, tags: string }} fields As they stand.
 * @returns {import("./messages.js").Changes}
 */
export function changesTo(seen, fields) {
  const [note, tags] = [noteIn(fields.note), tagsIn(fields.tags)];
  // Another program's tag may have a comma in it, and comes back from the line as two.
  const filled = tagsIn(lineOf(seen.tags));
  return {
    ...(note === noteIn(seen.note) ? {} : { note }),
    ...(lineOf(tags) === lineOf(filled) ? {} : { tags }),
  };
}
