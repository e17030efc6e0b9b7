"""The command line. Each command loads what it needs when it runs, so that help comes at once."""

import sys

import click

from postil import __version__
from postil.cli import access, autostart, demo, knowledge, reading, serving, transfers
from postil.errors import PostilError

EPILOG = (
    "Settings come from the environment (POSTIL_…) or from postil.toml in the data folder; see the README."
)


class Failure(click.ClickException):
    """What went wrong, as one plain sentence on stderr; exit code 1."""

    def show(self, file: object = None) -> None:
        click.echo(f"postil: {self.message}", err=True)


class Commands(click.Group):
    """Commands whose expected failures are sentences, never tracebacks."""

    def invoke(self, ctx: click.Context) -> object:
        try:
            return super().invoke(ctx)
        except PostilError as error:
            raise Failure(str(error)) from error
        except BrokenPipeError:
            raise
        except OSError as error:
            raise Failure(_sentence(error)) from error


def _sentence(error: OSError) -> str:
    reason = error.strerror or str(error)
    return f"{error.filename}: {reason}" if error.filename else reason


@click.group(cls=Commands, epilog=EPILOG, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="postil", message="%(prog)s %(version)s")
def commands() -> None:
    """Clean news articles, the people in them as they were that day, and your marks."""


for _command in (
    serving.serve,
    access.open_,
    access.token,
    autostart.autostart,
    reading.clean,
    reading.people,
    transfers.export,
    transfers.import_,
    demo.demo,
    knowledge.knowledge,
):
    commands.add_command(_command)


def main() -> None:
    """The entry point of ``postil``."""
    for stream in (sys.stdout, sys.stderr):
        # A pipe on Windows would get the old code page, which lacks most of the world's names.
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    commands(prog_name="postil")
