"""What Ctrl-C and its kin do to a run: it ends its processes, leaves open what is open, and says how to go on."""

import os
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from types import FrameType

SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
"""Ctrl-C; `kill` and `systemctl stop`; the terminal was closed."""

TO_RESUME = "Interrupted. Run the same command to resume."


@contextmanager
def interruptible() -> Iterator[None]:
    """Run the block until it ends or one of SIGNALS comes: then exit with 128 + its number, once all is shut.

    A second signal does not wait for that: whatever was being done, the next run finds it whole or not begun. A signal that was
    ignored from the start (nohup) stays so.
    """
    came: list[int] = []

    def stop(number: int, _: FrameType | None) -> None:
        came.append(number)
        for each in heard:
            signal.signal(each, at_once)
        raise KeyboardInterrupt

    def at_once(number: int, _: FrameType | None) -> None:
        _say(TO_RESUME)
        os._exit(128 + number)

    heard = [number for number in SIGNALS if signal.getsignal(number) is not signal.SIG_IGN]
    before = {number: signal.signal(number, stop) for number in heard}
    try:
        yield
    except BaseException:  # also what comes of it: a query that was interrupted, a terminal that is gone
        if not came:
            raise
        _say(TO_RESUME)
        raise SystemExit(128 + came[0]) from None
    finally:
        for number, handler in before.items() if not came else ():
            signal.signal(number, handler)


def _say(line: str) -> None:
    """Also where a bar has hidden the cursor; nothing, where the terminal is gone."""
    with suppress(OSError):
        sys.stderr.write(("\x1b[?25h" if sys.stderr.isatty() else "") + f"copydesk: {line}\n")
        sys.stderr.flush()
