"""Runs from the shell: `nightly`, `load`, `reread`, as plain functions without a Prefect server."""

from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from flows.cli.options import CONFIG, DAY, HOME, ConfigOption, HomeOption, NowOption, RunnerOption, plain, plain_errors, time_of
from flows.output import note, say
from flows.runner import Runner

if TYPE_CHECKING:
    from flows.desk import Desk
    from flows.progress import Tell
    from flows.summary import Ended


def nightly(
    publishers: Annotated[list[str] | None, typer.Argument(metavar="PUBLISHER", help="Publisher ids; all by default.")] = None,
    since: Annotated[
        datetime | None, typer.Option(formats=DAY, metavar="YYYY-MM-DD", help="Backfill from this day (UTC).")
    ] = None,
    until: Annotated[
        datetime | None, typer.Option(formats=DAY, metavar="YYYY-MM-DD", help="Backfill up to and including this day (UTC).")
    ] = None,
    home: HomeOption = HOME,
    config: ConfigOption = CONFIG,
    runner: RunnerOption = None,
    now: NowOption = None,
) -> None:
    """Crawl publishers, then read, load, check and publish.

    Example: copydesk nightly gazette
    """
    from flows.nightly import nightly as run  # imported here: `copydesk sql` starts without Scrapy

    first, last = (day.date() if day else None for day in (since, until))
    _finish(lambda desk, tell: [run(desk, publishers, first, last, tell=tell)], home, config, now, runner)


def load(
    paths: Annotated[list[Path] | None, typer.Argument(metavar="PATH", help="Files, folders or patterns; - is stdin.")] = None,
    publisher: Annotated[
        str | None, typer.Option(metavar="ID", help="Publisher id for pages that do not identify one.")
    ] = None,
    retry_rejects: Annotated[bool, typer.Option("--retry-rejects", help="Load files again that were rejected before.")] = False,
    home: HomeOption = HOME,
    config: ConfigOption = CONFIG,
    runner: RunnerOption = None,
    now: NowOption = None,
) -> None:
    """Load articles from files, then check and publish.

    PATH may be a pattern like 'exports/**/*.warc.gz'. The content decides the format: web archives, saved pages, tables,
    agency formats, feeds, mail, documents, database exports, and archives of these.

    Example: copydesk load old-pages/ export.warc.gz --publisher gazette
    """
    from flows.files import load_files
    from flows.files import retry_rejects as retry

    def run(desk: "Desk", tell: "Tell") -> "Iterable[Ended]":
        if paths or not retry_rejects:
            yield load_files(desk, paths or [], publisher, tell=tell)
        if retry_rejects:
            again = list(retry(desk, tell=tell))
            if not again:
                say("Nothing to retry: no file or folder has been rejected")
            yield from again

    _finish(run, home, config, now, runner)


def reread(
    publisher: Annotated[str | None, typer.Option(metavar="ID", help="Only pages of this publisher.")] = None,
    since: Annotated[
        datetime | None,
        typer.Option(formats=DAY, metavar="YYYY-MM-DD", help="Only pages fetched on this day (UTC) or later."),
    ] = None,
    home: HomeOption = HOME,
    config: ConfigOption = CONFIG,
    runner: RunnerOption = None,
    now: NowOption = None,
) -> None:
    """Read archived pages again with the current rules.

    Uses no network.

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
    """Run a flow undecorated, print its summary, and exit with its status."""
    from flows.cli.ended import say_what_came
    from flows.desk import open_desk
    from flows.interrupted import interruptible
    from flows.progress import shown_on_stderr
    from flows.summary import concerns, status

    desk = open_desk(home, config, time_of(now), runner)
    note("Running without a Prefect server (`copydesk serve` adds schedules, UI and history)")
    with plain_errors(), interruptible(), shown_on_stderr() as tell:
        all_ended = list(run(desk, tell))
    found = []
    for ended in all_ended:
        found += concerns(ended)
        say_what_came(ended, concerns(ended))
    raise typer.Exit(status(found))
