// What the extension knows of marks while the server does not answer: bounded, and gone when it has to be.
import assert from "node:assert/strict";
import { test } from "node:test";

import { Refusal, Unreachable } from "../../extension/background/api.js";
import { makeActions } from "../../extension/background/actions.js";
import { goingFirst, makeKnown } from "../../extension/background/known.js";
import { makeQueue } from "../../extension/background/queue.js";
import { makeViews } from "../../extension/background/views.js";
import { shelf } from "./shelf.mjs";

const PAGE = "http://news.example/a";
const NOON = "2026-03-01T12:00:00Z";

const mark = (id, more = {}) => ({
  ...{ id, key: id, quote: `words of ${id}`, prefix: "", suffix: "", colour: "yellow", note: "", tags: [] },
  ...{ revision: 1, state: "anchored", created: NOON, ...more },
});
const knownIn = (storage, more = {}) => makeKnown({ storage, locks: navigator.locks, now: () => NOON, ...more });
const ids = (entry) => entry && entry.saved.map(({ id }) => id);

test("marks are known as the server told them, and since when", async () => {
  const storage = shelf();
  await knownIn(storage).keep(PAGE, [mark("a")]);
  assert.deepEqual(await knownIn(storage).recall(PAGE), { saved: [mark("a")], asOf: NOON });
  assert.equal(await knownIn(storage).recall("http://news.example/b"), null);
});

test("a page without marks leaves nothing behind", async () => {
  const storage = shelf();
  const known = knownIn(storage);
  await known.keep(PAGE, [mark("a")]);
  await known.keep(PAGE, []);
  assert.equal(await known.recall(PAGE), null);
  assert.deepEqual([...storage.kept], [["known", []]]);
});

test("where there is no more room the page that was not seen for the longest time goes", async () => {
  const known = knownIn(shelf(), { mostBytes: 700 });
  await known.keep("a", [mark("a")]);
  await known.keep("b", [mark("b")]);
  await known.keep("c", [mark("c")]);
  await known.recall("a");
  await known.keep("d", [mark("d")]);
  await known.keep("e", [mark("e")]);
  const left = [];
  for (const url of ["a", "b", "c", "d", "e"]) if (await known.recall(url)) left.push(url);
  assert.deepEqual(left, ["a", "d", "e"]);
});

test("marks of hundreds of pages take no more than they may, whatever is written in them", async () => {
  const storage = shelf();
  const known = knownIn(storage, { mostBytes: 20_000 });
  for (let at = 0; at < 200; at += 1) await known.keep(`p${at}`, [mark("a", { note: "ü".repeat(at * 20) })]);
  const stored = [...storage.kept].filter(([key]) => key.startsWith("known:"));
  const bytes = new TextEncoder().encode(JSON.stringify(Object.fromEntries(stored))).length;
  assert.ok(stored.length > 1 && bytes <= 20_000, `${stored.length} pages in ${bytes} bytes`);
});

test("a page with more than may be kept is not known, and drives nothing out", async () => {
  const known = knownIn(shelf(), { mostBytes: 900 });
  await known.keep("small", [mark("a")]);
  await known.keep(PAGE, [mark("b")]);
  await known.keep(PAGE, [mark("b", { note: "n".repeat(1000) })]);
  assert.equal(await known.recall(PAGE), null);
  assert.deepEqual(ids(await known.recall("small")), ["a"]);
});

test("unsent work has the storage to itself where both do not fit", async () => {
  const storage = shelf({ most: 1000 });
  const known = knownIn(storage);
  await known.keep(PAGE, [mark("a")]);
  await goingFirst(storage, known).set({ queue: "q".repeat(800) });
  assert.deepEqual([...storage.kept.keys()], ["queue"]);
  await assert.rejects(goingFirst(storage, known).set({ queue: "q".repeat(2000) }), /quota/);
});

test("all of it is forgotten at once", async () => {
  const storage = shelf();
  const known = knownIn(storage);
  await known.keep("a", [mark("a")]);
  await known.keep("b", [mark("b")]);
  await storage.set({ token: "t" });
  await known.forget();
  assert.deepEqual([...storage.kept.keys()], ["token"]);
});

/** A reader's browser; `away` is thrown at whatever is asked of the server while it is not null. */
function browser() {
  const state = { away: null, marks: [mark("a")], told: [], wakes: [] };
  const answer = (act) => async (...asked) => {
    if (state.away) throw state.away;
    return act(...asked);
  };
  const api = {
    findPage: answer(() => ({ id: "p", url: PAGE, versions: [{ id: "v" }], annotations: state.marks })),
    changeMark: answer((id, revision, body) => {
      state.marks = state.marks.map((each) => (each.id === id ? { ...each, ...body, revision: revision + 1 } : each));
      return state.marks.find((each) => each.id === id);
    }),
  };
  const [storage, session] = [shelf(), shelf()];
  const known = knownIn(storage);
  const tell = (tabId, view) => state.told.push([tabId, view.marks.map(({ id }) => id)]);
  const views = makeViews({ session, locks: navigator.locks, known, unsent: () => queue.items(), tell });
  const queue = makeQueue({
    ...{ storage, api, locks: navigator.locks, wakeIn: (minutes) => state.wakes.push(minutes) },
    ...{ settled: views.settled, changed: views.refresh, unanswered: async () => {} },
  });
  let last = 0;
  const parts = { newKey: () => `k${(last += 1)}`, now: () => NOON, unanswered: async () => {} };
  return { state, known, views, queue, actions: makeActions({ api, queue, views, ...parts }) };
}

test("a page that is opened while no server answers shows its marks, and since when they are known", async () => {
  const { state, actions } = browser();
  await actions.lookUp(1, PAGE);
  state.away = new Unreachable("nobody there");
  const { phase, asOf, marks } = await actions.lookUp(2, PAGE);
  assert.deepEqual([phase, asOf, marks.map(({ id }) => id)], ["unanswered", NOON, ["a"]]);
});

test("what is known is shown before the server has answered", async () => {
  const { state, actions } = browser();
  await actions.lookUp(1, PAGE);
  await actions.lookUp(2, PAGE);
  assert.deepEqual(state.told[0], [2, ["a"]]);
});

test("a known mark is edited as ever, and the edit is sent when the server is back", async () => {
  const { state, actions, queue, known, views } = browser();
  await actions.lookUp(1, PAGE);
  state.away = new Unreachable("nobody there");
  await actions.lookUp(2, PAGE);
  await actions.edit(2, "a", { note: "n" });
  assert.equal((await views.get(2)).marks[0].note, "n");
  state.away = null;
  await queue.drain();
  assert.equal(state.marks[0].note, "n");
  assert.equal((await known.recall(PAGE)).saved[0].note, "n");
});

test("when the server is back its word replaces what was known", async () => {
  const { state, actions, views } = browser();
  await actions.lookUp(1, PAGE);
  state.away = new Unreachable("nobody there");
  await actions.lookUp(2, PAGE);
  [state.away, state.marks] = [null, [mark("b")]];
  await actions.catchUp();
  const { phase, asOf, marks } = await views.get(2);
  assert.deepEqual([phase, asOf, marks.map(({ id }) => id)], ["ready", null, ["b"]]);
  assert.deepEqual(state.told.at(-1), [2, ["b"]]);
});

test("a browser that the server knows no longer is shown nothing", async () => {
  const { state, actions } = browser();
  await actions.lookUp(1, PAGE);
  state.away = new Refusal(401, {});
  const { asOf, marks } = await actions.lookUp(2, PAGE);
  assert.deepEqual([asOf, marks], [null, []]);
});
