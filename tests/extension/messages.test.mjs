// How the parts of the extension ask one another.
import assert from "node:assert/strict";
import { test } from "node:test";

import { asker, Declined } from "../../extension/shared/messages.js";

/** A worker that gives these answers in turn; an error is thrown, as the browser does when nobody answers. */
function worker(...answers) {
  const asked = [];
  const sendMessage = async (message) => {
    asked.push(message);
    const answer = answers[asked.length - 1];
    if (answer instanceof Error) throw answer;
    return answer;
  };
  return { asked, ask: asker({ sendMessage }, async () => {}) };
}

const died = new Error("The message channel closed before a response was received.");

test("a mark that a worker died over is asked of the next one, under its own key", async () => {
  const { asked, ask } = worker(died, undefined, { ok: true, value: "kept" });
  assert.equal(await ask("mark", { url: "u", draft: { key: "k" } }), "kept");
  assert.deepEqual(new Set(asked.map(({ body }) => body.draft.key)), new Set(["k"]));
});

test("a no is an answer, and nothing is asked again", async () => {
  const { asked, ask } = worker({ ok: false, message: "no page" }, { ok: true, value: null });
  await assert.rejects(ask("edit", { key: "k", changes: {} }), Declined);
  assert.equal(asked.length, 1);
});

test("what can't be repeated without harm is asked once", async () => {
  const { asked, ask } = worker(died, { ok: true, value: null });
  await assert.rejects(ask("erase", { key: "k" }), died);
  assert.equal(asked.length, 1);
});

test("where no worker ever answers, the browser's own error is given", async () => {
  const { ask } = worker(died, died, died, died);
  await assert.rejects(ask("mark", { url: "u", draft: { key: "k" } }), died);
});
