"""Hypothesis strategies: any bundle that a library could hold, with the nastiest text in it."""

from dataclasses import replace
from datetime import UTC, datetime

from hypothesis import strategies as some

from postil.formats.base import Bundle
from postil.models import AnchorState, Annotation, Body, Colour, Person, Selector, Span
from tests import make

# What Markdown, HTML, CSV, JSON or a terminal could take for its own, between ordinary words.
POISON = (
    *("=1+1", "+1", "-1", "@x", "'", "''=", '"', ",", ";", "\r\n", "\n", "\t", "\r", "\u2028"),
    *("# h", "> q", "- i", "1. n", "* * *", "---", "===", "```", "~~~", "`", "    code", "|", "|-|"),
    *("*b*", "_e_", "__b__", "~~s~~", "[l](javascript:x)", "![i](x)", "[^1]", "$x$", "$$", "==", "%%", "^"),
    *("<b>", "<!--", "-->", "</script>", "&lt;", "&#0;", "\\", "{", "}", "#tag"),
    *("\x00", "\x1b[31m", "\ufeff", "\u202e", "😀", "字", "é", "word", "said ", " "),
)

text = some.lists(some.sampled_from(POISON) | some.text(max_size=4), max_size=8).map("".join)
words = text.filter(lambda value: bool(value.strip()))
moments = some.datetimes(
    min_value=datetime(1990, 1, 1), max_value=datetime(2100, 1, 1), timezones=some.just(UTC)
)
names = some.text("abcdef0123456789", min_size=1, max_size=8)
json_values = some.recursive(
    some.none() | some.booleans() | some.integers() | text,
    lambda inner: some.lists(inner, max_size=3) | some.dictionaries(text, inner, max_size=3),
    max_leaves=6,
)
persons = some.builds(Person, id=names, name=text, qid=some.none() | names, description=text)


selectors = some.builds(Selector, exact=words, prefix=text, suffix=text, start=some.none() | some.just(3))


@some.composite
def annotations(draw, id: str, length: int) -> Annotation:
    span = draw(some.none() | some.integers(0, length - 1).map(lambda start: Span(start, length)))
    selector = draw(some.none() | selectors)
    span = span if selector else None
    states = (
        [AnchorState.ANCHORED]
        if selector is None
        else [AnchorState.LOST]
        if span is None
        else [state for state in AnchorState if state != AnchorState.LOST]
    )
    return Annotation(
        id=id,
        page_id="page1",
        version_id="v1",
        selector=selector,
        span=span,
        state=draw(some.sampled_from(states)),
        colour=draw(some.sampled_from(Colour)),
        note=draw(text),
        tags=tuple(draw(some.lists(words, max_size=3))),
        people=tuple(draw(some.lists(names, max_size=2))),
        said_by=draw(some.none() | names),
        created=draw(moments),
        updated=draw(moments),
        deleted=draw(some.none() | moments),
        revision=draw(some.integers(1, 10**6)),
        replies_to=tuple(draw(some.lists(names, max_size=2))),
        request_key=draw(some.none() | names),
        link=draw(some.just("") | text.map(lambda end: "https://courier.example/" + end)),
        extra=draw(some.dictionaries(text, json_values, max_size=3)),
    )


@some.composite
def bundles(draw) -> Bundle:
    older, newest = (
        make.article(),
        make.article(*draw(some.lists(words, min_size=1, max_size=3)), title=draw(text)),
    )
    newest = replace(
        newest,
        published=draw(some.none() | some.dates() | some.datetimes()),
        authors=tuple(draw(some.lists(text, max_size=2))),
        site=draw(some.none() | text),
    )
    versions = (make.version("v1", of=older), make.version("v2", of=newest))
    page = make.page(
        versions=versions,
        title=newest.title,
        authors=newest.authors,
        published=newest.published,
        site=newest.site,
        people=tuple(draw(some.lists(persons, max_size=3))),
    )
    count = draw(some.integers(0, 3))
    return Bundle(
        page=page,
        article=newest,
        annotations=tuple(draw(annotations(f"mark{n}", len(newest.text))) for n in range(count)),
        bodies={"v1": Body(article=older, html=draw(text)), "v2": Body(article=newest, html=draw(text))},
        names={person.id: person.name for person in page.people},
    )
