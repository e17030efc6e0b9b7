"""The main job, through real processes: what is kept of a page survives a kill and comes out three ways."""

import csv
import io
import json

import pytest
import requests

from postil.demo import articles

STORY = articles()[1]


class Api:
    """The server's API as an extension calls it."""

    def __init__(self, address, token):
        self.address, self.session = address, requests.Session()
        self.session.headers["Authorization"] = f"Bearer {token}"

    def call(self, method, path, **parts):
        answer = self.session.request(method, self.address + path, **parts)
        assert answer.ok, answer.text
        return answer.json()


@pytest.fixture
def api(serve, run):
    """Start a server, or another after the last has ended; gives its API."""

    def api(server):
        return Api(server.address, run("token").out.strip())

    return api


def test_what_a_reader_keeps_survives_a_kill_and_comes_out_in_every_format(serve, run, api, tmp_path):
    server = serve()
    library = api(server)
    page = library.call("POST", "/api/pages", json={"url": STORY.url, "html": STORY.html})
    assert page["people"][0]["person"]["name"]
    made = [
        library.call(
            "POST",
            "/api/annotations",
            json={
                "url": STORY.url + "?utm_source=x",
                "quote": mark.quote,
                "note": mark.note,
                "tags": list(mark.tags),
            },
        )
        for mark in STORY.marks
    ]
    for mark in made:
        assert page["text"][mark["start"] : mark["end"]] == mark["quote"]
    gone = library.call("DELETE", f"/api/annotations/{made[-1]['id']}")
    before = library.call("GET", f"/api/pages/{page['id']}")

    server.process.kill()
    server.wait()
    again = api(serve())
    assert again.call("GET", f"/api/pages/{page['id']}") == before
    assert again.call("GET", f"/api/annotations/{gone['id']}") == gone

    kept = made[:-1]
    markdown, rows = (
        run("export", "markdown").out,
        list(csv.DictReader(io.StringIO(run("export", "csv").out))),
    )
    assert [row["quote"] for row in rows] == [mark["quote"] for mark in kept]
    for mark in kept:
        assert f"> {mark['quote']}\n" in markdown
        assert f"]({mark['link']})" in markdown
    library_file = run("export", "json").out
    assert {mark["id"] for mark in json.loads(library_file)["pages"][0]["annotations"]} == {
        m["id"] for m in made
    }

    (tmp_path / "library.json").write_text(library_file, encoding="utf-8")
    assert run("import", tmp_path / "library.json", "--data", tmp_path / "empty").code == 0
    assert run("export", "json", "--data", tmp_path / "empty").out == library_file
