"""The faces of a library: how a mark is made through each, how one is edited, and what each tells of it."""

import csv
import io
import re
from dataclasses import dataclass
from html import unescape
from uuid import uuid4

from tests.web.browser import Browser
from tests.web.conftest import Caller

URL = "https://river.example/tolls"
QUOTE = "watched from his boat"
NOTE, TAGS = "Since when?", ["ferries", "tolls"]


@dataclass(frozen=True)
class Faces:
    """One library, as a program with its token and as a signed-in browser see it."""

    api: Caller
    browser: Browser
    page_id: str


def by_our_api(faces: Faces) -> str:
    asked = {"page_id": faces.page_id, "quote": QUOTE, "note": NOTE, "tags": TAGS}
    return faces.api.post("/api/annotations", json=asked).json["id"]


def as_the_extension(faces: Faces) -> str:
    asked = {"url": URL, "quote": QUOTE, "prefix": "", "suffix": "", "colour": "yellow"}
    headers = {"Idempotency-Key": str(uuid4())}
    made = faces.api.post("/api/annotations", json=asked | {"note": "", "tags": []}, headers=headers).json
    changes = {"note": NOTE, "tags": TAGS}
    return faces.api.patch(f"/api/annotations/{made['id']}", json=changes, headers={"If-Match": "1"}).json[
        "id"
    ]


def in_the_web_view(faces: Faces) -> str:
    form = {"quote": QUOTE, "colour": "yellow", "note": NOTE, "tags": ", ".join(TAGS)}
    reply = faces.browser.post(f"/articles/{faces.page_id}/marks", **form)
    return reply.headers["Location"].rpartition("#mark-")[2]


def by_the_w3c(faces: Faces) -> str:
    bodies = [{"type": "TextualBody", "value": tag, "purpose": "tagging"} for tag in TAGS]
    asked = {
        "@context": "http://www.w3.org/ns/anno.jsonld",
        "type": "Annotation",
        "body": [{"type": "TextualBody", "value": NOTE, "purpose": "commenting"}, *bodies],
        "target": {"source": URL, "selector": {"type": "TextQuoteSelector", "exact": QUOTE}},
    }
    return faces.api.post("/annotations/", json=asked).headers["Location"].rpartition("/")[2]


def by_hypothesis(faces: Faces) -> str:
    selector = {"type": "TextQuoteSelector", "exact": QUOTE, "prefix": "", "suffix": ""}
    asked = {"uri": URL, "text": NOTE, "tags": TAGS, "target": [{"source": URL, "selector": [selector]}]}
    return faces.api.post("/hypothesis/api/annotations", json=asked).json["id"]


def by_an_import(faces: Faces) -> str:
    """As another library had it."""
    id = by_our_api(faces)
    file = faces.api.get("/api/export/json").data
    faces.api.delete(f"/api/pages/{faces.page_id}?with_marks=true")
    assert faces.api.post("/api/import", data=file).json["added"] == 1
    return id


WRITERS = (by_our_api, as_the_extension, in_the_web_view, by_the_w3c, by_hypothesis, by_an_import)


@dataclass(frozen=True)
class Told:
    """What a face says of the only mark there is."""

    url: str
    quote: str
    note: str
    tags: list[str]


def told_by_our_api(faces: Faces) -> Told:
    (mark,) = faces.api.get("/api/annotations", query_string={"url": URL}).json["items"]
    return Told(mark["url"], mark["quote"], mark["note"], mark["tags"])


def told_by_the_w3c(faces: Faces) -> Told:
    (mark,) = faces.api.get("/annotations/").json["first"]["items"]
    selectors = mark["target"]["selector"]
    (quote,) = [each["exact"] for each in (selectors if isinstance(selectors, list) else [selectors])]
    tags = [body["value"] for body in mark["body"] if body["purpose"] == "tagging"]
    (note,) = [body["value"] for body in mark["body"] if body["purpose"] == "commenting"]
    return Told(mark["target"]["source"], quote, note, tags)


def told_by_hypothesis(faces: Faces) -> Told:
    (row,) = faces.api.get("/hypothesis/api/search", query_string={"uri": URL}).json["rows"]
    (quote,) = [each["exact"] for each in row["target"][0]["selector"] if each["type"] == "TextQuoteSelector"]
    return Told(row["uri"], quote, row["text"], row["tags"])


def told_by_the_web_view(faces: Faces) -> Told:
    """On the mark's own page, which the stream links to."""
    stream = faces.browser.get("/marks").text
    path = re.search(r'href="(/marks/[^"?]+)', stream)[1]
    shown = unescape(faces.browser.get(path).text)
    quote = re.search(r'<mark class="ink-yellow">(.*?)</mark>', shown)[1]
    note = re.search(r"<textarea[^>]*>\n(.*?)</textarea>", shown, re.DOTALL)[1]
    tags = re.search(r'id="tags" name="tags" value="(.*?)"', shown)[1]
    url = re.search(r'href="([^"#]+)#:~:text=', shown)[1]
    return Told(url, quote, note, tags.split(", "))


def told_by_the_json_export(faces: Faces) -> Told:
    (page,) = faces.api.get("/api/export/json").json["pages"]
    (mark,) = page["annotations"]
    return Told(page["url"], mark["selector"]["exact"], mark["note"], mark["tags"])


def told_by_the_table(faces: Faces) -> Told:
    (row,) = csv.DictReader(io.StringIO(faces.api.get("/api/export/csv").text))
    return Told(row["url"], row["quote"], row["note"], row["tags"].split("; "))


READERS = (
    told_by_our_api,
    told_by_the_w3c,
    told_by_hypothesis,
    told_by_the_web_view,
    told_by_the_json_export,
    told_by_the_table,
)


def edit_by_our_api(faces: Faces, id: str) -> None:
    faces.api.patch(f"/api/annotations/{id}", json={"note": "Edited.", "tags": ["new"], "colour": "green"})


def edit_in_the_web_view(faces: Faces, id: str) -> None:
    revision = str(faces.api.get(f"/api/annotations/{id}").json["revision"])
    form = {"colour": "green", "note": "Edited.", "tags": "new", "revision": revision}
    assert faces.browser.post(f"/marks/{id}", **form).status_code == 303


def edit_by_the_w3c(faces: Faces, id: str) -> None:
    """As a client does that changes the note and the tags, and gives back all the rest."""
    served = faces.api.get(f"/annotations/{id}").json
    bodies = [
        {"type": "TextualBody", "value": "Edited.", "purpose": "commenting"},
        {"type": "TextualBody", "value": "new", "purpose": "tagging"},
    ]
    assert faces.api.put(f"/annotations/{id}", json=served | {"body": bodies}).status_code == 200


def edit_by_hypothesis(faces: Faces, id: str) -> None:
    served = faces.api.get(f"/hypothesis/api/annotations/{id}").json
    edited = served | {"text": "Edited.", "tags": ["new"]}
    assert faces.api.patch(f"/hypothesis/api/annotations/{id}", json=edited).status_code == 200


def flag_and_hide(faces: Faces, id: str) -> None:
    edit_by_our_api(faces, id)
    for path in ("flag", "hide"):
        assert faces.api.put(f"/hypothesis/api/annotations/{id}/{path}").status_code == 204


def put_away_and_bring_back(faces: Faces, id: str) -> None:
    edit_by_our_api(faces, id)
    faces.api.delete(f"/annotations/{id}")
    faces.api.patch(f"/api/annotations/{id}", json={"deleted": False})


def place_by_hand(faces: Faces, id: str) -> None:
    """Elsewhere, and back."""
    edit_by_our_api(faces, id)
    moved = faces.api.patch(f"/api/annotations/{id}", json={"quote": "the landings fell apart"})
    assert moved.json["quote"] == "the landings fell apart"
    assert faces.api.patch(f"/api/annotations/{id}", json={"place_back": True}).status_code == 200


def capture_again(faces: Faces, id: str) -> None:
    """The page with another sentence before all others."""
    edit_by_our_api(faces, id)
    article = faces.api.get(f"/api/pages/{faces.page_id}").json
    paragraphs = [block["text"] for block in article["blocks"] if block["kind"] == "paragraph"]
    story = "".join(
        f"<p>{text}</p>" for text in ("Nobody had told the ferrymen before that day.", *paragraphs)
    )
    html = f"<article><h1>{article['title']}</h1>{story}</article>"
    assert faces.api.post("/api/pages", json={"url": URL, "html": html}).status_code == 200


def export_and_import(faces: Faces, id: str) -> None:
    edit_by_our_api(faces, id)
    file = faces.api.get("/api/export/json").data
    faces.api.delete(f"/api/pages/{faces.page_id}?with_marks=true")
    assert faces.api.post("/api/import", data=file).json["added"] == 1


EDITORS = (
    edit_by_our_api,
    edit_in_the_web_view,
    edit_by_the_w3c,
    edit_by_hypothesis,
    flag_and_hide,
    put_away_and_bring_back,
    place_by_hand,
    capture_again,
    export_and_import,
)
