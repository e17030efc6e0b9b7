"""``postil demo``: something to look around in."""

import click

from postil.cli.options import data_option, settings_from
from postil.errors import Conflict


@click.command()
@data_option
def demo(data: str | None) -> None:
    """Fill an empty library with a few articles of our own writing, and marks on them.

    A filling that was broken off is gone on with; twice does no harm.
    """
    from postil.cli.remote import connect
    from postil.demo import articles

    with connect(settings_from(data=data)) as library:
        own = {article.url for article in articles()}
        there = {page["url"] for page in library.get("/api/pages", limit=len(own) + 1)["items"]}
        if not there <= own:
            raise Conflict(
                "this library has pages already: the demo is for an empty one (--data names another)"
            )
        marks = 0
        for article in articles():
            page = library.post("/api/pages", {"url": article.url, "html": article.html})
            for number, mark in enumerate(article.marks):
                library.post(
                    "/api/annotations",
                    {
                        "page_id": page["id"],
                        "quote": mark.quote,
                        "colour": mark.colour,
                        "note": mark.note,
                        "tags": list(mark.tags),
                    },
                    key=f"demo {article.url} {number}",
                )
                marks += 1
        click.echo(f"{len(articles())} articles and {marks} marks are in the library now.")
