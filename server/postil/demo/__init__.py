"""A few articles of our own writing, and what a reader marked in them: a library to look around in."""

import json
from dataclasses import dataclass
from importlib.resources import files


@dataclass(frozen=True, slots=True, kw_only=True)
class DemoMark:
    """A mark to make. ``colour`` is the value of a Colour."""

    quote: str
    colour: str
    note: str = ""
    tags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class DemoArticle:
    """A page as a browser would have it, and the marks on it."""

    url: str
    html: str
    marks: tuple[DemoMark, ...]


def articles() -> tuple[DemoArticle, ...]:
    """The demo library, oldest article first."""
    folder = files(__package__)
    listed = json.loads(folder.joinpath("marks.json").read_text(encoding="utf-8"))
    return tuple(
        DemoArticle(
            url=article["url"],
            html=folder.joinpath("articles", article["article"]).read_text(encoding="utf-8"),
            marks=tuple(DemoMark(**mark | {"tags": tuple(mark["tags"])}) for mark in article["marks"]),
        )
        for article in listed
    )
