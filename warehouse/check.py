"""Data quality: each file of checks/ is a query that must return no rows."""

from duckdb import DuckDBPyConnection

from warehouse.statements import names, statement


def failed_checks(store: DuckDBPyConnection) -> dict[str, int]:
    """The checks that find something: {name: rows found}. Works on the store and on a published snapshot."""
    found = {name: len(store.execute(statement("checks", name)).fetchall()) for name in names("checks")}
    return {name: rows for name, rows in found.items() if rows}
