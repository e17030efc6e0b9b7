"""Look-ups as a reader meets them: a page at once, cards that fill in, and all that was asked to see."""

import threading
from time import monotonic

import pytest

from postil.config import read_settings
from postil.models import AnnotationQuery
from postil.web import create_app
from postil.wiring import open_library
from tests.wikimedia.people import WikimediaStub
from tests.wikimedia.stub import Reply, serving, too_many

PATIENCE_S = 60  # how long a test waits for what comes by itself, on a busy machine
TEXT = (
    "The governor of Norland, Tomas Arvidsen, said on Tuesday that the fisheries bill could not wait for "
    "the next parliament, and that the ministers had been told so in writing since the spring.",
    "A debate on the bill ended in disorder when the opposition left the chamber. The vote is now "
    "expected in the second week of October, after the committee has heard the harbour towns.",
)
URL = "https://courier.example/2024/09/fisheries"
PAGE = (
    '<!doctype html><html lang="en"><head><title>Fisheries bill</title>'
    '<meta property="article:published_time" content="2024-09-10T08:00:00Z"></head>'
    "<body><article><h1>Fisheries bill</h1>"
    f"{''.join(f'<p>{text}</p>' for text in TEXT)}</article></body></html>"
)


@pytest.fixture
def stub():
    with serving(WikimediaStub()) as stub:
        yield stub


class Reader:
    """A reader's library over the stand-in, and the front door to it."""

    def __init__(self, folder, stub, **said):
        settings = read_settings(
            {
                "POSTIL_DATA": str(folder),
                "POSTIL_TOKEN": "a-token-of-this-test",
                "POSTIL_WIKIDATA_API": f"{stub.base}/w/api.php",
                "POSTIL_WIKIPEDIA_API": f"{stub.base}/enwiki",
                **said,
            }
        )
        self.library = open_library(settings)
        self.client = create_app(self.library, settings).test_client()
        self.asks = {
            "base_url": "http://127.0.0.1:8377",
            "headers": {"Authorization": "Bearer a-token-of-this-test"},
        }

    def capture(self):
        return self.client.post("/api/pages", json={"url": URL, "html": PAGE}, **self.asks).json

    def get(self, path):
        return self.client.get(path, **self.asks)

    def card(self, page):
        cards = self.get(f"/api/pages/{page['id']}/people").json["items"]
        return next(card for card in cards if "Arvidsen" in card["person"]["name"])

    def card_when(self, page, holds):
        ends = monotonic() + PATIENCE_S
        while not holds(card := self.card(page)):
            assert monotonic() < ends, card
            threading.Event().wait(0.02)
        return card

    def read_page(self, path):
        """A page of the web view, signed in."""
        code = {"code": self.library.access.new_sign_in()}
        self.client.post("/sign-in", data=code, base_url=self.asks["base_url"])
        return self.client.get(path, base_url=self.asks["base_url"])


@pytest.fixture
def reader(tmp_path, stub):
    reader = Reader(tmp_path, stub, POSTIL_LOOKUPS="on", POSTIL_CONTACT="ines@example.org")
    yield reader
    reader.library.close()


def test_a_page_does_not_wait_and_its_card_fills_in(reader, stub):
    stub.held = threading.Event()
    page = reader.capture()
    assert reader.card(page)["pending"]
    assert reader.card(page)["basis"] == "article"
    stub.held.set()
    card = reader.card_when(page, lambda card: card["summary"])
    assert not card["pending"]
    assert (card["basis"], card["person"]["qid"]) == ("live", "Q101")
    assert card["then"] == {
        "office": "Governor of Norland",
        "of": "Norland",
        "start": "2023-01-10",
        "end": None,
        "known": None,
    }
    assert [source["label"] for source in card["sources"]] == ["Wikidata", "Wikipedia (CC BY-SA 4.0)"]


def test_a_card_says_that_more_is_coming_until_its_summary_is_there(reader, stub):
    told, answer = threading.Event(), stub.answer

    def answer_late(path, query):
        assert query.get("action") != "query" or told.wait(PATIENCE_S)
        return answer(path, query)

    stub.answer = answer_late
    page = reader.capture()
    found = reader.card_when(page, lambda card: card["person"]["qid"])
    assert (found["pending"], found["summary"]) == (True, "")
    told.set()
    assert reader.card_when(page, lambda card: not card["pending"])["summary"]


def test_a_card_without_a_summary_does_not_wait_for_one(reader, stub):
    stub.item_of_title.clear()
    found = reader.card_when(reader.capture(), lambda card: card["person"]["qid"] and not card["pending"])
    assert found["summary"] == ""


def test_nothing_is_asked_while_look_ups_are_off(tmp_path, stub):
    reader = Reader(tmp_path, stub, POSTIL_CONTACT="ines@example.org")
    page = reader.capture()
    assert not reader.card(page)["pending"]
    assert reader.get("/api/lookups").json == {"on": False, "items": [], "next": None}
    reader.library.close()
    assert stub.seen == []
    assert not (tmp_path / "lookups").exists()


def test_every_request_is_polite_and_tells_no_words_of_the_article(reader, stub):
    reader.card_when(reader.capture(), lambda card: card["summary"])
    assert {seen.in_flight for seen in stub.seen} == {1}
    assert all("ines@example.org" in seen.headers["User-Agent"] for seen in stub.seen)
    assert all(len(seen.query.get("ids", "").split("|")) <= 50 for seen in stub.seen)
    sent = " ".join(value for seen in stub.seen for value in seen.query.values()).casefold()
    words = [" ".join(TEXT).casefold().split()[i : i + 4] for i in range(60)]
    assert not any(" ".join(four) in sent for four in words)


def test_the_reader_sees_everything_that_was_asked(reader, stub):
    reader.card_when(reader.capture(), lambda card: card["summary"])
    answer = reader.get("/api/lookups?limit=500").json
    assert answer["on"]
    assert len(answer["items"]) == len(stub.seen)
    first = answer["items"][-1]
    assert first["asked"] == "Who is called “Tomas Arvidsen”?"
    assert first["url"].startswith(f"{stub.base}/w/api.php?action=wbsearchentities")
    assert (first["host"], first["answer"]) == (stub.base.removeprefix("http://"), "200")
    assert first["bytes"] > 0


def test_the_list_of_what_was_asked_goes_on_where_it_stopped(reader, stub):
    reader.card_when(reader.capture(), lambda card: card["summary"])
    seen, cursor = [], ""
    while cursor is not None:
        part = reader.get(f"/api/lookups?limit=2{f'&cursor={cursor}' if cursor else ''}").json
        seen += [item["url"] for item in part["items"]]
        cursor = part["next"]
    assert len(seen) == len(set(seen)) == len(stub.seen)


def test_the_web_view_shows_what_was_asked_and_how_to_turn_it_off(reader, stub):
    reader.card_when(reader.capture(), lambda card: card["summary"])
    asked = reader.read_page("/settings/asked").text
    assert "Who is called “Tomas Arvidsen”?" in asked
    settings = reader.read_page("/settings").text
    assert "ines@example.org" in settings
    assert "POSTIL_LOOKUPS" in settings


def test_a_host_that_refuses_for_ever_leaves_the_card_as_the_article_has_it(reader, stub):
    stub.always = too_many(**{"Retry-After": "3600"})
    card = reader.card_when(reader.capture(), lambda card: not card["pending"])
    assert (card["basis"], card["person"]["qid"]) == ("article", None)
    assert len(stub.seen) == 1


def test_what_is_no_answer_at_all_leaves_the_server_well(reader, stub):
    stub.always = Reply(200, body='{"search": [1, {"id": 5}, null], "entities": {"Q1": [], "Q2": null}}')
    card = reader.card_when(reader.capture(), lambda card: not card["pending"])
    assert card["person"]["qid"] is None
    assert reader.get("/health").status_code == 200


def test_what_was_found_is_at_hand_after_a_restart_without_asking(reader, stub, tmp_path):
    reader.card_when(reader.capture(), lambda card: card["summary"])
    reader.library.close()
    before = len(stub.seen)
    again = Reader(tmp_path, stub, POSTIL_LOOKUPS="on", POSTIL_CONTACT="ines@example.org")
    card = again.card(again.capture())
    again.library.close()
    assert (card["basis"], card["person"]["qid"], card["pending"]) == ("live", "Q101", False)
    assert len(stub.seen) == before


def test_a_mark_made_while_a_look_up_is_on_its_way_gets_its_person(reader, stub):
    stub.held = threading.Event()
    page = reader.capture()
    mark = {"page_id": page["id"], "quote": "The governor of Norland, Tomas Arvidsen, said on Tuesday"}
    reader.client.post("/api/annotations", json=mark, **reader.asks)
    stub.held.set()
    reader.card_when(page, lambda card: card["summary"])
    [kept] = reader.library.annotations.list(AnnotationQuery()).items
    assert kept.people == ("Q101",)
    assert [person.id for person in reader.library.pages.get(page["id"]).people] == ["Q101"]
    assert reader.card(page)["your_marks"]["count"] == 1


OPENING = (
    "<p>The fair at Lantern Quay drew its largest crowd since the harbour was dredged, and the organisers "
    "said that they would have to find a larger field for next year's cars.</p>"
)
FAIR = PAGE.replace(
    f"<p>{TEXT[0]}</p>", f"{OPENING}<p>The fair was opened by Tom Arvidsen-Lund, who ate two eels.</p>"
)


def test_of_whom_the_reader_says_it_is_the_card_has_what_was_looked_up(reader, stub):
    page = reader.capture()
    reader.card_when(page, lambda card: card["summary"])
    asks = {"url": "https://courier.example/2024/09/fair", "html": FAIR}
    fair = reader.client.post("/api/pages", json=asks, **reader.asks).json
    guessed = reader.card_when(fair, lambda card: not card["pending"])
    said = {"person": guessed["person"]["id"], "says": "is", "who": "Q101"}
    reader.client.post(f"/api/pages/{fair['id']}/people/corrections", json=said, **reader.asks)
    card = reader.card_when(fair, lambda card: not card["pending"])
    assert (guessed["basis"], guessed["then"]) == ("article", None)
    assert (card["basis"], card["then"]["office"]) == ("live", "Governor of Norland")
    assert card["named_as"] == ["Tom Arvidsen-Lund"]
    assert card["summary"] == "Tomas Arvidsen is a politician of Norland."
