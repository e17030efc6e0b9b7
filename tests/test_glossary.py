"""Our words: each public class has a line in docs/glossary.md, and no class name stands twice."""

import ast
import re
from collections import Counter

from tests.test_docs import ROOT
from tests.test_rooms import SOURCES, tree_of

GLOSSARY = (ROOT / "docs" / "glossary.md").read_text(encoding="utf-8")
LISTED = re.findall(r"^\| (\w+) \| (.+) \| `([\w/]+\.py)` \|$", GLOSSARY, re.MULTILINE)
# What comes in and goes out is told by the API itself.
PAYLOADS = {"RequestModel", "ResponseModel"}


def classes():
    return [
        (path, node)
        for path, source in SOURCES.items()
        for node in ast.walk(tree_of(source))
        if isinstance(node, ast.ClassDef)
    ]


def payloads():
    """The names of all that is made of RequestModel and ResponseModel."""
    made = set(PAYLOADS)
    bases = {node.name: {ast.unparse(base) for base in node.bases} for _, node in classes()}
    while more := {name for name, of in bases.items() if of & made} - made:
        made |= more
    return made - PAYLOADS


def test_no_class_name_stands_twice():
    counted = Counter(node.name for _, node in classes() if not node.name.startswith("_"))
    assert [name for name, number in counted.items() if number > 1] == []


def test_every_public_class_is_in_the_glossary_with_its_place():
    left_out = payloads()
    public = {
        (node.name, path)
        for path, node in classes()
        if not node.name.startswith("_") and node.name not in left_out
    }
    assert {(name, path) for name, _, path in LISTED} == public


def test_every_word_is_told():
    assert [name for name, told, _ in LISTED if len(told.split()) < 2] == []
