import subprocess
import sys

import pytest

from postil import __version__
from postil.cli import commands

# What a look at the help has no use for, and would wait for.
HEAVY = {
    *("flask", "waitress", "requests", "pydantic", "spectree", "tinydb", "bs4", "lxml", "selectolax"),
    *("postil.web", "postil.library", "postil.store", "postil.people", "postil.capture", "postil.anchoring"),
    *("postil.autostart", "subprocess"),
}
LOOK = """
import sys
sys.argv[1:] = {}
from postil.cli import main
try:
    main()
finally:
    print(*sys.modules, file=sys.stderr)
"""


@pytest.mark.parametrize(
    "arguments",
    [["--help"], ["--version"], ["serve", "--help"], ["export", "--help"], ["autostart", "on", "--help"]],
)
def test_help_loads_nothing_heavy(arguments):
    program = LOOK.format(arguments)
    ran = subprocess.run([sys.executable, "-c", program], capture_output=True, encoding="utf-8", check=True)
    assert set(ran.stderr.split()) & HEAVY == set()
    assert "click" in ran.stderr.split()


def test_help_names_every_command(run):
    outcome = run("--help")
    assert outcome.code == 0
    assert [name for name in commands.commands if f"\n  {name} " not in outcome.out] == []


def test_the_version_is_the_packages_own(run):
    assert run("--version").out == f"postil {__version__}\n"


@pytest.mark.parametrize(
    "arguments", [["nonsense"], ["clean"], ["export"], ["token", "new"], ["serve", "--speed", "9"]]
)
def test_a_wrong_call_ends_with_2_and_the_way_to_help(run, arguments):
    outcome = run(*arguments)
    assert outcome.code == 2
    assert "Usage: " in outcome.said


def test_a_bad_setting_stops_a_command_with_a_sentence(run, monkeypatch):
    monkeypatch.setenv("POSTIL_PROT", "80")
    outcome = run("token")
    assert outcome.code == 1
    assert outcome.said == "postil: POSTIL_PROT: there is no such setting; did you mean POSTIL_PORT?\n"
