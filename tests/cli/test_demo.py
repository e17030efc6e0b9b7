import json

import pytest

from postil.demo import articles


@pytest.fixture
def library(run):
    """The demo library, as its JSON has it."""
    assert run("demo").out == "5 articles and 14 marks are in the library now.\n"
    return json.loads(run("export", "json").out)["pages"]


def test_every_mark_of_the_demo_sits_on_its_words(library):
    for page in library:
        text = page["versions"][0]["article"]["text"]
        for mark in page["annotations"]:
            assert mark["state"] == "anchored"
            assert text[mark["span"]["start"] : mark["span"]["end"]] == mark["selector"]["exact"]
    assert sum(len(page["annotations"]) for page in library) == 14


def test_the_articles_of_the_demo_are_clean(library):
    for page in library:
        article = page["versions"][0]["article"]
        assert {part["kind"] for part in article["removed"]} >= {"caption"}
        for leftover in (
            "Subscribe",
            "Sign up",
            "cookies",
            "invented newspaper",
            "Hollis Brandt",
            "Photograph",
        ):
            assert leftover not in article["text"]


def test_the_articles_of_the_demo_know_their_day_outlet_and_author(library):
    found = [(page["published"][:10], page["site"], page["authors"]) for page in reversed(library)]
    assert found == [
        ("2014-05-03", "The Example Courier", ["Marguerite Dole"]),
        ("2015-12-09", "The Example Courier", ["Marguerite Dole"]),
        ("2018-06-21", "The Example Courier", ["Ines Calder"]),
        ("2023-09-14", "The Example Courier", ["Piet Aldous"]),
        ("2023-11-16", "The Example Courier", ["Piet Aldous", "Ines Calder"]),
    ]


@pytest.mark.parametrize(
    ("name", "office"),
    [
        ("Mark Carney", "Governor of the Bank of England"),
        ("Angela Merkel", "Chancellor of Germany"),
        ("Emmanuel Macron", "President of France"),
        ("Justin Trudeau", "Prime Minister of Canada"),
        ("Taro Kono", "Foreign Minister of Japan"),
    ],
)
def test_the_demo_shows_who_people_were_on_the_day(run, tmp_path, name, office):
    page = tmp_path / "summit.html"
    page.write_text(articles()[2].html, encoding="utf-8")
    cards = json.loads(run("people", page, "--json").out)
    card = next(card for card in cards if card["person"]["name"] == name)
    assert office in card["then"]["office"]


def test_the_demo_is_for_a_library_without_other_pages(run, tmp_path):
    run("demo")
    whole = run("export", "json").out.replace(articles()[0].url, "https://other.example/one")
    (tmp_path / "other.json").write_text(whole, encoding="utf-8")
    data = ("--data", tmp_path / "other library")
    assert run("import", tmp_path / "other.json", *data).code == 0
    outcome = run("demo", *data)
    assert outcome.code == 1
    assert "this library has pages already" in outcome.said


def test_a_demo_that_was_broken_off_is_completed_and_twice_does_no_harm(run, library, tmp_path):
    half = json.loads(run("export", "json").out)
    half["pages"] = half["pages"][:2]
    half["pages"][1]["annotations"] = half["pages"][1]["annotations"][:1]
    (tmp_path / "half.json").write_text(json.dumps(half), encoding="utf-8")
    data = ("--data", tmp_path / "broken off")
    run("import", tmp_path / "half.json", *data)
    for _ in range(2):
        assert run("demo", *data).code == 0
    completed = json.loads(run("export", "json", *data).out)["pages"]

    def quotes(pages):
        return sorted(mark["selector"]["exact"] for page in pages for mark in page["annotations"])

    assert quotes(completed) == quotes(library)


def test_every_article_of_the_demo_says_that_it_is_invented():
    assert all("The Example Courier is an invented newspaper" in article.html for article in articles())
