"""What a page may be known by: the address of a web page, or any other absolute IRI that is no code."""

import re
from collections.abc import Iterable

from postil.capture.urls import believable_canonical, page_key
from postil.errors import InvalidInput
from postil.models import Page

MAX_ADDRESS = 8192  # characters
MOST_OTHERS = 20  # further addresses of one page that are believed; real pages name under ten
_IRI = re.compile(r"(?P<scheme>[a-z][a-z0-9+.-]*):[^\s<>\"]+", re.IGNORECASE)
_WEB = ("http", "https")
_NAMES = ("doi", "urn")  # of a work or a file, wherever it lies
_NO_PLACE = ("about", "blob", "data", "javascript", "vbscript")  # content or code, not the name of a thing


def is_web_address(iri: str) -> bool:
    """Whether a browser may be sent there."""
    return iri.partition(":")[0].lower() in _WEB


def key_of(iri: str) -> str:
    """What all addresses of the thing share: of a web page its key, of anything else the IRI as it is.

    Other programs mark files and books too (``file:``, ``urn:``). Raises InvalidInput("url").
    """
    address = iri.strip()
    if is_web_address(address):
        return page_key(address)
    match = _IRI.fullmatch(address)
    if match is None or len(address) > MAX_ADDRESS or match["scheme"].lower() in _NO_PLACE:
        shown = address if len(address) <= 80 else address[:79] + "…"
        raise InvalidInput("url", f"{shown!r} is no address that can be marked")
    return address


def is_known_as(page: Page, iri: str) -> bool:
    """Whether ``iri`` is one of the addresses that lead to ``page``."""
    try:
        return key_of(iri) in page.addresses
    except InvalidInput:
        return False


def keys_of(iri: str, others: Iterable[str]) -> tuple[str, ...]:
    """The key of ``iri``, then those of ``others``, each once: what a program says that it is known by, too.

    An address of the web is believed as a page's canonical one is, the name of a work or of a file always,
    anything else never. Raises InvalidInput for an ``iri`` that is no address.
    """
    believed = (other for other in others if _is_believable(other.strip(), iri.strip()))
    return tuple(dict.fromkeys(map(key_of, (iri, *believed))))[: MOST_OTHERS + 1]


def _is_believable(other: str, iri: str) -> bool:
    if is_web_address(other):
        return is_web_address(iri) and believable_canonical(other, iri)
    return other.partition(":")[0].lower() in _NAMES and _IRI.fullmatch(other) is not None
