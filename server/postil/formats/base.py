"""What a format is: a way from the library to a file, and for some a way back."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from postil.models import Annotation, Article, Body, Correction, Page


@dataclass(frozen=True, slots=True, kw_only=True)
class Bundle:
    """One page with the marks on it, in the order of the text (lost ones last).

    ``article`` is the newest version's. ``bodies`` holds every version by id, filled only for a
    format that is ``whole``. ``names`` gives a person's name by the ids the marks use.
    """

    page: Page
    article: Article
    annotations: tuple[Annotation, ...]
    bodies: Mapping[str, Body] = field(default_factory=dict)
    names: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Skipped:
    """Something in a file that could not be read: ``item`` says which, ``why`` says why."""

    item: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """A file format. ``write`` gives the file in pieces of text.

    ``write_whole`` is what a format has that restores a library: it wants pages without marks, every
    version, the deleted marks, and the corrections too. ``read`` is None for a one-way format; it raises
    InvalidInput when the file is not of this format at all, and yields a Skipped for each part that
    can't be read. ``recognises`` says, from a look at the text, whether ``read`` is for it.
    """

    name: str
    suffix: str
    media_type: str
    title: str
    write: Callable[[Iterable[Bundle]], Iterator[str]]
    read: Callable[[str], Iterator[Bundle | Correction | Skipped]] | None = None
    recognises: Callable[[str], bool] = lambda text: False
    write_whole: Callable[[Iterable[Bundle], Iterable[Correction]], Iterator[str]] | None = None

    @property
    def whole(self) -> bool:
        return self.write_whole is not None
