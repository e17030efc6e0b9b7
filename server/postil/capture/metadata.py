"""What a page says of its article beside the text: title, authors, day, outlet, language, address."""

import html
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice
from urllib.parse import urljoin

from lxml import etree

from postil.capture import bylines, dates, jsonld, markup, shown, spelling, urls
from postil.capture.whitespace import squeeze

_TOLD_IN = ("meta", "link", "script", "title", "h1", "h2", "time")
_MOST_TIMES = 12

_TITLES = ("og:title", "twitter:title", "headline", "dc.title", "parsely-title", "sailthru.title")
_AUTHORS = (
    "author",
    "article:author",
    "parsely-author",
    "sailthru.author",
    "dc.creator",
    "dcterms.creator",
    "byl",
    "cxenseparse:author",
    "twitter:misc:written by",
    "citation_author",
)
_DATES = (
    "article:published_time",
    "datepublished",
    "parsely-pub-date",
    "sailthru.date",
    "article:published",
    "article:published:time",
    "og:published_time",
    "published_time",
    "pubdate",
    "publishdate",
    "publish-date",
    "publication_date",
    "article_date_original",
    "dc.date.issued",
    "dc.date.created",
    "dcterms.issued",
    "dcterms.created",
    "dcterms.date",
    "dc.date",
    "cxenseparse:recs:publishtime",
    "citation_publication_date",
    "date",
)
_REVISIONS = (
    "article:modified_time",
    "og:updated_time",
    "datemodified",
    "dcterms.modified",
    "dc.date.modified",
    "lastmod",
)
_SITES = ("og:site_name", "application-name", "publisher", "dc.publisher")
_LANGUAGES = ("content-language", "og:locale", "inlanguage", "dc.language")

_LOCKED = frozenset({"locked", "metered"})

_WRITTEN_BY = re.compile(
    r"(?:written|geschrieben|verfasst|escrito|écrit|scritto|por|von|autor|author|by)\b", re.IGNORECASE
)
_SEPARATOR = re.compile(r"\s+[|–—\-:»·•]+\s+|\s*[|｜]\s*|--|：(?=[^：]+$)")
_LANGUAGE = re.compile(r"^[a-z]{2,3}(?:[-_][A-Za-z0-9]{2,8})*$", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Metadata:
    """See ``models.Article``. ``is_article``: whether the page calls itself one; ``body``: its own copy.

    ``revised``: the day on which it says that it was changed last, be it before ``published``.

    ``is_live``: whether it is a row of posts, each with its time.

    That copy, where there is one, is for comparison: it runs captions and labels into the text.
    ``words``: how many it says it has, 0 for no such number. ``is_locked``: whether it is for subscribers.
    """

    title: str
    authors: tuple[str, ...]
    published: date | None
    revised: date | None
    site: str | None
    language: str | None
    canonical: str | None
    is_article: bool
    is_live: bool
    body: str
    words: int
    is_locked: bool


def read(root: etree._Element, url: str | None) -> Metadata:
    """What the page under ``root`` says of itself. Scripts must still be in it."""
    told = _told(root)
    meta = _meta(told["meta"])
    node = jsonld.article(told["script"])
    canonical = _canonical(told["link"], meta, url)
    site = _site(meta, node)
    title = _title(told, meta, node, site)
    return Metadata(
        title=title,
        authors=_authors(root, title, meta, node, (site or "", urls.name_of_site(canonical or url))),
        published=dates.published(_dates(told["time"], meta, node), canonical or url, shown.days(root, title))
        or dates.published(jsonld.page_dates(told["script"]), None)
        or dates.published(shown.dated(root, title), None),
        revised=dates.published((jsonld.text(node.get("dateModified")), *_all(meta, _REVISIONS)), None),
        site=site,
        language=_language(root, meta, node),
        canonical=canonical,
        body=jsonld.text(node.get("articleBody")),
        words=_number(node.get("wordCount")),
        is_locked=_is_locked(meta, node),
        is_live=jsonld.is_live(node),
        is_article=bool(node) or meta.get("og:type", [""])[0].lower() == "article",
    )


def _told(root: etree._Element) -> dict[str, list[etree._Element]]:
    """The elements in which pages tell of themselves, by their tag: one walk over the page for all."""
    found: dict[str, list[etree._Element]] = {tag: [] for tag in _TOLD_IN}
    for element in root.iter(*_TOLD_IN):
        found[element.tag].append(element)
    return found


def _meta(elements: Iterable[etree._Element]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for element in elements:
        content = squeeze(element.get("content") or "")
        for attribute in ("property", "name", "itemprop", "http-equiv"):
            name = element.get(attribute)
            if name and content:
                found.setdefault(name.lower(), []).append(content)
    return found


def _all(meta: dict[str, list[str]], names: tuple[str, ...]) -> Iterator[str]:
    for name in names:
        yield from meta.get(name, ())


def _title(
    told: Mapping[str, Sequence[etree._Element]],
    meta: dict[str, list[str]],
    node: jsonld.JsonObject,
    site: str | None,
) -> str:
    """The headline that a reader sees: the one of those told that stands in a heading, with its kicker.

    JSON-LD's goes first where several stand in one. Where none does, it is JSON-LD's, or else the first told.
    """
    headings = [heading for element in told["h1"] if (heading := markup.text(element))]
    in_head = squeeze(told["title"][0].text or "") if told["title"] else ""
    headline = squeeze(html.unescape(jsonld.text(node.get("headline"))))
    outlet = spelling.letters(site or "")
    stated = [
        title
        for title in map(html.unescape, _all(meta, _TITLES))
        if spelling.letters(title) not in ("", outlet)
    ]
    shown = [spelling.letters(markup.text(element)) for element in _headings_of_article(told)]
    agreed = [title for title in stated if any(_is_headline(heading, title) for heading in shown)]
    fuller = [title for title in agreed if headline and _adds_a_kicker(title, headline)]
    first = [headline] if spelling.letters(headline) in shown else agreed
    title = next((title for title in (*fuller, *first, headline, *stated, *headings, in_head) if title), "")
    return _without_outlet(title, site, headings)


def _headings_of_article(told: Mapping[str, Sequence[etree._Element]]) -> list[etree._Element]:
    """The headings in which its headline may be: not those on the way to it from the outlet's front page."""
    return [heading for tag in ("h1", "h2") for heading in told[tag] if not _is_in_breadcrumbs(heading)]


def _is_in_breadcrumbs(heading: etree._Element) -> bool:
    return any(
        element.tag in ("nav", "li") or "breadcrumb" in (element.get("class") or "").lower()
        for element in (heading, *heading.iterancestors())
    )


def _without_outlet(title: str, site: str | None, headings: list[str]) -> str:
    """``title`` without the outlet's name at its end, or what else the page's own heading does not hold."""
    for heading in headings:
        if heading and spelling.letters(heading) == spelling.letters(title):
            return title
    title = _without_section(title, headings)
    cuts = list(_SEPARATOR.finditer(title))
    for cut in cuts:
        before, after = title[: cut.start()].strip(), title[cut.end() :].strip()
        if not before or not after:
            continue
        is_heading = any(spelling.letters(before) == spelling.letters(heading) for heading in headings)
        is_outlet = site is not None and spelling.letters(site) in (
            spelling.letters(after),
            spelling.letters(after.split(".")[0]),
        )
        if is_heading or is_outlet:
            return before
    return title


def _without_section(title: str, headings: list[str]) -> str:
    """``title`` without what stands before the headline, if both are headings of the page."""
    cut = _SEPARATOR.search(title)
    if cut is None:
        return title
    first, others = title[: cut.start()], spelling.letters(title[cut.end() :])
    said = [spelling.letters(heading) for heading in headings]
    is_section = spelling.letters(first) in said and any(
        heading and others.startswith(heading) for heading in said
    )
    return title[cut.end() :] if is_section else title


def _is_headline(heading: str, title: str) -> bool:
    """Whether ``title`` is the heading, whose letters alone are told, or what follows a kicker in it."""
    end = spelling.letters(title)
    return heading.endswith(end) and 2 * len(end) >= len(heading)


def _adds_a_kicker(title: str, headline: str) -> bool:
    whole, end = spelling.letters(title), spelling.letters(headline)
    return len(whole) > len(end) and whole.endswith(end)


def _authors(
    root: etree._Element,
    title: str,
    meta: dict[str, list[str]],
    node: jsonld.JsonObject,
    owners: tuple[str, ...],
) -> tuple[str, ...]:
    """As JSON-LD has them; where that names no writer, the persons that anything else names.

    No writers are organisations, and those whom the page itself shows as the article's editors.
    """
    first = bylines.from_json_ld(node)
    if first and not bylines.are_organisations(node, owners) and not set(first) <= set(shown.editors(root)):
        return first
    for others in _other_authors(root, title, meta):
        persons = [name for name in others if bylines.is_name(name) and not bylines.is_owner(name, owners)]
        if persons:
            return others
        first = first or others
    return first


def _other_authors(root: etree._Element, title: str, meta: dict[str, list[str]]) -> Iterator[tuple[str, ...]]:
    for name in _AUTHORS:
        yield bylines.names(meta.get(name, ()))
    for label, data in (("twitter:label1", "twitter:data1"), ("twitter:label2", "twitter:data2")):
        if any(_WRITTEN_BY.match(text) for text in meta.get(label, ())):
            yield bylines.names(meta.get(data, ()))
    yield from shown.authors(root, title)


def _dates(
    times: Iterable[etree._Element], meta: dict[str, list[str]], node: jsonld.JsonObject
) -> Iterator[str]:
    for key in ("datePublished", "dateCreated", "uploadDate"):
        yield jsonld.text(node.get(key))
    yield from _all(meta, _DATES)
    for element in islice(times, _MOST_TIMES):
        yield element.get("datetime") or markup.text(element)


def _site(meta: dict[str, list[str]], node: jsonld.JsonObject) -> str | None:
    publisher = node.get("publisher")
    named = jsonld.text(publisher.get("name")) if isinstance(publisher, dict) else ""
    return next(_all(meta, _SITES[:1]), None) or squeeze(named) or next(_all(meta, _SITES[1:]), None)


def _language(root: etree._Element, meta: dict[str, list[str]], node: jsonld.JsonObject) -> str | None:
    """A language tag as in RFC 5646; None when the page gives none."""
    stated = [root.get("lang"), root.get("{http://www.w3.org/XML/1998/namespace}lang"), root.get("xml:lang")]
    for value in (*stated, jsonld.text(node.get("inLanguage")), *_all(meta, _LANGUAGES)):
        if value and _LANGUAGE.match(value.strip()):
            return value.strip().replace("_", "-")
    return None


def _number(value: object) -> int:
    """A count as JSON-LD has it, as a number or as text; 0 for what is none."""
    found = re.fullmatch(r"[0-9]{1,9}", str(value))
    return int(found.group()) if found else 0


def _is_locked(meta: dict[str, list[str]], node: jsonld.JsonObject) -> bool:
    is_free = str(node.get("isAccessibleForFree", True)).lower()
    return is_free == "false" or any(tier.lower() in _LOCKED for tier in meta.get("article:content_tier", ()))


def _canonical(links: Iterable[etree._Element], meta: dict[str, list[str]], url: str | None) -> str | None:
    linked = [link.get("href") for link in links if (link.get("rel") or "").lower() == "canonical"]
    for stated in (*linked, *meta.get("og:url", ())):
        if not stated:
            continue
        try:
            address = urljoin(url or "", squeeze(stated))
        except ValueError:  # brackets in the host that hold no address of the sixth version
            continue
        if urls.believable_canonical(address, url):
            return address
    return None
