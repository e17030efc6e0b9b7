import csv
import io
from dataclasses import replace

import pytest
from hypothesis import given

from postil.formats import csv_table
from postil.models import AnchorState, Colour
from tests import make
from tests.formats import anything

# What makes Excel, LibreOffice or Google Sheets read a cell as a formula.
SIGNS = tuple("=+-@＝＋－＠")


def rows(*bundles):
    """The file as a reader of RFC 4180 sees it."""
    return list(csv.DictReader(io.StringIO("".join(csv_table.write(bundles)), newline=""), strict=True))


def test_a_mark_is_a_row_with_all_that_belongs_to_it():
    mark = make.annotation(
        note="Which weir?", tags=("river", "council"), colour=Colour.GREEN, people=("p1",), said_by="p1"
    )
    assert rows(make.bundle(mark)) == [
        {
            "quote": "mend the old weir",
            "note": "Which weir?",
            "tags": "river; council",
            "colour": "green",
            "people": "Rosalind Achterberg",
            "said_by": "Rosalind Achterberg",
            "title": "The weir is to be mended",
            "site": "The Example Courier",
            "authors": "Ines Calder",
            "published": "2026-02-27",
            "url": make.URL,
            "link": f"{make.URL}#:~:text=mend%20the%20old%20weir",
            "state": "anchored",
            "start": "52",
            "end": "69",
            "created": "2026-03-01T12:00:00+00:00",
            "updated": "2026-03-01T12:01:00+00:00",
            "id": "mark1",
            "page_id": "page1",
            "replies_to": "",
        }
    ]


def test_what_is_not_known_is_an_empty_cell():
    lost = make.annotation(quote="never there")
    (row,) = rows(make.bundle(lost, published=None, site=None))
    assert row["state"] == AnchorState.LOST
    assert (row["start"], row["end"], row["published"], row["site"], row["said_by"]) == ("", "", "", "", "")


def test_lines_end_as_rfc_4180_has_it_and_the_header_is_always_there():
    assert "".join(csv_table.write([])) == ",".join(csv_table.COLUMNS) + "\r\n"
    assert "".join(csv_table.write([make.bundle(make.annotation())])).count("\r\n") == 2


def test_commas_quotation_marks_and_line_breaks_stay_in_their_cell():
    note = 'He said "no", twice,\r\nand left.\n\nThen: nothing'
    (row,) = rows(make.bundle(make.annotation(note=note)))
    assert row["note"] == note


@pytest.mark.parametrize(
    "value",
    [
        "=HYPERLINK(\"http://x.example\")",
        "+1",
        "-1",
        "@SUM(A1)",
        " =1+1",
        "\t=1",
        "\r=1",
        "\n=1",
        "'=1",
        "''=1",
        "\uff1d1",
        "\xa0=1",
    ],
)  # fmt: skip
def test_no_cell_begins_as_a_formula_and_each_can_be_read_back(value):
    (row,) = rows(make.bundle(make.annotation(note=value)))
    assert row["note"] == "'" + value
    assert csv_table.unguard(row["note"]) == value


@pytest.mark.parametrize("value", ["'We will see', she said", "1=1", "a@b.example", "", "'", "word"])
def test_harmless_cells_stay_as_they_are(value):
    assert csv_table.guard(value) == value == csv_table.unguard(value)


@given(anything.text)
def test_the_guard_is_undone_exactly(value):
    guarded = csv_table.guard(value)
    assert not guarded.lstrip().startswith(SIGNS)
    assert csv_table.unguard(guarded) == value


@given(anything.bundles())
def test_every_mark_is_one_row_whatever_it_holds(bundle):
    found = rows(bundle)
    assert [csv_table.unguard(row["note"]) for row in found] == [mark.note for mark in bundle.annotations]
    assert [csv_table.unguard(row["quote"]) for row in found] == [mark.quote for mark in bundle.annotations]


def test_a_person_without_a_name_here_is_given_by_id():
    bundle = replace(make.bundle(make.annotation(people=("p9",))), names={})
    assert rows(bundle)[0]["people"] == "p9"
