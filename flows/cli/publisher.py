"""`publisher list`, `add` and `check`: who is crawled, a publisher's file written, and one page of it tried."""

from pathlib import Path
from typing import Annotated

import typer

from flows.cli.options import CONFIG, HOME, ConfigOption, HomeOption, NowOption, complain, time_of
from flows.desk import open_desk
from flows.output import say, warn


def list_(config: ConfigOption = CONFIG, home: HomeOption = HOME) -> None:
    """The publishers that are crawled, and those that the catalogue offers. Status 1 when a file cannot be used.

    Example: copydesk publisher list
    """
    from flows.catalogue import listed

    desk = open_desk(home, config)
    for line in listed(desk):
        say(line)
    if broken := desk.broken():
        for fault in broken.values():
            warn(fault)
        complain(f"publishers whose files cannot be used: {', '.join(broken)}")


def add(
    sites: Annotated[list[str], typer.Argument(metavar="URL_OR_ID...", help="Address of a site, or an id of the catalogue.")],
    private_network: Annotated[bool, typer.Option("--private-network", help="The site is on loopback or an intranet.")] = False,
    config: ConfigOption = CONFIG,
    home: HomeOption = HOME,
) -> None:
    """Choose a publisher: take its file from the catalogue, or write one by looking at its site. Prints where it lies.

    Example: copydesk publisher add guardian https://gazette.example
    """
    from flows.catalogue import is_id, take

    desk = open_desk(home, config)
    for site in sites:
        if is_id(site):
            say(take(desk, site))
        else:
            from flows.publishers import add as write  # with all that reads pages: the catalogue needs none of it

            say(write(desk, site, private_network=private_network))


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
        complain(f"no article came of {publisher}: what became of its pages is said above; correct its file, then try again")
