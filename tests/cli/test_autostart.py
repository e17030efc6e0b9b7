"""``postil autostart``, on a systemd that really starts what its unit says."""

import os
import shlex
import subprocess
import sys

import pytest
import requests
from click.testing import CliRunner

from postil.cli import commands
from tests.autostart.systems import FakeSystemd


class RealStarts(FakeSystemd):
    """Starts the unit's command, in an environment without any of this one's settings."""

    process: subprocess.Popen | None = None
    fails = False

    def begin(self, said):
        super().begin(said)
        if self.fails:
            return
        arguments = [
            word.replace("%%", "%") for word in shlex.split(said.partition("ExecStart=:")[2].split("\n")[0])
        ]
        environ = {name: value for name, value in os.environ.items() if not name.startswith("POSTIL_")}
        self.process = subprocess.Popen(
            arguments, env=environ, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, encoding="utf-8"
        )
        assert self.process.stdout is not None
        self.process.stdout.readline()

    def ended(self):
        super().ended()
        if self.process is not None:
            self.process.terminate()
            self.process.communicate()
            self.process = None


@pytest.fixture
def systemd(tmp_path):
    fake = RealStarts(tmp_path / "home")
    yield fake
    fake.ended()


@pytest.fixture
def autostart(systemd):
    """Run the command on that machine."""

    def autostart(*arguments):
        return CliRunner().invoke(commands, ["autostart", *arguments], obj=systemd.machine)

    return autostart


def test_on_starts_a_server_of_this_library(autostart, systemd, data):
    outcome = autostart("on", "--port", "0")
    assert outcome.exit_code == 0
    first, second, hint = outcome.stdout.splitlines()
    assert first == f"Postil starts with your session from now on: {systemd.file}"
    told, _, address = second.rpartition(" ")
    assert told == f"The server of the library in {data} runs now, at"
    assert requests.get(address + "/health").json()["status"] == "ok"
    assert "loginctl enable-linger" in hint


def test_a_library_with_any_name_is_served(autostart, tmp_path):
    data = tmp_path / "it's 100% mine; %h $HOME"
    assert autostart("on", "--port", "0", "--data", str(data)).exit_code == 0
    assert f"The server of the library in {data} runs now" in autostart("status", "--data", str(data)).stdout


def test_the_very_python_of_this_command_is_started(autostart, systemd):
    systemd.fails = True  # as in the tests below that ask for no more than what is to be started
    autostart("on", "--port", "0")
    assert f'ExecStart=:"{sys.executable}"'.replace("\\", "\\\\") in systemd.on


def test_off_ends_the_server_that_on_started(autostart, systemd, data):
    autostart("on", "--port", "0")
    outcome = autostart("off")
    assert outcome.exit_code == 0
    assert outcome.stdout == (
        f"Postil no longer starts with your session.\nNo server of the library in {data} runs now.\n"
    )
    assert not systemd.file.exists()


def test_a_server_started_by_hand_outlives_on_and_off(autostart, serve):
    server = serve()
    assert autostart("on").stdout.splitlines()[1:3] == [
        f"The server of the library in {os.environ['POSTIL_DATA']} runs now, at {server.address}",
        "That one was started by hand, and was left alone.",
    ]
    assert server.address in autostart("off").stdout
    assert requests.get(server.address + "/health").ok


def test_on_twice_says_the_same(autostart, systemd):
    assert autostart("on", "--port", "0").stdout == autostart("on", "--port", "0").stdout
    assert systemd.starts == 1


def test_off_twice_is_fine(autostart):
    outcome = autostart("off")
    assert outcome.exit_code == 0
    assert outcome.stdout.startswith("Autostart was off already.\n")


def test_status_tells_where_it_is_on_and_ends_with_0(autostart, systemd):
    autostart("on", "--port", "0")
    outcome = autostart("status")
    assert outcome.exit_code == 0
    assert outcome.stdout.startswith(f"Autostart is on: {systemd.file}\nThe server of the library in ")


def test_status_tells_that_it_is_off_and_ends_with_3(autostart, data):
    outcome = autostart("status")
    assert outcome.exit_code == 3
    assert outcome.stdout == (
        "Autostart is off; `postil autostart on` turns it on.\n"
        f"No server of the library in {data} runs now.\n"
    )


def test_status_knows_a_server_that_has_ended(autostart, systemd):
    autostart("on", "--port", "0")
    systemd.ended()
    outcome = autostart("status")
    assert outcome.exit_code == 0
    assert outcome.stdout.splitlines()[1].startswith("No server of the library in ")


def test_a_server_that_does_not_come_up_is_said_with_where_it_says_why(autostart, systemd):
    systemd.fails = True
    outcome = autostart("on")
    assert outcome.exit_code == 1
    assert outcome.stderr == (
        "postil: the server was started, but does not answer yet; this tells why: "
        "journalctl --user --unit postil.service\n"
    )


def test_the_environments_port_is_kept_for_later_sessions(autostart, systemd, monkeypatch):
    systemd.fails = True
    monkeypatch.setenv("POSTIL_PORT", "8411")
    autostart("on")
    assert '"--port" "8411"' in systemd.on


def test_what_the_file_says_stays_there_to_be_changed(autostart, systemd, data):
    systemd.fails = True
    data.mkdir()
    (data / "postil.toml").write_text("port = 8412\ntoken = 'for-my-scripts'\n", encoding="utf-8")
    autostart("on")
    assert systemd.on.rstrip().count("--") == 1
    assert "8412" not in systemd.on
    assert "for-my-scripts" not in systemd.on


@pytest.mark.parametrize("name", ["POSTIL_TOKEN", "POSTIL_CONTACT", "POSTIL_ALLOWED_ORIGINS"])
def test_a_setting_that_only_this_environment_has_is_refused(autostart, systemd, data, monkeypatch, name):
    monkeypatch.setenv(name, "https://a.example")
    outcome = autostart("on")
    assert outcome.exit_code == 1
    assert outcome.stderr == (
        f"postil: {name}: a server that starts with your session does not see this environment; "
        f"say it in {data / 'postil.toml'}\n"
    )
    assert not systemd.file.exists()


def test_a_setting_that_the_file_has_too_stands_in_no_ones_way(autostart, systemd, serve, data, monkeypatch):
    serve()
    (data / "postil.toml").write_text("token = 'for-my-scripts'\n", encoding="utf-8")
    monkeypatch.setenv("POSTIL_TOKEN", "for-my-scripts")
    assert autostart("on").exit_code == 0
    assert "for-my-scripts" not in systemd.on


def test_names_that_only_this_environment_allows_do_not_let_a_host_in(autostart, monkeypatch):
    monkeypatch.setenv("POSTIL_ALLOWED_HOSTS", "notes.example.org")
    outcome = autostart("on", "--host", "0.0.0.0")
    assert outcome.exit_code == 1
    assert outcome.stderr.startswith("postil: POSTIL_ALLOWED_HOSTS: a server that starts with your session")


def test_a_refusal_tells_what_to_do_by_hand(autostart, systemd, data):
    systemd.refuses = {"systemctl"}
    outcome = autostart("on")
    assert outcome.exit_code == 1
    assert outcome.stderr == (
        "postil: systemctl --user is-active postil.service: Access is denied; "
        f"to do it by hand, have this run when you log in: {shlex.quote(sys.executable)} -P "
        f"-m postil.cli serve --data {shlex.quote(str(data))}\n"
    )


@pytest.mark.parametrize("command", ["on", "off", "status"])
def test_a_system_without_any_of_the_three_is_said_in_a_sentence(autostart, systemd, command):
    systemd.platform = "freebsd14"
    outcome = autostart(command)
    assert outcome.exit_code == 1
    assert outcome.stderr.startswith(
        "postil: autostart: 'freebsd14' has none of systemd, launchd and Task Scheduler"
    )
    assert outcome.stderr.count("\n") == 1
