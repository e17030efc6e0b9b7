"""The word lists: each is read, each is used, and no entry stands on a list twice."""

import re
from pathlib import Path

import pytest

from postil.people import lexicon

FOLDER = Path(lexicon.__file__).parent
FILES = sorted(path.stem for path in FOLDER.glob("*.txt"))
LISTS = [f"{file}.{section}" for file in FILES if file != "fields" for section in lexicon.lists_of(file)]
SOURCES = "".join(path.read_text(encoding="utf-8") for path in FOLDER.parent.rglob("*.py"))


def test_an_entry_may_be_of_several_words():
    assert "wells fargo" in lexicon.words("organisations.never_people")
    assert "west virginia" in lexicon.words("places.states")


def test_a_heading_of_several_names_puts_its_entries_on_each_of_their_lists():
    assert "plumber" in lexicon.words("trades.everyday") & lexicon.words("trades.lesser")
    assert "plumber" not in lexicon.words("trades.unnamed")


def test_alternatives_keep_the_order_of_the_list():
    said = lexicon.either("speech.saying").split("|")
    assert said == list(lexicon.listed("speech.saying"))
    assert re.fullmatch(lexicon.either("speech.saying"), "said")


def test_a_list_that_is_not_there_is_named():
    with pytest.raises(KeyError, match=r"no list 'titles\.dukes'"):
        lexicon.words("titles.dukes")
    with pytest.raises(KeyError, match=r"no list 'dukes\.titles'"):
        lexicon.words("dukes.titles")


@pytest.mark.parametrize("name", LISTS)
def test_each_list_has_entries_each_once_and_is_used(name):
    entries = lexicon.listed(name)
    assert entries
    assert len(set(entries)) == len(entries)
    assert f'"{name}"' in SOURCES or f"'{name}'" in SOURCES


@pytest.mark.parametrize("field", lexicon.lists_of("fields"))
def test_each_field_of_life_has_words_each_once(field):
    entries = lexicon.listed(f"fields.{field}")
    assert entries
    assert len(set(entries)) == len(entries)
