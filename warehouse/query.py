"""Questions to the published warehouse, and answers in a form for people or programs. Nothing here can write."""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import duckdb
from duckdb import DuckDBPyConnection

from warehouse import lake
from warehouse.form import FORMATS as FORMATS
from warehouse.form import Answer
from warehouse.form import format_rows as format_rows
from warehouse.home import Home
from warehouse.lake import LakeError
from warehouse.statements import names, statement

_CONFIG: dict[str, str | bool | int | float | list[str]] = {
    "enable_external_access": "false",
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
    "allow_community_extensions": "false",
    "python_enable_replacements": "false",
}


# A lake's reader may open its files: what writes files is refused by name.
_WRITES_FILES = (duckdb.StatementType.COPY, duckdb.StatementType.EXPORT, duckdb.StatementType.COPY_DATABASE)


class QueryError(RuntimeError):
    """A question that cannot be answered: says why and what to type."""


class NothingPublished(QueryError):
    """There is no warehouse yet."""


def connect(home: Home) -> DuckDBPyConnection:
    """Open the published warehouse for reading: SQL there reaches no file and no network.

    Raises NothingPublished, or QueryError where it cannot be opened. The connection stays on its snapshot while newer ones are
    published; in a lake each question sees what was committed before it.
    """
    if home.lake:
        return _connect_lake(home)
    if not home.published.exists():
        raise NothingPublished(
            f"{home.published} is not there yet: nothing was published; type `copydesk load PATH` or `make demo` first"
        )
    try:
        return connect_snapshot(home.published.resolve())
    except duckdb.Error as error:
        raise QueryError(f"{home.published} cannot be opened: {error}") from error


def connect_snapshot(file: Path) -> DuckDBPyConnection:
    """As `connect`, for one snapshot. Raises QueryError where a WAL lies beside it: DuckDB would replay it, whosever it is."""
    if wal_of(file).exists():
        raise QueryError(f"{wal_of(file)} was written by another program: take it away, or publish again (any load does)")
    connection = duckdb.connect(str(file), read_only=True, config=_CONFIG)
    # Connections of one process share an instance: who comes second finds it locked, and set up.
    if connection.execute(statement("session", "is_open")).fetchone() == (True,):
        connection.execute(statement("session", "reader"))
    return connection


def wal_of(file: Path) -> Path:
    """Where DuckDB looks for what is not in the file yet."""
    return file.with_name(f"{file.name}.wal")


def _connect_lake(home: Home) -> DuckDBPyConnection:
    try:
        connection = lake.attach(home, read_only=True)
    except LakeError as error:
        missing = "does not exist" in str(error)
        raise (NothingPublished if missing else QueryError)(str(error)) from error
    try:
        is_empty = connection.execute(statement("schema", "is_empty")).fetchone() == (True,)
    except duckdb.CatalogException:  # its first loader is at the schema
        is_empty = True
    if is_empty:
        connection.close()
        raise NothingPublished(f"{home.lake} holds no warehouse yet: type `copydesk load PATH` first")
    lake.lock_down(connection, home)
    return connection


def run_query(home: Home, query: str, parameters: Mapping[str, Any] | None = None) -> Answer:
    """Answer `query`: SQL, or the name of a file in warehouse/queries/. `parameters` are its `$name`s. Raises QueryError."""
    with connect(home) as connection:
        try:
            if home.lake and any(one.type in _WRITES_FILES for one in duckdb.extract_statements(_sql(query))):
                raise QueryError("COPY and EXPORT are not for readers: type `copydesk export OUT`, or --format csv")
            connection.execute(_sql(query), dict(parameters or {}))
            description = connection.description or []
            rows = connection.fetchall() if description else []
        except duckdb.Error as error:
            raise QueryError(str(error)) from error
    return Answer(tuple(column[0] for column in description), tuple(str(column[1]) for column in description), rows)


def _sql(query: str) -> str:
    name = query.strip().rpartition("/")[2].removesuffix(".sql")
    if name in names("queries"):
        return statement("queries", name)
    if re.fullmatch(r"[\w./-]+", query.strip()):  # one word is no SQL
        raise QueryError(f"no query {name!r} in warehouse/queries/; there are: {', '.join(names('queries'))}")
    return query
