from datetime import date

import pytest

from postil.capture.dates import published


@pytest.mark.parametrize(
    "text",
    [
        "2024-03-05",
        "20240305",
        "2024-03-05T23:59:00+09:00",
        "2024-03-05T00:10:00-0800",
        "2024-03-05 08:15:00.123 UTC",
        "2024-03-05T8:15",
        "1709596800",
        "1709596800000",
        "March 5, 2024",
        "Mar. 5, 2024 6:00 am",
        "5th March 2024",
        "Published: 5 March 2024, updated 7 March 2024",
        "5. März 2024",
        "5 mars 2024 à 18h",
        "5 de marzo de 2024",
        "5 marca 2024",
        "5 марта 2024",
        "05.03.2024",
        "5 مارس/ آذار 2024",
        "5 Μαρτίου 2024",
        "5 Mart 2024 Salı",
        "2024. március 5.",
        "5 tháng 3, 2024",
        "5. maaliskuuta 2024",
        "5. března 2024",
        "2024年3月5日",
        "2024년 3월 5일",
    ],
)
def test_the_day_is_read_however_it_is_written(text):
    assert published([text], None) == date(2024, 3, 5)


@pytest.mark.parametrize(
    "text", ["", "soon", "2024-13-45", "99999999", "31.02.2024", "5 Marchtober 2024", "0001-01-01"]
)
def test_what_is_no_date_is_none(text):
    assert published([text], None) is None


def test_the_first_witness_is_believed():
    assert published(["rubbish", "2024-03-05T10:00:00+01:00", "2024-03-09"], None) == date(2024, 3, 5)


def test_a_time_in_utc_is_turned_to_the_zone_in_which_the_page_gives_it_too():
    stated = ["2024-03-06T03:30:00Z", "2024-03-05T19:30:12-08:00"]
    assert published(stated, None) == date(2024, 3, 5)


def test_another_moment_does_not_move_a_time_in_utc():
    stated = ["2024-03-06T03:30:00Z", "2024-03-05T09:00:00-08:00"]
    assert published(stated, None) == date(2024, 3, 6)


def test_a_time_in_utc_gives_way_to_the_day_in_the_address():
    assert published(["2024-03-06T03:30:00Z"], "https://paper.example/2024/03/05/ferry") == date(2024, 3, 5)


def test_a_time_in_utc_gives_way_to_the_day_that_is_shown():
    shown = ["By Maren Oduya", "Mar. 4, 2024 9:25 pm"]
    assert published(["2024-03-05T02:25:00Z"], None, shown) == date(2024, 3, 4)
    assert published(["2024-03-05T02:25:00Z"], None, [*shown, "5 March 2024"]) == date(2024, 3, 5)
    assert published(["2024-03-05T02:25:00Z"], None, ["1 March 2024"]) == date(2024, 3, 5)


@pytest.mark.parametrize("text", ["11/17/2023 05:40 PM", "17/11/2023"])
def test_a_day_with_strokes_is_read_where_it_can_mean_but_one(text):
    assert published([text], None) == date(2023, 11, 17)
    assert published(["05/06/2023"], None) is None


def test_the_address_does_not_win_over_a_time_in_a_zone():
    assert published(["2024-03-06T03:30:00+01:00"], "https://paper.example/2024/03/05/ferry") == date(
        2024, 3, 6
    )


@pytest.mark.parametrize(
    "url",
    [
        "https://paper.example/2024/03/05/ferry",
        "https://paper.example/news/2024-3-5/ferry",
        "https://paper.example/world/2024/mar/05/ferry",
        "https://paper.example/world/2024_03_05_516.shtml",
    ],
)
def test_the_address_speaks_when_nothing_else_does(url):
    assert published([], url) == date(2024, 3, 5)


@pytest.mark.parametrize(
    "url", [None, "https://paper.example/2024/ferry", "https://paper.example/1234/56/78/"]
)
def test_an_address_without_a_day_gives_none(url):
    assert published([], url) is None
