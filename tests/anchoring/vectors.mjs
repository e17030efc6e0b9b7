// Runs extension/content/anchor.js over cases read from standard input, in code points.
import { readFileSync } from "node:fs";

const anchor = await import(new URL("../../extension/content/anchor.js", import.meta.url).href);

const answers = JSON.parse(readFileSync(0, "utf8")).map(({ then, span, now, without }) => {
  const before = anchor.offsets(then);
  const after = anchor.offsets(now);
  const selector = anchor.describe(then, before.toUnits(span[0]), before.toUnits(span[1]));
  const described = [selector.exact, selector.prefix, selector.suffix];
  for (const key of without) delete selector[key];
  const placed = anchor.place(now, selector);
  const located = anchor.locate(now, selector);
  const count = ({ start, end }) => [after.toCodePoints(start), after.toCodePoints(end)];
  return {
    described,
    placed: placed && [...count(placed.span), placed.state],
    located: located && count(located),
  };
});
process.stdout.write(JSON.stringify(answers));
