"""Files are loaded in a process apart: one that hangs, dies or eats memory over a file costs that file, and is replaced."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from multiprocessing.connection import Connection
from multiprocessing.context import ForkServerProcess
from pathlib import Path
from time import monotonic

from flows.readers.forked import END_WITHIN_S, forked, settle_in
from loaders.files import Each, Found, one_file
from loaders.source import Load, Refused, rejected

A_SECOND_MORE_BYTES = 1 << 20
"""For each so many bytes of a file, its loading may take a second more."""
STARTS_TRIED = 3
STARTS_WITHIN_S = 60.0  # the first process waits for what the fork server imports


@contextmanager
def loading_apart(timeout_s: float) -> Iterator[Each]:
    """Who loads a file for `pages_in`, and gives it up when that takes more than `timeout_s` and a second for each MiB of it.

    Only the time counts in which this process waits for the other one.
    """
    apart = _Apart(timeout_s)
    try:
        yield apart.load
    finally:
        apart.end()


class _Apart:
    """The process, once there is a file for it. One file at a time."""

    def __init__(self, timeout_s: float) -> None:
        self._timeout_s = timeout_s
        self._running: tuple[ForkServerProcess, Connection] | None = None

    def load(self, url: str, path: Path, load: Load, roots: list[Path] | None) -> Iterator[Found]:
        """As `loaders.files.one_file`, and a reject for what is left of a file that took too long or killed its loader."""
        process, pipe = self._hand_over(url, path, load, roots)
        waited, allowed, behind, size = 0.0, STARTS_WITHIN_S, 0, 0
        while True:
            began = monotonic()
            try:
                if not pipe.poll(max(0.0, allowed - waited)):
                    said = f"loading it took more than {allowed:.0f} s and was stopped"
                    refused = Refused("timeout", f"{path}: {said}: split it, or raise file_timeout_s in desk.toml")
                    break
                found = pipe.recv()
            except (EOFError, OSError):
                process.join(END_WITHIN_S)
                said = f"the process that loaded it died (exit code {process.exitcode}): split it, or save it in another form"
                refused = Refused("failed", f"{path}: {said}")
                break
            if found is None:
                return
            item, behind, size = found
            waited = 0.0 if item is None else waited + monotonic() - began  # without one, its loading begins only now
            allowed = self._timeout_s + size / A_SECOND_MORE_BYTES
            yield found
        self.end()
        yield rejected(f"{url}#rest" if behind else url, load, refused), behind, size

    def end(self) -> None:
        """Kill the process; the next file has another one."""
        if self._running:
            process, pipe = self._running
            self._running = None
            pipe.close()
            process.kill()
            process.join(END_WITHIN_S)

    def _hand_over(self, url: str, path: Path, load: Load, roots: list[Path] | None) -> tuple[ForkServerProcess, Connection]:
        """To the process that is there, or to a new one."""
        for _ in range(STARTS_TRIED):
            with suppress(OSError, EOFError):  # it was killed while it had nothing to do, or the fork server was
                self._running = self._running or forked(_work, load, roots)
                self._running[1].send((url, path))
                return self._running
            self.end()
        raise RuntimeError("no process can be started to load files; the machine may be out of memory")


def _work(pipe: Connection, load: Load, roots: list[Path] | None) -> None:
    """In the process: load files until none comes any more."""
    settle_in()
    with suppress(EOFError, OSError):
        while True:
            url, path = pipe.recv()
            for found in one_file(url, path, load, roots):
                pipe.send(found)
            pipe.send(None)
