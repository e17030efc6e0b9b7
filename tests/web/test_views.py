"""The web view, as a browser without JavaScript uses it."""

import re
from html import unescape
from io import BytesIO

import pytest

from postil.library.annotations import Draft
from postil.models import Selector
from tests.web.browser import HERE, words_of
from tests.web.conftest import PARAGRAPHS, page_of


@pytest.mark.parametrize("path", ["/", "/articles", "/people", "/export", "/settings", "/connect"])
def test_every_page_of_an_empty_library_says_what_to_do_next(browser, path):
    reply = browser.get(path)
    assert reply.status_code == 200
    assert "Connect" in reply.text or "Import" in reply.text


def test_the_stream_shows_marks_by_day_and_article(browser, mark):
    seen = words_of(browser.get("/").text)
    assert "Today Governor signs ferry tolls into law The Lower River Post · 3 March 2026" in seen
    assert f"{mark['quote']} said by Adaeze Okonkwo So they say." in seen


def test_a_marked_quotation_says_whose_words_it_is(browser, api, page, mark):
    asked = {"page_id": page["id"], "quote": "The river belongs to those who cross it"}
    spoken = api.post("/api/annotations", json=asked).json
    assert spoken["said_by"] == "q1"
    seen = words_of(browser.get("/").text)
    assert f"{spoken['quote']} said by Adaeze Okonkwo" in seen
    assert "Said by Adaeze Okonkwo" in words_of(browser.get(f"/marks/{spoken['id']}").text)


@pytest.fixture
def blue_mark(api, page, mark):
    """A second mark, about the governor."""
    asked = {"quote": "Adaeze Okonkwo signed a bill", "colour": "blue", "tags": ["ferry law"]}
    asked["page_id"] = page["id"]
    return api.post("/api/annotations", json=asked).json


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("", {"yellow", "blue"}),
        ("colour:blue", {"blue"}),
        ("COLOUR:blue", {"blue"}),
        ("person:okonkwo", {"blue"}),
        ('person:"Adaeze Okonkwo"', {"blue"}),
        ("person:nobody", set()),
        ('tag:"ferry law"', {"blue"}),
        ("state:anchored", {"yellow", "blue"}),
        ("state:lost", set()),
        ("they say", {"yellow"}),
        ("belongs colour:yellow", {"yellow"}),
        ("belongs colour:blue", set()),
        ("http://x", set()),
    ],
)
def test_the_search_line_finds_marks(browser, mark, blue_mark, line, found):
    page = browser.client.get("/", base_url=HERE, query_string={"q": line}).text
    quotes = {"yellow": mark["quote"], "blue": blue_mark["quote"]}
    assert {colour for colour, quote in quotes.items() if quote in page} == found


@pytest.mark.parametrize(
    ("line", "shown"),
    [
        ("", "People Adaeze Okonkwo 1 Colours yellow 1 blue 1 Tags ferry law 1 State"),
        ("colour:blue", "People Adaeze Okonkwo 1 Colours blue 1 Tags ferry law 1 State"),
        ("person:okonkwo", "People Adaeze Okonkwo 1 Colours blue 1 Tags ferry law 1 State"),
        ("they say", "Colours yellow 1 State"),
    ],
)
def test_beside_the_stream_is_counted_what_the_found_marks_have_in_common(
    browser, mark, blue_mark, line, shown
):
    page = browser.client.get("/", base_url=HERE, query_string={"q": line}).text
    assert words_of(page.partition('class="facets"')[2]).startswith(f'aria-label="Narrow down"> {shown}')


def test_marks_about_several_persons_of_a_name_come_newest_first(browser, api, story):
    for number in (1, 2, 3):
        url = f"https://river.example/{number}"
        api.post("/api/pages", json={"url": url, "html": story.replace("January", f"the year {number}")})
        asked = {"url": url, "quote": "Bertil Lindqvist, a ferryman", "note": f"note {number}"}
        api.post("/api/annotations", json=asked)
    shown = browser.get("/?q=person:lindqvist").text
    assert "3 marks" in words_of(shown)
    assert re.findall(r"note \d", shown) == ["note 3", "note 2", "note 1"]


def test_a_search_that_makes_no_sense_says_what_would(browser, mark):
    seen = words_of(browser.get("/?q=colour:mauve").text)
    assert "There is no colour “mauve”: try yellow, green" in seen
    assert mark["quote"] not in seen


def test_what_the_marks_have_in_common_narrows_the_search(browser, mark, blue_mark):
    page = browser.get("/?q=say").text
    assert 'href="/?q=say+colour:yellow"' in page.replace("%20", "+").replace("%3A", ":")
    seen = words_of(browser.get("/").text)
    assert "People Adaeze Okonkwo 1 Colours yellow 1 blue 1 Tags ferry law 1" in seen


def test_an_article_in_another_script_says_that_names_are_not_looked_for_there(browser, api):
    spoken = "Президент России Владимир Путин в четверг провёл в Кремле встречу с министром иностранных дел. "
    html = page_of(spoken * 2, spoken + "Учительница Анна Соколова стояла у ворот.", title="Встреча в Кремле")
    page = api.post("/api/pages", json={"url": "https://river.example/ru", "html": html}).json
    assert page["people"] == []
    seen = words_of(browser.get(f"/articles/{page['id']}").text)
    assert "Names in this script are not looked for." in seen


def test_an_article_is_shown_with_its_marks_people_and_what_was_left_out(browser, page, mark):
    html = browser.get(f"/articles/{page['id']}").text
    assert re.search(rf'<mark class="ink-yellow" data-mark="{mark["id"]}" id="mark-{mark["id"]}">', html)
    assert '<a class="who" href="#person-1" id="mention-33">Adaeze Okonkwo</a>' in html
    seen = words_of(html)
    assert "Governor of Harrow 10 Jan 2023 – 10 Jan 2027 now Senator since 11 Jan 2027" in seen
    assert "last known Chair of the Ferry Board since 2020, known up to 31 Dec 2025" in seen
    assert "“a ferryman for thirty-one years” from this article" in seen
    assert "Left out: 1 other part" in seen
    assert "the page's heading" in seen


def test_an_article_that_the_page_kept_back_says_so_and_what_to_do(browser, library):
    wall = "<p>Already a subscriber? Sign in to read the rest.</p>"
    stub = library.pages.capture("https://river.example/stub", page_of(*PARAGRAPHS[:2], wall))
    assert "Only the beginning of this article is here" in words_of(
        browser.get(f"/articles/{stub.page.id}").text
    )


def test_a_painted_article_reads_as_the_article_does(browser, api, page):
    for quote in (page["text"][5:90], page["text"][60:200], page["text"][30:50]):
        api.post("/api/annotations", json={"page_id": page["id"], "quote": quote})
    html = browser.get(f"/articles/{page['id']}").text
    shown = [unescape(re.sub(r"<[^>]+>", "", text)) for text in re.findall(r"<p data-start=.*?</p>", html)]
    assert shown == [block["text"] for block in page["blocks"]]
    assert html.count('id="mark-') == 3


def test_a_passage_is_marked_by_hand(browser, page, api):
    reply = browser.post(
        f"/articles/{page['id']}/marks",
        quote="The law takes effect in January",
        colour="green",
        note="Which\r\nJanuary?",
        tags="law, dates,",
    )
    assert "Marked." in browser.follow(reply).text
    (mark,) = api.get("/api/annotations").json["items"]
    assert (mark["state"], mark["colour"]) == ("anchored", "green")
    assert mark["note"] == "Which\nJanuary?"
    assert mark["tags"] == ["law", "dates"]


@pytest.mark.parametrize("fields", [{}, {"quote": " "}, {"colour": "mauve"}, {"start": "x"}, {"end": "-1"}])
def test_a_form_that_makes_no_sense_is_refused_in_words(browser, page, api, fields):
    asked = {"quote": "The river belongs"} | fields if fields else {}
    reply = browser.post(f"/articles/{page['id']}/marks", **asked)
    assert reply.status_code == 422
    assert "That did not work" in reply.text
    assert api.get("/api/annotations").json["items"] == []


def test_a_mark_is_edited_and_the_reader_is_led_back(browser, mark, api):
    form = browser.get(f"/marks/{mark['id']}?back=/%3Fq%3Dsay").text
    assert 'value="/?q=say"' in form
    reply = browser.post(
        f"/marks/{mark['id']}", revision="1", colour="pink", note="Changed.", tags="a, b", back="/?q=say"
    )
    assert reply.headers["Location"] == "/?q=say&done=saved"
    changed = api.get(f"/api/annotations/{mark['id']}").json
    assert (changed["colour"], changed["note"], changed["tags"]) == ("pink", "Changed.", ["a", "b"])


@pytest.mark.parametrize("revision", ["", "one", "9" * 5000])
def test_a_form_without_a_revision_is_refused(browser, mark, revision):
    reply = browser.post(f"/marks/{mark['id']}", revision=revision, colour="pink", note="", tags="")
    assert reply.status_code == 422


def test_the_words_around_a_marked_passage_are_whole(browser, api, page):
    quote = "ferry towns of the lower river"
    made = api.post("/api/annotations", json={"page_id": page["id"], "quote": quote}).json
    shown = words_of(browser.get(f"/marks/{made['id']}").text)
    before, after = re.findall(rf"…(\S+) [^…]*{quote}[^…]* (\S+)…", shown)[0]
    assert {before, after} <= set(page["text"].split())


def test_a_mark_changed_elsewhere_is_not_overwritten(browser, mark, api):
    api.patch(f"/api/annotations/{mark['id']}", json={"note": "From the extension."})
    reply = browser.post(f"/marks/{mark['id']}", revision="1", colour="pink", note="From the form.", tags="")
    assert reply.status_code == 412
    assert "Changed in between" in reply.text
    assert api.get(f"/api/annotations/{mark['id']}").json["note"] == "From the extension."


@pytest.mark.parametrize(
    "back",
    ["https://evil.example/", "//evil.example", "/\\evil.example", "javascript:alert(1)", "/\n/evil", ""],
)
def test_a_form_leads_back_to_this_server_alone(browser, mark, back):
    reply = browser.post(f"/marks/{mark['id']}/delete", back=back)
    assert reply.headers["Location"] == f"/?put_away={mark['id']}"


def test_a_deleted_mark_can_be_brought_back_at_once_and_later(browser, mark, api):
    page = browser.follow(browser.post(f"/marks/{mark['id']}/delete", back="/")).text
    assert "Mark deleted." in page
    assert f'action="/marks/{mark["id"]}/restore"' in page
    assert mark["quote"] in browser.get("/?q=state:deleted").text
    browser.post(f"/marks/{mark['id']}/restore", back="/")
    assert mark["quote"] in browser.get("/").text


def test_a_lost_mark_is_placed_by_hand_and_put_back(browser, page, api):
    asked = {"page_id": page["id"], "quote": "Words that an editor took out of the article again"}
    lost = api.post("/api/annotations", json=asked).json
    assert f'data-place="/marks/{lost["id"]}/place"' in browser.get(f"/articles/{page['id']}").text
    form = browser.get(f"/marks/{lost['id']}").text
    assert "Place it there" in form
    reply = browser.post(f"/marks/{lost['id']}/place", revision="1", quote="a costly\r\nmistake")
    after = browser.follow(reply).text
    assert "Mark placed." in after
    assert "before, it was on “Words that an editor took out" in after
    path = f"/api/annotations/{lost['id']}"
    assert api.get(path).json["quote"] == "a costly mistake"
    back = browser.follow(browser.post(f"/marks/{lost['id']}/place-back", back="/")).text
    assert "where it was before" in back
    assert api.get(path).json["state"] == "lost"


def test_a_changed_mark_shows_what_its_words_became(browser, page, api, mark):
    rewritten = PARAGRAPHS[1].replace("those who cross it", "all of those who ever crossed it")
    story = page_of(PARAGRAPHS[0], rewritten, *PARAGRAPHS[2:])
    api.post("/api/pages", json={"url": page["url"], "html": story})
    assert api.get(f"/api/annotations/{mark['id']}").json["state"] == "changed"
    for path in (f"/articles/{page['id']}", f"/marks/{mark['id']}"):
        shown = browser.get(path).text
        assert mark["quote"] in shown
        assert "Now:" in shown
        assert "The river belongs to all of those who ever crossed it" in shown


def test_an_article_goes_with_its_marks_only_when_that_is_said(browser, page, mark):
    assert browser.post(f"/articles/{page['id']}/delete").status_code == 409
    reply = browser.post(f"/articles/{page['id']}/delete", with_marks="on")
    assert "gone from your library" in browser.follow(reply).text


def test_articles_are_found_by_title_outlet_or_address(browser, page):
    assert page["title"] in browser.get("/articles").text
    assert page["title"] in browser.get("/articles?words=RIVER+post").text
    assert page["title"] not in browser.get("/articles?words=mountain").text


def test_people_are_listed_and_each_has_a_page(browser, page, blue_mark):
    seen = words_of(browser.get("/people").text)
    assert "Adaeze Okonkwo politician; Mayor of Harrow, 2008–\u20602013 1 article 1 mark" in seen
    assert "Known from their articles alone" in seen[seen.index("Okonkwo") : seen.index("Lindqvist")]
    assert "Lindqvist" not in browser.get("/people?name=okonkwo").text
    one = words_of(browser.get("/people/q1").text)
    assert "Governor of Harrow" in one
    assert blue_mark["quote"] in one
    assert "In 1 article Governor signs ferry tolls into law" in one
    assert browser.get("/people/nobody").status_code == 404


def test_a_card_says_what_was_marked_about_the_person(browser, api, page, blue_mark):
    path = f"/articles/{page['id']}"
    assert "You marked a passage about Adaeze Okonkwo, on " in words_of(browser.get(path).text)
    api.post("/api/annotations", json={"page_id": page["id"], "quote": "Governor Adaeze Okonkwo signed"})
    assert "You marked 2 passages about Adaeze Okonkwo, last on " in words_of(browser.get(path).text)


def test_the_export_page_gives_a_file_and_takes_one(browser, mark, page):
    file = browser.get("/export/file?format=json&q=&colour=&since=")
    assert "postil.json" in file.headers["Content-Disposition"]
    assert mark["quote"] not in browser.get("/export/file?format=markdown&colour=green").text
    browser.post(f"/articles/{page['id']}/delete", with_marks="on")
    reply = browser.post("/import", file=(BytesIO(file.data), "postil.json"))
    assert "new articles 1 new marks 1" in words_of(reply.text)
    assert mark["quote"] in browser.get("/").text


def test_a_way_leads_to_every_mention_of_a_person(browser, api):
    html = page_of(*("Adaeze Okonkwo spoke at the landing. " + words for words in PARAGRAPHS * 4))
    page = api.post("/api/pages", json={"url": "https://river.example/often", "html": html}).json
    (card,) = (card for card in page["people"] if card["person"]["name"] == "Adaeze Okonkwo")
    shown = browser.get(f"/articles/{page['id']}").text
    starts = [mention["start"] for mention in card["mentions"]]
    assert [int(start) for start in re.findall(r'class="jump" href="#mention-(\d+)"', shown)] == starts


def test_versions_of_one_minute_are_not_told_as_a_span_of_time(browser, page, mark, api):
    changed = page_of(
        *PARAGRAPHS[:1], PARAGRAPHS[1].replace("those who cross it", "everyone"), *PARAGRAPHS[2:]
    )
    api.post("/api/pages", json={"url": page["url"], "html": changed})
    seen = words_of(browser.get(f"/articles/{page['id']}").text)
    assert "Changed near your marks" in seen
    assert not re.search(r"between (\d\d:\d\d) and \1", seen)


def test_an_unknown_address_has_a_page_of_its_own(browser):
    reply = browser.get("/nothing")
    assert reply.status_code == 404
    assert "Not here" in reply.text


@pytest.fixture
def unread_note(library):
    """A mark and a reply to it, made by another program on a page that nobody captured."""
    draft = Draft(
        url="https://river.example/tolls",
        may_be_unread=True,
        title="Tolls",
        selector=Selector(exact="fell apart"),
        note="Where?",
    )
    mark = library.annotations.create(draft).annotation
    reply = Draft(page_id=mark.page_id, selector=None, note="At both ends.", replies_to=(mark.id,))
    library.annotations.create(reply)
    return mark


def test_a_page_that_another_program_marked_says_that_it_was_not_read_yet(browser, unread_note):
    seen = words_of(browser.get(f"/articles/{unread_note.page_id}").text)
    assert "Postil has not read this article yet: another program marked it." in seen
    assert "fell apart Where? yellow not placed yet" in seen
    assert "lost" not in seen
    assert "not read yet" in words_of(browser.get("/articles").text)


def test_a_reply_stands_under_what_it_answers_and_can_be_edited(browser, api, story, unread_note):
    api.post("/api/pages", json={"url": "https://river.example/tolls", "html": story})
    seen = words_of(browser.get(f"/articles/{unread_note.page_id}").text)
    assert "fell apart said by Bertil Lindqvist Where? yellow Edit Delete Reply At both ends." in seen
    reply = next(m for m in api.get("/api/annotations").json["items"] if m["replies_to"])
    assert (reply["quote"], reply["start"], reply["state"]) == ("", None, "anchored")
    assert words_of(browser.get(f"/marks/{reply['id']}").text).count("Reply on Governor signs") == 1
    browser.post(f"/marks/{reply['id']}", revision="1", note="At one end.", colour="yellow", tags="")
    assert "At one end." in browser.get("/").text
