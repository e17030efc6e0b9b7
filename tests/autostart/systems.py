"""Systems that start programs, as fakes: they read the files that they are given, and remember."""

import plistlib
from pathlib import Path
from xml.etree import ElementTree

from postil.autostart import Machine
from postil.autostart.base import Ran

TASKS = "{http://schemas.microsoft.com/windows/2004/02/mit/task}"
DONE = Ran(0)


class Fake:
    """``on``: what is started with the next session; ``started``: what was started and runs; else None.

    ``starts`` counts. ``refuses`` holds words of commands that fail. A server that was told to end does so
    when time passes, unless ``hangs``.
    """

    platform = ""

    def __init__(self, home: Path) -> None:
        self.home = home
        self.on: str | None = None
        self.started: str | None = None
        self.starts = 0
        self.refuses: set[str] = set()
        self.hangs = False
        self.ending = False

    @property
    def machine(self) -> Machine:
        return Machine(
            platform=self.platform,
            home=self.home,
            config=self.home / "settings",
            user_id=501,
            run=self.run,
            pause=self.pass_time,
        )

    def run(self, command):
        if not self.refuses.isdisjoint(command):
            return Ran(1, "", "Access is denied.\r\n")
        return self.answer(*command)

    def pass_time(self, seconds):
        if self.ending and not self.hangs:
            self.ended()

    def begin(self, said):
        assert self.started is None
        self.started, self.starts = said, self.starts + 1

    def end(self):
        self.ending = True

    def ended(self):
        self.started, self.ending = None, False


class FakeSystemd(Fake):
    platform = "linux"
    lingers = False
    loaded: str | None = None

    @property
    def file(self):
        return self.home / "settings" / "systemd" / "user" / "postil.service"

    def answer(self, *command):
        match command:
            case ("systemctl", "--user", "daemon-reload"):
                self.loaded = self.file.read_text(encoding="utf-8") if self.file.exists() else None
                return DONE
            case ("systemctl", "--user", "enable", "postil.service"):
                assert self.loaded is not None
                self.on = self.loaded
                return DONE
            case ("systemctl", "--user", "disable", "--now", "postil.service"):
                assert self.loaded is not None
                self.on = None
                self.ended()
                return DONE
            case ("systemctl", "--user", "reset-failed", "postil.service"):
                return Ran(1, "", "Unit postil.service not loaded.")
            case ("systemctl", "--user", "restart", "postil.service"):
                assert self.loaded is not None
                self.ended()
                self.begin(self.loaded)
                return DONE
            case ("systemctl", "--user", "is-active", "postil.service"):
                return Ran(0, "active\n") if self.started is not None else Ran(3, "inactive\n")
            case ("systemctl", "--user", "is-enabled", "postil.service"):
                return Ran(0, "enabled\n") if self.on is not None else Ran(1, "disabled\n")
            case ("loginctl", "show-user", "501", "--property=Linger", "--value"):
                return Ran(0, "yes\n" if self.lingers else "no\n")
        raise AssertionError(command)


class FakeLaunchd(Fake):
    platform = "darwin"
    disabled = True

    @property
    def file(self):
        return self.home / "Library" / "LaunchAgents" / "postil.server.plist"

    @property
    def on(self):
        return self.file.read_text(encoding="utf-8") if self.file.exists() and not self.disabled else None

    @on.setter
    def on(self, value):
        pass

    def answer(self, *command):
        match command:
            case ("launchctl", "print", "gui/501/postil.server"):
                if self.started is None:
                    return Ran(113, "", 'Could not find service "postil.server"')
                return Ran(0, "gui/501/postil.server = {\n\tstate = running\n\tpid = 81\n}\n")
            case ("launchctl", "enable", "gui/501/postil.server"):
                self.disabled = False
                return DONE
            case ("launchctl", "bootstrap", "gui/501", path):
                assert not self.disabled
                content = Path(path).read_bytes()
                assert plistlib.loads(content)["Label"] == "postil.server"
                self.begin(content.decode())
                return DONE
            case ("launchctl", "bootout", "gui/501/postil.server"):
                self.end()
                return Ran(36, "", "Operation now in progress")
        raise AssertionError(command)


class FakeTaskScheduler(Fake):
    platform = "win32"

    @property
    def file(self):
        return self.home / "settings" / "postil" / "autostart.xml"

    def answer(self, *command):
        match command:
            case ("whoami", "/user", "/fo", "csv", "/nh"):
                return Ran(0, '"desk\\ann\ufffd","S-1-5-21-11-22-33-1001"\r\n')
            case ("schtasks", "/Create", "/TN", "Postil", "/XML", path, "/F"):
                content = Path(path).read_bytes()
                assert ElementTree.fromstring(content).tag == f"{TASKS}Task"
                self.on = content.decode("utf-16")
                return DONE
            case ("schtasks", "/Query", "/TN", "Postil", "/FO", "CSV", "/V", "/NH"):
                if self.on is None:
                    return Ran(1, "", "FEHLER: Das System kann die angegebene Datei nicht finden.")
                result = "267009" if self.started is not None else "0"
                return Ran(
                    0, f'"DESK","\\Postil","N/A","Wird ausgef\ufffdhrt","Nur","12:00:00","{result}","ann"\r\n'
                )
            case ("schtasks", "/Run", "/TN", "Postil"):
                assert self.on is not None
                self.begin(self.on)
                return DONE
            case ("schtasks", "/End", "/TN", "Postil"):
                self.end()
                return DONE
            case ("schtasks", "/Delete", "/TN", "Postil", "/F"):
                self.on = None
                return DONE
        raise AssertionError(command)


FAKES = (FakeSystemd, FakeLaunchd, FakeTaskScheduler)
