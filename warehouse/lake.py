"""The same tables in DuckLake, for more than one machine: a catalog in PostgreSQL, the rows as Parquet files in one place.

`Home.lake` is what DuckDB attaches (`ducklake:postgres:dbname=news host=db.example`). Passwords are libpq's to find
(PGPASSFILE, PGSERVICE), so that none stands in a config file.
"""

import atexit
import importlib
import re
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from tempfile import mkdtemp

from duckdb import DuckDBPyConnection, connect, extract_statements
from duckdb import Error as DuckDBError

from warehouse.home import Home
from warehouse.statements import statement

_PREFIX = "ducklake:postgres:"
_POLL_S = 0.2
_CONFIG: dict[str, str | bool | int | float | list[str]] = {
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
    "python_enable_replacements": "false",
    "memory_limit": "1500MB",  # as the store's
}

COMMENTED = ("base",)
"""The schemas whose columns DuckLake holds comments on: those of tables, not of views."""

_NOT_HELD = re.compile(r"comment on macro")  # DuckLake holds none on macros either


class LakeError(RuntimeError):
    """The lake cannot be used: says why and what to do."""


def attach(home: Home, *, read_only: bool = False) -> DuckDBPyConnection:
    """A connection on which the lake is the database. Raises LakeError where it cannot be reached or read."""
    connection = _with_extensions("ducklake", "postgres")
    options = "read_only" if read_only else f"data_path {_quoted(home.lake_data)}"
    try:
        connection.execute(_filled("attach_lake", lake=_quoted(home.lake), options=options))
        connection.execute(statement("session", "use_lake"))
    except DuckDBError as error:
        connection.close()
        raise LakeError(f"{home.lake} cannot be attached: {error}") from error
    return connection


def lock_down(connection: DuckDBPyConnection, home: Home) -> None:
    """From now on SQL reaches the lake's own files and nothing else."""
    connection.execute(_filled("lake_reader", data=_quoted(f"{home.lake_data.rstrip('/')}/")))


def forget(connection: DuckDBPyConnection) -> None:
    """Leave nothing of deleted rows in the lake's files and snapshots. The caller holds the lock, and is in no transaction."""
    for one in extract_statements(statement("takedown", "forget_in_lake")):
        connection.execute(one)


@contextmanager
def locked(home: Home, wait_s: float | None = None) -> Iterator[bool]:
    """Be the one who loads. Yields False where somebody else still is after `wait_s` seconds (None: wait for ever).

    The lock is PostgreSQL's: it ends with the connection, however its process ends. Reading pages, which takes nearly all of
    a run's time, needs no lock; a load does, because it compares what it brings with all there is.
    """
    if not home.lake.startswith(_PREFIX):
        raise LakeError(
            f"{home.lake}: a lake that several machines load needs a PostgreSQL catalog: {_PREFIX}dbname=... host=..."
        )
    with _with_extensions("postgres") as connection:
        try:
            connection.execute(_filled("attach_catalog", catalog=_quoted(home.lake.removeprefix(_PREFIX))))
            connection.begin()
            until = None if wait_s is None else time.monotonic() + wait_s
            while not (held := connection.execute(statement("session", "lock_lake")).fetchone() == (True,)):
                if until is not None and time.monotonic() >= until:
                    break
                time.sleep(_POLL_S)
        except DuckDBError as error:
            raise LakeError(f"the catalog of {home.lake} cannot be locked: {error}") from error
        yield held


def statements_held(sql: str) -> Iterator[str]:
    """The statements of a schema file that DuckLake can hold, one by one."""
    for one in extract_statements(sql):
        words = re.sub(r"(?m)^\s*--.*\n", "", one.query).strip()
        if not _NOT_HELD.match(words):
            yield one.query


def _with_extensions(*names: str) -> DuckDBPyConnection:
    connection = connect(config=_CONFIG)
    for name in names:
        connection.execute(f"load {_quoted(str(_extension(name)))}")
    return connection


@cache
def _extension(name: str) -> Path:
    """An extension's file, from its package, under the name that DuckDB wants it to have."""
    try:
        package = importlib.import_module(f"duckdb_extension_{name}")
    except ImportError as error:
        raise LakeError("a warehouse in DuckLake needs the extra: pip install 'copydesk[ducklake]'") from error
    (file,) = Path(str(package.__file__)).parent.rglob("*.duckdb_extension")
    if name != "postgres":
        return file
    link = _links() / "postgres_scanner.duckdb_extension"
    link.symlink_to(file)
    return link


@cache
def _links() -> Path:
    folder = mkdtemp(prefix="copydesk-")
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return Path(folder)


def _filled(name: str, **words: str) -> str:
    """A statement of session/ that takes no parameters where it needs them."""
    return statement("session", name).format(**words)


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
