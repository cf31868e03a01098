"""What a night of 2,000 articles costs by the size of the warehouse that it comes to: CPU of each step, and the most memory.

    .venv/bin/python -m tests.bench.nights [ARTICLES]... [--keep FOLDER]

Half of the night are new, half have an edited paragraph. The archive is 2,000 articles of warehouse_load, loaded, and copied in
SQL with other ids, addresses, sentences and days: 2,000 a day, in the order of time, as nights bring them. Without sizes: 20,000 and
200,000; two million take an hour and 30 GB of disk. `--keep` keeps the archives for the next time.
"""

import argparse
import re
import shutil
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from unittest.mock import patch

from duckdb import DuckDBPyConnection

from tests.bench._history import record
from tests.bench.warehouse_load import START, staged
from warehouse import load as loading
from warehouse.check import check_run
from warehouse.home import Home
from warehouse.profiles import learn
from warehouse.publish import publish
from warehouse.query import run_query
from warehouse.run import Run
from warehouse.store import locked, open_store

NIGHT = 2_000
AT_ONCE = 25
"""Copies that are made by one statement: what a transaction changes has to fit into memory."""
_PARTS = ("record_changes", "record_stories", "record_copies")
_OTHERWISE = {
    **dict.fromkeys(("article_id", "other_article_id", "story_id", "page_id", "run_id"), "{column} || '-' || n"),
    **dict.fromkeys(("url", "final_url"), "{column} || '/' || n"),
    **dict.fromkeys(("content_hash", "reading_hash"), "{column} || n"),
    **dict.fromkeys(
        ("fetched_at", "first_seen_at", "valid_from", "published_at", "started_at", "ended_at"),
        "{column} - to_days(n::INTEGER)",
    ),
    "number": "{column} - n::INTEGER",
    "told_on": "{column} - n::INTEGER",
    "hash": "hash({column}, n)",
    "sketch": "list_sort(list_transform({column}, lambda one: (hash(one, n) % 4294967296)::UINTEGER))",
}
"""What a copy has of its own, by the names of columns."""


def grow(store: DuckDBPyConnection, copies: int) -> None:
    """Copy all that is told of the articles in the store, so many times, each time as of a run of its own, and put them before it."""
    columns: dict[str, list[str]] = {}
    for table, column in store.execute(
        "select table_name, column_name from duckdb_columns() where schema_name = 'base' and not internal order by column_index"
    ).fetchall():
        columns.setdefault(table, []).append(column)
    wanted = {table for table, own in columns.items() if "article_id" in own or table == "run"}
    tables = [name for (name,) in store.execute("select table_name from duckdb_tables() where schema_name = 'base'").fetchall()]
    for table in sorted(wanted.intersection(tables)):
        store.execute(f"create or replace temp table first_{table} as from base.{table}; delete from base.{table}")
        others = ", ".join(f"{_OTHERWISE[one].format(column=one)} as {one}" for one in columns[table] if one in _OTHERWISE)
        for last in range(copies, 0, -AT_ONCE):
            store.execute(
                f"insert into base.{table} select first.* replace ({others}) "
                f"from range({last}, {max(last - AT_ONCE, 0)}, -1) as copies (n) cross join first_{table} as first order by n desc"
            )
        store.execute(f"insert into base.{table} from first_{table}; drop table first_{table}")


@dataclass(slots=True)
class Cost:
    """Seconds of CPU, and the most memory that the process held meanwhile."""

    cpu_s: float = 0.0
    mib: int = 0


@contextmanager
def counted(spent: dict[str, Cost], step: str) -> Iterator[None]:
    """Add what a step costs. The most memory of a step that holds others is that after the last of them."""
    Path("/proc/self/clear_refs").write_text("5")  # the peak begins anew: proc(5)
    began = time.process_time()
    yield
    cost = spent.setdefault(step, Cost())
    cost.cpu_s += time.process_time() - began
    cost.mib = max(cost.mib, int(re.findall(r"VmHWM:\s+(\d+)", Path("/proc/self/status").read_text())[0]) >> 10)


def _watched(spent: dict[str, Cost], name: str) -> Callable[[DuckDBPyConnection], Any]:
    plain = getattr(loading, name)

    def step(store: DuckDBPyConnection) -> Any:
        with counted(spent, name.replace("record_", "load: ")):
            return plain(store)

    return step


def archive(home: Home, folder: Path, articles: int) -> None:
    """A home with so many articles, published."""
    with locked(home), open_store(home) as store:
        _load(store, staged(folder, range(NIGHT), 0), "first")
        grow(store, articles // NIGHT - 1)
        store.execute("checkpoint")
        publish(store, home)


def night(folder: Path, kept: Path, articles: int) -> dict[str, Cost]:
    """What each step of a night on so many articles costs; their archive is kept and copied."""
    home, spent = Home(folder / "home"), dict[str, Cost]()
    brought = [
        *staged(kept / "staged", range(NIGHT // 2), 1),
        *staged(kept / "staged", range(NIGHT, NIGHT + NIGHT // 2), 1),
    ]
    if not (was := kept / f"{articles}").exists():
        with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as apart:  # what it takes of memory is not the night's
            apart.submit(archive, Home(kept / "part"), kept / "staged", articles).result()
        (kept / "part").rename(was)
    shutil.copytree(was, home.root, symlinks=True)
    with counted(spent, "learning"):
        learn(home, [brought])
    with locked(home), open_store(home) as store:
        watched: dict[str, Any] = {name: _watched(spent, name) for name in _PARTS}
        with patch.multiple(loading, **watched), counted(spent, "load"):
            _load(store, brought, "night")
        with counted(spent, "checks"):
            failed = check_run(store, "night")
        with counted(spent, "publish"):
            publish(store, home)
    assert not failed, failed
    parts = [cost for step, cost in spent.items() if step.startswith("load: ")]
    spent["load: the rest"] = Cost(spent["load"].cpu_s - sum(cost.cpu_s for cost in parts), spent["load"].mib)
    spent["load"].mib = max(cost.mib for cost in (spent["load"], *parts))
    with counted(spent, "search"):
        run_query(home, "search", {"words": "harbour bridge ferry"})
    return spent


def _load(store: DuckDBPyConnection, files: list[Path], name: str) -> None:
    run = Run(name, "bench", "shell", START)
    loading.load(store, files, run, ended_at=START, code_version="bench", rule_set="bench")


def main() -> None:
    """Measure each size in a home of its own, print the table."""
    options = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    options.add_argument("articles", nargs="*", type=int)
    options.add_argument("--keep", type=Path, help="keep the archives here")
    told = options.parse_args()
    sizes, rows = told.articles or [20_000, 200_000], []
    with TemporaryDirectory() as made:
        for size in sizes:
            with TemporaryDirectory() as folder:
                rows.append(night(Path(folder), told.keep or Path(made), size))
            steps = (f"{step} {cost.cpu_s:.2f} s, {cost.mib} MiB" for step, cost in rows[-1].items())
            print(f"{size:,}: " + "; ".join(steps), flush=True)
    print("| CPU s of a night of 2,000, most MiB on | " + " | ".join(f"{size:,}" for size in sizes) + " |")
    for step in rows[0]:
        print(f"| {step} | " + " | ".join(f"{row[step].cpu_s:.2f}, {row[step].mib}" for row in rows) + " |")
    figures = {
        f"CPU of a night's {step}, on {sizes[-1]} / on {sizes[0]}": rows[-1][step].cpu_s / rows[0][step].cpu_s
        for step in ("load", "checks")
    }
    print(record("nights", sizes[-1], figures, dict.fromkeys(figures, "lower")))


if __name__ == "__main__":
    main()
