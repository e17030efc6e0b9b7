import pytest

from postil.capture.bylines import are_organisations, from_json_ld, is_name, names


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("By Maren Oduya", ("Maren Oduya",)),
        ("Von Grete Hansen und Uwe Brandis", ("Grete Hansen", "Uwe Brandis")),
        ("Par Inès Moreau et Luc Petit", ("Inès Moreau", "Luc Petit")),
        (
            "Words by Ana Thorvald, Iwan Prys and Noor Castellan",
            ("Ana Thorvald", "Iwan Prys", "Noor Castellan"),
        ),
        ("Anna Weiss, Nairobi", ("Anna Weiss",)),
        ("Petra Lindqvist, Senior Reporter", ("Petra Lindqvist",)),
        ("Martin Luther King, Jr.", ("Martin Luther King, Jr",)),
        ("Trine Dahl & Ole Juul; Bo Lind", ("Trine Dahl", "Ole Juul", "Bo Lind")),
        ("松岡大地", ("松岡大地",)),
        ("水野 葉子", ("水野 葉子",)),
        ("作者：林芳", ("林芳",)),
        ("海港新闻记者 段小平 廖林", ("段小平", "廖林")),
        ("文｜林芳&何秀珍", ("林芳", "何秀珍")),
        ("Radio Puerto en Español", ("Radio Puerto en Español",)),
        ("Le Port et Marine", ("Le Port et Marine",)),
        ("Maren Oduya | Maren Oduya", ("Maren Oduya",)),
        ("https://www.social.example/paper", ()),
        ("desk@paper.example", ()),
        ("105092", ()),
        ("", ()),
        ("word " * 40, ()),
    ],
)
def test_a_byline_is_cut_into_its_names(line, found):
    assert names([line]) == found


@pytest.mark.parametrize(
    ("author", "found"),
    [
        ("Maren Oduya", ("Maren Oduya",)),
        ({"@type": "Person", "name": "Maren Oduya"}, ("Maren Oduya",)),
        ({"@type": "Person", "name": ["Maren Oduya"]}, ("Maren Oduya",)),
        ([{"name": "Maren Oduya"}, "Anselm Okafor"], ("Maren Oduya", "Anselm Okafor")),
        ([{"name": None}, 7, None], ()),
        (None, ()),
    ],
)
def test_authors_in_json_ld_come_in_every_shape(author, found):
    assert from_json_ld({"author": author}) == found


def test_an_outlet_that_signs_itself_is_an_organisation():
    assert are_organisations({"author": {"@type": "Person", "name": "Paper Newsroom"}}, ("Paper",))


def test_a_person_is_no_organisation():
    assert not are_organisations({"author": {"@type": "Person", "name": "Maren Oduya"}}, ("Paper", ""))


@pytest.mark.parametrize("text", ["News Desk", "Reporter", "Associated Press", "maren"])
def test_desks_and_posts_are_no_names(text):
    assert not is_name(text)
