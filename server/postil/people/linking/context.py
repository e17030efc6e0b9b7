"""What a whole article says: its day, the posts and countries in it, whether it is about public affairs."""

import itertools
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from postil.people.linking.fields import fields_of
from postil.people.pack.knowledge import Knowledge
from postil.people.posts.spotting import PostInText, posts_and_places_in
from postil.people.words.names import fold

_PUBLIC_LIFE = re.compile(
    r"\b(?:governments?|parliaments?|parliamentary|congress|senate|senators?|lawmakers?|ministers?|elections?|"
    r"electoral|voters?|campaigns?|republicans?|democrats?|democratic|diplomats?|diplomatic|sanctions|"
    r"president(?:ial|s)?|treaty|summit|cabinet|coalition|opposition|policy|policies|legislation|legislature|"
    r"governors?|politics|political|politicians?|administration|referendum|military|tariffs?)\b",
    re.IGNORECASE,
)
PUBLIC_WORDS = 3  # from here on an article is about public affairs


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """What the whole text says: its words, its day (None: unknown), posts and countries named in it.

    ``headline`` is "" where none is known; it is no part of ``text``. ``words`` are the text's, folded, and
    ``fields`` says how many of them belong to each field of life.
    """

    text: str
    words: Sequence[str]
    fields: Counter[str]
    headline: str
    on: date | None
    posts: Sequence[PostInText]
    places: Mapping[str, int]
    public: bool  # whether it is about public affairs


def read_context(text: str, on: date | None, knowledge: Knowledge, *, headline: str) -> Context:
    """What ``text`` says as a whole. Cost: one pass over its words."""
    public = sum(1 for _ in itertools.islice(_PUBLIC_LIFE.finditer(text), PUBLIC_WORDS))
    posts, places = posts_and_places_in(text, knowledge)
    words = fold(text).split()
    return Context(
        text=text,
        words=words,
        fields=fields_of(words),
        headline=headline,
        on=on,
        posts=posts,
        places=places,
        public=public >= PUBLIC_WORDS,
    )
