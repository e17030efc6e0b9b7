"""JSON: everything in a library, to keep and to restore. A line a page.

    {"postil": {"kind": "library", "version": 1}, "pages": [
    {"id", "url", …, "versions": [{"id", "captured", "digest", "article", "html"}], "annotations": [{…}]},
    …
    ], "corrections": [
    {"about", "id", …},
    …
    ]}

The fields are those of ``postil.models``; deleted marks and a foreign client's own fields are among them.
"""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from hashlib import sha256
from itertools import chain
from typing import Any, NoReturn

from postil.codec import Codec
from postil.errors import InvalidInput
from postil.formats.base import Bundle, Format, Skipped
from postil.models import CORRECTIONS, Annotation, Article, Body, Correction, Page, Version

KIND = "library"
VERSION = 1  # raised when what a field means changes

CODEC = Codec()

_FILE = "file"
_HEADER_LENGTH = 400  # characters in which the header must begin
_THING = re.compile(r"[a-z][a-z0-9+.-]*:[^\s<>\"]", re.IGNORECASE)
_RUNNABLE = re.compile(r"(?:about|blob|data|javascript|vbscript):", re.IGNORECASE)
_WEB_ADDRESS = re.compile(r"https?://[^\s/]", re.IGNORECASE)


def write(bundles: Iterable[Bundle], corrections: Iterable[Correction] = ()) -> Iterator[str]:
    yield f'{{"postil": {{"kind": "{KIND}", "version": {VERSION}}}, "pages": [\n'
    yield from _lines(map(_page_out, bundles))
    yield '\n], "corrections": [\n'
    yield from _lines({"about": correction.about} | CODEC.dump(correction) for correction in corrections)
    yield "\n]}\n"


def _lines(items: Iterable[dict[str, Any]]) -> Iterator[str]:
    separator = ""
    for item in items:
        yield separator + json.dumps(item, ensure_ascii=False)
        separator = ",\n"


def _page_out(bundle: Bundle) -> dict[str, Any]:
    versions = [
        CODEC.dump(version) | {"article": CODEC.dump(body.article), "html": body.html}
        for version, body in ((version, bundle.bodies[version.id]) for version in bundle.page.versions)
    ]
    marks = [CODEC.dump(mark) for mark in bundle.annotations]
    return {**CODEC.dump(bundle.page), "versions": versions, "annotations": marks}


def recognises(text: str) -> bool:
    start = text[:_HEADER_LENGTH].lstrip("\ufeff \t\r\n")
    return start.startswith("{") and '"postil"' in start


def read(text: str) -> Iterator[Bundle | Correction | Skipped]:
    """The pages of a library file, then its corrections; a file without those has none.

    Raises InvalidInput, before the first page, for a file that is broken, or not of this kind and version.
    """
    document = _parse(text)
    header = document.get("postil")
    if not isinstance(header, dict) or header.get("kind") != KIND:
        raise InvalidInput(
            _FILE, 'is no library of Postil: it lacks the header {"postil": {"kind": "library"}}'
        )
    if header.get("version") != VERSION:
        raise InvalidInput(
            _FILE, f"is of version {header.get('version')!r}, and this Postil reads version {VERSION}"
        )
    pages = document.get("pages")
    if not isinstance(pages, list):
        raise InvalidInput("pages", "expected a list")
    corrections = document.get("corrections", [])
    if not isinstance(corrections, list):
        raise InvalidInput("corrections", "expected a list")
    return chain(_read_pages(pages), _read_corrections(corrections))


def _parse(text: str) -> Mapping[str, Any]:
    try:
        document = json.loads(text.removeprefix("\ufeff"), parse_constant=_refuse_constant)
    except json.JSONDecodeError as problem:
        raise InvalidInput(
            _FILE, f"is broken JSON: {problem.msg} at line {problem.lineno}, column {problem.colno}"
        ) from problem
    except (ValueError, RecursionError) as problem:
        raise InvalidInput(_FILE, f"is no JSON that can be read: {problem}") from problem
    if not isinstance(document, dict):
        raise InvalidInput(_FILE, "expected a JSON object")
    return document


def _refuse_constant(name: str) -> NoReturn:
    raise ValueError(f"{name} is no number in JSON")


def _read_pages(pages: list[object]) -> Iterator[Bundle | Skipped]:
    seen: set[tuple[str, str]] = set()
    for number, given in enumerate(pages, start=1):
        try:
            bundle, marks = _read_page(given)
            _once(seen, ("id", bundle.page.id), *(("address", key) for key in bundle.page.addresses))
        except InvalidInput as problem:
            yield Skipped(_called("page", number, given, "url"), str(problem))
            continue
        kept = []
        for mark_number, mark_given in enumerate(marks, start=1):
            try:
                mark = _read_mark(mark_given, bundle)
                _once(seen, ("mark", mark.id))
                kept.append(mark)
            except InvalidInput as problem:
                item = _called("mark", mark_number, mark_given, "id")
                yield Skipped(f"{item} on {bundle.page.url}", str(problem))
        yield replace(bundle, annotations=tuple(kept))


def _read_page(given: object) -> tuple[Bundle, list[object]]:
    """The page without its marks, and those as they came."""
    if not isinstance(given, dict):
        raise InvalidInput("page", "expected an object")
    fields = dict(given)
    marks = fields.pop("annotations", [])
    versions = fields.get("versions")
    if not isinstance(marks, list) or not isinstance(versions, list):
        raise InvalidInput("versions", "expected a list, and so for annotations")
    read = [_read_version(version, f"versions.{index}") for index, version in enumerate(versions)]
    page = CODEC.load(Page, fields | {"versions": [CODEC.dump(version) for version, body in read]})
    if read:
        _check_address("url", page.url)
    else:
        _check_name(page)
    bodies = {version.id: body for version, body in read}
    if len(bodies) < len(read):
        raise InvalidInput("versions", "two have the same id")
    article = bodies[page.newest.id].article if page.newest else Article(text="", blocks=())
    names = {person.id: person.name for person in page.people}
    return Bundle(page=page, article=article, annotations=(), bodies=bodies, names=names), marks


def _read_version(given: object, where: str) -> tuple[Version, Body]:
    if not isinstance(given, dict):
        raise InvalidInput(where, "expected an object")
    fields = dict(given)
    content = {name: fields.pop(name) for name in ("article", "html") if name in fields}
    version, body = CODEC.load(Version, fields, where), CODEC.load(Body, content, where)
    _check_article(body.article, f"{where}.article")
    if version.digest != sha256(body.article.text.encode()).hexdigest():
        raise InvalidInput(f"{where}.digest", "does not belong to the article's text")
    return version, body


def _check_article(article: Article, where: str) -> None:
    for name, address in (("url", article.url), ("canonical", article.canonical)):
        if address is not None:
            _check_address(f"{where}.{name}", address)
    for index, block in enumerate(article.blocks):
        if block.start < 0 or not article.text.startswith(block.text, block.start):
            raise InvalidInput(f"{where}.blocks.{index}", "is not where it says in the article's text")


def _read_mark(given: object, bundle: Bundle) -> Annotation:
    mark = CODEC.load(Annotation, given)
    if mark.page_id != bundle.page.id:
        raise InvalidInput("page_id", f"is {mark.page_id!r}, not that of the page it is listed under")
    if mark.version_id is not None and mark.version_id not in bundle.bodies:
        raise InvalidInput("version_id", f"the page has no version {mark.version_id!r}")
    for former in mark.former:
        if former.version_id is not None and former.version_id not in bundle.bodies:
            raise InvalidInput("former", f"the page has no version {former.version_id!r}")
    if mark.span and mark.span.end > len(bundle.article.text):
        raise InvalidInput("span", f"ends at {mark.span.end}, after the article's text")
    if mark.link:
        _check_address("link", mark.link)
    return mark


def _check_name(page: Page) -> None:
    """A page known by its address alone may be a file or a book; a browser still runs none of these."""
    if not _THING.match(page.url) or _RUNNABLE.match(page.url):
        raise InvalidInput("url", "expected an address or another IRI")


def _read_corrections(corrections: list[object]) -> Iterator[Correction | Skipped]:
    seen: set[tuple[str, str]] = set()
    for number, given in enumerate(corrections, start=1):
        try:
            correction = _read_correction(given)
            _once(seen, ("correction", correction.id))
            yield correction
        except InvalidInput as problem:
            yield Skipped(_called("correction", number, given, "id"), str(problem))


def _read_correction(given: object) -> Correction:
    if not isinstance(given, dict):
        raise InvalidInput("correction", "expected an object")
    fields = dict(given)
    about = fields.pop("about", None)
    kind = CORRECTIONS.get(about) if isinstance(about, str) else None
    if kind is None:
        raise InvalidInput("about", f"expected one of {', '.join(CORRECTIONS)}")
    return CODEC.load(kind, fields)


def _check_address(where: str, address: str) -> None:
    """Addresses become links: nothing that a browser would run may pass for one."""
    if not _WEB_ADDRESS.match(address):
        raise InvalidInput(where, "expected an address that begins with http:// or https://")


def _once(seen: set[tuple[str, str]], *names: tuple[str, str]) -> None:
    for kind, name in names:
        if (kind, name) in seen:
            raise InvalidInput(kind, f"{name!r} is in this file twice")
    seen.update(names)


def _called(kind: str, number: int, given: object, name: str) -> str:
    """How a report names a part that may be broken in any way."""
    called = given.get(name) if isinstance(given, dict) else None
    return f"{kind} {number}, {called}" if isinstance(called, str) else f"{kind} {number}"


FORMAT = Format(
    name="json",
    suffix=".json",
    media_type="application/json",
    title="JSON: the whole library, to keep and to restore",
    write=write,
    read=read,
    recognises=recognises,
    write_whole=write,
)
