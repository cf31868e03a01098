"""How much a question may cost, and how one is stopped."""

import signal
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from queue import Empty, SimpleQueue
from threading import Thread, current_thread, main_thread
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:  # a command that asks no question starts without DuckDB
    from duckdb import DuckDBPyConnection

T = TypeVar("T")

Heard = SimpleQueue[Future[T] | None]
"""What comes of a piece of work, and None for each Ctrl-C."""

_ENDS_WITHIN_S = 0.6
"""DuckDB looks up from its work many times a second, but not within a single call of a function."""


@dataclass(frozen=True)
class Limits:
    """`memory_gb` is for what DuckDB holds (10^9 bytes), `seconds` for the whole question, from its start to its last row."""

    memory_gb: float = 2.0
    seconds: float = 300.0


USUAL = Limits()


class TooLong(RuntimeError):
    """A question took longer than it may, and has ended."""


class WillNotEnd(RuntimeError):
    """A question was stopped and goes on all the same: only the end of the process ends it. Close nothing it works on.

    `by_a_person` is False where its time was up.
    """

    def __init__(self, *, by_a_person: bool) -> None:
        super().__init__("the question does not end")
        self.by_a_person = by_a_person


class Watch:
    """Does the parts of one question, each in a thread, so that Ctrl-C and the clock are heard while DuckDB works."""

    def __init__(self, connection: "DuckDBPyConnection", seconds: float) -> None:
        self._connection = connection
        self._until = time.monotonic() + seconds

    def wait_for(self, work: Callable[[], T]) -> T:
        """What `work` returns or raises. Raises TooLong or KeyboardInterrupt when it has ended for that, else WillNotEnd."""
        heard: Heard[T] = SimpleQueue()
        with _ctrl_c_into(heard):
            Thread(target=_do, args=(work, heard), daemon=True).start()
            try:
                came = heard.get(timeout=max(0.0, self._until - time.monotonic()))
            except Empty:
                self._stop(heard, by_a_person=False)
                raise TooLong from None
            if came is None:
                self._stop(heard, by_a_person=True)
                raise KeyboardInterrupt
        return came.result()

    def _stop(self, heard: "Heard[T]", *, by_a_person: bool) -> None:
        give_up = time.monotonic() + _ENDS_WITHIN_S
        while time.monotonic() < give_up:
            self._connection.interrupt()
            with suppress(Empty):
                if heard.get(timeout=0.02) is not None:
                    return
        raise WillNotEnd(by_a_person=by_a_person)


@contextmanager
def _ctrl_c_into(heard: "Heard[T]") -> Iterator[None]:
    """Hear Ctrl-C as one more message, in the thread that hears signals.

    KeyboardInterrupt comes between any two steps: while a thread is started, or inside a lock. What was begun would then go on
    without anyone who waits for it, and a process that ends while DuckDB works is aborted by it.
    """
    if current_thread() is not main_thread() or signal.getsignal(signal.SIGINT) is not signal.default_int_handler:
        yield
        return
    signal.signal(signal.SIGINT, lambda *_: heard.put(None))
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, signal.default_int_handler)
    if not heard.empty():
        raise KeyboardInterrupt


def _do(work: Callable[[], T], heard: "Heard[T]") -> None:
    came: Future[T] = Future()
    try:
        came.set_result(work())
    except BaseException as error:
        came.set_exception(error)
    heard.put(came)
