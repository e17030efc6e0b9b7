// @ts-check
/** The keyboard stays where the reader has it, though what is around it is drawn anew. */

const STOPS = "a[href], button, input, textarea, summary";

/**
 * Change what is drawn. Where the control that has the keyboard goes with it, the one of the same name that came
 * in its place gets it, else the nearest that is still there: those that followed it first.
 * @param {() => unknown} change
 */
export function keepingFocus(change) {
  const held = /** @type {HTMLElement | null} */ (document.activeElement);
  const before = stopsIn(document);
  const at = held ? before.indexOf(held) : -1;
  if (!held || at === -1) return void change();
  const homes = ancestorsOf(held);
  const name = nameOf(held);
  const typed = held instanceof HTMLInputElement ? held.selectionStart : null;
  change();
  const moved = document.activeElement !== held && document.activeElement !== document.body;
  if (moved || (document.activeElement === held && held.checkVisibility())) return;
  if (isThere(held)) return held.focus();
  const home = homes.find(({ isConnected }) => isConnected) ?? document.body;
  // One that was there before is another's, though it is called the same.
  const successor = stopsIn(home).find((each) => nameOf(each) === name && !before.includes(each));
  const next = successor ?? before.slice(at + 1).find(isThere) ?? before.slice(0, at).findLast(isThere);
  next?.focus();
  if (typed !== null && successor instanceof HTMLInputElement) successor.setSelectionRange(typed, typed);
}

/** @param {Document | Element} root @returns {HTMLElement[]} */
function stopsIn(root) {
  return /** @type {HTMLElement[]} */ ([...root.querySelectorAll(STOPS)]).filter((each) => each.checkVisibility());
}

/** @param {HTMLElement} stop */
function isThere(stop) {
  return stop.isConnected && stop.checkVisibility();
}

/** @param {Element} element The nearest first. */
function ancestorsOf(element) {
  const all = [];
  for (let each = element.parentElement; each; each = each.parentElement) all.push(each);
  return all;
}

/** @param {Element} stop */
function nameOf(stop) {
  const label = "labels" in stop ? /** @type {HTMLInputElement} */ (stop).labels?.[0] : null;
  return stop.getAttribute("aria-label") ?? (label ?? stop).textContent;
}
