"""Where the time of a page goes: CPU of each part of the way, beside a bare call of trafilatura on the same pages.

    .venv/bin/python -m tests.bench.parts [PAGES]

All in one process, part by part, as the flow and its workers do them; what starting up costs is in `start`.
"""

import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import pyarrow.parquet as pq
import trafilatura

from articles.archive.warc import open_warc, pages
from articles.page import Page
from articles.publisher import UNKNOWN
from articles.read import read
from loaders import pages_in
from tests.bench._corpus import NOW, real_pages, write_warc
from tests.bench._history import record
from warehouse import staging
from warehouse.check import check_run
from warehouse.home import Home
from warehouse.load import load
from warehouse.publish import publish
from warehouse.run import Run
from warehouse.store import locked, open_store

T = TypeVar("T")
BATCH = 50


def main(wanted: int) -> None:
    """Do each part once over all pages and print the table."""
    payloads = real_pages(wanted)
    spent: dict[str, float] = {}

    def part(name: str, work: Callable[[], T]) -> T:
        began = time.process_time()
        done = work()
        spent[name] = (time.process_time() - began) / len(payloads)
        return done

    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        source = write_warc(payloads, folder, "source.warc.gz")
        for warm in payloads[:5]:  # tables are read and patterns compiled once
            trafilatura.bare_extraction(warm, with_metadata=True)
        part("bare trafilatura", lambda: [trafilatura.bare_extraction(page, with_metadata=True) for page in payloads])
        brought = part(
            "loader: find and unpack the pages", lambda: list(pages_in([source], publishers={}, publisher=None, now=NOW))
        )
        found = [page for page in brought if isinstance(page, Page)]

        def archive() -> list[int]:
            with open_warc(folder, "archive.warc.gz") as warc:
                return [warc.append(page).warc_offset for page in found]

        offsets = part("archive: digest, pack and write", archive)
        lying = part("worker: unpack and verify", lambda: list(pages(folder, "archive.warc.gz", offsets)))
        read(lying[0], UNKNOWN)
        results = part("worker: read (parse, label, fields)", lambda: [read(page, UNKNOWN) for page in lying])
        rows = [staging.Read(page, result) for page, result in zip(lying, results, strict=True)]
        cut = [rows[start : start + BATCH] for start in range(0, len(rows), BATCH)]
        tables = part("worker: rows, ids and hashes", lambda: [staging._table(some) for some in cut])
        staging._with_words(tables[0])
        counted = part("worker: words for the search", lambda: [staging._with_words(table) for table in tables])
        files = [folder / f"{number}.parquet" for number in range(len(counted))]
        part(
            "worker: stage as Parquet",
            lambda: [pq.write_table(table, file, compression="zstd") for table, file in zip(counted, files, strict=True)],
        )
        home = Home(folder / "home")
        with locked(home), open_store(home) as store:
            run = Run("bench", "bench", "shell", NOW)
            part("load", lambda: load(store, files, run, ended_at=NOW, code_version="bench", rule_set="bench"))
            part("checks", lambda: check_run(store, "bench"))
            part("publish", lambda: publish(store, home))
    bare = spent.pop("bare trafilatura")
    print(f"{len(payloads)} pages; bare trafilatura takes {1000 * bare:.1f} ms of CPU a page")
    print(f"{'part':40}{'ms a page':>10}{'of bare':>9}")
    for name, took in spent.items():
        print(f"{name:40}{1000 * took:10.2f}{took / bare:9.3f}")
    print(f"{'all of it':40}{1000 * sum(spent.values()):10.2f}{sum(spent.values()) / bare:9.3f}")
    ratios = {f"{name} / bare": spent[name] / bare for name in spent if name.startswith("worker: r")}
    ratios["all of it / bare"] = sum(spent.values()) / bare
    print(record("parts", len(payloads), ratios, dict.fromkeys(ratios, "lower")))


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 400)
