"""What commands share: their settings, from options, environment and file."""

import os
from collections.abc import Callable
from typing import Any, TypeVar

import click

from postil.config import Settings, read_settings

Command = TypeVar("Command", bound=Callable[..., Any])


def data_option(command: Command) -> Command:
    """``--data``: which library."""
    return click.option("--data", metavar="DIR", help="The data folder.  [POSTIL_DATA]")(command)


def server_options(command: Command) -> Command:
    """What a server can be told beside its environment and file."""
    for option in (
        click.option("--store", metavar="URL", help="Where records are kept.  [POSTIL_STORE, tinydb:]"),
        click.option("--port", metavar="PORT", help="0: the system chooses.  [POSTIL_PORT, 8377]"),
        click.option("--host", metavar="HOST", help="The address to listen at.  [POSTIL_HOST, 127.0.0.1]"),
        data_option,
    ):
        command = option(command)
    return command


def settings_from(**options: str | None) -> Settings:
    """``options`` are named as settings are, in lower case. Raises BadSetting."""
    return read_settings(os.environ, {f"POSTIL_{name.upper()}": value for name, value in options.items()})
