"""The flows as Prefect runs them: the same functions, with a schedule, a form, retries, progress and history.

Take these decorators off and `flows.nightly`, `flows.files` and the others still run: the shell does just that. A flow finds
its home and config in COPYDESK_HOME and COPYDESK_CONFIG.
"""

import logging
import os
import threading
from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Annotated, Any, TypedDict
from zoneinfo import ZoneInfo

from prefect import State, flow, get_run_logger, runtime, task
from prefect.artifacts import create_markdown_artifact, create_table_artifact
from prefect.cache_policies import NO_CACHE
from prefect.events import emit_event
from prefect.exceptions import FailedRun
from prefect.states import Completed, Failed
from prefect.task_runners import ThreadPoolTaskRunner
from pydantic import Field
from pydantic.config import JsonDict

from articles.printable import Visible, visible
from articles.publisher import Publisher
from flows import files, publishing, rereading
from flows import nightly as night
from flows.desk import Desk, browse_link, open_desk
from flows.refusal import NothingDone, plain_errors
from flows.report import write_report
from flows.runner import Runner
from flows.server import messages
from flows.server.allowed import DAY, PUBLISHER_ID
from flows.server.entry import form_link, report_link
from flows.server.progress import shown_in_prefect
from flows.summary import Concern, Ended, concerns, of_checks, status
from flows.upkeep import upkeep as keep_up
from loaders.named_paths import is_wrong
from spiders.crawl import Crawl
from spiders.kill_with_parent import die_with_parent

# Named by the runner for the processes that it starts: a run whose runner is gone, however that ended, ends too.
if RUNNER := os.environ.get("COPYDESK_RUNNER"):
    die_with_parent(int(RUNNER))


def _says_more_than_the_state(record: logging.LogRecord) -> bool:
    # The engine logs a traceback of its own for a run that returned Failed, though nothing was raised and the state says why.
    return not (record.exc_info and isinstance(record.exc_info[1], FailedRun))


logging.getLogger("prefect.flow_runs").addFilter(_says_more_than_the_state)
logging.getLogger("prefect.flow_runs").addFilter(Visible())


def desk_from_environment(runner: Runner | None = None) -> Desk:
    """The desk that COPYDESK_HOME and COPYDESK_CONFIG name, at the real time."""
    return open_desk(Path(os.environ.get("COPYDESK_HOME", "data")), _config(), runner=runner)


def _config() -> Path:
    return Path(os.environ.get("COPYDESK_CONFIG", "config"))


def _publisher_ids() -> list[str]:
    return sorted(file.stem for file in (_config() / "publishers").glob("*.toml"))


# The form offers the publishers that are in config, and refuses others. Where there are none yet, any name will do.
_OFFERED: JsonDict = {"enum": [*_publisher_ids()]} if _publisher_ids() else {}
PublisherId = Annotated[str, Field(json_schema_extra=_OFFERED)]
# Files may be those of a paper that nobody crawls.
AnyPublisherId = Annotated[str, Field(json_schema_extra={"pattern": PUBLISHER_ID})]
# The server does not mind a format, but a pattern.
Day = Annotated[date, Field(json_schema_extra={"pattern": DAY})]


def _run_name() -> str:
    run = runtime.flow_run
    if messages.is_typed(run.name):
        return str(run.name)
    return messages.run_name(run.flow_name, f"{run.scheduled_start_time:%Y-%m-%d}", run.parameters, len(_publisher_ids()))


_SETTINGS = desk_from_environment().settings if _config().is_dir() else None
_HOW: dict[str, Any] = {
    "flow_run_name": _run_name,
    "timeout_seconds": _SETTINGS.run_timeout_h * 3600 if _SETTINGS else None,
    "task_runner": ThreadPoolTaskRunner(max_workers=_SETTINGS.crawls_at_once if _SETTINGS else 8),
}


@flow(name="nightly", **_HOW)
def nightly(
    publishers: list[PublisherId] = [],  # noqa: B006 - the form's default: a multi-select without a switch in front of it
    mode: night.Mode = "everything",
    since: Day | None = None,
    until: Day | None = None,
    runner: Runner | None = None,
) -> State:
    """Crawl all (or the chosen) publishers, read, load, check, publish.

    Args:
        publishers: Which publishers to crawl. Choose none to crawl all.
        mode: Everything that is new or due, or only known young articles, which may have been edited.
        since: Also fetch past articles from this day (UTC) on, from archives and sitemaps. Empty: only what is new.
        until: Up to and including this day (UTC). Empty: up to today.
        runner: Where pages are read: here (local) or on the cluster in desk.toml (dask). Empty: as desk.toml says.
    """
    return _state_of(lambda desk: night.nightly(desk, publishers, since, until, mode, each=_as_tasks, **_told()), runner)


@flow(name="crawl-publisher", **_HOW)
def crawl_publisher(publisher: PublisherId, runner: Runner | None = None) -> State:
    """The nightly run for one publisher.

    Args:
        publisher: Which publisher to crawl.
        runner: Where pages are read: here (local) or on the cluster in desk.toml (dask). Empty: as desk.toml says.
    """
    return _state_of(lambda desk: night.crawl_publisher(desk, publisher, each=_as_tasks, **_told()), runner)


@flow(name="load-files", **_HOW)
def load_files(paths: list[Path], publisher: AnyPublisherId | None = None, runner: Runner | None = None) -> State:
    """Read, load, check and publish articles from files and folders.

    Args:
        paths: Files or folders on the machine that runs this flow, like /srv/wire/today.
        publisher: The publisher of pages that do not name one: an id from config/publishers, or a new one. Empty: unknown.
        runner: Where pages are read: here (local) or on the cluster in desk.toml (dask). Empty: as desk.toml says.
    """
    state = _state_of(lambda desk: files.load_files(desk, paths, publisher, roots=desk.load_roots, **_told()), runner)
    roots = desk_from_environment().load_roots
    if state.is_completed() and any(is_wrong(path, roots) for path in paths):
        return Failed(name=state.name, message=state.message)  # a Completed run is green, whatever its name is
    return state


@flow(name="reread", **_HOW)
def reread(publisher: PublisherId | None = None, since: Day | None = None, runner: Runner | None = None) -> State:
    """Read the archived pages again with today's rules. No network.

    Args:
        publisher: Only this publisher's pages. Empty: all.
        since: Only pages fetched on this day (UTC) or later. Empty: all.
        runner: Where pages are read: here (local) or on the cluster in desk.toml (dask). Empty: as desk.toml says.
    """
    start = datetime(since.year, since.month, since.day, tzinfo=ZoneInfo("UTC")) if since else None
    return _state_of(lambda desk: rereading.reread(desk, publisher, start, **_told()), runner)


@flow(name="publish", **_HOW)
def publish() -> State:
    """Check the store and switch people to a fresh snapshot of it."""

    def published() -> State:
        snapshot, failed = publishing.publish(desk_from_environment())
        return _done(f"published as {snapshot.name}", list(of_checks(failed)))

    return _or_failed(published)


@flow(name="upkeep", **_HOW)
def upkeep() -> State:
    """Weekly: drop old snapshots and reports, shorten logs, run the checks, name runs that were left lying."""

    def kept_up() -> State:
        kept = keep_up(desk_from_environment())
        return _done("; ".join(kept.done), [*kept.warnings, *of_checks(kept.failed_checks)])

    return _or_failed(kept_up)


FLOWS = (nightly, load_files, reread, crawl_publisher, publish, upkeep)

NAMED_AT_MOST, LOGGED_AT_MOST = 5, 50
"""Of what a person should see: so many stand in a state's message and in a run's log. All of it is in the report."""

_leaving = threading.Event()


@task(
    name="crawl",
    task_run_name="crawl {publisher.id}",
    retries=1,
    retry_delay_seconds=30,
    retry_condition_fn=lambda *_: not _leaving.is_set(),
    cache_policy=NO_CACHE,
)
def _crawl_task(one: night.CrawlOne, publisher: Publisher) -> Crawl:
    return one(publisher, night.leave_when(_leaving))


def _as_tasks(one: night.CrawlOne, publishers: Sequence[Publisher], _at_once: int) -> Iterable[Crawl]:
    """One task run a publisher; the flow's task runner says how many at a time."""
    running = [_crawl_task.submit(one, publisher) for publisher in publishers]
    try:
        return [future.result() for future in running]
    except BaseException:
        _leaving.set()  # the threads would wait for their crawls to end, and the flow for its threads
        raise


class _Told(TypedDict):
    trigger: str
    tell: Callable[[Any], None]


def _told() -> _Told:
    return {"trigger": "schedule" if "auto-scheduled" in runtime.flow_run.tags else "prefect", "tell": shown_in_prefect()}


def _state_of(run: Callable[[Desk], Ended], runner: Runner | None) -> State:
    """Do a run, show what came of it, and say how it ended."""

    def done() -> State:
        desk = desk_from_environment(runner)
        ended = run(desk)
        return _shown(desk, ended)

    return _or_failed(done)


def _shown(desk: Desk, ended: Ended) -> State:
    log, link, found = get_run_logger(), report_link(ended.run.run_id), concerns(ended)
    for note in ended.notes:
        log.info(note)
    articles = browse_link(desk.settings, ended.run.run_id)
    write_report(desk.home, ended.run.run_id, lambda _: articles)
    create_table_artifact(key="publishers", table=messages.table(ended), description=f"Run {ended.run.run_id}, by publisher")
    forms = {one: form_link("crawl-publisher", {"publisher": one}) for one in messages.troubled(ended)}
    needs = messages.for_a_person(ended, found, link, forms, articles)
    create_markdown_artifact(key="for-a-person", markdown=needs, description=f"{messages.heading(found)}, and the report")
    for publisher, alarm in ended.alarms.items():
        emit_event(
            event="copydesk.source.alarm",
            resource={"prefect.resource.id": f"copydesk.publisher.{publisher}", "prefect.resource.name": publisher},
            payload={"alarm": visible(alarm), "run_id": ended.run.run_id, "report": link},
        )
    counts = ended.counts
    gave = f"{counts.article} article{'' if counts.article == 1 else 's'}"
    return _done(f"{counts.asked} asked for, {gave}, published as {ended.published.name}", found)


def _or_failed(done: Callable[[], State]) -> State:
    """What the person who asked can mend fails without a traceback."""
    try:
        with plain_errors():
            return done()
    except NothingDone as error:
        return Failed(message=visible(str(error)))


def _done(what: str, found: Sequence[Concern]) -> State:
    """Completed, and by the name of Degraded where a person should see something: the exit statuses 0 and 1 of the shell."""
    for concern in found[:LOGGED_AT_MOST]:
        get_run_logger().warning("%s (%s)", concern, concern.to_do)
    if status(found) == 0:
        return Completed(message=what)
    more = [f"and {len(found) - NAMED_AT_MOST:,} more"] if len(found) > NAMED_AT_MOST else []
    return Completed(name="Degraded", message=visible("; ".join((what, *map(str, found[:NAMED_AT_MOST]), *more))))
