"""Passages of every length in articles of many scripts, found again after every kind of edit.

The later text is made from the earlier one, so where the passage is then is known by construction.
"""

import random
from collections.abc import Iterator
from pathlib import Path

import pytest

from postil.capture import extract
from tests.anchoring.edits import EDITS, Edit, Place, words_in
from tests.anchoring.test_vectors import in_javascript, in_python

ARTICLES = Path(__file__).parents[2] / "server" / "postil" / "demo" / "articles"
IN_OTHER_SCRIPTS = (
    "Вчера порт был закрыт на три часа, потому что судно село на мель у входа. Мэр сообщил, что никто не "
    "пострадал, а экипаж благополучно сошёл на берег.\n\nРыбаки ждали всё утро, прежде чем им разрешили "
    "выйти в море. Инженеры осмотрели причал и решили заменить две сваи. Ремонт начнётся через неделю.",
    "أغلق الميناء أمس لمدة ثلاث ساعات بعد جنوح سفينة شحن عند المدخل. وقال رئيس البلدية إن أحدا لم يصب "
    "بأذى وإن الطاقم وصل إلى الشاطئ سالما.\n\nوانتظر الصيادون طوال الصباح قبل أن يسمح لهم بالإبحار. "
    "وفحص المهندسون الرصيف وقرروا استبدال عمودين.",
    "어제 화물선이 입구에서 좌초되어 항구가 세 시간 동안 폐쇄되었다. 시장은 다친 사람이 없으며 "
    "선원들은 모두 무사히 상륙했다고 말했다.\n\n어부들은 아침 내내 기다린 뒤에야 바다로 나갈 수 "
    "있었다. 기술자들은 부두를 점검하고 기둥 두 개를 교체하기로 했다.",
)
IN_ENGLISH = (extract(file.read_text(encoding="utf-8")).text for file in sorted(ARTICLES.glob("*.html")))
TEXTS = (*IN_ENGLISH, *IN_OTHER_SCRIPTS)
LENGTHS = (1, 3, 8, 25)  # words in a passage
PASSAGES = 3  # of each length, in each text


def passages(text: str, pick: random.Random) -> Iterator[Place]:
    """Passages of whole words, none of which the text has twice."""
    words = words_in(text, (0, len(text)))
    for length in LENGTHS:
        for _ in range(PASSAGES):
            first = pick.randrange(len(words) - length)
            start, end = words[first][0], words[first + length - 1][1]
            if text.count(text[start:end]) == 1:
                yield start, end


def cases(edit: Edit) -> Iterator[tuple[str, Place, str, Place | None]]:
    pick = random.Random(6)
    for text in TEXTS:
        for place in passages(text, pick):
            if edited := edit(text, place, pick):
                yield text, place, *edited


@pytest.mark.parametrize("edit", EDITS.values(), ids=list(EDITS))
def test_a_passage_is_found_exactly_where_the_edit_left_it(edit: Edit) -> None:
    made = list(cases(edit))
    assert len(made) > len(TEXTS)
    asked = [{"then": then, "span": place, "now": now, "without": []} for then, place, now, _ in made]
    there = [list(gold) if gold else None for *_, gold in made]
    in_server = [in_python(one) for one in asked]
    missed = [
        (then[slice(*place)], found["located"] and now[slice(*found["located"])])
        for (then, place, now, _), gold, found in zip(made, there, in_server, strict=True)
        if found["located"] != gold
    ]
    assert missed == []
    assert in_javascript(asked) == in_server
