"""What a load costs in a lake beside a file: the same staged articles, first into an empty warehouse, then on top of them.

    .venv/bin/python -m tests.bench.lake [ARTICLES]

The lake has a PostgreSQL of its own on this machine and its files on this disk; CPU is that of the loading process. Then 1, 2 and
4 loaders bring as many articles each, at once.
"""

import sys
import tempfile
import time
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

from tests import postgres
from tests.bench.warehouse_load import START, staged
from warehouse.check import failed_checks
from warehouse.home import Home
from warehouse.load import load
from warehouse.query import connect
from warehouse.run import Run
from warehouse.store import locked, open_store

LOADERS = (1, 2, 4)
"""How many load into one lake at once."""
QUESTIONS = {
    "count": "select count(*) from articles",
    "by place": "select place, country, count(*) from articles group by all order by 3 desc limit 10",
    "one article": "select title, body from articles where url like '%/story-7' limit 1",
}


def bring(home: Home, files: list[Path], name: str) -> tuple[float, float]:
    """Load and check; seconds of CPU and of the clock."""
    cpu, wall = time.process_time(), time.perf_counter()
    with locked(home), open_store(home) as store:
        load(store, files, Run(name, "bench", "shell", START), ended_at=START, code_version="bench", rule_set="bench")
        assert not failed_checks(store)
    return time.process_time() - cpu, time.perf_counter() - wall


def at_once(folder: Path, lake: str, articles: int, loaders: int) -> tuple[float, float]:
    """Loaders of one lake, each a process with a home of its own: their CPU together, and the clock until the last has ended."""
    nights = [staged(folder / "staged", range(n * articles, (n + 1) * articles), n) for n in range(loaders)]
    homes = [Home(folder / f"home-{n}", lake, str(folder / "lake")) for n in range(loaders)]
    with locked(homes[0]), open_store(homes[0]):  # its tables are there
        pass
    with ProcessPoolExecutor(loaders, mp_context=get_context("spawn")) as apart:
        list(apart.map(abs, range(loaders)))  # started
        began = time.perf_counter()
        spent = list(apart.map(bring, homes, nights, [f"loader-{n}" for n in range(loaders)]))
        return sum(cpu for cpu, _ in spent), time.perf_counter() - began


def main(articles: int) -> None:
    """Measure both, print the table."""
    if not postgres.is_there():
        print("no PostgreSQL here: apt-get install postgresql")
        return
    with tempfile.TemporaryDirectory() as made, postgres.postgres() as server:
        folder = Path(made)
        catalog = postgres.new_database(server, "bench")
        near = Home(folder / "near")
        far = Home(folder / "far", f"ducklake:postgres:{catalog}", str(folder / "lake"))
        nights = [staged(folder / "staged", range(n * articles, (n + 1) * articles), n) for n in range(3)]
        print(f"{'load and check':26}{'file: CPU s':>12}{'wall s':>8}{'lake: CPU s':>14}{'wall s':>8}{'CPU, lake / file':>18}")
        for number, files in enumerate(nights):
            ours, theirs = bring(near, files, f"night-{number}"), bring(far, files, f"night-{number}")
            name = f"{articles:,} on {number * articles:,}"
            print(
                f"{name:26}{ours[0]:12.2f}{ours[1]:8.2f}{theirs[0]:14.2f}{theirs[1]:8.2f}{theirs[0] / ours[0]:18.1f}",
                flush=True,
            )
        ours, theirs = (bring(home, nights[0][:1], "again") for home in (near, far))
        print(
            f"{'one batch again':26}{ours[0]:12.2f}{ours[1]:8.2f}{theirs[0]:14.2f}{theirs[1]:8.2f}{theirs[0] / ours[0]:18.1f}"
        )
        size = sum(file.stat().st_size for file in (folder / "lake").rglob("*.parquet"))
        print(f"bytes an article: file {near.store.stat().st_size / articles / 3:,.0f}, lake {size / articles / 3:,.0f}")
        with open_store(far):
            pass
        near.published.symlink_to(near.store)
        for name, question in QUESTIONS.items():
            print(f"{name:26}{_asked(near, question):12.2f}{'':8}{_asked(far, question):14.2f}")
        for loaders in LOADERS:
            catalog = postgres.new_database(server, f"at_once_{loaders}")
            cpu, wall = at_once(folder / f"at-once-{loaders}", f"ducklake:postgres:{catalog}", articles, loaders)
            brought = loaders * articles
            name = f"{loaders} at once, {articles:,} each"
            print(f"{name:26}{'':20}{cpu:14.2f}{wall:8.2f}  {brought / wall:,.0f} articles a second", flush=True)


def _asked(home: Home, question: str) -> float:
    with connect(home) as reader:
        began = time.process_time()
        reader.execute(question).fetchall()
        return time.process_time() - began


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 5000)
