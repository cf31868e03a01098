"""What a night unpacks does not grow with what was there before: texts are read of those articles alone that are looked at."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from duckdb import DuckDBPyConnection

from tests.bench.stories import archive
from tests.warehouse.pages import Newsroom, read
from warehouse.home import Home
from warehouse.profiles import MOST
from warehouse.statements import statement
from warehouse.stories import record_stories

_OLDER = """
insert into base.article by name
select first.* replace (first.article_id || '-' || n as article_id) from base.article as first cross join range($1) as copies (n);
"""
_VERSIONS = """
insert into base.version by name
select first.* replace (first.article_id || '-' || n as article_id, published_at + to_minutes(n) as published_at)
from base.version as first cross join range($1) as copies (n)
"""
_BLOCKS = """
insert into base.block by name
select first.* replace (first.article_id || '-' || n as article_id)
from range($1) as copies (n) cross join base.block as first
"""


@pytest.fixture
def texts_read(tmp_path: Path) -> Callable[[int], dict[str, int]]:
    def count(articles: int) -> dict[str, int]:
        (tmp_path / str(articles)).mkdir()
        newsroom = Newsroom(Home(tmp_path / str(articles)))
        newsroom.load(read(text="One.\n\nTwo.\n\nThree."))
        (staged,) = newsroom.stage(read("https://gazette.example/tonight"))
        with newsroom.store() as store:
            for sql in (_OLDER, _VERSIONS, _BLOCKS):
                store.execute(sql, [articles])
            store.execute(f"create temp view staged as from read_parquet('{staged}', filename = true, file_row_number = true)")
            for step in ("macros", "published"):
                store.execute(statement("profile", step))
            plan = tmp_path / f"{articles}.json"
            bodies = profiled(store, plan, statement("profile", "sampled"), {"most": MOST, "least": 20, "heap": ""})
            store.execute(statement("profile", "told"))
            texts = profiled(store, plan, "select count(text) from told_text", {})
            ((told,),) = store.execute("select count(distinct article_id) from told_text").fetchall()
        return {"told": told, "bodies": scanned(bodies, "body"), "texts": scanned(texts, "text")}

    return count


def test_only_the_texts_of_the_latest_are_unpacked(texts_read: Callable[[int], dict[str, int]]) -> None:
    few, many = texts_read(4_000), texts_read(40_000)
    assert few["told"] == many["told"] == MOST
    assert few["bodies"] + few["texts"] > MOST
    assert many["bodies"] < 5_000
    assert many["texts"] < 10_000


def test_only_the_texts_of_the_articles_that_are_told_are_unpacked(tmp_path: Path) -> None:
    few, many = (bodies_read_for_evidence(among, tmp_path / f"{among}.json") for among in (3_000, 30_000))
    assert 100 < few < 5_000
    assert many < 5_000


def bodies_read_for_evidence(among: int, plan: Path) -> int:
    """Rows with texts that are read for what the stories of a night have in common."""
    with archive(among, 300, a_day=300) as store:
        record_stories(store)
        # Real ids say nothing of when an article came.
        store.execute(
            "create or replace table base.version as select * replace (md5(article_id) as article_id) from base.version"
        )
        store.execute("update alike set article_id = md5(article_id), other_article_id = md5(other_article_id)")
        store.execute(statement("load", "story_places"))
        return scanned(profiled(store, plan, statement("load", "story_texts"), {"characters": 100}), "body")


def profiled(store: DuckDBPyConnection, plan: Path, sql: str, given: dict[str, Any]) -> dict[str, Any]:
    store.execute("pragma enable_profiling = 'json'")
    store.execute(f"pragma profiling_output = '{plan}'")
    store.execute(sql, given).fetchall()
    store.execute("pragma disable_profiling")
    return json.loads(plan.read_text())


def scanned(operator: dict[str, Any], column: str) -> int:
    """Rows that the scans of the store's tables gave with this column."""
    below = sum(scanned(one, column) for one in operator.get("children", operator.get("operator", ())))
    says = operator.get("extra_info", {})
    is_scan = ".base." in says.get("Table", "") and column in says.get("Projections", ())
    return below + (operator.get("operator_cardinality", operator.get("intermediate_rows", 0)) if is_scan else 0)
