"""What a night of 2,000 articles costs by the size of the warehouse that it comes to: CPU of each step.

    .venv/bin/python -m tests.bench.nights [ARTICLES]...

Half of the night are new, half have an edited paragraph. The archive is 2,000 articles of warehouse_load, loaded, and then copied in
SQL with other ids, addresses, sentences and days, 2,000 a day backwards. Without sizes: 20,000 and 200,000; two million take
an hour and 30 GB of disk.
"""

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
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
    """Copy all that is told of the articles in the store, so many times, each time as of a run of its own."""
    columns: dict[str, list[str]] = {}
    for table, column in store.execute(
        "select table_name, column_name from duckdb_columns() where schema_name = 'base' and not internal order by column_index"
    ).fetchall():
        columns.setdefault(table, []).append(column)
    wanted = {table for table, own in columns.items() if "article_id" in own or table == "run"}
    tables = [name for (name,) in store.execute("select table_name from duckdb_tables() where schema_name = 'base'").fetchall()]
    for table in sorted(wanted.intersection(tables)):
        store.execute(f"create or replace temp table first_{table} as from base.{table}")
        others = ", ".join(f"{_OTHERWISE[one].format(column=one)} as {one}" for one in columns[table] if one in _OTHERWISE)
        for first in range(1, copies + 1, AT_ONCE):
            store.execute(
                f"insert into base.{table} select first.* replace ({others}) from first_{table} as first "
                f"cross join range({first}, {min(first + AT_ONCE, copies + 1)}) as copies (n)"
            )
        store.execute(f"drop table first_{table}")


@contextmanager
def counted(spent: dict[str, float], step: str) -> Iterator[None]:
    """Add the CPU of a step."""
    began = time.process_time()
    yield
    spent[step] = spent.get(step, 0.0) + time.process_time() - began


def _watched(spent: dict[str, float], name: str) -> Callable[[DuckDBPyConnection], Any]:
    plain = getattr(loading, name)

    def step(store: DuckDBPyConnection) -> Any:
        with counted(spent, name.replace("record_", "load: ")):
            return plain(store)

    return step


def night(folder: Path, articles: int) -> dict[str, float]:
    """CPU seconds of each step of a night on so many articles."""
    home, spent = Home(folder / "home"), dict[str, float]()
    first = staged(folder / "staged", range(NIGHT), 0)
    brought = [
        *staged(folder / "staged", range(NIGHT // 2), 1),
        *staged(folder / "staged", range(NIGHT, NIGHT + NIGHT // 2), 1),
    ]
    with locked(home), open_store(home) as store:
        _load(store, first, "first")
        grow(store, articles // NIGHT - 1)
        store.execute("checkpoint")
        publish(store, home)
    with counted(spent, "learning"):
        learn(home, [brought])
    with locked(home), open_store(home) as store:
        with patch.multiple(loading, **{name: _watched(spent, name) for name in _PARTS}), counted(spent, "load"):
            _load(store, brought, "night")
        with counted(spent, "checks"):
            failed = check_run(store, "night")
        with counted(spent, "publish"):
            publish(store, home)
    assert not failed, failed
    spent["load: the rest"] = spent["load"] - sum(value for step, value in spent.items() if step.startswith("load: "))
    with counted(spent, "search"):
        run_query(home, "search", {"words": "harbour bridge ferry"})
    return spent


def _load(store: DuckDBPyConnection, files: list[Path], name: str) -> None:
    run = Run(name, "bench", "shell", START)
    loading.load(store, files, run, ended_at=START, code_version="bench", rule_set="bench")


def main(sizes: list[int]) -> None:
    """Measure each size in a home of its own, print the table."""
    rows = []
    for size in sizes:
        with TemporaryDirectory() as made:
            rows.append(night(Path(made), size))
        print(f"{size:,}: " + ", ".join(f"{step} {value:.2f}" for step, value in rows[-1].items()), flush=True)
    print("| CPU s of a night of 2,000 on | " + " | ".join(f"{size:,}" for size in sizes) + " |")
    for step in rows[0]:
        print(f"| {step} | " + " | ".join(f"{row[step]:.2f}" for row in rows) + " |")
    figures = {
        f"CPU of a night's {step}, on {sizes[-1]} / on {sizes[0]}": rows[-1][step] / rows[0][step]
        for step in ("load", "checks")
    }
    print(record("nights", sizes[-1], figures, dict.fromkeys(figures, "lower")))


if __name__ == "__main__":
    main([int(number) for number in sys.argv[1:]] or [20_000, 200_000])
