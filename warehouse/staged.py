"""The columns of a staged batch: those of an `Article` and of its parts (articles/article.py), and what is derived from them.

A field that is added there is staged without a word here; `base.version` must have a column of its name, or no load succeeds.
"""

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from types import UnionType
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

import pyarrow as pa

from articles.article import Article

TEXTS = pa.list_(pa.string())
TIME = pa.timestamp("us", tz="UTC")

_ARROW = {
    str: pa.string(), bool: pa.bool_(), int: pa.int32(), float: pa.float64(), datetime: TIME, date: pa.date32(),
}  # fmt: skip


def columns(kind: type, without: frozenset[str] = frozenset()) -> dict[str, pa.DataType]:
    """Arrow's type of each field of a dataclass, but for those `without`. Raises KeyError for a type that has none here."""
    hints = get_type_hints(kind)
    return {field.name: _arrow(hints[field.name]) for field in fields(kind) if field.name not in without}


def _arrow(hint: Any) -> pa.DataType:  # noqa: ANN401 (a type, or what typing has for one)
    if get_origin(hint) in (Union, UnionType):
        (hint,) = (part for part in get_args(hint) if part is not type(None))
    if get_origin(hint) is tuple:
        return pa.list_(_arrow(get_args(hint)[0]))
    return pa.string() if get_origin(hint) is Literal else _ARROW[hint]


def _parts() -> Mapping[str, type]:
    """{field: what each of its items is} of the fields that hold parts of an article, each a row of its own."""
    items = {name: next(iter(get_args(hint)), None) for name, hint in get_type_hints(Article).items()}
    return {name: item for name, item in items.items() if isinstance(item, type) and is_dataclass(item)}


_NOT_STAGED: Mapping[str, frozenset[str]] = {"mentions": frozenset({"key"})}
"""Fields of parts that only something derived is made of."""
_DERIVED: Mapping[str, dict[str, pa.DataType]] = {
    "contributors": {name: pa.string() for name in ("contributor_id", "function", "job", "agency")},
    "quotes": {"speaker_id": pa.string()},
    "mentions": {"name_id": pa.string()},
}
PARTS = {name: columns(kind, _NOT_STAGED.get(name, frozenset())) for name, kind in _parts().items()}
"""{part: its own fields}."""
ARTICLE = columns(Article, frozenset({*PARTS, "site_as_author"}))
"""Fields of an article that are one value, or texts; what the site is as an author is among the authors."""
_ARTICLE = {
    "article_id": pa.string(), "content_hash": pa.string(), "reading_hash": pa.string(), "word_count": pa.int32(),
    "authors": TEXTS,
}  # fmt: skip
_SENTENCE = pa.struct(
    [
        ("position", pa.int32()), ("span_start", pa.int32()), ("span_end", pa.int32()), ("hash", pa.uint64()),
        ("words", pa.int32()), ("sketch", pa.list_(pa.uint32())),
    ]
)  # fmt: skip
SENTENCE = tuple(field.name for field in _SENTENCE)

SCHEMA = pa.schema(
    [
        ("kind", pa.string()), ("page_id", pa.string()), ("url", pa.string()), ("final_url", pa.string()),
        ("publisher", pa.string()), ("fetched_at", TIME), ("http_status", pa.int32()), ("content_type", pa.string()),
        ("headers", pa.list_(pa.struct([("name", pa.string()), ("value", pa.string())]))), ("warc_file", pa.string()),
        ("warc_offset", pa.int64()), ("payload_sha256", pa.string()), ("payload_size", pa.int64()), ("part_of", pa.string()),
        ("outcome", pa.string()), ("reason", pa.string()),
        ("reject", pa.struct([("stage", pa.string()), ("code", pa.string()), ("detail", pa.string())])),
        ("article", pa.struct(_ARTICLE | ARTICLE)),
        *((name, pa.list_(pa.struct(_DERIVED.get(name, {}) | own))) for name, own in PARTS.items()),
        ("sentences", pa.list_(_SENTENCE)),
        ("terms", TEXTS), ("term_counts", pa.list_(pa.uint8())),
        ("word_keys", pa.list_(pa.uint64())), ("frequencies", pa.list_(pa.int32())),
    ]
)  # fmt: skip
"""One row a page: what was asked for, then the reject or the article with its blocks, contributors, places ...

`sentences` are what shared text is found by, `terms` and `term_counts` what its story is found by, `word_keys` and
`frequencies` what search finds it by.
`kind` is "article" or "reject" (a page that was read), "part" (a later page of an article, `part_of` its first page, that was
read with it), "known" (a page that had been read before) or "unread".
"""

LISTINGS = pa.schema(
    [
        ("publisher", pa.string()), ("url", pa.string()), ("kind", pa.string()), ("http_status", pa.int32()),
        ("outcome", pa.string()), ("reason", pa.string()), ("entries", pa.int64()), ("new", pa.int64()), ("asked_at", TIME),
    ]
)  # fmt: skip
"""One row a listing."""
