"""Markdown: a heading a page, then each passage as a quotation with its note, to read and to keep.

Every value stands for itself: what in it would be Markdown or HTML is escaped, so that neither a headline
nor a note can break the file. CommonMark, and what GitHub and Obsidian add to it, is what counts.
"""

import re
from collections.abc import Iterable, Iterator
from datetime import date

from postil.formats.base import Bundle, Format
from postil.models import AnchorState, Annotation, Page

_INLINE = re.compile(
    r"[\\`*\[\]<^]"
    r"|(?<![^\W_])[_~]|[_~](?![^\W_])"  # inside a word they are harmless, and addresses are full of them
    r"|&(?=#?\w+;)|=(?==)|%(?=%)"
    r"|\$(?!\d)"  # a sum of money can't end a formula
    r"|(?<=\s)#"
)
# Headings, lists, rules, tables and quotations begin a line.
_LINE_START = re.compile(r"^(?:\d{1,9}(?=[.)](?:\s|$))|(?=[#+\-=:>|]))")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")
_BREAK = "  \n"  # two spaces: a line break to every renderer
_NO_BREAK_SPACE = "\u00a0"

_STATES = {
    AnchorState.CHANGED: "the article has other words here by now",
    AnchorState.LOST: "no longer in the article",
}


def write(bundles: Iterable[Bundle]) -> Iterator[str]:
    for bundle in bundles:
        yield _header(bundle.page)
        for mark in bundle.annotations:
            yield _mark(mark, bundle)


def _header(page: Page) -> str:
    facts = [_line(page.site or ""), _day(page.dated), _line(", ".join(page.authors))]
    source = " · ".join(fact for fact in facts if fact)
    lines = [f"# {_line(page.title) or _line(page.url)}", source, _address(page.url, "The article")]
    return "\n\n".join(filter(None, lines)) + "\n\n"


def _mark(mark: Annotation, bundle: Bundle) -> str:
    quotation = "\n".join(f"> {line}".rstrip(" ") for line in _lines(mark.quote)) if mark.quote else ""
    parts = [quotation, _note(mark.note), _about(mark, bundle)]
    return "\n\n".join(filter(None, parts)) + "\n\n"


def _note(note: str) -> str:
    """The note with its paragraphs and its line breaks."""
    return re.sub(r"(?<=[^\n])\n(?=[^\n])", _BREAK, "\n".join(_lines(note.strip())))


def _about(mark: Annotation, bundle: Bundle) -> str:
    names = bundle.names
    facts = [
        mark.colour.value,
        f"tags: {', '.join(map(_line, mark.tags))}" if mark.tags else "",
        _kind(mark),
        f"said by {_line(names.get(mark.said_by, mark.said_by))}" if mark.said_by else "",
        f"marked {_day(mark.created)}",
        _STATES.get(mark.state, ""),
        _address(mark.link, "In the article") if mark.span else "",
    ]
    return "*" + " · ".join(fact for fact in facts if fact) + "*"


def _kind(mark: Annotation) -> str:
    if mark.replies_to:
        return "a reply"
    return "" if mark.selector else "about the whole"


def _day(day: date | None) -> str:
    """The day alone; a datetime is a date too."""
    return day.isoformat()[: len("2026-03-01")] if day else ""


def _line(value: str) -> str:
    """``value`` in one line."""
    return _escape(" ".join(value.split()))


def _lines(value: str) -> list[str]:
    return [_escape(line.rstrip()) for line in value.splitlines()]


def _escape(line: str) -> str:
    line = _CONTROL.sub("", line)
    indent = len(line) - len(line.lstrip(" \t"))
    text = _INLINE.sub(lambda sign: "\\" + sign[0], line[indent:])
    text = _LINE_START.sub(r"\g<0>\\", text)
    # Four spaces before it would make it code.
    return _NO_BREAK_SPACE * indent + text


def _address(url: str, words: str) -> str:
    """A link with ``words``; the bare words of an address that no browser should follow."""
    if not re.match(r"https?://", url, re.IGNORECASE):
        return _line(url)
    for sign in ("\\", "<", ">", "(", ")", '"', "`", "|"):
        url = url.replace(sign, f"%{ord(sign):02X}")
    url = re.sub(r"&(?=#?\w+;)", r"\\&", "".join(_CONTROL.sub("", url).split()))
    return f"[{words}]({url})"


FORMAT = Format(
    name="markdown",
    suffix=".md",
    media_type="text/markdown",
    title="Markdown: articles as headings, marks as quotations with notes",
    write=write,
)
