"""Copies and look-alikes: precision and recall of pairs, origins named; and what a night costs against an archive.

    .venv/bin/python -m tests.bench.copies [ARTICLES]...

Without sizes: a night of 2,000 against 20,000 and against 200,000.
"""

import sys
import time
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from duckdb import extract_statements

from tests.bench._history import record
from tests.warehouse.copying import ORIGINS, PAIRS, Newsrooms, Told, copies, true_pairs, word_for_word
from tests.warehouse.pages import Newsroom
from warehouse.copies import record_copies
from warehouse.home import Home
from warehouse.staging import Read


def found(originals: int) -> dict[str, float]:
    """What is found of what the generator wrote."""
    told = copies(1, originals)
    with TemporaryDirectory() as made:
        newsroom = Newsroom(Home(Path(made)))
        newsroom.load(*(one.read() for one in told))
        pairs = {frozenset(pair) for pair in newsroom.rows(PAIRS)}
        origins = dict(newsroom.rows(ORIGINS))
    true = set(true_pairs(told))
    hits = sum(_is_named(one, origins[one.paper]) for one in told)
    return {
        "precision of pairs": len(pairs & true) / len(pairs),
        "recall of pairs": len(pairs & true) / len(true),
        "origins named": hits / len(told),
    }


def _is_named(told: Told, origin: str | None) -> bool:
    return origin in told.origins if told.origins else origin is None


ANOTHER = """
insert into base.article by name
select * replace (article_id || '-' || $number as article_id, null as origin_article_id) from first_article;
insert into base.version by name
select * replace (article_id || '-' || $number as article_id) from first_version;
insert into base.sentence by name
select * replace (
    article_id || '-' || $number as article_id, hash(hash, $number) as hash,
    list_transform(sketch, lambda shingle: (hash(shingle, $number) % 4294967296)::uinteger) as sketch
)
from first_sentence;
"""
BROUGHT = 1_000


def night(size: int) -> float:
    """Seconds that the comparing of a night's 2,000 articles takes in an archive of that size, where each has one copy."""
    with TemporaryDirectory() as made:
        newsroom = Newsroom(Home(Path(made)))
        newsroom.load(*_some(Newsrooms(2)))
        with newsroom.store() as store:
            for table in ("article", "version", "sentence"):
                store.execute(f"create temp table first_{table} as from base.{table}")
            for number in range(size // BROUGHT + 2):
                for one in extract_statements(ANOTHER):
                    store.execute(one.query.replace("$number", str(number)))
            store.execute(
                "create or replace temp table moved as "
                f"select article_id from base.article where suffix(article_id, '-{size // BROUGHT}') or suffix(article_id, '-{size // BROUGHT + 1}')"
            )
            store.execute("create or replace temp table sentence_before (hash ubigint)")
            started = time.perf_counter()
            record_copies(store)
            return time.perf_counter() - started


def _some(newsrooms: Newsrooms) -> Iterator[Read]:
    for _ in range(0, BROUGHT, 2):
        original = newsrooms.original("en")
        yield original.read()
        yield newsrooms.copied(original, word_for_word).read()


def main(sizes: list[int]) -> None:
    """Measure and print."""
    figures = found(100)
    for name, figure in figures.items():
        print(f"{name:24}{figure:8.3f}")
    for size in sizes:
        print(f"a night of 2,000 against {size:9,}{night(size):8.1f} s", flush=True)
    print(record("copies", 100, figures, dict.fromkeys(figures, "higher")))


if __name__ == "__main__":
    main([int(number) for number in sys.argv[1:]] or [20_000, 200_000])
