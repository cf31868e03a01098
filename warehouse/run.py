"""A run: who asked for what, and what became of every page asked for."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, get_args

from duckdb import DuckDBPyConnection

from articles.page import Outcome
from warehouse.statements import statement

OUTCOMES: tuple[str, ...] = get_args(Outcome)


class RunError(ValueError):
    """A run whose sums do not agree."""


@dataclass(frozen=True, slots=True)
class Run:
    """One execution of a flow. `trigger` says what set it off ("schedule", "shell", "ui" ...), `started_at` is aware."""

    run_id: str
    flow: str
    trigger: str
    started_at: datetime
    parameters: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class RunCounts:
    """Pages asked for in a run, by outcome. Raises RunError where the outcomes do not add up to `asked`.

    `new_articles` and `new_versions` count rows that the run added (an article's first version counts in both).
    `by_publisher` holds the same names as this class, less itself, for each publisher of the run.
    """

    asked: int = 0
    article: int = 0
    unchanged: int = 0
    duplicate: int = 0
    rejected: int = 0
    failed: int = 0
    deferred: int = 0
    disallowed: int = 0
    new_articles: int = 0
    new_versions: int = 0
    by_publisher: dict[str, dict[str, int]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        counts = {outcome: getattr(self, outcome) for outcome in OUTCOMES}
        if sum(counts.values()) != self.asked:
            raise RunError(f"{self.asked} pages were asked for, but their outcomes add up to {sum(counts.values())}: {counts}")


def put_state(store: DuckDBPyConnection, run_id: str, state: str) -> None:
    """Write how a loaded run ended. Twice is once."""
    store.execute(statement("after", "state"), {"run_id": run_id, "state": state})
