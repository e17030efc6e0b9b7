"""``postil clean`` and ``postil people``: what Postil makes of a file, without keeping it."""

from datetime import date
from typing import IO, TYPE_CHECKING

import click

from postil.cli.options import settings_from
from postil.errors import InvalidInput

if TYPE_CHECKING:
    from postil.library.people import CastMember
    from postil.models import Article, Tenure

page_argument = click.argument("page", type=click.File("rb"))
url_option = click.option("--url", help="The address the page came from.")
json_option = click.option("--json", "as_json", is_flag=True, help="In JSON, as the API gives it.")


@click.command()
@page_argument
@url_option
@json_option
def clean(page: IO[bytes], url: str | None, as_json: bool) -> None:
    """Print the article in PAGE, a file of HTML or plain text (-: standard input)."""
    from postil.wiring import open_reading

    reading = open_reading(settings_from())
    article = reading.article(page.read(), url)
    if as_json:
        from postil.web.api.pages import unkept_article_out

        out = unkept_article_out(article, reading.cast(article), reading.as_of(article), date.today())
        click.echo(out.model_dump_json(indent=1))
        return
    day = f"{article.published:%Y-%m-%d}" if article.published else ""
    facts = (", ".join(article.authors), article.site or "", day)
    header = (article.title, " · ".join(filter(None, facts)))
    click.echo("\n\n".join(filter(None, (*header, article.text))))
    _tell_removed(article)


def _tell_removed(article: "Article") -> None:
    """On stderr, so that the article alone can go into a file."""
    if article.state == "truncated":
        click.echo("\nOnly the beginning is here: the page kept the rest of the article back.", err=True)
    counts: dict[str, int] = {}
    for part in article.removed:
        counts[part.kind] = counts.get(part.kind, 0) + 1
    if counts:
        listed = ", ".join(f"{kind} {count}" for kind, count in sorted(counts.items()))
        click.echo(f"\nLeft out: {listed}. --json says what and why.", err=True)


@click.command()
@page_argument
@url_option
@click.option("--date", "day", metavar="YYYY-MM-DD", help="The article's day, where the page doesn't say.")
@json_option
def people(page: IO[bytes], url: str | None, day: str | None, as_json: bool) -> None:
    """Print who is in PAGE, and who they were on its day (-: standard input)."""
    from postil.wiring import open_reading

    reading = open_reading(settings_from())
    cast = reading.cast(reading.article(page.read(), url, published=_day(day)))
    if as_json:
        import json

        from postil.web.api.people import card_out

        cards = [card_out(member, date.today()).model_dump(mode="json") for member in cast]
        click.echo(json.dumps(cards, ensure_ascii=False, indent=1))
        return
    for member in cast:
        click.echo(_described(member))


def _day(text: str | None) -> date | None:
    try:
        return None if text is None else date.fromisoformat(text)
    except ValueError as error:
        raise InvalidInput("--date", f"expected a day like 2026-03-01, got {text!r}") from error


def _described(member: "CastMember") -> str:
    card = member.card
    then = f"then {_term(card.then)}" if card.then else card.from_article or ""
    now = f"now {_term(card.now)}" if card.now else ""
    last = f"last known {_term(card.last_known)}" if card.last_known else ""
    said = "; ".join(filter(None, (then, now, last))) or card.person.description
    return ": ".join(filter(None, (card.person.name, said)))


def _term(term: "Tenure") -> str:
    held = (f"from {term.start}" if term.start else "", f"to {term.end}" if term.end else "")
    days = (
        " ".join(filter(None, held)),
        f"known up to {term.known}" if term.known else "",
    )
    return f"{term.office} ({', '.join(filter(None, days))})" if any(days) else term.office
