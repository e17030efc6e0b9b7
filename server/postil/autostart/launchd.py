"""macOS: an agent of the user's launchd."""

import plistlib
from collections.abc import Sequence
from pathlib import Path

from postil.autostart.base import AutostartFailed, Machine, ask, wait_until

LABEL = "postil.server"

_BACK_OFF_S = 30  # launchd knows one fixed distance between attempts; its own, 10, is short for a taken port


def agent(arguments: Sequence[str], log: Path) -> bytes:
    """The property list that runs ``arguments``, and appends what they print to ``log``."""
    return plistlib.dumps(
        {
            "Label": LABEL,
            "ProgramArguments": list(arguments),
            "RunAtLoad": True,
            "KeepAlive": {"SuccessfulExit": False},
            "ThrottleInterval": _BACK_OFF_S,
            "StandardOutPath": str(log),
            "StandardErrorPath": str(log),
        }
    )


class Launchd:
    """The user's launchd, through ``launchctl``; what lies in LaunchAgents is loaded with each session."""

    def __init__(self, machine: Machine) -> None:
        self._run, self._pause = machine.run, machine.pause
        self._domain = f"gui/{machine.user_id}"
        self._target = f"{self._domain}/{LABEL}"
        self._log_file = machine.home / "Library" / "Logs" / "postil.log"
        self.file: Path = machine.home / "Library" / "LaunchAgents" / f"{LABEL}.plist"

    @property
    def place(self) -> str:
        return str(self.file)

    @property
    def log(self) -> str:
        return str(self._log_file)

    def content(self, arguments: Sequence[str]) -> bytes:
        return agent(arguments, self._log_file)

    def is_on(self) -> bool:
        return self.file.exists()

    def has_started(self) -> bool:
        return "\tpid = " in self._run(("launchctl", "print", self._target)).out

    def register(self) -> None:
        # A user may have disabled it once, and launchd remembers that beyond the file's life.
        ask(self._run, "launchctl", "enable", self._target)

    def start(self) -> None:
        self._unload()
        ask(self._run, "launchctl", "bootstrap", self._domain, str(self.file))

    def remove(self) -> None:
        self._unload()
        self.file.unlink(missing_ok=True)

    def hint(self) -> str:
        return ""

    def _unload(self) -> None:
        """Returns when the server has ended: a file that is still loaded can't be loaded again."""
        if not self._is_loaded():
            return
        # It may answer "in progress"; whether the agent goes is what counts.
        ran = self._run(("launchctl", "bootout", self._target))
        if not wait_until(lambda: not self._is_loaded(), self._pause):
            raise AutostartFailed(
                f"launchctl bootout {self._target}: the server does not end {ran.said}".strip()
            )

    def _is_loaded(self) -> bool:
        return self._run(("launchctl", "print", self._target)).code == 0
