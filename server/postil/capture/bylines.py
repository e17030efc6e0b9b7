"""Who wrote the article: names out of what the page says of its authors."""

import re
from collections.abc import Iterable, Iterator
from unicodedata import combining, normalize

from postil.capture import spelling
from postil.capture.jsonld import JsonObject, texts
from postil.capture.whitespace import squeeze

_BY = re.compile(
    r"^(?:(?:words|written|story|text|analysis|report|reporting|posted)\s+)?"
    r"(?:by|von|par|por|di|door|av|af|od|autor(?:in|es|a)?|author|auteur|text|foto und text)\b[:\s]+|"
    r"^[（(]?(?:作者|撰文|文|取材|编译|執筆|执笔|글)\s*[:：丨｜|/／]\s*|^\S{0,8}(?:记者|記者)\s*[:：丨｜|/／\s]\s*",
    re.IGNORECASE,
)
_AND = re.compile(
    r"\s*(?:;|\||\s+/\s+|/(?=\s)|、|，|(?<=[\u3400-\u9fff])&)\s*|\s+(?:and|und|&amp;|&)\s+", re.IGNORECASE
)
# Between two names; the words mean other things elsewhere: "Radio Costa en Español".
_AND_OF_ONE_LANGUAGE = re.compile(r"\s+(?:et|og|och|ja|en|y|e|i|и|та|і|dan|ve)\s+")
_COMMA = re.compile(r"\s*,\s*(?:(?:and|und|et|og|och|y)\s+)?")
_NO_NAME = re.compile(
    r"https?:|www\.|@|\d{3}|[{}<>\[\]=_]|^(?:by|von|par|por|reporter|author|autor(?:in)?|redaktion|editor)$",
    re.IGNORECASE,
)
_NAME_LIKE = re.compile(r"^[^\W\d_][\w.’'-]*(?:\s+[\w.’'-]+){1,4}$")
_EAST_ASIAN_NAME = re.compile(
    r"^[\u3040-\u30ff\u3400-\u9fff]{2,6}$|^[\uac00-\ud7af]{2,4}$|"
    r"^[\u3040-\u30ff\u3400-\u9fff]{1,4}[\s・·][\u3040-\u30ff\u3400-\u9fff]{1,6}$"
)
# Their names follow, with spaces between.
_REPORTERS = re.compile(r"^\S{0,8}记者\s*[:：丨｜|/／\s]\s*(?=[\u3400-\u9fff])")
_KOREAN_REPORTER = re.compile(r"(?:\[\S+ )?([\uac00-\ud7af]{2,4}) ?(?:기자|특파원)\b")
# Words that stand beside a name and are none.
_POST = re.compile(
    r"\b(?:editor|reporter|correspondent|writer|producer|staff|news|journalist|chief|analyst|columnist|redakt\w+|"
    r"desk|press|agency|today|times|post|director|professor|senior|junior|contributor|inc|llc)\b",
    re.IGNORECASE,
)
# "By Anna Weiss for The Paper"
_BEHIND_THE_NAMES = re.compile(r"\s*,?\s(?:in|for|at|on)\s+(?=[^\W\d_a-z]).*$")
_AGENCY = re.compile(r"^[A-Z]{2,5}$")
_SMALL_NAMES = "af al av bin da de del della den der di do dos du e el ibn la le ten ter van von y zu zum"
_SMALL_IN_NAMES = frozenset(_SMALL_NAMES.split())
_PLACE = re.compile(r"^[^\W\d_a-z][\w’'-]{2,}$")  # "Anna Weiss, Nairobi"
_SUFFIX = re.compile(r"^(?:jr|sr|ii|iii|md|phd|esq)\.?$", re.IGNORECASE)
_LONG_OWNER = 5  # letters; shorter ones are parts of people's names
_LONGEST = 60  # characters of a name; longer ones are sentences
_MOST = 12


def from_json_ld(node: JsonObject) -> tuple[str, ...]:
    """The names under "author"; empty when the article names nobody."""
    return names(name for entry in _entries(node) for name in texts(entry.get("name")))


def are_organisations(node: JsonObject, owners: Iterable[str]) -> bool:
    """Whether all that is named under "author" is an organisation, or one of the page's ``owners``."""
    publishers = (name for entry in _entries(node, "publisher") for name in texts(entry.get("name")))
    owners = (*owners, *publishers)
    return all(
        any(kind.endswith("Organization") for kind in texts(entry.get("@type")))
        or all(is_owner(name, owners) for name in texts(entry.get("name")))
        for entry in _entries(node)
    )


def is_owner(name: str, owners: Iterable[str]) -> bool:
    """Whether ``name`` is that of an outlet in ``owners``, maybe with more behind it: "Paper Newsroom"."""
    letters = _plain(name)
    owned = (own for owner in owners if (own := _plain(owner)))
    return any(letters.startswith(own) or (len(own) >= _LONG_OWNER and own in letters) for own in owned)


def _plain(name: str) -> str:
    """The letters of ``name`` without their accents: addresses do without them."""
    return spelling.letters("".join(char for char in normalize("NFKD", name) if not combining(char)))


def _entries(node: JsonObject, key: str = "author") -> list[JsonObject]:
    value = node.get(key)
    entries: list[JsonObject] = []
    for item in value if isinstance(value, list) else [value]:
        if isinstance(item, dict):
            entries.append(item)
        elif isinstance(item, str):
            entries.append({"name": item})
    return entries


def names(stated: Iterable[str]) -> tuple[str, ...]:
    """The names in ``stated``, in order and each once; what can't be a name is left out."""
    found: dict[str, str] = {}
    for line in map(squeeze, stated):
        if reporters := _REPORTERS.match(line):
            line = line[reporters.end() :].replace(" ", "、")
        for part in _split(_BY.sub("", line)):
            name = part.strip(" ,.;:|–—-•·")
            if name and len(name) <= _LONGEST and not _NO_NAME.search(name):
                found.setdefault(name.casefold(), name)
    return tuple(found.values())[:_MOST]


def written(lines: Iterable[str]) -> tuple[str, ...]:
    """Who is named in those of ``lines`` that begin as a byline does: persons, and agencies in capitals."""
    found = names(_named(lines))
    return tuple(name for name in found if is_written_name(name) or _AGENCY.match(name))


def _named(lines: Iterable[str]) -> Iterator[str]:
    for line in lines:
        if _BY.match(line):
            yield _BEHIND_THE_NAMES.sub("", line)
        elif reporter := _KOREAN_REPORTER.match(line):
            yield reporter[1]


def is_name(text: str) -> bool:
    """Whether ``text`` reads like a person's name: two to five words, none of them a post or a desk."""
    pattern = _EAST_ASIAN_NAME if spelling.WIDE.search(text) else _NAME_LIKE
    return bool(pattern.match(text)) and not _POST.search(text)


def is_shown_name(text: str) -> bool:
    """Whether what stands where a name may stand is one: no word in it is small but "de" and the like."""
    return bool(_AGENCY.match(text)) or not any(
        word[0].islower() or word[0].isdigit() for word in text.split() if word.lower() not in _SMALL_IN_NAMES
    )


def is_written_name(text: str) -> bool:
    """Whether a line of the page is a person's name and no sentence: only "de" and the like are small."""
    if spelling.WIDE.search(text):
        return is_name(text)
    words = [word for word in text.split() if word.lower() not in _SMALL_IN_NAMES]
    return is_name(text) and len(words) > 1 and not any(word[0].islower() for word in words)


def _is_beside_a_name(piece: str) -> bool:
    return bool(_POST.search(piece) or _PLACE.match(piece)) and not _SUFFIX.match(piece)


def _chunks(line: str) -> Iterator[str]:
    for chunk in _AND.split(line):
        joined = _AND_OF_ONE_LANGUAGE.split(chunk)
        yield from joined if all(map(is_name, joined)) else (chunk,)


def _split(line: str) -> list[str]:
    """``line`` cut between names, and not inside one: "Smith, Jr." and "Die Presse, Wien" stay whole."""
    parts: list[str] = []
    for chunk in _chunks(line):
        pieces = _COMMA.split(chunk)
        if len(pieces) == 1 or all(map(is_name, pieces)):
            parts += pieces
        elif _NAME_LIKE.match(pieces[0]) and all(map(_is_beside_a_name, pieces[1:])):
            parts.append(pieces[0])
        else:
            parts.append(chunk)
    return parts
