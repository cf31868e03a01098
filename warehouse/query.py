"""Questions to the published warehouse, and answers in a form for people or programs. Nothing here can write."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import duckdb
from duckdb import DuckDBPyConnection

from warehouse import lake
from warehouse.allowed import Refused, refuse_what_is_no_question
from warehouse.form import FORMATS as FORMATS
from warehouse.form import Answer, Row
from warehouse.form import format_rows as format_rows
from warehouse.home import Home
from warehouse.lake import LakeError
from warehouse.limits import USUAL, Limits, TooLong, Watch, WillNotEnd
from warehouse.recipes import NoSuchQuestion, question, without_a_value
from warehouse.statements import names, statement

_CONFIG: dict[str, str | bool | int | float | list[str]] = {
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
    "allow_community_extensions": "false",
    "python_enable_replacements": "false",
}


_ROWS_AT_ONCE = 100
"""What is fetched is held beside what DuckDB may hold, and its clock is not heard meanwhile."""


class QueryError(RuntimeError):
    """A question that cannot be answered: says why and what to type."""


class NothingPublished(QueryError):
    """There is no warehouse yet."""


def connect(home: Home, limits: Limits | None = None) -> DuckDBPyConnection:
    """Open the published warehouse for reading: for SQL of the program's own. What people write goes through `asked`.

    Raises NothingPublished, or QueryError where it cannot be opened. The connection stays on its snapshot while newer ones are
    published; in a lake each question sees what was committed before it.
    """
    if home.lake:
        connection = _attached_lake(home)
        _limit(connection, limits)
        lake.lock_down(connection, home)
        return connection
    snapshot = _snapshot(home)
    try:
        return connect_snapshot(snapshot, limits)
    except duckdb.Error as error:
        raise QueryError(f"{home.published} cannot be opened: {error}") from error


def connect_beside_files(home: Home) -> DuckDBPyConnection:
    """As `connect`, on one that reads other files too, in one thread: for SQL and files of the program's own."""
    if home.lake:
        return _attached_lake(home)
    snapshot = _snapshot(home)
    _refuse_what_is_no_snapshot(snapshot)
    connection = duckdb.connect(config=_CONFIG | {"threads": 1})
    try:
        connection.execute(statement("session", "beside_files").format(file=str(snapshot).replace("'", "''")))
    except duckdb.Error as error:
        connection.close()
        raise QueryError(f"{home.published} cannot be opened: {error}") from error
    return connection


def _snapshot(home: Home) -> Path:
    if not home.published.exists():
        raise NothingPublished(
            f"{home.published} is not there yet: nothing was published; type `copydesk load PATH` first"
            " (the demo of `make demo` has a home of its own: --home demo)"
        )
    return home.published.resolve()


def connect_snapshot(file: Path, limits: Limits | None = None) -> DuckDBPyConnection:
    """As `connect`, for one snapshot.

    Raises QueryError where it is no file (DuckDB would wait for whoever writes to a pipe), and where a WAL lies beside it:
    DuckDB would replay it, whosever it is.
    """
    _refuse_what_is_no_snapshot(file)
    connection = duckdb.connect(str(file), read_only=True, config=_CONFIG)
    # Connections of one process share an instance: who comes second finds it locked, and set up.
    if connection.execute(statement("session", "is_open")).fetchone() == (True,):
        _limit(connection, limits)
        connection.execute(statement("session", "reader"))
    return connection


def _refuse_what_is_no_snapshot(file: Path) -> None:
    if not file.is_file():
        raise QueryError(f"{file} is no file: publish again (any load does)")
    if wal_of(file).exists():
        raise QueryError(f"{wal_of(file)} was written by another program: take it away, or publish again (any load does)")


def _limit(connection: DuckDBPyConnection, limits: Limits | None) -> None:
    if limits is not None:
        connection.execute(statement("session", "limits").format(memory_mb=round(limits.memory_gb * 1000)))


def wal_of(file: Path) -> Path:
    """Where DuckDB looks for what is not in the file yet."""
    return file.with_name(f"{file.name}.wal")


def _attached_lake(home: Home) -> DuckDBPyConnection:
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
    return connection


@contextmanager
def asked(
    home: Home, query: str, parameters: Mapping[str, Any] | None = None, limits: Limits = USUAL
) -> Iterator[Answer[Iterator[Row]]]:
    """The one door for what people and programs ask: `query` is SQL, the name of a file in warehouse/queries/, or a shorthand.

    `parameters` are its `$name`s. The answer's rows come while the block goes on, as they are asked for, once. Raises
    QueryError for what is no question (warehouse/allowed.py), has no answer or costs more than `limits`; KeyboardInterrupt
    when a person has stopped it, and WillNotEnd where neither that nor the clock stops it.
    """
    try:
        sql, values = question(query, parameters or {})
    except NoSuchQuestion as error:
        raise QueryError(str(error)) from error
    connection = connect(home, limits)
    try:
        watch = Watch(connection, limits.seconds)
        with _in_words(limits, query):
            watch.wait_for(lambda: refuse_what_is_no_question(connection, sql))
            watch.wait_for(lambda: connection.execute(sql, values))
            columns = connection.description or []
            rows = _rows(connection, watch, limits)
        yield Answer(tuple(column[0] for column in columns), tuple(str(column[1]) for column in columns), rows)
    except WillNotEnd:
        raise  # a connection at work cannot be closed
    except BaseException:
        connection.close()
        raise
    connection.close()


def run_query(home: Home, query: str, parameters: Mapping[str, Any] | None = None, limits: Limits = USUAL) -> Answer[list[Row]]:
    """As `asked`, with all rows in a list."""
    with asked(home, query, parameters, limits) as answer:
        return Answer(answer.columns, answer.types, list(answer.rows))


def _rows(connection: DuckDBPyConnection, watch: Watch, limits: Limits) -> Iterator[Row]:
    while True:
        with _in_words(limits):
            more: list[Row] = watch.wait_for(lambda: connection.fetchmany(_ROWS_AT_ONCE))
        if not more:
            return
        yield from more


@contextmanager
def _in_words(limits: Limits, query: str = "") -> Iterator[None]:
    try:
        yield
    except Refused as error:
        raise QueryError(str(error)) from error
    except TooLong as error:
        raise QueryError(
            f"the question took longer than {limits.seconds:g} s and was stopped: ask for less, or give it more time "
            "(sql_timeout_s in desk.toml, --timeout for one)"
        ) from error
    except duckdb.OutOfMemoryException as error:
        raise QueryError(
            f"the question needs more than {limits.memory_gb:g} GB of memory: ask for less (fewer columns, `limit` without "
            "`order by`), or give it more (sql_memory_gb in desk.toml)"
        ) from error
    except duckdb.Error as error:
        said = _one_line(error)
        raise QueryError(without_a_value(query, said) or _of_an_older_warehouse(query, error) or said) from error


def _of_an_older_warehouse(query: str, error: duckdb.Error) -> str:
    """What to do where a query of ours asks for what is not there; "" for a query that somebody else wrote."""
    if query not in names("queries") or not isinstance(error, duckdb.CatalogException | duckdb.BinderException):
        return ""
    return (
        f"the warehouse lacks what the query {query} reads, as one does that an earlier Copydesk has published; any run brings "
        "it up to date, such as: copydesk reread"
    )


def _one_line(error: duckdb.Error) -> str:
    """DuckDB's words without its picture of where: a value that it quotes may hold line breaks, too."""
    return " ".join(line.strip() for line in str(error).splitlines() if line.strip(" ^"))
