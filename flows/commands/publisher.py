"""`publisher add` and `publisher check`: a publisher's file written, and one page of it tried."""

from pathlib import Path
from typing import Annotated

import typer

from flows.commands.options import CONFIG, HOME, ConfigOption, HomeOption, NowOption, time_of
from flows.desk import open_desk
from flows.saying import say


def add(
    url: Annotated[str, typer.Argument(help="Address of the site.")],
    private_network: Annotated[bool, typer.Option("--private-network", help="The site is on loopback or an intranet.")] = False,
    config: ConfigOption = CONFIG,
    home: HomeOption = HOME,
) -> None:
    """Write a publisher's file by looking at its site; each guess with its reason. Prints where it lies.

    Example: copydesk publisher add https://gazette.example
    """
    from flows.publishers import add as write

    say(write(open_desk(home, config), url, private_network=private_network))


def check(
    publisher: Annotated[str, typer.Argument(metavar="ID", help="The publisher: the name of its file.")],
    url: Annotated[str | None, typer.Option(help="This page; else the first one that is listed.")] = None,
    keep: Annotated[
        Path | None, typer.Option(help="Record page and answer in this folder; tests/publishers is tested.")
    ] = None,
    config: ConfigOption = CONFIG,
    home: HomeOption = HOME,
    now: NowOption = None,
) -> None:
    """Try one page of a publisher and show what came out, with its evidence. Status 1 when no article did.

    Example: copydesk publisher check gazette
    """
    from flows.publishers import check

    lines, is_article = check(open_desk(home, config, time_of(now)), publisher, url, keep)
    for line in lines:
        say(line)
    if not is_article:
        raise typer.Exit(1)
