"""Bytes as text, the way a patient browser would: by what is said of them, and by what they are.

Text that is valid UTF-8 beyond ASCII is UTF-8, whatever is said of it: no other encoding's text
gets through its checks by chance, and pages that lie about it are common.
"""

import codecs
import re

from postil.errors import InvalidInput

_BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16: its mark begins with the same two bytes
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_HEADER_CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w.:-]+)", re.IGNORECASE)
_DECLARED = re.compile(
    rb"<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([\w.:-]+)|<meta[^>]{0,400}?charset\s*=\s*[\"']?\s*([\w.:-]+)",
    re.IGNORECASE,
)
_HEAD = 4096  # bytes in which a declaration is looked for; browsers look through 1,024
_SAMPLE = 65_536  # bytes the statistics look at: more costs time and changes nothing

# What the names on pages mean to a browser: the larger set that the real pages use.
_MEANT = {
    "iso8859-1": "cp1252",
    "ascii": "cp1252",
    "iso8859-9": "cp1254",
    "iso8859-11": "cp874",
    "tis-620": "cp874",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "euc_kr": "cp949",
    "shift_jis": "cp932",
    "big5": "big5hkscs",
}
_WESTERN = "cp1252"  # what browsers take for granted where nothing tells more
_CENTRAL, _CYRILLIC, _BALTIC = ("cp1250", "iso8859_2"), ("cp1251", "koi8_r"), ("cp1257",)
# What pages were written in before UTF-8, by the language that they name; several where it leaves a choice.
_OF_LANGUAGE: dict[str, tuple[str, ...]] = {
    **dict.fromkeys(("cs", "hr", "hu", "pl", "ro", "sk", "sl"), _CENTRAL),
    **dict.fromkeys(("be", "bg", "mk", "ru", "sr", "uk"), _CYRILLIC),
    **dict.fromkeys(("et", "lt", "lv"), _BALTIC),
    **dict.fromkeys(("ar", "fa", "ur"), ("cp1256",)),
    "el": ("cp1253",),
    "he": ("cp1255",),
    "ja": ("cp932", "euc_jp"),
    "ko": ("cp949",),
    "th": ("cp874",),
    "tr": ("cp1254",),
    "zh": ("gb18030", "big5hkscs"),
}
_ANY = (_WESTERN, *dict.fromkeys(encoding for some in _OF_LANGUAGE.values() for encoding in some))
_LANGUAGE = re.compile(rb"<html[^>]{0,400}?\slang\s*=\s*[\"']?([a-z]{2})\b", re.IGNORECASE)
# Most Latin letters lie at the same bytes everywhere, so that statistics find many encodings as good as
# another: a guess this little better (in the guesser's measures of mess and of language) is no reason to
# leave the common one. Tried on sentences of 22 languages.
_AS_TIDY, _AS_FITTING = 0.05, 0.06
_MOST_BROKEN = 0.01  # share of characters: a page cut off or glued together is still in its encoding
_MOSTLY = 0.7  # share of zero bytes at every other place: text in Latin letters, two bytes each


def decode(data: bytes, content_type: str | None = None) -> str:
    """``data`` as text. Asked in turn: byte-order mark, UTF-8 itself, header, declaration, statistics.

    ``content_type`` is the header's value. Bytes that mean nothing become U+FFFD; in the last
    resort everything is read as windows-1252. Raises InvalidInput when ``data`` is not text at all.
    """
    for mark, encoding in _BYTE_ORDER_MARKS:
        if data.startswith(mark):
            return data.decode(encoding, "replace")
    head = data[: min(_HEAD, len(data) // 2 * 2)]
    for first, encoding in ((1, "utf-16-le"), (0, "utf-16-be")):
        if head[first::2].count(0) > _MOSTLY * len(head) / 2 and 0 not in head[1 - first :: 2]:
            return data.decode(encoding, "replace")
    if 0 in head:
        raise InvalidInput(
            "html", "the file holds zero bytes: it is not a page or a text, maybe a picture or a PDF"
        )
    declared = _declared(data, content_type)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return _not_utf8(data, declared)
    if text.isascii() and declared and declared not in ("cp1252", "utf-8"):
        return _try(data, declared) or text  # ISO-2022-JP and its like are ASCII on the outside
    return text


def _declared(data: bytes, content_type: str | None) -> str | None:
    """Python's name of the declared encoding; None when there is none that Python knows."""
    found = _HEADER_CHARSET.search(content_type or "")
    names = [found.group(1)] if found else []
    names += [(match[0] or match[1]).decode("ascii", "replace") for match in _DECLARED.findall(data[:_HEAD])]
    for name in names:
        try:
            known = codecs.lookup(name)
        except LookupError:
            continue
        if known._is_text_encoding:
            return _MEANT.get(known.name, known.name)
    return None


def _not_utf8(data: bytes, declared: str | None) -> str:
    for encoding in (declared, "utf-8"):
        if encoding and (text := _try(data, encoding)) is not None:
            return text
    guess = _guess(data)
    if guess and (text := _try(data, guess)) is not None:
        return text
    return data.decode(_WESTERN, "replace")


def _guess(data: bytes) -> str | None:
    """The encoding that the bytes look like, among those of the page's language; None for no idea."""
    from charset_normalizer import from_bytes

    language = _LANGUAGE.search(data[:_HEAD])
    candidates = _OF_LANGUAGE.get(language[1].decode().lower(), _ANY) if language else _ANY
    found = from_bytes(data[:_SAMPLE], cp_isolation=list(candidates))
    best = found.best()
    if best is None:
        return None
    for other in found:
        if (
            other.encoding == _WESTERN
            and other.chaos <= best.chaos + _AS_TIDY
            and other.coherence >= best.coherence - _AS_FITTING
        ):
            return _WESTERN
    return best.encoding


def _try(data: bytes, encoding: str) -> str | None:
    """``data`` in ``encoding``; None when too little of it makes sense there."""
    if encoding.startswith(("utf-16", "utf-32")):
        return None  # declared in ASCII letters: can't be
    text = data.decode(encoding, "replace")
    return text if text.count("\ufffd") <= max(1, _MOST_BROKEN * len(text)) else None
