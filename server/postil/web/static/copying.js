// Copies a passage with where it is from, as the extension does: beside each mark, and for selected words.
// Without this file the page has no such buttons.

const SAID_MS = 2000;

/** Words, the outlet and the address of an article, as they go on the clipboard. */
function withSource(words, { title, by, url }) {
  return `“${words.trim()}”\n— ${[title, by, url].filter(Boolean).join(", ")}`;
}

/** By the way that works on plain http as well; whether it worked. */
function copyText(words) {
  const fill = (event) => {
    event.clipboardData.setData("text/plain", words);
    event.preventDefault();
  };
  document.addEventListener("copy", fill, { once: true });
  const copied = document.execCommand("copy");
  document.removeEventListener("copy", fill);
  return copied;
}

const told = document.body.appendChild(Object.assign(document.createElement("p"), { className: "unseen", role: "status" }));

/** Copy on a press of `button`, and say so on it and to a screen reader. */
function copyOn(button, source, words) {
  const label = button.textContent;
  button.addEventListener("click", () => {
    const copied = copyText(withSource(words(), source.dataset));
    button.textContent = copied ? "Copied" : "Not copied";
    told.textContent = copied ? "Copied with its source." : "The browser did not let Postil copy.";
    setTimeout(() => {
      button.textContent = label;
      told.textContent = "";
    }, SAID_MS);
  });
}

for (const quote of document.querySelectorAll("[data-title] .mark blockquote")) {
  const button = Object.assign(document.createElement("button"), { type: "button", className: "plain", textContent: "Copy" });
  button.setAttribute("aria-label", `Copy with its source “${quote.textContent.trim().slice(0, 40)}”`);
  quote.closest(".mark").querySelector(".tools").prepend(button);
  copyOn(button, quote.closest("[data-title]"), () => quote.dataset.whole ?? quote.textContent);
}
for (const button of document.querySelectorAll("#bar [data-copy]")) {
  button.hidden = false;
  copyOn(button, document.querySelector("[data-title]"), () => getSelection().toString());
}
