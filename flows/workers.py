"""Worker processes of this machine that read batches, and can be killed."""

import gc
import multiprocessing
import os
import resource
import signal
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from concurrent.futures import TimeoutError as FutureTimeout
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from threading import Lock

from pebble import ProcessExpired, ProcessPool

from articles.page import Reject
from articles.publisher import Publisher
from flows.batch import Batch, read_batch
from flows.desk import Desk
from spiders.leash import die_with_parent

WORKER_MEMORY_BYTES = 1 << 30
POOLS_TRIED = 3
PAGES_PER_WORKER = 5_000  # then a fresh one takes over: what lxml does not give back goes with the process

Schedule = Callable[[Batch], "Future[Reject | None]"]
"""Has a batch read by somebody, some time. The future brings None, or the reject for a batch that could not be read."""


@contextmanager
def workers(desk: Desk, publishers: dict[str, Publisher]) -> Iterator[Schedule]:
    """As many processes as `workers` in desk.toml, started with the first batch and ended with the block.

    Where one is killed that had nothing to do, its pool takes no more work (pebble 5: "All workers expired"): another is begun.
    """
    pools: list[ProcessPool] = []
    beginning = Lock()

    def schedule(batch: Batch) -> "Future[Reject | None]":
        with beginning:
            for _ in range(POOLS_TRIED):
                if not pools or not pools[-1].active:
                    pools.append(worker_pool(desk.settings.workers, desk.settings.batch_pages))
                try:
                    return read_in(pools[-1], batch, publishers, desk.settings.page_timeout_s)
                except RuntimeError:  # it broke just now
                    continue
        raise RuntimeError(f"{POOLS_TRIED} pools of workers broke one after the other: the machine may be out of memory")

    try:
        yield schedule
        for pool in pools:
            if pool.active:
                pool.close()
            else:
                pool.stop()
    except BaseException:
        for pool in pools:
            pool.stop()
        raise
    finally:
        for pool in pools:
            pool.join()


def worker_pool(processes: int, batch_pages: int) -> ProcessPool:
    """The pool alone. No process is there before the first batch is."""
    # forkserver: the libraries are imported once, and no thread of this process is forked in the middle of something.
    start = multiprocessing.get_context("forkserver")
    start.set_forkserver_preload(["flows.workers"])
    tasks = max(1, PAGES_PER_WORKER // batch_pages)
    return ProcessPool(max_workers=processes, max_tasks=tasks, context=start, initializer=_begin_work)


def read_in(
    pool: ProcessPool, batch: Batch, publishers: dict[str, Publisher], page_timeout_s: float
) -> "Future[Reject | None]":
    """Have a batch read in a pool. It gets the time of one stuck page: a whole batch in order ends well before."""
    told: Future[Reject | None] = Future()

    def ended(read: "Future[None]") -> None:
        try:
            told.set_result(_fault(read, page_timeout_s))
        except BaseException as error:
            told.set_exception(error)

    pool.schedule(read_batch, args=[batch, publishers], timeout=page_timeout_s).add_done_callback(ended)
    return told


def _fault(read: "Future[None]", page_timeout_s: float) -> Reject | None:
    try:
        read.result()
    except FutureTimeout:
        return Reject("read", "timeout", f"reading it took more than {page_timeout_s:g} s and was stopped")
    except ProcessExpired as error:
        return Reject("read", "failed", f"the process that read it died (exit code {error.exitcode})")
    except BrokenProcessPool:
        return Reject("read", "failed", "the processes that were to read it died")
    except MemoryError:
        return Reject("read", "failed/memory", f"reading it took more than {WORKER_MEMORY_BYTES >> 20} MiB of memory")
    return None


def _begin_work() -> None:
    """Once in each worker: bounded memory, the flow's Ctrl-C is not the worker's, and no worker without its fork server."""
    resource.setrlimit(resource.RLIMIT_DATA, (WORKER_MEMORY_BYTES, WORKER_MEMORY_BYTES))
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    die_with_parent(os.getppid())
    gc.freeze()
