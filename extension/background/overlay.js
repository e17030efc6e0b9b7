// @ts-check
/** What the reader sees of a page's marks: those the server has, with the unsent work laid over them. */

/** @typedef {import("../shared/messages.js").Mark} Mark */

/**
 * Pure. Marks in the order they were made; a mark whose deletion waits is gone, and a refused piece
 * shows its reason on its mark.
 * @param {(import("../shared/messages.js").Annotation & { key: string })[]} saved
 * @param {import("./queue.js").Item[]} items The unsent work of the same page, oldest first.
 * @returns {Mark[]}
 */
export function overlay(saved, items) {
  /** @type {Map<string, Mark>} */
  const marks = new Map(saved.map((annotation) => [annotation.key, shown(annotation)]));
  const layers = {
    page: () => {},
    create: (/** @type {import("./queue.js").Item} */ item) => {
      const { quote, prefix, suffix, colour, note, tags } = item.body;
      const fresh = { quote, prefix, suffix, colour, note, tags };
      if (!marks.has(item.key)) {
        marks.set(item.key, {
          ...fresh,
          key: item.key,
          id: null,
          revision: 0,
          state: "anchored",
          ...sendState(item),
          created: item.made,
        });
      }
    },
    change: (/** @type {import("./queue.js").Item} */ item) => {
      const mark = find(marks, item);
      if (mark && item.problem !== null) marks.set(mark.key, { ...mark, ...sendState(item) });
      else if (mark) {
        const { deleted, place_back, ...changes } = item.body;
        const placed = place_back ? placedBack(mark) : changes.quote ? placedByHand(mark) : {};
        marks.set(mark.key, { ...mark, ...placed, ...changes, ...sendState(item) });
      }
    },
    delete: (/** @type {import("./queue.js").Item} */ item) => {
      const mark = find(marks, item);
      if (mark && item.problem !== null) marks.set(mark.key, { ...mark, ...sendState(item) });
      else if (mark) marks.delete(mark.key);
    },
  };
  for (const item of items) layers[item.verb](item);
  return [...marks.values()].sort((a, b) => (a.created < b.created ? -1 : a.created > b.created ? 1 : 0));
}

/** @param {Map<string, Mark>} marks @param {import("./queue.js").Item} item */
function find(marks, item) {
  return marks.get(String(item.mark)) ?? [...marks.values()].find((mark) => mark.id !== null && mark.id === item.id);
}

/** @param {Mark} mark @returns {Partial<Mark>} */
function placedByHand({ former = [], quote, prefix, suffix }) {
  return { former: [...former, { quote, prefix, suffix }], state: "anchored" };
}

/** Where it was before; only the server knows whether that is still there. @param {Mark} mark @returns {Partial<Mark>} */
function placedBack({ former = [] }) {
  return { ...former.at(-1), former: former.slice(0, -1), state: "moved" };
}

/** @param {import("./queue.js").Item} item @returns {Pick<Mark, "sync" | "problem" | "refused">} */
function sendState({ key, problem, stale, body }) {
  if (problem === null) return { sync: "waiting", problem, refused: null };
  return { sync: "refused", problem, refused: { key, stale: Boolean(stale), note: body.note ?? "" } };
}

/** @param {import("../shared/messages.js").Annotation & { key: string }} annotation @returns {Mark} */
function shown(annotation) {
  return { ...annotation, sync: "saved", problem: null, refused: null };
}
