"""The columns of a staged batch: those of an `Article` and of its parts (articles/article.py), and what is derived from them.

A field that is added there is staged without a word here; `base.version` must have a column of its name, or no load succeeds.
Types are those of DuckDB's `from_json`: a name, `[type]` for a list of it, `{name: type}` for a struct.
"""

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from types import UnionType
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from articles.article import Article

Type = Any
"""A name, a list of one type, or a dict of types by name."""
TEXT, TIME = "VARCHAR", "TIMESTAMPTZ"
TEXTS = [TEXT]

_NAMES = {str: TEXT, bool: "BOOLEAN", int: "INTEGER", float: "DOUBLE", datetime: TIME, date: "DATE"}


def columns(kind: type, without: frozenset[str] = frozenset()) -> dict[str, Type]:
    """The type of each field of a dataclass, but for those `without`. Raises KeyError for a type that has none here."""
    hints = get_type_hints(kind)
    return {field.name: _type(hints[field.name]) for field in fields(kind) if field.name not in without}


def _type(hint: Any) -> Type:  # noqa: ANN401 (a type, or what typing has for one)
    if get_origin(hint) in (Union, UnionType):
        (hint,) = (part for part in get_args(hint) if part is not type(None))
    if get_origin(hint) is tuple:
        return [_type(get_args(hint)[0])]
    return TEXT if get_origin(hint) is Literal else _NAMES[hint]


def _parts() -> Mapping[str, type]:
    """{field: what each of its items is} of the fields that hold parts of an article, each a row of its own."""
    items = {name: next(iter(get_args(hint)), None) for name, hint in get_type_hints(Article).items()}
    return {name: item for name, item in items.items() if isinstance(item, type) and is_dataclass(item)}


_NOT_STAGED: Mapping[str, frozenset[str]] = {"mentions": frozenset({"key"})}
"""Fields of parts that only something derived is made of."""
_DERIVED: Mapping[str, dict[str, Type]] = {
    "contributors": dict.fromkeys(("contributor_id", "function", "job", "agency"), TEXT),
    "quotes": {"speaker_id": TEXT},
    "mentions": {"name_id": TEXT},
}
PARTS = {name: columns(kind, _NOT_STAGED.get(name, frozenset())) for name, kind in _parts().items()}
"""{part: its own fields}."""
ARTICLE = columns(Article, frozenset({*PARTS, "site_as_author"}))
"""Fields of an article that are one value, or texts; what the site is as an author is among the authors."""
_ARTICLE = {
    "article_id": TEXT, "content_hash": TEXT, "reading_hash": TEXT, "word_count": "INTEGER",
    "authors": TEXTS,
}  # fmt: skip
_SENTENCE = {
    "position": "INTEGER", "span_start": "INTEGER", "span_end": "INTEGER", "hash": "UBIGINT", "words": "INTEGER",
    "sketch": ["UINTEGER"],
}  # fmt: skip
SENTENCE = tuple(_SENTENCE)

COLUMNS: Mapping[str, Type] = {
    "kind": TEXT, "page_id": TEXT, "url": TEXT, "final_url": TEXT, "publisher": TEXT, "fetched_at": TIME,
    "http_status": "INTEGER", "content_type": TEXT, "headers": [{"name": TEXT, "value": TEXT}], "warc_file": TEXT,
    "warc_offset": "BIGINT", "payload_sha256": TEXT, "payload_size": "BIGINT", "part_of": TEXT, "outcome": TEXT, "reason": TEXT,
    "reject": {"stage": TEXT, "code": TEXT, "detail": TEXT},
    "article": _ARTICLE | ARTICLE,
    **{name: [_DERIVED.get(name, {}) | own] for name, own in PARTS.items()},
    "sentences": [_SENTENCE], "terms": TEXTS, "term_counts": ["UTINYINT"], "word_keys": ["UBIGINT"], "frequencies": ["INTEGER"],
    "form_keys": ["UBIGINT"], "stem_keys": ["UBIGINT"],
}  # fmt: skip
"""One row a page: what was asked for, then the reject or the article with its blocks, contributors, places ...

`sentences` are what shared text is found by, `terms` and `term_counts` what its story is found by, `word_keys` and
`frequencies` what search finds it by, `form_keys` those of its words that have a stem, and `stem_keys` these stems.
`kind` is "article" or "reject" (a page that was read), "part" (a later page of an article, `part_of` its first page, that was
read with it), "known" (a page that had been read before) or "unread".
"""
