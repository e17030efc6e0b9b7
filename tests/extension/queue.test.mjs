// The queue of unsent work: in order, once each, and never held up by what is refused.
import assert from "node:assert/strict";
import { test } from "node:test";

import { Refusal, Unreachable } from "../../extension/background/api.js";
import { makeQueue } from "../../extension/background/queue.js";
import { shelf } from "./shelf.mjs";

const PAGE = "http://news.example/a";

/** A server that keeps marks by idempotency key; `mood` decides what it answers first. */
function server() {
  const marks = new Map();
  const said = [];
  const state = { mood: () => null };
  const answer = (verb, act) => async (...asked) => {
    said.push([verb, ...asked]);
    const no = state.mood(verb, ...asked);
    if (no) throw no;
    return act(...asked);
  };
  const byId = (id) => [...marks.values()].find((mark) => mark.id === id);
  const change = (id, revision, changes) => {
    const mark = byId(id);
    if (mark.revision !== revision) throw new Refusal(412, { code: "stale_revision" });
    Object.assign(mark, changes, { revision: revision + 1 });
    return { ...mark };
  };
  return {
    marks,
    said,
    state,
    byId,
    savePage: answer("savePage", (page) => ({ id: "p", url: page.url, html: page.html, annotations: [] })),
    createMark: answer("createMark", (key, draft) => {
      if (!marks.has(key)) marks.set(key, { ...draft, id: `m${marks.size + 1}`, revision: 1 });
      return { ...marks.get(key) };
    }),
    readMark: answer("readMark", (id) => ({ ...byId(id) })),
    changeMark: answer("changeMark", change),
    deleteMark: answer("deleteMark", (id, revision) => change(id, revision, { deleted: true })),
  };
}

function waitingRoom({ storage = shelf(), api = server() } = {}) {
  const wakes = [];
  const settled = [];
  const queue = makeQueue({
    storage,
    api,
    locks: navigator.locks,
    wakeIn: (minutes) => wakes.push(minutes),
    settled: async (item, value) => settled.push([item.key, value]),
    changed: async () => {},
    unanswered: async () => {},
  });
  return { queue, storage, api, wakes, settled };
}

const work = (key, verb, more = {}) => ({
  ...{ key, verb, url: PAGE, mark: verb === "page" ? null : key, id: null, revision: 0, quote: "words" },
  ...{ body: { quote: "words", note: "" }, base: {}, made: "2026-03-01T10:00:00Z" },
  ...more,
});
const away = () => new Unreachable("no server");
const keys = async (queue) => (await queue.items()).map(({ key }) => key);

test("work waits while no server answers, and is sent once when one does", async () => {
  const { queue, api } = waitingRoom();
  api.state.mood = away;
  await queue.add(work("a", "create"));
  await queue.drain();
  assert.deepEqual(await keys(queue), ["a"]);
  api.state.mood = () => null;
  await Promise.all([queue.drain(), queue.drain(), queue.drain()]);
  assert.deepEqual(await keys(queue), []);
  assert.equal(api.marks.size, 1);
  assert.equal(api.said.filter(([verb]) => verb === "createMark").length, 2);
});

test("an answer that was lost on the way makes no second mark", async () => {
  const { queue, api } = waitingRoom();
  const create = api.createMark;
  api.createMark = async (...asked) => {
    await create(...asked);
    api.createMark = create;
    throw away();
  };
  await queue.add(work("a", "create"));
  await queue.drain();
  await queue.drain();
  assert.equal(api.marks.size, 1);
  assert.deepEqual(await keys(queue), []);
});

test("a refused piece is kept with the server's words and the rest goes on", async () => {
  const { queue, api } = waitingRoom();
  api.state.mood = (_verb, key) => (key === "bad" ? new Refusal(422, { message: "quote: too long" }) : null);
  await queue.add(work("bad", "create"));
  await queue.add(work("good", "create"));
  await queue.drain();
  const [left, ...more] = await queue.items();
  assert.deepEqual(more, []);
  assert.equal(left.problem, "quote: too long");
  assert.deepEqual([...api.marks.keys()], ["good"]);
});

test("what builds on a refused piece is set aside with it", async () => {
  const { queue, api } = waitingRoom();
  api.state.mood = (verb) => (verb === "createMark" ? new Refusal(404, { message: "no page" }) : null);
  await queue.add(work("a", "create"));
  await queue.add(work("note", "change", { mark: "a", body: { note: "n" }, base: { note: "" } }));
  await queue.drain();
  const problems = (await queue.items()).map(({ problem }) => problem);
  assert.deepEqual(problems, ["no page", "it builds on a refused one: no page"]);
});

test("a piece tried again after a refusal takes along what builds on it", async () => {
  const { queue, api } = waitingRoom();
  api.state.mood = (verb) => (verb === "createMark" ? new Refusal(404, { message: "no page" }) : null);
  await queue.add(work("a", "create"));
  await queue.add(work("note", "change", { mark: "a", body: { note: "n" }, base: { note: "" } }));
  await queue.drain();
  api.state.mood = () => null;
  await queue.retry("a");
  await queue.drain();
  assert.equal(api.marks.get("a").note, "n");
  assert.deepEqual(await keys(queue), []);
});

test("a change made before its mark was sent gets the mark's id and revision", async () => {
  const { queue, api } = waitingRoom();
  await queue.add(work("a", "create"));
  await queue.add(work("n1", "change", { mark: "a", body: { note: "one" }, base: { note: "" } }));
  await queue.add(work("n2", "change", { mark: "a", body: { note: "two" }, base: { note: "one" } }));
  await queue.drain();
  assert.equal(api.marks.get("a").note, "two");
  assert.equal(api.marks.get("a").revision, 3);
});

test("a change of one field goes through though another was changed elsewhere", async () => {
  const { queue, api } = waitingRoom();
  api.marks.set("a", { id: "m1", revision: 4, note: "mine", colour: "green" });
  const colour = { mark: "a", id: "m1", revision: 3, body: { colour: "blue" }, base: { colour: "green" } };
  await queue.add(work("c", "change", colour));
  await queue.drain();
  assert.deepEqual(api.byId("m1"), { id: "m1", revision: 5, note: "mine", colour: "blue" });
});

test("a change of a field that was changed elsewhere overwrites nothing", async () => {
  const { queue, api } = waitingRoom();
  api.marks.set("a", { id: "m1", revision: 4, note: "theirs" });
  const note = { mark: "a", id: "m1", revision: 3, body: { note: "mine" }, base: { note: "old" } };
  await queue.add(work("c", "change", note));
  await queue.drain();
  assert.equal(api.byId("m1").note, "theirs");
  assert.match((await queue.items())[0].problem, /changed elsewhere/);
});

test("a change that the reader sends all the same goes over what was changed elsewhere", async () => {
  const { queue, api } = waitingRoom();
  api.marks.set("a", { id: "m1", revision: 4, note: "theirs" });
  const note = { mark: "a", id: "m1", revision: 3, body: { note: "mine" }, base: { note: "old" } };
  await queue.add(work("c", "change", note));
  await queue.drain();
  assert.equal((await queue.items())[0].stale, true);
  await queue.retry("c");
  await queue.drain();
  assert.equal(api.byId("m1").note, "mine");
  assert.deepEqual(await keys(queue), []);
});

test("a change that waits behind another overwrites nothing that came from elsewhere in between", async () => {
  const { queue, api } = waitingRoom();
  api.marks.set("a", { id: "m1", revision: 4, note: "theirs", colour: "green" });
  const about = { mark: "a", id: "m1", revision: 3 };
  await queue.add(work("c1", "change", { ...about, body: { colour: "blue" }, base: { colour: "green" } }));
  await queue.add(work("c2", "change", { ...about, body: { note: "mine" }, base: { note: "old" } }));
  await queue.drain();
  assert.deepEqual(api.byId("m1"), { id: "m1", revision: 5, note: "theirs", colour: "blue" });
  assert.match((await queue.items())[0].problem, /changed elsewhere/);
});

test("a change on top of an own one goes through though the server wrote that another way", async () => {
  const { queue, api } = waitingRoom();
  api.marks.set("a", { id: "m1", revision: 1, note: "" });
  const plain = api.changeMark;
  api.changeMark = (id, revision, { note }) => plain(id, revision, { note: note.toUpperCase() });
  const about = { mark: "a", id: "m1", revision: 1 };
  await queue.add(work("c1", "change", { ...about, body: { note: "one" }, base: { note: "" } }));
  await queue.add(work("c2", "change", { ...about, body: { note: "one two" }, base: { note: "one" } }));
  await queue.drain();
  assert.equal(api.byId("m1").note, "ONE TWO");
});

test("a mark that is gone already is deleted", async () => {
  const { queue, api } = waitingRoom();
  api.state.mood = (verb) => (verb === "deleteMark" ? new Refusal(404, {}) : null);
  await queue.add(work("d", "delete", { mark: "a", id: "m1", revision: 1 }));
  await queue.drain();
  assert.deepEqual(await keys(queue), []);
});

test("a page goes before its marks, and only its newest capture is sent", async () => {
  const { queue, api, storage } = waitingRoom();
  api.state.mood = away;
  await queue.add(work("mark", "create"));
  await queue.add(work("old", "page"), { html: "<p>old" });
  await queue.add(work("new", "page"), { html: "<p>new – ünïcode 🚢" });
  api.state.mood = () => null;
  await queue.drain();
  assert.deepEqual(api.said.map(([verb]) => verb), ["savePage", "createMark"]);
  assert.equal(api.said[0][1].html, "<p>new – ünïcode 🚢");
  assert.deepEqual([...storage.kept.keys()].filter((key) => key.startsWith("page:")), []);
});

test("a server that fails on one piece gets the others, and that one later", async () => {
  const { queue, api, wakes } = waitingRoom();
  api.state.mood = (_verb, key) => (key === "a" ? new Refusal(500, {}) : null);
  await queue.add(work("a", "create"));
  await queue.add(work("b", "create"));
  wakes.length = 0;
  await queue.drain();
  assert.deepEqual(await keys(queue), ["a"]);
  assert.deepEqual(wakes, [0.5]);
});

test("a server that keeps failing on a piece has it set aside", async () => {
  const { queue, api } = waitingRoom();
  api.state.mood = () => new Refusal(500, { message: "it broke" });
  await queue.add(work("a", "create"));
  for (let time = 0; time < 6; time += 1) await queue.drain();
  assert.equal((await queue.items())[0].problem, "it broke");
});

test("attempts come less and less often, and never further apart than five minutes", async () => {
  const { queue, api, wakes } = waitingRoom();
  api.state.mood = away;
  await queue.add(work("a", "create"));
  wakes.length = 0;
  for (let time = 0; time < 7; time += 1) await queue.drain();
  assert.deepEqual(wakes, [0.5, 0.5, 1, 2, 5, 5, 5]);
});

test("work that can't be sent at its time gets another time, and an empty queue none", async () => {
  const { queue, wakes } = waitingRoom();
  await queue.postpone();
  assert.deepEqual(wakes, []);
  await queue.add(work("a", "create"));
  wakes.length = 0;
  for (let time = 0; time < 3; time += 1) await queue.postpone();
  assert.deepEqual(wakes, [0.5, 0.5, 1]);
});

test("a browser that the server does not know keeps its work", async () => {
  const { queue, api } = waitingRoom();
  for (const status of [401, 403]) {
    api.state.mood = () => new Refusal(status, {});
    await queue.add(work(`a${status}`, "create"));
    await queue.drain();
  }
  assert.deepEqual((await queue.items()).map(({ problem }) => problem), [null, null]);
});

test("work survives the worker: another one on the same storage sends it", async () => {
  const first = waitingRoom();
  first.api.state.mood = away;
  await first.queue.add(work("a", "create"));
  await first.queue.drain();
  const second = waitingRoom({ storage: first.storage });
  await second.queue.drain();
  assert.deepEqual([...second.api.marks.keys()], ["a"]);
});

test("discarded work takes along what builds on it", async () => {
  const { queue } = waitingRoom();
  await queue.add(work("a", "create"));
  await queue.add(work("note", "change", { mark: "a" }));
  await queue.add(work("b", "create"));
  await queue.discard("a");
  assert.deepEqual(await keys(queue), ["b"]);
});

test("a mark waits for its page, whoever asks for sending meanwhile", async () => {
  const { queue, api } = waitingRoom();
  queue.hold(PAGE);
  await queue.add(work("a", "create"));
  await queue.add(work("b", "create", { url: "http://news.example/b" }));
  await queue.drain();
  assert.deepEqual(await keys(queue), ["a"]);
  queue.release(PAGE);
  await queue.drain();
  assert.equal(api.marks.size, 2);
});
