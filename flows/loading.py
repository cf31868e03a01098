"""The last part of each run: staged files into the store, checks, a published snapshot."""

import hashlib
import importlib.metadata
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cache
from importlib.resources import files
from pathlib import Path

from articles.joins import load_joins
from flows.desk import Desk
from flows.progress import Step, Tell
from warehouse.check import check_run
from warehouse.health import record_health
from warehouse.load import load
from warehouse.publish import publish
from warehouse.run import Run, RunCounts
from warehouse.store import locked, open_store
from warehouse.takedown import keep_down


@dataclass(frozen=True, slots=True)
class Ended:
    """How a run ended: its counts, the data-quality checks that found rows, and what people should hear of.

    `alarms` say what is wrong with a publisher, `seconds` how long its crawl took, both by publisher.
    """

    run: Run
    counts: RunCounts
    failed_checks: dict[str, int]
    published: Path
    warnings: tuple[str, ...] = ()
    alarms: Mapping[str, str] = field(default_factory=dict)
    seconds: Mapping[str, float] = field(default_factory=dict)


def load_and_publish(
    desk: Desk,
    run: Run,
    staged: Sequence[Path],
    tell: Tell,
    warnings: Sequence[str] = (),
    seconds: Mapping[str, float] | None = None,
    crawled: Collection[str] = (),
) -> Ended:
    """One short transaction, the checks, and the switch to a new snapshot, under the one writer's lock.

    `crawled` are the publishers whose nights are judged even where they gave no page.
    """
    joins = load_joins(desk.config / "contributors.toml")
    tell(Step("load", 0, 3))
    with locked(desk.home, run_id=run.run_id), open_store(desk.home) as store:
        counts = load(
            store, staged, run, ended_at=_ended_at(desk), code_version=code_version(), rule_set=rule_set(), joins=joins
        )
        alarms = record_health(store, run.run_id, {one.id: one.expect for one in desk.publishers().values()}, crawled)
        tell(Step("load", 1, 3, "checks"))
        keep_down(store, desk.home)
        failed = check_run(store, run.run_id, desk.settings.accepted)
        tell(Step("load", 2, 3, "publish"))
        published = publish(store, desk.home, desk.settings.snapshots_kept)
    tell(Step("load", 3, 3))
    return Ended(run, counts, failed, published, tuple(warnings), alarms, seconds or {})


def _ended_at(desk: Desk) -> datetime:
    """The real clock, but never before the run's own, which --now may have set into the future."""
    return max(desk.now, datetime.now(UTC))


def code_version() -> str:
    """The installed version of Copydesk."""
    return importlib.metadata.version("copydesk")


@cache
def rule_set() -> str:
    """12 hex digits that change whenever code or data in articles/ do: which rules read a page."""
    digest = hashlib.sha256()
    for file in sorted(_files_below(files("articles"))):
        digest.update(file.name.encode() + b"\0" + file.read_bytes() + b"\0")
    return digest.hexdigest()[:12]


def _files_below(folder: object) -> list[Path]:
    return [file for file in Path(str(folder)).rglob("*") if file.is_file() and "__pycache__" not in file.parts]
