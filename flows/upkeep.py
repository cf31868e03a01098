"""Weekly upkeep: what piles up is made smaller, and what was left lying is named."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from flows.catching_up import reread_learned
from flows.desk import Desk
from flows.refusal import NothingDone, plain_errors
from flows.run import is_running
from flows.summary import Concern
from warehouse.check import failed_checks
from warehouse.publish import prune
from warehouse.store import locked, open_store

REPORTS_KEPT = 100
ROUNDS = 50
"""Times that pages are read again with what was learned, some thousands each time."""
LOG_BYTES_KEPT = 1 << 20
INTERRUPTED_AFTER = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Kept:
    """What an upkeep did (`done`, sentences), what a person should see (`warnings`), and the checks that found rows."""

    done: list[str]
    warnings: list[Concern]
    failed_checks: dict[str, int]


def upkeep(desk: Desk) -> Kept:
    """Drop old snapshots and reports (`copydesk report --run RUN_ID` writes one again), shorten logs, run the checks.

    Nothing that was collected is deleted. Prefect's own old runs are dropped by its server, after 90 days. What was read before
    its publisher's pages taught how is read again.
    """
    with locked(desk.home):
        snapshots = prune(desk.home, desk.settings.snapshots_kept)
        with open_store(desk.home) as store:
            failed = failed_checks(store, desk.settings.accepted)
    reports = _drop_old(desk.home.reports)
    shortened = [log.name for log in sorted(desk.home.prefect.glob("*.log")) if _shorten(log)]
    done = [f"{snapshots} old snapshots and {reports} old reports dropped", f"logs shortened: {', '.join(shortened) or 'none'}"]
    pages, refused = _read_again(desk)  # when there is room for it
    done += [f"{pages:,} pages read again with what was learned of their publishers"] if pages else []
    return Kept(done, [*refused, *_left_lying(desk)], failed)


def _read_again(desk: Desk) -> tuple[int, list[Concern]]:
    pages = 0
    try:
        with plain_errors():
            for _ in range(ROUNDS):
                ended = reread_learned(desk, trigger="upkeep")
                if ended is None:
                    break
                pages += ended.counts.asked
    except NothingDone as refused:
        return pages, [Concern("pages that were read before their publisher was known", str(refused), "copydesk reread")]
    return pages, []


def _drop_old(reports: Path) -> int:
    written = sorted((file for file in reports.glob("*.html") if not file.is_symlink()), key=lambda file: file.stat().st_mtime)
    for file in written[:-REPORTS_KEPT]:
        file.unlink()
    return len(written[:-REPORTS_KEPT])


def _shorten(log: Path) -> bool:
    """Keep the end of a log in place: its writer has it open to append to."""
    if log.stat().st_size <= 10 * LOG_BYTES_KEPT:
        return False
    with log.open("r+b") as file:
        file.seek(-LOG_BYTES_KEPT, 2)
        end = file.read().partition(b"\n")[2]
        file.truncate(0)
        file.seek(0)
        file.write(end)
    return True


def _left_lying(desk: Desk) -> Iterator[Concern]:
    for journal in sorted(desk.home.work.glob("*/run.json")):
        age = desk.now.timestamp() - journal.stat().st_mtime
        if age > INTERRUPTED_AFTER.total_seconds() and not is_running(journal.parent):
            said = json.loads(journal.read_text("utf-8"))
            again = f"run it again with {json.dumps(said['parameters'])}"
            yield Concern(f"{said['flow']} of {said['started_at'][:10]}", "was interrupted", again)
