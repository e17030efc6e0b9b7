"""``postil export`` and ``postil import``: the library to a file and back."""

import json
import os
import sys
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import IO, Any

import click

from postil.cli.options import data_option, settings_from
from postil.errors import InvalidInput, PostilError

_LINES = "application/x-ndjson"
_EXPORT_ID = "Postil-Export"
_NEWS_EVERY = 25  # pages between two lines of progress where no terminal can be written over


class Incomplete(PostilError):
    """A file was written, but not with all that belongs in it."""

    code = "incomplete"


@click.command()
@click.argument("format", required=False)
@data_option
@click.option("--list", "list_formats", is_flag=True, help="Name the formats there are.")
@click.option(
    "--out", type=click.Path(dir_okay=False, path_type=Path), help="The file to write.  [standard output]"
)
@click.option("--url", help="Marks on the page of this address alone.")
@click.option("--person", help="Marks that mention this person: a name or an id.")
@click.option("--tag", help="Marks with this tag.")
@click.option("--colour", help="Marks in this colour.")
@click.option("--since", metavar="DAY", help="Marks made on this day or later.")
@click.option("--until", metavar="DAY", help="Marks made on this day or earlier.")
def export(
    format: str | None, data: str | None, list_formats: bool, out: Path | None, **filters: str | None
) -> None:
    """Write the library, or the marks that fit, in FORMAT."""
    from postil.cli.remote import connect

    if not list_formats and format is None:
        raise click.UsageError("Which format? `postil export --list` names them.")
    with connect(settings_from(data=data)) as library:
        if list_formats:
            for there in library.get("/api/export")["items"]:
                click.echo(f"{there['name']}\t{there['title']}")
            return
        from urllib.parse import quote

        told: dict[str, str] = {}
        pieces = library.download(f"/api/export/{quote(format or '', safe='')}", told, **filters)
        if out is None:
            _write_into(sys.stdout.buffer, pieces)
        else:
            _write_to(out, pieces)
        left_out = library.get(f"/api/exports/{told[_EXPORT_ID]}/left-out")["items"]
    for each in left_out:
        click.echo(f"left out {each['item']}: {each['why']}", err=True)
    if left_out:
        texts = "1 text" if len(left_out) == 1 else f"{len(left_out)} texts"
        raise Incomplete(f"the export is written, but {texts} had to be left out")


def _write_to(path: Path, pieces: Iterable[bytes]) -> None:
    """Raises InvalidInput where nothing can be written."""
    try:
        if path.exists() and not path.is_file():  # a pipe or a device: there is nothing to replace
            with path.open("wb") as file:
                _write_into(file, pieces)
        else:
            _write_file(path.resolve(), pieces)  # a link stays one
    except OSError as error:
        raise InvalidInput("--out", f"{path} can't be written: {error.strerror}") from error


def _write_file(path: Path, pieces: Iterable[bytes]) -> None:
    """All of it, or what was there before."""
    unfinished = path.with_name(f".{path.name}.{os.getpid()}.unfinished")
    try:
        with unfinished.open("wb") as file:
            _write_into(file, pieces)
            os.fsync(file.fileno())
        unfinished.replace(path)
    finally:
        with suppress(FileNotFoundError):
            unfinished.unlink()


def _write_into(file: IO[bytes], pieces: Iterable[bytes]) -> None:
    for piece in pieces:
        file.write(piece)
    file.flush()


@click.command("import")
@click.argument("file", type=click.File("rb"))
@data_option
@click.option(
    "--format", "format", metavar="NAME", help="The file's format, where it does not show by itself."
)
def import_(file: IO[bytes], data: str | None, format: str | None) -> None:
    """Take FILE into the library (-: standard input). Twice does no harm."""
    from postil.cli.remote import connect

    with connect(settings_from(data=data)) as library:
        lines = library.upload("/api/import", file.read(), accept=_LINES, format=format)
        report = _follow(json.loads(line) for line in lines if line)
    for skipped in report["skipped"]:
        click.echo(f"skipped {skipped['item']}: {skipped['why']}", err=True)
    corrections = f"{report['corrections']} corrections; " if report["corrections"] else ""
    click.echo(
        f"{report['pages']} new pages; marks: {report['added']} new, {report['updated']} updated, "
        f"{report['same']} here already; {corrections}"
        f"{len(report['skipped'])} skipped"
    )


def _follow(lines: Iterable[dict[str, Any]]) -> dict[str, Any]:
    """Show the progress; gives the report. Raises InvalidInput for an error on the way."""
    last: dict[str, Any] = {}
    for number, last in enumerate(lines):
        if "error" in last:
            raise InvalidInput("file", last["error"]["message"])
        if "progress" in last:
            _show(last["progress"], number)
    if sys.stderr.isatty():
        click.echo("\r\x1b[K", nl=False, err=True)
    return last


def _show(tally: dict[str, int], number: int) -> None:
    if not sys.stderr.isatty() and (number == 0 or number % _NEWS_EVERY):
        return
    news = f"{tally['pages']} pages, {tally['added']} marks, {tally['skipped']} skipped …"
    click.echo(f"\r\x1b[K{news}" if sys.stderr.isatty() else news, nl=not sys.stderr.isatty(), err=True)
