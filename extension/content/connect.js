// @ts-check
/**
 * On the server's own Connect page: hands the page's one-minute code to the worker, which turns away every
 * other origin (a match pattern can't name the port). A page without a code is where the reader has just said yes or no, so the worker looks again.
 */
(() => {
  const found = document.getElementById("postil-pairing");
  chrome.runtime.sendMessage({ kind: "pairing", body: { code: found?.dataset.code ?? null } });
})();
