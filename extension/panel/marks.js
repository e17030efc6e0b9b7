// @ts-check
/** The reader's marks on the page, as elements: to be found, edited and deleted from the keyboard alone. */

import { element } from "../shared/elements.js";
import { INKS } from "../shared/look.js";

/** @typedef {import("../shared/messages.js").Mark} Mark */

/** What is said of a mark that does not simply stand there. */
const STATES = { anchored: "", moved: "", changed: "changed since", lost: "no longer in the article" };

/**
 * @param {Mark} mark
 * @param {{ astray: boolean, unread: boolean }} where Not found on the page as it stands; on one that was
 *   never captured, where the server can't know a place.
 * @param {{
 *   show: () => unknown,
 *   edit: (changes: import("../shared/messages.js").Changes) => Promise<unknown>,
 *   erase: () => unknown,
 * }} acts
 */
export function markElement(mark, where, acts) {
  const form = element("form", { hidden: true });
  const called = mark.quote ? `the mark: ${mark.quote}` : `the note: ${mark.note}`;
  const edit = element(
    "button",
    { type: "button", className: "plain", "aria-expanded": "false", "aria-label": `Edit ${called}` },
    "Edit",
  );
  edit.addEventListener("click", () => {
    if (form.hidden) form.replaceChildren(...fields(mark));
    form.hidden = !form.hidden;
    edit.setAttribute("aria-expanded", String(!form.hidden));
    if (!form.hidden) form.querySelector("textarea")?.focus();
  });
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    await acts.edit(typed(new FormData(form)));
  });
  return element(
    "li",
    { className: "mark", "data-ink": mark.colour },
    mark.quote
      ? element("button", { type: "button", className: "quote", title: "Show on the page", click: acts.show }, mark.quote)
      : element("p", { className: "soft" }, mark.replies_to?.length ? "Reply" : "On the whole page"),
    mark.note && element("p", { className: "note" }, mark.note),
    element(
      "div",
      { className: "row" },
      ...mark.tags.map((tag) => element("span", { className: "pill" }, tag)),
      ...pills(mark, where),
      edit,
      element(
        "button",
        { type: "button", className: "plain", "aria-label": `Delete ${called}`, click: acts.erase },
        "Delete",
      ),
    ),
    mark.problem && element("p", { className: "bad" }, mark.problem),
    form,
  );
}

/** @param {Mark} mark @param {{ astray: boolean, unread: boolean }} where */
function pills(mark, { astray, unread }) {
  const words = [
    mark.sync === "waiting" && "not sent yet",
    (!unread && STATES[mark.state]) || (astray && "not found on the page"),
  ].filter((each) => typeof each === "string" && each !== "");
  const refused = mark.sync === "refused" ? [element("span", { className: "pill bad" }, "refused")] : [];
  return [...refused, ...words.map((each) => element("span", { className: "pill" }, String(each)))];
}

/** @param {Mark} mark */
function fields(mark) {
  const dots = INKS.map(({ name }) =>
    element(
      "label",
      { title: name },
      element("input", {
        type: "radio",
        name: "colour",
        value: name,
        checked: name === mark.colour,
        "aria-label": name,
        "data-ink": name,
      }),
    ),
  );
  return [
    element("fieldset", { className: "dots", "aria-label": "Colour" }, ...dots),
    element("label", { className: "field" }, "Note", element("textarea", { name: "note", value: mark.note })),
    element(
      "label",
      { className: "field" },
      "Tags, with commas between",
      element("input", { type: "text", name: "tags", value: mark.tags.join(", ") }),
    ),
    element("div", { className: "row" }, element("button", { className: "main" }, "Save")),
  ];
}

/** @param {FormData} form @returns {import("../shared/messages.js").Changes} */
function typed(form) {
  const tags = String(form.get("tags"))
    .split(",")
    .map((tag) => tag.trim().replace(/^#/, ""));
  return {
    colour: /** @type {Mark["colour"]} */ (form.get("colour")),
    note: String(form.get("note")).trim(),
    tags: [...new Set(tags)].filter(Boolean),
  };
}
