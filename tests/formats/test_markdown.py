from datetime import datetime

import pytest
from hypothesis import example, given
from markdown_it import MarkdownIt

from postil.formats import markdown
from postil.models import AnchorState, Colour, Selector
from tests import make
from tests.formats import anything


def written(*bundles):
    return "".join(markdown.write(bundles))


def outline(text):
    """What a CommonMark reader with tables and strike-through makes of it: the kinds of blocks, in order."""
    tokens = MarkdownIt("gfm-like", {"linkify": False}).parse(text)
    return [
        token.type
        for token in tokens
        if token.type.endswith(("_open", "hr", "html_block", "fence", "code_block"))
    ]


def shown(text):
    """The letters a reader sees, and the inline marks that are neither text nor line breaks."""
    letters, marks = [], []
    for token in MarkdownIt("gfm-like", {"linkify": False}).parse(text):
        for inline in token.children or ():
            if inline.type in ("text", "text_special"):
                letters.append(inline.content)
            elif inline.type not in ("softbreak", "hardbreak"):
                marks.append(inline.type)
    return "".join("".join(letters).split()), marks


def test_an_article_with_a_mark_reads_as_written_here():
    mark = make.annotation(
        note="Which weir?\nThe upper one.\n\nAsk.",
        tags=("river", "town council"),
        colour=Colour.GREEN,
        said_by="p1",
    )
    assert written(make.bundle(mark)) == (
        "# The weir is to be mended\n"
        "\n"
        "The Example Courier · 2026-02-27 · Ines Calder\n"
        "\n"
        "[The article](https://courier.example/2026/02/weir-to-be-mended)\n"
        "\n"
        "> mend the old weir\n"
        "\n"
        "Which weir?  \n"
        "The upper one.\n"
        "\n"
        "Ask.\n"
        "\n"
        "*green · tags: river, town council · said by Rosalind Achterberg · marked 2026-03-01 · "
        "[In the article](https://courier.example/2026/02/weir-to-be-mended#:~:text=mend%20the%20old%20weir)*\n"
        "\n"
    )


def test_a_quotation_over_paragraphs_stays_one_quotation():
    mark = make.annotation(quote="weir.\n\nRosalind Achterberg")
    assert "> weir.\n>\n> Rosalind Achterberg\n" in written(make.bundle(mark))


def test_a_page_that_says_little_has_a_short_header():
    text = written(make.bundle(title="", site=None, published=None, authors=()))
    assert text.startswith("# https://courier.example/2026/02/weir-to-be-mended\n\n[The article](")


def test_a_moment_of_publication_is_shown_as_its_day():
    assert "· 2026-02-27 ·" in written(make.bundle(published=datetime(2026, 2, 27, 18, 30)))


@pytest.mark.parametrize(
    ("state", "says"),
    [
        (AnchorState.CHANGED, "the article has other words here by now"),
        (AnchorState.ANCHORED, "marked 2026-03-01 · ["),
    ],
)
def test_a_mark_says_when_the_article_changed_under_it(state, says):
    assert says in written(make.bundle(make.annotation(state=state)))


def test_a_lost_mark_says_so_and_leads_nowhere():
    lost = make.annotation(quote="never there", link=make.URL)
    assert "marked 2026-03-01 · no longer in the article*" in written(make.bundle(lost))


def test_ordinary_words_are_not_disfigured():
    plain = (
        "1.5 times 2019. It cost $5.2m - 3% more than planned; see https://a.example/b_c?d=e&f=g, he said!"
    )
    assert f"> {plain}\n" in written(make.bundle(make.annotation(quote=plain)))


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "data:text/html,x", "file:///etc/passwd", " javascript:x", "https:evil"]
)
def test_an_address_that_no_browser_should_follow_is_no_link(url):
    assert "](" not in written(make.bundle(make.annotation(link=url))).partition("> mend")[2]


def test_a_link_can_not_end_early():
    text = written(make.bundle(make.annotation(link="https://a.example/x) [y](javascript:z) <b>&lt;\n\n# h")))
    assert outline(text) == outline(written(make.bundle(make.annotation())))
    assert "https://a.example/x%29[y]%28javascript:z%29%3Cb%3E\\&lt;#h" in text


@given(anything.words, anything.text.filter(str.strip), anything.words)
@example(quote="# h", note="1. n\n\n2) m", tag="*")
@example(quote="---", note="word\n===", tag="]")
@example(quote="a|b\n-|-\n1|2", note="| a |\n|---|\n| b |", tag="`")
@example(quote="    code", note="```\n<script>", tag="_")
@example(quote="[a]: http://x.example", note="[a]: http://x.example 'y'", tag="\\")
def test_whatever_is_marked_the_file_keeps_its_outline_and_its_letters(quote, note, tag):
    mark = make.annotation(selector=Selector(exact=quote), note=note, tags=(tag,))
    text = written(make.bundle(mark))
    kinds = outline(text)
    assert set(kinds) <= {"heading_open", "paragraph_open", "blockquote_open"}
    assert kinds.count("heading_open") == kinds.count("blockquote_open") == 1
    letters, marks = shown(text)
    assert marks == ["link_open", "link_close", "em_open", "link_open", "link_close", "em_close"]
    for value in (quote, note, tag):
        assert "".join(markdown._CONTROL.sub("", value).split()) in letters


@given(anything.words)
@example("word #")
def test_whatever_a_page_is_called_it_is_one_heading_with_all_its_letters(title):
    text = written(make.bundle(title=title, site=title, authors=(title,)))
    assert outline(text) == ["heading_open", "paragraph_open", "paragraph_open"]
    assert shown(text)[0].count("".join(markdown._CONTROL.sub("", title).split())) >= 3


def test_a_word_with_a_hash_sign_makes_no_tag_in_the_readers_notebook():
    assert "the \\#river" in written(make.bundle(make.annotation(note="see the #river")))
