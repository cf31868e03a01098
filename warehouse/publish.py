"""What people open: complete, read-only copies of the store, switched in one step."""

import os
import re
import shutil
from contextlib import suppress
from pathlib import Path

from duckdb import DuckDBPyConnection
from duckdb import Error as DuckDBError

from warehouse.check import rows_of
from warehouse.file_copy import copy_file
from warehouse.home import KEPT, Home, sync_folder
from warehouse.query import QueryError, connect, connect_snapshot, wal_of
from warehouse.statements import statement
from warehouse.store import LockedError, StoreError, is_of_today, locked, open_store

_SNAPSHOT = re.compile(r"\d{6,}\.duckdb")
_NOWHERE = "nowhere/read-only"
"""Where the WAL of a snapshot leads: nobody can write one, root neither, and none of another time or file can be replayed."""


def publish(store: DuckDBPyConnection, home: Home, kept: int = KEPT) -> Path:
    """Copy the store to a new snapshot and let `home.published` point to it; the caller holds the lock. Returns the snapshot.

    The last `kept` snapshots stay; whoever has an older one open keeps it. Whatever lay in the way of the new one or of the
    link to it (a folder, a link to nothing, half a file) is cleared. A kill at any point leaves the old or the new one, whole.
    In a lake each commit is a snapshot that people see: there is nothing to copy, and what is returned is where its files lie.
    """
    if home.lake:
        return Path(home.lake_data)
    try:
        store.checkpoint()
    except DuckDBError as error:
        raise StoreError(f"what is loaded cannot be published, the last snapshot stays: {error}") from error
    _refuse_wal(home.store)
    if home.snapshots.is_symlink() or not home.snapshots.is_dir():
        _clear(home.snapshots)
    home.snapshots.mkdir(parents=True, exist_ok=True)
    _clear(wal_of(home.published))
    tidy(home)
    number = max((int(file.stem) for file in snapshots(home)), default=0) + 1
    snapshot = home.snapshots / f"{number:06d}.duckdb"
    part = snapshot.with_name(f"{snapshot.name}.part")
    _copy(home.store, part)
    _refuse_wal(home.store)
    _ask(part)
    wal_of(snapshot).symlink_to(_NOWHERE)
    part.replace(snapshot)
    sync_folder(home.snapshots)
    link = home.published.with_name(f"{home.published.name}.part")
    _clear(link)
    link.symlink_to(snapshot.relative_to(home.root))
    if home.published.is_dir() and not home.published.is_symlink():
        _clear(home.published)  # a file takes no folder's place
    link.replace(home.published)
    sync_folder(home.root)
    prune(home, kept)
    return snapshot


def mend(home: Home) -> Path | None:
    """Publish the store again where it is there and what is published cannot be opened, or has not today's tables and views.

    The new snapshot, None if all is well.

    Raises StoreError. A home whose lock somebody holds is being written, and published at the end of that.
    """
    if home.lake or not home.store.exists():
        return None
    with suppress(QueryError, DuckDBError, OSError), connect(home) as published:
        held = published.execute(statement("session", "bytes_held")).fetchone()
        if held and home.published.stat().st_size >= held[0] and is_of_today(published):
            return None
    with suppress(LockedError), locked(home, 0), open_store(home) as store:
        return publish(store, home)
    return None


def _refuse_wal(file: Path) -> None:
    wal = wal_of(file)
    if wal.exists() and wal.stat().st_size:
        raise StoreError(f"{wal} holds changes that are not in {file.name} after a checkpoint: nothing is published")


def _copy(file: Path, to: Path) -> None:
    # Closing the source drops DuckDB's own lock on it (POSIX locks are a process's): `locked` is what keeps writers apart.
    with file.open("rb") as source, to.open("wb") as target:
        copy_file(source, target)
        os.fchmod(target.fileno(), 0o444)
        os.fsync(target.fileno())


def _ask(snapshot: Path) -> None:
    """What does not open and answer is not published."""
    try:
        with connect_snapshot(snapshot) as copy:
            rows_of(copy, "runs", {})
    except DuckDBError as error:
        raise StoreError(f"the copy cannot be published, the last snapshot stays: {error}") from error


def snapshots(home: Home) -> list[Path]:
    """The snapshots of a home, oldest first: files that bear a number."""
    return sorted(file for file in home.snapshots.glob("*.duckdb") if _SNAPSHOT.fullmatch(file.name) and _is_file(file))


def prune(home: Home, kept: int = KEPT) -> int:
    """Drop all snapshots but the last, and what is none, under the lock; how many snapshots."""
    tidy(home)
    old = snapshots(home)[: -max(kept, 1)]
    for file in old:
        drop(file)
    return len(old)


def tidy(home: Home) -> None:
    """Clear everything beside the snapshots, under the lock: what a kill left, and what anybody has put or written there."""
    stay = {*snapshots(home)}
    for other in home.snapshots.iterdir() if home.snapshots.is_dir() else ():
        if other not in stay:
            _clear(other)
    for snapshot in stay:
        wal_of(snapshot).symlink_to(_NOWHERE)


def drop(snapshot: Path) -> None:
    """Take a snapshot away; who has it open keeps it."""
    snapshot.unlink()
    wal_of(snapshot).unlink(missing_ok=True)


def _is_file(path: Path) -> bool:
    return path.is_file() and not path.is_symlink()


def _clear(path: Path) -> None:
    """Take away whatever lies there: a link itself, not what it leads to."""
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)
