"""`publisher list`, `add`, `check` and `learned`."""

import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from flows.cli.options import (
    CONFIG,
    HOME,
    ConfigOption,
    FormatOption,
    HomeOption,
    NowOption,
    complain,
    plain,
    plain_errors,
    time_of,
)
from flows.output import room, say, say_lines, warn
from flows.refusal import WrongUse

if TYPE_CHECKING:
    from flows.desk import Desk


def list_(config: ConfigOption = CONFIG, home: HomeOption = HOME) -> None:
    """List the chosen publishers and those in the catalogue.

    Exit status 1 if a publisher's file is invalid.

    Example: copydesk publisher list
    """
    from flows.catalogue import listed
    from flows.desk import open_desk

    desk = open_desk(home, config)
    for line in listed(desk):
        say(line)
    if broken := desk.broken():
        for fault in broken.values():
            warn(fault)
        complain(f"publishers with an invalid file: {', '.join(broken)}")


def add(
    sites: Annotated[
        list[str] | None, typer.Argument(metavar="URL_OR_ID", help="Address of a site, or a publisher id from the catalogue.")
    ] = None,
    from_: Annotated[
        Path | None, typer.Option("--from", metavar="FILE", help="A list of sites or feeds: OPML, CSV, JSON or lines of text.")
    ] = None,
    id_: Annotated[
        str | None, typer.Option("--id", metavar="ID", help="Name of the file, for one site; by default made of its host.")
    ] = None,
    private_network: Annotated[
        bool, typer.Option("--private-network", help="The site is on this machine or an intranet.")
    ] = False,
    contact: Annotated[
        str, typer.Option(metavar="TEXT", help="Who answers for the crawl, a mail address or a web page; kept in the file.")
    ] = "",
    config: ConfigOption = CONFIG,
    home: HomeOption = HOME,
) -> None:
    """Add publishers from the catalogue, by address, or all of a list.

    Copies the file from the catalogue, or inspects the site and writes one. Prints its path. Of a list each site gets one
    outcome: added, already there, or failed; after an interruption the same command goes on. Exit status 1 if any failed.

    Example: copydesk publisher add guardian https://gazette.example
    """
    from flows.catalogue import is_id, take
    from flows.desk import open_desk

    if not sites and from_ is None:
        raise WrongUse("name a site, a publisher of the catalogue, or a list with --from: copydesk publisher add --help")
    if id_ is not None and (from_ is not None or len(sites or ()) != 1 or not is_id(id_)):
        raise WrongUse(
            "--id names the file of one site that is given by its address, like: --id gazette https://gazette.example"
        )
    desk = open_desk(home, config)
    for site in sites or ():
        if is_id(site):
            say(take(desk, site, plain(contact)))
        else:
            from flows.progress import shown_on_stderr
            from flows.publishers import add as write  # imports everything that reads pages; the catalogue needs none of it
            from flows.publishers import next_step

            with shown_on_stderr() as tell:
                file = write(desk, site, private_network=private_network, publisher_id=id_, contact=plain(contact), tell=tell)
            say(file)
            warn(next_step(file))
    if from_ is not None:
        _add_list(desk, from_, plain(contact), private_network=private_network)


def _add_list(desk: "Desk", file: Path, contact: str, *, private_network: bool) -> None:
    from flows.progress import shown_on_stderr
    from flows.publishers import add_all

    outcomes: Counter[str] = Counter()
    with shown_on_stderr() as tell:
        for added in add_all(desk, file, private_network=private_network, contact=contact, tell=tell):
            outcomes[added.outcome] += 1
            say(f"{added.outcome:<13} {added.site}  {added.detail}")
    if outcomes["failed"]:
        complain(f"{outcomes['failed']} of {outcomes.total()} entries of {file} could not be added")


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
    from flows.desk import open_desk
    from flows.publishers import check

    lines, is_article = check(open_desk(home, config, time_of(now)), publisher, url, keep)
    for line in lines:
        say(line)
    if not is_article:
        complain(f"no article from {publisher}; the outcome of each page is above. Correct its file and try again")


def learned(
    publisher: Annotated[str, typer.Argument(metavar="ID", help="Publisher id: the name of its file.")],
    format: FormatOption = "table",  # noqa: A002 - the option's name
    config: ConfigOption = CONFIG,
    home: HomeOption = HOME,
) -> None:
    """Show what was learned of a publisher's pages.

    Texts that stand on many of them, what fields say on page after page, and how the paper prints days, times and names, each
    with the number of pages that hold it and an example. A line that is an article's own after all belongs into `keep` of the
    publisher's file, a kind that is learned wrongly into `pin` or `forbid`; then `copydesk reread --publisher ID`.

    Example: copydesk publisher learned gazette
    """
    from flows.desk import open_home
    from flows.learned import remarks
    from warehouse.query import FORMATS, asked, format_rows

    if format not in FORMATS:
        raise WrongUse(f"unknown format {format!r}; choose from: {', '.join(FORMATS)}")
    with plain_errors():
        where = open_home(home, config)
        with asked(where, "publisher_learned", {"publisher": plain(publisher)}) as answer:
            for line in format_rows(answer, format, for_eyes=sys.stdout.isatty(), room=room()):
                say_lines(line)
        for remark in remarks(where, config, publisher):
            warn(remark)
