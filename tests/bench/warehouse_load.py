"""How fast the warehouse loads: synthetic articles, staged as the workers stage them, then loaded in one transaction.

    .venv/bin/python tests/bench/warehouse_load.py [ARTICLES]

Prints articles a second for staging and for each load: all new, all again (unchanged), and one night of 2,000 on top of them.
"""

import random
import resource
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

from articles.article import Article, Block, Contributor, Evidence, Link, Place
from articles.page import Page
from warehouse.check import failed_checks
from warehouse.home import Home
from warehouse.load import load
from warehouse.publish import publish
from warehouse.run import Run
from warehouse.staging import Read, write
from warehouse.store import locked, open_store

BATCH = 200
START = datetime(2026, 1, 1, tzinfo=UTC)
WORDS = [
    "the",
    "council",
    "voted",
    "on",
    "Tuesday",
    "to",
    "rebuild",
    "a",
    "bridge",
    "that",
    "carries",
    "trains",
    "over",
    "the",
    "river",
    "near",
    "old",
    "mills",
    "and",
    "new",
    "homes",
]
GIVEN = ["Ada", "Ben", "Cora", "Dan", "Eva", "Finn", "Gul", "Hana", "Ivo", "Jo"]
FAMILY = ["Archer", "Baker", "Cooper", "Dyer", "Fuller", "Glover", "Mason", "Potter", "Sawyer", "Turner", "Weaver", "Wright"]


def article(number: int, chance: random.Random, day: int) -> Read:
    """One article of about 300 words in 20 blocks."""
    url = f"https://paper{number % 20}.example/2026/story-{number}"
    texts = [" ".join(chance.choices(WORDS, k=25)) for _ in range(12)]
    blocks = [Block(f"Bridge {number}", "headline", "title", "\n"), Block("By staff", "byline", "byline", "\n")]
    blocks += [Block(text, "body", "paragraph", "\n\n") for text in texts]
    blocks += [Block("Read more about mills", "related", "link-density", "\n") for _ in range(6)]
    people = tuple(
        Contributor("person", f"{given} {family}", given, family)
        for given, family in {(chance.choice(GIVEN), chance.choice(FAMILY)) for _ in range(2)}
    )
    body = "\n\n".join(texts)
    page = Page(url, f"paper{number % 20}", START + timedelta(days=day, seconds=number), body.encode(), "text/html", 200)
    return Read(
        page,
        Article(
            url=url, publisher=page.publisher, title=f"Bridge {number}", body=body, blocks=tuple(blocks),
            byline="By staff", contributors=people, dateline="OLDMILL (Wire)", places=(Place("OLDMILL", "Oldmill", None, "GB"),),
            published_at=START, published_precision="minute", language="en", tags=("bridge", "rail"),
            links=tuple(Link(f"https://example.org/{n}", "mill") for n in range(4)),
            evidence=tuple(Evidence("title", f"Bridge {number}", source, source == "json-ld") for source in ("json-ld", "meta", "text") * 4),
        ),
    )  # fmt: skip


def staged(folder: Path, numbers: range, day: int) -> Iterator[Path]:
    """Stage articles in batches."""
    chance = random.Random(day)
    for first in range(numbers.start, numbers.stop, BATCH):
        some = range(first, min(first + BATCH, numbers.stop))
        yield write((article(number, chance, day) for number in some), folder / f"{day}-{first:08d}.parquet")


def timed_load(home: Home, files: list[Path], name: str) -> None:
    """Load and say how long it took."""
    run = Run(name, "bench", "shell", START)
    with locked(home), open_store(home) as store:
        began, worked = time.perf_counter(), time.process_time()
        counts = load(store, files, run, ended_at=START, code_version="bench", rule_set="bench")
        took = time.perf_counter() - began
        cpu = time.process_time() - worked
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(
            f"{name:8} {counts.asked:7} pages in {took:6.2f} s: {counts.asked / took:8.0f} a second, {cpu:.2f} s of CPU, peak {peak:.0f} MB"
        )
        began = time.perf_counter()
        failed = failed_checks(store)
        print(f"         checks {time.perf_counter() - began:.2f} s {failed or ''}")
        began = time.perf_counter()
        size = publish(store, home).stat().st_size
        print(f"         published {size / 1e6:.0f} MB in {time.perf_counter() - began:.2f} s")


def main() -> None:
    """Stage and load."""
    many = int(sys.argv[1]) if len(sys.argv) > 1 else 20_000
    with tempfile.TemporaryDirectory() as folder:
        home = Home(Path(folder))
        began = time.perf_counter()
        files = list(staged(home.root, range(many), 0))
        took = time.perf_counter() - began
        print(f"staged   {many:7} pages in {took:6.2f} s: {many / took:8.0f} a second, one process, synthesis included")
        timed_load(home, files, "new")
        timed_load(home, files, "again")
        timed_load(home, list(staged(home.root, range(many, many + 2000), 1)), "night")


if __name__ == "__main__":
    main()
