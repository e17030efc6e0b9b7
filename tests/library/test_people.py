"""People over the library: whom the reader has met, where, and with which marks."""

import pytest

from postil.errors import NotFound
from postil.library.annotations import Draft
from postil.models import Selector

URL = "https://news.example/2026/02/weir-to-be-mended"


@pytest.fixture
def page(library, story):
    return library.pages.capture(URL, story).page


def test_everyone_met_is_listed_with_pages_and_marks(library, page):
    made = library.annotations.create(
        Draft(page_id=page.id, selector=Selector(exact="Rosalind Achterberg, who has kept the lock"))
    ).annotation
    (met,) = library.people.everyone()
    assert met.person.name == "Rosalind Achterberg"
    assert met.pages == (page,)
    assert met.marks == (made,)
    assert library.people.find(met.person.id) == met


@pytest.mark.parametrize("words", ["achterberg", "ROSALIND", "rosa acht"])
def test_a_person_is_found_by_parts_of_the_name(library, page, words):
    assert [person.name for person in library.people.named(words)] == ["Rosalind Achterberg"]


@pytest.mark.parametrize("words", ["", "  ", "Roland"])
def test_nobody_is_found_by_no_words_or_other_ones(library, page, words):
    assert library.people.named(words) == ()


def test_somebody_never_met_is_not_found(library, page):
    with pytest.raises(NotFound, match="no person with id 'Q42'"):
        library.people.find("Q42")


def test_the_cast_follows_the_newest_version(library, page, story):
    library.pages.capture(URL, story.replace("Rosalind Achterberg", "The lock keeper"))
    assert library.people.cast(page.id) == ()
    assert library.pages.get(page.id).people == ()


def test_a_page_longer_than_a_novel_is_searched_at_its_beginning(library, story):
    filler = "<p>The ferry runs at each full hour from the north bank until dusk.</p>" * 17_000
    long_story = story.replace("<p>Rosalind", filler + "<p>Rosalind")
    page = library.pages.capture("https://news.example/long", long_story).page
    assert "Rosalind Achterberg" in library.pages.article(page.id).text
    assert library.people.cast(page.id) == ()
