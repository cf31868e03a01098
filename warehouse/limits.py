"""How much a question may cost, and how one is stopped."""

import time
from collections.abc import Callable
from concurrent.futures import Future
from concurrent.futures import TimeoutError as NotYet
from dataclasses import dataclass
from threading import Thread
from typing import TypeVar

from duckdb import DuckDBPyConnection

T = TypeVar("T")

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

    def __init__(self, connection: DuckDBPyConnection, seconds: float) -> None:
        self._connection = connection
        self._until = time.monotonic() + seconds

    def wait_for(self, work: Callable[[], T]) -> T:
        """What `work` returns or raises. Raises TooLong or KeyboardInterrupt when it has ended for that, else WillNotEnd."""
        came: Future[T] = Future()
        Thread(target=_do, args=(work, came), daemon=True).start()
        try:
            return came.result(max(0.0, self._until - time.monotonic()))
        except KeyboardInterrupt:
            self._stop(came, by_a_person=True)
            raise
        except NotYet:
            if came.done():  # it is the work's own, or has come in this moment
                return came.result()
            self._stop(came, by_a_person=False)
            raise TooLong from None

    def _stop(self, came: "Future[T]", *, by_a_person: bool) -> None:
        give_up = time.monotonic() + _ENDS_WITHIN_S
        while not came.done():
            if time.monotonic() > give_up:
                raise WillNotEnd(by_a_person=by_a_person)
            self._connection.interrupt()
            time.sleep(0.02)


def _do(work: Callable[[], T], came: "Future[T]") -> None:
    try:
        came.set_result(work())
    except BaseException as error:
        came.set_exception(error)
