"""What a run brings goes into the store: all of it in one short transaction, or nothing.

The steps are the numbered files of load/, in order.
"""

import glob
import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass, fields
from datetime import date, datetime
from pathlib import Path
from typing import Any

from duckdb import DuckDBPyConnection
from duckdb import Error as DuckDBError

from articles.aliases import Join, NameJoin
from articles.page import AskedListing, Outcome
from warehouse.changes import record_changes
from warehouse.copies import record_copies
from warehouse.joins import put_joins, put_name_joins
from warehouse.profiles import Line
from warehouse.run import OUTCOMES, Run, RunCounts
from warehouse.staged import COLUMNS
from warehouse.staged_rows import storable
from warehouse.statements import names, statement
from warehouse.store import StoreError, sparingly, transaction, use_cores
from warehouse.stories import record_stories

FEW = 20
"""Staged files, of some 50 pages each, that are loaded by one thread: several would take a third more of CPU for it."""


class LoadError(StoreError):
    """Staged pages that cannot be loaded: says which and why."""


@dataclass(frozen=True, slots=True)
class KnownPage:
    """What became of a page the last time that it was asked for, and where it lies.

    `rule_set` names the rules that it was read with: None where it must be read again (its reader failed).
    """

    warc_file: str | None
    warc_offset: int | None
    outcome: Outcome
    article_id: str | None
    rule_set: str | None


def load(
    store: DuckDBPyConnection,
    staged: Sequence[Path],
    run: Run,
    *,
    ended_at: datetime,
    state: str = "completed",
    code_version: str,
    rule_set: str,
    joins: Sequence[Join] | None = None,
    name_joins: Sequence[NameJoin] | None = None,
    listings: Sequence[AskedListing] = (),
    learned: Sequence[Line] = (),
) -> RunCounts:
    """Load a run's staged files, the `listings` that it asked for, and what was `learned` of its pages' publishers.

    A run that is loaded already is left as it is.

    `joins` are the names that are one contributor's from now on, `name_joins` those that are one in texts; None leaves them as
    they are.
    Raises LoadError where DuckDB refuses, a page has no outcome or two, or a loaded run comes again with other pages; then
    nothing of the run is loaded.
    """
    parameters = {
        "run_id": run.run_id, "flow": run.flow, "trigger": run.trigger, "started_at": run.started_at, "ended_at": ended_at,
        "state": state, "parameters": json.dumps(run.parameters, default=str), "code_version": code_version,
        "rule_set": rule_set, "staged_files": [glob.escape(str(file)) for file in staged],
        "learned": _as_json(learned), "listings": _as_json(listings),
    }  # fmt: skip
    try:
        if len(staged) > FEW:
            use_cores(store)
        return sparingly(store, lambda: _load(store, parameters, joins, name_joins))
    except DuckDBError as error:
        # The commit of a full disk may have got through: the same run again is safe either way.
        raise LoadError(f"run {run.run_id} could not be loaded: {error}; put that right and start the run again") from error


def _as_json(rows: Sequence[AskedListing | Line]) -> str:
    return json.dumps([storable(asdict(row)) for row in rows], default=date.isoformat)


def _load(
    store: DuckDBPyConnection, parameters: dict[str, Any], joins: Sequence[Join] | None, name_joins: Sequence[NameJoin] | None
) -> RunCounts:
    with transaction(store):
        if joins is not None:
            put_joins(store, joins)
        if name_joins is not None:
            put_name_joins(store, name_joins)
        return _load_staged(store, parameters)


def _load_staged(store: DuckDBPyConnection, parameters: dict[str, Any]) -> RunCounts:
    store.execute(statement("load", "begin"), {"load": parameters})
    staged = statement("load", "staged" if parameters["staged_files"] else "nothing_staged")
    store.execute(staged.format(structure=json.dumps(COLUMNS)))
    store.execute(statement("load", "counts"))
    was_loaded = bool(store.execute(statement("load", "is_loaded")).fetchall())
    if not was_loaded:
        for step in names("load"):
            if step[0].isdigit():
                store.execute(statement("load", step))
        record_changes(store)
        if store.execute(statement("load", "any_moved")).fetchall() == [(True,)]:  # an unchanged night has none to compare
            record_stories(store)
            record_copies(store)
    _every_page_accounted(store, parameters["run_id"], was_loaded=was_loaded)
    return _counts(store)


_NAMED = 5


def _every_page_accounted(store: DuckDBPyConnection, run_id: str, *, was_loaded: bool) -> None:
    """Raises LoadError for pages that are staged and not loaded, or the other way round, or that have no outcome or two."""
    faults = store.execute(statement("load", "unaccounted"), {"outcomes": list(OUTCOMES)}).fetchall()
    if not faults:
        return
    named = "; ".join(f"{url} {fault}" for url, fault in faults[:_NAMED])
    more = f"; and {len(faults) - _NAMED} more" if len(faults) > _NAMED else ""
    raise LoadError(
        f"run {run_id} was loaded before and stays as it was, but other pages are staged for it now: {named}{more}; "
        "load them by a run of their own (type the command again)"
        if was_loaded
        else f"nothing of run {run_id} is loaded: {named}{more}; "
        "this is a fault of Copydesk: load the other pages without these, and report it with their addresses"
    )


def _counts(store: DuckDBPyConnection) -> RunCounts:
    rows = store.table("counts").fetchall()
    numbers = [field.name for field in fields(RunCounts) if field.name != "by_publisher"]
    by_publisher = {publisher: dict(zip(numbers, counts, strict=True)) for publisher, *counts in rows}
    sums = {name: sum(counts[name] for counts in by_publisher.values()) for name in numbers}
    return RunCounts(**sums, by_publisher=by_publisher)


def known_pages(store: DuckDBPyConnection, page_ids: Sequence[str]) -> dict[str, KnownPage]:
    """Which of these pages runs have seen before: {page_id: what became of it}."""
    rows = store.execute(statement("load", "known_pages"), {"page_ids": list(page_ids)}).fetchall()
    return {page_id: KnownPage(*values) for page_id, *values in rows}


def pages_to_reread(
    store: DuckDBPyConnection, publisher: str | None = None, since: datetime | None = None
) -> list[tuple[str, list[int]]]:
    """Archived pages, of one publisher or all, fetched since a time or ever: [(WARC file, [offsets in bytes])]."""
    return store.execute(statement("load", "pages_to_reread"), {"publisher": publisher, "since": since}).fetchall()
