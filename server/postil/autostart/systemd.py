"""Linux: a unit of the user's systemd."""

from collections.abc import Sequence
from pathlib import Path

from postil.autostart.base import Machine, ask, failure

NAME = "postil.service"

# From 5 seconds to 5 minutes in 6 steps comes to fewer than 20 attempts an hour. A systemd before 254
# knows no steps, tries every 5 seconds, and so gives up after 20 failures, not never.
_UNIT = """\
[Unit]
Description=Postil, notes in the margin of the news
StartLimitIntervalSec=1h
StartLimitBurst=20

[Service]
Type=exec
ExecStart={command}
Restart=on-failure
RestartSec=5s
RestartSteps=6
RestartMaxDelaySec=5min

[Install]
WantedBy=default.target
"""

_REFUSED = frozenset("\"'\\")  # systemd runs no program whose path has one of these, escaped or not
_BY_SHELL = ("/bin/sh", "-c", 'exec "$0" "$@"')


def unit(arguments: Sequence[str]) -> str:
    """The unit file that runs ``arguments`` as they are: nothing in them is special to systemd."""
    if not _REFUSED.isdisjoint(arguments[0]):
        arguments = (*_BY_SHELL, *arguments)
    # The colon is for "$", which would be escaped in arguments but not in the program's path.
    return _UNIT.format(command=":" + " ".join(map(_quoted, arguments)))


def _quoted(argument: str) -> str:
    escaped = argument.replace("\\", "\\\\").replace('"', '\\"').replace("%", "%%")
    return f'"{escaped}"'


class Systemd:
    """The user's systemd, through ``systemctl --user``."""

    log = f"journalctl --user --unit {NAME}"

    def __init__(self, machine: Machine) -> None:
        self._run, self._user = machine.run, str(machine.user_id)
        self.file: Path = machine.config / "systemd" / "user" / NAME

    @property
    def place(self) -> str:
        return str(self.file)

    def content(self, arguments: Sequence[str]) -> bytes:
        return unit(arguments).encode()

    def is_on(self) -> bool:
        # Asked for a unit that is not there, an older systemctl prints nothing, as when it fails.
        return self.file.exists() and self._answers_yes("is-enabled")

    def has_started(self) -> bool:
        return self._answers_yes("is-active")

    def register(self) -> None:
        self._tell("daemon-reload")
        self._tell("enable", NAME)

    def start(self) -> None:
        # Attempts that failed before this one must not count against it. There may be none to forget.
        self._run(("systemctl", "--user", "reset-failed", NAME))
        self._tell("restart", NAME)

    def remove(self) -> None:
        self._tell("disable", "--now", NAME)
        self.file.unlink(missing_ok=True)
        self._tell("daemon-reload")

    def hint(self) -> str:
        lingering = self._run(("loginctl", "show-user", self._user, "--property=Linger", "--value"))
        if lingering.out.strip() == "yes":
            return ""
        return (
            "Your session begins when you log in. To have it begin with the computer: loginctl enable-linger"
        )

    def _tell(self, *words: str) -> None:
        ask(self._run, "systemctl", "--user", *words)

    def _answers_yes(self, question: str) -> bool:
        """A no comes with a word on stdout; without one, systemd was not reached."""
        command = ("systemctl", "--user", question, NAME)
        ran = self._run(command)
        if ran.code != 0 and not ran.out.strip():
            raise failure(command, ran)
        return ran.code == 0
