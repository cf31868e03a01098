"""What memory a load takes in the process that loads, by the number of articles.

    .venv/bin/python -m tests.bench.memory [ARTICLES]...

The articles of warehouse_load, published over 400 days as an archive's are; each number is loaded and checked by a process of its own.
Without numbers: 500 and 2,000.
"""

import resource
import sys
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from datetime import timedelta
from multiprocessing import get_context
from pathlib import Path
from tempfile import TemporaryDirectory

from articles.article import Article
from tests.bench._history import record
from tests.bench.warehouse_load import BATCH, START, article
from warehouse.check import check_run
from warehouse.home import Home
from warehouse.load import load
from warehouse.run import Run
from warehouse.staging import Read, write
from warehouse.store import locked, open_store

DAYS = 400


def over_days(numbers: range) -> Iterator[Read]:
    """Articles, each published on another day than the one before."""
    for number in numbers:
        told = article(number, 0)
        assert isinstance(told.result, Article)
        yield replace(told, result=replace(told.result, published_at=START - timedelta(days=number % DAYS)))


def stage(folder: Path, articles: int) -> list[Path]:
    """Their batches."""
    parts = (range(first, min(first + BATCH, articles)) for first in range(0, articles, BATCH))
    return [write(over_days(part), folder / f"{part.start:08d}.parquet") for part in parts]


def loaded(folder: Path, files: list[Path]) -> tuple[float, float]:
    """MiB that this process held before the load, and at most."""
    home, run = Home(folder / "home"), Run("memory", "bench", "shell", START)
    with locked(home), open_store(home) as store:
        before = held()
        load(store, files, run, ended_at=START, code_version="bench", rule_set="bench")
        assert not check_run(store, "memory")
    return before, held()


def held() -> float:
    """MiB that this process has held at most so far."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main(sizes: list[int]) -> None:
    """Measure each, print the table."""
    print(f"{'articles':>10}{'before, MiB':>14}{'at most, MiB':>14}")
    most = []
    for size in sizes:
        with TemporaryDirectory() as made:
            files = stage(Path(made), size)
            with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as own:
                before, highest = own.submit(loaded, Path(made), files).result()
        most.append(highest)
        print(f"{size:10,}{before:14,.0f}{highest:14,.0f}", flush=True)
    name = f"memory at {sizes[-1]} / at {sizes[0]}"
    print(record("memory", sizes[-1], {name: most[-1] / most[0]}, {name: "lower"}))


if __name__ == "__main__":
    main([int(number) for number in sys.argv[1:]] or [500, 2000])
