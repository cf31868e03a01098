"""Progress of long work: the flows tell it, the terminal and Prefect show it."""

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TaskID, TextColumn, TimeElapsedColumn

PLAIN_LINE_EVERY_S = 5.0


@dataclass(frozen=True, slots=True)
class Step:
    """How far one part of a run is: its `stage` ("archive", "crawl gazette", "read" ...), pages done, of `total` if known."""

    stage: str
    done: int
    total: int | None = None
    note: str = ""


Tell = Callable[[Step], None]


def silent(step: Step) -> None:
    """Tell nobody."""


@contextmanager
def shown_on_stderr() -> Iterator[Tell]:
    """Bars where stderr is a terminal, plain lines elsewhere."""
    console = Console(stderr=True)
    if not console.is_terminal:
        yield _plain_lines()
        return
    columns = (
        SpinnerColumn(),
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        TextColumn("{task.fields[note]}"),
    )
    with Progress(*columns, console=console, transient=True) as bars:
        tasks: dict[str, TaskID] = {}

        def tell(step: Step) -> None:
            if step.stage not in tasks:
                tasks[step.stage] = bars.add_task(step.stage, total=step.total, note="")
            bars.update(tasks[step.stage], completed=step.done, total=step.total, note=step.note)

        yield tell


def _plain_lines() -> Tell:
    last: dict[str, float] = {}

    def tell(step: Step) -> None:
        now = time.monotonic()
        ended = step.total is not None and step.done >= step.total
        if not ended and now - last.get(step.stage, now - PLAIN_LINE_EVERY_S) < PLAIN_LINE_EVERY_S:
            return
        last[step.stage] = now
        of = f" of {step.total}" if step.total is not None else ""
        sys.stderr.write(f"{step.stage}: {step.done}{of}{' - ' + step.note if step.note else ''}\n")

    return tell
