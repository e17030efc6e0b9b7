"""How markup becomes blocks: what splits, what joins, what is never shown."""

import pytest

from postil.capture import extract
from postil.models import BlockKind

STORY = "".join(
    f"<p>Sentence {number} of a story about the boat that the harbor council could not agree to paint.</p>"
    for number in range(6)
)


def blocks_of(markup: str):
    """The blocks that ``markup``, placed in the middle of a story, adds to it."""
    article = extract(f"<html><body><article>{STORY}{markup}{STORY}</article></body></html>")
    return [(block.kind, block.text) for block in article.blocks[6:-6]]


def texts_of(markup: str):
    return [text for _, text in blocks_of(markup)]


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("<p>A l<b>and</b>mark in the h<i>arb</i>or.</p>", "A landmark in the harbor."),
        ("<p><b>One</b> <i class='x'>boat</i>\n<b>here</b>.</p>", "One boat here."),
        ("<p>One<span> </span>boat<b class='x'> <i></i></b>here.</p>", "One boat here."),
        ("<p>Two&nbsp;boats,\n\t one   pier.</p>", "Two boats, one pier."),
        ("<p>A zero\u200bwidth, a soft\u00adhyphen, a \ufeffmark.</p>", "A zerowidth, a softhyphen, a mark."),
        ("<p>می\u200cخواهم به خانه بروم و نان بخرم.</p>", "می\u200cخواهم به خانه بروم و نان بخرم."),
        ("<p>Family: 👩\u200d👧 waved.</p>", "Family: 👩\u200d👧 waved."),
        (
            "<p>The <ruby>港<rp>(</rp><rt>みなと</rt><rp>)</rp></ruby> town is open.</p>",
            "The 港 town is open.",
        ),
        ("<p>Before.<script>alert('x')</script> After.</p>", "Before. After."),
        ("<p>Before.<style>p {}</style><template>x</template> After.</p>", "Before. After."),
        ("<p>Before.<noscript>Turn on scripts.</noscript> After.</p>", "Before. After."),
        ("<p>Before. <span hidden>Nobody sees this.</span>After.</p>", "Before. After."),
        ('<p>Before. <span style="display: none">Nobody sees this.</span>After.</p>', "Before. After."),
        ('<p>Before. <span class="sr-only">opens in a new tab</span>After.</p>', "Before. After."),
        ("<p>Before.<!-- a note --> After.</p>", "Before. After."),
        ("<p>1 &lt; 2 &amp;amp; 3 &quot;four&quot;</p>", '1 < 2 &amp; 3 "four"'),
        ("<p>One line<br>and the next.</p>", "One line\nand the next."),
    ],
)
def test_text_is_what_a_reader_sees(markup, text):
    assert texts_of(markup) == [text]


@pytest.mark.parametrize(
    "markup",
    [
        "<p>The first one ends.</p><p>The second one begins.</p>",
        "<p>The first one ends.<br><br>The second one begins.</p>",
        "<p>The first one ends.<br> &nbsp;\n<br/>The second one begins.</p>",
        "<div>The first one ends.<p>The second one begins.</p></div>",
        "<div>The first one ends.<div>The second one begins.</div></div>",
        "<p>The first one ends.<p>The second one begins.",
        "<section>The first one ends.</section>The second one begins.",
        "<p>The first one ends.</p> <p> <b>The second one begins.</b> </p>",
        *(
            f"{wrapper * 300}<p>The first one ends.</p><p>The second one begins.</p>"
            for wrapper in ("<b>", "<div>", "<span class=x>", "<a name=x>", "<article>")
        ),
    ],
)
def test_paragraphs_are_split_where_a_reader_sees_a_gap(markup):
    assert texts_of(markup) == ["The first one ends.", "The second one begins."]


@pytest.mark.parametrize(
    ("markup", "kinds"),
    [
        (
            "<h2>What came of it</h2><p>It was painted in the end.</p>",
            [BlockKind.HEADING, BlockKind.PARAGRAPH],
        ),
        (
            "<blockquote><p>It was painted.</p><p>It was not.</p></blockquote>",
            [BlockKind.QUOTE, BlockKind.QUOTE],
        ),
        ("<blockquote>It was painted in the end.</blockquote>", [BlockKind.QUOTE]),
        ("<ul><li>one boat;</li><li><p>two piers.</p></li></ul>", [BlockKind.LIST_ITEM, BlockKind.LIST_ITEM]),
        (
            "<ol><li>one boat;<ul><li>and its oars.</li></ul></li></ol>",
            [BlockKind.LIST_ITEM, BlockKind.LIST_ITEM],
        ),
        ("<blockquote><ul><li>one boat.</li></ul></blockquote>", [BlockKind.QUOTE]),
        (
            "<dl><dt>Lantern</dt><dd>A boat of forty tons.</dd></dl>",
            [BlockKind.LIST_ITEM, BlockKind.LIST_ITEM],
        ),
    ],
)
def test_each_block_has_its_kind(markup, kinds):
    assert [kind for kind, _ in blocks_of(markup)] == kinds


def test_a_row_of_a_table_is_one_block():
    table = "<table><tr><th>Boat</th><th>Tons</th></tr><tr><td>Lantern</td><td>40</td></tr></table>"
    assert texts_of(table) == ["Boat Tons", "Lantern 40"]


def test_a_table_in_a_figure_is_text_and_its_caption_is_not():
    figure = (
        "<figure><table><tr><td>Lantern</td><td>40</td></tr></table><figcaption>Boats</figcaption></figure>"
    )
    assert texts_of(figure) == ["Lantern 40"]
