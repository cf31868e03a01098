"""What comparing copies costs among many articles that no copy can be among."""

import time
from pathlib import Path

from tests.bench.stories import _VERSIONS
from tests.warehouse.pages import Newsroom
from warehouse.copies import record_copies
from warehouse.home import Home

MANY = 40_000
NIGHT = 2_000
_TOPICS = """
insert into base.topic
select printf('%07d', n), 1, date '2026-01-01' + (n // 2000)::integer, 'en', ['w:a'], [1] from range($1) as articles (n)
"""
_LINKS = "insert into base.story_link select printf('%07d', n), printf('%07d', n + 1), 0.9 from range($1 - 1) as articles (n)"


def test_pairs_of_one_story_are_found_without_all_pairs_of_one_language(tmp_path: Path) -> None:
    with Newsroom(Home(tmp_path)).store() as store:
        store.execute(_TOPICS, [MANY])
        store.execute(_VERSIONS)
        store.execute("update base.version set language = 'en'")
        store.execute(_LINKS, [MANY])
        store.execute(
            f"create temp table moved as select article_id from base.version where article_id >= '{MANY - NIGHT:07d}'"
        )
        store.execute("create temp table sentence_before (hash ubigint)")
        began = time.process_time()
        record_copies(store)
        assert time.process_time() - began < 10  # it takes one; all pairs take minutes
        assert store.execute("select count(*) from compared").fetchall() == [(NIGHT,)]
