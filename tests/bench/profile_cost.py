"""What it costs to learn, and to read with what was learned.

    .venv/bin/python -m tests.bench.profile_cost [PAGES]...

So many staged pages of warehouse_load are learned from at once, as a first load of an archive does, each number in a process of
its own; without numbers: 2,000 and 20,000. Then pages of made-up papers are read with the profile of their paper and without it,
by turns.
"""

import resource
import statistics
import sys
import time
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from tempfile import TemporaryDirectory

from articles.page import Page
from articles.publisher import Publisher
from articles.read import read
from tests.bench._history import record
from tests.bench.learning import DAYS, papers
from tests.bench.warehouse_load import staged
from tests.papers.nights import desk_of, night
from warehouse.home import Home
from warehouse.profiles import learn, profiles

ROUNDS = 5
PAPERS, PAGES = 12, 20


def learned(folder: Path, files: list[Path]) -> tuple[float, float]:
    """CPU seconds and MiB at most of a first learning, in this process."""
    began = time.process_time()
    learn(Home(folder), [files])
    return time.process_time() - began, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def first_learnings(sizes: Sequence[int]) -> None:
    """Print a line for each number of pages."""
    for size in sizes:
        with TemporaryDirectory() as made:
            files = staged(Path(made) / "staged", range(size), 0)
            with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as apart:
                cpu, most = apart.submit(learned, Path(made) / "home", files).result()
        print(
            f"a first learning of {size:,} pages: {cpu:.1f} s of CPU, {1000 * cpu / size:.2f} ms a page, {most:.0f} MiB at most"
        )


def with_and_without(folder: Path) -> list[tuple[Publisher, Publisher, Page]]:
    """Pages of papers, each with its publisher who has learned, and as one who has not."""
    some = papers(PAPERS, PAGES)
    night(folder, some, DAYS - 1)
    desk, known = desk_of(folder, some, DAYS - 1), profiles(Home(folder / "home"))
    assert {*known} == {paper.name for paper in some}
    plain = desk.publishers()
    taught = {name: one.model_copy(update={"profile": known[name]}) for name, one in plain.items()}
    return [(taught[paper.name], plain[paper.name], page) for paper in some for page in paper.pages(DAYS - 1)]


def cpu_of(pages: Sequence[tuple[Publisher, Page]]) -> float:
    """Seconds of CPU to read them."""
    began = time.process_time()
    for publisher, page in pages:
        read(page, publisher)
    return time.process_time() - began


def main(sizes: Sequence[int]) -> None:
    """Measure and print."""
    with TemporaryDirectory() as made:
        pages = with_and_without(Path(made))
    ways = [[(taught, page) for taught, _, page in pages], [(plain, page) for _, plain, page in pages]]
    for way in ways:
        cpu_of(way)  # the tables of both are made
    rounds = [[cpu_of(way) for way in ways] for _ in range(ROUNDS)]
    ratio = statistics.median(taught / plain for taught, plain in rounds)
    each = 1000 * statistics.median(plain for _, plain in rounds) / len(pages)
    print(f"{len(pages)} pages of {PAPERS} papers, {each:.1f} ms of CPU a page without a profile; with it {ratio:.3f} of that")
    first_learnings(sizes)
    name = "CPU of reading with a profile, of reading without"
    print(record("profile_cost", len(pages), {name: ratio}, {name: "lower"}))


if __name__ == "__main__":
    main([int(size) for size in sys.argv[1:]] or [2_000, 20_000])
