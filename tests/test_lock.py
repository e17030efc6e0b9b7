"""The versions that are written down are what pyproject.toml asks for."""

import re
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement

ROOT = Path(__file__).parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
FILES = sorted((ROOT / "requirements").glob("*.txt"))
PIN = re.compile(r"^(?P<name>[\w.-]+)==(?P<version>[^\s;]+)", re.MULTILINE)


def pins(path):
    found = {}
    for pin in PIN.finditer(path.read_text(encoding="utf-8")):
        found.setdefault(pin["name"].lower().replace("_", "-"), set()).add(pin["version"])
    return found


def asked_for(path):
    extra = PROJECT["optional-dependencies"].get(path.stem, [])
    return map(Requirement, [*PROJECT["dependencies"], *extra, "setuptools>=77"])


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_all_that_is_asked_for_is_written_down_at_a_version_that_will_do(path):
    pinned = pins(path)
    for wanted in asked_for(path):
        versions = pinned[wanted.name.lower().replace("_", "-")]
        assert all(wanted.specifier.contains(version) for version in versions), wanted


def test_the_files_agree_on_every_version():
    agreed = {}
    for path in FILES:
        for name, versions in pins(path).items():
            assert agreed.setdefault(name, versions) == versions, f"{name} in {path.name}"


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_version_comes_with_the_digests_of_its_files_and_names_no_host(path):
    text = path.read_text(encoding="utf-8")
    entries = re.split(r"\n(?=\S)", text.strip())
    assert [entry.split()[0] for entry in entries if "--hash=sha256:" not in entry] == []
    assert "://" not in text
