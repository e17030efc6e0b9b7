import plistlib
from pathlib import Path

import pytest

from postil.autostart import AutostartFailed, find_system, turn_off, turn_on
from postil.autostart.launchd import agent
from tests.autostart.systems import FakeLaunchd

SERVE = ("/opt/python", "serve", "--data", '/Users/ann o\'neill/100% "news" & <notes> $HOME')


@pytest.fixture
def fake(tmp_path):
    return FakeLaunchd(tmp_path)


@pytest.fixture
def system(fake):
    return find_system(fake.machine)


def test_the_agent_starts_with_the_session_and_again_after_a_failure():
    read = plistlib.loads(agent(SERVE, Path("log")))
    assert read["RunAtLoad"] is True
    assert read["KeepAlive"] == {"SuccessfulExit": False}
    assert read["ThrottleInterval"] == 30


def test_the_arguments_reach_the_server_as_they_are():
    assert plistlib.loads(agent(SERVE, Path("log")))["ProgramArguments"] == list(SERVE)


def test_what_the_server_prints_is_where_the_log_is_said_to_be(system):
    read = plistlib.loads(system.content(SERVE))
    assert read["StandardOutPath"] == read["StandardErrorPath"] == system.log
    assert "Library" in system.log


def test_an_agent_that_was_disabled_once_is_enabled(fake, system):
    fake.disabled = True
    turn_on(system, SERVE, runs=True)
    assert not fake.disabled


def test_a_server_that_does_not_end_is_told_of_and_stays_known(fake, system):
    turn_on(system, SERVE, runs=False)
    fake.hangs = True
    with pytest.raises(AutostartFailed, match="the server does not end"):
        turn_off(system)
    assert fake.file.exists()
