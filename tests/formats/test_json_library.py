import json
from dataclasses import fields, replace
from datetime import UTC, date, datetime

import pytest
from hypothesis import given, settings

from postil.errors import InvalidInput
from postil.formats import find, json_library
from postil.formats.base import Skipped
from postil.models import AnchorState, Article, Body, Colour, FormerPlace, Selector, Span
from tests import make
from tests.formats import anything


def written(*bundles):
    return "".join(json_library.write(bundles))


def read(text):
    return list(json_library.read(text))


def changed(bundle, change):
    """The file of ``bundle`` after ``change`` was made to its one page."""
    document = json.loads(written(bundle))
    change(document["pages"][0])
    return json.dumps(document)


@pytest.fixture
def bundle():
    return make.bundle(make.annotation("mark1"), make.annotation("mark2", "the lock"))


@given(anything.bundles())
@settings(deadline=None)
def test_whatever_a_library_holds_comes_back_equal(bundle):
    assert read(written(bundle)) == [bundle]


def test_a_mark_with_every_field_filled_comes_back_equal():
    mark = make.annotation(
        selector=Selector(exact="weir", prefix="the old ", suffix=".", start=66, end=70),
        span=Span(66, 70),
        state=AnchorState.MOVED,
        colour=Colour.PINK,
        note="Is it?\n\nYes.",
        tags=("river", "council"),
        people=("p1",),
        said_by="p1",
        deleted=datetime(2026, 3, 2, 8, 30, 0, 123456, tzinfo=UTC),
        revision=7,
        request_key="key-1",
        request_digest="ab" * 32,
        replies_to=("mark0",),
        former=(FormerPlace(selector=Selector(exact="the old weir"), version_id=None),),
        extra={"hypothesis": {"hidden": False, "references": ["x", 1, None]}},
    )
    assert all(getattr(mark, field.name) != field.default for field in fields(mark))
    (back,) = read(written(make.bundle(mark)))
    assert back.annotations == (mark,)


def test_a_page_that_was_never_captured_comes_back_with_its_marks():
    note = make.annotation("note1", version_id=None, selector=None, span=None, state=AnchorState.ANCHORED)
    waiting = make.annotation("mark2", version_id=None, span=None, state=AnchorState.LOST)
    bundle = make.bundle(note, waiting, versions=(), url="urn:isbn:9780000000002", people=())
    (back,) = read(written(replace(bundle, article=Article(text="", blocks=()), bodies={})))
    assert (back.page, back.annotations) == (bundle.page, bundle.annotations)


@pytest.mark.parametrize("url", ["javascript:alert(1)", "data:text/html,x", "no address"])
def test_a_page_that_was_never_captured_still_has_an_address_that_no_browser_runs(url):
    bundle = make.bundle(versions=(), url=url, people=())
    (skipped,) = read(written(replace(bundle, article=Article(text="", blocks=()), bodies={})))
    assert skipped.why.startswith("url: expected an address")


def test_every_version_comes_back_with_its_article_and_its_page(bundle):
    older, newer = (
        make.article("The weir is old."),
        make.article("The weir is mended.", published=date(2026, 3, 4)),
    )
    page = replace(bundle.page, versions=(make.version("v1", of=older), make.version("v2", of=newer)))
    bodies = {"v1": Body(article=older, html="<p>old"), "v2": Body(article=newer, html="<p>new")}
    (back,) = read(written(replace(bundle, page=page, article=newer, annotations=(), bodies=bodies)))
    assert back.bodies == bodies
    assert back.article == newer


def test_a_library_without_pages_is_a_file_without_pages():
    assert read(written()) == []


def test_corrections_come_back_equal_after_the_pages(bundle):
    said = [make.correction(), make.correction("2", kind=None, is_text=False, deleted=make.NOON, revision=3)]
    assert read("".join(json_library.write([bundle], said))) == [bundle, *said]


def test_a_file_from_before_there_were_corrections_can_be_read(bundle):
    document = json.loads(written(bundle))
    del document["corrections"]
    assert read(json.dumps(document)) == [bundle]


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (lambda said: said.pop("shape"), "shape: is missing"),
        (lambda said: said.update(about="weather"), "about: expected one of text"),
        (lambda said: said.update(about=[]), "about: expected one of text"),
        (lambda said: said.update(is_text="yes"), 'is_text: expected true or false, got "yes"'),
        (lambda said: said.update(id="2"), "'2' is in this file twice"),
    ],
)
def test_a_bad_correction_is_skipped_with_the_reason_and_the_others_kept(change, says):
    both = json_library.write([], [make.correction("2"), make.correction("1")])
    document = json.loads("".join(both))
    change(document["corrections"][1])
    good, skipped = read(json.dumps(document))
    assert good == make.correction("2")
    assert says in skipped.why


def test_a_file_is_recognised_by_its_header(bundle):
    assert json_library.recognises(written(bundle))
    assert json_library.recognises("\ufeff" + written(bundle))
    assert not json_library.recognises('{"rows": []}')
    assert not json_library.recognises("# postil")


def test_a_byte_order_mark_before_the_file_does_no_harm(bundle):
    assert read("\ufeff" + written(bundle)) == [bundle]


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ('{"postil": {"kind": "library", "version": 1},\n "pages": [}', "line 2, column 12"),
        ('{"postil": {"kind": "library", "version": 1}, "pages": [', "broken JSON"),
        (
            '{"postil": {"kind": "library", "version": 2}, "pages": []}',
            "of version 2, and this Postil reads version 1",
        ),
        ('{"postil": {"kind": "library"}, "pages": []}', "of version None"),
        ('{"postil": {"kind": "library", "version": 1}}', "pages: expected a list"),
        ('{"postil": {"kind": "library", "version": 1}, "pages": {}}', "pages: expected a list"),
        (
            '{"postil": {"kind": "library", "version": 1}, "pages": [], "corrections": 1}',
            "corrections: expected a list",
        ),
        ('{"pages": []}', "lacks the header"),
        ('{"postil": 1, "pages": []}', "lacks the header"),
        ("[]", "expected a JSON object"),
        ("", "broken JSON"),
        ("[" * 100_000, "no JSON that can be read"),
        ('{"postil": NaN}', "NaN is no number in JSON"),
        ('{"postil": ' + "9" * 10_000 + "}", "no JSON that can be read"),
    ],
)
def test_a_file_that_can_not_be_read_is_refused_before_its_first_page(text, says):
    with pytest.raises(InvalidInput, match=says):
        json_library.read(text)


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (lambda page: page.pop("url"), "url: is missing"),
        (lambda page: page.update(url=7), "url: expected text, got 7"),
        (
            lambda page: page.update(url="javascript:alert(1)"),
            "url: expected an address that begins with http",
        ),
        (lambda page: page.update(colour="red"), "colour: unknown field"),
        (lambda page: page.update(words="many"), 'words: expected a whole number, got "many"'),
        (lambda page: page.update(words=True), "words: expected a whole number, got true"),
        (lambda page: page.update(title="\ud800"), "title: holds half a surrogate pair"),
        (lambda page: page.update(authors="Ines"), "authors: expected a list"),
        (lambda page: page.update(authors=[None]), "authors.0: expected text, got null"),
        (lambda page: page.update(published="soon"), "published: expected a day"),
        (
            lambda page: page.update(created="2026-03-01T12:00:00"),
            "created: expected an ISO 8601 time with a zone",
        ),
        (lambda page: page.update(versions=None), "versions: expected a list"),
        (lambda page: page.update(versions=[1]), "versions.0: expected an object"),
        (lambda page: page.update(versions=page["versions"] * 2), "versions: two have the same id"),
        (lambda page: page.update(addresses=["elsewhere.example"]), "addresses hold the key"),
        (lambda page: page.update(people=[{"id": "p1"}]), "people.0.name: is missing"),
        (lambda page: page["versions"][0].pop("html"), "html: is missing"),
        (
            lambda page: page["versions"][0].update(digest="00"),
            "digest: does not belong to the article's text",
        ),
        (
            lambda page: page["versions"][0]["article"]["blocks"][1].update(start=3),
            "article.blocks.1: is not where it says",
        ),
        (
            lambda page: page["versions"][0]["article"]["blocks"][1].update(start=-1),
            "article.blocks.1: is not where it says",
        ),
        (
            lambda page: page["versions"][0]["article"].update(canonical="file:///etc"),
            "article.canonical: expected an address",
        ),
        (
            lambda page: page["versions"][0]["article"]["blocks"][0].update(kind="shout"),
            'kind: expected one of paragraph, heading, quote, list_item, got "shout"',
        ),
    ],
)
def test_a_bad_page_is_skipped_with_the_reason_and_the_next_one_read(bundle, change, says):
    good = make.bundle(id="page2", key="b.example/x", addresses=("b.example/x",), url="https://b.example/x")
    document = json.loads(written(bundle, good))
    change(document["pages"][0])
    skipped, other = read(json.dumps(document))
    assert isinstance(skipped, Skipped)
    assert skipped.item.startswith("page 1")
    assert says in skipped.why
    assert other == good


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (lambda mark: mark.pop("selector"), "selector: is missing"),
        (lambda mark: mark["selector"].update(exact=""), "a selector needs the words it selects"),
        (lambda mark: mark.update(colour="beige"), "colour: expected one of yellow"),
        (lambda mark: mark.update(span=None), "a mark without a place is lost"),
        (lambda mark: mark.update(span={"start": 5, "end": 5}), "expected 0 <= start < end"),
        (lambda mark: mark.update(span={"start": 0, "end": 10**6}), "span: ends at 1000000"),
        (lambda mark: mark.update(page_id="another"), "not that of the page it is listed under"),
        (lambda mark: mark.update(version_id="v9"), "the page has no version 'v9'"),
        (lambda mark: mark.update(link="javascript:alert(1)"), "link: expected an address"),
        (lambda mark: mark.update(extra=[]), "extra: expected an object"),
        (lambda mark: mark.update(extra={"x": ["\udfff"]}), "extra: holds half a surrogate pair"),
        (lambda mark: mark.update(id="mark2"), "'mark2' is in this file twice"),
        (lambda mark: mark.update(mood="glad"), "mood: unknown field"),
    ],
)
def test_a_bad_mark_is_skipped_with_the_reason_and_the_others_kept(bundle, change, says):
    skipped, page = read(changed(bundle, lambda page: change(page["annotations"][0])))
    assert isinstance(skipped, Skipped)
    assert says in skipped.why
    assert len(page.annotations) == 1


def test_a_page_that_is_twice_in_a_file_is_read_once(bundle):
    again = replace(bundle, page=replace(bundle.page, id="page2"), annotations=())
    page, by_address = read(written(bundle, again))
    assert page == bundle
    assert "is in this file twice" in by_address.why


def test_a_page_that_is_no_object_is_skipped():
    (skipped,) = read('{"postil": {"kind": "library", "version": 1}, "pages": [1]}')
    assert skipped == Skipped("page 1", "page: expected an object")


def test_the_file_is_given_in_pieces_a_page_at_a_time(bundle):
    pieces = json_library.write([bundle, bundle])
    next(pieces)
    assert bundle.page.id in next(pieces)


def test_a_format_that_does_not_exist_is_refused_with_those_that_do():
    with pytest.raises(InvalidInput, match="'docx' is not one of markdown, csv, json"):
        find("docx")
