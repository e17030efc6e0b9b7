// Above the cards the panel says for which day they speak.
import assert from "node:assert/strict";
import { test } from "node:test";

import { dayTold } from "../../extension/panel/day.js";

const published = "2012-05-10";

test("above the cards stands for which day they speak", () => {
  assert.equal(dayTold({ published, revised: null, as_of: published }), "As they were on 10 May 2012.");
  assert.equal(
    dayTold({ published, revised: "2025-06-24", as_of: "2025-06-24" }),
    "As they were on 24 Jun 2025: the article, first of 10 May 2012, was written anew.",
  );
  assert.match(dayTold({ published: null, revised: null, as_of: null }), /does not say which day/);
  assert.equal(dayTold({ published }), "", "an older server does not say");
});

test("a day that the reader said is told as theirs", () => {
  const said = { published, revised: "2025-06-24", day: "2019-07-14", as_of: "2019-07-14" };
  assert.equal(dayTold(said), "As they were on 14 Jul 2019, the day that you said.");
});
