import shlex
from configparser import RawConfigParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from postil.autostart import AutostartFailed, find_system, turn_off, turn_on
from postil.autostart.base import Ran
from postil.autostart.systemd import unit
from tests.autostart.systems import FakeSystemd

SERVE = ("/opt/python", "serve")
ARGUMENTS = st.text(st.characters(exclude_categories=("Cc", "Cs")), max_size=20)


@pytest.fixture
def fake(tmp_path):
    return FakeSystemd(tmp_path)


@pytest.fixture
def system(fake):
    return find_system(fake.machine)


def read(text):
    parser = RawConfigParser(strict=True, delimiters=("=",), comment_prefixes=("#", ";"))
    parser.optionxform = str
    parser.read_string(text)
    return parser


def started_by(text):
    """The arguments that systemd takes from the unit: unquoted, then "%%" read as "%"."""
    command = read(text)["Service"]["ExecStart"]
    assert command.startswith(":")
    return [word.replace("%%", "%") for word in shlex.split(command[1:])]


def test_the_unit_starts_with_the_session_and_again_after_a_failure():
    parsed = read(unit(SERVE))
    assert parsed.sections() == ["Unit", "Service", "Install"]
    assert parsed["Install"]["WantedBy"] == "default.target"
    assert parsed["Service"]["Restart"] == "on-failure"
    assert parsed["Service"]["RestartSec"] == "5s"
    assert parsed["Service"]["RestartMaxDelaySec"] == "5min"
    assert parsed["Unit"]["StartLimitBurst"] == "20"


def test_the_unit_waits_for_no_network():
    assert "network" not in unit(SERVE)


@pytest.mark.parametrize(
    "folder",
    ["/a b", '/say "hi"', "/o'neill", "/100%", "/%h/%u", "/$HOME/${HOME}", "/back\\slash", "/é 新聞", "/;#"],
)
def test_a_folder_reaches_the_server_as_it_is(folder):
    assert started_by(unit((*SERVE, "--data", folder))) == [*SERVE, "--data", folder]


@given(st.lists(ARGUMENTS, max_size=4))
def test_whatever_the_arguments_are_they_reach_the_server(arguments):
    assert started_by(unit((*SERVE, *arguments))) == [*SERVE, *arguments]


def test_no_percent_sign_stands_alone_in_the_unit():
    assert "%" not in unit((*SERVE, "/%h/50%")).replace("%%", "")


@pytest.mark.parametrize("python", ["/o'neill/python", '/"x"/python', "/a\\b/python"])
def test_a_program_that_systemd_would_refuse_is_run_by_the_shell(python):
    assert started_by(unit((python, "serve"))) == ["/bin/sh", "-c", 'exec "$0" "$@"', python, "serve"]


def test_without_lingering_the_hint_says_how_to_start_with_the_computer(fake, system):
    assert "loginctl enable-linger" in system.hint()
    fake.lingers = True
    assert system.hint() == ""


def test_a_systemd_that_is_not_reached_is_no_answer(fake, system):
    turn_on(system, SERVE, runs=False)
    fake.refuses = {"systemctl"}
    for question in (system.is_on, system.has_started):
        with pytest.raises(
            AutostartFailed, match=r"systemctl --user is-\w+ postil.service: Access is denied"
        ):
            question()


def test_a_systemd_that_is_not_reached_takes_nothing_away(fake, system):
    turn_on(system, SERVE, runs=False)
    fake.refuses = {"systemctl"}
    with pytest.raises(AutostartFailed):
        turn_off(system)
    assert fake.file.exists()


def test_a_unit_that_was_disabled_by_hand_is_off(fake, system):
    turn_on(system, SERVE, runs=False)
    fake.run(("systemctl", "--user", "disable", "--now", "postil.service"))
    assert not system.is_on()


def test_a_server_that_waits_for_its_next_attempt_does_not_count_as_started(fake, system, monkeypatch):
    monkeypatch.setattr(fake, "answer", lambda *command: Ran(3, "activating\n"))
    assert not system.has_started()
