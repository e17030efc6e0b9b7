import json
from datetime import UTC, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from postil.models import AccessToken, AnchorState, Annotation, Article, Body, Page, Session, Span
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


def test_a_moment_of_publication_survives_a_body():
    article = make.body().article
    moment = Article(text=article.text, blocks=article.blocks, published=make.NOON)
    body = Body(article=moment, html="")
    assert records.read_body(over_json(records.write_body(body))) == body


def test_tokens_and_sessions_survive_their_records():
    token: AccessToken = make.token(origin="")
    session: Session = make.session()
    assert records.read_token(over_json(records.write_token(token))) == token
    assert records.read_session(over_json(records.write_session(session))) == session


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
        records.write_body(make.body()),
        records.write_correction(make.correction()),
        records.write_correction(make.person_correction()),
    ],
)
def test_every_record_carries_its_schema_version(record):
    assert record["schema"] == records.SCHEMA
