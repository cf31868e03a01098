"""A reread tells each field that it reads otherwise: none is forgotten when a field is added."""

import re
from pathlib import Path

from warehouse.staging import _ARTICLE

SQL = (Path(__file__).parents[2] / "warehouse" / "load" / "04_reread_fields.sql").read_text("utf-8")
OF_OTHERS = {
    "article_id": "names the article", "url": "names the article", "publisher": "the page's",
    "content_hash": "of title and body", "reading_hash": "of all fields", "word_count": "of the body",
    "published_precision": "goes with published_at", "dateline_date": "of the dateline", "dateline_agency": "of the dateline",
    "missing_share": "goes with is_truncated",
}  # fmt: skip
"""Fields that follow from another, which is told."""


def test_each_field_of_an_article_is_told_or_follows_from_one_that_is() -> None:
    told = set(re.findall(r"field := '(\w+)'", SQL))
    fields = {field.name for field in _ARTICLE}
    assert fields - told - OF_OTHERS.keys() == set(), "tell it in 04_reread_fields.sql, or say here what it follows from"
    assert OF_OTHERS.keys() <= fields - told
    assert told - fields == {"labels", "withdrawn"}
