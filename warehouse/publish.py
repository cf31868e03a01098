"""What people open: complete, read-only copies of the store, switched in one step."""

import os
import shutil
import time
from pathlib import Path

from duckdb import DuckDBPyConnection
from duckdb import Error as DuckDBError

from warehouse.home import Home
from warehouse.query import connect_snapshot, wal_of
from warehouse.staging import sync_folder
from warehouse.statements import statement
from warehouse.store import StoreError

KEPT = 3
_NOWHERE = "nowhere/read-only"
"""Where the WAL of a snapshot leads: nobody can write one, root neither, and none of another time or file can be replayed."""

KEPT_S = 24 * 3600
"""A snapshot stays while it is one of the last three or younger than a day, so that no reader loses the one it reads."""


def publish(store: DuckDBPyConnection, home: Home) -> Path:
    """Copy the store to a new snapshot and let `home.published` point to it; the caller holds the lock. Returns the snapshot.

    Whoever has an older snapshot open keeps it. A kill at any point leaves the old or the new one, whole. In a lake each commit
    is a snapshot that people see: there is nothing to copy, and what is returned is where its files lie.
    """
    if home.lake:
        return Path(home.lake_data)
    try:
        store.checkpoint()
    except DuckDBError as error:
        raise StoreError(f"what is loaded cannot be published, the last snapshot stays: {error}") from error
    _refuse_wal(home.store)
    home.snapshots.mkdir(parents=True, exist_ok=True)
    for leftover in (*home.snapshots.glob("*.part"), *home.snapshots.glob("*.wal"), wal_of(home.published)):
        leftover.unlink(missing_ok=True)
    for kept in home.snapshots.glob("*.duckdb"):
        wal_of(kept).symlink_to(_NOWHERE)
    number = max((int(file.stem) for file in home.snapshots.glob("*.duckdb")), default=0) + 1
    snapshot = home.snapshots / f"{number:06d}.duckdb"
    part = snapshot.with_name(f"{snapshot.name}.part")
    _copy(home.store, part)
    _refuse_wal(home.store)
    _ask(part)
    wal_of(snapshot).symlink_to(_NOWHERE)
    part.replace(snapshot)
    sync_folder(home.snapshots)
    link = home.published.with_name(f"{home.published.name}.part")
    link.unlink(missing_ok=True)
    link.symlink_to(snapshot.relative_to(home.root))
    link.replace(home.published)
    sync_folder(home.root)
    prune(home)
    return snapshot


def _refuse_wal(file: Path) -> None:
    wal = wal_of(file)
    if wal.exists() and wal.stat().st_size:
        raise StoreError(f"{wal} holds changes that are not in {file.name} after a checkpoint: nothing is published")


def _copy(file: Path, to: Path) -> None:
    # Closing the source drops DuckDB's own lock on it (POSIX locks are a process's): `locked` is what keeps writers apart.
    with file.open("rb") as source, to.open("wb") as target:
        shutil.copyfileobj(source, target, 1 << 20)
        target.flush()
        os.fchmod(target.fileno(), 0o444)
        os.fsync(target.fileno())


def _ask(snapshot: Path) -> None:
    """What does not open and answer is not published."""
    try:
        with connect_snapshot(snapshot) as copy:
            copy.execute(statement("checks", "runs")).fetchall()
    except DuckDBError as error:
        raise StoreError(f"the copy cannot be published, the last snapshot stays: {error}") from error


def prune(home: Home) -> int:
    """Drop the snapshots that are neither of the last nor young, under the lock; how many."""
    young = time.time() - KEPT_S
    old = [file for file in sorted(home.snapshots.glob("*.duckdb"))[:-KEPT] if file.stat().st_mtime < young]
    for file in old:
        drop(file)
    return len(old)


def drop(snapshot: Path) -> None:
    """Take a snapshot away; who has it open keeps it."""
    snapshot.unlink()
    wal_of(snapshot).unlink(missing_ok=True)
