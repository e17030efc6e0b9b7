"""The people of a public radio's page, as a reader sees them in the panel."""

from tests.browser.reader import Reader, SeenCard

CAST = [
    SeenCard("Angela Merkel", "Chancellor of Germany", "named “Merkel”"),
    SeenCard("Emmanuel Macron", "President of France", "named “President Macron”, “Macron”"),
    SeenCard(
        "Sergey Lavrov",
        "Foreign Minister of Russia",
        "named “Russian Foreign Minister Sergei Lavrov”, “Sergei Lavrov”",
    ),
    SeenCard(
        "Boris Johnson", "British Foreign Secretary", "not named in the text: “British Foreign Secretary”"
    ),
]


def test_the_panel_shows_who_an_article_names_with_their_office_then_and_nobody_of_its_captions_and_teasers(
    reader: Reader,
) -> None:
    reader.open("/radio")
    reader.start()
    assert reader.cards() == CAST
