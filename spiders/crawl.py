"""Crawl one publisher, in a process of its own: a second crawl in one process dies, and a crawl that hangs can be ended."""

import errno
import json
import time
from collections.abc import Callable, Iterator, Mapping, Sequence, Set
from dataclasses import asdict, dataclass, field
from datetime import date, datetime
from itertools import islice, takewhile
from pathlib import Path
from typing import cast

from articles.archive.warc import Archived, DamagedRecord, pages
from articles.page import AskedListing, ListingKind, ListingOutcome, Outcome, Unread
from articles.publisher import Publisher
from spiders.crawl_plan import enter, plan_crawl
from spiders.crawl_state import Handover
from spiders.discovery import places, window
from spiders.forking import Fork, forks
from spiders.job import CANNOT_WRITE, Job
from spiders.known import Known
from spiders.ledger import Ledger, LedgerFile, forget, read_ledger, read_on

TIMEOUT_S = 3600.0
"""What has not come within an hour is left for the next night."""

RESTARTS = 3
"""How often the process of a crawl is started again where it ended before its work: killed by a short memory, or by hand."""


@dataclass(frozen=True, slots=True)
class CrawlProgress:
    """Articles of a crawl: `asked` for, and those `settled`; `found` in listings, `fetched`, `new` among these, `failed`."""

    publisher_id: str
    asked: int
    settled: int
    found: int = 0
    fetched: int = 0
    new: int = 0
    failed: int = 0


@dataclass(frozen=True, slots=True)
class Crawl:
    """What came of a crawl. Each article asked for is in `archived` or in `unread`, once, and each listing in `listings`.

    `found` counts the articles that the listings name. `warnings` are for a person to see, `notes` ask for nothing. `handover`
    is for the next crawl of this publisher.
    """

    publisher_id: str
    archived: list[Archived]
    unread: list[Unread]
    listings: list[AskedListing]
    warnings: list[str]
    handover: Handover
    found: int
    notes: list[str] = field(default_factory=list)


def crawl(
    publisher: Publisher,
    *,
    archive: Path,
    warc_name: str,
    ledger: Path,
    hosts: Path,
    now: datetime,
    contact: str,
    known: Mapping[str, Known] | None = None,
    listings: Set[str] = frozenset(),
    handover: Handover | None = None,
    since: date | None = None,
    until: date | None = None,
    only: Sequence[str] | None = None,
    limit: int | None = None,
    on_progress: Callable[[CrawlProgress], None] | None = None,
    on_archived: Callable[[Sequence[Archived]], None] | None = None,
    on_wait: Callable[[], None] | None = None,
    timeout_s: float = TIMEOUT_S,
) -> Crawl:
    """Fetch what is new at a publisher into `archive/warc_name`; account for it in `ledger` (JSON lines).

    `known` are the pages of earlier nights by address as asked, rejected ones too: those that are due (Known.is_due) are asked
    for conditionally, and are "unchanged" on 304; the others are not asked for. `listings` are addresses that were listings on
    earlier nights, and so are no articles. `handover` is what the publisher's last crawl left, `hosts` the folder in which all
    crawls of a home keep what they know of hosts (`polite.hosts`). `since` and `until` (days, both included, in UTC)
    fill in a past time from archive and sitemaps; raises ValueError if they are in no order. `only` these articles, or at most
    `limit`, where given: what is past it is handed over.

    `on_archived` hears of pages soon after they lie in the archive, while the crawl goes on; of the last ones it may not.
    Called again with the same ledger and WARC, it asks only for what is not settled; so it does by itself, RESTARTS times,
    where its process ends before that. After `timeout_s` the rest is deferred. What a crawl that broke down left open has
    failed, with its last words as a warning, and is asked for in the next one. Ends its process also when it is left by an
    exception, and then leaves open what is open; it raises OSError where the disk does not take what comes. `on_wait` is called
    four times a second, and may raise, too. The process is in a session of its own: a terminal's Ctrl-C does not reach it.
    """
    known, handover, wanted = known or {}, handover or Handover(), window(now, since, until)
    ledger.parent.mkdir(parents=True, exist_ok=True)
    job_file, known_file, log_file = (ledger.with_suffix(suffix) for suffix in (".job", ".known", ".log"))
    known_file.write_text(
        "".join(json.dumps({"url": url} | asdict(said), default=datetime.isoformat) + "\n" for url, said in known.items()),
        "utf-8",
    )
    job = Job(
        publisher=publisher,
        archive=archive.absolute(),
        warc_name=warc_name,
        ledger=ledger.absolute(),
        known=known_file.absolute(),
        hosts=hosts.absolute(),
        now=now,
        contact=contact,
        handover=handover,
        since=since,
        until=until,
        only=None if only is None else tuple(only),
        limit=limit,
        listings=frozenset(listings),
    )
    job_file.write_text(job.model_dump_json(), "utf-8")
    _take_back_what_the_disk_has_lost(ledger, archive)
    status: int | None = 0
    deadline, starts = time.monotonic() + timeout_s, 0
    while status is not None and status <= 0 and starts <= RESTARTS and not _is_done(ledger):
        status = _run(job_file, log_file, publisher.id, ledger, known, on_progress, on_archived, on_wait, deadline)
        starts += 1
    if status == CANNOT_WRITE:
        raise OSError(errno.ENOSPC, log_file.read_text("utf-8", "replace").strip().rpartition("\n")[2], str(archive))
    with LedgerFile(ledger) as written:
        first = [] if only is not None else list(places(publisher, wanted))
        for asked in first:
            if asked.url not in written.says.asked:
                written.ask(asked)
        if written.says.found is None and only is None:  # what was named already is due, whatever its listing says tomorrow
            no_articles = listings | written.says.listings_asked
            tonight = plan_crawl(written.says.entries(), known, Handover(), now, listings=no_articles, is_backfill=True)
            enter(written, tonight, limit)
        _close(written, publisher.id, now, status, timeout_s, log_file)
        if wanted.is_backfill and not first:
            written.warn(
                "no source for past articles: set 'archive' or 'sitemaps' in the publisher's file "
                f"({publisher.domain}/robots.txt may name one)"
            )
        named = frozenset(asked.url for asked in first)
        left = handover.after(written.says, now, first=named, is_backfill=wanted.is_backfill)
        return _crawl_of(publisher, written.says, left)


def _run(
    job_file: Path,
    log_file: Path,
    publisher_id: str,
    ledger: Path,
    known: Mapping[str, Known],
    on_progress: Callable[[CrawlProgress], None] | None,
    on_archived: Callable[[Sequence[Archived]], None] | None,
    on_wait: Callable[[], None] | None,
    deadline: float,
) -> int | None:
    """The exit status of the crawl's process, below zero where it was killed; None where time was up."""
    with log_file.open("ab") as log, forks() as started:
        process = started.start(job_file.absolute(), log)
        try:
            ended = _watch(process, publisher_id, ledger, known, on_progress, on_archived, on_wait, deadline)
        finally:
            process.end()
    return process.returncode if ended else None


def _watch(
    process: Fork,
    publisher_id: str,
    ledger: Path,
    known: Mapping[str, Known],
    on_progress: Callable[[CrawlProgress], None] | None,
    on_archived: Callable[[Sequence[Archived]], None] | None,
    on_wait: Callable[[], None] | None,
    deadline: float,
) -> bool:
    """Wait for the process, telling of its progress. Whether it ended in time."""
    last, says, offset, heard = None, Ledger(), 0, 0
    while time.monotonic() < deadline:
        process.wait(0.25)
        if on_wait is not None:
            on_wait()
        if on_progress is not None or on_archived is not None:
            offset = read_on(ledger, says, offset)
        if on_archived is not None and len(says.archived) > heard:
            on_archived(list(islice(says.archived.values(), heard, None)))
            heard = len(says.archived)
        if on_progress is not None:
            progress = _progress(publisher_id, says, known)
            if progress != last:
                on_progress(progress)
                last = progress
        if process.returncode is not None:
            return True
    return False


def _progress(publisher_id: str, says: Ledger, known: Mapping[str, Known]) -> CrawlProgress:
    articles = [url for url, asked in says.asked.items() if asked.kind == "article"]
    return CrawlProgress(
        publisher_id,
        asked=len(articles),
        settled=sum(says.is_settled(url) for url in articles),
        found=says.found or 0,
        fetched=len(says.archived),
        new=sum(url not in known for url in says.archived),
        failed=sum(url in says.unread and says.unread[url].outcome == "failed" for url in articles),
    )


def _take_back_what_the_disk_has_lost(ledger: Path, archive: Path) -> None:
    """After a power cut the ledger may know of pages that the archive has not: the last ones."""
    lost = list(takewhile(lambda kept: not _is_there(kept, archive), reversed(read_ledger(ledger).archived.values())))
    if lost:
        forget(ledger, {kept.url for kept in lost})


def _is_there(kept: Archived, archive: Path) -> bool:
    try:
        return any(page.page_id == kept.page_id for page in pages(archive, kept.warc_file, [kept.warc_offset]))
    except (DamagedRecord, OSError):
        return False


def _is_done(ledger: Path) -> bool:
    says = read_ledger(ledger)
    return says.found is not None and not says.unsettled


def _close(ledger: LedgerFile, publisher_id: str, now: datetime, status: int | None, timeout_s: float, log: Path) -> None:
    """Leave for the next crawl what the process has left open. `status` is None where time was up."""
    if status:
        words = log.read_text("utf-8", "replace").strip().splitlines()
        ledger.warn(f"the crawl crashed with status {status}: {words[-1] if words else 'no output'}")
    outcome: Outcome = "deferred" if status is None else "failed"
    why = {None: f"not reached within {timeout_s:.0f} s", 0: "lost by the spider"}
    reason = why.get(status, f"the crawl crashed with status {status}")
    for asked in ledger.says.unsettled:
        ledger.leave(Unread(asked.url, publisher_id, now, outcome, reason))


def _crawl_of(publisher: Publisher, says: Ledger, handover: Handover) -> Crawl:
    no_pages = says.listings_asked
    return Crawl(
        publisher.id,
        list(says.archived.values()),
        [unread for url, unread in says.unread.items() if url not in no_pages],
        list(_listings(publisher.id, says)),
        list(says.warnings),
        handover,
        says.found or 0,
        list(says.notes),
    )


def _listings(publisher_id: str, says: Ledger) -> Iterator[AskedListing]:
    for url, asked in says.asked.items():
        kind = cast("ListingKind", asked.kind)
        if url in says.listings:
            read = says.listings[url]
            yield AskedListing(url, publisher_id, kind, read.read_at, "read", None, read.http_status, read.entries, read.new)
        elif asked.kind != "article":
            unread = says.unread[url]
            reason = unread.reject.detail if unread.reject else unread.reason
            outcome = cast("ListingOutcome", unread.outcome)
            yield AskedListing(url, publisher_id, kind, unread.asked_at, outcome, reason, unread.http_status)
