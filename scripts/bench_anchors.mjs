// What is read from standard input is a page with marks, found with the extension's slices: it says where, and how
// long it took; or cases, each timed at its best of several runs.
import { readFileSync } from "node:fs";

const part = (name) => import(new URL(`../extension/content/${name}.js`, import.meta.url).href);
const [{ Finder, locate, offsets }, { Places }] = await Promise.all([part("anchor"), part("places")]);
/** Milliseconds that this process has had of the processor. */
const spent = () => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
};

const asked = JSON.parse(readFileSync(0, "utf8"));
process.stdout.write(JSON.stringify(asked.cases ? timed(asked) : await found(asked)));

function timed({ texts, cases, runs }) {
  const times = cases.map(() => Infinity);
  for (let run = 0; run < runs; run += 1) {
    cases.forEach(([text, selector], index) => {
      const at = performance.now();
      locate(texts[text], selector);
      times[index] = Math.min(times[index], performance.now() - at);
    });
  }
  return times;
}

async function found({ text, selectors }) {
  let [begin, since, stretch, seconds] = [0, 0, 0, 0];
  const rest = () => (stretch = Math.max(stretch, spent() - since));
  const all = await new Promise((resolve) => {
    const places = new Places({
      Finder,
      now: () => performance.now(),
      pause: async () => {
        rest();
        await new Promise((resume) => setTimeout(resume));
        since = spent();
      },
      settled: () => {
        if (!begin) return; // nothing was asked for yet
        rest();
        seconds = (spent() - begin) / 1000;
        resolve(places);
      },
    });
    places.readIn(text);
    begin = since = spent();
    places.want(new Map(selectors.map((selector, index) => [String(index), selector])));
  });
  const { toCodePoints } = offsets(text);
  const places = selectors.map((_, index) => {
    const place = all.get(String(index));
    return place && [toCodePoints(place.start), toCodePoints(place.end)];
  });
  return { places, seconds, stretch };
}
