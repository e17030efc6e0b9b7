import gzip
import json
import os
import re
import signal
import sys
from concurrent.futures import ThreadPoolExecutor

import pytest

from postil.formats import FORMATS


@pytest.fixture
def filled(run):
    """A library with the demo in it; gives its JSON."""
    run("demo")
    return run("export", "json").out


def test_the_formats_are_listed_by_name_and_title(run):
    listed = dict(line.split("\t") for line in run("export", "--list").out.splitlines())
    assert listed == {format.name: format.title for format in FORMATS.values()}


def test_every_format_can_be_written_to_a_file_or_to_the_screen(run, filled, tmp_path):
    for name in FORMATS:
        outcome = run("export", name, "--out", tmp_path / "out")
        assert (outcome.code, outcome.out) == (0, "")
        assert (tmp_path / "out").read_bytes() == run("export", name).out.encode()


@pytest.mark.parametrize(
    ("filters", "quotes"),
    [
        (["--tag", "ferries", "--colour", "green"], {"no inhabited island"}),
        (
            ["--url", "https://m.courier.example/2023/09/norrow-rate?fbclid=x", "--colour", "blue"],
            {"left its main"},
        ),
        (["--person", "Tobias Wren"], set()),
        (["--since", "2100-01-01"], set()),
        (["--until", "2100-01-01", "--tag", "corrections"], {"The twelfth was"}),
    ],
)
def test_an_export_can_be_narrowed(run, filled, filters, quotes):
    outcome = run("export", "csv", *filters)
    rows = outcome.out.splitlines()[1:]
    assert len(rows) == len(quotes)
    assert all(any(quote in row for row in rows) for quote in quotes)


def test_the_json_of_a_library_fills_an_empty_one_to_an_equal(run, filled, tmp_path):
    (tmp_path / "library.json").write_text(filled, encoding="utf-8")
    outcome = run("import", tmp_path / "library.json", "--data", tmp_path / "other")
    assert outcome.code == 0
    assert outcome.out == "5 new pages; marks: 14 new, 0 updated, 0 here already; 0 skipped\n"
    assert run("export", "json", "--data", tmp_path / "other").out == filled


def test_an_import_twice_doubles_nothing(run, filled, tmp_path):
    (tmp_path / "library.json").write_text(filled, encoding="utf-8")
    outcome = run("import", tmp_path / "library.json")
    assert outcome.out == "0 new pages; marks: 0 new, 0 updated, 14 here already; 0 skipped\n"
    assert run("export", "json").out == filled


def test_an_import_says_what_it_skipped_and_why(run, filled, tmp_path):
    library = json.loads(filled)
    library["pages"][0]["annotations"][0]["colour"] = "beige"
    del library["pages"][1]["title"]
    outcome = run("import", "-", "--data", tmp_path / "other", stdin=json.dumps(library).encode())
    assert outcome.code == 0
    assert outcome.out.startswith("4 new pages; ")
    assert outcome.out.endswith("; 2 skipped\n")
    assert "skipped mark 1, " in outcome.said
    assert "colour: expected one of yellow" in outcome.said
    assert "skipped page 2, https://courier.example/2023/09/norrow-rate: title: is missing" in outcome.said


def test_an_import_tells_how_far_it_is(run, filled, tmp_path):
    page = json.loads(filled)["pages"][0]
    copies = [
        page | {"id": f"p{n}", "key": f"a.example/{n}", "addresses": [f"a.example/{n}"], "annotations": []}
        for n in range(60)
    ]
    file = json.dumps({"postil": {"kind": "library", "version": 1}, "pages": copies})
    outcome = run("import", "-", "--data", tmp_path / "other", stdin=file.encode())
    assert outcome.said.splitlines() == ["25 pages, 0 marks, 0 skipped …", "50 pages, 0 marks, 0 skipped …"]


@pytest.mark.parametrize(
    ("file", "says"),
    [
        (b'{"postil": {"kind": "library", "version": 1}, "pages": [}', "line 1, column 57"),
        (b"# Only a heading", "of no format that can be read: json"),
        (b"", "expected a file to import"),
        (b"\xff\xfe\x00\xd8", "UTF-8"),
    ],
)
def test_a_file_that_can_not_be_read_is_refused_in_a_sentence(run, filled, file, says):
    outcome = run("import", "-", stdin=file)
    assert outcome.code == 1
    assert says in outcome.said
    assert outcome.said.count("\n") == 1
    assert run("export", "json").out == filled


def test_a_format_that_can_not_be_read_back_says_so(run, filled):
    outcome = run("import", "-", "--format", "csv", stdin=b"quote\r\n")
    assert outcome.code == 1
    assert "json" in outcome.said


def test_an_export_that_is_refused_leaves_the_old_file_alone(run, filled, tmp_path):
    (tmp_path / "notes.md").write_text("before", encoding="utf-8")
    outcome = run("export", "markdown", "--url", "https://elsewhere.example/", "--out", tmp_path / "notes.md")
    assert outcome.code == 1
    assert (tmp_path / "notes.md").read_text(encoding="utf-8") == "before"
    assert [path.name for path in tmp_path.iterdir() if "unfinished" in path.name] == []


def test_a_place_that_can_not_be_written_is_said_in_a_sentence(run, filled, tmp_path):
    outcome = run("export", "csv", "--out", tmp_path / "no" / "such" / "folder.csv")
    assert outcome.code == 1
    assert str(tmp_path / "no" / "such" / "folder.csv") in outcome.said
    assert "Traceback" not in outcome.said


if sys.platform != "win32":

    def test_an_export_to_a_link_replaces_what_it_leads_to(run, filled, tmp_path):
        link = tmp_path / "link.csv"
        link.symlink_to(tmp_path / "real.csv")
        run("export", "csv", "--out", link)
        assert link.is_symlink()
        assert (tmp_path / "real.csv").read_bytes() == run("export", "csv").out.encode()

    def test_an_export_goes_through_a_pipe_and_leaves_it_there(run, filled, tmp_path):
        pipe = tmp_path / "pipe"
        os.mkfifo(pipe)
        reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
        run("export", "csv", "--out", pipe)
        assert os.read(reader, 1_000_000) == run("export", "csv").out.encode()
        os.close(reader)
        assert pipe.is_fifo()


@pytest.fixture
def last_body(filled, data):
    """The file with the stored text of the page that an export gives last."""
    bodies = (path for path in (data / "bodies").rglob("*") if path.is_file())
    return next(
        path for path in bodies if b"A library that never closed" in gzip.decompress(path.read_bytes())
    )


def test_an_export_goes_on_past_a_text_that_can_not_be_read(run, last_body, tmp_path):
    last_body.write_bytes(b"rubbish")
    outcome = run("export", "json", "--out", tmp_path / "library.json")
    assert outcome.code == 1
    assert re.fullmatch(
        r"left out the text of '.+': the stored article in .+ can't be read \(.+\): "
        r"capture its page again, and it is kept anew\n"
        r"postil: the export is written, but 1 text had to be left out\n",
        outcome.said,
    )
    kept = json.loads((tmp_path / "library.json").read_text(encoding="utf-8"))
    assert [len(page["versions"]) for page in kept["pages"]].count(0) == 1
    assert len(kept["pages"]) == 5


if hasattr(os, "mkfifo"):

    def test_an_export_that_the_server_breaks_off_says_so_and_leaves_no_file(run, serve, last_body, tmp_path):
        server = serve()
        last_body.unlink()
        os.mkfifo(last_body)

        def kill_while_it_reads() -> None:
            held = os.open(last_body, os.O_WRONLY)  # waits until the server reads there
            server.end(signal.SIGKILL)
            os.close(held)

        with ThreadPoolExecutor() as hands:
            hands.submit(kill_while_it_reads)
            outcome = run("export", "json", "--out", tmp_path / "library.json")
        assert (outcome.code, outcome.said) == (
            1,
            "postil: the server broke off its answer: its log says why\n",
        )
        assert [path.name for path in tmp_path.iterdir()] == ["data"]
