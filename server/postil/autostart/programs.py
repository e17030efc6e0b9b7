"""The system's own programs, run to their end; and command lines as a user would type them."""

import shlex
import subprocess
from collections.abc import Sequence

from postil.autostart.base import AutostartFailed, Ran

_LONGEST_S = 60  # starting a unit may wait for others; a program that asks for a password never ends


def run_program(command: Sequence[str]) -> Ran:
    """How ``command`` ended, run without a shell. Raises AutostartFailed when there is no such program."""
    try:
        ran = subprocess.run(
            command, stdin=subprocess.DEVNULL, capture_output=True, timeout=_LONGEST_S, check=False
        )
    except OSError as error:
        raise AutostartFailed(f"{command[0]}: can't be run on this system ({error.strerror})") from error
    except subprocess.TimeoutExpired as error:
        raise AutostartFailed(f"{' '.join(command)}: no end within {_LONGEST_S} seconds") from error
    # Windows' programs speak an old code page; nothing that is read from them goes beyond ASCII.
    return Ran(ran.returncode, ran.stdout.decode(errors="replace"), ran.stderr.decode(errors="replace"))


def typed(arguments: Sequence[str], platform: str) -> str:
    """``arguments`` as one line for the platform's shell."""
    return subprocess.list2cmdline(arguments) if platform == "win32" else shlex.join(arguments)
