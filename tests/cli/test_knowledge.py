"""``postil knowledge``: what is known offline, and asking Wikidata for what is newer."""

import pytest

from postil.people import PACK
from postil.people.knowledge.refreshing import COPY
from tests.wikimedia.stub import Stub, serving, too_many

NOBODY = {"results": {"bindings": []}}


@pytest.fixture
def wikidata(monkeypatch, data):
    with serving(Stub()) as stub:
        stub.answers["sparql"] = NOBODY
        monkeypatch.setenv("POSTIL_DATA", str(data))
        monkeypatch.setenv("POSTIL_WIKIDATA_SPARQL", f"{stub.base}/sparql")
        yield stub


@pytest.fixture
def contact(monkeypatch):
    monkeypatch.setenv("POSTIL_CONTACT", "ines@example.org")


def test_status_tells_what_is_known_and_until_when(run, wikidata):
    outcome = run("knowledge", "status")
    assert outcome.code == 0
    assert "people" in outcome.out
    assert "it speaks until 20" in outcome.out
    assert "never brought up to date" in outcome.out
    assert wikidata.seen == []


def test_a_refresh_without_a_contact_is_refused_and_asks_nobody(run, wikidata, data):
    outcome = run("knowledge", "refresh")
    assert outcome.code == 1
    assert outcome.said.startswith("postil: POSTIL_CONTACT: ")
    assert wikidata.seen == []
    assert not data.exists()


def test_a_refresh_makes_a_copy_tells_how_far_it_is_and_says_who_asks(run, wikidata, contact, data):
    before = PACK.read_bytes()
    outcome = run("knowledge", "refresh")
    assert outcome.code == 0
    assert outcome.said.splitlines()[0].startswith("0 of ")
    assert "0 new people" in outcome.out
    assert (data / "knowledge" / COPY).exists()
    assert PACK.read_bytes() == before
    assert all("ines@example.org" in seen.headers["User-Agent"] for seen in wikidata.seen)
    assert max(seen.in_flight for seen in wikidata.seen) == 1
    assert "brought up to date from Wikidata on" in run("knowledge", "status").out


def test_a_refresh_that_is_refused_says_how_to_go_on(run, wikidata, contact, data):
    wikidata.always = too_many(**{"Retry-After": "3600"})
    outcome = run("knowledge", "refresh")
    assert outcome.code == 1
    assert "run this again to go on" in outcome.said
    assert not (data / "knowledge" / COPY).exists()
