"""The formats a library is written to and read from. A new one is a module and a name here."""

from postil.errors import InvalidInput
from postil.formats import csv_table, json_library, markdown
from postil.formats.base import Format

FORMATS = {format.name: format for format in (markdown.FORMAT, csv_table.FORMAT, json_library.FORMAT)}


def find(name: str) -> Format:
    """Raises InvalidInput, naming the formats there are."""
    try:
        return FORMATS[name]
    except KeyError:
        raise InvalidInput("format", f"{name!r} is not one of {', '.join(FORMATS)}") from None
