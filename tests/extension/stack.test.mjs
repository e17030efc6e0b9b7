// Overlapping spans become disjoint pieces.
import assert from "node:assert/strict";
import { test } from "node:test";

import { stack } from "../../extension/content/stack.js";

const span = (start, end, layer) => ({ start, end, layer });
const shown = (spans) => stack(spans).map(({ start, end, layers }) => `${start}-${end} ${layers.join("")}`);

test("spans apart stay as they are", () => {
  assert.deepEqual(shown([span(5, 7, "b"), span(0, 2, "a")]), ["0-2 a", "5-7 b"]);
});

test("an overlap is a piece of its own, its layers in the order in which they were given", () => {
  assert.deepEqual(shown([span(0, 6, "a"), span(4, 9, "b")]), ["0-4 a", "4-6 ab", "6-9 b"]);
  assert.deepEqual(shown([span(4, 9, "b"), span(0, 6, "a")]), ["0-4 a", "4-6 ba", "6-9 b"]);
});

test("spans that touch do not overlap", () => {
  assert.deepEqual(shown([span(0, 3, "a"), span(3, 5, "b")]), ["0-3 a", "3-5 b"]);
});

test("a span within another splits it in three", () => {
  assert.deepEqual(shown([span(0, 9, "a"), span(3, 5, "b")]), ["0-3 a", "3-5 ab", "5-9 a"]);
});

test("equal spans are one piece with both layers", () => {
  assert.deepEqual(shown([span(1, 4, "a"), span(1, 4, "b")]), ["1-4 ab"]);
});

test("every place is covered by just the spans that cover it, however they lie", () => {
  let seed = 7;
  const next = (most) => (seed = (seed * 48271) % 2147483647) % most;
  const spans = Array.from({ length: 40 }, (_, layer) => {
    const start = next(200);
    return span(start, start + 1 + next(50), layer);
  });
  const pieces = stack(spans);
  for (let at = 0; at < 260; at += 1) {
    const covering = spans.filter(({ start, end }) => start <= at && at < end).map(({ layer }) => layer);
    const found = pieces.filter(({ start, end }) => start <= at && at < end);
    assert.deepEqual(found.flatMap(({ layers }) => layers), covering);
  }
});
