"""Every mark is an annotation as the Web Annotation Data Model wants it, whichever face it came through."""

import pytest

from tests.web.browser import Browser
from tests.web.protocols import faces as every
from tests.web.protocols.annotation_model import CONTEXT, flaws
from tests.web.protocols.faces import NOTE, QUOTE, URL, Faces

VALID = {
    "@context": CONTEXT,
    "id": "http://a.example/1",
    "type": "Annotation",
    "created": "2026-03-04T09:00:00Z",
    "motivation": "commenting",
    "body": {"type": "TextualBody", "value": "x", "purpose": "commenting"},
    "target": {"source": URL, "selector": {"type": "TextQuoteSelector", "exact": "toll"}},
}


@pytest.fixture
def faces(app, api, library, page) -> Faces:
    return Faces(api, Browser(app, library.access.new_sign_in()), page["id"])


def told(faces: Faces, id: str) -> list[str]:
    return flaws(faces.api.get(f"/annotations/{id}").json)


@pytest.mark.parametrize("edit", every.EDITORS)
@pytest.mark.parametrize("write", every.WRITERS)
def test_a_mark_is_a_valid_annotation_also_once_it_was_edited(faces, write, edit):
    id = write(faces)
    assert told(faces, id) == []
    edit(faces, id)
    assert told(faces, id) == []


@pytest.mark.parametrize(
    "asked",
    [
        {"text": ""},
        {"text": NOTE, "tags": ["a", "b"]},
        {"text": "", "tags": ["a"]},
        {"text": NOTE, "target": [{"source": URL}]},
        {"text": NOTE, "uri": "urn:isbn:9780000000002", "target": []},
        {"text": NOTE, "uri": "file:///home/ann/a%20b.pdf"},
    ],
)
def test_what_another_program_notes_is_a_valid_annotation_and_so_is_a_reply_to_it(faces, asked):
    selector = {"type": "TextQuoteSelector", "exact": QUOTE}
    given = {"uri": URL, "target": [{"source": URL, "selector": [selector]}]} | asked
    note = faces.api.post("/hypothesis/api/annotations", json=given).json["id"]
    reply = faces.api.post("/hypothesis/api/annotations", json=given | {"references": [note]}).json["id"]
    assert [told(faces, note), told(faces, reply)] == [[], []]


@pytest.mark.parametrize(
    "change",
    [
        {"@context": "http://a.example/"},
        {"id": ["http://a.example/1", "http://a.example/2"]},
        {"type": "Note"},
        {"target": []},
        {"target": "no address"},
        {"target": {"type": "Text"}},
        {"target": {"source": [URL, URL]}},
        {"target": {"source": URL, "selector": {"type": "TextQuoteSelector"}}},
        {"target": {"source": URL, "selector": {"exact": "toll"}}},
        {"bodyValue": "x"},
        {"body": {"type": "TextualBody"}},
        {"body": {"type": "TextualBody", "value": "x", "purpose": "because"}},
        {"created": "2026-03-04"},
        {"motivation": "because"},
        {"stylesheet": {"type": "CssStylesheet", "value": ".x {}"}},
    ],
)
def test_the_rules_are_held_to(change):
    assert flaws(VALID) == []
    assert len(flaws(VALID | change)) == 1
