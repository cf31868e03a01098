"""`publisher list`, `add` and `check`."""

from pathlib import Path
from typing import Annotated

import typer

from flows.cli.options import CONFIG, HOME, ConfigOption, HomeOption, NowOption, complain, time_of
from flows.desk import open_desk
from flows.output import say, warn


def list_(config: ConfigOption = CONFIG, home: HomeOption = HOME) -> None:
    """List the chosen publishers and those in the catalogue.

    Exit status 1 if a publisher's file is invalid.

    Example: copydesk publisher list
    """
    from flows.catalogue import listed

    desk = open_desk(home, config)
    for line in listed(desk):
        say(line)
    if broken := desk.broken():
        for fault in broken.values():
            warn(fault)
        complain(f"publishers with an invalid file: {', '.join(broken)}")


def add(
    sites: Annotated[
        list[str], typer.Argument(metavar="URL_OR_ID", help="Address of a site, or a publisher id from the catalogue.")
    ],
    private_network: Annotated[
        bool, typer.Option("--private-network", help="The site is on this machine or an intranet.")
    ] = False,
    config: ConfigOption = CONFIG,
    home: HomeOption = HOME,
) -> None:
    """Add publishers from the catalogue or by address.

    Copies the file from the catalogue, or inspects the site and writes one. Prints its path.

    Example: copydesk publisher add guardian https://gazette.example
    """
    from flows.catalogue import is_id, take

    desk = open_desk(home, config)
    for site in sites:
        if is_id(site):
            say(take(desk, site))
        else:
            from flows.publishers import add as write  # imports everything that reads pages; the catalogue needs none of it

            say(write(desk, site, private_network=private_network))


def check(
    publisher: Annotated[str, typer.Argument(metavar="ID", help="Publisher id: the name of its file.")],
    url: Annotated[
        str | None, typer.Option(metavar="URL", help="The page to read; by default the first that is listed.")
    ] = None,
    keep: Annotated[
        Path | None, typer.Option(metavar="FOLDER", help="Record page and result here; tests run those in tests/publishers.")
    ] = None,
    config: ConfigOption = CONFIG,
    home: HomeOption = HOME,
    now: NowOption = None,
) -> None:
    """Read one page of a publisher and show the result.

    Shows each field with its evidence. Exit status 1 if the page gives no article.

    Example: copydesk publisher check gazette
    """
    from flows.publishers import check

    lines, is_article = check(open_desk(home, config, time_of(now)), publisher, url, keep)
    for line in lines:
        say(line)
    if not is_article:
        complain(f"no article from {publisher}; the outcome of each page is above. Correct its file and try again")
