import json

from postil.demo import articles


def test_clean_prints_the_article_and_says_apart_what_it_left_out(run, story):
    outcome = run("clean", story, "--url", articles()[1].url)
    assert outcome.code == 0
    title, facts, first = outcome.out.split("\n\n")[:3]
    assert title == "After the flood, Ashby Ferry counts its chairs"
    assert facts == "Marguerite Dole · The Example Courier · 2015-12-09"
    assert first.startswith("The water left Ashby Ferry on Tuesday")
    assert "Chairs dry outside" not in outcome.out
    assert "Left out: " in outcome.said
    assert "caption 2" in outcome.said


def test_clean_says_when_a_page_kept_the_rest_back(run, tmp_path):
    page = tmp_path / "stub.html"
    page.write_text(
        f"<article><p>{'The bridge closed at noon. ' * 12}</p></article><p>Subscribe to continue reading</p>"
    )
    assert "the page kept the rest of the article back" in run("clean", str(page)).said


def test_clean_in_json_is_an_article_as_the_api_gives_it(run, story):
    article = json.loads(run("clean", story, "--url", articles()[1].url, "--json").out)
    assert set(article) == {
        *("id", "url", "canonical", "title", "authors", "published", "site", "language", "state", "text"),
        *("blocks", "removed", "versions", "news", "people", "annotations", "addresses", "corrections"),
        *("stamp", "revised", "day", "as_of", "left_out"),
    }
    assert article["url"] == articles()[1].url
    assert article["published"] == "2015-12-09"
    assert [block["text"] for block in article["blocks"]] == article["text"].split("\n\n")
    assert {part["kind"] for part in article["removed"]} >= {"caption"}
    assert "Rosalind Achterberg" in {card["person"]["name"] for card in article["people"]}


def test_a_page_can_come_from_standard_input(run, story):
    assert run("clean", "-", stdin=story.read_bytes()).out == run("clean", story).out


def test_plain_text_is_an_article_too(run):
    text = (
        "The lamps of Port Sennen were lit at four.\n\n"
        + "Nobody in the harbour could say who had lit them. " * 9
    )
    assert "The lamps of Port Sennen" in run("clean", "-", stdin=text.encode()).out


def test_the_bytes_of_an_old_page_are_read_in_its_own_encoding(run, story):
    html = story.read_text(encoding="utf-8").replace('charset="utf-8"', 'charset="windows-1252"')
    old = html.replace("“", "\x93").replace("”", "\x94").replace("‘", "\x91").replace("’", "\x92")
    outcome = run("clean", "-", stdin=old.encode("latin-1"))
    assert "“I have been wrong about the river three times,”" in outcome.out


def test_people_are_printed_one_a_line_with_their_office_on_that_day(run, story):
    outcome = run("people", story)
    assert outcome.code == 0
    cameron = next(line for line in outcome.out.splitlines() if line.startswith("David Cameron"))
    assert cameron.startswith(
        "David Cameron: then Prime Minister of the United Kingdom (from 2010-05-11 to 2016-07-1"
    )
    assert any(line.startswith("Rosalind Achterberg") for line in outcome.out.splitlines())


def test_people_in_json_are_a_list_of_cards(run, story):
    cards = json.loads(run("people", story, "--json").out)
    cameron = next(card for card in cards if card["person"]["name"] == "David Cameron")
    assert set(cameron) == {
        *("person", "then", "now", "alive_then", "named_as", "mentions", "basis", "from_article"),
        *("alternatives", "confidence", "sources", "your_marks", "corrected"),
        *("summary", "pending", "last_known", "lines"),
    }
    assert cameron["then"]["office"] == "Prime Minister of the United Kingdom"
    assert cameron["your_marks"] == {"count": 0, "last": None}


def test_the_day_of_an_article_can_be_given(run):
    text = b"David Cameron opened the regatta on Saturday and was soaked. The rain was worse on Sunday. " * 4
    then, later = (
        json.loads(run("people", "-", "--date", day, "--json", stdin=text).out)[0]["then"]
        for day in ("2012-06-03", "2024-01-10")
    )
    assert (then["office"], later["office"]) != (None, None)
    assert then["office"] == "Prime Minister of the United Kingdom"
    assert then != later


def test_a_page_without_an_article_is_refused_in_a_sentence(run):
    outcome = run("clean", "-", stdin=b"<html><body><form><input name=q></form></body></html>")
    assert outcome.code == 1
    assert outcome.out == ""
    assert outcome.said.startswith("postil: ")
    assert outcome.said.count("\n") == 1


def test_bytes_that_are_no_text_are_refused_in_a_sentence(run):
    outcome = run("people", "-", stdin=b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 50)
    assert outcome.code == 1
    assert outcome.said.startswith("postil: ")


def test_a_day_that_is_none_is_refused(run, story):
    outcome = run("people", story, "--date", "yesterday")
    assert (outcome.code, outcome.said) == (
        1,
        "postil: --date: expected a day like 2026-03-01, got 'yesterday'\n",
    )


def test_a_file_that_is_not_there_is_a_wrong_call(run):
    outcome = run("clean", "no-such-file.html")
    assert outcome.code == 2
    assert "no-such-file.html" in outcome.said


def test_reading_a_page_keeps_nothing(run, story, data):
    run("clean", story, "--json")
    assert not data.exists()
