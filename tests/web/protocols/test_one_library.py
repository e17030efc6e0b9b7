"""One library behind every face: a mark made through one of them is read through all the others."""

from collections.abc import Callable
from uuid import uuid4

import pytest

from tests.web.conftest import Caller

URL = "https://river.example/tolls"
QUOTE = "watched from his boat"
NOTE, TAGS = "Since when?", ["ferries", "tolls"]


def by_our_api(api: Caller, page_id: str) -> str:
    asked = {"page_id": page_id, "quote": QUOTE, "note": NOTE, "tags": TAGS}
    return api.post("/api/annotations", json=asked).json["id"]


def as_the_extension(api: Caller, page_id: str) -> str:
    asked = {"url": URL, "quote": QUOTE, "prefix": "", "suffix": "", "colour": "yellow"}
    headers = {"Idempotency-Key": str(uuid4())}
    made = api.post("/api/annotations", json=asked | {"note": "", "tags": []}, headers=headers).json
    changes = {"note": NOTE, "tags": TAGS}
    return api.patch(f"/api/annotations/{made['id']}", json=changes, headers={"If-Match": "1"}).json["id"]


def by_the_w3c(api: Caller, page_id: str) -> str:
    bodies = [{"type": "TextualBody", "value": tag, "purpose": "tagging"} for tag in TAGS]
    asked = {
        "@context": "http://www.w3.org/ns/anno.jsonld",
        "type": "Annotation",
        "body": [{"type": "TextualBody", "value": NOTE, "purpose": "commenting"}, *bodies],
        "target": {"source": URL, "selector": {"type": "TextQuoteSelector", "exact": QUOTE}},
    }
    return api.post("/annotations/", json=asked).headers["Location"].rpartition("/")[2]


def by_hypothesis(api: Caller, page_id: str) -> str:
    selector = {"type": "TextQuoteSelector", "exact": QUOTE, "prefix": "", "suffix": ""}
    asked = {"uri": URL, "text": NOTE, "tags": TAGS, "target": [{"source": URL, "selector": [selector]}]}
    return api.post("/hypothesis/api/annotations", json=asked).json["id"]


Told = tuple[str, str, str, str, list[str]]
"""Of a mark: its id, the page's address, quote, note and tags."""


def in_our_api(api: Caller) -> Told:
    (mark,) = api.get("/api/annotations", query_string={"url": URL}).json["items"]
    return mark["id"], mark["url"], mark["quote"], mark["note"], mark["tags"]


def in_the_w3cs(api: Caller) -> Told:
    (mark,) = api.get("/annotations/").json["first"]["items"]
    selectors = mark["target"]["selector"]
    (quote,) = [each["exact"] for each in (selectors if isinstance(selectors, list) else [selectors])]
    tags = [body["value"] for body in mark["body"] if body["purpose"] == "tagging"]
    (note,) = [body["value"] for body in mark["body"] if body["purpose"] == "commenting"]
    return mark["id"].rpartition("/")[2], mark["target"]["source"], quote, note, tags


def in_hypothesis(api: Caller) -> Told:
    (row,) = api.get("/hypothesis/api/search", query_string={"uri": URL}).json["rows"]
    (quote,) = [each["exact"] for each in row["target"][0]["selector"] if each["type"] == "TextQuoteSelector"]
    return row["id"], row["uri"], quote, row["text"], row["tags"]


def in_the_export(api: Caller) -> Told:
    (page,) = api.get("/api/export/json").json["pages"]
    (mark,) = page["annotations"]
    return mark["id"], page["url"], mark["selector"]["exact"], mark["note"], mark["tags"]


@pytest.mark.parametrize("read", [in_our_api, in_the_w3cs, in_hypothesis, in_the_export])
@pytest.mark.parametrize("write", [by_our_api, as_the_extension, by_the_w3c, by_hypothesis])
def test_a_mark_made_through_one_face_is_read_through_the_others(
    api: Caller, page, write: Callable[[Caller, str], str], read: Callable[[Caller], Told]
):
    id = write(api, page["id"])
    assert read(api) == (id, URL, QUOTE, NOTE, TAGS)
    mark = api.get(f"/api/annotations/{id}").json
    assert page["text"][mark["start"] : mark["end"]] == QUOTE


@pytest.mark.parametrize("write", [by_our_api, as_the_extension, by_the_w3c, by_hypothesis])
def test_a_change_made_through_one_face_is_told_by_the_others_and_a_mark_deleted_by_one_is_gone_from_all(
    api: Caller, page, write: Callable[[Caller, str], str]
):
    id = write(api, page["id"])
    changes = [
        (f"/hypothesis/api/annotations/{id}", {"text": "One."}),
        (f"/api/annotations/{id}", {"note": "Two.", "tags": ["new", TAGS[0]]}),
    ]
    for path, change in changes:
        api.patch(path, json=change)
    for read in (in_our_api, in_hypothesis):
        assert read(api)[3:] == ("Two.", ["new", TAGS[0]])
    assert sorted(in_the_w3cs(api)[4]) == sorted(["new", TAGS[0]])
    assert in_the_w3cs(api)[3] == "Two."
    api.delete(f"/annotations/{id}")
    assert api.get("/api/annotations").json["items"] == []
    assert api.get("/hypothesis/api/search").json["total"] == 0


def test_a_passage_that_was_placed_again_here_is_told_to_the_others(api: Caller, page):
    """Whatever selector it was sent with: the reader's own hand has the last word."""
    for write in (by_the_w3c, by_hypothesis):
        id = write(api, page["id"])
        start = page["text"].index("landings fell apart")
        target = {"source": URL, "selector": {"type": "TextQuoteSelector", "exact": "landings fell apart"}}
        api.ask("PUT", f"/annotations/{id}", json={"type": "Annotation", "target": target})
        mark = api.get(f"/api/annotations/{id}").json
        assert (mark["start"], mark["quote"]) == (start, "landings fell apart")
        told = api.get(f"/hypothesis/api/annotations/{id}").json["target"][0]["selector"]
        assert [each["exact"] for each in told] == ["landings fell apart"]
        api.delete(f"/api/annotations/{id}")


def test_what_a_foreign_program_added_survives_the_export_and_import_of_the_library(api: Caller, page):
    foreign = {"uri": URL, "text": "", "target": [{"source": URL}], "moderation": {"x": [1]}}
    w3c = {"type": "Annotation", "target": {"source": URL, "scope": "urn:x:1"}, "audience": {"id": "urn:x:2"}}
    row = api.post("/hypothesis/api/annotations", json=foreign | {"somethingNew": 1}).json
    document = api.post("/annotations/", json=w3c).json
    file = api.get("/api/export/json").data
    api.delete(f"/api/pages/{page['id']}?with_marks=true")
    assert api.post("/api/import", data=file).json["added"] == 2
    assert api.get(f"/hypothesis/api/annotations/{row['id']}").json == row
    assert api.get(document["id"].removeprefix("http://127.0.0.1:8377")).json == document
