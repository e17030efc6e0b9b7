// What the reader does to marks while others of the same mark are on their way.
import assert from "node:assert/strict";
import { test } from "node:test";

import { Refusal } from "../../extension/background/api.js";
import { makeDesk } from "../../extension/background/desk.js";
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
  const desk = makeDesk({ api, queue, views: slowly, newKey, now: () => "2026-03-01T10:00:00Z", unanswered: () => {} });
  await views.revise(TAB, PAGE, () => ({ phase: "ready" }));
  const place = { exact: "Officials" };
  const marked = desk.mark(TAB, PAGE, { key: "k0", place, colour: "yellow", note: "", tags: [] });
  while (!(await views.get(TAB)).marks.length) await new Promise((resolve) => setTimeout(resolve));
  await desk.edit(TAB, "k0", { note: "Which of them?" });
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
  const desk = makeDesk({ api, queue, views, newKey: () => `k${(last += 1)}`, now: () => "2026-03-02", unanswered: () => {} });
  await views.revise(TAB, PAGE, () => ({ phase: "ready", saved: [{ ...stands, key: "k0" }] }));
  const seen = { revision: 1, note: "", tags: ["a"] };
  const { note, problem } = await desk.edit(TAB, "k0", { note: "mine" }, seen);
  assert.equal(note, "theirs");
  assert.match(problem, /changed elsewhere/);
  await desk.edit(TAB, "k0", { tags: ["b"] }, seen);
  assert.deepEqual(changes, [
    [1, { note: "mine" }],
    [2, { tags: ["b"] }],
  ]);
});
