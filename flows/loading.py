"""The last part of each run: staged files into the store, checks, a published snapshot."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from articles.aliases import load_joins, load_name_joins
from articles.page import UNKNOWN_PUBLISHER, AskedListing
from flows.desk import Desk
from flows.progress import Step, Tell
from flows.rule_set import code_version, rule_set
from flows.summary import Concern, Ended, concerns, run_state
from warehouse.check import check_run
from warehouse.health import record_health
from warehouse.known import faults
from warehouse.load import load
from warehouse.profiles import Learned
from warehouse.publish import publish
from warehouse.run import Run, RunCounts, put_state
from warehouse.store import locked, open_store
from warehouse.takedown import enforce_takedowns


def load_and_publish(
    desk: Desk,
    run: Run,
    staged: Sequence[Path],
    tell: Tell,
    warnings: Sequence[Concern] = (),
    seconds: Mapping[str, float] | None = None,
    crawled: Collection[str] = (),
    listings: Sequence[AskedListing] = (),
    notes: Sequence[str] = (),
    learned: Learned | None = None,
    before: Ended | None = None,
) -> Ended:
    """One short transaction, the checks, and the switch to a new snapshot, under the one writer's lock.

    `crawled` are the publishers whose nights are judged even where they gave no page; `learned` is what the pages taught.
    `before` is the run whose lessons this one applies: what its checks found is looked for again, and it comes back as the
    `earlier` of this one.
    """
    joins = load_joins(desk.config / "contributors.toml")
    name_joins = load_name_joins(desk.config / "names.toml")
    expected = {one.id: one.expect for one in desk.publishers().values()}
    tell(Step("load", 0, 3))
    with locked(desk.home, run_id=run.run_id), open_store(desk.home) as store:
        counts = load(
            store, staged, run, ended_at=_ended_at(desk), code_version=code_version(), rule_set=rule_set(), joins=joins,
            name_joins=name_joins, listings=listings, learned=learned.lines if learned else (),
        )  # fmt: skip
        alarms = record_health(store, run.run_id, expected, crawled, learned.lost if learned else {})
        tell(Step("load", 1, 3, "checks"))
        enforce_takedowns(store, desk.home)
        failed = check_run(store, run.run_id, desk.settings.accepted)
        tell(Step("load", 2, 3, "publish"))
        ended = Ended(
            run, counts, failed, desk.home.published, tuple(warnings), (*notes, *_without_a_file(desk, run, counts)), alarms,
            seconds or {},
            listings=listings, faults=tuple(faults(store, run.run_id)), left_out=_left_out(desk, run),
        )  # fmt: skip
        put_state(store, run.run_id, run_state(concerns(ended)))
        if before and before.failed_checks:
            before = replace(before, failed_checks=check_run(store, before.run.run_id, desk.settings.accepted))
            put_state(store, before.run.run_id, run_state(concerns(before)))
        ended = replace(ended, published=publish(store, desk.home, desk.settings.snapshots_kept), earlier=before)
    tell(Step("load", 3, 3))
    return ended


def _left_out(desk: Desk, run: Run) -> dict[str, str]:
    """Publishers whose files cannot be used; where a run is of some publishers alone, it has nothing to say of the others."""
    is_of_some = run.parameters.get("publishers") or run.parameters.get("publisher")
    return {} if is_of_some else {one: str(fault) for one, fault in desk.broken().items()}


NAMED_OUTLETS = 20
"""Outlets that the note on new ones names, those with the most pages first."""


def _without_a_file(desk: Desk, run: Run, counts: RunCounts) -> Iterator[str]:
    """Publishers that have pages in the run and no file here: outlets that a load met, or those of another config."""
    strangers = sorted(counts.by_publisher.keys() - desk.publishers().keys() - desk.broken().keys() - {UNKNOWN_PUBLISHER})
    if strangers and run.flow == "load-files":
        pages = {one: counts.by_publisher[one]["asked"] for one in strangers}
        most = sorted(strangers, key=lambda one: (-pages[one], one))[:NAMED_OUTLETS]
        named = ", ".join(f"{_in_short(one)} ({pages[one]:,})" for one in most)
        more = f" and {len(strangers) - len(most):,} more" if len(strangers) > len(most) else ""
        yield f"outlets without a file in {desk.chosen}, with their pages: {named}{more}; copydesk publisher add makes one"
    elif strangers:
        have = f"{', '.join(strangers)} {'has' if len(strangers) == 1 else 'have'} no file in {desk.chosen}"
        yield f"{have}: their pages keep their publisher, and are read without what its file would say"


LONGEST_NAME = 60
"""Characters of an outlet's name in the note: some pages make one up of thousands."""


def _in_short(outlet: str) -> str:
    return outlet if len(outlet) <= LONGEST_NAME else f"{outlet[:LONGEST_NAME]}…"


def _ended_at(desk: Desk) -> datetime:
    """The real clock, but never before the run's own, which --now may have set into the future."""
    return max(desk.now, datetime.now(UTC))
