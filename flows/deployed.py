"""The flows as Prefect runs them: the same functions, with a schedule, a form, retries, progress and history.

Take these decorators off and `flows.nightly`, `flows.files` and the others still run: the shell does just that. A flow finds
its home and config in COPYDESK_HOME and COPYDESK_CONFIG.
"""

import logging
import os
import time
from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Annotated, TypedDict
from zoneinfo import ZoneInfo

from prefect import State, flow, get_run_logger, runtime, task
from prefect.artifacts import create_table_artifact
from prefect.cache_policies import NO_CACHE
from prefect.exceptions import FailedRun
from prefect.states import Completed, Failed
from pydantic import Field
from pydantic.config import JsonDict

from articles.publisher import ConfigError, Publisher
from flows import files, publishing, rereading
from flows import nightly as night
from flows.desk import Desk, WrongUse, open_desk
from flows.loading import Ended
from flows.progress import Step, Tell
from flows.run import AlreadyRunning, DiskFull
from spiders.crawl import Crawl

LOG_EVERY_S = 5.0


def _says_more_than_the_state(record: logging.LogRecord) -> bool:
    # The engine logs a traceback of its own for a run that returned Failed, though nothing was raised and the state says why.
    return not (record.exc_info and isinstance(record.exc_info[1], FailedRun))


logging.getLogger("prefect.flow_runs").addFilter(_says_more_than_the_state)


def _publisher_ids() -> list[str]:
    return sorted(file.stem for file in (_config() / "publishers").glob("*.toml"))


def _home() -> Path:
    return Path(os.environ.get("COPYDESK_HOME", "data"))


def _config() -> Path:
    return Path(os.environ.get("COPYDESK_CONFIG", "config"))


# The form offers the publishers that are in config, and refuses others. Where there are none yet, any name will do.
_OFFERED: JsonDict = {"enum": [*_publisher_ids()]} if _publisher_ids() else {}
PublisherId = Annotated[str, Field(json_schema_extra=_OFFERED)]


@flow(name="nightly", flow_run_name=lambda: f"nightly {_today()}")
def nightly(publishers: list[PublisherId] | None = None, since: date | None = None, until: date | None = None) -> State:
    """Crawl all (or the chosen) publishers, read, load, check, publish.

    Args:
        publishers: Files in config/publishers, without .toml. None of them chosen: all.
        since: Fill in the past from this day (UTC) on, from archives and sitemaps.
        until: Up to and with this day (UTC).
    """
    return _state_of(lambda desk: night.nightly(desk, publishers, since, until, each=_as_tasks, **_told()))


@flow(name="crawl-publisher", flow_run_name="crawl {publisher}")
def crawl_publisher(publisher: PublisherId) -> State:
    """The nightly run for one publisher.

    Args:
        publisher: A file in config/publishers, without .toml.
    """
    return _state_of(lambda desk: night.crawl_publisher(desk, publisher, **_told()))


@flow(name="load-files", flow_run_name=lambda: f"load files {_today()}")
def load_files(paths: list[Path], publisher: PublisherId | None = None) -> State:
    """Read, load, check and publish articles from files and folders.

    Args:
        paths: Files or folders on the machine that runs this flow.
        publisher: Whose pages they are, where they do not say.
    """
    return _state_of(lambda desk: files.load_files(desk, paths, publisher, roots=desk.load_roots, **_told()))


@flow(name="reread", flow_run_name=lambda: f"reread {_today()}")
def reread(publisher: PublisherId | None = None, since: date | None = None) -> State:
    """Read the archived pages again with today's rules. No network.

    Args:
        publisher: Only this publisher's pages.
        since: Only pages fetched on this day (UTC) or later.
    """
    start = datetime(since.year, since.month, since.day, tzinfo=ZoneInfo("UTC")) if since else None
    return _state_of(lambda desk: rereading.reread(desk, publisher, start, **_told()))


@flow(name="publish")
def publish() -> State:
    """Check the store and switch people to a fresh snapshot of it."""
    published, failed = publishing.publish(desk_from_environment())
    return _state(f"published {published}", failed)


FLOWS = (nightly, load_files, reread, crawl_publisher, publish)


@task(name="crawl", task_run_name="crawl {publisher.id}", retries=1, retry_delay_seconds=30, cache_policy=NO_CACHE)
def _crawl_task(one: night.CrawlOne, publisher: Publisher) -> Crawl:
    return one(publisher)


def _as_tasks(one: night.CrawlOne, publishers: Sequence[Publisher], at_once: int) -> Iterable[Crawl]:
    """One task run a publisher, `at_once` at a time."""
    for start in range(0, len(publishers), at_once):
        running = [_crawl_task.submit(one, publisher) for publisher in publishers[start : start + at_once]]
        yield from (future.result() for future in running)


def desk_from_environment() -> Desk:
    """The desk that COPYDESK_HOME and COPYDESK_CONFIG name, at the real time."""
    return open_desk(_home(), _config())


def _today() -> str:
    return str(runtime.flow_run.scheduled_start_time)[:10]


def _trigger() -> str:
    return "schedule" if "auto-scheduled" in runtime.flow_run.tags else "prefect"


class _Told(TypedDict):
    trigger: str
    tell: Tell


def _told() -> _Told:
    return {"trigger": _trigger(), "tell": _log_lines()}


def _log_lines() -> Tell:
    log, last = get_run_logger(), dict[str, float]()

    def tell(step: Step) -> None:
        ended = step.total is not None and step.done >= step.total
        if ended or time.monotonic() - last.get(step.stage, -LOG_EVERY_S) >= LOG_EVERY_S:
            last[step.stage] = time.monotonic()
            log.info("%s: %d%s %s", step.stage, step.done, f" of {step.total}" if step.total is not None else "", step.note)

    return tell


def _state_of(run: Callable[[Desk], Ended]) -> State:
    """Do a run, show what came of it, and say how it ended. What the person who asked can mend fails without a traceback."""
    try:
        ended = run(desk_from_environment())
    except (WrongUse, ConfigError, AlreadyRunning, DiskFull) as error:
        return Failed(message=str(error))
    log = get_run_logger()
    for warning in ended.warnings:
        log.warning(warning)
    rows = [{"publisher": publisher, **counts} for publisher, counts in sorted(ended.counts.by_publisher.items())]
    create_table_artifact(
        key="counts", table=rows, description=f"Run {ended.run.run_id}: what became of each address, by publisher"
    )
    done = f"{ended.counts.asked} asked for, {ended.counts.article} articles, published as {ended.published.name}"
    return _state(done, ended.failed_checks)


def _state(done: str, failed: dict[str, int]) -> State:
    if failed:
        found = ", ".join(f"{name} ({rows})" for name, rows in failed.items())
        return Failed(message=f"{done}; checks that found rows: {found}")
    return Completed(message=done)
