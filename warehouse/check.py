"""Data quality: each file of checks/ is a query that must return no rows."""

from collections.abc import Collection, Mapping

from duckdb import DuckDBPyConnection

from warehouse.form import Answer, Row, format_rows
from warehouse.statements import names, statement
from warehouse.store import transaction

KEPT = 1_000
"""Rows of a failed check that are kept."""


Accepted = Mapping[str, Collection[str]]
"""{check: texts}: a row that the check finds is known and accepted where one of its cells is one of these texts."""


class UnknownCheck(ValueError):
    """A check that there is not: says which there are."""


def question(name: str) -> str:
    """What a check says must be so: the comment at the head of its file. Raises UnknownCheck."""
    if name not in names("checks"):
        raise UnknownCheck(f"no check {name!r}; there are: {', '.join(names('checks'))}")
    lines = statement("checks", name).splitlines()
    return " ".join(line.removeprefix("--").strip() for line in lines if line.startswith("--"))


def rows_of(store: DuckDBPyConnection, name: str, accepted: Accepted) -> Answer[list[Row]] | None:
    """The rows that a check finds and nobody has accepted; None for none. Raises UnknownCheck."""
    question(name)
    rows = store.execute(statement("checks", name)).fetchall()
    description = store.description or []
    known = set(accepted.get(name, ()))
    rows = [row for row in rows if known.isdisjoint(map(str, row))]
    return Answer(tuple(c[0] for c in description), tuple(str(c[1]) for c in description), rows) if rows else None


def failed_checks(store: DuckDBPyConnection, accepted: Accepted | None = None) -> dict[str, int]:
    """The checks that find something: {name: rows found}. Works on the store and on a published snapshot."""
    return {name: len(found.rows) for name, found in _found(store, accepted or {}).items()}


def check_run(store: DuckDBPyConnection, run_id: str, accepted: Accepted | None = None) -> dict[str, int]:
    """As `failed_checks`, after a load: what they find is kept in `check_failures`. Twice is once."""
    failed = _found(store, accepted or {})
    with transaction(store):
        store.execute(statement("after", "begin"), {"run_id": run_id})
        for name, found in failed.items():
            rows = list(format_rows(Answer(found.columns, found.types, found.rows[:KEPT]), "jsonl"))
            store.execute(statement("after", "keep"), {"run_id": run_id, "name": name, "found": rows})
    return {name: len(found.rows) for name, found in failed.items()}


def _found(store: DuckDBPyConnection, accepted: Accepted) -> dict[str, Answer[list[Row]]]:
    told = {name: rows_of(store, name, accepted) for name in names("checks")}
    return {name: found for name, found in told.items() if found}
