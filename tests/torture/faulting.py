"""`python -m tests.torture.faulting TEMPLATE HOME STAGED...`, with `faults.c` preloaded: a load that goes wrong at one point.

Reads a line "nth kind" each from stdin and answers with a line of JSON, `Fault`'s fields. Each load is a fork of this process,
which never opens DuckDB itself.
"""

import ctypes
import json
import os
import shutil
import sys
import traceback
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from typing import Any

from duckdb import DuckDBPyConnection
from duckdb import Error as DuckDBError

from tests.warehouse.pages import START, at
from warehouse.check import failed_checks
from warehouse.dump import canonical_dump
from warehouse.home import Home
from warehouse.load import LoadError, load
from warehouse.publish import publish
from warehouse.query import connect, connect_snapshot
from warehouse.run import Run
from warehouse.store import StoreError, locked, open_store


def load_and_publish(home: Home, staged: list[Path]) -> None:
    """The last part of a run, as flows/ has it."""
    run = Run("new", "load-files", "shell", START, {"paths": ["a"]})
    with locked(home, 0), open_store(home) as store:
        load(store, staged, run, ended_at=at(1), code_version="1.0", rule_set="rules-1")
        publish(store, home)


def faulty(home: Home, staged: list[Path], nth: int, kind: int) -> tuple[int, str]:
    """Exit status and words of a load of which one point goes wrong; how many points there were, for one that ends well."""
    faults = ctypes.CDLL(None)
    faults.fault_arm(str(home.root).encode(), nth, kind)
    try:
        load_and_publish(home, staged)
    except (LoadError, StoreError, OSError) as error:
        return 1, f"{type(error).__name__}: {error}"
    except DuckDBError as error:
        return 3, f"{type(error).__name__}: {error}"
    return 0, str(faults.fault_count())


def digest(store: DuckDBPyConnection) -> str:
    """Of all that it holds."""
    return sha256(repr(canonical_dump(store)).encode()).hexdigest()


def stored(home: Home) -> str:
    """The store's digest."""
    with locked(home, 0), open_store(home) as store:
        return digest(store)


def wrong_after(home: Home, staged: list[Path], old: str, new: str, *, acknowledged: bool) -> list[str]:
    """What a load that went wrong has left behind and must not."""
    wrong = []
    allowed = (new,) if acknowledged else (old, new)
    for snapshot in sorted(home.snapshots.glob("*.duckdb")):
        with connect_snapshot(snapshot) as copy:
            if digest(copy) not in (old, new):
                wrong.append(f"{snapshot.name} is neither the old nor the new one")
    with connect(home) as published:
        if digest(published) not in allowed:
            wrong.append("what is published is half, or not what was acknowledged")
    if stored(home) not in allowed:
        wrong.append("the store is half loaded, or has lost what was acknowledged")
    load_and_publish(home, staged)
    with locked(home, 0), open_store(home) as store:
        if digest(store) != new:
            wrong.append("loaded again, the store is another one")
        wrong += [f"check {check}: {rows} rows" for check, rows in failed_checks(store).items()]
    with connect(home) as published:
        if digest(published) != new:
            wrong.append("loaded again, something else is published")
    left = [file.name for file in home.snapshots.iterdir() if file.suffix != ".duckdb" and not file.is_symlink()]
    return wrong + ([f"left behind: {left}"] if left else [])


def in_fork(task: Callable[[], Any]) -> Any:
    """What a task returns, done in a process of its own; (its status, "") where it was killed or broke down."""
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            os.write(writer, json.dumps(task()).encode())
        except BaseException:
            os.write(writer, json.dumps((99, traceback.format_exc())).encode())
        os._exit(0)
    os.close(writer)
    with os.fdopen(reader, "rb") as said:
        told = said.read()
    _, ended = os.waitpid(child, 0)
    return json.loads(told) if told else (os.waitstatus_to_exitcode(ended), "")


def main(template: Path, folder: Path, *staged: Path) -> None:
    """Answer until stdin ends."""
    home, files = Home(folder), list(staged)

    def fresh() -> None:
        shutil.rmtree(folder, ignore_errors=True)
        shutil.copytree(template, folder, symlinks=True)

    fresh()
    old = in_fork(lambda: stored(home))
    in_fork(lambda: load_and_publish(home, files))
    new = in_fork(lambda: stored(home))
    for line in sys.stdin:
        nth, kind = map(int, line.split())
        fresh()
        status, said = in_fork(lambda: faulty(home, files, nth, kind))  # noqa: B023 (called at once)
        wrong = in_fork(lambda: wrong_after(home, files, old, new, acknowledged=status == 0))  # noqa: B023
        print(json.dumps({"nth": nth, "kind": kind, "status": status, "said": said, "wrong": wrong}), flush=True)


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))
