// What the reader does to marks while others of the same mark are on their way.
import assert from "node:assert/strict";
import { test } from "node:test";

import { Refusal } from "../../extension/background/api.js";
import { makeActions } from "../../extension/background/actions.js";
import { makeKnown } from "../../extension/background/known.js";
import { makeQueue } from "../../extension/background/queue.js";
import { makeViews } from "../../extension/background/views.js";
import { shelf } from "./shelf.mjs";

const PAGE = "http://news.example/a";
const TAB = 1;

const knowing = () => makeKnown({ storage: shelf(), locks: navigator.locks, now: () => "2026-03-01T10:00:00Z" });

function gate() {
  let open;
  const opened = new Promise((resolve) => (open = resolve));
  return { opened, open };
}

test("a change that is made while its mark is being taken goes to that mark", async () => {
  const [mayAnswer, hasBeenTaken] = [gate(), gate()];
  const changes = [];
  const api = {
    createMark: async (key, { quote }) => {
      await mayAnswer.opened;
      return { id: "m1", revision: 1, quote, note: "", tags: [], created: "2026-03-01T10:00:00Z", key };
    },
    changeMark: async (id, revision, body) => {
      changes.push([id, revision, body]);
      return { id, revision: revision + 1, tags: [], ...body };
    },
  };
  const { locks } = navigator;
  const views = makeViews({ session: shelf(), locks, known: knowing(), unsent: () => queue.items(), tell: () => {} });
  const queue = makeQueue({
    storage: shelf(),
    api,
    locks,
    wakeIn: () => {},
    settled: async (item, value) => {
      await views.settled(item, value);
      hasBeenTaken.open();
    },
    changed: (urls) => views.refresh(urls),
    unanswered: async () => {},
  });
  let last = 0;
  const newKey = () => `k${(last += 1)}`;
  // Whoever reads the view before the server's answer goes on after it.
  const slowly = {
    ...views,
    get: async (tabId) => {
      const seen = await views.get(tabId);
      if (seen?.marks.length && seen.marks[0].id === null) {
        mayAnswer.open();
        await hasBeenTaken.opened;
      }
      return seen;
    },
  };
  const actions = makeActions({ api, queue, views: slowly, newKey, now: () => "2026-03-01T10:00:00Z", unanswered: () => {} });
  await views.revise(TAB, PAGE, () => ({ phase: "ready" }));
  const place = { exact: "Officials" };
  const marked = actions.mark(TAB, PAGE, { key: "k0", place, colour: "yellow", note: "", tags: [] });
  while (!(await views.get(TAB)).marks.length) await new Promise((resolve) => setTimeout(resolve));
  await actions.edit(TAB, "k0", { note: "Which of them?" });
  await marked;
  assert.deepEqual(changes, [["m1", 1, { note: "Which of them?" }]]);
  assert.deepEqual(await queue.items(), []);
});

test("what was typed over another state than stands here by now is sent for that state", async () => {
  const changes = [];
  const stands = { id: "m1", revision: 2, note: "theirs", tags: ["a"], quote: "Officials", created: "2026-03-01" };
  const api = {
    readMark: async () => stands,
    changeMark: async (id, revision, body) => {
      changes.push([revision, body]);
      if (revision !== stands.revision) throw new Refusal(412, { code: "stale_revision" });
      return { ...stands, ...body, revision: 3 };
    },
  };
  const { locks } = navigator;
  const views = makeViews({ session: shelf(), locks, known: knowing(), unsent: () => queue.items(), tell: () => {} });
  const queue = makeQueue({
    ...{ storage: shelf(), api, locks, wakeIn: () => {}, unanswered: async () => {} },
    settled: (item, value) => views.settled(item, value),
    changed: (urls) => views.refresh(urls),
  });
  let last = 0;
  const actions = makeActions({ api, queue, views, newKey: () => `k${(last += 1)}`, now: () => "2026-03-02", unanswered: () => {} });
  await views.revise(TAB, PAGE, () => ({ phase: "ready", saved: [{ ...stands, key: "k0" }] }));
  const seen = { revision: 1, note: "", tags: ["a"] };
  const { note, problem } = await actions.edit(TAB, "k0", { note: "mine" }, seen);
  assert.equal(note, "theirs");
  assert.match(problem, /changed elsewhere/);
  await actions.edit(TAB, "k0", { tags: ["b"] }, seen);
  assert.deepEqual(changes, [
    [1, { note: "mine" }],
    [2, { tags: ["b"] }],
  ]);
});

/** Actions whose server answers `findPage` and `savePage` when it is told to, with an article of that id. */
function asking() {
  const answers = {};
  const waits = (name) => () => new Promise((resolve) => (answers[name] = (id) => resolve(id && article(id))));
  const article = (id) => ({ id, versions: [{ id: "v1" }], annotations: [], people: [] });
  const { locks } = navigator;
  const views = makeViews({ session: shelf(), locks, known: knowing(), unsent: async () => [], tell: () => {} });
  const held = new Set();
  const queue = {
    hold: (url) => held.add(url),
    release: (url) => held.delete(url),
    isHeld: (url) => held.has(url),
    drain: async () => {},
  };
  const api = { findPage: waits("find"), savePage: waits("save") };
  const actions = makeActions({ api, queue, views, newKey: () => "k", now: () => "2026-03-02", unanswered: () => {} });
  const asked = async (name) => {
    while (!answers[name]) await new Promise((resolve) => setTimeout(resolve));
    return answers[name];
  };
  return { actions, views, asked };
}

test("the answer for a page that was left is not shown on the next one", async () => {
  for (const [verb, name] of [
    ["capture", "save"],
    ["lookUp", "find"],
  ]) {
    const { actions, views, asked } = asking();
    const done = actions[verb](TAB, verb === "capture" ? { url: PAGE, html: "", captured: "2026-03-01" } : PAGE);
    const answer = await asked(name);
    await views.revise(TAB, "http://news.example/b", () => ({ phase: "unsaved" }));
    answer("of a");
    await done;
    const { url, phase, article } = await views.get(TAB);
    assert.deepEqual([url, phase, article], ["http://news.example/b", "unsaved", null]);
  }
});

test("that a page was not known before it was saved is no news after it was saved", async () => {
  const { actions, views, asked } = asking();
  const lookedUp = actions.lookUp(TAB, PAGE);
  const notKnown = await asked("find");
  const captured = actions.capture(TAB, { url: PAGE, html: "", captured: "2026-03-01" });
  (await asked("save"))("saved");
  await captured;
  notKnown(null);
  await lookedUp;
  const { phase, article } = await views.get(TAB);
  assert.deepEqual([phase, article?.id], ["ready", "saved"]);
});

test("every view of a tab has a higher number than the one before, also on another page", async () => {
  const { views } = asking();
  const turns = [];
  for (const url of [PAGE, null, "http://news.example/b"]) turns.push((await views.revise(TAB, url, () => ({}))).turn);
  assert.deepEqual(turns, [1, 2, 3]);
});
