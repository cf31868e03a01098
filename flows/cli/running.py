"""Runs from the shell: `nightly`, `load`, `reread`. The flows as plain functions, without a Prefect server."""

from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from flows.cli.options import CONFIG, DAY, HOME, ConfigOption, HomeOption, NowOption, RunnerOption, plain, plain_errors, time_of
from flows.desk import Desk, Runner, open_desk
from flows.output import note, say

if TYPE_CHECKING:
    from flows.progress import Tell
    from flows.summary import Ended


def nightly(
    publishers: Annotated[list[str] | None, typer.Argument(metavar="[PUBLISHER]...", help="All, if none is named.")] = None,
    since: Annotated[datetime | None, typer.Option(formats=DAY, help="Fill in the past from this day (UTC) on.")] = None,
    until: Annotated[datetime | None, typer.Option(formats=DAY, help="Up to and with this day (UTC).")] = None,
    home: HomeOption = HOME,
    config: ConfigOption = CONFIG,
    runner: RunnerOption = None,
    now: NowOption = None,
) -> None:
    """Crawl all (or the named) publishers, read, load, check, publish.

    Example: copydesk nightly gazette
    """
    from flows.nightly import nightly as run  # each command imports its own room: `copydesk sql` starts without Scrapy

    first, last = (day.date() if day else None for day in (since, until))
    _finish(lambda desk, tell: [run(desk, publishers, first, last, tell=tell)], home, config, now, runner)


def load(
    paths: Annotated[list[Path] | None, typer.Argument(metavar="PATH...", help="Files or folders; - is stdin.")] = None,
    publisher: Annotated[str | None, typer.Option(help="Whose pages they are, where they do not say.")] = None,
    retry_rejects: Annotated[bool, typer.Option("--retry-rejects", help="Try again what was rejected before.")] = False,
    home: HomeOption = HOME,
    config: ConfigOption = CONFIG,
    runner: RunnerOption = None,
    now: NowOption = None,
) -> None:
    """Read, load, check and publish articles from files, folders and patterns ('exports/**/*.warc.gz').

    Web archives, saved pages, tables, wires, feeds, mail, documents, exports and archives of them, by their content.

    Example: copydesk load old-pages/ export.warc.gz --publisher gazette
    """
    from flows.files import load_files
    from flows.files import retry_rejects as retry

    def run(desk: Desk, tell: "Tell") -> "Iterable[Ended]":
        if paths or not retry_rejects:
            yield load_files(desk, paths or [], publisher, tell=tell)
        if retry_rejects:
            again = list(retry(desk, tell=tell))
            if not again:
                say("nothing to try again: no load has rejected anything that was named as a file or folder")
            yield from again

    _finish(run, home, config, now, runner)


def reread(
    publisher: Annotated[str | None, typer.Option(help="Only this publisher's pages.")] = None,
    since: Annotated[
        datetime | None, typer.Option(formats=["%Y-%m-%d"], help="Only pages fetched on this day (UTC) or later.")
    ] = None,
    home: HomeOption = HOME,
    config: ConfigOption = CONFIG,
    runner: RunnerOption = None,
    now: NowOption = None,
) -> None:
    """Read the archived pages again with today's rules. No network.

    Example: copydesk reread --publisher gazette --since 2026-11-01
    """
    from flows.rereading import reread as run

    start = since.replace(tzinfo=UTC) if since else None
    _finish(
        lambda desk, tell: [run(desk, plain(publisher) if publisher else None, start, tell=tell)], home, config, now, runner
    )


def _finish(
    run: "Callable[[Desk, Tell], Iterable[Ended]]",
    home: Path,
    config: Path,
    now: str | None,
    runner: Runner | None,
) -> None:
    """Run a flow undecorated, say what came of it, and exit with the status that this has."""
    from flows.cli.ended import say_what_came
    from flows.interrupted import interruptible
    from flows.progress import shown_on_stderr
    from flows.summary import concerns, status

    desk = open_desk(home, config, time_of(now), runner)
    note("Without a Prefect server: the same flow as a plain function (`copydesk serve` has schedule, UI and history)")
    with plain_errors(), interruptible(), shown_on_stderr() as tell:
        all_ended = list(run(desk, tell))
    found = []
    for ended in all_ended:
        found += concerns(ended)
        say_what_came(ended, concerns(ended))
    raise typer.Exit(status(found))
