"""The architecture, as a test: imports point inward, and each heavy library has one room."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent / "server" / "postil"
SOURCES = {
    path.relative_to(ROOT).as_posix(): path.read_text(encoding="utf-8") for path in sorted(ROOT.rglob("*.py"))
}
MOST_LINES = 400

NOUNS = {"codec", "models", "errors", "wordlists"}
MAY_IMPORT = {
    "errors": set(),
    "models": {"errors"},
    "codec": {"errors"},
    "wordlists": set(),
    "config": {"errors"},
    "demo": set(),
    "capture": NOUNS,
    "people": NOUNS,
    "anchoring": NOUNS,
    "changes": set(),
    "formats": NOUNS,
    "store": NOUNS,
    "wording": NOUNS,
    "wikimedia": NOUNS,
    "library": NOUNS | {"capture", "changes", "people", "anchoring", "formats", "store"},
    "web": NOUNS | {"config", "library", "wording"},
    "wiring": NOUNS | {"config", "library", "people", "store", "wikimedia"},
    "autostart": {"errors"},
    "cli": NOUNS | {"autostart", "config", "demo", "library", "web", "wiring"},
}
# Within people, whose top joins its rooms.
MAY_IMPORT_OF_PEOPLE = {
    "lexicon": set(),
    "names": {"lexicon"},
    "coref": {"lexicon", "names"},
    "quotes": {"lexicon", "names"},
    "knowledge": {"lexicon", "names"},
    "linking": {"lexicon", "names", "knowledge"},
}
# Of these rooms, only that much is for others.
FRONT_DOORS = {"library": {"store": "postil.store.base"}}
ONLY_IN = {
    "flask": ("web/",),
    "flask_cors": ("web/",),
    "spectree": ("web/",),
    "pydantic": ("web/",),
    "tinydb": ("store/tiny",),
    "bs4": ("capture/",),
    "lxml": ("capture/",),
    "tldextract": ("capture/",),
    "click": ("cli/",),
    "waitress": ("cli/",),
    "requests": ("cli/", "wikimedia/"),
    "subprocess": ("autostart/",),
}


def room_of(path: str) -> str:
    return path.split("/")[0].removesuffix(".py")


@cache
def tree_of(source: str) -> ast.Module:
    return ast.parse(source)


@cache
def nodes_of(source: str) -> tuple[ast.AST, ...]:
    return tuple(ast.walk(tree_of(source)))


def imported_by(source: str) -> Iterator[str]:
    """Every module that ``source`` imports, anywhere; a name taken from a module counts as one."""
    for node in nodes_of(source):
        if isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"line {node.lineno}: imports are absolute"
            yield from (f"{node.module}.{alias.name}" for alias in node.names)
        elif isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)


def strays(room: str, source: str) -> list[str]:
    """What ``source`` imports from rooms that are none of its business."""
    ours = [name for name in imported_by(source) if name.startswith("postil.") and name.count(".") > 0]
    allowed = MAY_IMPORT[room] | {room, "__version__"}
    beyond = [name for name in ours if name.split(".")[1] not in allowed]
    doors = FRONT_DOORS.get(room, {})
    return beyond + [
        name for name in ours if (door := doors.get(name.split(".")[1])) and not name.startswith(door)
    ]


def strays_of_people(room: str, source: str) -> list[str]:
    """What ``source``, in ``room`` of people, imports from there that is none of its business."""
    ours = [name for name in imported_by(source) if name.startswith("postil.people")]
    allowed = tuple(f"postil.people.{name}." for name in {room, *MAY_IMPORT_OF_PEOPLE[room]})
    return [name for name in ours if not f"{name}.".startswith(allowed)]


def squatters(path: str, source: str) -> list[str]:
    """The third-party libraries that ``source`` at ``path`` imports though another room has them."""
    return [
        name
        for name in imported_by(source)
        if (homes := ONLY_IN.get(name.split(".")[0])) is not None and not path.startswith(homes)
    ]


def reads_environment(source: str) -> bool:
    used = (node for node in nodes_of(source) if isinstance(node, ast.Attribute))
    names = {f"os.{node.attr}" for node in used if isinstance(node.value, ast.Name) and node.value.id == "os"}
    return not {"os.environ", "os.getenv"}.isdisjoint(names | set(imported_by(source)))


def test_every_module_has_a_room():
    assert {room_of(path) for path in SOURCES} - {"__init__"} == set(MAY_IMPORT)


def test_every_import_points_inward():
    inside = {path: source for path, source in SOURCES.items() if path != "__init__.py"}
    assert {path: found for path, source in inside.items() if (found := strays(room_of(path), source))} == {}


def test_the_rooms_within_people_keep_their_order():
    inside = {
        path: source for path, source in SOURCES.items() if path.count("/") == 2 and room_of(path) == "people"
    }
    assert {path.split("/")[1] for path in inside} == set(MAY_IMPORT_OF_PEOPLE)
    found = {path: strays_of_people(path.split("/")[1], source) for path, source in inside.items()}
    assert {path: names for path, names in found.items() if names} == {}


def test_each_library_is_imported_in_its_own_room_alone():
    assert {path: found for path, source in SOURCES.items() if (found := squatters(path, source))} == {}


def test_nothing_but_the_command_line_reads_the_environment():
    outside = {path: source for path, source in SOURCES.items() if not path.startswith("cli/")}
    assert [path for path, source in outside.items() if reads_environment(source)] == []


def test_every_module_is_short_enough_to_have_one_duty():
    assert {path: n for path, source in SOURCES.items() if (n := source.count("\n")) > MOST_LINES} == {}


def test_every_module_says_its_duty():
    spoken = {path: source for path, source in SOURCES.items() if source.strip()}
    assert [path for path, source in spoken.items() if not ast.get_docstring(tree_of(source))] == []


@pytest.mark.parametrize(
    ("room", "source"),
    [
        ("capture", "from postil.people import find"),
        ("people", "def f():\n    import postil.capture.urls"),
        ("library", "from postil.store.tiny import open_store"),
        ("library", "from postil.web import create_app"),
        ("models", "from postil import config"),
        ("web", "from postil import wiring"),
    ],
)
def test_an_import_that_points_outward_is_noticed(room, source):
    assert strays(room, source)


@pytest.mark.parametrize(
    ("room", "source"),
    [
        ("names", "from postil.people.linking.reading import fields_of"),
        ("knowledge", "from postil.people.cards import known_person"),
        ("linking", "from postil.people import find"),
    ],
)
def test_an_import_against_the_order_within_people_is_noticed(room, source):
    assert strays_of_people(room, source)


def test_an_import_that_points_inward_is_fine():
    assert not strays("library", "from postil.store.base import Store\nfrom postil import __version__")
    assert not strays_of_people(
        "linking", "from postil.people.names import fold\nfrom postil.models import Mention"
    )


def test_a_library_in_a_room_that_is_not_its_own_is_noticed():
    assert squatters("people/x.py", "from bs4 import BeautifulSoup") == ["bs4.BeautifulSoup"]
    assert squatters("store/sql.py", "import tinydb.table") == ["tinydb.table"]
    assert not squatters("store/tiny_tables.py", "import tinydb.table")


def test_a_look_at_the_environment_is_noticed():
    assert reads_environment("import os\nx = os.environ['A']")
    assert reads_environment("from os import environ")
