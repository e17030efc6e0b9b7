"""What a page may be known by: the address of a web page, or any other absolute IRI that is no code."""

import re

from postil.capture.urls import page_key
from postil.errors import InvalidInput

MAX_ADDRESS = 8192  # characters
_IRI = re.compile(r"(?P<scheme>[a-z][a-z0-9+.-]*):[^\s<>\"]+", re.IGNORECASE)
_WEB = ("http", "https")
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
