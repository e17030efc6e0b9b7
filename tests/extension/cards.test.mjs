// What a card in the panel says of the days of an office.
import assert from "node:assert/strict";
import { test } from "node:test";

import { asOf, shownTerm } from "../../extension/panel/cards.js";

test("a term without an end says up to which day it is known", () => {
  const term = { start: "2024-07-05", end: null, known: "2025-12-31" };
  assert.equal(shownTerm(term), "since 5 Jul 2024, known up to 31 Dec 2025");
});

test("a term that ended, and one of an older server, say just their days", () => {
  assert.equal(shownTerm({ start: "2017", end: "2021", known: null }), "2017 to 2021");
  assert.equal(shownTerm({ start: "2024-07-05", end: null }), "since 5 Jul 2024");
});

test("above the cards stands for which day they speak", () => {
  const published = "2012-05-10";
  assert.equal(asOf({ published, revised: null, as_of: published }), "As they were on 10 May 2012.");
  assert.equal(
    asOf({ published, revised: "2025-06-24", as_of: "2025-06-24" }),
    "As they were on 24 Jun 2025: the article, first of 10 May 2012, was written anew.",
  );
  assert.match(asOf({ published: null, revised: null, as_of: null }), /does not say which day/);
  assert.equal(asOf({ published }), "", "an older server does not say");
});
