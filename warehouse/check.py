"""Data quality: each file of checks/ is a query that must return no rows.

It looks at what `touched/` names: all there is, or after a load what that run can have broken, so that they cost what the night
brought. What that is compared with is all there is, both times.
"""

from collections.abc import Collection, Mapping

from duckdb import DuckDBPyConnection

from warehouse.form import Answer, Row, format_rows
from warehouse.statements import names, statement
from warehouse.store import sparingly, transaction

KEPT = 1_000
"""Rows of a failed check that are kept."""
FEW = 2_000
"""Articles of a warehouse that is looked at as a whole after each load, too."""
A_FAULT_OF_OURS = "this is a fault in Copydesk: please report it, with the rows."
LATEST = 150
"""Articles of a publisher that are looked at after a load for a notice that no rule knows, before all of them are."""


Accepted = Mapping[str, Collection[str]]
"""{check: texts}: a row that the check finds is known and accepted where one of its cells is one of these texts."""


class UnknownCheck(ValueError):
    """A check that there is not: says which there are."""


def question(name: str) -> str:
    """What a check says must be so: the comment at the head of its file. Raises UnknownCheck."""
    return _head_of(name)[0]


def remedy(name: str) -> str:
    """What a person can do about the rows that a check finds: the comment's end, where it says so. Raises UnknownCheck."""
    return _head_of(name)[1] or A_FAULT_OF_OURS


def _head_of(name: str) -> tuple[str, str]:
    if name not in names("checks"):
        raise UnknownCheck(f"no check {name!r}; there are: {', '.join(names('checks'))}")
    lines = statement("checks", name).splitlines()
    head = " ".join(line.removeprefix("--").strip() for line in lines if line.startswith("--"))
    must_be, _, to_do = head.partition("What to do: ")
    return must_be.strip(), to_do


def rows_of(store: DuckDBPyConnection, name: str, accepted: Accepted) -> Answer[list[Row]] | None:
    """The rows that a check finds among all there is and nobody has accepted; None for none. Raises UnknownCheck."""
    question(name)
    store.execute(statement("touched", "everything"))
    return _rows(store, name, accepted)


def failed_checks(store: DuckDBPyConnection, accepted: Accepted | None = None) -> dict[str, int]:
    """The checks that find something: {name: rows found}. Works on the store and on a published snapshot."""
    store.execute(statement("touched", "everything"))
    return {name: len(found.rows) for name, found in _found(store, accepted or {}).items()}


def check_run(store: DuckDBPyConnection, run_id: str, accepted: Accepted | None = None) -> dict[str, int]:
    """As `failed_checks`, after a load and of what it touched: what they find is kept in `check_failures`. Twice is once."""
    failed = sparingly(store, lambda: _found_of(store, run_id, accepted or {}))
    with transaction(store):
        store.execute(statement("after", "begin"), {"run_id": run_id})
        for name, found in failed.items():
            rows = list(format_rows(Answer(found.columns, found.types, found.rows[:KEPT]), "jsonl"))
            store.execute(statement("after", "keep"), {"run_id": run_id, "name": name, "found": rows})
    return {name: len(found.rows) for name, found in failed.items()}


def touch(store: DuckDBPyConnection, run_id: str) -> None:
    """From now on the checks look at what a run can have broken; at all there is, where that is not worth finding out."""
    if not _is(store, "is_small", few=FEW):
        store.execute(statement("touched", "run"), {"touching": {"run_id": run_id, "most": LATEST}})
        store.execute(statement("touched", "articles"))
        if not _is(store, "is_most"):
            for step in ("rows", "publishers", "views"):
                store.execute(statement("touched", step))
            return
    store.execute(statement("touched", "everything"))


def _is(store: DuckDBPyConnection, name: str, **given: int) -> bool:
    return store.execute(statement("touched", name), given).fetchall() == [(True,)]


def _found_of(store: DuckDBPyConnection, run_id: str, accepted: Accepted) -> dict[str, Answer[list[Row]]]:
    touch(store, run_id)
    return _found(store, accepted)


def _found(store: DuckDBPyConnection, accepted: Accepted) -> dict[str, Answer[list[Row]]]:
    rows = {name: _rows(store, name, accepted) for name in names("checks")}
    return {name: found for name, found in rows.items() if found}


def _rows(store: DuckDBPyConnection, name: str, accepted: Accepted) -> Answer[list[Row]] | None:
    rows = store.execute(statement("checks", name)).fetchall()
    description = store.description or []
    ignored = set(accepted.get(name, ()))
    rows = [row for row in rows if ignored.isdisjoint(map(str, row))]
    return Answer(tuple(c[0] for c in description), tuple(str(c[1]) for c in description), rows) if rows else None
