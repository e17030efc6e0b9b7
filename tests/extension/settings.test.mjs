// The server's address as a reader may type it.
import assert from "node:assert/strict";
import { test } from "node:test";

import { cleanAddress, patternOf } from "../../extension/shared/settings.js";

test("an address is kept without its slash, and needs no scheme", () => {
  assert.equal(cleanAddress(" 127.0.0.1:9000/ "), "http://127.0.0.1:9000");
  assert.equal(cleanAddress("https://notes.example"), "https://notes.example");
});

for (const [typed, says] of [
  ["", /is not an address/],
  ["http://notes.example:8377", /in the clear/],
  ["http://127.0.0.1:8377/marks", /says more than a server/],
  ["ftp://127.0.0.1", /in the clear/],
]) {
  test(`${JSON.stringify(typed)} is refused, and the sentence says why`, () => {
    assert.throws(() => cleanAddress(typed), says);
  });
}

test("a match pattern names no port", () => {
  assert.equal(patternOf("http://127.0.0.1:9000"), "http://127.0.0.1/*");
});
