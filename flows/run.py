"""A run from its start to its end: its id, its journal, and how an interrupted one goes on."""

import fcntl
import json
import os
import secrets
import shutil
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, TextIO

from flows.desk import Desk
from flows.refusal import NothingDone
from warehouse.closing import closed
from warehouse.home import Home, sync_folder
from warehouse.publish import mend
from warehouse.run import Run

_JOURNAL = "run.json"

SPACE_FOR_A_RUN = 128 << 20
"""Bytes that must be free beside those for a copy of the store: archive, staged files and the growth of a night."""


class AlreadyRunning(NothingDone):
    """The same run (flow and parameters) is being done by another process, which is named."""


class DiskFull(NothingDone):
    """There is not the space that a run needs: says how much there is, how much is needed and what to do."""


@dataclass(frozen=True, slots=True)
class OpenRun:
    """A run that has begun: `folder` holds its journal, ledgers and staged files until it is loaded."""

    run: Run
    folder: Path
    resumed: bool

    @property
    def staged(self) -> Path:
        """Where its batches are staged, each whole or not at all: those of an interrupted run are not read again."""
        return self.folder / "staged"

    def warc_name(self, source: str) -> str:
        """The archive file for pages from `source` (a publisher or "files"), by the day the run started."""
        return f"{self.run.started_at:%Y/%m/%d}/{self.run.run_id}-{source}.warc.gz"


@contextmanager
def open_run(desk: Desk, flow: str, trigger: str, parameters: dict[str, Any]) -> Iterator[OpenRun]:
    """Begin a run, or go on with one of the same flow and parameters that was interrupted.

    The folder of a run is deleted when the block ends without an error: by then all it held is in the warehouse. After an
    error, a kill or a power cut it stays, and the next run of the same flow and parameters takes it up, under the same run_id.
    Raises AlreadyRunning where another process is at it, and DiskFull where it would not have the space to end well.
    """
    wanted = {"flow": flow, "parameters": parameters}
    with closed(desk.home), ExitStack() as locks:
        desk.home.work.mkdir(parents=True, exist_ok=True)
        _refuse_full_disk(desk.home)
        with _starting_alone(desk.home.work):
            _sweep(desk.home.work)
            open_run, lock = _interrupted(desk.home.work, wanted) or _begun(desk, flow, trigger, parameters)
            locks.enter_context(lock)
        mend(desk.home)  # what is known is asked of what is published
        open_run.staged.mkdir(exist_ok=True)
        yield open_run
        # Its journal first: a folder that is half gone must not be taken up as a run that was interrupted.
        (open_run.folder / _JOURNAL).unlink()
        shutil.rmtree(open_run.folder)


def _refuse_full_disk(home: Home) -> None:
    """Before anything is begun: publishing copies the store, which has grown by then."""
    store = home.store.stat().st_size if home.store.exists() else 0
    needed, free = store + store // 4 + SPACE_FOR_A_RUN, shutil.disk_usage(home.work).free
    if free < needed:
        raise DiskFull(
            f"{home.root} has {free >> 20} MB of space left, and a run needs {needed >> 20} MB (publishing copies the store of "
            f"{store >> 20} MB): delete old files in {home.snapshots} or elsewhere on that disk, or move the home"
        )


def _sweep(work: Path) -> None:
    """Delete what was left of folders whose process was killed before it wrote its journal, or after it deleted it."""
    for folder in work.iterdir():
        if folder.is_dir() and not (folder / _JOURNAL).exists():
            lock = _held(folder)
            if lock is not None:
                with lock:
                    shutil.rmtree(folder)


@contextmanager
def _starting_alone(work: Path) -> Iterator[None]:
    with (work / "starting.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _begun(desk: Desk, flow: str, trigger: str, parameters: dict[str, Any]) -> tuple[OpenRun, TextIO]:
    run_id = f"{desk.now:%Y%m%dT%H%M%SZ}-{flow}-{secrets.token_hex(3)}"
    run = Run(run_id, flow, trigger, desk.now, parameters)
    folder = desk.home.work / run_id
    folder.mkdir()
    lock = _held(folder)
    if lock is None:
        raise AlreadyRunning(f"{folder} is in use though it is new")
    journal = {"flow": flow, "parameters": parameters, "trigger": trigger, "started_at": desk.now.isoformat()}
    new = folder / f"{_JOURNAL}.new"
    with new.open("w", encoding="utf-8") as file:
        file.write(json.dumps(journal))
        file.flush()
        os.fsync(file.fileno())
    new.rename(folder / _JOURNAL)
    for made in (folder, folder.parent):  # what its crawls enter into their ledgers is to outlive a power cut
        sync_folder(made)
    return OpenRun(run, folder, resumed=False), lock


def _interrupted(work: Path, wanted: dict[str, Any]) -> tuple[OpenRun, TextIO] | None:
    for journal in sorted(work.glob(f"*/{_JOURNAL}")):
        said = json.loads(journal.read_text("utf-8"))
        if {key: said[key] for key in wanted} != json.loads(json.dumps(wanted)):
            continue
        lock = _held(journal.parent)
        if lock is None:
            holder = (journal.parent / "run.lock").read_text("utf-8")
            raise AlreadyRunning(f"{wanted['flow']} with the same parameters is running (process {holder}); wait for it to end")
        run = Run(
            journal.parent.name, said["flow"], said["trigger"], datetime.fromisoformat(said["started_at"]), said["parameters"]
        )
        return OpenRun(run, journal.parent, resumed=True), lock
    return None


def is_running(folder: Path) -> bool:
    """Whether a living process is at the run that is kept in this folder."""
    with _starting_alone(folder.parent):
        lock = _held(folder)
        if lock is not None:
            lock.close()
    return lock is None


def _held(folder: Path) -> TextIO | None:
    """The folder's lock, or None where a living process holds it. The kernel frees it however that process ends."""
    lock = (folder / "run.lock").open("a+", encoding="utf-8")
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        lock.close()
        return None
    lock.truncate(0)
    lock.write(str(os.getpid()))
    lock.flush()
    return lock
