"""What each column is: schema/columns.toml says it once for each name, and the database has it as comments."""

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from duckdb import DuckDBPyConnection

from warehouse.statements import statement


@cache
def meanings() -> Mapping[str, Mapping[str, str]]:
    """{table or view: {column: its text}}; what holds for every table that has no text of its own stands under ""."""
    read: dict[str, dict[str, str]] = tomllib.loads((files("warehouse") / "schema" / "columns.toml").read_text("utf-8"))
    everywhere = {"": read.pop("meaning")}
    return everywhere | {table: texts for tables, texts in read.items() for table in tables.split(", ")}


def meaning(table: str, column: str) -> str | None:
    """What a column of a table or view is; None where nobody has said so."""
    return meanings().get(table, {}).get(column) or meanings()[""].get(column)


def comment_on_columns(store: DuckDBPyConnection, schemas: tuple[str, ...]) -> None:
    """Give the columns of these schemas today's texts; those that have them already are left alone."""
    for schema, table, column, comment in store.execute(statement("schema", "comments"), {"schemas": list(schemas)}).fetchall():
        text = meaning(table, column)
        if text is not None and text != comment:
            store.execute(f'comment on column {schema}."{table}"."{column}" is {_quoted(text)}')


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
