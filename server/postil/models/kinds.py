"""The words from which one is chosen."""

from enum import StrEnum


class BlockKind(StrEnum):
    PARAGRAPH = "paragraph"
    HEADING = "heading"
    QUOTE = "quote"
    LIST_ITEM = "list_item"


class RemovedKind(StrEnum):
    CAPTION = "caption"
    CREDIT = "credit"
    RELATED = "related"
    NEWSLETTER = "newsletter"
    AD = "ad"
    NAVIGATION = "navigation"
    OTHER = "other"


class ArticleState(StrEnum):
    """Whether the page gave all of the article, or its beginning and a request to subscribe or sign in."""

    COMPLETE = "complete"
    TRUNCATED = "truncated"


class Colour(StrEnum):
    """The six inks. ``YELLOW`` is what a mark gets when the reader chose none."""

    YELLOW = "yellow"
    GREEN = "green"
    BLUE = "blue"
    PINK = "pink"
    PURPLE = "purple"
    ORANGE = "orange"


class AnchorState(StrEnum):
    """How a mark sits in the newest version of its article."""

    ANCHORED = "anchored"
    MOVED = "moved"  # same words, other surroundings
    CHANGED = "changed"  # the words themselves were edited
    LOST = "lost"  # gone; quote and stored version remain


class Basis(StrEnum):
    """Where a card's facts come from."""

    KNOWLEDGE = "knowledge"  # the pack that ships with the program
    LIVE = "live"  # looked up, with the reader's leave
    ARTICLE = "article"  # nobody knows the person: the article's own words


class Verdict(StrEnum):
    """What a reader says of a name that the program took for a person."""

    IS = "is"  # somebody else, who is named
    NOT_THIS_PERSON = "not_this_person"  # a person, but not that one
    NOT_A_PERSON = "not_a_person"
