"""What holds for autostart on every system."""

import pytest

from postil.autostart import SYSTEMS, AutostartFailed, find_system, turn_off, turn_on
from tests.autostart.systems import FAKES, FakeSystemd

SERVE = ("/opt/python", "-m", "postil.cli", "serve", "--port", "8377")
ELSEWHERE = (*SERVE[:-1], "8400")
REFUSED = {"enable", "/Create"}  # the word of each system for a server that is to start with the session


@pytest.fixture(params=FAKES, ids=lambda fake: fake.__name__)
def fake(request, tmp_path):
    return request.param(tmp_path / "a home")


@pytest.fixture
def system(fake):
    return find_system(fake.machine)


def test_every_system_has_a_fake():
    assert {fake.platform for fake in FAKES} == set(SYSTEMS)


def test_on_starts_the_server_now_and_with_every_session(fake, system):
    assert turn_on(system, SERVE, runs=False)
    assert "8377" in fake.started
    assert fake.on == fake.started
    assert system.is_on()
    assert system.has_started()


def test_on_writes_one_file_and_it_is_the_one_that_is_told_of(fake, system):
    turn_on(system, SERVE, runs=False)
    assert [path for path in fake.home.rglob("*") if path.is_file()] == [fake.file]
    assert str(fake.file) in system.place


def test_on_twice_leaves_the_server_that_it_started_alone(fake, system):
    turn_on(system, SERVE, runs=False)
    assert not turn_on(system, SERVE, runs=True)
    assert fake.starts == 1
    assert system.is_on()


def test_on_with_other_settings_starts_the_server_again_with_them(fake, system):
    turn_on(system, SERVE, runs=False)
    assert turn_on(system, ELSEWHERE, runs=True)
    assert "8400" in fake.started
    assert fake.on == fake.started


def test_a_server_that_was_started_by_hand_is_left_alone(fake, system):
    assert not turn_on(system, SERVE, runs=True)
    assert fake.starts == 0
    assert "8377" in fake.on


def test_on_starts_the_server_again_that_has_ended(fake, system):
    turn_on(system, SERVE, runs=False)
    fake.ended()
    assert turn_on(system, SERVE, runs=False)
    assert fake.starts == 2


def test_off_undoes_what_on_did(fake, system):
    turn_on(system, SERVE, runs=False)
    assert turn_off(system)
    fake.pass_time(0)
    assert (fake.on, fake.started) == (None, None)
    assert not fake.file.exists()
    assert not system.is_on()
    assert not system.has_started()


def test_off_where_it_was_not_on_does_nothing(fake, system):
    assert not turn_off(system)


def test_off_with_no_server_running_forgets_it_all_the_same(fake, system):
    turn_on(system, SERVE, runs=False)
    fake.ended()
    assert turn_off(system)
    assert fake.on is None


def test_on_after_off_is_on(fake, system):
    turn_on(system, SERVE, runs=False)
    turn_off(system)
    fake.pass_time(0)
    assert turn_on(system, SERVE, runs=False)
    assert fake.started is not None


def test_a_system_that_refuses_leaves_no_file_behind(fake, system):
    fake.refuses = REFUSED
    with pytest.raises(AutostartFailed, match=r"^(systemctl|launchctl|schtasks) .*: Access is denied$"):
        turn_on(system, SERVE, runs=False)
    assert not fake.file.exists()
    assert not system.is_on()


def test_a_system_that_refuses_leaves_the_file_that_was_there(fake, system):
    turn_on(system, SERVE, runs=False)
    before = fake.file.read_bytes()
    fake.refuses = REFUSED
    with pytest.raises(AutostartFailed):
        turn_on(system, ELSEWHERE, runs=True)
    assert fake.file.read_bytes() == before


@pytest.mark.parametrize("folder", ["/two\nlines", "/bell\a", "/not\udcffunicode"])
def test_a_folder_that_no_file_can_name_is_refused_with_a_sentence(fake, system, folder):
    with pytest.raises(AutostartFailed, match="give the folder another name"):
        turn_on(system, (*SERVE, "--data", folder), runs=False)
    assert not fake.file.exists()


def test_a_system_that_is_none_of_the_three_is_named(tmp_path):
    class Unknown(FakeSystemd):
        platform = "freebsd14"

    with pytest.raises(AutostartFailed, match="'freebsd14' has none of systemd, launchd and Task Scheduler"):
        find_system(Unknown(tmp_path).machine)
