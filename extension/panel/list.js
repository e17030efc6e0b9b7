// @ts-check
/** A list whose items outlive being drawn anew: what the reader has open, or has the keyboard in, stays. */

/**
 * @template T
 * @typedef {object} Shown An item as it stands in the list.
 * @property {Element} element
 * @property {(item: T) => unknown} update Called when what the item says has changed.
 */

/**
 * Gives what fills ``parent`` with these items, in this order, and nothing else; ``keyOf`` says which item is
 * the one from before.
 * @template T
 * @param {Element} parent
 * @param {(item: T) => string} keyOf
 * @param {(item: T) => Shown<T>} make
 * @returns {(items: T[]) => void}
 */
export function list(parent, keyOf, make) {
  /** @type {Map<string, { shown: Shown<T>, says: string }>} */
  let present = new Map();
  return (items) => {
    const next = new Map();
    for (const item of items) {
      const says = JSON.stringify(item);
      const old = present.get(keyOf(item));
      if (old && old.says !== says) old.shown.update(item);
      next.set(keyOf(item), { shown: old?.shown ?? make(item), says });
    }
    for (const [key, { shown }] of present) if (!next.has(key)) shown.element.remove();
    let before = parent.firstElementChild;
    for (const { shown } of next.values()) {
      // What stands in its place already is not moved: moving takes the keyboard away.
      if (before !== null && shown.element === before) before = before.nextElementSibling;
      else parent.insertBefore(shown.element, before);
    }
    present = next;
  };
}
