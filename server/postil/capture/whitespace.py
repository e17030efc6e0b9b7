"""Text as a reader sees it: runs of white space are one space, and what has no width is judged one by one.

Zero-width space, word joiner, byte-order mark and soft hyphen only tell a browser where a line may
break: they go, or a search for the word would miss it. Joiners and direction marks stay: in
Persian, in Indic scripts and in emoji they decide what is shown.
"""

import re

# Besides them control characters, which are never text; \x1c-\x1f count as white space to Python.
_NO_TEXT = re.compile("[\u00ad\u200b\u2060\ufeff\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f]+")


def squeeze(text: str) -> str:
    """``text`` on one line: no space at its ends, single spaces inside."""
    shown = text if text.isprintable() else _NO_TEXT.sub("", text)  # nothing printable is without width
    return " ".join(shown.split())


def squeeze_lines(text: str, line_break: str) -> str:
    """Like ``squeeze``, but ``line_break`` marks in ``text`` come out as single line breaks."""
    if line_break not in text:
        return squeeze(text)
    lines = (squeeze(line) for line in text.split(line_break))
    return "\n".join(line for line in lines if line)
