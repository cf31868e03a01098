"""Data quality: each file of checks/ is a query that must return no rows."""

from duckdb import DuckDBPyConnection

from warehouse.form import Answer, Row, format_rows
from warehouse.statements import names, statement
from warehouse.store import transaction

KEPT = 1_000
"""Rows of a failed check that are kept."""


def failed_checks(store: DuckDBPyConnection) -> dict[str, int]:
    """The checks that find something: {name: rows found}. Works on the store and on a published snapshot."""
    return {name: len(found.rows) for name, found in _found(store).items()}


def check_run(store: DuckDBPyConnection, run_id: str) -> dict[str, int]:
    """As `failed_checks`, after a load: what they find is kept in `check_failures`. Twice is once."""
    failed = _found(store)
    with transaction(store):
        store.execute(statement("after", "begin"), {"run_id": run_id})
        for name, found in failed.items():
            rows = list(format_rows(Answer(found.columns, found.types, found.rows[:KEPT]), "jsonl"))
            store.execute(statement("after", "keep"), {"run_id": run_id, "name": name, "found": rows})
    return {name: len(found.rows) for name, found in failed.items()}


def _found(store: DuckDBPyConnection) -> dict[str, Answer[list[Row]]]:
    answers = {}
    for name in names("checks"):
        rows = store.execute(statement("checks", name)).fetchall()
        if rows:
            description = store.description or []
            answers[name] = Answer(tuple(c[0] for c in description), tuple(str(c[1]) for c in description), rows)
    return answers
