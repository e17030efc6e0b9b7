"""Pages through the API: captured, found, let go, and refused with a reason."""

import gzip
import json

import pytest

RIVER = "https://river.example/tolls"


def test_a_new_page_is_answered_with_its_article_people_and_marks(api, story):
    reply = api.post("/api/pages", json={"url": RIVER, "html": story})
    assert reply.status_code == 201
    article = reply.json
    assert article["title"] == "Governor signs ferry tolls into law"
    assert article["published"] == "2026-03-03"
    assert [block["kind"] for block in article["blocks"]] == ["paragraph"] * 4
    for block in article["blocks"]:
        start = block["start"]
        assert article["text"][start : start + len(block["text"])] == block["text"]
    assert article["removed"][0]["why"]
    assert article["state"] == "complete"
    assert len(article["versions"]) == 1
    assert article["annotations"] == []


def test_a_card_has_the_office_of_that_day_and_todays_where_it_differs(page):
    governor, ferryman = page["people"]
    assert governor["person"] == {
        "id": "q1",
        "qid": "Q1",
        "name": "Adaeze Okonkwo",
        "description": "politician; Mayor of Harrow, 2008–2013",
    }
    assert governor["then"]["office"] == "Governor of Harrow"
    assert governor["now"] == {
        "office": "Senator",
        "of": "Harrow",
        "start": "2027-01-11",
        "end": None,
        "known": None,
    }
    assert governor["last_known"]["office"] == "Chair of the Ferry Board"
    assert governor["last_known"]["known"] == "2025-12-31"
    assert governor["sources"][0]["retrieved"] == "2026-02-01"
    for mention in governor["mentions"]:
        assert page["text"][mention["start"] : mention["end"]] == mention["text"]
    assert ferryman["basis"] == "article"
    assert ferryman["then"] is None
    assert ferryman["from_article"] == "a ferryman for thirty-one years"


def test_cards_count_the_readers_marks_about_the_person(api, page):
    api.post("/api/annotations", json={"page_id": page["id"], "quote": "Adaeze Okonkwo signed a bill"})
    governor, ferryman = api.get(f"/api/pages/{page['id']}/people").json["items"]
    assert governor["your_marks"]["count"] == 1
    assert governor["your_marks"]["last"].startswith("2026-03-04T09:00")
    assert ferryman["your_marks"] == {"count": 0, "last": None}


def test_a_known_page_is_answered_with_200_and_the_same_id(api, page, mark, story):
    reply = api.post("/api/pages", json={"url": RIVER + "?utm_source=mail", "html": story})
    assert reply.status_code == 200
    assert reply.json["id"] == page["id"]
    assert [m["id"] for m in reply.json["annotations"]] == [mark["id"]]


def test_a_changed_text_is_one_more_version(api, page, story):
    changed = story.replace("in January", "in February")
    captured = "2026-03-05T10:00:00+02:00"
    reply = api.post("/api/pages", json={"url": RIVER, "html": changed, "captured": captured})
    assert reply.status_code == 200
    assert len(reply.json["versions"]) == 2
    assert reply.json["versions"][1]["captured"] == "2026-03-05T08:00:00Z"


def test_an_article_may_come_as_plain_text(api):
    text = "\n\n".join(
        f"The {word} paragraph of this report tells at some length what the river did in the spring, "
        "and what the towns along it made of that."
        for word in ("first", "second", "third", "fourth")
    )
    reply = api.post("/api/pages", json={"url": RIVER, "html": text})
    assert reply.status_code == 201
    assert reply.json["blocks"][1]["text"].startswith("The second paragraph")


def test_a_page_is_found_by_any_of_its_addresses(api, page):
    found = api.get("/api/pages", query_string={"url": RIVER + "#comments"}).json
    assert [item["id"] for item in found["items"]] == [page["id"]]
    assert api.get("/api/pages", query_string={"url": "https://river.example/other"}).json["items"] == []
    assert api.get(f"/api/pages/{page['id']}").json["text"] == page["text"]


def test_pages_are_listed_in_stretches(api, story):
    for number in range(5):
        html = story.replace("January", f"the year {number + 2027}")
        api.post("/api/pages", json={"url": f"https://river.example/{number}", "html": html})
    first = api.get("/api/pages?limit=3").json
    rest = api.get("/api/pages", query_string={"limit": 3, "cursor": first["next"]}).json
    urls = [page["url"][-1] for page in first["items"] + rest["items"]]
    assert urls == ["4", "3", "2", "1", "0"]
    assert rest["next"] is None


def test_a_page_goes_only_without_marks_or_with_them(api, page, mark):
    refused = api.delete(f"/api/pages/{page['id']}")
    assert refused.status_code == 409
    assert "with_marks=true" in refused.json["error"]["message"]
    assert api.delete(f"/api/pages/{page['id']}?with_marks=true").status_code == 204
    assert api.get(f"/api/pages/{page['id']}").status_code == 404
    assert api.get(f"/api/annotations/{mark['id']}").status_code == 404


@pytest.mark.parametrize(
    ("body", "status", "field", "says"),
    [
        ({"html": "<p>x"}, 422, "url", "url: expected a value, got nothing"),
        ({"url": 7, "html": ""}, 422, "url", "url: expected text, got 7"),
        ({"url": RIVER, "html": ["x"]}, 422, "html", "html: expected text, got a list"),
        ({"url": RIVER, "html": "", "hmtl": ""}, 422, "hmtl", "unknown field; there are url, html, captured"),
        ({"url": RIVER, "html": "", "captured": "soon"}, 422, "captured", "expected an ISO 8601 time"),
        ({"url": RIVER, "html": "", "captured": "0001-01-01T00:00:00+14:00"}, 422, "captured", "ISO 8601"),
        ({"url": RIVER, "html": "", "captured": 12}, 422, "captured", "expected an ISO 8601 time"),
        ({"url": "not an address", "html": "<p>x"}, 422, "url", "url:"),
        ({"url": RIVER, "html": ""}, 422, "html", "html:"),
        ({"url": RIVER, "html": "<form><input></form>"}, 422, "html", "html:"),
        ({"url": RIVER, "html": "\x00\x01\x02"}, 422, "html", "html:"),
    ],
)
def test_refusals_name_what_is_wrong(api, body, status, field, says):
    reply = api.post("/api/pages", json=body)
    assert reply.status_code == status
    assert reply.json["error"]["field"] == field
    assert says in reply.json["error"]["message"]
    assert api.get("/api/pages").json["items"] == []


@pytest.mark.parametrize(
    ("body", "says"),
    [
        (b'{"url": "x",\n "html" "y"}', "at line 2, column 9"),
        (b"", "at line 1, column 1"),
        (b'{"url": "\xff"}', "not in UTF-8 at byte 10"),
        (b"[" * 200_000, "nested too deeply"),
    ],
)
def test_broken_json_says_where_it_breaks(api, body, says):
    reply = api.post("/api/pages", data=body, content_type="application/json")
    assert reply.status_code == 400
    assert reply.json["error"]["code"] == "bad_request"
    assert says in reply.json["error"]["message"]


@pytest.mark.parametrize("body", [[], "text", 3, None])
def test_json_that_is_no_object_is_refused(api, body):
    reply = api.post("/api/pages", data=json.dumps(body), content_type="application/json")
    assert reply.status_code == 422
    assert "JSON object" in reply.json["error"]["message"]


def test_another_type_of_body_is_refused(api):
    reply = api.post("/api/pages", data={"url": RIVER})
    assert reply.status_code == 415
    assert "application/json" in reply.json["error"]["message"]


def test_a_packed_body_is_refused_by_its_name_and_never_unpacked(api):
    bomb = gzip.compress(b'{"url": "' + b"x" * 5_000_000)
    reply = api.post(
        "/api/pages", data=bomb, content_type="application/json", headers={"Content-Encoding": "gzip"}
    )
    assert reply.status_code == 415
    assert "Content-Encoding: 'gzip' is not taken" in reply.json["error"]["message"]


def test_half_a_surrogate_pair_is_refused_in_words(api):
    body = b'{"url": "https://river.example/", "html": "\\ud800"}'
    reply = api.post("/api/pages", data=body, content_type="application/json")
    assert reply.status_code == 422
    assert "surrogate" in reply.json["error"]["message"]


def test_a_page_over_the_limit_is_refused_as_too_large(api):
    reply = api.post("/api/pages", json={"url": RIVER, "html": "x" * 20_000_001})
    assert reply.status_code == 413
    assert reply.json["error"]["code"] == "too_large"
    assert "20,000,000" in reply.json["error"]["message"]


def test_a_body_far_over_the_limit_is_not_read(api):
    reply = api.post("/api/pages", data=b"x" * 60_000_001, content_type="application/json")
    assert reply.status_code == 413
    assert reply.json["error"]["code"] == "too_large"


@pytest.mark.parametrize(
    ("path", "field"),
    [
        ("/api/pages?limit=0", "limit"),
        ("/api/pages?limit=501", "limit"),
        ("/api/pages?limit=many", "limit"),
        ("/api/pages?cursor=x", "cursor"),
        ("/api/pages?cursor=MjAyNi0wMy0wNCBpZA", "cursor"),
        ("/api/pages?coursor=x", "coursor"),
        ("/api/pages?url=ftp", "url"),
    ],
)
def test_a_bad_question_is_refused(api, path, field):
    reply = api.get(path)
    assert reply.status_code == 422
    assert reply.json["error"]["field"] == field


def test_a_copy_on_another_site_answers_with_the_marks_of_the_page(api, page, story, mark):
    copy = {"url": "https://copies.example/ferry-tolls.html?ref=x", "html": story}
    reply = api.post("/api/pages", json=copy)
    assert (reply.status_code, reply.json["id"]) == (200, page["id"])
    assert reply.json["addresses"] == [*page["addresses"], "https://copies.example/ferry-tolls.html"]
    assert [each["id"] for each in reply.json["annotations"]] == [mark["id"]]


def test_the_reader_says_which_day_a_page_is_from_and_takes_it_back(api, page):
    path = f"/api/pages/{page['id']}"
    said = api.patch(path, json={"day": "2019-07-14"})
    assert said.status_code == 200
    told = [said.json[name] for name in ("day", "as_of", "published")]
    assert told == ["2019-07-14", "2019-07-14", "2026-03-03"]
    assert said.json["stamp"] != page["stamp"]
    assert api.get("/api/pages").json["items"][0]["day"] == "2019-07-14"
    back = api.patch(path, json={"day": None}).json
    assert (back["day"], back["as_of"]) == (None, "2026-03-03")


@pytest.mark.parametrize(
    ("asked", "message"),
    [
        ({"day": "14 July"}, "day: expected a day like 2026-03-01, got '14 July'"),
        ({"day": "2019-07-14T08:00"}, "day: expected a day like 2026-03-01, got '2019-07-14T08:00'"),
        ({"day": 1563062400}, "day: expected a day like 2026-03-01, got 1563062400"),
        ({"day": "2026-03-06"}, "day: expected a day up to today, 2026-03-04, got 2026-03-06"),
        ({}, "day: expected a value, got nothing"),
        ({"day": None, "title": "Tolls"}, "title: unknown field; there are day"),
    ],
    ids=["no day", "a moment", "a number", "still to come", "nothing", "another field"],
)
def test_what_is_no_day_is_refused_and_changes_nothing(api, page, asked, message):
    reply = api.patch(f"/api/pages/{page['id']}", json=asked)
    assert (reply.status_code, reply.json["error"]["message"]) == (422, message)
    assert api.get(f"/api/pages/{page['id']}").json == page


def test_a_page_that_is_not_there_gets_no_day(api):
    assert api.patch("/api/pages/none", json={"day": None}).status_code == 404
