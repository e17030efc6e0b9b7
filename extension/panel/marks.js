// @ts-check
/** The reader's marks on the page, as elements: to be found, edited and deleted from the keyboard alone. */

import { element } from "../shared/elements.js";
import { INKS } from "../shared/generated.js";
import { changesTo, lineOf } from "../shared/writing.js";

/** @typedef {import("../shared/messages.js").Mark} Mark */

/** Words become this long at most before they are cut: a card shows them, the page has them. */
const MOST_SHOWN = 400;

/** Milliseconds of rest after which what was typed is kept. */
const REST_MS = 1000;

/** What is said of a mark that does not simply stand there. */
const STATES = { anchored: "", moved: "", changed: "changed since", lost: "no longer in the article" };

/**
 * @typedef {object} Item A mark in the list.
 * @property {Mark} mark
 * @property {boolean} astray Whether it is not found on the page as it stands.
 * @property {boolean} unread Whether it is on a page that was never captured, where the server can't know a place.
 * @property {string} became What its words became in the article; empty where they still stand, or are gone.
 * @property {string} speaker Whose words they are; empty where the text does not show it.
 */

/**
 * A mark that can be shown anew; a form that is open, and what is typed in it, stays.
 * @param {Item} first
 * @param {{
 *   show: () => unknown,
 *   place: () => unknown,
 *   placeBack: () => unknown,
 *   edit: (changes: import("../shared/messages.js").Changes, seen: import("../shared/messages.js").Seen) => Promise<unknown>,
 *   erase: () => unknown,
 *   retry: (work: string) => unknown,
 *   discard: (work: string) => unknown,
 * }} acts
 * @returns {import("./list.js").Shown<Item>}
 */
export function markItem(first, acts) {
  let { mark } = first;
  const quote = element("button", { type: "button", className: "quote", title: "Show on the page", click: acts.show });
  const whole = element("p", { className: "soft" });
  const speaker = element("p", { className: "soft" });
  const became = element("p", { className: "now" });
  const note = element("p", { className: "note", dir: "auto" });
  const said = element("span", { className: "row" });
  const form = element("form", { hidden: true });
  const edit = element("button", { type: "button", className: "plain", "aria-expanded": "false" }, "Edit");
  const erase = element("button", { type: "button", className: "plain", click: acts.erase }, "Delete");
  const place = button("Place here", "Place this mark on the words that are selected on the page", acts.place);
  const placeBack = button("Put back", "To where it was before you placed it", acts.placeBack);
  const refusal = element("div", { className: "refusal", hidden: true });
  let [seen, shown] = [mark, ""];
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let rest;
  const keep = () => {
    clearTimeout(rest);
    if (form.hidden || !form.isConnected) return;
    const changes = typed(seen, new FormData(form));
    if (!Object.keys(changes).length) return;
    acts.edit(changes, seen);
    seen = { ...seen, ...changes };
  };
  const open = () => {
    form.replaceChildren(...fields((seen = mark)));
    form.hidden = false;
    // The panel may be closed the next moment.
    window.addEventListener("pagehide", keep);
    edit.setAttribute("aria-expanded", "true");
    form.querySelector("textarea")?.focus();
  };
  const close = () => {
    keep();
    window.removeEventListener("pagehide", keep);
    form.hidden = true;
    edit.setAttribute("aria-expanded", "false");
    edit.focus();
  };
  edit.addEventListener("click", () => (form.hidden ? open() : close()));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    close();
  });
  form.addEventListener("keydown", (event) => event.key === "Escape" && close());
  form.addEventListener("input", () => {
    clearTimeout(rest);
    rest = setTimeout(keep, REST_MS);
  });
  const row = element("div", { className: "row" }, said, place, placeBack, edit, erase);
  const item = element("li", { className: "mark", dir: "auto" }, quote, became, whole, speaker, note, row, refusal, form);
  const update = (/** @type {Item} */ now) => {
    mark = now.mark;
    item.dataset.ink = mark.colour;
    item.dataset.key = mark.key;
    quote.textContent = mark.quote;
    quote.hidden = !mark.quote;
    whole.textContent = mark.quote ? "" : mark.replies_to?.length ? "Reply" : "On the whole page";
    speaker.textContent = now.speaker && `said by ${now.speaker}`;
    became.textContent = now.became && `Now: ${shortened(now.became)}`;
    note.textContent = mark.note;
    place.hidden = now.unread || mark.id === null || (mark.state !== "lost" && mark.state !== "changed");
    placeBack.hidden = !mark.former?.length;
    const tags = mark.tags.map((tag) => element("span", { className: "pill" }, tag));
    said.replaceChildren(...tags, ...pills(now));
    const called = mark.quote ? `the mark: ${mark.quote}` : `the note: ${mark.note}`;
    place.setAttribute("aria-label", `Place here ${called}`);
    placeBack.setAttribute("aria-label", `Put back ${called}`);
    edit.setAttribute("aria-label", `Edit ${called}`);
    erase.setAttribute("aria-label", `Delete ${called}`);
    if (JSON.stringify(mark.refused) !== shown) refusal.replaceChildren(...refused(mark, acts));
    shown = JSON.stringify(mark.refused);
    refusal.hidden = !mark.problem;
  };
  update(first);
  return { element: item, update };
}

/** @param {string} label @param {string} title @param {() => unknown} click */
function button(label, title, click) {
  return element("button", { type: "button", className: "plain", title, click }, label);
}

/**
 * Why something about a mark is not saved, what it is, and what can be done.
 * @param {Mark} mark
 * @param {{ retry: (work: string) => unknown, discard: (work: string) => unknown }} acts
 */
function refused({ problem, refused: work }, acts) {
  if (!work) return [];
  const [again, away] = work.stale ? ["Save mine", "Discard mine"] : ["Try again", "Discard"];
  const kept = work.stale ? "Keep what is written there now" : "It was never saved, and is gone then";
  const mine = work.note && element("p", { className: "note" }, element("span", { className: "soft" }, "You wrote: "), work.note);
  return [
    element("p", { className: "bad" }, String(problem)),
    ...(mine ? [mine] : []),
    element(
      "div",
      { className: "row" },
      button(again, work.stale ? "Write it over what is there now" : "Send it once more", () => acts.retry(work.key)),
      button(away, kept, () => acts.discard(work.key)),
    ),
  ];
}

/** @param {string} words */
function shortened(words) {
  return words.length > MOST_SHOWN ? `${words.slice(0, MOST_SHOWN)}…` : words;
}

/** @param {Item} item */
function pills({ mark, astray, unread }) {
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
      element("input", { type: "text", name: "tags", value: lineOf(mark.tags) }),
    ),
    element("div", { className: "row" }, element("button", { className: "main" }, "Save")),
  ];
}

/**
 * What the form says otherwise than when it was opened.
 * @param {Mark} seen
 * @param {FormData} form
 * @returns {import("../shared/messages.js").Changes}
 */
function typed(seen, form) {
  const colour = /** @type {Mark["colour"]} */ (form.get("colour"));
  const written = changesTo(seen, { note: String(form.get("note")), tags: String(form.get("tags")) });
  return { ...written, ...(colour === seen.colour ? {} : { colour }) };
}
