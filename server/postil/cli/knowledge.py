"""``postil knowledge``: what is known of people without asking anybody, and bringing it up to date."""

import sys

import click

from postil.cli.options import data_option, settings_from
from postil.errors import LookupFailed
from postil.models import Pack, Progress


@click.group()
def knowledge() -> None:
    """What Postil knows of people by itself."""


@knowledge.command()
@data_option
def status(data: str | None) -> None:
    """Tell what is known, until which day, and when Wikidata was asked last."""
    from postil.wiring import knowledge

    used, shipped = knowledge(settings_from(data=data))
    click.echo(f"{used.people:,} people, {used.terms:,} terms of office in {used.posts:,} posts")
    if used.refreshed is None:
        click.echo(f"the pack that ships with Postil; it speaks until {used.day}")
        click.echo("never brought up to date: `postil knowledge refresh` asks Wikidata")
    else:
        click.echo(f"your copy in {used.path}, brought up to date from Wikidata on {used.refreshed}")
    if used.digest != shipped.digest:
        click.echo("it was made from an older pack than ships now: `postil knowledge refresh` makes it anew")
    for line in _vouched(used):
        click.echo(line)


def _vouched(pack: Pack) -> list[str]:
    lines = [f"{number:,} terms without an end were last checked on {day}" for day, number in pack.vouched]
    rest = pack.open_terms - sum(number for _, number in pack.vouched)
    return [*lines, f"{rest:,} others on other days"] if rest else lines


@knowledge.command()
@data_option
def refresh(data: str | None) -> None:
    """Ask Wikidata who holds which office now.

    Needs POSTIL_CONTACT: who asks. After one that was cut short, another goes on where it was.
    """
    from postil.wiring import refresh_knowledge

    try:
        result = refresh_knowledge(settings_from(data=data), _show)
    except LookupFailed as error:
        raise LookupFailed(
            error.host, f"{error.why}. What it answered before is kept: run this again to go on"
        ) from error
    finally:
        if sys.stderr.isatty():
            click.echo("\r\x1b[K", nl=False, err=True)
    click.echo(
        f"{result.people} new people; terms of office: {result.terms} new, "
        f"{result.changed} brought up to date"
    )


def _show(progress: Progress) -> None:
    news = f"{progress.done} of {progress.of} questions answered: {progress.what} …"
    click.echo(f"\r\x1b[K{news}" if sys.stderr.isatty() else news, nl=not sys.stderr.isatty(), err=True)
