"""A command in a terminal of its own, as a person starts it: Ctrl-C, and the terminal's end, reach its whole process group."""

import os
import pty
import subprocess
import sys
import threading
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import Self

_AS_ITS_OWN = """
import fcntl, os, signal, sys, termios
fcntl.ioctl(0, termios.TIOCSCTTY, 0)
for number in (signal.SIGINT, signal.SIGHUP):
    signal.signal(number, signal.SIG_DFL)  # whoever runs the tests may ignore them: in the background, under nohup
os.execv(sys.argv[1], sys.argv[1:])
"""


class Terminal:
    """`process` is the command, which leads the terminal's session; `said` is what it printed. Leaving it kills the command."""

    def __init__(self, command: Sequence[str | Path]) -> None:
        self._keyboard, screen = pty.openpty()
        self.process = subprocess.Popen(
            [sys.executable, "-c", _AS_ITS_OWN, *command], stdin=screen, stdout=screen, stderr=screen, start_new_session=True
        )
        os.close(screen)
        self._closed = False
        self._printed = bytearray()
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()

    @property
    def said(self) -> str:
        """What stands on the screen so far."""
        return self._printed.decode("utf-8", "replace")

    def ctrl_c(self) -> None:
        """SIGINT to the foreground process group, by the kernel."""
        os.write(self._keyboard, b"\x03")

    def close(self) -> None:
        """Close the window: SIGHUP to the session. Twice is once."""
        if not self._closed:
            self._closed = True
            os.close(self._keyboard)

    def wait(self, seconds: float) -> int:
        """Its exit status, below zero where a signal ended it."""
        status = self.process.wait(seconds)
        # The reader ends with the last process that has the terminal open: one that outlives a kill is not waited for.
        self._reader.join(0.1 if status < 0 else 30)
        return status

    def _read(self) -> None:
        with suppress(OSError):  # nobody has the terminal open any more
            while some := os.read(self._keyboard, 1 << 16):
                self._printed += some

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self.process.poll() is None:
            self.process.kill()
            self.process.wait()
        self.close()
