// On an article: mark the selected words, open a mark by a click, light up a person's card and names together.
// Without this file the same is done by the form below the text and by plain links.

const CONTEXT = 64; // characters of text kept on each side of a quote, to tell it from its likes

const text = document.getElementById("text");
const bar = document.getElementById("bar");
const form = document.getElementById("marker");
const blocks = [...text.querySelectorAll("[data-start]")];

const codePoints = (string) => [...string].length;

/** The part of the selection that lies in `block`, as [start, end] in UTF-16 units of its text; null for none. */
function selectedIn(block, range) {
  if (!range.intersectsNode(block)) return null;
  const inside = document.createRange();
  inside.selectNodeContents(block);
  const before = inside.cloneRange();
  if (range.compareBoundaryPoints(Range.START_TO_START, inside) > 0) inside.setStart(range.startContainer, range.startOffset);
  if (range.compareBoundaryPoints(Range.END_TO_END, inside) < 0) inside.setEnd(range.endContainer, range.endOffset);
  before.setEnd(inside.startContainer, inside.startOffset);
  const start = before.toString().length;
  const words = inside.toString();
  return words.trim() ? [start, start + words.length] : null;
}

/** What is selected of the article, as the server wants it; null when nothing is. */
function selectedPassage() {
  const selection = getSelection();
  if (!selection.rangeCount || selection.isCollapsed) return null;
  const range = selection.getRangeAt(0);
  const parts = blocks
    .map((block) => ({ block, place: selectedIn(block, range) }))
    .filter(({ place }) => place !== null);
  if (!parts.length) return null;
  const [first, last] = [parts[0], parts[parts.length - 1]];
  const firstText = first.block.textContent;
  const lastText = last.block.textContent;
  const quote = parts.map(({ block, place: [start, end] }) => block.textContent.slice(start, end)).join("\n\n");
  return {
    quote,
    prefix: firstText.slice(Math.max(0, first.place[0] - CONTEXT), first.place[0]),
    suffix: lastText.slice(last.place[1], last.place[1] + CONTEXT),
    start: Number(first.block.dataset.start) + codePoints(firstText.slice(0, first.place[0])),
    end: Number(last.block.dataset.start) + codePoints(lastText.slice(0, last.place[1])),
  };
}

function fill(passage) {
  for (const [name, value] of Object.entries(passage)) form.elements[name].value = value;
}

function showBar() {
  const passage = selectedPassage();
  bar.hidden = passage === null;
  if (passage === null) return;
  const box = getSelection().getRangeAt(0).getBoundingClientRect();
  const left = Math.min(box.left, document.documentElement.clientWidth - bar.offsetWidth - 8);
  bar.style.left = `${Math.max(8, left + scrollX)}px`;
  bar.style.top = `${box.bottom + scrollY + 8}px`;
}

function markIn(colour) {
  const passage = selectedPassage();
  if (passage === null) return;
  fill(passage);
  form.elements.colour.value = colour;
  form.requestSubmit();
}

function writeNote() {
  const passage = selectedPassage();
  if (passage === null) return;
  fill(passage);
  bar.hidden = true;
  document.getElementById("by-hand").open = true;
  form.elements.note.focus();
  form.scrollIntoView({ block: "center" });
}

/** Place a lost mark on the selected words. */
function placeMark({ place, revision, back }) {
  const passage = selectedPassage();
  if (passage === null) return;
  const placer = document.getElementById("placer");
  for (const [name, value] of Object.entries({ ...passage, revision, back })) placer.elements[name].value = value;
  placer.action = place;
  placer.requestSubmit();
}

// While the pointer is down the bar would lie in its way.
let isPointerDown = false;
function pointerIs(down) {
  isPointerDown = down;
  if (down) bar.hidden = true;
  else showBar();
}
document.addEventListener("pointerdown", ({ target }) => bar.contains(target) || pointerIs(true));
for (const end of ["pointerup", "pointercancel"]) document.addEventListener(end, () => isPointerDown && pointerIs(false));
document.addEventListener("selectionchange", () => isPointerDown || showBar());
// A press on the bar must not take the selection away before it is read.
bar.addEventListener("pointerdown", (event) => event.preventDefault());
bar.addEventListener("click", (event) => {
  const button = event.target.closest("button");
  if (button?.dataset.colour) markIn(button.dataset.colour);
  else if (button?.dataset.place) placeMark(button.dataset);
  else if (button?.hasAttribute("data-note")) writeNote();
});

addEventListener("keydown", (event) => {
  if (bar.hidden || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.target instanceof Element && event.target.closest("input, textarea")) return;
  const button = bar.querySelector(`[aria-keyshortcuts="${CSS.escape(event.key)}"]`);
  if (event.key === "Escape") bar.hidden = true;
  if (!button) return;
  event.preventDefault();
  button.click();
});

// The words typed by hand have no place yet: the one of an earlier selection must not go with them.
form.elements.quote.addEventListener("input", () => {
  for (const name of ["prefix", "suffix", "start", "end"]) form.elements[name].value = "";
});

for (const mark of text.querySelectorAll("mark[data-mark]")) {
  mark.classList.add("can-open");
  mark.addEventListener("click", (event) => {
    if (event.target.closest("a") || !getSelection().isCollapsed) return;
    event.stopPropagation();
    document.getElementById("your-marks").open = true;
    location.hash = `entry-${mark.dataset.mark}`;
  });
}

function light(target, on) {
  const card = target?.closest(".card[id]");
  const name = target?.closest(".who");
  const id = card ? card.id : name?.getAttribute("href").slice(1);
  if (!id) return;
  document.getElementById(id)?.classList.toggle("lit", on);
  for (const other of text.querySelectorAll(`.who[href="#${CSS.escape(id)}"]`)) other.classList.toggle("lit", on);
}
for (const [event, on] of [["pointerover", true], ["focusin", true], ["pointerout", false], ["focusout", false]]) {
  document.addEventListener(event, ({ target }) => target instanceof Element && light(target, on));
}

// Look-ups fill cards in after the page is shown. The same page is fetched again, and the cast taken from it,
// until nothing is on its way; a card that the reader is in is left alone meanwhile.
const LOOK_AGAIN_MS = 1500;
const LOOKS = 40; // a minute: then whoever is missing is there at the next visit

async function lookAgain(looks) {
  const cast = document.querySelector("aside.cast[data-pending]");
  if (!cast || looks <= 0) return;
  await new Promise((resolve) => setTimeout(resolve, LOOK_AGAIN_MS));
  const busy = document.hidden || cast.contains(document.activeElement) || cast.querySelector("details[open]");
  if (!busy) {
    const reply = await fetch(location.pathname, { credentials: "same-origin" }).catch(() => null);
    const fresh = reply?.ok && new DOMParser().parseFromString(await reply.text(), "text/html").querySelector("aside.cast");
    if (fresh) cast.replaceWith(document.adoptNode(fresh));
  }
  await lookAgain(looks - 1);
}
lookAgain(LOOKS);
