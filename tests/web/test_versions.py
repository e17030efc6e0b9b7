"""Corrections, versions and silent edits through the front doors: the API, and the web view's forms."""

import re

import pytest

from tests.web.browser import words_of
from tests.web.conftest import PARAGRAPHS, TITLE

URL = "https://paper.example/tolls"
NOTE = "The landing at Selby is closed."


def html(*paragraphs, title=TITLE, aside=NOTE):
    body = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
    return (
        f"<html><head><title>{title}</title></head><body><article><h1>{title}</h1>{body}"
        f"<aside class=inset>{aside}</aside><p>{PARAGRAPHS[1]}</p></article></body></html>"
    )


@pytest.fixture
def kept(api):
    return api.post("/api/pages", json={"url": URL, "html": html(*PARAGRAPHS)}).json


@pytest.fixture
def edited(api, kept):
    """The page marked, and captured again after an edit at the mark."""
    api.post("/api/annotations", json={"page_id": kept["id"], "quote": "takes effect in January"})
    newer = [*PARAGRAPHS[:3], PARAGRAPHS[3].replace("January", "June")]
    return api.post("/api/pages", json={"url": URL, "html": html(*newer)}).json


def test_a_correction_is_said_listed_taken_back_and_said_again(api, kept):
    assert NOTE not in kept["text"]
    said = api.post(f"/api/pages/{kept['id']}/corrections", json={"text": NOTE, "is_text": True})
    assert said.status_code == 201
    assert NOTE in said.json["article"]["text"]
    assert [version["corrected"] for version in said.json["article"]["versions"]] == [False, True]
    made = said.json["correction"]
    assert api.get("/api/corrections").json["items"] == [made]
    assert (made["host"], made["kind"], made["example"]) == ("paper.example", "related", NOTE)
    back = api.patch(f"/api/corrections/{made['id']}", json={"deleted": True}).json
    assert NOTE not in back["article"]["text"]
    assert api.get("/api/corrections?host=paper.example").json["items"] == []
    assert [one["id"] for one in api.get("/api/corrections?deleted=true").json["items"]] == [made["id"]]
    again = api.patch(f"/api/corrections/{made['id']}", json={"deleted": False}).json
    assert NOTE in again["article"]["text"]


def test_all_parts_of_a_page_are_listed_with_what_was_done(api, kept):
    parts = api.get(f"/api/pages/{kept['id']}/parts").json["items"]
    (note,) = [part for part in parts if part["text"] == NOTE]
    assert (note["is_text"], note["kind"], note["why"]) == (False, "related", "set aside from the article")
    assert not note["said"]
    assert [part["text"] for part in parts if part["is_text"]] == [block["text"] for block in kept["blocks"]]


@pytest.mark.parametrize(
    ("method", "path", "body", "status", "says"),
    [
        ("post", "/api/pages/nope/corrections", {"text": "x", "is_text": True}, 404, "no page"),
        ("post", "/api/pages/ID/corrections", {"text": "x", "is_text": True}, 409, "load the page again"),
        ("post", "/api/pages/ID/corrections", {"text": "x"}, 422, "is_text: expected"),
        ("post", "/api/pages/ID/corrections", {"text": "x", "is_text": True, "nth": -1}, 422, "at least 0"),
        ("patch", "/api/corrections/nope", {"deleted": True}, 404, "no correction with id 'nope'"),
        ("put", "/api/pages/ID/seen", {"version_id": "nope"}, 404, "no version"),
        ("get", "/api/pages/ID/changes?from=nope", None, 404, "no version with id 'nope'"),
        ("get", "/api/pages/ID/changes?form=x", None, 422, "unknown field"),
    ],
)
def test_a_bad_request_is_refused_with_the_reason(api, kept, method, path, body, status, says):
    reply = getattr(api, method)(path.replace("ID", kept["id"]), json=body)
    assert reply.status_code == status
    assert says in reply.json["error"]["message"]


def test_what_changed_between_versions_is_told_by_sentence(api, edited):
    first, second = (version["id"] for version in edited["versions"])
    found = api.get(f"/api/pages/{edited['id']}/changes").json
    assert (found["old"]["id"], found["new"]["id"]) == (first, second)
    (changed,) = [change for change in found["changes"] if change["kind"] != "same"]
    assert [p["text"] for p in changed["pieces"] if p["kind"] != "same"] == ["January", "June"]
    backwards = api.get(f"/api/pages/{edited['id']}/changes?from={second}&to={first}").json
    assert (backwards["old"], backwards["new"]) == (found["new"], found["old"])
    assert [v["id"] for v in api.get(f"/api/pages/{edited['id']}/versions").json["items"]] == [first, second]


def test_the_marks_that_a_difference_touches_are_told_with_it(api, browser, edited):
    (touched,) = api.get(f"/api/pages/{edited['id']}/changes").json["touched"]
    assert (touched["quote"], touched["now"], touched["state"]) == (
        "takes effect in January",
        "takes effect in June",
        "changed",
    )
    page = browser.get(f"/articles/{edited['id']}/versions").text
    link = f'<a href="/articles/{edited["id"]}#mark-{touched["annotation_id"]}">'
    assert f"{link}Your mark “takes effect in January”</a>" in page
    assert "now “takes effect in June”" in page
    assert "1 mark of yours is touched." in page


def test_news_at_a_mark_are_told_until_they_are_put_away(api, edited):
    news = api.get(f"/api/pages/{edited['id']}/news").json
    (told,) = news["marks"]
    assert told["quote"] == "takes effect in January"
    newest = edited["versions"][1]["id"]
    assert api.put(f"/api/pages/{edited['id']}/seen", json={"version_id": newest}).status_code == 200
    assert api.get(f"/api/pages/{edited['id']}/news").json == {"differences": [], "marks": []}


def test_the_article_tells_of_a_silent_edit_and_puts_it_away(browser, edited):
    here = f"/articles/{edited['id']}"
    page = browser.get(here).text
    assert "Changed near your marks" in page
    assert re.search(r"<del>January</del>\s*<ins[^>]*>June</ins>", page)
    after = browser.follow(browser.post(f"{here}/seen", version=edited["versions"][1]["id"])).text
    assert "Put away." in after
    assert "Changed near your marks" not in after
    versions = browser.get(f"{here}/versions").text
    assert re.search(r"<del>January</del>\s*<ins[^>]*>June</ins>", versions)
    assert "Tell me of these changes again" in versions
    assert "Changed near your marks" in browser.follow(browser.post(f"{here}/seen")).text


def test_one_edit_near_several_marks_is_told_once(api, browser, kept):
    for quote in ("The law takes effect", "effect in January"):
        api.post("/api/annotations", json={"page_id": kept["id"], "quote": quote})
    newer = [*PARAGRAPHS[:3], PARAGRAPHS[3].replace("January", "June")]
    api.post("/api/pages", json={"url": URL, "html": html(*newer)})
    page = browser.get(f"/articles/{kept['id']}").text
    assert len(re.findall(r"<del>January</del>", page)) == 1
    told = words_of(page)
    assert re.search(
        "At (“The law takes effect” , “effect in January”|“effect in January” , “The law) ", told
    )


def test_a_page_of_one_version_says_so(browser, kept):
    assert "There is one version" in words_of(browser.get(f"/articles/{kept['id']}/versions").text)


def test_a_stripped_part_is_shown_in_its_place_and_called_text_by_a_form(browser, kept):
    here = f"/articles/{kept['id']}/parts"
    page = browser.get(here).text
    assert page.index("Bertil Lindqvist") < page.index(NOTE)
    assert "set aside from the article" in page
    after = browser.follow(browser.post(here, text=NOTE, is_text="1")).text
    assert "Said, for this outlet" in after
    assert f"This is not text: {NOTE}" in after
    (undo,) = set(re.findall(r'action="(/corrections/\w+)"', after))
    assert "paper.example" in browser.get("/corrections").text
    taken = browser.follow(browser.post(undo)).text
    assert "Taken back." in taken
    assert "None so far" in taken
    assert f"This is text: {NOTE}" in browser.get(here).text


def test_after_a_part_was_called_text_the_reader_is_where_it_stands_and_sees_whose_word_it_is(browser, kept):
    here = f"/articles/{kept['id']}/parts"
    part = re.search(rf'<li id="(part-\d+)" class="out">\s*<div><p>{NOTE}', browser.get(here).text)[1]
    said = browser.post(here, text=NOTE, is_text="1", at=part.removeprefix("part-"))
    assert said.location.endswith(f"#{part}")
    after = browser.follow(said).text
    assert re.search(
        rf'<li id="{part}">\s*<div><p>{NOTE}</p><p class="soft"><span[^>]*>text, as you said', after
    )
    assert re.search(rf'name="back" value="/articles/[^"]*#{part}"', after)


def test_text_made_to_run_is_shown_as_text(api, browser):
    poison = "<script>alert(1)</script> & so on, said the ferryman"
    escaped = "&lt;script&gt;alert(1)&lt;/script&gt; &amp; so on, said the ferryman"
    kept = api.post("/api/pages", json={"url": URL, "html": html(*PARAGRAPHS, aside=escaped)}).json
    said = api.post(f"/api/pages/{kept['id']}/corrections", json={"text": poison, "is_text": True})
    assert said.status_code == 201
    for path in (f"/articles/{kept['id']}/parts", "/corrections", f"/articles/{kept['id']}/versions"):
        assert "alert(1)" in browser.get(path).text
        assert "<script>alert" not in browser.get(path).text
