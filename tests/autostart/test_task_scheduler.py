from xml.etree import ElementTree

import pytest

from postil.autostart import AutostartFailed, find_system, turn_off, turn_on
from postil.autostart.base import Ran
from postil.autostart.task_scheduler import task
from tests.autostart.systems import TASKS, FakeTaskScheduler

USER = "S-1-5-21-11-22-33-1001"
SERVE = ("C:\\Program Files\\python.exe", "-m", "postil.cli", "serve")


@pytest.fixture
def fake(tmp_path):
    return FakeTaskScheduler(tmp_path)


@pytest.fixture
def system(fake):
    return find_system(fake.machine)


def read(content, path):
    return ElementTree.fromstring(content).findtext("/".join(f"{TASKS}{name}" for name in path.split("/")))


def test_the_task_starts_when_this_user_logs_on_without_more_rights():
    content = task(SERVE, USER)
    assert read(content, "Triggers/LogonTrigger/UserId") == USER
    assert read(content, "Principals/Principal/UserId") == USER
    assert read(content, "Principals/Principal/LogonType") == "InteractiveToken"
    assert read(content, "Principals/Principal/RunLevel") == "LeastPrivilege"


def test_the_task_starts_again_after_a_failure_and_never_twice():
    content = task(SERVE, USER)
    assert read(content, "Settings/RestartOnFailure/Interval") == "PT1M"
    assert read(content, "Triggers/LogonTrigger/Repetition/Interval") == "PT5M"
    assert read(content, "Settings/MultipleInstancesPolicy") == "IgnoreNew"


def test_the_task_runs_on_battery_and_for_as_long_as_the_session():
    content = task(SERVE, USER)
    assert read(content, "Settings/ExecutionTimeLimit") == "PT0S"
    assert read(content, "Settings/DisallowStartIfOnBatteries") == "false"
    assert read(content, "Settings/StopIfGoingOnBatteries") == "false"


def test_the_file_is_written_as_task_scheduler_writes_its_own():
    content = task(SERVE, USER)
    assert content[:2] in (b"\xff\xfe", b"\xfe\xff")
    assert content.decode("utf-16").startswith("<?xml version='1.0' encoding='utf-16'?>")


@pytest.mark.parametrize(
    ("folder", "written"),
    [
        ("C:\\notes", "C:\\notes"),
        ("C:\\my notes", '"C:\\my notes"'),
        ("C:\\my notes\\", '"C:\\my notes\\\\"'),
        ("C:\\R&D <é>", '"C:\\R&D <é>"'),
        ("C:\\100% news", '"C:\\100% news"'),
    ],
)
def test_a_folder_is_quoted_as_windows_programs_read_it(folder, written):
    content = task((*SERVE, "--data", folder), USER)
    assert read(content, "Actions/Exec/Command") == SERVE[0]
    assert read(content, "Actions/Exec/Arguments") == f"-m postil.cli serve --data {written}"


@pytest.mark.parametrize("folder", ["C:\\%TEMP%\\notes", "C:\\$(Arg0)"])
def test_a_folder_that_would_be_read_as_a_variable_is_refused(folder):
    with pytest.raises(AutostartFailed, match="would read a variable"):
        task((*SERVE, "--data", folder), USER)


def test_the_python_without_a_console_is_taken_where_there_is_one(system, tmp_path):
    python, windowless = tmp_path / "python.exe", tmp_path / "pythonw.exe"
    arguments = (str(python), "serve")
    assert read(system.content(arguments), "Actions/Exec/Command") == str(python)
    windowless.touch()
    assert read(system.content(arguments), "Actions/Exec/Command") == str(windowless)


def test_the_user_is_known_by_number_whatever_the_console_makes_of_the_name(system):
    assert read(system.content(SERVE), "Triggers/LogonTrigger/UserId") == USER


def test_a_user_without_a_number_is_said(fake, system, monkeypatch):
    monkeypatch.setattr(fake, "answer", lambda *command: Ran(0, "ann"))
    with pytest.raises(AutostartFailed, match="expected a security identifier, got 'ann'"):
        system.content(SERVE)


def test_a_server_that_does_not_end_is_told_of_and_stays_known(fake, system):
    turn_on(system, SERVE, runs=False)
    fake.hangs = True
    with pytest.raises(AutostartFailed, match="the server does not end"):
        turn_off(system)
    assert fake.on is not None
