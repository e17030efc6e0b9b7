// What a card in the panel says of the days of an office.
import assert from "node:assert/strict";
import { test } from "node:test";

import { shownTerm } from "../../extension/panel/cards.js";

test("a term without an end says up to which day it is known", () => {
  const term = { start: "2024-07-05", end: null, known: "2025-12-31" };
  assert.equal(shownTerm(term), "since 5 Jul 2024, known up to 31 Dec 2025");
});

test("a term that ended, and one of an older server, say just their days", () => {
  assert.equal(shownTerm({ start: "2017", end: "2021", known: null }), "2017 to 2021");
  assert.equal(shownTerm({ start: "2024-07-05", end: null }), "since 5 Jul 2024");
});
