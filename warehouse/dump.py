"""A warehouse without its accidents: for telling whether two homes hold the same."""

from typing import Any

from duckdb import DuckDBPyConnection

from warehouse.statements import statement


def canonical_dump(store: DuckDBPyConnection) -> dict[str, list[tuple[Any, ...]]]:
    """{table: its rows in order}, without run ids, clock times and places on disk. Takes the store or a snapshot.

    Which columns those are is in dump/columns.sql.
    """
    tables = store.execute(statement("dump", "columns")).fetchall()
    return {
        table: store.table(f"base.{table}").select(*columns).order(", ".join(columns)).fetchall() for table, columns in tables
    }
