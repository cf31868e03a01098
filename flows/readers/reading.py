"""Archived pages to staged articles, while more of them are archived.

A page on which a worker hangs or dies is found by reading its batch again page by page, and becomes a reject when it does so
twice; its neighbours are read. What an interrupted run had read stays read.
"""

from collections.abc import Callable, Iterator
from concurrent.futures import Future, as_completed
from contextlib import AbstractContextManager, ExitStack, contextmanager
from functools import cache, cached_property
from hashlib import sha256
from math import ceil
from pathlib import Path
from threading import Lock

from articles.page import Reject
from articles.publisher import Publisher
from flows.desk import Desk
from flows.progress import Step, Tell
from flows.readers.batch import Batch, is_staged, stage_reject
from flows.readers.local import Schedule, workers
from flows.readers.memory import give_back
from flows.rule_set import code_version, rule_set

LEAST_PAGES = 10
"""What is left at the end is shared among the workers in batches of no less: a smaller one costs more than is won."""


@contextmanager
def reading(
    desk: Desk, publishers: dict[str, Publisher], staged: Path, tell: Tell, profiles: Path | None = None
) -> Iterator["Reading"]:
    """Read pages as they are added, where `runner` in desk.toml says, and stage them into a folder.

    `profiles` is a folder of what was learned of the publishers (`articles.profile`).
    """
    with ExitStack() as running:
        # Nothing to read, no worker: an unchanged night starts none.
        start = cache(lambda: running.enter_context(_runner(desk)(desk, publishers)))
        yield Reading(desk, publishers, staged, lambda batch: start()(batch), tell, profiles)


class Reading:
    """Pages that are being read. `add` may be called from any thread."""

    def __init__(
        self,
        desk: Desk,
        publishers: dict[str, Publisher],
        staged: Path,
        schedule: Schedule,
        tell: Tell,
        profiles: Path | None = None,
    ) -> None:
        self._desk, self._publishers, self._staged, self._profiles = desk, publishers, staged, profiles
        self._schedule, self._tell = schedule, tell
        self._seen: set[tuple[str, int]] = set()
        self._waiting: dict[str, list[int]] = {}
        self._batches: dict[Future[Reject | None], Batch] = {}
        self._lock = Lock()

    def add(self, warc_file: str, warc_offset: int) -> None:
        """Read the page that lies there; once, however often it is added. It waits until there is a batch of its file."""
        with self._lock:
            if (warc_file, warc_offset) in self._seen:
                return
            self._seen.add((warc_file, warc_offset))
            waiting = self._waiting.setdefault(warc_file, [])
            waiting.append(warc_offset)
            if len(waiting) == self._desk.settings.batch_pages:
                self._begin(warc_file, len(waiting))

    def finish(self) -> list[Path]:
        """Wait for all that was added: the staged files, one or more a batch."""
        with self._lock:
            shares = max(1, self._desk.settings.workers // max(1, len(self._waiting)))
            for warc_file, waiting in sorted(self._waiting.items()):
                self._begin(warc_file, max(LEAST_PAGES, ceil(len(waiting) / shares)))
        give_back()  # what was taken in is waited for from here on
        done, staged = 0, []
        self._tell(Step("read", 0, len(self._seen)))
        for batch, fault in self._ended(self._batches):
            if fault is None:
                staged.append(batch.out)
            else:
                staged += self._one_by_one(batch)
            done += len(batch.offsets)
            self._tell(Step("read", done, len(self._seen)))
        return sorted(staged)

    def _begin(self, warc_file: str, pages: int) -> None:
        """In batches of so many pages."""
        offsets = tuple(sorted(self._waiting.pop(warc_file)))
        for first in range(0, len(offsets), pages):
            some = offsets[first : first + pages]
            out = self._staged / f"{_digest(warc_file, some, self._read_with)}.parquet"
            batch = Batch(self._desk.home.archive, warc_file, some, out, self._profiles)
            self._batches[_was_read() if is_staged(batch) else self._schedule(batch)] = batch

    @cached_property
    def _read_with(self) -> str:
        """A digest of all that decides what is read from a page: an interruption may have changed it."""
        publishers = [publisher.model_dump_json() for _, publisher in sorted(self._publishers.items())]
        learned = [(file.name, file.read_text("utf-8")) for file in sorted(self._profiles.iterdir())] if self._profiles else []
        return _digest(code_version(), rule_set(), publishers, learned)

    def _one_by_one(self, batch: Batch) -> list[Path]:
        asked = {self._schedule(single): single for single in batch.singles()}
        return [single.out if fault is None else _rejected(single, fault) for single, fault in self._ended(asked)]

    def _ended(self, asked: dict[Future[Reject | None], Batch]) -> Iterator[tuple[Batch, Reject | None]]:
        for future in as_completed(asked):
            yield asked[future], future.result()


def _digest(*of: object) -> str:
    return sha256(repr(of).encode("utf-8", "surrogatepass")).hexdigest()[:32]


def _was_read() -> "Future[Reject | None]":
    told: Future[Reject | None] = Future()
    told.set_result(None)
    return told


def _rejected(batch: Batch, fault: Reject) -> Path:
    stage_reject(batch, fault)
    return batch.out


def _runner(desk: Desk) -> Callable[[Desk, dict[str, Publisher]], AbstractContextManager[Schedule]]:
    if desk.settings.runner == "dask":
        from flows.readers.dask import cluster

        return cluster
    return workers
