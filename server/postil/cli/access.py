"""``postil open`` and ``postil token``: ways into the library."""

from urllib.parse import quote

import click

from postil.cli.options import data_option, settings_from


@click.command("open")
@data_option
def open_(data: str | None) -> None:
    """Print a link that signs a browser in: once, within ten minutes."""
    from postil.cli.remote import connect_to_server

    with connect_to_server(settings_from(data=data)) as library:
        click.echo(library.post("/api/sign-in-links")["url"])


@click.group(invoke_without_command=True)
@data_option
@click.pass_context
def token(ctx: click.Context, data: str | None) -> None:
    """Print the library's access token; or make, list and revoke others."""
    ctx.obj = settings_from(data=data)
    if ctx.invoked_subcommand is None:
        from postil.cli.remote import connect

        with connect(ctx.obj) as library:
            click.echo(library.token)


@token.command()
@click.argument("name")
@click.pass_context
def new(ctx: click.Context, name: str) -> None:
    """Make a token under NAME and print it, this once."""
    from postil.cli.remote import connect

    with connect(ctx.obj) as library:
        click.echo(library.post("/api/tokens", {"name": name})["token"])


@token.command("list")
@click.pass_context
def list_(ctx: click.Context) -> None:
    """List the tokens that were made: name, day, and the origin it is for."""
    from postil.cli.remote import connect

    with connect(ctx.obj) as library:
        for made in library.get("/api/tokens")["items"]:
            click.echo(
                "\t".join((made["name"], made["created"][: len("2026-03-01")], made["origin"] or "any"))
            )


@token.command()
@click.argument("name")
@click.pass_context
def revoke(ctx: click.Context, name: str) -> None:
    """Let the token NAME open nothing from now on."""
    from postil.cli.remote import connect

    with connect(ctx.obj) as library:
        library.delete(f"/api/tokens/{quote(name, safe='')}")
