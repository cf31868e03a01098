"""Processes of crawls: forks of one that has imported Scrapy, which takes a second and more of CPU each time.

One pair of sockets asks for forks, and each fork has a pair of its own, by which its asker hears how it ended, and by which it
is killed when its asker has no use for it any more, or is no more.
"""

import gc
import os
import selectors
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import Lock
from typing import BinaryIO

_MEMORY = {"MALLOC_MMAP_THRESHOLD_": str(1 << 20)}
"""glibc's: large answers lie outside the heap and go back to the system at once. By itself it learns not to do so."""

_BEGAN = b"+"
_LONGEST = 1 << 16
"""Bytes of a path, and a line's end."""


class Fork:
    """A process that does a job. `returncode` is below zero where it was killed, None as long as it runs."""

    def __init__(self, pipe: socket.socket) -> None:
        self._pipe = pipe
        self._began = False
        self.returncode: int | None = None

    def wait(self, timeout_s: float | None) -> None:
        """Until it ends, or so long."""
        self._pipe.settimeout(timeout_s)
        with suppress(TimeoutError, BlockingIOError):
            while self.returncode is None:
                try:
                    said = self._pipe.recv(64)
                except ConnectionError:
                    said = b""
                self._began |= said.startswith(_BEGAN)
                status = said.removeprefix(_BEGAN)
                if status or not said:  # nothing is said where who forked it was killed, and it with him
                    self.returncode = int(status) if status else -signal.SIGKILL

    def end(self) -> None:
        """Kill it, if it runs, and wait for that."""
        with suppress(OSError):
            self._pipe.shutdown(socket.SHUT_WR)
        self.wait(0)
        if self._began:
            self.wait(None)
        self._pipe.close()


class Forks:
    """Who forks, started when the first job comes and again where it was killed."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._server: tuple[subprocess.Popen[bytes], socket.socket] | None = None

    def start(self, job_file: Path, log: BinaryIO) -> Fork:
        """A process that does the job of a file, in a session of its own; what it prints goes to `log`. Raises OSError."""
        ours, theirs = socket.socketpair()
        with theirs, self._lock:
            asked = [f"{job_file}\n".encode(errors="surrogateescape")]
            try:
                socket.send_fds(self._control(log), asked, [theirs.fileno(), log.fileno()])
            except ConnectionError:
                self._end()
                socket.send_fds(self._control(log), asked, [theirs.fileno(), log.fileno()])
        return Fork(ours)

    def end(self) -> None:
        """End it, and with it all that it has forked."""
        with self._lock:
            self._end()

    def _control(self, log: BinaryIO) -> socket.socket:
        if self._server is None:
            ours, theirs = socket.socketpair()
            with theirs:
                command = [sys.executable, "-P", "-m", "spiders.run"]
                environment = os.environ | _MEMORY
                process = subprocess.Popen(
                    command, env=environment, stdin=theirs.fileno(), stdout=log, stderr=log, start_new_session=True
                )
            self._server = process, ours
        return self._server[1]

    def _end(self) -> None:
        if self._server is not None:
            process, control = self._server
            self._server = None
            control.close()
            process.kill()
            process.wait()


_FORKS = Forks()
_USED = [0]
_USING = Lock()


@contextmanager
def forks() -> Iterator[Forks]:
    """Who forks: one for all blocks of this process that go on at the same time, and gone when the last of them ends."""
    with _USING:
        _USED[0] += 1
    try:
        yield _FORKS
    finally:
        with _USING:
            _USED[0] -= 1
            if not _USED[0]:
                _FORKS.end()


def next_job() -> tuple[str, int]:
    """In the process that forks, which ends by itself: comes back in each fork, with its job's file and that process's pid."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for who started it
    gc.collect()
    gc.freeze()  # a collection in a fork would write to every object, and so copy what is shared
    with socket.socket(fileno=os.dup(0)) as control, _Children() as children:
        while True:
            for ready in children.ready(control):
                asked = _asked(ready)
                if asked is None:
                    sys.exit()
                job_file, pipe, log = asked
                parent = os.getpid()
                if children.fork(pipe):
                    _become_a_crawl(log)
                    return job_file, parent
                os.close(log)


def _asked(control: socket.socket) -> tuple[str, socket.socket, int] | None:
    """A job's file, the pipe of who asked for it and his log; None where nobody will ask any more."""
    said, handles, _, _ = socket.recv_fds(control, _LONGEST, 2)
    if not said:
        return None
    pipe, log = handles
    return said.rstrip(b"\n").decode(errors="surrogateescape"), socket.socket(fileno=pipe), log


def _become_a_crawl(log: int) -> None:
    os.setsid()
    nothing = os.open(os.devnull, os.O_RDONLY)
    for handle, number in ((nothing, 0), (log, 1), (log, 2)):
        os.dup2(handle, number)
    os.close(nothing)
    os.close(log)


class _Children:
    """The forks of this process, each with its asker's pipe."""

    def __init__(self) -> None:
        self._selector = selectors.DefaultSelector()
        self._pipes: dict[int, socket.socket] = {}
        self._woken, self._wake = socket.socketpair()

    def __enter__(self) -> "_Children":
        self._wake.setblocking(False)
        signal.signal(signal.SIGCHLD, lambda *_: None)
        signal.set_wakeup_fd(self._wake.fileno())
        self._selector.register(self._woken, selectors.EVENT_READ)
        return self

    def __exit__(self, *_: object) -> None:
        """Of what is here, a fork has nothing."""
        signal.set_wakeup_fd(-1)
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        self._selector.close()
        for pipe in (self._woken, self._wake, *self._pipes.values()):
            pipe.close()

    def ready(self, control: socket.socket) -> Iterator[socket.socket]:
        """Wait, see to those that ended or are to end, and give `control` back where somebody asks there."""
        if control not in self._selector.get_map():
            self._selector.register(control, selectors.EVENT_READ)
        for key, _ in self._selector.select():
            if key.fileobj is control:
                yield control
            elif key.fileobj is self._woken:
                self._woken.recv(4096)
                self._reap()
            elif self._pipes.get(key.data) is key.fileobj:  # its asker has no use for it any more
                self._selector.unregister(key.fileobj)
                os.kill(key.data, signal.SIGKILL)

    def fork(self, pipe: socket.socket) -> bool:
        """Whether this is the fork. There is none where its asker has gone meanwhile."""
        self._selector.register(pipe, selectors.EVENT_READ)
        if any(key.fileobj is pipe for key, _ in self._selector.select(0)):
            self._selector.unregister(pipe)
            pipe.close()
            return False
        pid = os.fork()
        if pid == 0:
            pipe.close()
            return True
        self._selector.modify(pipe, selectors.EVENT_READ, pid)
        self._pipes[pid] = pipe
        with suppress(OSError):
            pipe.sendall(_BEGAN)
        return False

    def _reap(self) -> None:
        while self._pipes:
            pid, status = os.waitpid(-1, os.WNOHANG)
            if not pid:
                return
            pipe = self._pipes.pop(pid)
            with suppress(KeyError):  # it was killed for its asker
                self._selector.unregister(pipe)
            with pipe, suppress(OSError):
                pipe.sendall(str(os.waitstatus_to_exitcode(status)).encode())
