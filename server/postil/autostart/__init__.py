"""The server starts with the reader's session: by systemd, launchd or Task Scheduler.

A new system is one module beside these and one line in ``SYSTEMS``.
"""

from collections.abc import Callable, Mapping

from postil.autostart.base import AutostartFailed, Machine, System, wait_until
from postil.autostart.launchd import Launchd
from postil.autostart.programs import run_program, typed
from postil.autostart.switch import turn_off, turn_on
from postil.autostart.systemd import Systemd
from postil.autostart.task_scheduler import TaskScheduler

__all__ = [
    "AutostartFailed",
    "Machine",
    "System",
    "find_system",
    "run_program",
    "turn_off",
    "turn_on",
    "typed",
    "wait_until",
]

SYSTEMS: Mapping[str, Callable[[Machine], System]] = {
    "linux": Systemd,
    "darwin": Launchd,
    "win32": TaskScheduler,
}


def find_system(machine: Machine) -> System:
    """What starts programs on this kind of machine. Raises AutostartFailed where nothing known does."""
    try:
        return SYSTEMS[machine.platform](machine)
    except KeyError:
        raise AutostartFailed(
            f"autostart: {machine.platform!r} has none of systemd, launchd and Task Scheduler, "
            "so nothing here starts Postil but you"
        ) from None
