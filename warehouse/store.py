"""The writer's own database: one writer at a time, and a schema that knows what it is made of."""

import fcntl
import json
import logging
import os
import re
import shutil
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from hashlib import sha256
from typing import TypeVar

from duckdb import DuckDBPyConnection, OutOfMemoryException, connect
from duckdb import Error as DuckDBError

from warehouse import lake
from warehouse.closing import closed
from warehouse.columns import comment_on_columns
from warehouse.file_copy import copy_file
from warehouse.home import Home, sync_folder
from warehouse.lake import LakeError
from warehouse.statements import names, statement
from warehouse.template import copy_template

T = TypeVar("T")

LITTLE_MEMORY, MOST_MEMORY = "300MB", "1500MB"
"""What DuckDB holds for a load, and where that is not enough. Python, Arrow and what it does not count come to 300 MB more."""

# A file of this version is read by DuckDB 1.5 and 2.0, and a stale WAL beside it is refused instead of replayed.
_CONFIG: dict[str, str | bool | int | float | list[str]] = {
    "storage_compatibility_version": "v1.5.0",
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
    "python_enable_replacements": "false",
    # What does not fit goes to disk. Loads and checks take less where they can: `sparingly`.
    "memory_limit": MOST_MEMORY,
    # What a small load asks is answered by one thread for less than several take to share it; `use_cores` is for large ones.
    "threads": 1,
}
_POLL_S = 0.05


class StoreError(RuntimeError):
    """The store cannot be used, or not for what was asked of it: says why and what to do."""


class LockedError(StoreError):
    """Somebody else writes: names process and run."""


@contextmanager
def locked(home: Home, wait_s: float | None = None, *, run_id: str = "") -> Iterator[None]:
    """Be the one writer of a home. Waits up to `wait_s` seconds (None: for ever), then raises LockedError.

    The lock is the kernel's (flock): it ends with its holder, however that ends. Processes forked while it is held share it.
    A lake's is PostgreSQL's (lake.locked).
    """
    if home.lake:
        with _plainly(), lake.locked(home, wait_s) as held:
            if not held:
                raise LockedError(f"{home.lake} is being written by another loader; wait for it to end, then try again")
            yield
        return
    with closed(home):
        handle = os.open(home.lock, os.O_RDWR | os.O_CREAT, 0o600)
        try:
            _acquire(handle, home, None if wait_s is None else time.monotonic() + wait_s)
            os.truncate(handle, 0)
            os.pwrite(handle, json.dumps({"pid": os.getpid(), "run_id": run_id}).encode(), 0)
            yield
        finally:
            os.close(handle)


def _acquire(handle: int, home: Home, until: float | None) -> None:
    while True:
        try:
            return fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if until is not None and time.monotonic() >= until:
                raise LockedError(
                    f"{home.root} is being written by {_holder(handle)}; wait for it to end, then try again"
                ) from None
        time.sleep(_POLL_S)


def _holder(handle: int) -> str:
    try:
        held = json.loads(os.pread(handle, 4096, 0))
        return f"process {held['pid']}" + (f", run {held['run_id']}" if held["run_id"] else "")
    except ValueError:  # between its flock and its note
        return "another process"


@contextmanager
def open_store(home: Home) -> Iterator[DuckDBPyConnection]:
    """Open the store of a home whose lock the caller holds, make it or bring it up to date. Raises StoreError.

    A store that is damaged is set aside, and the published snapshot takes its place: what had been loaded and not published
    belongs to a run that has not ended, and comes again with it.
    """
    # What a load that was killed had put aside.
    aside = home.store.with_name(f"{home.store.name}.tmp")
    shutil.rmtree(aside, ignore_errors=True)
    home.store.parent.mkdir(parents=True, exist_ok=True)
    if home.lake:
        with _plainly(), lake.attach(home) as store:
            store.execute(statement("session", "aside").format(folder=str(aside).replace("'", "''")))
            _migrate(store, home, schema_files(), lake.statements_held)
            with transaction(store):
                comment_on_columns(store, lake.COMMENTED)
            yield store
        return
    with _connected(home) as store:
        store.execute(statement("session", "writer"))
        if _one(store, "is_new"):
            copy_template(store, _CONFIG, [file.sql for file in schema_files()], lambda new: _bring_up_to_date(new, home))
        _bring_up_to_date(store, home)
        yield store


def _bring_up_to_date(store: DuckDBPyConnection, home: Home) -> None:
    _migrate(store, home, schema_files())
    with transaction(store):
        comment_on_columns(store, ("base", "main"))


def _connected(home: Home) -> DuckDBPyConnection:
    try:
        return connect(str(home.store), config=_CONFIG)
    except DuckDBError as error:
        # A kill or power cut in the middle of a checkpoint can tear a block that DuckDB writes in place.
        if "Corrupt database file" not in str(error) or not home.published.is_file():
            raise StoreError(f"{home.store} cannot be opened: {error}") from error
        logging.getLogger(__name__).warning("%s is damaged: the published snapshot takes its place (%s)", home.store, error)
    _take_up_the_snapshot(home)
    try:
        return connect(str(home.store), config=_CONFIG)
    except DuckDBError as error:
        raise StoreError(f"{home.store} cannot be opened: {error}") from error


def _take_up_the_snapshot(home: Home) -> None:
    """In an order that may be cut off anywhere: the store is the damaged one until the last step."""
    part = home.store.with_name(f"{home.store.name}.part")
    with home.published.open("rb") as source, part.open("wb") as target:
        copy_file(source, target)
        os.fsync(target.fileno())
    for file in (home.store.with_name(f"{home.store.name}.wal"), home.store):
        if file.exists():
            shutil.copyfile(file, file.with_name(f"{file.name}.damaged"))
    home.store.with_name(f"{home.store.name}.wal").unlink(missing_ok=True)
    part.replace(home.store)
    sync_folder(home.store.parent)


@contextmanager
def _plainly() -> Iterator[None]:
    try:
        yield
    except LakeError as error:
        raise StoreError(str(error)) from error


@dataclass(frozen=True, slots=True)
class SchemaFile:
    """A numbered file of warehouse/schema/."""

    number: int
    name: str
    sql: str

    @property
    def sha256(self) -> str:
        """Hex digest of its text."""
        return sha256(self.sql.encode()).hexdigest()


def schema_files() -> list[SchemaFile]:
    """The files of warehouse/schema/ that start with a number, in order."""
    found = (re.fullmatch(r"(\d{4})_(\w+)", name) for name in names("schema"))
    return [SchemaFile(int(m[1]), m[2], statement("schema", m[0])) for m in found if m]


def is_of_today(warehouse: DuckDBPyConnection) -> bool:
    """Whether today's schema files made a store or a snapshot, all of them."""
    applied = warehouse.execute(statement("schema", "applied")).fetchall()
    return applied == [(file.number, file.name, file.sha256) for file in schema_files()]


def _migrate(
    store: DuckDBPyConnection, home: Home, files: list[SchemaFile], parts: Callable[[str], Iterable[str]] = lambda sql: [sql]
) -> None:
    applied = [] if _one(store, "is_new") else store.execute(statement("schema", "applied")).fetchall()
    if applied and applied[0][0] < files[0].number:  # before 1.0 the files were numbered from 0
        raise StoreError(f"{home.lake or home.store} was made by a Copydesk before 1.0 and {_to_be_made_again(home)}")
    if len(applied) > len(files):
        raise StoreError(
            f"the store was made by a newer Copydesk: it has schema file {applied[-1][0]:04d}_{applied[-1][1]}, "
            f"this one knows {len(files)} files; update Copydesk"
        )
    for (number, name, digest), file in zip(applied, files, strict=False):
        if (number, name, digest) != (file.number, file.name, file.sha256):
            raise StoreError(
                f"schema file {file.number:04d}_{file.name} is not the one that made this store ({number:04d}_{name}): "
                "an applied file never changes; undo the change and add a new file. Where you have changed none, the store was "
                f"made by a Copydesk that was never released, and {_to_be_made_again(home)}"
            )
    for file in files[len(applied) :]:
        try:
            with transaction(store):
                for part in parts(file.sql):
                    store.execute(part)
                store.execute(statement("schema", "record"), {"number": file.number, "name": file.name, "sha256": file.sha256})
        except DuckDBError as error:
            raise StoreError(f"schema file {file.number:04d}_{file.name} does not apply: {error}") from error


def _to_be_made_again(home: Home) -> str:
    way = "name an empty catalog and an empty lake_data" if home.lake else f"name a new home (--home {home.root}-anew)"
    return (
        f"cannot be brought up to date. Make it again from the archive: {way}, then type `copydesk load {home.archive}`. "
        "All archived articles come again; what only feeds and tables said of them does not, nor the history of the runs and "
        "the record of what was taken down"
    )


def _one(store: DuckDBPyConnection, name: str) -> bool:
    row = store.execute(statement("schema", name)).fetchone()
    return bool(row and row[0])


def use_cores(store: DuckDBPyConnection) -> None:
    """From now on, all cores: for work on so much that it is worth sharing."""
    store.execute(statement("session", "cores"))


def sparingly(store: DuckDBPyConnection, work: Callable[[], T]) -> T:
    """Do what may be done twice with little memory; where it does not fit, the disk's help included, again with more."""
    try:
        store.execute(_memory(LITTLE_MEMORY))
        return work()
    except OutOfMemoryException:
        logging.getLogger(__name__).info("%s of memory are not enough: once more with %s", LITTLE_MEMORY, MOST_MEMORY)
    finally:
        store.execute(_memory(MOST_MEMORY))
    return work()


def _memory(most: str) -> str:
    return statement("session", "memory").format(memory=most)


@contextmanager
def transaction(store: DuckDBPyConnection) -> Iterator[None]:
    """All of it or nothing of it."""
    store.begin()
    try:
        yield
    except BaseException:
        with suppress(DuckDBError):  # a connection that a full disk has killed is rolled back by its end
            store.rollback()
        raise
    store.commit()
