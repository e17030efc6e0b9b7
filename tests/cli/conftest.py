"""Commands as a user runs them: in this process where that is enough, else as programs of their own."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
from click.testing import CliRunner

from postil.cli import commands
from postil.demo import articles

PROGRAM = (sys.executable, "-c", "from postil.cli import main; main()")
PATIENCE_S = 60


class Outcome(NamedTuple):
    """What a command printed, and its exit code."""

    code: int
    out: str
    said: str


class Server:
    """``postil serve`` as a process of its own, on a port that the system chose."""

    def __init__(self, data: Path, **environ: str) -> None:
        self.process = subprocess.Popen(
            [*PROGRAM, "serve"],
            env=os.environ | {"POSTIL_DATA": str(data), "POSTIL_PORT": "0"} | environ,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            encoding="utf-8",
        )
        assert self.process.stdout is not None
        self.greeting = self.process.stdout.readline() + self.process.stdout.readline()
        self.address = next((word for word in self.greeting.split() if word.startswith("http://")), "")

    def end(self, number: int = signal.SIGTERM) -> Outcome:
        """Send the signal and wait for the end."""
        self.process.send_signal(number)
        return self.wait()

    def wait(self) -> Outcome:
        assert self.process.stdout is not None
        assert self.process.stderr is not None
        out, said = self.process.stdout.read(), self.process.stderr.read()
        return Outcome(self.process.wait(PATIENCE_S), out, said)


@pytest.fixture
def data(tmp_path) -> Path:
    """The library that commands work on when they are not told of another."""
    return tmp_path / "data"


@pytest.fixture
def run():
    """Run a command in this process; what it prints comes apart from what it says on stderr."""

    def run(*arguments: object, stdin: bytes = b"") -> Outcome:
        result = CliRunner().invoke(commands, [str(a) for a in arguments], input=stdin)
        if result.exception is not None and not isinstance(result.exception, SystemExit):
            raise result.exception
        return Outcome(result.exit_code, result.stdout_bytes.decode(), result.stderr)

    return run


@pytest.fixture
def serve(data) -> Iterator:
    """Start servers; those that a test leaves running are ended after it."""
    servers: list[Server] = []

    def serve(**environ: str) -> Server:
        servers.append(Server(data, **environ))
        return servers[-1]

    yield serve
    for server in servers:
        if server.process.poll() is None:
            server.process.kill()
        server.process.communicate()


@pytest.fixture
def story(tmp_path) -> Path:
    """A page of HTML in a file."""
    path = tmp_path / "flood.html"
    path.write_text(articles()[1].html, encoding="utf-8")
    return path
