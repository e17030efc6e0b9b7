"""The library hypothesis-api, as it is on PyPI, against a running server."""

import json
import os
import subprocess
import sys

import pytest

from scripts.foreign_clients import provide
from tests.browser.serving import TOKEN, Server

# What hypexport and its like do: find all, in steps, by the last row's time.
SCRIPT = """
import json, sys, warnings
warnings.simplefilter("ignore")
from hypothesis import Hypothesis, HypothesisAnnotation

address, token = sys.argv[1:]
client = Hypothesis(authority="postil", username="reader", token=token)
client.api_url = address + "/hypothesis/api"
client.query_url = client.api_url + "/search?{query}"
page = "https://river.example/tolls"

def payload(n):
    selector = {"type": "TextQuoteSelector", "exact": f"words {n}", "prefix": "a", "suffix": "b"}
    return {"uri": page, "text": f"Note {n}", "tags": ["x"], "permissions": client.permissions,
            "document": {"title": ["Tolls"]}, "target": [{"source": page, "selector": [selector]}]}

made = [client.post_annotation(payload(n)).json() for n in range(9)]
note = {"uri": "https://river.example/b", "text": "on the page", "target": []}
made.append(client.post_annotation(note).json())
client.update_annotation(made[0]["id"], {"text": "changed"})
client.delete_annotation(made[1]["id"])
rows = list(client.search_all({"limit": 3, "user": "acct:reader@postil"}))
parsed = [HypothesisAnnotation(row) for row in rows]
print(json.dumps({
    "texts": [each.text for each in parsed],
    "exact": parsed[0].exact,
    "titles": sorted({each.doc_title for each in parsed}),
    "tags": parsed[0].tags,
    "one": client.get_annotation(made[0]["id"])["text"],
    "is_public": parsed[0].is_public,
}))
"""


@pytest.fixture
def server(tmp_path):
    server = Server(tmp_path / "library")
    server.start()
    yield server
    server.stop()


def test_the_library_makes_changes_deletes_and_finds_all_in_steps(server):
    ran = subprocess.run(
        [sys.executable, "-c", SCRIPT, server.address, TOKEN],
        env={**os.environ, "PYTHONPATH": str(provide())},
        stdout=subprocess.PIPE,
        encoding="utf-8",
        check=True,
    )
    assert json.loads(ran.stdout) == {
        "texts": ["changed", "on the page", *(f"Note {n}" for n in range(8, 1, -1))],
        "exact": "words 0",
        "titles": ["Tolls", "untitled"],
        "tags": ["x"],
        "one": "changed",
        "is_public": True,
    }
