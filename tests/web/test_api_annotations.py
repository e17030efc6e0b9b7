"""Marks through the API: made, found, changed, put away and brought back."""

from base64 import urlsafe_b64encode

import pytest

QUOTE = "The river belongs to those who cross it"


def cursor(place):
    return urlsafe_b64encode(place.encode()).decode()


def test_a_mark_sits_where_its_words_stand(page, mark):
    assert page["text"][mark["start"] : mark["end"]] == mark["quote"] == QUOTE
    assert mark["state"] == "anchored"
    assert mark["colour"] == "yellow"
    assert mark["note"] == "So they say."
    assert mark["revision"] == 1
    assert mark["url"] == page["url"]
    assert mark["link"].startswith(page["url"] + "#:~:text=")


def test_a_mark_can_name_its_page_by_address(api, page):
    reply = api.post("/api/annotations", json={"url": page["url"] + "?utm_source=x", "quote": QUOTE})
    assert reply.status_code == 201
    assert reply.json["page_id"] == page["id"]


def test_a_mark_knows_who_is_mentioned_in_it(api, page):
    asked = {
        "page_id": page["id"],
        "quote": "Governor Adaeze Okonkwo signed",
        "colour": "blue",
        "tags": [" a ", "a"],
    }
    mark = api.post("/api/annotations", json=asked).json
    assert mark["people"] == ["q1"]
    assert mark["tags"] == ["a"]
    assert mark["colour"] == "blue"


def test_words_that_the_article_does_not_hold_make_a_lost_mark(api, page):
    asked = {"page_id": page["id"], "quote": "Nothing of the kind was ever written in this place"}
    mark = api.post("/api/annotations", json=asked).json
    assert mark["state"] == "lost"
    assert mark["start"] is None
    assert mark["end"] is None


@pytest.mark.parametrize(
    ("body", "status", "says"),
    [
        ({"page_id": "nope", "quote": "w"}, 404, "no page with id 'nope'"),
        ({"url": "https://nowhere.example/", "quote": "w"}, 404, "no page with address"),
        ({"page_id": "x"}, 422, "quote: expected"),
        ({"quote": "w"}, 422, "page_id: expected either page_id or url"),
        ({"page_id": "x", "url": "https://a.example/", "quote": "w"}, 422, "page_id: expected either"),
        ({"page_id": "x", "quote": " \n"}, 422, "quote: expected the words to mark"),
        ({"page_id": "x", "quote": "w", "colour": "mauve"}, 422, "colour: expected one of 'yellow', 'green'"),
        (
            {"page_id": "x", "quote": "w", "color": "blue"},
            422,
            "color: unknown field; there are page_id, url",
        ),
        ({"page_id": "x", "quote": "w", "start": "3"}, 422, "start: expected a whole number, got '3'"),
        ({"page_id": "x", "quote": "w", "start": 10**30}, 422, "start: expected at most "),
        ({"page_id": "x", "quote": "w", "start": -1}, 422, "start: expected at least 0"),
        ({"page_id": "x", "quote": "w", "tags": ["a", 3]}, 422, "tags.1: expected text, got 3"),
        ({"page_id": "x", "quote": "w", "tags": "a"}, 422, "tags: expected a list, got 'a'"),
        ({"page_id": "x", "quote": "w" * 50_001}, 422, "quote: expected at most 50,000"),
        ({"page_id": "x", "quote": "w", "note": "n" * 100_001}, 422, "note: expected at most 100,000"),
    ],
)
def test_refusals_name_what_is_wrong(api, body, status, says):
    reply = api.post("/api/annotations", json=body)
    assert reply.status_code == status
    assert says in reply.json["error"]["message"]


def test_a_nul_in_a_note_is_dropped(api, page):
    mark = api.post("/api/annotations", json={"page_id": page["id"], "quote": QUOTE, "note": "a\0b"}).json
    assert mark["note"] == "ab"


def test_the_same_request_twice_makes_one_mark(api, page):
    asked = {"page_id": page["id"], "quote": QUOTE}
    key = {"Idempotency-Key": "a8c2"}
    first = api.post("/api/annotations", json=asked, headers=key)
    again = api.post("/api/annotations", json=asked, headers=key)
    assert (first.status_code, again.status_code) == (201, 200)
    assert first.json == again.json
    other = api.post("/api/annotations", json=asked | {"note": "n"}, headers=key)
    assert other.status_code == 422
    assert other.json["error"]["field"] == "Idempotency-Key"
    assert len(api.get("/api/annotations").json["items"]) == 1


@pytest.mark.parametrize("revision", ["1", '"1"', 'W/"1"', "*"])
def test_a_change_takes_the_revision_that_was_seen(api, mark, revision):
    path = f"/api/annotations/{mark['id']}"
    reply = api.patch(path, json={"note": "Changed."}, headers={"If-Match": revision})
    assert reply.status_code == 200
    assert (reply.json["note"], reply.json["revision"]) == ("Changed.", 2)
    assert reply.headers["ETag"] == '"2"'


def test_a_change_of_an_old_revision_is_refused_with_the_current_one(api, mark):
    path = f"/api/annotations/{mark['id']}"
    api.patch(path, json={"colour": "green"})
    for reply in (
        api.patch(path, json={"note": "Mine."}, headers={"If-Match": "1"}),
        api.delete(path, headers={"If-Match": "1"}),
    ):
        assert reply.status_code == 412
        assert reply.json["error"]["code"] == "stale_revision"
        assert "revision 2" in reply.json["error"]["message"]
        assert reply.headers["ETag"] == '"2"'
    assert api.get(path).json["note"] == "So they say."


@pytest.mark.parametrize("revision", ["abc", '""', "9" * 5000])
def test_a_revision_that_is_none_is_refused(api, mark, revision):
    reply = api.patch(f"/api/annotations/{mark['id']}", json={}, headers={"If-Match": revision})
    assert reply.status_code == 422
    assert reply.json["error"]["field"] == "If-Match"


def test_what_a_change_does_not_name_stays(api, mark):
    changed = api.patch(f"/api/annotations/{mark['id']}", json={"tags": ["law"]}).json
    assert changed["tags"] == ["law"]
    assert (changed["note"], changed["colour"]) == (mark["note"], mark["colour"])


def test_a_mark_is_placed_by_hand_and_put_back(api, page, mark):
    path = f"/api/annotations/{mark['id']}"
    words = {"quote": "a costly mistake", "prefix": "called the law ", "start": 3}
    placed = api.patch(path, json=words, headers={"If-Match": "1"}).json
    assert page["text"][placed["start"] : placed["end"]] == placed["quote"] == "a costly mistake"
    former = {field: mark[field] for field in ("quote", "prefix", "suffix")}
    assert placed["former"] == [former | {"version_id": page["versions"][0]["id"]}]
    back = api.patch(path, json={"place_back": True}).json
    assert (back["quote"], back["start"], back["former"]) == (mark["quote"], mark["start"], [])


@pytest.mark.parametrize(
    ("body", "says"),
    [
        ({"quote": "nothing of the kind was ever written"}, "quote: the article, as it was kept last"),
        ({"quote": " "}, "quote: expected the words at which"),
        ({"quote": "w" * 50_001}, "quote: expected at most 50,000"),
        ({"place_back": True}, "place_back: this mark was not placed by hand"),
        ({"quote": "Okonkwo", "place_back": True}, "place_back: expected either that or a quote"),
    ],
)
def test_a_place_that_makes_no_sense_changes_nothing(api, mark, body, says):
    path = f"/api/annotations/{mark['id']}"
    reply = api.patch(path, json=body)
    assert reply.status_code == 422
    assert says in reply.json["error"]["message"]
    assert api.get(path).json == mark


def test_a_deleted_mark_can_be_brought_back(api, mark):
    path = f"/api/annotations/{mark['id']}"
    gone = api.delete(path)
    assert gone.status_code == 200
    assert gone.json["deleted"]
    assert api.get("/api/annotations").json["items"] == []
    tombstones = api.get("/api/annotations?deleted=true").json["items"]
    assert [item["id"] for item in tombstones] == [mark["id"]]
    back = api.patch(path, json={"deleted": False}).json
    assert back["deleted"] is None
    assert [item["id"] for item in api.get("/api/annotations").json["items"]] == [mark["id"]]


@pytest.fixture
def three_marks(api, page, clock):
    """One a day, from the fourth of March."""
    asked = [
        {"quote": "Adaeze Okonkwo signed a bill", "colour": "blue", "tags": ["law"]},
        {"quote": QUOTE, "note": "A slogan"},
        {"quote": "No such words were in the article at all", "tags": ["law", "doubt"]},
    ]
    made = []
    for body in asked:
        made.append(api.post("/api/annotations", json={"page_id": page["id"], **body}).json["id"])
        clock.pass_by(days=1)
    return made


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ({}, [2, 1, 0]),
        ({"q": "slogan"}, [1]),
        ({"q": "SIGNED"}, [0]),
        ({"tag": "law"}, [2, 0]),
        ({"colour": "blue"}, [0]),
        ({"person": "q1"}, [0]),
        ({"person": "okonkwo"}, [0]),
        ({"person": "nobody we met"}, []),
        ({"state": "lost"}, [2]),
        ({"since": "2026-03-05"}, [2, 1]),
        ({"until": "2026-03-05"}, [1, 0]),
        ({"since": "2026-03-05", "until": "2026-03-05"}, [1]),
        ({"since": "2026-03-05T10:00:00+02:00"}, [2, 1]),
        ({"until": "2026-03-05T09:00:00Z"}, [0]),
        ({"url": "https://river.example/tolls"}, [2, 1, 0]),
        ({"url": "https://river.example/unknown"}, []),
        ({"tag": "law", "state": "anchored"}, [0]),
    ],
)
def test_marks_are_found_by_what_they_have(api, three_marks, question, expected):
    found = api.get("/api/annotations", query_string=question).json["items"]
    assert [item["id"] for item in found] == [three_marks[index] for index in expected]


def test_a_plus_that_an_address_turned_into_a_space_is_read_as_meant(api, three_marks):
    found = api.get("/api/annotations?since=2026-03-05T10:00:00+02:00").json["items"]
    assert len(found) == 2


def test_a_name_that_several_share_is_not_guessed(api, story, three_marks):
    api.post("/api/pages", json={"url": "https://b.example/", "html": story.replace("January", "May")})
    reply = api.get("/api/annotations?person=lindqvist")
    assert reply.status_code == 422
    assert "send the id" in reply.json["error"]["message"]


def test_marks_are_listed_in_stretches(api, three_marks):
    first = api.get("/api/annotations?limit=2").json
    rest = api.get("/api/annotations", query_string={"limit": 2, "cursor": first["next"]}).json
    assert [item["id"] for item in first["items"] + rest["items"]] == three_marks[::-1]
    assert rest["next"] is None


@pytest.mark.parametrize(
    ("question", "field"),
    [
        ("since=yesterday", "since"),
        ("until=2026-13-01", "until"),
        ("until=9999-12-31", "until"),
        ("colour=mauve", "colour"),
        ("state=gone", "state"),
        ("deleted=perhaps", "deleted"),
        ("cursor=%00", "cursor"),
        ("cursor=é", "cursor"),
        (f"cursor={cursor('0001-01-01T00:00:00+14:00 id')}", "cursor"),
        (f"cursor={cursor('9999-12-31T23:00:00-14:00 id')}", "cursor"),
        (f"limit={'9' * 5000}", "limit"),
        ("limit=1.5", "limit"),
        ("page=2", "page"),
    ],
)
def test_a_bad_question_is_refused(api, question, field):
    reply = api.get(f"/api/annotations?{question}")
    assert reply.status_code == 422
    assert reply.json["error"]["field"] == field
    assert reply.json["error"]["message"].startswith(field)


def test_everyone_met_is_listed_with_pages_and_marks(api, three_marks):
    governor, ferryman = api.get("/api/people").json["items"]
    assert (governor["person"]["id"], governor["pages"], governor["your_marks"]["count"]) == ("q1", 1, 1)
    assert ferryman["your_marks"] == {"count": 0, "last": None}
    one = api.get("/api/people/q1").json
    assert [page["title"] for page in one["pages"]] == ["Governor signs ferry tolls into law"]
    assert [mark["id"] for mark in one["annotations"]] == [three_marks[0]]
    assert api.get("/api/people/q2").status_code == 404
