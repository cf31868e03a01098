"""Batches of archived pages to staged articles, in worker processes that can be killed.

A batch travels as paths: a WARC file and offsets in, a Parquet file out. A page on which a worker hangs or dies is found by
reading its batch again page by page, and becomes a reject when it does so twice; its neighbours are read.
"""

import gc
import multiprocessing
import os
import resource
import signal
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, as_completed
from concurrent.futures import TimeoutError as FutureTimeout
from dataclasses import dataclass
from pathlib import Path

from pebble import ProcessExpired, ProcessPool

from articles.article import Article
from articles.page import Page, Reject
from articles.publisher import UNKNOWN, Publisher
from articles.read import read
from articles.warc import Archived, pages
from flows.desk import Desk
from flows.progress import Step, Tell
from spiders.leash import die_with_parent
from warehouse.staging import Read, write

WORKER_MEMORY_BYTES = 1 << 30
PAGES_PER_WORKER = 5_000  # then a fresh one takes over: what lxml does not give back goes with the process


@dataclass(frozen=True, slots=True)
class Batch:
    """Pages of one WARC file, by their offsets, and the Parquet file they are staged to."""

    archive: Path
    warc_file: str
    offsets: tuple[int, ...]
    out: Path


def batches(desk: Desk, archived: Sequence[Archived], staged: Path) -> list[Batch]:
    """Cut what was archived into batches of at most `batch_pages` pages of one file each."""
    by_file: dict[str, list[int]] = {}
    for page in archived:
        by_file.setdefault(page.warc_file, []).append(page.warc_offset)
    return batches_of(desk, list(by_file.items()), staged)


def batches_of(desk: Desk, lying: Sequence[tuple[str, list[int]]], staged: Path) -> list[Batch]:
    """The same for (WARC file, offsets)."""
    size = desk.settings.batch_pages
    cut: list[Batch] = []
    for warc_file, offsets in sorted(lying):
        for start in range(0, len(offsets), size):
            some = tuple(sorted(offsets)[start : start + size])
            cut.append(Batch(desk.home.archive, warc_file, some, staged / f"{len(cut):06}.parquet"))
    return cut


def read_batch(batch: Batch, publishers: dict[str, Publisher]) -> Path:
    """Read each page of a batch and stage what came out. Runs in a worker."""
    found = pages(batch.archive, batch.warc_file, batch.offsets)
    return write((Read(page, _read(page, publishers)) for page in found), batch.out)


def read_all(desk: Desk, work: Sequence[Batch], publishers: dict[str, Publisher], tell: Tell) -> list[Path]:
    """Read all batches in `workers` processes; the staged files, one or more a batch."""
    total = sum(len(batch.offsets) for batch in work)
    done, staged = 0, []
    tell(Step("read", 0, total))
    if not work:
        return []
    with _pool(desk) as pool:
        for batch, fault in _outcomes(pool, work, publishers, desk.settings.page_timeout_s):
            if fault is None:
                staged.append(batch.out)
            else:
                singles = [
                    Batch(batch.archive, batch.warc_file, (o,), batch.out.with_suffix(f".{o}.parquet")) for o in batch.offsets
                ]
                for single, guilt in _outcomes(pool, singles, publishers, desk.settings.page_timeout_s):
                    staged.append(single.out if guilt is None else _reject(single, guilt))
            done += len(batch.offsets)
            tell(Step("read", done, total))
    return sorted(staged)


def _read(page: Page, publishers: dict[str, Publisher]) -> Article | Reject:
    return read(page, publishers.get(page.publisher, UNKNOWN))


def _outcomes(
    pool: ProcessPool, work: Sequence[Batch], publishers: dict[str, Publisher], page_timeout_s: float
) -> Iterator[tuple[Batch, Reject | None]]:
    """Each batch as it ends, with why it could not be read (None when it was)."""
    asked: dict[Future[Path], Batch] = {}
    for batch in work:
        # A batch gets the time of one stuck page: the median page takes 0.03 s, so a whole batch in order ends well before.
        asked[pool.schedule(read_batch, args=[batch, publishers], timeout=page_timeout_s)] = batch
    for future in as_completed(asked):
        yield asked[future], _fault(future, page_timeout_s)


def _fault(future: "Future[Path]", page_timeout_s: float) -> Reject | None:
    try:
        future.result()
    except FutureTimeout:
        return Reject("read", "timeout", f"reading it took more than {page_timeout_s:g} s and was stopped")
    except ProcessExpired as error:
        return Reject("read", "failed", f"the process that read it died (exit code {error.exitcode})")
    except MemoryError:
        return Reject("read", "failed/memory", f"reading it took more than {WORKER_MEMORY_BYTES >> 20} MiB of memory")
    return None


def _reject(batch: Batch, reject: Reject) -> Path:
    return write((Read(page, reject) for page in pages(batch.archive, batch.warc_file, batch.offsets)), batch.out)


def _pool(desk: Desk) -> ProcessPool:
    # forkserver: the libraries are imported once, and no thread of this process is forked in the middle of something.
    start = multiprocessing.get_context("forkserver")
    start.set_forkserver_preload(["flows.reading"])
    tasks = max(1, PAGES_PER_WORKER // desk.settings.batch_pages)
    return ProcessPool(max_workers=desk.settings.workers, max_tasks=tasks, context=start, initializer=_begin_work)


def _begin_work() -> None:
    """Once in each worker: bounded memory, the flow's Ctrl-C is not the worker's, and no worker without its fork server."""
    resource.setrlimit(resource.RLIMIT_DATA, (WORKER_MEMORY_BYTES, WORKER_MEMORY_BYTES))
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    die_with_parent(os.getppid())
    gc.freeze()
