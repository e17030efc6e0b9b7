"""``postil serve``: the server, from its first request to a clean end."""

import signal
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from socket import AF_INET, AF_INET6, create_server, socket
from types import FrameType
from typing import TYPE_CHECKING, NoReturn

import click

from postil.cli.options import server_options, settings_from
from postil.errors import BadSetting, StoreLocked

if TYPE_CHECKING:
    from postil.config import Settings

THREADS = 8  # one reader's browser opens six connections at most; two more for commands


@click.command()
@server_options
def serve(**options: str | None) -> None:
    """Run the server until Ctrl-C or SIGTERM."""
    import logging

    import waitress

    from postil.web import create_app
    from postil.wiring import announce, open_library, running

    logging.basicConfig(format="%(asctime)s %(levelname)s %(name)s: %(message)s", level=logging.INFO)
    settings = settings_from(**options)
    if (other := running(settings)) is not None:
        raise StoreLocked(
            f"a server of this library runs already, at {other.address}: `postil open` prints a way in"
        )
    library = open_library(settings)
    try:
        for notice in library.notices():
            click.echo(notice, err=True)
        app = create_app(library, settings)
        with _listen(settings) as listening, _ending_on_signals():
            address = _address(settings.host, listening.getsockname()[1])
            with announce(settings, address, library.access.own_token):
                click.echo(f"Postil answers at {address} (library: {settings.data})")
                click.echo("`postil open` prints a link that signs your browser in. Ctrl-C ends the server.")
                waitress.serve(
                    app,
                    sockets=[listening],
                    threads=THREADS,
                    ident="postil",
                    clear_untrusted_proxy_headers=True,
                    _quiet=True,
                )
    finally:
        library.close()
    click.echo("Postil has ended; everything is saved.")


def _listen(settings: "Settings") -> socket:
    """A socket that takes connections from now on. Raises BadSetting."""
    host = "127.0.0.1" if settings.host == "localhost" else settings.host
    try:
        # Not by waitress: its sockets can share a port on Windows, where a second server would go unnoticed.
        return create_server((host, settings.port), family=AF_INET6 if ":" in host else AF_INET)
    except OSError as error:
        raise BadSetting(
            "POSTIL_PORT",
            f"can't listen at {_address(host, settings.port)} ({error.strerror}): "
            "another program may have this port; choose another with --port",
        ) from error


def _address(host: str, port: int) -> str:
    """How this machine reaches a server bound to ``host``."""
    reachable = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)
    return f"http://[{reachable}]:{port}" if ":" in reachable else f"http://{reachable}:{port}"


@contextmanager
def _ending_on_signals() -> Iterator[None]:
    """A signal to end lets the requests that run come to their end: waitress drains on SystemExit."""

    def end(number: int, frame: FrameType | None) -> NoReturn:
        # Whoever insists, with a second signal, ends the process.
        signal.signal(number, signal.SIG_DFL)
        raise SystemExit(0)

    names = ("SIGTERM", "SIGINT", "SIGBREAK")
    before = {
        getattr(signal, name): signal.signal(getattr(signal, name), end)
        for name in names
        if hasattr(signal, name)
    }
    try:
        with suppress(SystemExit):
            yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
