"""The table of a run on the terminal."""

from collections import Counter
from datetime import UTC, datetime
from pathlib import Path

import pytest

from flows.cli.ended import FEW_ROWS, ROWS_AT_MOST, say_what_came
from flows.summary import Ended
from warehouse.run import Run, RunCounts


def shown(capsys: pytest.CaptureFixture[str], pages: dict[str, int]) -> list[str]:
    """The publishers that have a row, in its order, and the last line."""
    by_publisher = {one: Counter(asked=count, article=count) for one, count in pages.items()}
    counts = RunCounts(sum(pages.values()), article=sum(pages.values()), by_publisher=by_publisher)
    run = Run("20261129T020000Z-load-files-000001", "load-files", "shell", datetime(2026, 11, 29, tzinfo=UTC))
    say_what_came(Ended(run, counts, {}, Path("x")), [])
    return [line.split("│")[1].strip() for line in capsys.readouterr().out.splitlines() if line.startswith("│")]


def test_each_publisher_has_a_row_in_the_order_of_the_alphabet(capsys: pytest.CaptureFixture[str]) -> None:
    pages = {f"paper-{number:03}.example": 1 + number for number in range(ROWS_AT_MOST)}
    assert shown(capsys, pages) == [*pages, "all"]


def test_of_a_web_archives_many_hosts_those_with_the_most_pages_have_one(capsys: pytest.CaptureFixture[str]) -> None:
    pages = {f"host-{number:04}.example": 1 for number in range(1_500)} | {"tide.example": 400, "ebb.example": 9}
    rows = shown(capsys, pages)
    assert rows[:3] == ["tide.example", "ebb.example", "host-0000.example"]
    assert rows[FEW_ROWS:] == ["... and 1,482 more", "all"]
