"""A page that is four times as long takes about four times as long to read, not sixteen times."""

from time import process_time

import pytest

from postil.capture import extract

SENTENCE = "The ferry stayed in port on Monday, said the warden, and nobody on the island knew until when."
TEXT = f"<p>{SENTENCE}</p>" * 12
CARD = '<div class="c"><h3><a href="/s/{0}">A story of the harbour, number {0}</a></h3></div>'
LABEL = '<p>More: <a href="/s/{0}">A story of the harbour, number {0}</a></p>'


def seconds(parts: str, times: int) -> float:
    """How long it takes to read an article with ``times`` of ``parts`` behind its text."""
    behind = "".join(parts.format(number) for number in range(times))
    html = f"<html><body><article><h1>The ferry stays in port</h1>{TEXT}{behind}</article></body></html>"
    began = process_time()
    extract(html, "https://paper.example/a")
    return process_time() - began


@pytest.mark.parametrize("parts", [CARD, LABEL], ids=["cards", "labels"])
def test_time_grows_as_the_page_does(parts: str) -> None:
    seconds(parts, 1)  # what is read once for all pages
    assert seconds(parts, 4000) < 9 * seconds(parts, 1000)
