"""A web page, or a text, read into an Article. Pure: what comes out depends only on what goes in.

The parsers load with the first call, so that importing this room costs nothing.
"""

from collections.abc import Sequence

from postil.capture.parts import Described as Described
from postil.capture.parts import Part as Part
from postil.capture.parts import ShownPart as ShownPart
from postil.models import Article, TextCorrection


def extract(html: str, url: str | None = None, corrections: Sequence[TextCorrection] = ()) -> Article:
    """The article in ``html``, cleaned, with what was taken out and why; plain text is cleaned too.

    ``url`` is where it came from, None for a bare file: it helps with the date and the canonical
    address. ``corrections`` are what the reader said of that outlet's pages, newest first; they go before
    the rules. Raises NotAnArticle when there is no article in it (empty, a list of links, a login form,
    a picture), and InvalidInput when it can't be text at all. Cost: in proportion to the length.
    """
    from postil.capture.reading import read

    return read(html, url, corrections)


def describe(
    html: str, url: str | None, part: Part, corrections: Sequence[TextCorrection] = ()
) -> Described | None:
    """What a correction of ``part`` has to hold, so that parts like it are read the other way round.

    None when the page, read with these ``corrections``, has no such part. Raises as ``extract``, but finds
    nothing wrong with a page that is too short.
    """
    from postil.capture.reading import describe as describe_part

    return describe_part(html, url, part, corrections)


def parts(html: str, url: str | None, corrections: Sequence[TextCorrection] = ()) -> tuple[ShownPart, ...]:
    """All parts of the page's body in order, the text and what was taken out. Raises as ``describe``."""
    from postil.capture.reading import parts as read_parts

    return read_parts(html, url, corrections)


def decode(data: bytes, content_type: str | None = None) -> str:
    """``data`` as text: by its byte-order mark, its header, its own declaration, or its look.

    ``content_type`` is the Content-Type header's value, None when there was none. Never fails for
    a wrong encoding; raises InvalidInput when ``data`` holds something other than text.
    """
    from postil.capture.decoding import decode as decode_bytes

    return decode_bytes(data, content_type)
