"""Progress of long work: the flows tell it, the terminal and Prefect show it."""

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from flows.output import note

PLAIN_LINE_EVERY_S = 5.0


@dataclass(frozen=True, slots=True)
class Step:
    """How far one part of a run is: its `stage` ("archive", "crawl gazette", "read" ...), pages done, of `total` if known.

    Where pages cannot be counted before they are read, `share` says how much of what holds them is behind, from 0 to 1.
    """

    stage: str
    done: int
    total: int | None = None
    note: str = ""
    share: float | None = None

    @property
    def is_done(self) -> bool:
        """Whether nothing of it is left; False where that cannot be known."""
        return self.done >= self.total if self.total is not None else self.share == 1

    def __str__(self) -> str:
        """ "read: 50 of 100 - gazette", "archive: 350 (41 %)"."""
        of = f" of {self.total}" if self.total is not None else f" ({self.share:.0%})" if self.share is not None else ""
        return f"{self.stage}: {self.done}{of}{' - ' + self.note if self.note else ''}"


Tell = Callable[[Step], None]


def silent(step: Step) -> None:
    """Tell nobody."""


@contextmanager
def shown_on_stderr() -> Iterator[Tell]:
    """Bars where stderr is a terminal, plain lines elsewhere."""
    if not sys.stderr.isatty():
        yield _plain_lines()
        return
    from flows.bars import bars_on_stderr  # here, as with it comes rich's drawing, which no night needs

    with bars_on_stderr() as tell:
        yield tell


def _plain_lines() -> Tell:
    last: dict[str, float] = {}

    def tell(step: Step) -> None:
        now = time.monotonic()
        if not step.is_done and now - last.get(step.stage, now - PLAIN_LINE_EVERY_S) < PLAIN_LINE_EVERY_S:
            return
        last[step.stage] = now
        note(step)

    return tell
