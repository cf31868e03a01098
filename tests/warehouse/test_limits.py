"""Stopping a question at any moment: nothing works on when it has ended."""

import random
import signal
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import duckdb
import pytest

from warehouse.limits import Watch

_INTERRUPTS = 400


@pytest.fixture
def alarm() -> Iterator[None]:
    """Each alarm is a Ctrl-C."""
    before = signal.signal(signal.SIGALRM, lambda *_: signal.raise_signal(signal.SIGINT))
    yield
    signal.setitimer(signal.ITIMER_REAL, 0)
    signal.signal(signal.SIGALRM, before)


@pytest.mark.usefixtures("alarm")
def test_ctrl_c_at_any_moment_leaves_nothing_at_work() -> None:
    """Also while a thread is started, or in a lock: rows are fetched by the hundred, so such moments are a large part of all."""
    at_work = threading.Event()
    left, worked = 0, 0
    moments = random.Random(7)
    with duckdb.connect() as connection:

        def work() -> None:
            at_work.set()
            try:
                connection.execute("select count(*) from range(3000)").fetchall()
            finally:
                at_work.clear()

        for _ in range(_INTERRUPTS):
            watch = Watch(connection, 60)
            with pytest.raises(KeyboardInterrupt):
                signal.setitimer(signal.ITIMER_REAL, moments.uniform(0.0002, 0.005))
                while True:
                    watch.wait_for(work)
                    worked += 1
            left += at_work.is_set()
    assert left == 0
    assert worked > _INTERRUPTS / 4
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler


@pytest.mark.usefixtures("alarm")
def test_ctrl_c_twice_is_once() -> None:
    signal.signal(signal.SIGALRM, lambda *_: [signal.raise_signal(signal.SIGINT) for _ in range(3)])
    with duckdb.connect() as connection:
        with pytest.raises(KeyboardInterrupt):
            signal.setitimer(signal.ITIMER_REAL, 0.3)
            Watch(connection, 60).wait_for(lambda: connection.execute("select sum(hash(range)) from range(100000000000)"))
        assert connection.execute("select 1").fetchall() == [(1,)]


def test_a_question_in_another_thread_leaves_signals_alone() -> None:
    """They are the main thread's: setting one elsewhere is an error."""
    with duckdb.connect() as connection, ThreadPoolExecutor(1) as elsewhere:
        came = elsewhere.submit(Watch(connection, 60).wait_for, lambda: connection.execute("select 7").fetchall())
        assert came.result() == [(7,)]
