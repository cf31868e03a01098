"""Progress of a run as Prefect shows it: a bar, and a log line now and then."""

import threading
import time
from typing import cast
from uuid import UUID

from prefect import get_run_logger
from prefect.artifacts import create_progress_artifact, update_progress_artifact

from articles.printable import visible
from flows.progress import Step, Tell
from flows.server.messages import percent

EVERY_S = 5.0
"""A stage is told of so often at most: a night of 10,000 articles is a few dozen lines."""


def shown_in_prefect() -> Tell:
    """Tell the run that this is called in; what it returns may be called from other threads."""
    log, steps, last, alone = get_run_logger(), dict[str, Step](), dict[str, float](), threading.Lock()
    bar = cast("UUID", create_progress_artifact(progress=0.0, key="progress", description="How far this run is"))

    def tell(step: Step) -> None:
        with alone:
            steps[step.stage] = step
            if not step.is_done and time.monotonic() - last.get(step.stage, -EVERY_S) < EVERY_S:
                return
            last[step.stage] = time.monotonic()
            log.info(visible(str(step)))
            if time.monotonic() - last.get("", -EVERY_S) >= EVERY_S or (step.stage, step.is_done) == ("load", True):
                last[""] = time.monotonic()
                update_progress_artifact(bar, percent(steps))

    return tell
