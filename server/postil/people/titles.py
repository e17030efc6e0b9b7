"""The words before a name that say who bears it: honorifics and offices."""

from collections.abc import Sequence


def title_before(words: Sequence[str]) -> str:
    """The title that ends ``words``, as written; "" where there is none."""
    return ""


_TITLES = """
    mr mrs ms mx miss dr prof professor sir dame lord lady president vice-president minister senator sen rep
    reps representative congressman congresswoman gov governor mayor chancellor king queen prince princess
    duke duchess emperor pope cardinal archbishop bishop rev reverend father sister brother general gen
    colonel col major maj captain capt lieutenant lt sergeant sgt corporal cpl admiral adm commander cmdr
    justice judge secretary ambassador premier chairman chairwoman ceo coach sheriff detective inspector
    officer deputy attorney speaker sheikh ayatollah imam baron count earl marshal private airman
    president-elect
"""
_TITLE_WORDS = frozenset(_TITLES.split())


def is_title(word: str) -> bool:
    """Whether ``word`` alone is an office or honorific that stands before a name."""
    return word.lower().rstrip(".") in _TITLE_WORDS
