"""Processes of this machine that can be killed: forks of one server that has imported what they need."""

import multiprocessing
import os
import resource
import signal
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from multiprocessing import forkserver, resource_tracker
from multiprocessing.connection import Connection
from multiprocessing.context import ForkServerProcess
from pathlib import Path
from threading import Lock
from types import ModuleType

from spiders.kill_with_parent import die_with_parent

MEMORY_BYTES = 1 << 30
"""What one of them may hold."""
END_WITHIN_S = 5.0
LARGE_LOAD = 8 << 20
"""Bytes of staged files, some 500 pages, whose load takes so much memory that the readers give back theirs first."""

# forkserver: the libraries are imported once, and no thread of this process is forked in the middle of something.
_FORK = multiprocessing.get_context("forkserver")
_FORK.set_forkserver_preload(["flows.readers.preloaded"])

_STARTING = Lock()


def forked(target: Callable[..., None], *given: object) -> tuple[ForkServerProcess, Connection]:
    """A process that does target(its end of a pipe, *given), and this end of the pipe.

    Raises OSError or EOFError where the fork server died; the next call begins another one.
    """
    pipe, theirs = _FORK.Pipe()
    with theirs:  # their end is theirs alone, so that it is closed when they die
        process = _FORK.Process(target=target, args=(theirs, *given), daemon=True)
        with _without_main(), _deaf_to_ctrl_c():
            process.start()
    return process, pipe


def begin_fork_server() -> None:
    """Have the fork server import what its processes need while this one goes on with what it has to do itself."""
    with _without_main(), _deaf_to_ctrl_c():
        forkserver.ensure_running()


def end_fork_server() -> None:
    """Give back what the fork server holds (160 MiB), unless a process of it is running. The next one begins another server."""
    with _STARTING:
        if not multiprocessing.active_children():
            forkserver._forkserver._stop()  # type: ignore[attr-defined]


def give_back_memory(staged: Sequence[Path]) -> None:
    """Before a large load: what the readers' fork server holds, unless one of them is still there."""
    if sum(file.stat().st_size for file in staged) > LARGE_LOAD:
        end_fork_server()


@contextmanager
def _without_main() -> Iterator[None]:
    """They have no use for this program's main module, which multiprocessing would have them import: Prefect's is large."""
    with _STARTING:
        main = sys.modules["__main__"]
        sys.modules["__main__"] = ModuleType("__main__")
        try:
            yield
        finally:
            sys.modules["__main__"] = main


@contextmanager
def _deaf_to_ctrl_c() -> Iterator[None]:
    """The terminal's SIGINT does not reach what is started here, from its first moment on: a mask is inherited."""
    resource_tracker.ensure_running()  # the fork server's start sees to it, too, and would unblock SIGINT
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def settle_in() -> None:
    """In the process, first of all: take no more than its memory, ignore the flow's Ctrl-C, and end when the flow does."""
    resource.setrlimit(resource.RLIMIT_DATA, (MEMORY_BYTES, MEMORY_BYTES))
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _leave_the_fork_server_to_the_flow()
    die_with_parent(os.getppid())


def _leave_the_fork_server_to_the_flow() -> None:
    """Close the end of a pipe by which the fork server knows that it is needed, so that the flow alone holds it.

    multiprocessing hands it to each process that it forks. A worker in the middle of a batch would keep the fork server, and by
    it itself, alive for as long as it reads, though the flow has been killed: the kernel ends workers with the fork server.
    """
    held = vars(forkserver._forkserver)
    os.close(held["_forkserver_alive_fd"])
    held["_forkserver_alive_fd"] = None
