"""The reader's copy of the pack: what Wikidata answers is taken in, and nothing else is touched."""

import sqlite3
from contextlib import closing
from datetime import date

import pytest

from postil.errors import LookupFailed
from postil.people import PACK, open_finder
from postil.people.knowledge import Knowledge, open_pack
from postil.people.knowledge.refreshing import COPY, JOURNAL, about, newest, refresh
from postil.wikimedia.terms import OfficeHolders

TODAY = date(2026, 11, 25)
FRENCH_PRESIDENT = "Q191954"  # the position's id, as the pack has it
MACRON = {"person": "Q3052772", "personLabel": "Emmanuel Macron", "position": FRENCH_PRESIDENT}
AFTER_HIM = {
    "person": "Q4115189",
    "personLabel": "Ada Lemaire",
    "position": FRENCH_PRESIDENT,
    "start": "2026-10-01T00:00:00Z",
    "startPrecision": "11",
    "ended": "false",
    "born": "1970-02-03T00:00:00Z",
}
ROWS = [
    {**MACRON, "start": "2017-05-14T00:00:00Z", "end": "2026-10-01T00:00:00Z", "ended": "true"},
    AFTER_HIM,
]


class Answering:
    """A query service that has ``rows`` for whoever asks about their position or country."""

    def __init__(self, rows, *, fails_at=None):
        self.rows, self.fails_at, self.asked = rows, fails_at, []

    def select(self, query, *, what):
        if len(self.asked) == self.fails_at:
            raise LookupFailed("query.example", "503, 4 times")
        self.asked.append(query)
        return [
            row
            for row in self.rows
            if f"wd:{row.get('position')} " in query or f'"{row.get("code")}"' in query
        ]


@pytest.fixture
def holders(tmp_path):
    """holders(role, place, day) in the newest pack there is."""

    def holders(place, role, day):
        knowledge = Knowledge(open_pack(newest(tmp_path)))
        return [known.name for known, _ in knowledge.holders(place, role, date.fromisoformat(day))]

    return holders


def test_an_office_that_changed_hands_is_known_after_a_refresh(tmp_path, holders):
    before = PACK.read_bytes()
    assert holders("France", "president", "2026-11-01") == []
    refreshed = refresh(tmp_path, OfficeHolders(Answering(ROWS)), today=TODAY)
    assert (refreshed.people, refreshed.terms, refreshed.changed) == (1, 1, 1)
    assert holders("France", "president", "2026-09-01") == ["Emmanuel Macron"]
    assert holders("France", "president", "2026-11-01") == ["Ada Lemaire"]
    assert PACK.read_bytes() == before


def test_the_next_page_is_read_with_the_copy(tmp_path):
    text = "The French president spoke to reporters in Paris."
    shipped = open_finder(tmp_path).cast(text, date(2026, 11, 2), today=TODAY, scope="page")
    refresh(tmp_path, OfficeHolders(Answering(ROWS)), today=TODAY)
    [card] = open_finder(tmp_path).cast(text, date(2026, 11, 2), today=TODAY, scope="page")
    assert shipped == ()
    assert (card.person.name, card.person.qid, card.then.start) == ("Ada Lemaire", "Q4115189", "2026-10-01")
    assert card.sources[0].retrieved == TODAY


def test_heads_are_found_by_the_country_too(tmp_path, holders):
    head = {"code": "TV", "kind": "government", "ended": "false"}
    rows = [
        {**head, "person": "Q111", "personLabel": "Feleti Teo", "start": "2024-02-26T00:00:00Z",
         "end": "2026-03-01T00:00:00Z"},
        {**head, "person": "Q112", "personLabel": "Eka Paniu", "start": "2026-03-01T00:00:00Z"},
    ]  # fmt: skip
    refresh(tmp_path, OfficeHolders(Answering(rows)), today=TODAY)
    assert holders("Tuvalu", "prime minister", "2026-06-01") == []
    with closing(sqlite3.connect(tmp_path / COPY)) as pack:
        pack.execute("update person set qid = 'Q111' where name = 'Feleti Teo'")
        assert pack.execute("select count(*) from person where name = 'Feleti Teo'").fetchone() == (1,)


def test_a_refresh_that_was_cut_short_goes_on_where_it_was(tmp_path):
    with pytest.raises(LookupFailed):
        refresh(tmp_path, OfficeHolders(Answering(ROWS, fails_at=20)), today=TODAY)
    assert newest(tmp_path) == PACK
    again = Answering(ROWS)
    told = []
    refreshed = refresh(tmp_path, OfficeHolders(again), today=TODAY, tell=told.append)
    assert (told[0].done, told[-1].done) == (20, told[0].of)
    assert len(again.asked) == told[0].of - 20
    assert refreshed.people == 1
    assert not (tmp_path / JOURNAL).exists()


def test_answers_of_long_ago_are_asked_for_again(tmp_path):
    with pytest.raises(LookupFailed):
        refresh(tmp_path, OfficeHolders(Answering(ROWS, fails_at=20)), today=date(2026, 9, 1))
    again = Answering(ROWS)
    told = []
    refresh(tmp_path, OfficeHolders(again), today=TODAY, tell=told.append)
    assert told[0].done == 0


def test_a_line_of_the_journal_that_was_cut_short_does_no_harm(tmp_path):
    with pytest.raises(LookupFailed):
        refresh(tmp_path, OfficeHolders(Answering(ROWS, fails_at=2)), today=TODAY)
    journal = tmp_path / JOURNAL
    journal.write_text(journal.read_text(encoding="utf-8")[:-10], encoding="utf-8")
    told = []
    assert refresh(tmp_path, OfficeHolders(Answering(ROWS)), today=TODAY, tell=told.append).people == 1
    assert told[0].done == 1


def test_nothing_answered_leaves_the_facts_as_they_ship(tmp_path):
    refresh(tmp_path, OfficeHolders(Answering([])), today=TODAY)
    copy, shipped = about(tmp_path / COPY), about(PACK)
    assert (copy.people, copy.terms, copy.refreshed) == (shipped.people, shipped.terms, TODAY)


def test_a_copy_that_cannot_be_read_counts_for_nothing(tmp_path):
    (tmp_path / COPY).write_bytes(b"no pack")
    assert newest(tmp_path) == PACK


def test_a_shipped_pack_that_speaks_of_later_days_goes_before_an_old_copy(tmp_path):
    refresh(tmp_path, OfficeHolders(Answering([])), today=date(2025, 1, 1))
    assert newest(tmp_path) == PACK
