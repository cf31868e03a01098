"""Progress of long work as bars on a terminal."""

from collections.abc import Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, Progress, SpinnerColumn, TaskID, TextColumn, TimeElapsedColumn

from articles.printable import visible
from flows.progress import Step, Tell


@contextmanager
def bars_on_stderr() -> Iterator[Tell]:
    """A bar for each stage, gone when the block ends."""
    columns = (
        SpinnerColumn(),
        TextColumn("{task.description}"),
        BarColumn(),
        TextColumn("{task.fields[count]}"),
        TimeElapsedColumn(),
        TextColumn("{task.fields[note]}"),
    )
    with Progress(*columns, console=Console(stderr=True), transient=True) as bars:
        tasks: dict[str, TaskID] = {}

        def tell(step: Step) -> None:
            if step.stage not in tasks:
                tasks[step.stage] = bars.add_task(escape(visible(step.stage)), note="", count="")
            total, completed = (1, step.share) if step.share is not None else (step.total, step.done)
            count = str(step).removeprefix(f"{step.stage}: ").removesuffix(f" - {step.note}")
            bars.update(tasks[step.stage], completed=completed, total=total, note=escape(visible(step.note)), count=count)

        yield tell
