"""Pages of our own writing, with the markup of real ones, beside the article that must come out.

Some are in the encodings that pages had before UTF-8, and are read as bytes, as a file is.
"""

import json
from pathlib import Path

import pytest

from postil.capture import decode, extract
from postil.models import Article

PAGES = Path(__file__).parent.parent / "pages"
NAMES = sorted(path.name.removesuffix(".json") for path in PAGES.glob("*.json"))


def read(name: str) -> tuple[Article, dict]:
    expected = json.loads((PAGES / f"{name}.json").read_text(encoding="utf-8"))
    return extract(decode((PAGES / name).read_bytes()), expected["url"]), expected


def test_there_are_pages():
    assert "radio_ferry.html" in NAMES


@pytest.mark.parametrize("name", NAMES)
def test_the_body_is_whole_and_clean(name):
    article, expected = read(name)
    assert [{"kind": block.kind, "text": block.text} for block in article.blocks] == expected["blocks"]


@pytest.mark.parametrize("name", NAMES)
def test_what_was_taken_out_is_listed_with_its_kind(name):
    article, expected = read(name)
    assert [{"kind": part.kind, "text": part.text} for part in article.removed] == expected["removed"]


@pytest.mark.parametrize("name", NAMES)
def test_what_the_page_says_of_the_article_is_read(name):
    article, expected = read(name)
    assert article.title == expected["title"]
    assert list(article.authors) == expected["authors"]
    assert (article.published and article.published.isoformat()) == expected["published"]
    assert article.site == expected["site"]
    assert article.language == expected["language"]
    assert article.canonical == expected["canonical"]
    assert article.state == expected.get("state", "complete")


@pytest.mark.parametrize("name", NAMES)
def test_blocks_lie_in_the_text_where_they_say(name):
    article, _ = read(name)
    assert article.text == "\n\n".join(block.text for block in article.blocks)
    assert all(article.text[block.start :].startswith(block.text) for block in article.blocks)


@pytest.mark.parametrize("name", NAMES)
def test_every_removed_part_names_its_rule(name):
    article, _ = read(name)
    assert all(part.why and part.text for part in article.removed)


def test_a_page_and_its_plain_text_give_the_same_body():
    page, _ = read("radio_ferry.html")
    text, _ = read("radio_ferry.txt")
    assert page.text == text.text
