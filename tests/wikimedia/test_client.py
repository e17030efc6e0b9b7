"""What Wikimedia may answer, and what the client makes of it."""

from concurrent.futures import ThreadPoolExecutor
from threading import Event

import pytest

from postil.errors import LookupFailed
from postil.wikimedia.client import LONGEST_WAIT_S, MOST_TRIES, Client
from postil.wikimedia.sparql import Sparql
from tests.wikimedia.conftest import CONTACT, NOW
from tests.wikimedia.stub import HTML, JSON, Reply, error, too_many


@pytest.fixture
def ask(client, stub):
    def ask(**parameters):
        return client.get(f"{stub.base}/w/api.php", parameters, what="a test")

    return ask


def test_a_request_says_who_asks_and_takes_compressed_answers(ask, stub):
    ask(action="x")
    [seen] = stub.seen
    assert CONTACT in seen.headers["User-Agent"]
    assert seen.headers["User-Agent"].startswith("Postil/")
    assert seen.headers["Accept-Encoding"] == "gzip"
    assert "Authorization" not in seen.headers
    assert "Cookie" not in seen.headers


def test_nothing_is_asked_by_nobody(ledger):
    with pytest.raises(ValueError, match="who asks"):
        Client("  ", ledger, now=lambda: NOW, pause=lambda seconds: False)


@pytest.mark.parametrize(
    ("reply", "least"),
    [
        (too_many(**{"Retry-After": "7"}), 7.0),
        (too_many(**{"Retry-After": "Sun, 01 Mar 2026 12:00:09 GMT"}), 9.0),
        (too_many(), 1.0),
        (error("maxlag", **{"Retry-After": "5", "X-Database-Lag": "7"}), 5.0),
        (error("maxlag"), 5.0),
        (error("ratelimited"), 1.0),
        (Reply(503, HTML, "<p>Our servers are under maintenance"), 1.0),
        (Reply(200, HTML, "<p>Sign in to this network"), 1.0),
        (Reply(200, JSON, '{"entities": {"Q1": {"id"'), 1.0),
        (Reply(200, JSON, '{"whole": true', more_to_come=200), 1.0),
    ],
    ids=lambda value: None if isinstance(value, float) else f"{value.status} {value.body[:20]}",
)
def test_what_passes_is_waited_for_and_asked_again(ask, stub, pauses, reply, least):
    stub.instead.append(reply)
    stub.answers["x"] = {"good": 1}
    assert ask(action="x") == {"good": 1}
    assert len(stub.seen) == 2
    assert pauses.waited[0] >= least


def test_waits_grow_and_the_client_gives_up(ask, stub, pauses):
    stub.always = too_many(**{"Retry-After": "1"})
    with pytest.raises(LookupFailed, match="429"):
        ask(action="x")
    assert len(stub.seen) == MOST_TRIES
    assert pauses.waited == sorted(pauses.waited)
    assert pauses.waited[-1] >= 4


def test_a_host_that_wants_to_be_left_alone_for_long_is_left_alone(ask, stub, pauses):
    stub.always = too_many(**{"Retry-After": str(int(LONGEST_WAIT_S * 10))})
    for _ in range(3):
        with pytest.raises(LookupFailed, match="left alone"):
            ask(action="x")
    assert len(stub.seen) == 1
    assert pauses.waited == []


@pytest.mark.parametrize(
    ("reply", "says"),
    [
        (error("no-such-entity"), "no-such-entity"),
        (Reply(404, JSON, "{}"), "404"),
        (Reply(403, HTML, "<p>blocked"), "403"),
        (Reply(200, JSON, "[1, 2]"), "not an object"),
    ],
    ids=["bad id", "not found", "forbidden", "a list"],
)
def test_what_would_stay_wrong_is_not_asked_again(ask, stub, reply, says):
    stub.instead.append(reply)
    with pytest.raises(LookupFailed, match=says):
        ask(action="x")
    assert len(stub.seen) == 1


def test_a_redirect_on_the_same_host_is_followed_and_in_the_ledger(ask, stub, ledger):
    stub.instead.append(Reply(302, {**HTML, "Location": "/elsewhere?action=x"}, "<p>moved"))
    stub.answers["x"] = {"good": 1}
    assert ask(action="x") == {"good": 1}
    assert [seen.path for seen in stub.seen] == ["/w/api.php", "/elsewhere"]
    assert [asked.answer for _, asked in ledger.newest(5)] == ["200", "302, is elsewhere"]


@pytest.mark.parametrize("target", ["http://127.0.0.1:9/other", "https://127.0.0.1/", "//localhost/x"])
def test_a_redirect_to_another_host_is_not_followed(ask, stub, target):
    stub.instead.append(Reply(301, {**HTML, "Location": target}, ""))
    with pytest.raises(LookupFailed, match="elsewhere"):
        ask(action="x")
    assert len(stub.seen) == 1


def test_redirects_in_a_circle_end(ask, stub):
    stub.always = Reply(302, {**HTML, "Location": "/w/api.php?action=x"}, "")
    with pytest.raises(LookupFailed, match="circles"):
        ask(action="x")


def test_an_answer_that_does_not_come_is_given_up(client, stub, monkeypatch):
    monkeypatch.setattr("postil.wikimedia.client.READ_S", 0.05)
    stub.held = Event()
    with pytest.raises(LookupFailed, match="timed out"):
        client.get(stub.base, {"action": "x"}, what="a test")
    stub.held.set()
    assert len(stub.seen) == MOST_TRIES


def test_a_host_that_is_not_there_is_given_up(client, ledger):
    with pytest.raises(LookupFailed, match="no answer"):
        client.get("http://127.0.0.1:9/w/api.php", {"action": "x"}, what="a test")
    assert {asked.answer for _, asked in ledger.newest(9)} == {"no answer (ConnectionError)"}


def test_an_answer_beyond_all_measure_is_not_taken_in(ask, stub, monkeypatch):
    monkeypatch.setattr("postil.wikimedia.client.MOST_BYTES", 1000)
    stub.answers["x"] = {"long": "a" * 2000}
    with pytest.raises(LookupFailed, match="too long"):
        ask(action="x")


def test_one_request_at_a_time_goes_to_a_host(ask, stub):
    with ThreadPoolExecutor(6) as threads:
        list(threads.map(lambda number: ask(action="x", number=str(number)), range(12)))
    assert len(stub.seen) == 12
    assert {seen.in_flight for seen in stub.seen} == {1}


def test_a_wait_ends_with_the_program(ask, stub, pauses):
    stub.always = too_many()
    pauses.ends = True
    with pytest.raises(LookupFailed, match="the program ends"):
        ask(action="x")
    assert len(stub.seen) == 1


def test_the_ledger_has_every_request_whole(ask, stub, ledger):
    stub.instead.append(too_many())
    ask(action="x", search="Park Jin")
    [(_, second), (_, first)] = ledger.newest(10)
    assert (first.answer, second.answer) == ("429", "200")
    assert second.url == f"{stub.base}/w/api.php?action=x&search=Park+Jin"
    assert (second.what, second.at, second.host) == ("a test", NOW, stub.base.removeprefix("http://"))
    assert second.bytes > 0


def test_the_ledger_outlives_the_program_and_forgets_the_oldest(ask, ledger, tmp_path, monkeypatch):
    monkeypatch.setattr("postil.wikimedia.ledger.KEPT", 3)
    for number in range(5):
        ask(action="x", number=str(number))
    ledger.close()
    again = type(ledger)(tmp_path / "asked.sqlite")
    assert [asked.url[-1] for _, asked in again.newest(10)] == ["4", "3", "2"]
    newest = again.newest(1)[0][0]
    assert [asked.url[-1] for _, asked in again.newest(1, before=newest)] == ["3"]
    again.close()


def test_rows_of_a_query_have_items_by_number_and_lack_what_is_unknown(client, stub):
    stub.answers["sparql"] = {
        "head": {"vars": ["person", "start", "end"]},
        "results": {
            "bindings": [
                {
                    "person": {"type": "uri", "value": "http://www.wikidata.org/entity/Q16090188"},
                    "start": {"type": "literal", "value": "2022-05-12T00:00:00Z"},
                },
                {"person": {"type": "bnode", "value": "t1"}, "start": {"type": "literal", "value": "2019"}},
                {"person": {"type": "uri", "value": "http://www.wikidata.org/.well-known/genid/ab"}},
            ]
        },
    }
    rows = Sparql(client, f"{stub.base}/sparql").select("SELECT …", what="ministers")
    assert rows == [{"person": "Q16090188", "start": "2022-05-12T00:00:00Z"}, {"start": "2019"}, {}]
    [seen] = stub.seen
    assert seen.headers["Accept"] == "application/sparql-results+json"


def test_an_answer_that_is_no_table_is_an_error(client, stub):
    stub.answers["sparql"] = {"results": None}
    with pytest.raises(LookupFailed, match="rows"):
        Sparql(client, f"{stub.base}/sparql").select("SELECT …", what="ministers")
