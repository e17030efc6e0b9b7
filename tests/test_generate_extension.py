"""What is written for the extension is what stands there, and is found out where it does not."""

import pytest

from tests.test_scripts import ROOT, load


@pytest.fixture(scope="module")
def generating():
    return load(ROOT / "scripts" / "generate_extension.py")


def test_nothing_that_is_written_for_the_extension_is_stale(generating):
    assert generating.stale() == []


def test_a_colour_that_changed_is_stale_wherever_it_is_written(generating, monkeypatch):
    monkeypatch.setitem(generating.COLOURS, "accent", ("#000000", "#ffffff"))
    assert [sentence.partition(" ")[0] for sentence in generating.stale()] == [
        "extension/shared/generated.js",
        "server/postil/web/static/palette.css",
    ]


def test_a_number_of_anchoring_that_changed_is_stale(generating, monkeypatch):
    monkeypatch.setattr("postil.anchoring.seeds._MAX_SEEDS", 13)
    assert generating.stale() == ["extension/content/anchor.js is stale: run scripts/generate_extension.py"]


def test_a_field_that_was_added_to_a_mark_is_stale(generating, monkeypatch):
    generating.stale()  # which has the API described
    mark = generating.CONTRACT.spec["components"]["schemas"]["AnnotationOut"]
    monkeypatch.setitem(mark["properties"], "weight", {"type": "integer"})
    (sentence,) = generating.stale()
    assert sentence == "extension/shared/generated_types.d.ts is stale: run scripts/generate_extension.py"
