// 2,000 paragraphs of 50 words, and 500 marks to be found on them by the extension's own modules.
import * as anchor from "/content/anchor.js";
import { Painter } from "/content/paint.js";
import { Places } from "/content/places.js";
import * as stack from "/content/stack.js";
import { read } from "/content/text.js";
import * as look from "/shared/generated.js";

const SYLLABLES = ["har", "bour", "ri", "ver", "mel", "ting", "o", "ver", "sal", "dern", "quay", "lo"];
let seed = 500;
const pick = (count) => (seed = (seed * 48271) % 2147483647) % count;
const word = () => Array.from({ length: 1 + pick(3) }, () => SYLLABLES[pick(SYLLABLES.length)]).join("");

const marks = [];
for (let number = 0; number < 2000; number += 1) {
  const words = Array.from({ length: 50 }, word);
  const paragraph = document.createElement("p");
  if (number % 4 === 0) {
    const [prefix, exact, suffix] = [words.slice(4, 9), words.slice(9, 21), words.slice(21, 26)].map((part) => part.join(" "));
    if (number % 20 === 0) words[15] = "elsewhere"; // an editor was here
    marks.push({ selector: { exact, prefix: `${prefix} `, suffix: ` ${suffix}` }, now: words.slice(9, 21).join(" ") });
  }
  paragraph.textContent = `${words.join(" ")}.`;
  document.querySelector("article").append(paragraph);
}

window.findMarks = () => {
  const told = (window.told = { turns: 0, right: 0, seconds: 0, painted: 0 });
  const begin = performance.now();
  const page = read(document, null);
  const painter = new Painter({ look, stack }, "long");
  let isAsked = false;
  const turn = () => {
    if (told.seconds) return;
    told.turns += 1;
    setTimeout(turn);
  };
  const places = new Places({
    Finder: anchor.Finder,
    now: () => performance.now(),
    pause: () => new Promise((resolve) => setTimeout(resolve)),
    settled: () => {
      if (!isAsked) return;
      const found = marks.map((_, index) => places.get(String(index)));
      told.right = found.filter((place, index) => place && page.text.slice(place.start, place.end) === marks[index].now).length;
      const layer = { ink: "yellow", noted: false, name: false, flash: false };
      painter.paint(page, found.flatMap((place) => (place ? [{ ...place, layer }] : [])));
      told.painted = [...CSS.highlights.values()].reduce((sum, ranges) => sum + ranges.size, 0);
      told.seconds = (performance.now() - begin) / 1000;
    },
  });
  places.readIn(page.text);
  isAsked = true;
  setTimeout(turn);
  places.want(new Map(marks.map(({ selector }, index) => [String(index), selector])));
};
window.isReady = true;
