"""What the rules on blocks know of the page that the blocks stand on."""

import re
from collections.abc import Callable
from dataclasses import dataclass

_TIME_OF_DAY = re.compile(
    r"^\W*\d{1,2}(?:[:.]|\s?h\s?|時|시 )\d{2}(?:\s?[ap]\.?m\.?|分|분)?(?: [A-Z]{2,4}| Uhr)?\W*$", re.I
)


@dataclass(frozen=True, slots=True)
class PageFacts:
    """What the rules know of the page; ``site`` is "" where it does not say whose it is.

    ``is_internal`` tells whether a link stays on its site. ``is_article`` is whether it calls itself one; of
    other pages, teasers may be all there is. ``is_live`` is whether it is a row of posts: then the time of
    each is a part of the text.
    """

    title: str
    site: str
    authors: tuple[str, ...]
    is_internal: Callable[[str], bool]
    is_article: bool
    is_live: bool

    def is_time_of_a_post(self, text: str) -> bool:
        return self.is_live and bool(_TIME_OF_DAY.match(text))
