"""Who said it: passages of our own writing, in which each {Speaker|stretch} names who says it.

The files are in ``quotations/``, their passages parted by a line of "==="; {|stretch} is said by nobody
whom the passage shows.
"""

import re
from datetime import date
from pathlib import Path
from time import process_time
from typing import NamedTuple

import pytest

from postil.models import Span
from postil.people import open_finder
from postil.people.quotes import quotations, said_by
from postil.people.quotes.speaking import quoted

DAY, TODAY = date(2019, 5, 2), date(2026, 11, 23)
FOLDER = Path(__file__).parent / "quotations"
MARK = re.compile(r"\{([^|{}]*)\|([^{}]*)\}")
SHARE = 0.95
WRONG = 0.01


class Marked(NamedTuple):
    text: str
    span: Span
    speaker: str


def marked():
    found = []
    for file in sorted(FOLDER.glob("*.txt")):
        for passage in file.read_text(encoding="utf-8").split("\n===\n"):
            text, last, spans = "", 0, []
            for match in MARK.finditer(passage):
                text += passage[last : match.start()]
                spans.append((Span(len(text), len(text) + len(match[2])), match[1]))
                text += match[2]
                last = match.end()
            text += passage[last:]
            found += [Marked(text, span, speaker) for span, speaker in spans]
    return found


def speaker(text, span):
    finder = open_finder()
    cards = finder.cast(text, DAY, today=TODAY, scope="page")
    names = {card.person.id: card.person.name for card in cards}
    who = said_by(finder.said(text, cards), span, text)
    return names[who] if who else ""


@pytest.fixture(scope="module")
def answers():
    return [(mark, speaker(mark.text, mark.span)) for mark in marked()]


def told(wrong):
    return "\n".join(
        f"{mark.text[mark.span.start : mark.span.end]!r}: {mark.speaker!r}, found {found!r}"
        for mark, found in wrong
    )


def test_nineteen_of_twenty_marks_get_the_speaker_the_text_shows(answers):
    assert len(answers) >= 150
    wrong = [(mark, found) for mark, found in answers if found != mark.speaker]
    assert len(wrong) <= (1 - SHARE) * len(answers), told(wrong)


def test_hardly_a_mark_gets_another_speaker_than_the_text_shows(answers):
    wrong = [(mark, found) for mark, found in answers if found not in (mark.speaker, "")]
    assert len(wrong) <= WRONG * len(answers), told(wrong)


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("Ana Moor sat down. A spokeswoman for the bank said it was shut. “It is shut,” she added.", ""),
        ("Ana Moor sat down. Her sister waved. “Come here,” she said.", ""),
        ("Paul Hale sat down. His wife, Vera Moor, waved. “Come here,” she said.", "Vera Moor"),
        ("A former banker, Vera Moor, said Paul Hale owed her money.", "Vera Moor"),
        ("Paul Hale spoke of “luck”; his rival Vera Moor of “a fine goal”.", "Vera Moor"),
        ("Gov. Vera Moor met Paul Hale. “Go home,” the governor said.", "Vera Moor"),
        ("“Shut it,” Vera Moor said when told of the gate.", "Vera Moor"),
    ],
)
def test_the_last_words_are_whose_the_text_says(text, who):
    at = max(text.rfind("“"), text.rfind("said Paul"))
    assert speaker(text, Span(at, len(text))) == who


def test_nobody_is_named_where_the_text_shows_nobody(answers):
    silent = [(mark, found) for mark, found in answers if not mark.speaker]
    assert len(silent) >= 40
    assert [(mark, found) for mark, found in silent if found] == []


@pytest.mark.parametrize(
    ("text", "inside"),
    [
        ("“Yes,” he said. “No.”", ["“Yes,”", "“No.”"]),
        ('It is "so" and 6\'2" tall.', ['"so"']),
        ("‘It’s the players’ money,’ he said.", ["‘It’s the players’ money,’"]),
        ("„Ja“, sagte er. »Nein«, sagte sie.", ["„Ja“", "»Nein«"]),
        ("Il a dit « non » hier.", ["« non »"]),
        ("“One.\n\n“Two.” Three.", ["“One.", "“Two.”"]),
        ("A “mark without its other half.", []),
    ],
)
def test_quotations_are_found_in_the_marks_of_many_countries(text, inside):
    assert [text[quote.start : quote.end] for quote in quoted(text)] == inside


def test_a_mark_over_two_speakers_is_nobodys():
    text = "“Buy it,” urged Nadia Petrov. “Sell it,” urged Vera Petrov."
    assert speaker(text, Span(0, len(text))) == ""


@pytest.mark.parametrize("piece", ["“", "'a ", "‘a ", "said ", "“No.” ", "“No.”\n\n", "“a\n"])
def test_a_page_made_to_be_slow_is_read_in_one_pass(piece):
    def seconds(times):
        text = piece * times
        start = process_time()
        quotations(text, [], {})
        return process_time() - start

    few, many = seconds(1_000), seconds(10_000)
    assert many < 40 * few + 0.5
