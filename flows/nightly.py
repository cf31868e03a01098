"""The nightly run: crawl each publisher, read what came, load it, check it, publish it."""

import os
import time
from collections.abc import Callable, Iterable, Mapping, Sequence, Set
from concurrent.futures import ThreadPoolExecutor
from dataclasses import astuple, replace
from datetime import date, timedelta
from functools import partial
from threading import Event
from typing import Literal

from articles.archive.warc import Archived
from articles.publisher import Publisher
from flows.catching_up import with_what_was_learned
from flows.desk import Desk
from flows.learning import known_profiles, read_again
from flows.loading import load_and_publish
from flows.progress import Step, Tell, silent
from flows.readers.forked import give_back_memory
from flows.readers.reading import Reading, reading
from flows.refusal import WrongUse
from flows.run import OpenRun, open_run
from flows.summary import Concern, Ended
from spiders.crawl import Crawl, CrawlProgress, crawl
from spiders.crawl_state import Handover
from spiders.forking import forks
from spiders.known import Known
from warehouse.home import Home, sync_folder
from warehouse.known import known_addresses, known_listings, said_by_listings
from warehouse.staged_rows import write_without_articles

Mode = Literal["everything", "young articles"]
"""What a crawl asks for: what is new and what is due, or known articles alone that are young enough to be asked for again."""

A_NIGHT = timedelta(hours=12)
"""A run that was interrupted longer ago is an earlier night's: when it has been ended, tonight's is still to come."""

CrawlOne = Callable[[Publisher, Callable[[], None]], Crawl]
"""Crawl a publisher, calling the second argument while it waits; what that raises ends the crawl."""
Each = Callable[[CrawlOne, Sequence[Publisher], int], Iterable[Crawl]]
"""How the crawls of a night are run side by side: threads here, Prefect tasks in `flows.server.deployed`."""


class Leaving(RuntimeError):
    """The run was stopped: a crawl that goes on in a thread ends, and leaves open what is open."""


def leave_when(leaving: Event) -> Callable[[], None]:
    """Raises Leaving, once the event is set."""

    def look() -> None:
        if leaving.is_set():
            raise Leaving("the run was stopped")

    return look


def in_threads(one: CrawlOne, publishers: Sequence[Publisher], at_once: int) -> Iterable[Crawl]:
    """Crawl `at_once` publishers at a time. Each crawl is a process of its own, so a thread only waits for it."""
    leaving = Event()
    with ThreadPoolExecutor(max_workers=at_once) as threads:
        try:
            return list(threads.map(lambda publisher: one(publisher, leave_when(leaving)), publishers))
        except BaseException:
            leaving.set()  # the threads would wait for their crawls to end, and this one for its threads
            raise


def nightly(
    desk: Desk,
    publishers: list[str] | None = None,
    since: date | None = None,
    until: date | None = None,
    mode: Mode = "everything",
    *,
    trigger: str = "shell",
    flow: str = "nightly",
    each: Each = in_threads,
    tell: Tell = silent,
) -> Ended:
    """Crawl all (or the named) publishers and bring what is new into the published warehouse.

    `since` and `until` (days in UTC, both included) fill in a past time from the publishers' archives and sitemaps; that is for
    the mode "everything" alone. Where an earlier night was interrupted, that one is ended first: it is the `earlier` of what
    comes back, and a note says so.
    """
    chosen = desk.to_crawl(publishers)
    if since is not None and since > (until or desk.now.date()):
        raise WrongUse(f"from {since} to {until or desk.now.date()} there is no day: the first one must not be the later one")
    if mode != "everything" and (since or until):
        raise WrongUse(f"a past time is filled in with mode 'everything', not with {mode!r}")
    # Not which ones "all" are: a publisher that is added must not keep last night's run from being ended.
    parameters = {
        "publishers": sorted(chosen) if publishers else None,
        "since": _iso(since),
        "until": _iso(until),
        "mode": mode,
    }
    with (
        open_run(desk, flow, trigger, parameters) as night,
        reading(desk, desk.publishers(), night.staged, tell, known_profiles(desk, night, chosen)) as reader,
    ):
        # Here, and not in each thread: they would share a connection.
        listings = {one: known_listings(desk.home, one) for one in chosen}
        known = {one: _known(desk.home, one, listings[one]) for one in chosen}
        seconds: dict[str, float] = {}

        def crawl_one(publisher: Publisher, on_wait: Callable[[], None]) -> Crawl:
            began = time.monotonic()
            crawled = crawl(
                publisher,
                archive=desk.home.archive,
                warc_name=night.warc_name(publisher.id),
                ledger=night.folder / f"{publisher.id}.ledger.jsonl",
                hosts=desk.home.hosts,
                now=night.run.started_at,
                contact=desk.settings.contact,
                known=known[publisher.id],
                listings=listings[publisher.id],
                handover=_handover(desk.home, publisher.id),
                since=since,
                until=until,
                only=_young(night, known[publisher.id]) if mode == "young articles" else None,
                on_progress=_progress(tell),
                on_archived=partial(_read, reader),
                on_wait=on_wait,
            )
            seconds[publisher.id] = round(time.monotonic() - began, 1)
            return crawled

        asked = [one for one in chosen.values() if mode == "everything" or _young(night, known[one.id])]
        with forks():  # one for all crawls of the night
            crawls = list(each(crawl_one, asked, desk.settings.crawls_at_once))
        ended = _bring_in(desk, night, crawls, reader, tell, seconds)
        for one in crawls:
            _hand_over(desk.home, one)  # after the load: what a lost night has seen must be seen again
    ended = with_what_was_learned(desk, ended, tell=tell)
    if desk.now - ended.run.started_at < A_NIGHT:
        return ended
    tonight = nightly(desk, publishers, since, until, mode, trigger=trigger, flow=flow, each=each, tell=tell)
    return replace(tonight, earlier=ended, notes=(_late(ended), *tonight.notes))


def _late(ended: Ended) -> str:
    run, counts = ended.run, ended.counts
    brought = f"{run.run_id}: {counts.asked} asked for, {counts.article} articles"
    return f"the run of {run.started_at:%Y-%m-%d %H:%M} UTC was interrupted: it was ended first ({brought})"


def crawl_publisher(
    desk: Desk,
    publisher: str,
    *,
    trigger: str = "shell",
    each: Each = in_threads,
    tell: Tell = silent,
) -> Ended:
    """The nightly run for one publisher."""
    return nightly(desk, [publisher], trigger=trigger, flow="crawl-publisher", each=each, tell=tell)


def _read(reader: Reading, archived: Sequence[Archived]) -> None:
    for page in archived:
        reader.add(page.warc_file, page.warc_offset)


def _young(night: OpenRun, known: Mapping[str, Known]) -> list[str]:
    return [url for url, said in known.items() if said.first_seen is not None and said.is_due(night.run.started_at)]


def _bring_in(
    desk: Desk, night: OpenRun, crawls: Sequence[Crawl], reader: Reading, tell: Tell, seconds: Mapping[str, float]
) -> Ended:
    for one in crawls:
        _read(reader, one.archived)  # most of them are read by now; not those of a crawl whose time was up
    staged, learned = read_again(desk, night, reader.finish(), tell)
    give_back_memory(staged)
    staged.append(write_without_articles((line for one in crawls for line in one.unread), night.staged / "unread.parquet"))
    warnings = [
        Concern(one.publisher_id, warning, f"when that is put right: copydesk nightly {one.publisher_id}")
        for one in crawls
        for warning in one.warnings
    ]
    notes = [f"{one.publisher_id}: {note}" for one in crawls for note in one.notes]
    names, listings = [one.publisher_id for one in crawls], [listing for one in crawls for listing in one.listings]
    return load_and_publish(desk, night.run, staged, tell, warnings, seconds, names, listings, notes, learned)


def _progress(tell: Tell) -> Callable[[CrawlProgress], None]:
    def progress(so_far: CrawlProgress) -> None:
        note = f"{so_far.found} found, {so_far.fetched} fetched, {so_far.new} new, {so_far.failed} failed"
        tell(Step(f"crawl {so_far.publisher_id}", so_far.settled, so_far.asked, note))

    return progress


def _known(home: Home, publisher: str, listings: Set[str]) -> dict[str, Known]:
    hints = said_by_listings(home, publisher)
    return {
        url: replace(Known(*astuple(said)), said=hints.get(url, ()))
        for url, said in known_addresses(home, publisher).items()
        if url not in listings
    }


def _handover(home: Home, publisher: str) -> Handover | None:
    file = home.handovers / f"{publisher}.json"
    return Handover.model_validate_json(file.read_bytes()) if file.exists() else None


def _hand_over(home: Home, crawl: Crawl) -> None:
    """Whole, or as it was; and durable before the run's own folder goes, which would say it again."""
    home.handovers.mkdir(parents=True, exist_ok=True)
    part = home.handovers / f"{crawl.publisher_id}.json.part"
    with part.open("w", encoding="utf-8") as file:
        file.write(crawl.handover.model_dump_json())
        file.flush()
        os.fsync(file.fileno())
    part.replace(part.with_suffix(""))
    sync_folder(home.handovers)


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
