"""Who bears a name, asked of a stand-in for Wikidata, and kept."""

from datetime import timedelta

import pytest

from postil.errors import LookupFailed
from postil.models import Tenure
from postil.people.names import fold
from postil.wikimedia.directory import FRESH_PERSON, WikimediaDirectory
from postil.wikimedia.kept import Kept
from postil.wikimedia.statements import term, time_of
from postil.wikimedia.wikidata import Wikidata
from postil.wikimedia.wikipedia import Wikipedia
from tests.wikimedia.conftest import NOW
from tests.wikimedia.people import MINISTER, THINGS, WikimediaStub, entity, held, moment, statement
from tests.wikimedia.stub import JSON, Reply, error, serving

NAME = "Tomas Arvidsen"


@pytest.fixture
def stub():
    with serving(WikimediaStub()) as stub:
        yield stub


class Clock:
    time = NOW

    def __call__(self):
        return self.time


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def directory(client, stub, clock, tmp_path):
    kept = Kept(tmp_path / "kept.sqlite")
    directory = WikimediaDirectory(
        Wikidata(client, f"{stub.base}/w/api.php"),
        Wikipedia(client, f"{stub.base}/enwiki"),
        kept,
        now=clock,
        same_name=fold,
    )
    yield directory
    directory.close()


def actions(stub):
    return [seen.query["action"] for seen in stub.seen]


def test_the_people_of_a_name_come_with_what_they_held_and_did(directory):
    directory.ask([NAME])
    [minister, golfer] = directory.at_hand([NAME])[NAME].candidates
    assert (minister.qid, golfer.qid) == ("Q101", "Q102")
    assert minister.tenures == (
        Tenure(
            office="Minister of Fisheries of Norland",
            of="Norland",
            start="2019-03-04",
            end="2023-01-09",
            ended=True,
            rank=30,
        ),
        Tenure(office="Governor of Norland", of="Norland", start="2023-01-10", end=None, rank=30),
    )
    assert (minister.trades, minister.countries, minister.born) == (
        ("politician",),
        ("Norland",),
        "1961-05-02",
    )
    assert (minister.sitelinks, minister.wikipedia) == (21, NAME)


def test_ships_and_longer_names_are_no_bearers(directory, stub):
    stub.entities["Q104"] = entity("Q104", "Tomas Arvidsen-Lie", P31=["Q5"])
    directory.ask([NAME])
    assert {one.qid for one in directory.at_hand([NAME])[NAME].candidates} == {"Q101", "Q102"}


def test_what_is_at_hand_is_not_asked_again_until_it_is_old(directory, stub, clock):
    directory.ask([NAME])
    assert directory.stale(["tomas arvidsen"]) == []
    clock.time = NOW + FRESH_PERSON + timedelta(seconds=1)
    assert directory.stale([NAME]) == [NAME]
    assert directory.at_hand([NAME])[NAME].retrieved == NOW.date()
    before = len(stub.seen)
    directory.ask([NAME])
    assert actions(stub)[before:] == ["wbsearchentities", "wbgetentities"]  # names of things keep for longer


def test_nobody_of_that_name_is_an_answer(directory):
    directory.ask(["Nils Aamodt"])
    assert directory.at_hand(["Nils Aamodt"])["Nils Aamodt"].candidates == ()
    assert directory.stale(["Nils Aamodt"]) == []


def test_an_id_that_is_gone_is_left_out_and_one_that_moved_is_followed(directory, stub):
    stub.redirects = {"Q102": "Q105"}
    stub.entities["Q105"] = entity("Q105", NAME, "golfer", 9, P31=["Q5"])
    stub.entities["Q106"] = entity("Q106", NAME)
    stub.redirects["Q106"] = "Q0"
    directory.ask([NAME])
    assert [one.qid for one in directory.at_hand([NAME])[NAME].candidates] == ["Q101", "Q105"]


@pytest.mark.parametrize(
    "reply",
    [Reply(200, JSON, '{"success": 1}'), Reply(200, JSON, '{"search": {}}'), error("no-such-entity")],
    ids=["no list", "not a list", "an error"],
)
def test_what_is_no_answer_is_not_kept(directory, stub, reply):
    stub.instead.append(reply)
    with pytest.raises(LookupFailed):
        directory.ask([NAME])
    assert directory.at_hand([NAME]) == {}


def test_entities_that_do_not_come_are_no_answer(directory, stub):
    stub.instead.extend(
        [
            Reply(body='{"search": [{"id": "Q101", "label": "Tomas Arvidsen"}]}'),
            Reply(body='{"entities": []}'),
        ]
    )
    with pytest.raises(LookupFailed, match="not what was asked"):
        directory.ask([NAME])


def test_never_more_than_fifty_ids_are_asked_for_at_once(client, stub):
    stub.entities |= {f"Q{n}": entity(f"Q{n}", "somebody") for n in range(1000, 1120)}
    found = Wikidata(client, stub.base).entities(
        [f"Q{n}" for n in range(1000, 1120)], props="labels", what="{count} people"
    )
    assert len(found) == 120
    assert [len(seen.query["ids"].split("|")) for seen in stub.seen] == [50, 50, 20]


def test_only_the_name_leaves_the_machine(directory, stub):
    directory.ask([NAME])
    searches = [seen.query for seen in stub.seen if "search" in seen.query]
    assert [query["search"] for query in searches] == [NAME]
    allowed = {"action", "ids", "props", "languages", "languagefallback", "format", "formatversion", "maxlag"}
    assert all(set(seen.query) == allowed for seen in stub.seen if "ids" in seen.query)


def test_a_summary_is_taken_from_the_page_that_says_whom_it_is_about(directory, stub):
    assert directory.ask_summaries({"Q101": NAME})
    assert directory.summary("Q101").text == "Tomas Arvidsen is a politician of Norland."
    assert not directory.ask_summaries({"Q101": NAME})
    assert len(stub.seen) == 1


def test_a_page_about_somebody_else_gives_no_summary(directory, stub):
    stub.item_of_title[NAME] = "Q102"
    assert not directory.ask_summaries({"Q101": NAME})
    assert directory.summary("Q101") is None


def test_a_page_that_is_not_there_gives_no_summary(directory, stub):
    stub.item_of_title = {}
    assert not directory.ask_summaries({"Q101": NAME})


@pytest.mark.parametrize(
    ("snak", "says"),
    [
        (moment("2022-05-12"), "2022-05-12"),
        (moment("2022-05"), "2022-05"),
        (moment("2022"), "2022"),
        ({"snaktype": "somevalue"}, None),
        (
            {"snaktype": "value", "datavalue": {"value": {"time": "+1950-00-00T00:00:00Z", "precision": 8}}},
            None,
        ),
        (
            {"snaktype": "value", "datavalue": {"value": {"time": "-0044-03-15T00:00:00Z", "precision": 11}}},
            None,
        ),
        (
            {"snaktype": "value", "datavalue": {"value": {"time": "+2022-00-00T00:00:00Z", "precision": 11}}},
            None,
        ),
    ],
)
def test_a_time_is_as_precise_as_it_is_known(snak, says):
    assert time_of(snak) == says


@pytest.mark.parametrize(
    ("end", "ended"),
    [({"snaktype": "novalue"}, False), ({"snaktype": "somevalue"}, True), (moment("2020"), True)],
)
def test_an_end_that_nobody_knows_is_an_end_all_the_same(end, ended):
    assert term(statement({}, P580=moment("2019-01-01"), P582=end))[2] is ended


def test_a_deprecated_office_was_never_held(directory, stub):
    offices = [held("Q201", "2019-03-04", rank="deprecated")]
    stub.entities = {
        one["id"]: one for one in (MINISTER | {"claims": {**MINISTER["claims"], "P39": offices}}, *THINGS)
    }
    directory.ask([NAME])
    assert directory.at_hand([NAME])[NAME].candidates[0].tenures == ()
