// @ts-check
/** Marks over marks: a browser paints one highlight where several overlap, so overlaps become pieces of their own. */

/**
 * Cut spans into disjoint pieces, in the order of the text; each piece names the layers that cover it, in
 * the order in which they were given. Pure; the cost grows with the number of pieces.
 * @template T
 * @param {{ start: number, end: number, layer: T }[]} spans
 * @returns {{ start: number, end: number, layers: T[] }[]}
 */
export function stack(spans) {
  const edges = spans.flatMap((span, order) => [
    { at: span.start, span, order, opens: true },
    { at: span.end, span, order, opens: false },
  ]);
  edges.sort((a, b) => a.at - b.at);
  /** @type {Map<number, T>} */
  const open = new Map();
  const pieces = [];
  let from = 0;
  for (const { at, span, order, opens } of edges) {
    if (open.size && at > from) {
      const layers = [...open].sort(([a], [b]) => a - b).map(([, layer]) => layer);
      pieces.push({ start: from, end: at, layers });
    }
    if (opens) open.set(order, span.layer);
    else open.delete(order);
    from = at;
  }
  return pieces;
}
