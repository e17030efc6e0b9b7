"""What a user can set, call and choose is in the README."""

import re
import tomllib
from pathlib import Path

import click
import pytest

from postil import __version__, config
from postil.cli import commands
from postil.formats import FORMATS
from tests.test_rooms import MAY_IMPORT

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")


def commands_in(group, path="postil"):
    for name, command in group.commands.items():
        yield f"{path} {name}"
        if isinstance(command, click.Group):
            yield from commands_in(command, f"{path} {name}")


@pytest.mark.parametrize("name", config.NAMES)
def test_every_setting_is_in_the_readme(name):
    assert f"| `{name}` |" in README


@pytest.mark.parametrize("command", sorted(commands_in(commands)))
def test_every_command_is_in_the_readme(command):
    assert re.search(rf"`{command}\b", README)


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_is_in_the_readme(name):
    assert f"| `{name}` |" in README


@pytest.mark.parametrize(
    "option", [f"--{name}" for name in ("out", "url", "person", "tag", "colour", "since", "until")]
)
def test_every_filter_of_an_export_is_in_the_readme(option):
    assert option in {opt for param in commands.commands["export"].params for opt in param.opts}
    assert option in README


@pytest.mark.parametrize("room", MAY_IMPORT)
def test_every_room_is_on_the_map(room):
    room_map = README.partition("## The rooms")[2]
    assert re.search(rf"\b{room}(\.py|/)", room_map)


def test_the_readme_speaks_of_no_setting_that_there_is_not():
    assert set(re.findall(r"POSTIL_[A-Z_]*[A-Z]", README)) == set(config.NAMES)


def test_the_default_port_and_host_in_the_readme_are_the_real_ones():
    assert f"| `POSTIL_PORT` | `{config.Settings(data=ROOT).port}` |" in README
    assert f"| `POSTIL_HOST` | `{config.Settings(data=ROOT).host}` |" in README


def test_the_pictures_of_the_readme_are_there_in_light_and_dark_and_described():
    shown = re.findall(
        r'srcset="(\S+)-dark\.png">\s+<img src="(\S+)-light\.png" width="\d+" alt="[^"]+">', README
    )
    assert {dark for dark, light in shown if dark == light} == set(re.findall(r"docs/pictures/\w+", README))
    files = {path.relative_to(ROOT).as_posix() for path in (ROOT / "docs" / "pictures").iterdir()}
    assert files == {f"{name}-{theme}.png" for name, _ in shown for theme in ("light", "dark")}


def test_the_changelog_tells_of_this_version():
    changelog = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert project["version"] == __version__
    assert f"\n## {__version__}\n" in changelog


@pytest.mark.parametrize("page", ["a-marks-way.md", "architecture.md"])
def test_every_file_on_the_ways_is_there(page):
    text = (ROOT / "docs" / page).read_text(encoding="utf-8")
    named = set(re.findall(r"[\w/]+\.(?:js|py)\b", text))
    rooms = [ROOT / "extension" / room for room in ("", "content", "background")]
    roots = [ROOT, ROOT / "server/postil", *rooms]
    assert named
    assert {name for name in named if not any((root / name).is_file() for root in roots)} == set()
