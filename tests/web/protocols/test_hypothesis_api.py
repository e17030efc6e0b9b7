"""The Hypothesis API, as its clients call it."""

import re

import pytest

from postil.library.annotations import Draft
from postil.models import Selector
from tests.web.conftest import APP, HERE
from tests.web.protocols.hypothesis_client import API, QUOTE, URL, USER, Client, sent


@pytest.fixture
def client(api) -> Client:
    return Client(api)


def test_a_note_comes_back_as_it_was_sent_with_what_the_server_says(client):
    made = client.make()
    assert re.fullmatch(r"[A-Za-z0-9_-]{20,40}", made["id"])
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}\+00:00", made["created"])
    assert made["created"] > "2026"
    assert made == {
        **{name: value for name, value in sent().items() if name != "$tag"},
        **{name: made[name] for name in ("id", "created", "updated", "links")},
        "document": {"title": ["Tolls"], "link": [{"href": URL}], "dc": {"x": ["y"]}},
        "flagged": False,
    }
    assert made["links"]["json"] == f"{API}annotations/{made['id']}"
    assert client.ask("GET", f"annotations/{made['id']}").json == made


def test_a_note_is_a_mark_and_is_found_on_its_page(api, client, page):
    made = client.make()
    mark = api.get(f"/api/annotations/{made['id']}").json
    assert (mark["page_id"], mark["quote"], mark["note"]) == (page["id"], QUOTE, "Says who?")
    assert (mark["tags"], mark["state"]) == (["rivers"], "anchored")
    assert page["text"][mark["start"] : mark["end"]] == QUOTE


def test_a_mark_of_our_own_is_told_as_a_note_for_its_reader_alone(client, mark):
    (row,) = client.find(uri=URL)["rows"]
    assert (row["id"], row["text"], row["uri"], row["group"]) == (
        mark["id"],
        "So they say.",
        URL,
        "__world__",
    )
    assert row["permissions"] == {"read": [USER], "update": [USER], "delete": [USER]}
    assert row["document"] == {"title": ["Governor signs ferry tolls into law"]}
    selector = {
        "type": "TextQuoteSelector",
        "exact": QUOTE,
        "prefix": mark["prefix"],
        "suffix": mark["suffix"],
    }
    assert row["target"] == [{"source": URL, "selector": [selector]}]
    assert "references" not in row


def test_an_edit_sends_the_whole_annotation_and_changes_what_its_reader_may(client, page):
    made = client.make()
    edited = {**made, "text": "They do.", "tags": [], "id": "x", "created": "1999", "user": "acct:b@b"}
    shown = client.ask("PATCH", f"annotations/{made['id']}", json=edited).json
    assert shown == {**made, "text": "They do.", "tags": [], "updated": shown["updated"]}
    assert shown["updated"] > made["updated"]
    private = {"read": [USER], "update": [USER], "delete": [USER]}
    shown = client.ask("PUT", f"annotations/{made['id']}", json={"permissions": private}).json
    assert (shown["permissions"], shown["text"]) == (private, "They do.")


def test_an_edit_of_an_annotation_of_another_protocol_loses_nothing(api, client):
    target = {"source": URL, "selector": {"type": "XPathSelector", "value": "//p[2]"}}
    asked = {"type": "Annotation", "target": target, "body": "http://app.example/essay", "rights": "x"}
    made = api.post("/annotations/", json=asked).json
    name = made["id"].rpartition("/")[2]
    row = client.ask("GET", f"annotations/{name}").json
    client.ask("PATCH", f"annotations/{name}", json={**row, "text": "New."})
    shown = api.get(f"/annotations/{name}").json
    assert (shown["target"], shown["rights"]) == (target, "x")
    assert [body if isinstance(body, str) else body["value"] for body in shown["body"]] == [
        "New.",
        "http://app.example/essay",
    ]


def test_an_edit_can_move_a_note_to_another_passage(api, client, page):
    made = client.make()
    words = "watched from his boat"
    target = [{"source": URL, "selector": [{"type": "TextQuoteSelector", "exact": words}]}]
    shown = client.ask("PATCH", f"annotations/{made['id']}", json={"target": target}).json
    assert (shown["target"], shown["text"]) == (target, "Says who?")
    mark = api.get(f"/api/annotations/{made['id']}").json
    assert page["text"][mark["start"] : mark["end"]] == words


def test_a_reply_and_a_note_on_the_page_are_kept_as_such(api, client):
    note = client.make()
    reply = client.make(references=[note["id"]], target=[{"source": URL}])
    assert reply["references"] == [note["id"]]
    on_page = client.make(target=[{"source": URL}])
    assert on_page["target"] == [{"source": URL}]
    told = [api.get(f"/api/annotations/{each['id']}").json for each in (reply, on_page)]
    assert [(each["replies_to"], each["quote"]) for each in told] == [([note["id"]], ""), ([], "")]


def test_a_note_that_is_flagged_or_hidden_says_so_whoever_edits_it(api, client):
    made = client.make(hidden=True, flagged=True)
    name = made["id"]
    assert (made["flagged"], made["hidden"]) == (False, False)
    for path in ("flag", "hide"):
        assert client.ask("PUT", f"annotations/{name}/{path}").status_code == 204
    client.ask("PATCH", f"annotations/{name}", json=made | {"text": "Edited."})
    api.patch(f"/api/annotations/{name}", json={"tags": ["edited"]})
    shown = client.ask("GET", f"annotations/{name}").json
    assert shown == made | {
        "text": "Edited.",
        "tags": ["edited"],
        "updated": shown["updated"],
        "flagged": True,
        "hidden": True,
    }
    assert client.ask("DELETE", f"annotations/{name}/hide").status_code == 204
    assert client.ask("GET", f"annotations/{name}").json["hidden"] is False
    assert client.ask("PUT", "annotations/nothing/flag").status_code == 404


def test_a_deleted_note_is_found_no_more(api, client):
    made = client.make()
    assert client.ask("DELETE", f"annotations/{made['id']}").json == {"id": made["id"], "deleted": True}
    for method in ("GET", "DELETE", "PATCH"):
        reply = client.ask(method, f"annotations/{made['id']}", json={} if method == "PATCH" else None)
        assert (reply.status_code, reply.json["status"]) == (404, "failure")
    assert client.find()["total"] == 0
    assert api.get("/api/annotations?deleted=true").json["items"][0]["id"] == made["id"]


@pytest.mark.parametrize(
    ("body", "field"),
    [
        (b"{", "no JSON"),
        (b"[]", "body"),
        (b'{"text": "x"}', "uri"),
        (b'{"uri": "javascript:alert(1)"}', "url"),
        (b'{"uri": "http://a.example/", "text": 1}', "text"),
        (b'{"uri": "http://a.example/", "tags": "x"}', "tags"),
        (b'{"uri": "http://a.example/", "references": [1]}', "references"),
    ],
)
def test_what_can_not_be_kept_is_refused_with_a_reason(client, body, field):
    reply = client.ask("POST", "annotations", data=body, content_type="application/json")
    assert reply.status_code in (400, 422)
    assert field in reply.json["reason"]
    assert client.find()["total"] == 0


@pytest.mark.parametrize("address", [f"{URL}?utm_source=x#top", "http://river.example/tolls/", f"{URL}#a"])
def test_a_page_is_the_same_under_all_its_addresses(client, address):
    made = client.make()
    assert [row["id"] for row in client.find(uri=["http://other.example/", address])["rows"]] == [made["id"]]
    assert client.ask("GET", "badge", query_string={"uri": address}).json == {"total": 1}


@pytest.fixture
def many(client):
    """Notes on three pages, one after the other, some of them changed later."""
    made = [
        client.make(uri=f"https://river.example/{n % 3}", text=f"Note {n}", tags=[f"t{n % 2}"], target=None)
        for n in range(12)
    ]
    for number in (3, 0):
        client.ask("PATCH", f"annotations/{made[number]['id']}", json={"text": f"Changed {number}"})
    return [each["id"] for each in made]


@pytest.mark.parametrize(
    ("sort", "order", "expected"),
    [
        ("created", "asc", [*range(12)]),
        ("created", "desc", [*range(11, -1, -1)]),
        ("updated", "asc", [1, 2, *range(4, 12), 3, 0]),
        ("updated", "desc", [0, 3, *range(11, 3, -1), 2, 1]),
    ],
)
@pytest.mark.parametrize("limit", [1, 5, 200])
def test_a_walk_by_search_after_meets_every_note_once(client, many, sort, order, expected, limit):
    met, after = [], {}
    while rows := client.find(sort=sort, order=order, limit=limit, **after)["rows"]:
        met += rows
        after = {"search_after": rows[-1][sort]}
    assert [many.index(row["id"]) for row in met] == expected


def test_ids_can_be_sorted_and_walked_too(client, many):
    met, after = [], {}
    while rows := client.find(sort="id", order="asc", limit=5, **after)["rows"]:
        met += [row["id"] for row in rows]
        after = {"search_after": met[-1]}
    assert met == sorted(many)


def test_notes_that_changed_at_one_moment_are_never_parted_by_a_page(library, client):
    marks = [
        library.annotations.create(
            Draft(url=URL, may_be_unread=True, selector=Selector(exact=f"Note {n}."))
        ).annotation
        for n in range(6)
    ]
    story = "".join(
        f"<p>Note {n}. And then some more words about the river and its tolls.</p>" for n in range(6)
    )
    library.pages.capture(URL, f"<article><h1>Notes</h1>{story}</article>")
    assert len({library.annotations.get(mark.id).updated for mark in marks}) == 1
    met, after = [], {}
    while rows := client.find(sort="updated", order="asc", limit=4, **after)["rows"]:
        met += [row["id"] for row in rows]
        after = {"search_after": rows[-1]["updated"]}
    assert sorted(met) == sorted(mark.id for mark in marks)


@pytest.mark.parametrize(
    ("parameters", "found"),
    [
        ({"uri": "https://river.example/1"}, {1, 4, 7, 10}),
        ({"uri": ["https://river.example/1", "https://river.example/2"]}, {1, 2, 4, 5, 7, 8, 10, 11}),
        ({"url": "https://nowhere.example/"}, set()),
        ({"uri": "no address"}, set()),
        ({"tag": "T1", "text": "note 1"}, {1, 11}),
        ({"text": "changed"}, {0, 3}),
        ({"any": "river 0 changed"}, {0, 3}),
        ({"wildcard_uri": "https://river.example/?", "tags": "t0", "text": "note"}, {2, 4, 6, 8, 10}),
        ({"wildcard_uri": "*[a-z]*"}, set()),
        ({"uri.parts": "river", "text": "Note 5"}, {5}),
        ({"user": USER, "text": "Note 5"}, {5}),
        ({"user": "reader", "text": "Note 5"}, {5}),
        ({"user": "acct:other@hypothes.is"}, set()),
        ({"group": "__world__", "text": "Note 5"}, {5}),
        ({"group": "other"}, set()),
        ({"offset": 10, "sort": "created", "order": "asc"}, {10, 11}),
    ],
)
def test_a_search_finds_what_fits_and_says_how_many_there_are(client, many, parameters, found):
    answer = client.find(**parameters)
    assert {many.index(row["id"]) for row in answer["rows"]} == found
    assert answer["total"] == (12 if "offset" in parameters else len(found))


def test_replies_can_be_had_apart(client):
    note, other = client.make(), client.make()
    reply = client.make(references=[note["id"]])
    deeper = client.make(references=[note["id"], reply["id"]])
    apart = client.find(_separate_replies="true", uri=URL)
    assert (apart["total"], {row["id"] for row in apart["rows"]}) == (2, {note["id"], other["id"]})
    assert [row["id"] for row in apart["replies"]] == [reply["id"], deeper["id"]]
    assert [row["id"] for row in client.find(references=reply["id"])["rows"]] == [deeper["id"]]
    assert client.find(uri=URL)["total"] == 4


@pytest.mark.parametrize(
    "parameters",
    [
        {"limit": 201},
        {"limit": "x"},
        {"offset": 9801},
        {"sort": "x"},
        {"order": "x"},
        {"search_after": "soon"},
    ],
)
def test_a_search_that_asks_for_the_impossible_is_refused(client, parameters):
    reply = client.ask("GET", "search", query_string=parameters)
    assert (reply.status_code, reply.json["status"]) == (422, "failure")
    assert next(iter(parameters)) in reply.json["reason"]


def test_a_stranger_learns_where_things_are_and_nothing_of_the_library(client, stranger, mark):
    visitor = Client(stranger)
    routes = visitor.ask("GET", "").json["links"]
    assert routes["annotation"]["create"] == {
        "method": "POST",
        "url": f"{API}annotations",
        "desc": "make an annotation",
    }
    assert visitor.ask("GET", "links").json["oauth.authorize"] == f"{HERE}/connect/hypothesis"
    assert visitor.ask("GET", "profile").json["userid"] is None
    assert [group["id"] for group in visitor.ask("GET", "groups").json] == ["__world__"]
    assert visitor.find(uri=URL) == {"total": 0, "rows": []}
    assert visitor.ask("GET", "badge", query_string={"uri": URL}).json == {"total": 0}
    for method, path in [("POST", "annotations"), ("GET", f"annotations/{mark['id']}")]:
        reply = visitor.ask(method, path, json=sent())
        assert (reply.status_code, reply.json["status"]) == (401, "failure")
    wrong = {"Authorization": "Bearer nonsense"}
    assert visitor.ask("GET", "profile", headers=wrong).status_code == 401
    assert client.ask("GET", "profile").json["userid"] == USER


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "profile/groups", 200),
        ("GET", "groups/__world__", 200),
        ("GET", "groups/other", 404),
        ("GET", "groups/__world__/members", 200),
        ("PATCH", "profile", 200),
        ("POST", "analytics/events", 204),
        ("GET", "nothing", 404),
        ("DELETE", "search", 405),
    ],
)
def test_the_rest_of_the_api_answers(client, method, path, status):
    assert client.ask(method, path).status_code == status


def test_a_page_of_a_named_origin_may_call_with_the_clients_headers(stranger):
    asked = {
        "Origin": APP,
        "Access-Control-Request-Method": "PATCH",
        "Access-Control-Request-Headers": "authorization,content-type,hypothesis-client-version,x-client-id",
    }
    reply = stranger.ask("OPTIONS", "/hypothesis/api/annotations/x", headers=asked)
    assert reply.headers["Access-Control-Allow-Origin"] == APP
    for header in ("authorization", "content-type", "hypothesis-client-version", "x-client-id"):
        assert header in reply.headers["Access-Control-Allow-Headers"].lower()
    foreign = stranger.ask("GET", "/hypothesis/api/", headers={"Origin": "http://other.example"})
    assert (foreign.status_code, foreign.headers.get("Access-Control-Allow-Origin")) == (403, None)
