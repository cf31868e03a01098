"""A store that the first released schema made (files 0000 to 0004) comes to today's with all that it holds.

`first_schema.duckdb.gz` was made by that release: three articles, one of them in two versions, and a reject.
"""

import gzip
from pathlib import Path

import pytest

from tests.warehouse.pages import STORY, Newsroom, read
from warehouse.check import failed_checks
from warehouse.home import Home
from warehouse.store import schema_files

OLD = Path(__file__).with_name("first_schema.duckdb.gz")


@pytest.fixture
def old(tmp_path: Path) -> Newsroom:
    home = Home(tmp_path)
    home.store.parent.mkdir()
    home.store.write_bytes(gzip.decompress(OLD.read_bytes()))
    return Newsroom(home, runs=2)


def test_an_old_store_is_carried_forward_with_its_rows(old: Newsroom):
    assert old.rows("select max(number) from base.schema_files") == [(schema_files()[-1].number,)]
    assert old.rows("select url, version, body from articles order by url") == [
        (STORY, 2, "The bridge is shut."),
        (STORY + "/2", 1, "The mill turns.\n\nShared by two."),
        (STORY + "/3", 1, "A ferry.\n\nShared by two."),
    ]
    assert old.rows("select count(*) from article_versions") == [(4,)]
    assert old.rows("select count(*) from rejects") == [(1,)]
    assert old.rows("select url from search('FERRY')") == [(STORY + "/3",)]
    with old.store() as store:
        assert failed_checks(store) == {}


def test_its_next_load_makes_up_what_the_first_schema_did_not_count(old: Newsroom):
    old.load(read("https://gazette.example/new", "New."))
    assert old.rows("select version, class, marked from article_changes where label = 'body'") == [
        (2, "silent", "The bridge is [-open-]{+shut+}.")
    ]
    assert old.rows("select shared_paragraphs from text_reuse") == [(1,), (1,)]
    with old.store() as store:
        assert failed_checks(store) == {}
