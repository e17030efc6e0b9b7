// @ts-check
/** What was left out of an article and what was kept of its page: the reader can contradict both, and take it back. */

import { locate, offsets } from "../content/anchor.js";
import { element } from "../shared/elements.js";
import { list } from "./list.js";

/** @typedef {import("../shared/messages.js").Article} Article */
/** @typedef {import("../shared/messages.js").Contradicted} Contradicted */

/** A part becomes this long at most before it is cut: enough to know it by, the page has the rest. */
const MOST_SHOWN = 240;

/** Characters of a part that name its button. */
const NAMED_BY = 60;

/**
 * @typedef {object} Item A part as it is listed.
 * @property {Contradicted} part What the reader says when they contradict.
 * @property {string} kind What it was left out as; empty for one that was kept.
 * @property {string} why
 */

/**
 * Gives what fills ``parent`` for an article; null empties it. What the reader has open stays open.
 * @param {Element} parent
 * @param {{ say: (parts: Contradicted[]) => unknown, saySelected: () => unknown }} acts
 * @returns {(article: Article | null, server: string) => void}
 */
export function partsOf(parent, acts) {
  const out = section(element("ul", {}));
  const kept = section(element("ul", {}));
  const showOut = list(out.items, keyOf, (item) => row(item, acts.say));
  const showKept = list(kept.items, keyOf, (item) => row(item, acts.say));
  const all = element("a", { target: "_blank", rel: "noopener" }, "What is text, and what is not");
  out.box.append(element("p", {}, all));
  const selected = element("button", { type: "button", click: acts.saySelected }, "Not part of the article");
  kept.summary.textContent = "Is something here not the article?";
  kept.items.before(
    element("p", { className: "row" }, "Select it on the page, then press", selected),
    element("p", {}, "Or say it of what was kept:"),
  );
  /** @type {string | null} */
  let of = null;
  return (article, server) => {
    if (article?.id !== of) out.box.open = kept.box.open = false;
    of = article?.id ?? null;
    const removed = article?.removed ?? [];
    const blocks = article?.blocks ?? [];
    all.href = `${server}/articles/${encodeURIComponent(article?.id ?? "")}/parts`;
    out.summary.textContent = `${article?.left_out ?? ""} left out`;
    showOut(numbered(removed, true));
    showKept(numbered(blocks, false).map((item) => ({ ...item, kind: "" })));
    const shown = [removed.length > 0 && out.box, blocks.length > 0 && kept.box].filter((box) => box !== false);
    // What stands already is not put there anew: that would take the keyboard away.
    for (const box of [out.box, kept.box]) {
      if (!shown.includes(box)) box.remove();
      else if (!box.isConnected) box === out.box ? parent.prepend(box) : parent.append(box);
    }
  };
}

/**
 * The kept parts of an article that a passage of its page lies in; none where the article does not have it.
 * @param {Article} article
 * @param {import("../shared/messages.js").Place} passage
 * @returns {Contradicted[]}
 */
export function partsAt({ text, blocks }, { exact, prefix, suffix }) {
  const span = locate(text, { exact, prefix, suffix });
  if (!span) return [];
  const { toUnits } = offsets(text);
  return numbered(blocks, false)
    .filter((_, at) => {
      const start = toUnits(blocks[at].start);
      return start < span.end && span.start < start + blocks[at].text.length;
    })
    .map(({ part }) => part);
}

/**
 * @param {{ kind: string, text: string, why?: string }[]} parts
 * @param {boolean} isText What the reader says of them.
 * @returns {Item[]}
 */
function numbered(parts, isText) {
  /** @type {Map<string, number>} */
  const seen = new Map();
  return parts.map(({ kind, text, why = "" }) => {
    const nth = seen.get(text) ?? 0;
    seen.set(text, nth + 1);
    return { part: { text, nth, is_text: isText }, kind, why };
  });
}

/** @param {Item} item */
const keyOf = ({ part }) => `${part.nth} ${part.text}`;

/** @param {HTMLUListElement} items */
function section(items) {
  const summary = element("summary", {});
  return { summary, items, box: element("details", {}, summary, items) };
}

/**
 * @param {Item} item
 * @param {(parts: Contradicted[]) => unknown} say
 * @returns {import("./list.js").Shown<Item>}
 */
function row({ part, kind, why }, say) {
  const words = part.is_text ? "This is text" : "This is not";
  const label = `${words}: ${part.text.slice(0, NAMED_BY)}`;
  const click = () => say([part]);
  const button = element("button", { type: "button", className: "plain", "aria-label": label, click }, words);
  const text = part.text.length > MOST_SHOWN ? `${part.text.slice(0, MOST_SHOWN)}…` : part.text;
  const reason = element("span", { className: "why" });
  const named = element("span", { className: "kind" });
  const update = (/** @type {Item} */ now) => {
    named.textContent = now.kind && `${now.kind}: `;
    reason.textContent = now.why ? ` · ${now.why} ` : " ";
  };
  update({ part, kind, why });
  return { element: element("li", {}, named, text, reason, button), update };
}
