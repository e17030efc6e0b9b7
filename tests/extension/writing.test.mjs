// What a reader wrote in the fields of a form, and what is only how they show it.
import assert from "node:assert/strict";
import { test } from "node:test";

import { changesTo, lineOf, tagsIn } from "../../extension/shared/writing.js";

const filled = ({ note, tags }) => ({ note, tags: lineOf(tags) });

test("fields that were only looked at change nothing, whatever another program wrote", () => {
  for (const note of ["", "one", " padded \n", "two\r\nlines", "old\rMac"]) {
    for (const tags of [[], ["a"], ["fish, chips"], ["two  spaces", "#hash"], ["a", "a"]]) {
      assert.deepEqual(changesTo({ note, tags }, filled({ note, tags })), {});
    }
  }
});

test("what was written is told without the space around it, and nothing else is", () => {
  const seen = { note: "one", tags: ["a"] };
  assert.deepEqual(changesTo(seen, { note: " one, two\n", tags: "a" }), { note: "one, two" });
  assert.deepEqual(changesTo(seen, { note: "one", tags: "a, b" }), { tags: ["a", "b"] });
  assert.deepEqual(changesTo(seen, { note: "", tags: "" }), { note: "", tags: [] });
});

test("tags are each once, without a hash and without space to spare", () => {
  assert.deepEqual(tagsIn(" #korea, korea ,, climate   change,"), ["korea", "climate change"]);
});
