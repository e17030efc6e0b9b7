"""``postil autostart``: the server runs without being started by hand."""

import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click
from platformdirs import user_config_path

from postil.cli.options import data_option, server_options, settings_from
from postil.config import NAMES, PREFIX, Settings, read_settings
from postil.errors import BadSetting

if TYPE_CHECKING:
    from postil.autostart import Machine

OFF = 3  # as other programs tell "not on" from "could not say"
_OPTIONS = ("DATA", "HOST", "PORT", "STORE")


@click.group()
def autostart() -> None:
    """Have the server start with your session, after every reboot."""


@autostart.command()
@server_options
@click.pass_context
def on(ctx: click.Context, /, **options: str | None) -> None:
    """Start the server with every session, and now if none runs. Again: with these settings."""
    from postil.autostart import AutostartFailed, find_system, turn_on, wait_until
    from postil.wiring import running

    settings = settings_from(**options)
    arguments = _command_line(settings, options)
    machine = _machine(ctx)
    with _told_how_by_hand(machine, arguments):
        system = find_system(machine)
        ran_before = running(settings)
        started = turn_on(system, arguments, runs=ran_before is not None)
    click.echo(f"Postil starts with your session from now on: {system.place}")
    if started and not wait_until(lambda: running(settings) is not None, machine.pause):
        raise AutostartFailed(
            f"the server was started, but does not answer yet; this tells why: {system.log}"
        )
    click.echo(_server_sentence(settings))
    if not started and not system.has_started():
        click.echo("That one was started by hand, and was left alone.")
    if hint := system.hint():
        click.echo(hint)


@autostart.command()
@data_option
@click.pass_context
def off(ctx: click.Context, data: str | None) -> None:
    """Undo `on`. A server that was started by hand runs on."""
    from postil.autostart import find_system, turn_off

    settings = settings_from(data=data)
    was_on = turn_off(find_system(_machine(ctx)))
    click.echo("Postil no longer starts with your session." if was_on else "Autostart was off already.")
    click.echo(_server_sentence(settings))


@autostart.command()
@data_option
@click.pass_context
def status(ctx: click.Context, data: str | None) -> None:
    """Say whether it is on, and whether the server runs. Ends with 0 for on, 3 for off."""
    from postil.autostart import find_system

    settings = settings_from(data=data)
    system = find_system(_machine(ctx))
    is_on = system.is_on()
    click.echo(
        f"Autostart is on: {system.place}"
        if is_on
        else "Autostart is off; `postil autostart on` turns it on."
    )
    click.echo(_server_sentence(settings))
    ctx.exit(0 if is_on else OFF)


def _server_sentence(settings: Settings) -> str:
    from postil.wiring import running

    server = running(settings)
    if server is None:
        return f"No server of the library in {settings.data} runs now."
    return f"The server of the library in {settings.data} runs now, at {server.address}"


def _command_line(settings: Settings, options: dict[str, str | None]) -> list[str]:
    """What starts a server with just these settings, outside this environment. Raises BadSetting.

    Only what was said for this command is in it; what ``postil.toml`` says is read at each start, so
    that it can be changed there.
    """
    said = {name: options.get(name.lower()) or os.environ.get(PREFIX + name, "").strip() for name in _OPTIONS}
    said["DATA"] = str(settings.data)
    _check_environment(settings, {PREFIX + name: value for name, value in said.items()})
    spoken = [word for name in _OPTIONS if said[name] for word in (f"--{name.lower()}", said[name])]
    # -P: a folder of the reader's that is named like one of our modules is not ours.
    return [sys.executable, "-P", "-m", "postil.cli", "serve", *spoken]


def _check_environment(settings: Settings, said: dict[str, str]) -> None:
    """Raises BadSetting when the server would miss a setting that only this environment has."""
    only_here = [name for name in NAMES if name not in said and os.environ.get(name, "").strip()]
    if not only_here:
        return
    try:
        same = read_settings({}, said) == settings
    except BadSetting:
        same = False
    if not same:
        raise BadSetting(
            ", ".join(only_here),
            "a server that starts with your session does not see this environment; "
            f"say it in {settings.data / 'postil.toml'}",
        )


@contextmanager
def _told_how_by_hand(machine: "Machine", arguments: list[str]) -> Iterator[None]:
    from postil.autostart import AutostartFailed, typed

    try:
        yield
    except AutostartFailed as error:
        by_hand = typed(arguments, machine.platform)
        raise AutostartFailed(
            f"{error}; to do it by hand, have this run when you log in: {by_hand}"
        ) from error


def _machine(ctx: click.Context) -> "Machine":
    """The machine that the caller handed in, else this one."""
    from postil.autostart import Machine, run_program

    return ctx.find_object(Machine) or Machine(
        platform=sys.platform,
        home=Path.home(),
        config=user_config_path(),
        user_id=os.getuid() if hasattr(os, "getuid") else 0,
        run=run_program,
        pause=time.sleep,
    )
