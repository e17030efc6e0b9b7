"""The files of page bodies: what they hold, and those that an earlier version wrote."""

import gzip
import json

import pytest

from postil.errors import StoreDamaged
from postil.store.bodies import Bodies, file_name, pack
from postil.store.disk import Disk
from postil.store.records import write_article, write_page
from tests.store import make


@pytest.fixture
def bodies(folder):
    folder.mkdir(exist_ok=True)
    return Bodies(folder / "bodies", Disk(), lambda: make.NOON)


def earlier_file(body):
    """One part that holds all, as files were before."""
    content = {
        "page": write_page(make.page()),
        "version_id": "v1",
        "body": write_article(body.article) | {"html": body.html},
    }
    return gzip.compress(json.dumps(content).encode())


def test_a_file_of_an_earlier_version_is_read_as_it_was(bodies):
    body = make.body()
    bodies.write("page", "v1", earlier_file(body))
    assert bodies.read("page", "v1") == body
    assert bodies.article("page", "v1") == body.article


def test_the_article_is_read_without_the_page_it_came_from(bodies):
    body = make.body(html="<p>\ud83d half a pair, and 😀 a whole one</p>")
    packed = pack(write_page(make.page()), "v1", body)
    bodies.write("page", "v1", packed)
    assert bodies.read("page", "v1") == body
    bodies.write("page", "v1", packed[:-20])  # within the HTML
    assert bodies.article("page", "v1") == body.article
    with pytest.raises(StoreDamaged, match="capture its page again"):
        bodies.read("page", "v1")


def test_a_file_that_ends_within_the_article_is_damaged(bodies):
    bodies.write("page", "v1", pack(write_page(make.page()), "v1", make.body())[:60])
    with pytest.raises(StoreDamaged):
        bodies.article("page", "v1")


def test_a_file_whose_article_lacks_what_an_article_has_is_damaged(bodies):
    bodies.write("page", "v1", gzip.compress(json.dumps({"body": {"schema": 1}}).encode()))
    with pytest.raises(StoreDamaged, match="text: is missing"):
        bodies.article("page", "v1")


def test_files_are_named_so_that_no_id_leads_out_of_the_folder():
    assert "/" not in file_name("../../page", "v1")
