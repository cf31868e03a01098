"""What the contract names is there, and everything says what it is."""

import re

import pytest

from tests.warehouse.pages import Newsroom
from warehouse import columns as naming
from warehouse.columns import meaning, meanings
from warehouse.statements import names, statement

CONTRACT = {
    "articles": "article_id, publisher, url, title, standfirst, description, body, authors, byline, dateline, place, country, lat, lon, published_at, "
    "published_precision, updated_at, first_seen_at, language, section, tags, word_count, is_truncated, flags, version, story_id, origin_article_id, is_original, run_id",
    "pages": "page_id, run_id, publisher, url, article_id, outcome, reason, http_status, content_type, fetched_at, warc_file, "
    "warc_offset, payload_sha256",
    "blocks": "article_id, version, position, label, text, rule",
    "bylines": "article_id, version, position, contributor_id, kind, name, given, family, role, affiliation, location, as_printed",
    "contributors": "contributor_id, kind, name",
    "datelines": "article_id, version, position, as_printed, place, region, country, lat, lon, geonames_id, date, agency",
    "images": "article_id, version, position, url, caption, credit, credit_person, credit_agency",
    "links": "article_id, version, position, href, anchor",
    "quotes": "article_id, version, position, quote, verb, speaker, speaker_id, span_start, span_end",
    "mentions": "article_id, version, name_id, as_written, span_start, span_end",
    "dates_in_text": "article_id, version, position, as_written, first_day, last_day, rule, anchor, span_start, span_end",
    "names": "name_id, kind, name, variants",
    "evidence": "article_id, version, field, value, source, chosen",
    "text_reuse": "article_id, other_article_id, share, shared_paragraphs, shared_sentences, reworded_sentences, is_first",
    "shared_sentences": "article_id, other_article_id, position, span_start, span_end, kind, text, other_text",
    "agency_credits": "article_id, version, agency, named_in",
    "stories": "story_id",
    "story_members": "story_id, article_id",
    "story_evidence": "story_id, article_id, other_article_id, likeness, kind, shared",
    "story_changes": "run_id, changed_at, story_id, change, article_id, other_story_id",
    "rejects": "page_id, run_id, stage, code, detail",
    "runs": "run_id, flow, trigger, started_at, ended_at, state, counts",
    "publisher_profiles": 'publisher, kind, value, pages, "of", first_seen, last_seen, state',
    "source_health": "publisher, run_id, asked, new, changed, rejected, deferred, alarm",
}
CONTRACT["listings"] = "run_id, publisher, url, kind, http_status, outcome, entries, new"
CONTRACT["tombstones"] = "article_id, publisher, url, reason, taken_down_at"
CONTRACT["check_failures"] = "run_id, name, position, found"
CONTRACT["article_changes"] = "article_id, version, previous_version, class, change, label, added, cut, marked, changed_at"
CONTRACT["run_changes"] = CONTRACT["reread_changes"] = "run_id, article_id, version, field, old_value, new_value"
CONTRACT["article_versions"] = CONTRACT["articles"] + ", valid_from, valid_to"


def test_main_holds_the_contracts_views_and_nothing_else(newsroom: Newsroom):
    held = newsroom.rows("select table_name, table_type from information_schema.tables where table_schema = 'main' order by 1")
    assert held == [(name, "VIEW") for name in sorted(CONTRACT)]


@pytest.mark.parametrize("view", sorted(CONTRACT))
def test_columns_of_the_contract(newsroom: Newsroom, view: str):
    newsroom.rows(f"select {CONTRACT[view]} from {view}")


def test_times_are_in_utc_and_lists_are_lists(newsroom: Newsroom):
    kinds = dict(newsroom.rows("select column_name, data_type from duckdb_columns() where table_name = 'articles'"))
    assert {kinds[name] for name in ("published_at", "updated_at", "first_seen_at")} == {"TIMESTAMP WITH TIME ZONE"}
    assert {kinds[name] for name in ("authors", "tags", "flags")} == {"VARCHAR[]"}


def test_every_table_view_and_column_says_what_it_is(newsroom: Newsroom):
    tables = newsroom.rows("select table_name, comment from duckdb_tables() where not internal")
    views = newsroom.rows("select view_name, comment from duckdb_views() where not internal")
    assert len(tables) > 15
    for name, comment in tables + views:
        assert str(comment).startswith("One row per "), name
    columns = newsroom.rows("select table_name, column_name, comment from duckdb_columns() where not internal")
    assert [(table, column) for table, column, comment in columns if not comment] == []


def test_a_comment_is_what_the_columns_file_says_and_no_text_is_idle(newsroom: Newsroom):
    columns = newsroom.rows("select table_name, column_name, comment from duckdb_columns() where not internal")
    assert [(table, column) for table, column, comment in columns if comment != meaning(table, column)] == []
    there = {(table, column) for table, column, _ in columns}
    everywhere = meanings()[""]
    own = [(table, column, text) for table, texts in meanings().items() if table for column, text in texts.items()]
    assert everywhere.keys() <= {column for _, column in there}
    assert {(table, column) for table, column, _ in own} <= there
    assert [(table, column) for table, column, text in own if text == everywhere[column]] == []


def test_a_new_text_reaches_a_store_that_is_there(newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch):
    query = "select distinct comment from duckdb_columns() where column_name = 'given'"
    assert newsroom.rows(query) == [(meaning("byline", "given"),)]
    monkeypatch.setattr(naming, "meaning", lambda table, column: "the reporter's first name" if column == "given" else None)
    assert newsroom.rows(query) == [("the reporter's first name",)]
    assert newsroom.rows("select count(*) from duckdb_columns() where not internal and comment is null") == [(0,)]


@pytest.mark.parametrize("name", [name for name in names("schema") if name[0].isdigit()])
def test_what_is_kept_in_the_file_is_said_in_words_that_every_duckdb_knows(name: str):
    """if() is kept by DuckDB 2 as a function that 1.5 lacks, and the other way round; `make newest` reads the whole file."""
    said = re.sub(r"--.*", "", statement("schema", name))
    assert not re.search(r"\bif\s*\(", said)
