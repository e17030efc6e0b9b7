"""What a text says, apart from how it is set: its letters, and whether it ends as a sentence does."""

import re

WIDE = re.compile(r"[\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
"""A character of a script without spaces, or nearly so; it says about as much as three Latin letters."""

_NO_LETTERS = re.compile(r"[\W_]+")
SENTENCE_MARKS = ".!?…。！？｡।؟۔።"
_END = re.compile(rf"[{SENTENCE_MARKS}][\"'”’»)\]]*$")
_PAUSE = re.compile(rf"[{SENTENCE_MARKS}:;；؛،][\"'”’»)\]]*$")


def weight(text: str) -> int:
    """How much ``text`` says, in Latin characters: one of a script without spaces says as much as three."""
    return len(text) + 2 * len(WIDE.findall(text))


def letters(text: str) -> str:
    """Equal for texts of the same letters and digits, however they are set."""
    return _NO_LETTERS.sub("", text.lower())


def ends_sentence(text: str) -> bool:
    """Whether ``text`` ends with a mark that ends a sentence, quotation marks and brackets aside."""
    return _END.search(text) is not None


def ends_or_pauses(text: str) -> bool:
    """As ``ends_sentence``; a colon or a semicolon counts too."""
    return _PAUSE.search(text) is not None
