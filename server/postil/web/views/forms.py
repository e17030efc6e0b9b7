"""Forms of the web view: their fields as what the library takes."""

from datetime import date
from enum import StrEnum
from typing import TypeVar

from flask import request

from postil.errors import InvalidInput
from postil.library.annotations import AnnotationUpdate, Draft
from postil.models import Colour, Selector, Verdict
from postil.web.payloads import whole_number

Choice = TypeVar("Choice", bound=StrEnum)


def read_change() -> AnnotationUpdate:
    """Raises InvalidInput for a colour there is not."""
    form = request.form
    return AnnotationUpdate(
        colour=_colour(), note=_lines(form.get("note", "")), tags=_tags(form.get("tags", ""))
    )


def read_draft(page_id: str) -> Draft:
    """Raises InvalidInput for a form without words to mark, or with an offset that is no number."""
    form = request.form
    return Draft(
        page_id=page_id,
        selector=read_selector(),
        colour=_colour(),
        note=_lines(form.get("note", "")),
        tags=_tags(form.get("tags", "")),
    )


def read_correction() -> tuple[str, Verdict, str | None]:
    """The person's id, what is said of them, and who they are where that is it. Raises InvalidInput."""
    form = request.form
    says = read_choice(Verdict, "says", form.get("says", ""))
    return form.get("person", ""), says, form.get("who", "").strip() or None


def read_choice(choices: type[Choice], field: str, value: str) -> Choice:
    """The one of ``choices`` that ``value`` names. Raises InvalidInput."""
    if value not in set(choices):
        raise InvalidInput(field, f"expected one of {', '.join(choices)}, got {value!r}")
    return choices(value)


def read_day() -> date | None:
    """None where the form says no day, but takes back one that was said. Raises InvalidInput."""
    value = request.form.get("day", "").strip()
    if not value and "forget" in request.form:
        return None
    try:
        return date.fromisoformat(value)
    except ValueError:
        raise InvalidInput("day", f"expected a day like 2026-03-01, got {value!r}") from None


def read_selector() -> Selector:
    """The passage that the form names. Raises InvalidInput as ``read_draft``."""
    form = request.form
    quote = _lines(form.get("quote", ""))
    if not quote.strip():
        raise InvalidInput("quote", "select or paste the words to mark first")
    return Selector(
        exact=quote,
        prefix=_lines(form.get("prefix", "")),
        suffix=_lines(form.get("suffix", "")),
        start=_offset("start"),
        end=_offset("end"),
    )


def read_revision() -> int:
    """The revision that the form was made of. Raises InvalidInput."""
    revision = _offset("revision")
    if revision is None:
        raise InvalidInput("revision", "is missing from the form: reload the page")
    return revision


def _colour() -> Colour:
    return read_choice(Colour, "colour", request.form.get("colour", Colour.YELLOW))


def _offset(name: str) -> int | None:
    value = request.form.get(name, "")
    if not value:
        return None
    number = whole_number(value)
    if number is None:
        raise InvalidInput(name, "expected a whole number")
    return number


def _lines(text: str) -> str:
    """Forms send lines ended by CR LF, whatever the reader typed; a NUL is dropped."""
    return text.replace("\r\n", "\n").replace("\0", "")


def _tags(line: str) -> tuple[str, ...]:
    return tuple(filter(None, (tag.strip() for tag in _lines(line).split(","))))
