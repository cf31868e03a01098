"""Batches read by a Dask cluster that is running already: the same batches, on other machines that see the same home.

Each Dask worker has processes of its own as a flow's machine does, one for each of its threads, so a page on which a
reader hangs or dies is stopped there and does not end the worker. A worker that is lost is Dask's to mend: its batches go to
another one.
"""

import multiprocessing
from collections.abc import Iterator
from concurrent.futures import Future
from contextlib import contextmanager
from functools import cache

from articles.page import Reject
from articles.publisher import Publisher
from flows.desk import Desk
from flows.readers.batch import Batch
from flows.readers.local import Readers, Schedule
from flows.refusal import WrongUse

CONNECT_WITHIN_S = 20


@contextmanager
def cluster(desk: Desk, publishers: dict[str, Publisher]) -> Iterator[Schedule]:
    """Read on the cluster whose scheduler `dask` in desk.toml names. Raises WrongUse where it cannot be reached."""
    try:
        from distributed import Client, KilledWorker  # an extra: most desks have one machine
    except ImportError as error:
        raise WrongUse("--runner dask needs the extra: pip install 'copydesk[dask]'") from error
    if not desk.settings.dask:
        raise WrongUse(f'name the scheduler in {desk.config / "desk.toml"}: dask = "tcp://scheduler.example:8786"')
    try:
        client = Client(desk.settings.dask, timeout=CONNECT_WITHIN_S, set_as_default=False)
    except OSError as error:
        raise WrongUse(f"no Dask scheduler answers at {desk.settings.dask}: {error}") from error
    with client:

        def schedule(batch: Batch) -> "Future[Reject | None]":
            result: Future[Reject | None] = Future()
            asked = client.submit(read_on_worker, batch, publishers, desk.settings.page_timeout_s, pure=False)

            def ended(read: "Future[Reject | None]") -> None:
                try:
                    result.set_result(read.result())
                except KilledWorker as error:
                    result.set_result(Reject("read", "failed", f"each Dask worker that read it died: {error}"))
                except BaseException as error:
                    result.set_exception(error)

            asked.add_done_callback(ended)
            return result

        yield schedule


def read_on_worker(batch: Batch, publishers: dict[str, Publisher], page_timeout_s: float) -> Reject | None:
    """Runs in a thread of a Dask worker and waits for one of its processes."""
    return _readers(page_timeout_s).read(batch, publishers)


@cache
def _readers(page_timeout_s: float) -> Readers:
    """This Dask worker's own."""
    # Dask's nanny starts its worker as a daemon, which may have no children; ours end with it in any case.
    multiprocessing.current_process().daemon = False
    return Readers(page_timeout_s)
