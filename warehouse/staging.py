"""Between the readers and the warehouse: one Parquet file a batch, one row a page.

What can be derived from a row alone (ids, hashes, word counts) is derived here, in the worker processes.
"""

import json
import re
from collections.abc import Iterable
from functools import cache, partial
from itertools import islice
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
from duckdb import DuckDBPyConnection, connect

from articles.article import Article, Contributor, Mention, Quote
from articles.corrections import opens_correction
from articles.page import Reject, Unread
from articles.stories.sentences import sentences
from articles.stories.terms import terms
from warehouse.forms import forms
from warehouse.ids import agency_behind, article_id, contributor_id, digest, name_id, speaker_id
from warehouse.staged import ARTICLE, COLUMNS, PARTS, SENTENCE, Type
from warehouse.staged_rows import Known as Known
from warehouse.staged_rows import Read as Read
from warehouse.staged_rows import row_of, storable, written_whole
from warehouse.statements import statement

ROWS_AT_ONCE = 8


_NAMES: dict[str, pa.DataType] = {
    "VARCHAR": pa.string(), "BOOLEAN": pa.bool_(), "INTEGER": pa.int32(), "BIGINT": pa.int64(), "UBIGINT": pa.uint64(),
    "UINTEGER": pa.uint32(), "UTINYINT": pa.uint8(), "DOUBLE": pa.float64(), "DATE": pa.date32(),
    "TIMESTAMPTZ": pa.timestamp("us", tz="UTC"),
}  # fmt: skip


def _arrow(type_: Type) -> pa.DataType:
    if isinstance(type_, dict):
        return pa.struct({name: _arrow(own) for name, own in type_.items()})
    return pa.list_(_arrow(type_[0])) if isinstance(type_, list) else _NAMES[type_]


SCHEMA = pa.schema({name: _arrow(type_) for name, type_ in COLUMNS.items()})
"""`COLUMNS` as Arrow has them."""


def write(rows: Iterable[Read | Known | Unread], out: Path) -> Path:
    """Write a batch to `out`, whole or not at all. Raises ValueError for a time without a zone."""
    table = _with_words(_table(rows))
    with written_whole(out) as part:
        pq.write_table(table, part, compression="zstd")
    return out


def _table(rows: Iterable[Read | Known | Unread]) -> pa.Table:
    """Some at a time: as Python's own, the rows of a long article take many times the memory that Arrow needs."""
    remaining, tables = iter(rows), [SCHEMA.empty_table()]
    while portion := [storable(_row(row)) for row in islice(remaining, ROWS_AT_ONCE)]:
        tables.append(pa.Table.from_pylist(portion, schema=SCHEMA))
    return pa.concat_tables(tables).combine_chunks()


def _with_words(table: pa.Table) -> pa.Table:
    """Words are counted by the SQL that also takes a question apart; here, where every core has its share of the pages."""
    if pc.all(pc.not_equal(table["kind"], "article")).as_py():
        return table
    desk = _desk().cursor()  # its own connection to the one desk: batches may be written from several threads
    with desk:
        desk.register("staged", table)
        counted = desk.sql(statement("load", "words")).to_arrow_table(batch_size=1024)
        pairs = forms(_texts(table, counted["word_keys"]), partial(_keys, desk))
    columns = {name: counted[name] for name in counted.column_names}
    for place, name in enumerate(("form_keys", "stem_keys")):
        columns[name] = pa.chunked_array([[[pair[place] for pair in of] for of in pairs]], SCHEMA.field(name).type)
    for name, column in columns.items():
        field = SCHEMA.field(name)
        table = table.set_column(SCHEMA.get_field_index(name), field, column.cast(field.type))
    return table


def _texts(table: pa.Table, word_keys: pa.ChunkedArray) -> list[tuple[str | None, str, frozenset[int]]]:
    """Of each row the article's language, its text as search reads it, and the keys of its words; of others, nothing."""
    articles = table["article"].combine_chunks()
    columns = (articles.field(name).to_pylist() for name in ("language", "title", "standfirst", "body"))
    return [
        (language, " ".join(filter(None, parts)), frozenset(keys or ()))
        for keys, language, *parts in zip(word_keys.to_pylist(), *columns, strict=True)
    ]


def _keys(desk: DuckDBPyConnection, words: list[str], stems: list[str]) -> list[tuple[str, int | None, int]]:
    desk.register("met", pa.table({"word": words, "stem": stems}))  # as parameters they would take thirty times as long
    return desk.execute(statement("load", "forms")).fetchall()


@cache
def _desk() -> DuckDBPyConnection:
    """One for each process: to set it up takes as long as the words of twenty pages."""
    desk = connect(config={"threads": 1, "memory_limit": "256MB", "autoload_known_extensions": "false"})
    desk.execute(statement("session", "stager"))
    desk.execute(statement("schema", "0003_words"))
    return desk


_IDEOGRAPH = "\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_WORD = re.compile(rf"[^\W_](?:(?<=[{_IDEOGRAPH}])|[^\s{_IDEOGRAPH}]*+)")
"""From the first letter or digit of a word to its end."""


def word_count(text: str) -> int:
    """Words of a text: what stands between spaces and has a letter or digit; each ideograph and kana is one."""
    return len(_WORD.findall(text))


def _row(row: Read | Known | Unread) -> dict[str, Any]:
    fields = row_of(row)
    if not isinstance(row, Read) or isinstance(row.result, Reject):
        return fields
    reading = _reading(row.result, fields["payload_sha256"])
    if row.page.part_of:
        named = {name: reading["article"][name] for name in ("article_id", "content_hash", "url")}
        return fields | {"kind": "part", "article": named}
    return fields | {"kind": "article"} | reading


def _reading(article: Article, payload_sha256: str) -> dict[str, Any]:
    parts = {
        name: [
            _derived(item, article.publisher) | {field: getattr(item, field) for field in own}
            for item in getattr(article, name)
        ]
        for name, own in PARTS.items()
    }
    own: dict[str, Any] = {name: getattr(article, name) for name in (*ARTICLE, "authors")}
    own["word_count"] = word_count(article.body)
    corrections = [block.text for block in article.blocks if block.label == "notice" and opens_correction(block.text)]
    content = (article.title, article.standfirst, article.body, article.byline, article.dateline, *corrections)
    own["article_id"] = article_id(article.url, payload_sha256)
    own["content_hash"] = digest(json.dumps(content))
    own["reading_hash"] = digest(json.dumps([own, parts], default=str))
    about = terms(article.title, article.body, article.language)
    return {
        "article": own, **parts,
        "sentences": [{field: getattr(one, field) for field in SENTENCE} for one in sentences(article.blocks)],
        "terms": [term.key for term in about], "term_counts": [term.count for term in about],
    }  # fmt: skip


def _derived(part: object, publisher: str) -> dict[str, str | None]:
    """What a part's row has beside the part's own fields."""
    match part:
        case Contributor():
            ids = {"contributor_id": contributor_id(part, publisher), "agency": agency_behind(part)}
            return ids | {"function": part.function, "job": part.job}
        case Quote():
            return {"speaker_id": speaker_id(part.speaker_name)}
        case Mention():
            return {"name_id": name_id(part.kind, part.key)}
    return {}
