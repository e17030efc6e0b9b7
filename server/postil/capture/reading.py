"""A page's HTML, or plain text, read into an Article; or a sentence that says what was missing."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

from lxml import etree

from postil.capture import (
    body,
    bylines,
    clean,
    dates,
    lines,
    markup,
    metadata,
    plain,
    shown,
    soup,
    spelling,
    urls,
    walls,
)
from postil.capture.corrections import ReaderCorrections
from postil.capture.corrections import describe as describe_draft
from postil.capture.drafts import BlockDraft
from postil.capture.facts import PageFacts
from postil.capture.parts import Described, Part, ShownPart
from postil.errors import InvalidInput, NotAnArticle, TooLarge
from postil.models import Article, Block, Removed, TextCorrection

_FIELD = "html"

_TAG = re.compile(
    r"<(?:!doctype|\?xml|/?(?:html|head|body|meta|title|div|p|article|section|main|span|a|br|ul|ol|li|table|tr|td|"
    r"h[1-6]|blockquote|figure|img|b|i|em|strong|script|style|form|input|center|font|amp-\w+))\b[^<]{0,2000}?>",
    re.IGNORECASE,
)
_NOT_TEXT = re.compile(r"[\x00-\x08\x0e-\x1a\ufffd]")
_MOST_NOT_TEXT = 0.02  # share of characters; a page in a misread encoding has fewer than one in a hundred
_SAMPLE = 20_000  # characters: a file of another kind shows it at once
_FILE_MARKS = ("%PDF-", "\x89PNG", "GIF8", "PK\x03\x04", "\x7fELF")

_MOST_TAGS = 1_000_000  # each costs memory, up to a kilobyte all in all
_SHORTEST = 200  # letters; a brief of three sentences has more, a cookie notice or a login form seldom
_SHORTEST_IF_CALLED_ARTICLE = 80  # a page that says it is an article may be a bulletin of one sentence
_SIGNS = re.compile(r"[\W_]+|[A-Za-z0-9+/=]{200,}")  # no language has such words; encoded files do


def read(html: str, url: str | None = None, corrections: Sequence[TextCorrection] = ()) -> Article:
    """See ``postil.capture.extract``."""
    _check(html)
    said = ReaderCorrections(corrections)
    url = url and urls.without_login(url)
    if not _TAG.search(html):
        return _read_plain(html, url, said)
    try:
        return _read_page(html, url, said)
    except NotAnArticle as error:
        if not markup.is_too_deep(html):
            raise
        raise NotAnArticle(
            _FIELD,
            "the page nests its elements too deeply: an article is looked for down to "
            f"{markup.FOLLOWED:,} of them in one another, and there is none",
        ) from error


def describe(
    html: str, url: str | None, part: Part, corrections: Sequence[TextCorrection] = ()
) -> Described | None:
    """See ``postil.capture.describe``."""
    _check(html)
    said = ReaderCorrections(corrections)
    if _TAG.search(html):
        return describe_draft(_cleaned(html, url, said)[1], part, said)
    return plain.describe(html, part, said)


def parts(html: str, url: str | None, corrections: Sequence[TextCorrection] = ()) -> tuple[ShownPart, ...]:
    """See ``postil.capture.parts``."""
    _check(html)
    said = ReaderCorrections(corrections)
    judged: Iterable[tuple[str, Removed | None, bool]]
    if _TAG.search(html):
        found = _cleaned(html, url, said)[1]
        judged = [(draft.text, draft.removed, said.speaks_of(draft)) for draft in found]
    else:
        read_lines = plain.read(html, said).lines
        judged = [(text, removed, said.speaks_of_line(text, removed)) for text, removed in read_lines]
    seen: Counter[tuple[str, bool]] = Counter()
    shown = []
    for text, removed, is_said in judged:
        is_removed = removed is not None
        shown.append(ShownPart(Part(text, is_removed, seen[text, is_removed]), removed, is_said))
        seen[text, is_removed] += 1
    return tuple(shown)


def _check(html: str) -> None:
    if not isinstance(html, str):
        raise InvalidInput(_FIELD, f"is {type(html).__name__}, not text; bytes go through decode() first")
    if html.count("<") > _MOST_TAGS:
        raise TooLarge(
            _FIELD, f"the page has more than {_MOST_TAGS:,} tags; the largest real ones have 100,000"
        )
    _refuse_what_is_no_text(html)


def _refuse_what_is_no_text(html: str) -> None:
    if not html.strip():
        raise NotAnArticle(_FIELD, "the page is empty")
    sample = html[:_SAMPLE]
    if sample.startswith(_FILE_MARKS) or len(_NOT_TEXT.findall(sample)) > _MOST_NOT_TEXT * len(sample):
        raise NotAnArticle(
            _FIELD, "this is not a page or a text but a file of another kind, such as a picture or a PDF"
        )


def _read_plain(text: str, url: str | None, corrections: ReaderCorrections) -> Article:
    found = plain.read(text, corrections)
    _refuse_short(found.blocks, _SHORTEST, "the text")
    return Article(
        text=_joined(found.blocks),
        blocks=found.blocks,
        removed=found.removed,
        title=found.title,
        authors=found.authors,
        published=dates.published(found.dated, url),
        url=url,
        state=walls.state_of_text(found.blocks, (part.text for part in found.removed)),
    )


def _cleaned(
    html: str, url: str | None, corrections: ReaderCorrections
) -> tuple[metadata.Metadata, list[BlockDraft], etree._Element]:
    """What the page says of itself, its body's parts, and the element that holds the body."""
    root = markup.parse(html)
    if root is None:
        raise NotAnArticle(_FIELD, "the page holds no text")
    about = metadata.read(root, url)
    markup.drop_invisible(root)
    holder = body.find(root, about.title, about.body)
    if holder is None:
        raise NotAnArticle(_FIELD, "the page holds no text of the length of a sentence")
    if not any(map(bylines.is_name, about.authors)):
        about = replace(about, authors=shown.name_above(holder) or about.authors)
    here = about.canonical or url
    page = PageFacts(
        about.title,
        about.site or "",
        about.authors,
        lambda link: urls.is_same_site(link, here),
        is_article=about.is_article,
        is_live=about.is_live,
    )
    return about, clean.clean(soup.of(holder), page, corrections), holder


def _read_page(html: str, url: str | None, corrections: ReaderCorrections) -> Article:
    about, found, holder = _cleaned(html, url, corrections)
    blocks, removed = clean.blocks(found), clean.removed(found)
    _refuse_short(blocks, _SHORTEST_IF_CALLED_ARTICLE if about.is_article else _SHORTEST, "the page")
    above = [
        line for part in removed if part.why in (lines.BYLINE, lines.DATE) for line in part.text.splitlines()
    ]
    published = about.published or dates.published(above, None)
    return Article(
        text=_joined(blocks),
        blocks=blocks,
        removed=tuple(removed),
        title=about.title,
        authors=about.authors or bylines.written(above),
        published=published,
        revised=about.revised if published and about.revised and about.revised > published else None,
        site=about.site,
        language=about.language,
        url=url,
        canonical=about.canonical,
        state=walls.state(about, blocks, (part.text for part in removed if part.why != clean.HIDDEN), holder),
    )


def _refuse_short(blocks: Sequence[Block], shortest: int, thing: str) -> None:
    worth = 0
    for block in blocks:
        worth += _worth(block.text)
        if worth >= shortest:
            return
    raise NotAnArticle(
        _FIELD,
        f"{thing} holds no article: it has {worth} letters of running text, and an article {shortest}",
    )


def _worth(text: str) -> int:
    signs = len(text) - len(_SIGNS.sub("", text))
    return spelling.weight(text) - signs


def _joined(blocks: Sequence[Block]) -> str:
    return "\n\n".join(block.text for block in blocks)
