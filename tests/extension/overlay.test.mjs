// What the reader sees: the server's marks with the unsent work laid over them.
import assert from "node:assert/strict";
import { test } from "node:test";

import { overlay } from "../../extension/background/overlay.js";

const saved = (key, more = {}) => ({
  ...{ key, id: `id-${key}`, quote: key, prefix: "", suffix: "", colour: "yellow", note: "", tags: [] },
  ...{ revision: 1, state: "anchored", created: "2026-03-01T10:00:00Z" },
  ...more,
});
const item = (verb, mark, body = {}, problem = null) => ({
  ...{ key: verb === "create" ? mark : `${verb}-${mark}`, verb, mark, id: null, body, problem },
  made: "2026-03-01T11:00:00Z",
});
const draft = { quote: "new", prefix: "", suffix: "", colour: "blue", note: "", tags: [] };

test("a mark that waits is shown as waiting, after the older ones", () => {
  const marks = overlay([saved("old")], [item("create", "new", draft)]);
  assert.deepEqual(marks.map(({ key, sync }) => [key, sync]), [["old", "saved"], ["new", "waiting"]]);
});

test("a saved mark says whose words it is", () => {
  const [mark] = overlay([saved("a", { said_by: "q1" })], []);
  assert.equal(mark.said_by, "q1");
});

test("a change that waits is shown", () => {
  const [mark] = overlay([saved("a")], [item("change", "a", { note: "n" })]);
  assert.deepEqual([mark.note, mark.sync], ["n", "waiting"]);
});

test("a refused change is not shown, its reason is", () => {
  const [mark] = overlay([saved("a")], [item("change", "a", { note: "n" }, "too long")]);
  assert.deepEqual([mark.note, mark.sync, mark.problem], ["", "refused", "too long"]);
});

test("a mark tells what of it was refused, and what that would have written", () => {
  const change = { ...item("change", "a", { note: "mine" }, "changed elsewhere"), stale: true };
  assert.deepEqual(overlay([saved("a")], [change])[0].refused, { key: "change-a", stale: true, note: "mine" });
  assert.equal(overlay([saved("a")], [])[0].refused, null);
});

test("a mark whose deletion waits is gone, and one whose deletion was refused is not", () => {
  assert.deepEqual(overlay([saved("a")], [item("delete", "a")]), []);
  assert.equal(overlay([saved("a")], [item("delete", "a", {}, "no")])[0].sync, "refused");
});

test("after the page was loaded again, a change finds its mark by the server's id", () => {
  const change = { ...item("change", "key-of-before", { colour: "pink" }), id: "id-a" };
  assert.equal(overlay([saved("a")], [change])[0].colour, "pink");
});

test("a mark that the server has already, and whose piece is still queued, is shown once", () => {
  const marks = overlay([saved("a")], [item("create", "a", draft)]);
  assert.equal(marks.length, 1);
});

test("a mark placed by hand shows its new words and keeps its old place, until it is put back", () => {
  const place = item("change", "a", { quote: "new words", prefix: "p", suffix: "s" });
  const [placed] = overlay([saved("a", { state: "lost" })], [place]);
  assert.deepEqual([placed.quote, placed.state, placed.former], ["new words", "anchored", [{ quote: "a", prefix: "", suffix: "" }]]);
  const [back] = overlay([saved("a", { state: "lost" })], [place, { ...place, key: "back", body: { place_back: true } }]);
  assert.deepEqual([back.quote, back.former, "place_back" in back], ["a", [], false]);
});
