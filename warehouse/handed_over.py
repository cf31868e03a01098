"""Rows that go to DuckDB from Python, or from one of its connections to another, without Arrow, which is slow to import."""

import json
from collections.abc import Iterable, Mapping
from datetime import date
from itertools import islice
from pathlib import Path
from secrets import token_hex
from typing import Any

from duckdb import DuckDBPyConnection

from warehouse.staged import Type
from warehouse.statements import statement

ROWS_AT_ONCE = 5_000


def put_rows(store: DuckDBPyConnection, name: str, types: Mapping[str, Type], rows: Iterable[tuple[Any, ...]]) -> None:
    """Let `name` be a temporary table of these rows, with columns of these types."""
    remaining, structure = iter(rows), json.dumps(types)
    store.execute(statement("load", "no_rows").format(name=name, structure=structure))
    while portion := [dict(zip(types, row, strict=True)) for row in islice(remaining, ROWS_AT_ONCE)]:
        told = {"rows": json.dumps(portion, default=date.isoformat)}
        store.execute(statement("load", "more_rows").format(name=name, structure=structure), told)


def hand_over(
    store: DuckDBPyConnection, query: str, parameters: Mapping[str, Any], to: DuckDBPyConnection, name: str, folder: Path
) -> None:
    """Let `name` be a temporary view of another connection, of what a query gives here. It travels as a file of a folder.

    Each time as another one: DuckDB keeps what it knows of a file.
    """
    file = str(folder / f"{name}-{token_hex(4)}.parquet").replace("'", "''")
    store.execute(statement("load", "hand_over").format(query=query, file=file), dict(parameters))
    to.execute(statement("load", "take_over").format(name=name, file=file))
