"""Between the readers and the warehouse: one Parquet file a batch, one row a page.

What can be derived from a row alone (ids, hashes, word counts) is derived here, in the worker processes.
"""

import json
import os
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from itertools import islice
from pathlib import Path
from secrets import token_hex
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
from duckdb import DuckDBPyConnection, connect

from articles.article import Article, Contributor, Mention, Quote
from articles.corrections import opens_correction
from articles.page import AskedListing, Page, Reject, Unread
from articles.stories.sentences import sentences
from articles.stories.terms import terms
from warehouse.home import sync_folder
from warehouse.ids import agency_behind, article_id, contributor_id, digest, name_id, speaker_id
from warehouse.staged import ARTICLE, LISTINGS, PARTS, SCHEMA, SENTENCE
from warehouse.statements import statement

ROWS_AT_ONCE = 8


@dataclass(frozen=True, slots=True)
class Read:
    """A page and what was read from it."""

    page: Page
    result: Article | Reject


@dataclass(frozen=True, slots=True)
class Known:
    """A page that the warehouse has read before with today's rules (`warehouse.load.known_pages`) and nobody read again.

    It ends as "rejected" if it was rejected then, as "duplicate" if another address of the run speaks for its article, else as
    "unchanged".
    """

    page: Page


def write_listings(listings: Iterable[AskedListing], out: Path) -> Path:
    """Write listings to `out`, for the load that follows at once."""
    rows = [_whole({name: getattr(one, name) for name in LISTINGS.names}) for one in listings]
    pq.write_table(pa.Table.from_pylist(rows, schema=LISTINGS), out)
    return out


def write(rows: Iterable[Read | Known | Unread], out: Path) -> Path:
    """Write a batch to `out`, whole or not at all. Raises ValueError for a time without a zone."""
    part = out.with_name(f"{out.name}.{token_hex(4)}.part")  # two machines may write one batch, where one was thought lost
    table = _with_words(_table(rows))
    with part.open("wb") as file:
        pq.write_table(table, file, compression="zstd")
        file.flush()
        os.fsync(file.fileno())
    part.replace(out)
    sync_folder(out.parent)
    return out


def staged_pages(file: Path) -> set[str]:
    """The ids of the pages that a file of `write` holds."""
    return set(pq.read_table(file, columns=["page_id"])["page_id"].to_pylist())


def _table(rows: Iterable[Read | Known | Unread]) -> pa.Table:
    """Some at a time: as Python's own, the rows of a long article take many times the memory that Arrow needs."""
    remaining, tables = iter(rows), [SCHEMA.empty_table()]
    while portion := [_whole(_row(row)) for row in islice(remaining, ROWS_AT_ONCE)]:
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
    for name in counted.column_names:
        field = SCHEMA.field(name)
        table = table.set_column(SCHEMA.get_field_index(name), field, counted[name].cast(field.type))
    return table


@cache
def _desk() -> DuckDBPyConnection:
    """One for each process: to set it up takes as long as the words of twenty pages."""
    desk = connect(config={"threads": 1, "memory_limit": "256MB", "autoload_known_extensions": "false"})
    desk.execute(statement("session", "stager"))
    desk.execute(statement("schema", "0003_words"))
    return desk


_IDEOGRAPH = re.compile("[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")


def word_count(text: str) -> int:
    """Words of a text: what stands between spaces and has a letter or digit; each ideograph and kana is one."""
    return sum(any(map(str.isalnum, word)) for word in _IDEOGRAPH.sub(r" \g<0> ", text).split())


def _row(row: Read | Known | Unread) -> dict[str, Any]:
    if isinstance(row, Unread):
        return {
            "kind": "unread", "page_id": row.page_id, "url": row.url, "publisher": row.publisher, "fetched_at": row.asked_at,
            "http_status": row.http_status, "content_type": row.content_type, "outcome": row.outcome, "reason": row.reason,
            "reject": _reject(row.reject) if row.reject else None,
        }  # fmt: skip
    page = row.page
    fields: dict[str, Any] = {
        "kind": "known", "page_id": page.page_id, "url": page.url, "final_url": page.final_url or page.url,
        "publisher": page.publisher, "fetched_at": page.fetched_at, "http_status": page.http_status,
        "content_type": page.content_type, "headers": [{"name": name, "value": value} for name, value in page.headers],
        "warc_file": page.warc_file, "warc_offset": page.warc_offset, "payload_sha256": page.payload_sha256,
        "payload_size": len(page.payload), "part_of": page.part_of or None,
    }  # fmt: skip
    if isinstance(row, Known):
        return fields
    if isinstance(row.result, Reject):
        return fields | {"kind": "reject", "reject": _reject(row.result)}
    reading = _reading(row.result, fields["payload_sha256"])
    if page.part_of:
        named = {name: reading["article"][name] for name in ("article_id", "content_hash", "url")}
        return fields | {"kind": "part", "article": named}
    return fields | {"kind": "article"} | reading


def _reject(reject: Reject) -> dict[str, str]:
    return {"stage": reject.stage, "code": reject.code, "detail": reject.detail}


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


_BROKEN = re.compile("[\0\ud800-\udfff]")
_ALWAYS_WHOLE = frozenset((int, float, bool, type(None)))
"""Types of most cells of a row, its sentences' numbers: nothing is asked of them."""


def _whole(value: Any) -> Any:  # noqa: ANN401 (any cell of the schema)
    """A cell that UTF-8 and SQL can hold: NUL and lone surrogates become U+FFFD, as HTML has it for NUL."""
    if isinstance(value, str):
        return _BROKEN.sub("\ufffd", value)
    if isinstance(value, dict):
        return {key: item if type(item) in _ALWAYS_WHOLE else _whole(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [item if type(item) in _ALWAYS_WHOLE else _whole(item) for item in value]
    if isinstance(value, datetime) and value.utcoffset() is None:
        raise ValueError(f"{value.isoformat()} has no time zone")
    return value
