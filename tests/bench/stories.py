"""What finding stories costs: a night of 2,000 articles among 20,000 and among 200,000, and one day of as many as are named.

    .venv/bin/python -m tests.bench.stories [ARTICLES]... [--day ARTICLES...]

Articles of made-up terms: words, names, places and numbers, each kind's drawn as often as words are, and three articles of a story
share twelve names and 36 words more. The archive has 2,000 articles a day.
"""

import argparse
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from duckdb import DuckDBPyConnection

from tests.bench._history import record
from warehouse.home import Home
from warehouse.store import locked, open_store
from warehouse.stories import record_stories

A_DAY = 2_000
NIGHT = 2_000

_TOPICS = """
insert into base.topic
with drawn as (
    select article, kind || case kind when 'd:' then '' else 'kq' end || floor(exp(random() * ln(most)))::integer as term
    from range($first, $last) as articles (article)
    cross join (values ('w:', 240, 60_000), ('n:', 30, 30_000), ('p:', 5, 2_000), ('d:', 6, 5_000)) as kinds (kind, draws, most)
    cross join lateral (select unnest(range(draws)))
    union all
    select article, if(part < 12, 'n:s', 'w:s') || (article - article % 3 + $last * part)
    from range($first, $last) as articles (article)
    cross join range(48) as parts (part)
),

counted as (select article, term, least(count(*), 200) as count from drawn group by article, term)

select printf('%07d', article), 1, date '2026-01-01' + (article // $a_day)::integer, 'en', list(term), list(count)
from counted
group by article
"""
_VERSIONS = """
insert into base.version by name
select
    topic.article_id, 1 as version, 'gazette' as publisher, topic.article_id as url, 'A title' as title, '' as body,
    []::VARCHAR[] as authors, []::VARCHAR[] as tags, []::VARCHAR[] as flags, told_on::timestamptz as published_at,
    100 as word_count, false as is_truncated, '' as content_hash, '' as reading_hash, told_on::timestamptz as valid_from,
    '' as page_id, '' as run_id, '' as code_version, '' as rule_set
from base.topic
"""


def cpu_s(among: int, night: int, a_day: int = A_DAY) -> float:
    """Processor seconds of the stories of one night, the last of an archive."""
    with archive(among, night, a_day) as store:
        began = time.process_time()
        record_stories(store)
        spent = time.process_time() - began
        found = store.execute("select count(*) from base.story").fetchall()[0][0]
    print(f"{night:10,}{among:12,}{spent:10.1f}{found:10,}", flush=True)
    return spent


@contextmanager
def archive(among: int, night: int, a_day: int = A_DAY) -> Iterator[DuckDBPyConnection]:
    """A store with so many articles, and a night's more whose stories are not told yet."""
    with tempfile.TemporaryDirectory() as made:
        home = Home(Path(made))
        with locked(home), open_store(home) as store:
            store.execute("set threads = 1")
            for first in range(0, among + night, 20_000):
                bounds = {"first": first, "last": min(first + 20_000, among + night), "a_day": a_day}
                store.execute(_TOPICS, bounds)
            store.execute(_VERSIONS)
            store.execute(
                "create temp table moved as select article_id from base.topic where article_id >= printf('%07d', $1)", [among]
            )
            store.execute("set variable load = {'run_id': 'bench'}")
            yield store


def main(sizes: Sequence[int], day: Sequence[int]) -> None:
    """Print the table."""
    print(f"{'a night of':>10}{'among':>12}{'CPU s':>10}{'stories':>10}")
    if day:
        for number in day:
            cpu_s(0, number, a_day=number)
        return
    spent = [cpu_s(among, NIGHT) for among in sizes]
    name = f"CPU of a night among {sizes[-1]:,} / among {sizes[0]:,}"
    print(record("stories", NIGHT, {name: spent[-1] / spent[0]}, {name: "lower"}))


if __name__ == "__main__":
    options = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    options.add_argument(
        "articles", nargs="*", type=int, help="how many the archive has: 20,000 and 200,000 where nothing is said"
    )
    options.add_argument("--day", nargs="*", type=int, default=[], help="one day of so many articles, with nothing before it")
    asked = options.parse_args()
    main(asked.articles or [20_000, 200_000], asked.day)
