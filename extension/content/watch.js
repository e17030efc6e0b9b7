// @ts-check
/** Watches the page change under us: words that come late, and pages that navigate without loading. */

/** Milliseconds of quiet after which a changed page is read again. */
const QUIET_MS = 300;

/** Milliseconds after which it is read again though it never gets quiet. */
const PATIENCE_MS = 2000;

/** Reading again may take this share of the time at most: a page in motion stays usable. */
const SHARE = 0.05;

/**
 * Call ``reread`` some time after the page's words changed, and ``moved`` when its address did. Gives what
 * ends it, and a function that says which roots to watch.
 * @param {{ own: Element, reread: () => void, moved: () => void, now: () => number }} acts
 */
export function watch({ own, reread, moved, now }) {
  const watched = new WeakSet();
  let address = pageAddress();
  let changed = 0; // when the first change since the last reading came, 0 for none
  let rest = 0; // no reading before this time
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;

  const read = () => {
    const begin = now();
    changed = 0;
    reread();
    const end = now();
    rest = end + (end - begin) / SHARE;
  };
  const schedule = () => {
    changed ||= now();
    clearTimeout(timer);
    const wait = Math.min(QUIET_MS, changed + PATIENCE_MS - now());
    timer = setTimeout(read, Math.max(wait, rest - now(), 0));
  };
  const checkAddress = () => {
    if (pageAddress() === address) return;
    address = pageAddress();
    moved();
  };
  const observer = new MutationObserver((records) => {
    checkAddress();
    if (records.some((record) => !isOurs(record, own))) schedule();
  });
  const stop = new AbortController();
  for (const name of ["popstate", "hashchange", "pageshow"]) {
    window.addEventListener(name, checkAddress, { signal: stop.signal });
  }

  return {
    /** @param {Iterable<Document | ShadowRoot>} roots */
    roots(roots) {
      for (const root of roots) {
        if (watched.has(root)) continue;
        watched.add(root);
        observer.observe(root, { childList: true, characterData: true, subtree: true });
      }
    },
    stop() {
      clearTimeout(timer);
      observer.disconnect();
      stop.abort();
    },
  };
}

/** The address without the part that names a place in the page. */
export function pageAddress() {
  return location.href.replace(/#(?!!|\/).*$/, "");
}

/** @param {MutationRecord} record @param {Element} own */
function isOurs(record, own) {
  return [...record.addedNodes, ...record.removedNodes].every((node) => node === own) && record.type === "childList";
}
