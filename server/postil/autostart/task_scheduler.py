"""Windows: a task of the user's in Task Scheduler, without a console window."""

import csv
import re
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path
from xml.etree import ElementTree

from postil.autostart.base import AutostartFailed, Machine, Ran, ask, wait_until

NAME = "Postil"

_NAMESPACE = "http://schemas.microsoft.com/windows/2004/02/mit/task"
_STILL_RUNNING = "267009"  # SCHED_S_TASK_RUNNING as the last result; the column "status" is translated
_USER = re.compile(r"S-1-[0-9-]+")  # the user's SID: a name may hold letters that the console can't print
_EXPANDED = re.compile(r"%[^%]+%|\$\(")  # what Task Scheduler replaces in a command, with no way to escape it

_Tree = Mapping[str, "_Tree | str"]


def task(arguments: Sequence[str], user: str) -> bytes:
    """The task that runs ``arguments`` when ``user``, a SID, logs on. Raises AutostartFailed.

    A failed start is repeated after a minute, three times; later, and for a server that crashed, the
    trigger comes again every five minutes and does nothing while the server runs.
    """
    for argument in arguments:
        if _EXPANDED.search(argument):
            raise AutostartFailed(
                f"autostart: Task Scheduler would read a variable in {argument!r}; "
                "give the folder a name without %…% and $("
            )
    root = ElementTree.Element("Task", {"version": "1.2", "xmlns": _NAMESPACE})
    _grow(
        root,
        {
            "RegistrationInfo": {"Description": "Postil, notes in the margin of the news"},
            "Triggers": {"LogonTrigger": {"Repetition": {"Interval": "PT5M"}, "UserId": user}},
            "Principals": {
                "Principal": {"UserId": user, "LogonType": "InteractiveToken", "RunLevel": "LeastPrivilege"}
            },
            "Settings": {
                "MultipleInstancesPolicy": "IgnoreNew",
                "DisallowStartIfOnBatteries": "false",
                "StopIfGoingOnBatteries": "false",
                "ExecutionTimeLimit": "PT0S",  # none, where the default ends a task after three days
                "Priority": "5",  # normal; the default is for work that nobody waits for
                "RestartOnFailure": {"Interval": "PT1M", "Count": "3"},
            },
            "Actions": {
                "Exec": {"Command": arguments[0], "Arguments": subprocess.list2cmdline(arguments[1:])}
            },
        },
    )
    # The encoding of the files that Task Scheduler itself exports.
    content: bytes = ElementTree.tostring(root, encoding="utf-16", xml_declaration=True)
    return content


def _grow(parent: ElementTree.Element, tree: _Tree) -> None:
    for name, inside in tree.items():
        element = ElementTree.SubElement(parent, name)
        if isinstance(inside, str):
            element.text = inside
        else:
            _grow(element, inside)


class TaskScheduler:
    """The user's tasks, through ``schtasks``."""

    log = "what `postil serve` prints in a console"

    def __init__(self, machine: Machine) -> None:
        self._run, self._pause = machine.run, machine.pause
        self.file: Path = machine.config / "postil" / "autostart.xml"

    @property
    def place(self) -> str:
        return f"the task {NAME} in Task Scheduler, made from {self.file}"

    def content(self, arguments: Sequence[str]) -> bytes:
        printed = ask(self._run, "whoami", "/user", "/fo", "csv", "/nh")
        user = _USER.search(printed)
        if user is None:
            raise AutostartFailed(f"whoami /user: expected a security identifier, got {printed!r}")
        return task((_without_window(arguments[0]), *arguments[1:]), user.group())

    def is_on(self) -> bool:
        return self._query().code == 0

    def has_started(self) -> bool:
        return any(_STILL_RUNNING in row for row in csv.reader(self._query().out.splitlines()))

    def register(self) -> None:
        ask(self._run, "schtasks", "/Create", "/TN", NAME, "/XML", str(self.file), "/F")

    def start(self) -> None:
        self._end()
        ask(self._run, "schtasks", "/Run", "/TN", NAME)

    def remove(self) -> None:
        self._end()
        if self.is_on():
            ask(self._run, "schtasks", "/Delete", "/TN", NAME, "/F")
        self.file.unlink(missing_ok=True)

    def hint(self) -> str:
        return ""

    def _end(self) -> None:
        """Returns when the server has ended: while one runs, a start is ignored."""
        if not self.has_started():
            return
        ask(self._run, "schtasks", "/End", "/TN", NAME)
        if not wait_until(lambda: not self.has_started(), self._pause):
            raise AutostartFailed(f"schtasks /End /TN {NAME}: the server does not end")

    def _query(self) -> Ran:
        return self._run(("schtasks", "/Query", "/TN", NAME, "/FO", "CSV", "/V", "/NH"))


def _without_window(python: str) -> str:
    """The Python beside ``python`` that opens no console; ``python`` itself where there is none."""
    windowless = Path(python).with_name("pythonw.exe")
    return str(windowless) if windowless.is_file() else python
