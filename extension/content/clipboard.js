// @ts-check
/** The clipboard, by the way that works on plain http as well. */

/**
 * Put words on the clipboard; whether that worked. The reader's press must be under way.
 * @param {Document} document
 * @param {string} words
 */
export function copyText(document, words) {
  const fill = (/** @type {ClipboardEvent} */ event) => {
    event.clipboardData?.setData("text/plain", words);
    event.preventDefault();
    event.stopImmediatePropagation();
  };
  document.addEventListener("copy", fill, { capture: true, once: true });
  const copied = document.execCommand("copy");
  document.removeEventListener("copy", fill, { capture: true });
  return copied;
}
