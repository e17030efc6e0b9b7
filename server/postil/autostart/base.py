"""What a system that starts programs can be asked for, and the machine that it stands on."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple, Protocol
from unicodedata import category

from postil.errors import PostilError

_PAUSE_S = 0.25  # short beside the second or two in which a server starts or ends
_PATIENCE_S = 20  # a server answers its running requests before it ends


class AutostartFailed(PostilError):
    """The system refused, or is not there; the message names what was asked and what it said."""

    code = "autostart_failed"


class Ran(NamedTuple):
    """How a program ended: its exit code, what it printed, and what it said on stderr."""

    code: int
    out: str = ""
    said: str = ""


Run = Callable[[Sequence[str]], Ran]


@dataclass(frozen=True, slots=True, kw_only=True)
class Machine:
    """Where autostart is set up. ``platform`` is Python's name for it, ``config`` the user's settings folder.

    ``run`` runs a program to its end; ``pause`` waits for that many seconds.
    """

    platform: str
    home: Path
    config: Path
    user_id: int
    run: Run
    pause: Callable[[float], None]


class System(Protocol):
    """One operating system's way to start a program for its user. Its methods raise AutostartFailed."""

    @property
    def file(self) -> Path:
        """What tells the system about the server."""

    @property
    def place(self) -> str:
        """Where a user would look for it, in words."""

    @property
    def log(self) -> str:
        """Where a server that did not start has said why, in words."""

    def content(self, arguments: Sequence[str]) -> bytes:
        """What the file has to hold for the server to be started with ``arguments``."""

    def is_on(self) -> bool:
        """Whether the server is started with the next session."""

    def has_started(self) -> bool:
        """Whether a server runs that this system started."""

    def register(self) -> None:
        """From the next session on, start what the file says. It may be registered already."""

    def start(self) -> None:
        """Start the server that the file tells of, in place of one that this system started."""

    def remove(self) -> None:
        """End the server that this system started, and forget it. What is not there is no matter."""

    def hint(self) -> str:
        """One more thing that the user may want to do; empty for none."""


def ask(run: Run, *command: str) -> str:
    """What ``command`` prints. Raises AutostartFailed with its own words when it fails."""
    ran = run(command)
    if ran.code != 0:
        raise failure(command, ran)
    return ran.out


def failure(command: Sequence[str], ran: Ran) -> AutostartFailed:
    """The error that tells what ``command`` said when it failed."""
    words = " ".join((ran.said.strip() or ran.out.strip()).split()).rstrip(".")
    return AutostartFailed(f"{' '.join(command)}: {words or f'exit code {ran.code}'}")


def check_writable(arguments: Sequence[str]) -> None:
    """Raises AutostartFailed for a text that no unit, property list or XML file can hold."""
    for argument in arguments:
        if any(category(character) in ("Cc", "Cs") for character in argument):
            raise AutostartFailed(
                f"autostart: {argument!r} holds a control character, or one that is not Unicode; "
                "give the folder another name"
            )


def wait_until(holds: Callable[[], bool], pause: Callable[[float], None]) -> bool:
    """Look until ``holds()``, for some twenty seconds; whether it did."""
    for _ in range(int(_PATIENCE_S / _PAUSE_S)):
        if holds():
            return True
        pause(_PAUSE_S)
    return holds()
