"""What runs in a page is brought there by the loader, and each part of it may be asked for by a page."""

import json
import re
from fnmatch import fnmatch
from pathlib import Path

EXTENSION = Path(__file__).parents[2] / "extension"
LOADER = (EXTENSION / "content" / "loader.js").read_text(encoding="utf-8")
PARTS = re.findall(r'(\w+): "((?:content|shared)/[\w/]+\.js)"', LOADER)


def test_each_part_of_the_pages_code_is_there_and_open_to_pages():
    (opened,) = json.loads((EXTENSION / "manifest.json").read_text(encoding="utf-8"))[
        "web_accessible_resources"
    ]
    assert PARTS
    for _, path in PARTS:
        assert (EXTENSION / path).is_file()
        assert any(fnmatch(path, pattern) for pattern in opened["resources"]), path


def test_each_part_of_the_pages_code_has_its_type():
    main = (EXTENSION / "content" / "main.js").read_text(encoding="utf-8")
    typed = set(re.findall(r"^ \* @property .* (\w+)$", main, re.MULTILINE))
    assert typed == {name for name, _ in PARTS} - {"main"}


def test_what_runs_in_a_page_imports_nothing():
    for _, path in PARTS:
        assert not re.search(r"^import ", (EXTENSION / path).read_text(encoding="utf-8"), re.MULTILINE), path
