"""Each field of an article has its column, and a reread tells each that it reads otherwise: none is forgotten when one is added."""

from dataclasses import fields, replace
from datetime import timedelta

from articles.article import Article, Contributor
from tests.warehouse.pages import START, Newsroom, article, page
from warehouse.staging import SCHEMA, Read

NOT_TOLD = {
    "article_id": "names the article", "url": "names the article", "publisher": "the page's",
    "content_hash": "of title and body", "reading_hash": "of all fields", "word_count": "of the body",
    "published_precision": "goes with published_at", "dateline_date": "of the dateline", "dateline_agency": "of the dateline",
    "missing_share": "goes with is_truncated",
}  # fmt: skip
"""Fields that follow from another, which is told."""

OF_THE_LOAD = {
    "version", "valid_from", "valid_to", "page_id", "run_id", "reread_run_id", "withdrawn_run_id", "repeats", "code_version",
    "rule_set", "turn",
}  # fmt: skip
"""Columns of a version that the load's steps fill."""

READ = article()
READ_AGAIN = replace(
    READ,
    title="Bridge shuts",
    standfirst="For a month.",
    description="A bridge.",
    body="The bridge is shut.",
    byline="By Ben Bouzid",
    contributors=(Contributor("person", "Ben Bouzid", "Ben", "Bouzid"),),
    dateline="MEIRE —",
    published_at=START - timedelta(days=1),
    updated_at=START,
    language="en",
    section="Town",
    tags=("mills",),
    flags=("opinion",),
    is_truncated=True,
    blocks=READ.blocks[:2],
)


def test_each_field_that_is_read_otherwise_is_told(newsroom: Newsroom) -> None:
    newsroom.load(Read(page(), READ))
    newsroom.load(Read(page(), READ_AGAIN), rule_set="rules-2")
    changes = {field: (old, new) for field, old, new in newsroom.rows("select field, old_value, new_value from reread_changes")}
    fields = {field.name for field in SCHEMA.field("article").type}
    assert changes.keys() == (fields - NOT_TOLD.keys()) | {"labels"}, "give it another value above, or say what it follows from"
    assert NOT_TOLD.keys() <= fields
    assert changes["authors"] == ("Ada Archer; Wire", "Ben Bouzid")
    assert changes["published_at"] == ("2026-03-01 08:00:00+00", "2026-02-28 08:00:00+00")
    assert changes["is_truncated"] == ("false", "true")
    assert changes["standfirst"] == (None, "For a month.")


def test_each_field_of_an_article_has_a_column_and_each_column_has_what_fills_it(newsroom: Newsroom) -> None:
    columns = {name for (name,) in newsroom.rows("select column_name from duckdb_columns() where table_name = 'version'")}
    staged = {field.name for field in SCHEMA.field("article").type}
    assert columns - OF_THE_LOAD == staged
    assert {field.name for field in fields(Article)} - staged - {"site_as_author"} <= set(SCHEMA.names)
