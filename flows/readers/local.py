"""Worker processes of this machine that read batches, and can be killed.

Each has a pipe of its own and one batch at a time. They share no queue and no lock, so at whatever moment one dies, its pipe
ends, and nobody but its batch is concerned.
"""

import signal
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager, suppress
from multiprocessing.connection import Connection
from threading import Lock

from articles.page import Reject
from articles.publisher import Publisher
from flows.desk import Desk
from flows.readers.batch import Batch
from flows.readers.forked import END_WITHIN_S, MEMORY_BYTES, forked, settle_in
from flows.readers.memory import held_bytes

PAGES_PER_WORKER = 5_000  # then a fresh one takes over: what lxml does not give back goes with the process
WORKER_GROWS_BYTES = 128 << 20  # from its start to the end of a batch; with common pages it is some 95 MiB. Replaced, too
ENDS_IDLE_AFTER_S = 1.0  # a worker for which there is nothing to read holds some 50 MiB of its own
STARTS_TRIED = 5
PATIENCE = 10  # times what a page may use of the processor: so long may a batch take by the clock, where others are at work
TAKES_WITHIN_S = 60.0  # the first worker waits for what the fork server imports

Schedule = Callable[[Batch], "Future[Reject | None]"]
"""Has a batch read by somebody, some time. The future brings None, or the reject for a batch that could not be read."""


@contextmanager
def workers(desk: Desk, publishers: dict[str, Publisher]) -> Iterator[Schedule]:
    """As many processes as `workers` in desk.toml, started when there is a batch for them and ended with the block."""
    readers = Readers(desk.settings.page_timeout_s)
    threads = ThreadPoolExecutor(desk.settings.workers, thread_name_prefix="reader")
    try:
        yield lambda batch: threads.submit(readers.read, batch, publishers)
        threads.shutdown()
    finally:
        threads.shutdown(wait=False, cancel_futures=True)
        readers.end()
        threads.shutdown()


class Readers:
    """Processes, each for one thread at a time that waits for it. `read` may be called from any number of threads."""

    def __init__(self, page_timeout_s: float) -> None:
        self._page_timeout_s = page_timeout_s
        self._idle: list[_Worker] = []
        self._all: set[_Worker] = set()
        self._ended = False
        self._lock = Lock()

    def read(self, batch: Batch, publishers: dict[str, Publisher]) -> Reject | None:
        """None, or the reject for a batch on which a process hung or died.

        Each page may use `page_timeout_s` seconds of the processor; what waits for something else ends by the clock.
        Raises what reading raised: a fault that is not about a page, like a full disk.
        """
        worker = self._hand_over((batch, publishers, self._page_timeout_s))
        if not worker.pipe.poll(PATIENCE * self._page_timeout_s):
            self._discard(worker)
            return Reject("read", "timeout", f"reading it took more than {PATIENCE * self._page_timeout_s:g} s and was stopped")
        try:
            fault = worker.pipe.recv()
        except (EOFError, OSError):
            self._discard(worker)
            if worker.process.exitcode == -signal.SIGPROF:
                said = f"reading it took more than {self._page_timeout_s:g} s of the processor and was stopped"
                return Reject("read", "timeout", said)
            return Reject("read", "failed", f"the process that read it died (exit code {worker.process.exitcode})")
        worker.pages += len(batch.offsets)
        if fault is None and worker.pages < PAGES_PER_WORKER and not worker.is_large():
            self._idle.append(worker)
            return None
        self._discard(worker)
        if isinstance(fault, MemoryError):
            return Reject("read", "failed/memory", f"reading it took more than {MEMORY_BYTES >> 20} MiB of memory")
        if fault is not None:
            raise fault
        return None

    def end(self) -> None:
        """Kill all. Threads that wait for one come back; none is started any more."""
        with self._lock:
            self._ended = True
            for worker in self._all:
                worker.process.kill()
        for worker in list(self._all):
            worker.process.join(END_WITHIN_S)

    def _hand_over(self, work: tuple[Batch, dict[str, Publisher], float]) -> "_Worker":
        """To a process that is there, or to a new one."""
        fault: Exception | None = None
        for _ in range(STARTS_TRIED + len(self._idle)):
            try:
                worker = self._idle.pop()
            except IndexError:
                try:
                    worker = self._start()
                except (OSError, EOFError) as error:  # the fork server died; the next start begins another
                    fault = error
                    continue
            try:
                worker.pipe.send(work)
                if not worker.pipe.poll(TAKES_WITHIN_S):
                    raise TimeoutError(f"a worker took no batch within {TAKES_WITHIN_S:g} s")
                worker.pipe.recv()
            except (OSError, EOFError) as error:  # it ended, or was killed, while it had nothing to do
                fault = error
                self._discard(worker)
                continue
            return worker
        raise RuntimeError(f"no worker process can be started: {fault}; the machine may be out of memory") from fault

    def _start(self) -> "_Worker":
        with self._lock:
            if self._ended:
                raise RuntimeError("the workers have been ended")
            worker = _Worker()
            self._all.add(worker)
            return worker

    def _discard(self, worker: "_Worker") -> None:
        worker.pipe.close()
        worker.process.kill()
        worker.process.join(END_WITHIN_S)
        with self._lock:
            self._all.discard(worker)


class _Worker:
    """A process, this end of its pipe, and how many pages it has read."""

    def __init__(self) -> None:
        self.pages = 0
        self.process, self.pipe = forked(_work)
        self._began_with = held_bytes(self.process.pid)

    def is_large(self) -> bool:
        """Whether a page of a kind has left it with much memory that nobody needs."""
        return held_bytes(self.process.pid) > self._began_with + WORKER_GROWS_BYTES


def _work(pipe: Connection) -> None:
    """In the process: say that a batch has come, read it, say how it ended; until none comes for a while, or the pipe ends."""
    settle_in()
    with suppress(EOFError, OSError):
        while pipe.poll(ENDS_IDLE_AFTER_S):
            batch, publishers, page_timeout_s = pipe.recv()
            pipe.send(None)
            pipe.send(_fault(batch, publishers, page_timeout_s))


def _fault(batch: Batch, publishers: dict[str, Publisher], page_timeout_s: float) -> Exception | None:
    from flows.readers.worker import read_batch

    try:
        read_batch(batch, publishers, page_timeout_s)
    except Exception as error:
        return error
    return None
