import pytest

from postil.capture import extract
from postil.models import RemovedKind

STORY = (
    "The island council voted on Friday to keep the night ferry running for another three years.\n\n"
    "“They take it because somebody has to open the bakery,” said council president Hedda Marsh.\n\n"
    "The two members who voted against the subsidy said that the money was needed for the school roof."
)
PARAGRAPHS = STORY.split("\n\n")


@pytest.mark.parametrize(
    "text",
    [
        STORY,
        STORY.replace("\n\n", "\n"),
        STORY.replace("\n", "\r\n"),
        STORY.replace("\n", "\r"),
        "\n\n  " + STORY.replace(" ", "  ") + "\n",
        STORY.replace("night ferry", "night\u00a0ferry"),
    ],
)
def test_paragraphs_are_told_apart_by_lines(text):
    assert [block.text for block in extract(text).blocks] == PARAGRAPHS


def test_lines_that_were_wrapped_are_joined_again():
    wrapped = (
        "The island council voted on Friday to keep the night ferry running\n"
        "for another three years, ending a winter of petitions and one very\n"
        "long public hearing that went on until the boat had left.\n\n" + STORY
    )
    assert (
        extract(wrapped)
        .blocks[0]
        .text.endswith("petitions and one very long public hearing that went on until the boat had left.")
    )
    assert len(extract(wrapped).blocks) == 4


@pytest.mark.parametrize(
    ("lines", "kinds"),
    [
        ("Deckhands tie up the Lantern.\nTobias Renn/AP\nhide caption", ["caption", "credit", "credit"]),
        ("Deckhands tie up the Lantern. Tobias Renn/AP hide caption", ["caption"]),
        ("Hedda Marsh, left, poses with the bell.\nPhoto: Tobias Renn", ["caption", "credit"]),
        ("Korean Central News Agency via AP", ["credit"]),
        ("Advertisement", ["navigation"]),
        ("Enlarge this image", ["credit"]),
    ],
)
def test_a_caption_goes_with_its_credit_and_its_controls(lines, kinds):
    article = extract(PARAGRAPHS[0] + "\n" + lines + "\n" + "\n".join(PARAGRAPHS[1:]))
    assert [part.kind for part in article.removed] == [RemovedKind(kind) for kind in kinds]
    assert [block.text for block in article.blocks] == PARAGRAPHS


@pytest.mark.parametrize(
    "line",
    [
        "The Associated Press asked the council for a comment, and got one.",
        "He works for Reuters.",
        "The photo shows nothing at all, said the harbor master.",
        "Marsh laughed.",
    ],
)
def test_a_sentence_about_pictures_or_agencies_stays(line):
    assert extract(STORY + "\n\n" + line).blocks[-1].text == line


def test_a_paragraph_above_a_bare_credit_stays():
    article = extract(STORY + "\nTobias Renn/AP")
    assert [block.text for block in article.blocks] == PARAGRAPHS


def test_a_first_line_without_a_full_stop_is_the_title_and_by_is_the_author():
    article = extract("Council keeps the night ferry\n\nBy Maren Oduya\n\n" + STORY)
    assert (article.title, article.authors) == ("Council keeps the night ferry", ("Maren Oduya",))
    assert [block.text for block in article.blocks] == PARAGRAPHS


@pytest.mark.parametrize(
    "above",
    [
        "By Maren Oduya\nFebruary 27, 2026\n\n",
        "27 February 2026\n\n",
        "By Maren Oduya\n\nFeb. 27, 2026, 9:30\n\n",
    ],
)
def test_a_date_above_a_text_is_its_day_and_no_paragraph(above):
    article = extract("Council keeps the night ferry\n\n" + above + STORY)
    assert str(article.published) == "2026-02-27"
    assert [block.text for block in article.blocks] == PARAGRAPHS


def test_a_sign_that_looks_like_a_tag_does_not_make_a_page_of_it():
    line = "If the wind is < 5 and the tide > 2, the boat sails, said <the master> of the harbor."
    assert extract(STORY + "\n\n" + line).blocks[-1].text == line


def test_the_day_of_a_text_is_the_one_in_its_address():
    article = extract(STORY, "https://courier.example/2026/02/27/night-ferry")
    assert str(article.published) == "2026-02-27"
    assert extract(STORY, "https://courier.example/night-ferry").published is None


@pytest.mark.parametrize(
    "wall",
    [
        "Subscribe to continue reading",
        "This article is exclusively for subscribers.",
        "Already a subscriber? Sign in",
        "Il vous reste 82.4% de cet article à lire. La suite est réservée aux abonnés.",
        "Jetzt weiterlesen mit dem Abo",
        "この記事は会員限定です。残り1,214文字",
    ],
)
def test_a_text_that_ends_at_a_wall_is_truncated_and_the_wall_is_no_part_of_it(wall):
    article = extract(f"{STORY}\n\n{wall}")
    assert article.state == "truncated"
    assert [block.text for block in article.blocks] == PARAGRAPHS
    assert [(part.kind, part.text) for part in article.removed] == [(RemovedKind.NEWSLETTER, wall)]


def test_a_long_text_is_complete_though_an_invitation_stands_under_it():
    article = extract("\n\n".join([STORY] * 9 + ["Already a subscriber? Sign in"]))
    assert article.state == "complete"
    assert len(article.blocks) == 27


@pytest.mark.parametrize(
    "line",
    [
        "“Nobody should have to subscribe to read the timetable,” she said as the boat left the pier.",
        "The harbor letter is for subscribers, and there are four hundred and eleven of them on the island.",
    ],
)
def test_a_sentence_about_subscribing_stays_in_the_text(line):
    assert extract(f"{STORY}\n\n{line}").blocks[-1].text == line
    assert extract(f"{line}\n\n{STORY}").state == "complete"
