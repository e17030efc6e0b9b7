import json
from datetime import UTC, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from postil.models import (
    AccessToken,
    AnchorState,
    Annotation,
    Article,
    Colour,
    FormerPlace,
    Page,
    Person,
    Selector,
    Session,
    Span,
    Verdict,
)
from postil.store import records
from tests.store import make

TIMES = st.datetimes(timezones=st.just(UTC))
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=6,
)
ANNOTATIONS = st.builds(
    Annotation,
    span=st.builds(lambda start, size: Span(start, start + size), st.integers(0), st.integers(1)),
    state=st.sampled_from([state for state in AnchorState if state is not AnchorState.LOST]),
    selector=st.just(make.mark().selector),
    created=TIMES,
    updated=TIMES,
    deleted=st.none() | TIMES,
    note=st.text(),
    tags=st.lists(st.text()).map(tuple),
    people=st.lists(st.text()).map(tuple),
    said_by=st.none() | st.text(),
    request_key=st.none() | st.text(),
    request_digest=st.none() | st.text(),
    revision=st.integers(),
    link=st.text(),
    extra=st.dictionaries(st.text(), JSON),
)


def over_json(record):
    return json.loads(json.dumps(record))


@given(ANNOTATIONS)
def test_a_mark_of_any_content_survives_its_record(annotation):
    assert records.read_annotation(over_json(records.write_annotation(annotation))) == annotation


@given(
    st.builds(
        lambda **fields: make.page(**fields),
        title=st.text(),
        authors=st.lists(st.text()).map(tuple),
        published=st.none() | st.dates(),
        site=st.none() | st.text(),
        language=st.none() | st.text(),
        words=st.integers(0),
        created=TIMES,
        updated=TIMES,
        people=st.just(()),
        revision=st.integers(1),
    )
)
def test_a_page_of_any_content_survives_its_record(page: Page):
    assert records.read_page(over_json(records.write_page(page))) == page


def test_a_moment_of_publication_survives_an_article():
    article = make.body().article
    moment = Article(text=article.text, blocks=article.blocks, published=make.NOON)
    assert records.read_article(over_json(records.write_article(moment))) == moment


def test_tokens_and_sessions_survive_their_records():
    token: AccessToken = make.token(origin="")
    session: Session = make.session()
    assert records.read(AccessToken, over_json(records.write(token))) == token
    assert records.read(Session, over_json(records.write(session))) == session


@given(TIMES, TIMES)
def test_times_sort_as_text_as_they_sort_as_times(one, two):
    assert (records.write_time(one) < records.write_time(two)) == (one < two)


def test_a_time_of_another_zone_is_kept_as_the_same_moment():
    there = make.NOON.astimezone(timezone(timedelta(hours=9)))
    assert records.write_time(there) == records.write_time(make.NOON)


@pytest.mark.parametrize(
    "record",
    [
        records.write_page(make.page()),
        records.write_annotation(make.mark()),
        records.write_article(make.body().article),
        records.write_correction(make.correction()),
        records.write_correction(make.person_correction()),
    ],
)
def test_every_record_carries_its_schema_version(record):
    assert record["schema"] == records.SCHEMA


def test_a_page_of_an_earlier_version_is_read_as_it_was():
    record = {
        "schema": 1,
        "id": "p",
        "key": "https://paper.example/p",
        "addresses": ["https://paper.example/p"],
        "url": "https://paper.example/p",
        "published": "2026-03-13T07:30:00+01:00",
        "words": 12,
        "versions": [
            {"id": "v1", "captured": "2026-03-14T12:00:00.000000Z", "digest": "5e"},
            {"id": "v2", "captured": "2026-03-14T13:00:00.000000Z", "digest": "6f", "corrected": True},
        ],
        "created": "2026-03-14T12:00:00.000000Z",
        "updated": "2026-03-14T12:00:00.000000Z",
        "people": [{"id": "p1", "name": "Mara Lind", "qid": None, "description": ""}],
        "revision": 3,
    }
    page = records.read_page(record)
    assert (page.title, page.authors, page.site, page.revision) == ("", (), None, 3)
    assert page.published == make.NOON.replace(day=13, hour=6, minute=30)
    assert [version.corrected for version in page.versions] == [False, True]
    assert page.people == (Person(id="p1", name="Mara Lind"),)


def test_a_mark_of_an_earlier_version_is_read_as_it_was():
    record = {
        "schema": 1,
        "id": "m",
        "page_id": "p",
        "version_id": "v1",
        "exact": "The ferry",
        "suffix": " will run",
        "hint": [0, 9],
        "span": [0, 9],
        "colour": "green",
        "created": "2026-03-14T12:00:00.000000Z",
        "updated": "2026-03-14T12:00:00.000000Z",
        "revision": 2,
        "former": [{"schema": 1, "version_id": "v0", "exact": "A ferry", "hint": [3, None]}],
    }
    mark = records.read_annotation(record)
    assert (mark.state, mark.colour, mark.span) == (AnchorState.ANCHORED, Colour.GREEN, Span(0, 9))
    assert mark.selector == Selector(exact="The ferry", suffix=" will run", start=0, end=9)
    assert mark.former == (FormerPlace(selector=Selector(exact="A ferry", start=3), version_id="v0"),)
    written = records.write_annotation(mark)
    assert {name: written[name] for name in record if name != "former"} == {
        name: value for name, value in record.items() if name != "former"
    }


def test_a_note_of_an_earlier_version_on_a_page_that_was_never_captured_is_read_as_it_was():
    record = {
        "schema": 1,
        "id": "m",
        "page_id": "p",
        "note": "to read",
        "created": "2026-03-14T12:00:00.000000Z",
        "updated": "2026-03-14T12:00:00.000000Z",
        "revision": 1,
    }
    mark = records.read_annotation(record)
    assert (mark.selector, mark.span, mark.version_id, mark.note) == (None, None, None, "to read")


def test_corrections_of_an_earlier_version_are_read_as_they_were():
    when = {"created": "2026-03-14T12:00:00.000000Z", "updated": "2026-03-14T12:00:00.000000Z"}
    of_text = {"schema": 1, "about": "text", "id": "c", "scope": "paper.example", **when, "revision": 1}
    of_text |= {"shape": "p.note", "is_text": False, "example": "A ferry.", "page_id": "p"}
    of_person = {"schema": 1, "about": "person", "id": "d", "scope": "mara lind", **when, "revision": 1}
    of_person |= {"verdict": "not_a_person", "name": "Mara Lind", "page_id": "p"}
    assert records.read_correction(of_text) == make.correction(
        "c", shape="p.note", kind=None, is_text=False, example="A ferry.", page_id="p"
    )
    assert records.read_correction(of_person) == make.person_correction(
        "d",
        scope="mara lind",
        verdict=Verdict.NOT_A_PERSON,
        name="Mara Lind",
        person=None,
        page_id="p",
    )
