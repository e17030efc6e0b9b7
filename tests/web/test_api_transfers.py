"""Export and import through the API: what goes out comes back, and a bad file is refused whole."""

import gzip
import json

import pytest

from postil.library import Library
from postil.library.transfers import Export
from postil.store.tiny import open_store
from postil.web import create_app
from tests.web.conftest import Caller, TwoPeople


@pytest.fixture
def elsewhere(tmp_path, settings, clock):
    """The API of another library, empty."""
    library = Library(open_store(tmp_path / "elsewhere"), TwoPeople, "another secret", now=clock)
    yield Caller(create_app(library, settings), library.access.own_token)
    library.close()


def test_the_formats_are_listed(api):
    formats = {format["name"]: format for format in api.get("/api/export").json["items"]}
    assert {"markdown", "json", "csv"} <= set(formats)
    assert formats["json"]["can_import"]
    assert not formats["csv"]["can_import"]


@pytest.mark.parametrize(
    ("format", "type", "file"),
    [
        ("markdown", "text/markdown", "postil.md"),
        ("csv", "text/csv", "postil.csv"),
        ("json", "application/json", "postil.json"),
    ],
)
def test_an_export_is_a_file_with_the_marks_in_it(api, mark, format, type, file):
    reply = api.get(f"/api/export/{format}")
    assert reply.status_code == 200
    assert reply.mimetype == type
    assert reply.headers["Content-Disposition"] == f'attachment; filename="{file}"'
    assert mark["quote"] in reply.text
    assert mark["note"] in reply.text


def test_an_export_holds_only_what_the_filters_let_through(api, page, mark):
    api.post(
        "/api/annotations", json={"page_id": page["id"], "quote": "Adaeze Okonkwo signed", "colour": "blue"}
    )
    text = api.get("/api/export/markdown?colour=blue").text
    assert "Adaeze Okonkwo signed" in text
    assert mark["quote"] not in text
    assert mark["quote"] not in api.get("/api/export/markdown?until=2026-03-01").text
    assert mark["quote"] in api.get("/api/export/markdown", query_string={"url": page["url"]}).text


@pytest.mark.parametrize(
    ("path", "status", "says"),
    [
        ("/api/export/word", 422, "markdown"),
        ("/api/export/json?colour=mauve", 422, "colour"),
        ("/api/export/json?colr=blue", 422, "colr: unknown field"),
        ("/api/export/json?url=https://nowhere.example/", 404, "https://nowhere.example/"),
        ("/api/export/json?person=nobody", 404, "nobody"),
    ],
)
def test_a_bad_export_is_refused(api, path, status, says):
    reply = api.get(path)
    assert reply.status_code == status
    assert says in reply.json["error"]["message"]


def test_a_library_goes_through_json_into_an_empty_one_and_comes_out_equal(api, elsewhere, page, mark):
    api.delete(f"/api/annotations/{mark['id']}")
    api.post("/api/annotations", json={"page_id": page["id"], "quote": "Adaeze Okonkwo signed a bill"})
    file = api.get("/api/export/json").data
    report = elsewhere.post("/api/import", data=file).json
    assert (report["pages"], report["added"], report["skipped"]) == (1, 2, [])
    assert elsewhere.get("/api/export/json").data == file
    assert elsewhere.get(f"/api/pages/{page['id']}").json == api.get(f"/api/pages/{page['id']}").json
    again = elsewhere.post("/api/import", data=file).json
    assert (again["pages"], again["added"], again["same"]) == (0, 0, 2)


def test_an_import_tells_its_progress_in_lines(api, elsewhere, mark):
    file = api.get("/api/export/json").data
    reply = elsewhere.post("/api/import", data=file, headers={"Accept": "application/x-ndjson"})
    assert reply.mimetype == "application/x-ndjson"
    *steps, last = [json.loads(line) for line in reply.text.splitlines()]
    nothing = {"pages": 0, "added": 0, "updated": 0, "same": 0, "corrections": 0}
    assert steps[0] == {"progress": nothing | {"skipped": 0}}
    assert steps[-1]["progress"]["added"] == 1
    assert last == nothing | {"pages": 1, "added": 1, "skipped": []}


@pytest.mark.parametrize("accept", ["application/json", "application/x-ndjson"])
@pytest.mark.parametrize(
    ("file", "query", "says"),
    [
        (b"", "", "file: expected a file"),
        (b"\xff\xfe\x00", "", "file: expected text in UTF-8"),
        (b"PK\x03\x04 and more", "", "file: is packed (ZIP): unpack it"),
        (gzip.compress(b"{}", mtime=0), "", "file: is packed (gzip): unpack it"),
        (b"a shopping list", "", "file: is of no format that can be read"),
        (b"a shopping list", "?format=word", "format: 'word' is not one of"),
        (b"quote,note", "?format=csv", "format: 'csv' can't be read back"),
        (b"[]", "?formt=json", "formt: unknown field; there are format"),
    ],
)
def test_a_file_that_is_none_is_refused_and_nothing_kept(api, accept, file, query, says):
    reply = api.post(f"/api/import{query}", data=file, headers={"Accept": accept})
    assert reply.status_code == 422
    assert says in reply.json["error"]["message"]
    assert api.get("/api/pages").json["items"] == []


def test_an_export_is_sent_while_it_is_written(app, library, mark, monkeypatch):
    written = []

    def pieces():
        for number in range(5):
            written.append(number)
            yield str(number)

    markdown = next(format for format in library.transfers.formats() if format.name == "markdown")
    sent = Export(id="e1", format=markdown, pieces=pieces(), left_out=[])
    monkeypatch.setattr(library.transfers, "export", lambda name, query: sent)
    key = {"Authorization": f"Bearer {library.access.own_token}"}
    with app.test_client() as client:
        reply = client.get("/api/export/markdown", base_url="http://127.0.0.1:8377", headers=key)
        assert len(written) < 5
        assert reply.text == "01234"
