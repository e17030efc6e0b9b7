"""One library behind every face: a mark made through one of them is read through all the others."""

import pytest

from tests.web.browser import Browser
from tests.web.protocols import faces as every
from tests.web.protocols.faces import NOTE, QUOTE, TAGS, URL, Faces, Told


@pytest.fixture
def faces(app, api, library, page) -> Faces:
    return Faces(api, Browser(app, library.access.new_sign_in()), page["id"])


@pytest.mark.parametrize("write", every.WRITERS)
def test_a_mark_made_through_one_face_is_read_through_the_others(faces, page, write):
    id = write(faces)
    for read in every.READERS:
        assert read(faces) == Told(URL, QUOTE, NOTE, TAGS), read.__name__
    mark = faces.api.get(f"/api/annotations/{id}").json
    assert page["text"][mark["start"] : mark["end"]] == QUOTE


@pytest.mark.parametrize("edit", [every.edit_by_our_api, every.edit_by_the_w3c, every.edit_by_hypothesis])
@pytest.mark.parametrize("write", every.WRITERS)
def test_a_change_made_through_one_face_is_told_by_the_others(faces, write, edit):
    edit(faces, write(faces))
    faces.api.patch(f"/api/annotations/{only_mark(faces)['id']}", json={"colour": "yellow"})
    for read in every.READERS:
        assert read(faces) == Told(URL, QUOTE, "Edited.", ["new"]), read.__name__


@pytest.mark.parametrize("write", every.WRITERS)
@pytest.mark.parametrize("path", ["/api/annotations/", "/annotations/", "/hypothesis/api/annotations/"])
def test_a_mark_deleted_through_one_face_is_gone_from_all(faces, write, path):
    assert faces.api.delete(path + write(faces)).status_code in (200, 204)
    assert faces.api.get("/api/annotations").json["items"] == []
    assert faces.api.get("/hypothesis/api/search").json["total"] == 0
    assert faces.api.get("/annotations/").json["total"] == 0
    assert QUOTE not in faces.browser.get("/marks").text


def only_mark(faces: Faces) -> dict[str, object]:
    (mark,) = faces.api.get("/api/annotations").json["items"]
    return mark


OF_THE_W3C = {
    "type": "Annotation",
    "motivation": "assessing",
    "audience": {"id": "urn:x:2", "type": "schema:EducationalAudience"},
    "rights": "https://creativecommons.org/publicdomain/zero/1.0/",
    "x:somethingNew": {"a": [1, None]},
    "body": {"type": "TextualBody", "value": NOTE, "purpose": "commenting", "language": "en"},
    "target": [
        "http://map.example/1",
        {
            "source": URL,
            "scope": "http://river.example/",
            "renderedVia": {"id": "http://app.example/reader", "type": "Software"},
            "selector": {"type": "TextQuoteSelector", "exact": QUOTE},
        },
        {"source": URL, "selector": {"type": "TextQuoteSelector", "exact": "The law takes effect"}},
    ],
}
OF_HYPOTHESIS = {
    "uri": URL,
    "text": NOTE,
    "tags": TAGS,
    "permissions": {"read": ["group:__world__"], "update": [], "delete": []},
    "document": {"title": ["Tolls"], "highwire": {"doi": ["10.1000/182"]}},
    "metadata": {"of a tool": [1, None]},
    "target": [
        {
            "source": URL,
            "description": "what a tool added",
            "selector": [
                {"type": "RangeSelector", "startContainer": "/p[3]", "endContainer": "/p[3]"},
                {"type": "TextQuoteSelector", "exact": QUOTE, "prefix": "", "suffix": ""},
            ],
        },
        {"source": URL, "selector": [{"type": "TextQuoteSelector", "exact": "The law takes effect"}]},
    ],
}


@pytest.mark.parametrize("edit", every.EDITORS)
def test_what_a_client_of_the_w3cs_added_outlives_every_edit(faces, edit):
    id = faces.api.post("/annotations/", json=OF_THE_W3C).json["id"].rpartition("/")[2]
    edit(faces, id)
    told = faces.api.get(f"/annotations/{id}").json
    own = ("type", "motivation", "audience", "rights", "x:somethingNew")
    assert {name: told[name] for name in own} == {name: OF_THE_W3C[name] for name in own}
    assert [without_style(each) for each in told["target"]] == OF_THE_W3C["target"]
    bodies = {body["value"]: body["purpose"] for body in told["body"]}
    assert bodies == {"Edited.": "commenting", "new": "tagging"}


def without_style(target):
    """Where only a colour was given to it, an address was made an object."""
    if isinstance(target, dict) and target.keys() <= {"source", "styleClass"}:
        return target["source"]
    return target


@pytest.mark.parametrize("edit", every.EDITORS)
def test_what_a_client_of_hypothesis_added_outlives_every_edit(faces, edit):
    id = faces.api.post("/hypothesis/api/annotations", json=OF_HYPOTHESIS).json["id"]
    edit(faces, id)
    told = faces.api.get(f"/hypothesis/api/annotations/{id}").json
    own = ("uri", "document", "metadata", "target")
    assert {name: told[name] for name in own} == {name: OF_HYPOTHESIS[name] for name in own}
    assert told["permissions"]["read"] == ["group:__world__"]
    assert (told["text"], told["tags"]) == ("Edited.", ["new"])


def test_of_several_passages_the_one_that_was_placed_by_hand_is_told_anew_and_the_others_as_they_were(faces):
    """Whatever it was sent with: the reader's own hand has the last word."""
    words = "the landings fell apart"
    id = faces.api.post("/annotations/", json=OF_THE_W3C).json["id"].rpartition("/")[2]
    assert faces.api.patch(f"/api/annotations/{id}", json={"quote": words}).json["quote"] == words
    first, second, third = faces.api.get(f"/annotations/{id}").json["target"]
    assert (first, third) == (OF_THE_W3C["target"][0], OF_THE_W3C["target"][2])
    assert second.pop("selector")["exact"] == words
    assert second == {name: OF_THE_W3C["target"][1][name] for name in second}
    id = faces.api.post("/hypothesis/api/annotations", json=OF_HYPOTHESIS).json["id"]
    faces.api.patch(f"/api/annotations/{id}", json={"quote": words})
    first, second = faces.api.get(f"/hypothesis/api/annotations/{id}").json["target"]
    assert [each["exact"] for each in first["selector"]] == [words]
    assert (first["description"], second) == ("what a tool added", OF_HYPOTHESIS["target"][1])


def test_a_passage_that_was_moved_to_another_page_is_told_there(faces):
    elsewhere = "https://river.example/landings"
    id = faces.api.post("/annotations/", json=OF_THE_W3C).json["id"].rpartition("/")[2]
    faces.api.patch(f"/hypothesis/api/annotations/{id}", json={"uri": elsewhere})
    assert faces.api.get(f"/annotations/{id}").json["target"]["source"] == elsewhere
    id = faces.api.post("/hypothesis/api/annotations", json=OF_HYPOTHESIS).json["id"]
    faces.api.put(f"/annotations/{id}", json={"type": "Annotation", "target": elsewhere})
    told = faces.api.get(f"/hypothesis/api/annotations/{id}").json
    assert (told["uri"], told["target"]) == (elsewhere, [{"source": elsewhere}])


def test_the_web_view_shows_what_else_a_mark_is_about(faces):
    annotation = OF_THE_W3C | {"target": [*OF_THE_W3C["target"], "urn:isbn:9780000000002", "javascript:x"]}
    id = faces.api.post("/annotations/", json=annotation).json["id"].rpartition("/")[2]
    shown = faces.browser.get(f"/marks/{id}").text
    assert '<q dir="auto">The law takes effect</q> in' in shown
    assert '<a href="http://map.example/1" rel="noreferrer">' in shown
    assert "urn:isbn:9780000000002" in shown
    assert 'href="javascript' not in shown
    assert f'<q dir="auto">{QUOTE}' not in shown
    other = faces.api.post("/hypothesis/api/annotations", json=OF_HYPOTHESIS).json["id"]
    assert '<q dir="auto">The law takes effect</q> in' in faces.browser.get(f"/marks/{other}").text
    assert "Also about" not in faces.browser.get(f"/marks/{every.by_hypothesis(faces)}").text


def test_what_a_foreign_program_added_survives_the_export_and_import_of_the_library(api, page):
    foreign = {"uri": URL, "text": "", "target": [{"source": URL}], "moderation": {"x": [1]}}
    w3c = {"type": "Annotation", "target": {"source": URL, "scope": "urn:x:1"}, "audience": {"id": "urn:x:2"}}
    row = api.post("/hypothesis/api/annotations", json=foreign | {"somethingNew": 1}).json
    document = api.post("/annotations/", json=w3c).json
    file = api.get("/api/export/json").data
    api.delete(f"/api/pages/{page['id']}?with_marks=true")
    assert api.post("/api/import", data=file).json["added"] == 2
    assert api.get(f"/hypothesis/api/annotations/{row['id']}").json == row
    assert api.get(document["id"].removeprefix("http://127.0.0.1:8377")).json == document
