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
from hashlib import sha256
from itertools import islice
from pathlib import Path
from secrets import token_hex
from typing import Any
from unicodedata import normalize

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
from duckdb import DuckDBPyConnection, connect

from articles.article import Article, Contributor, ContributorKind, NameKind
from articles.corrections import opens_correction
from articles.languages.words import of_all
from articles.page import AskedListing, Page, Reject, Unread
from articles.places.agencies import agency_of
from articles.stories.sentences import sentences
from articles.stories.terms import terms
from warehouse.home import sync_folder
from warehouse.statements import statement

ROWS_AT_ONCE = 8

_TEXTS = pa.list_(pa.string())
_TIME = pa.timestamp("us", tz="UTC")

_ARTICLE = pa.struct(
    [
        ("article_id", pa.string()), ("content_hash", pa.string()), ("reading_hash", pa.string()),
        ("url", pa.string()), ("publisher", pa.string()), ("title", pa.string()), ("standfirst", pa.string()),
        ("description", pa.string()), ("body", pa.string()), ("authors", _TEXTS), ("byline", pa.string()),
        ("dateline", pa.string()), ("dateline_date", pa.string()), ("dateline_agency", pa.string()), ("published_at", _TIME),
        ("published_precision", pa.string()), ("updated_at", _TIME), ("language", pa.string()), ("section", pa.string()),
        ("tags", _TEXTS), ("word_count", pa.int32()), ("is_truncated", pa.bool_()), ("missing_share", pa.float64()),
        ("flags", _TEXTS),
    ]
)  # fmt: skip
_CHILDREN = {
    "blocks": [("label", pa.string()), ("text", pa.string()), ("rule", pa.string()), ("gap", pa.string())],
    "contributors": [
        ("contributor_id", pa.string()), ("kind", pa.string()), ("name", pa.string()), ("given", pa.string()),
        ("family", pa.string()), ("particle", pa.string()), ("suffix", pa.string()), ("role", pa.string()),
        ("function", pa.string()), ("job", pa.string()),
        ("affiliation", _TEXTS), ("location", pa.string()), ("email", pa.string()), ("handle", pa.string()),
        ("agency", pa.string()),
    ],
    "places": [
        ("as_written", pa.string()), ("name", pa.string()), ("admin1", pa.string()), ("country", pa.string()),
        ("lat", pa.float64()), ("lon", pa.float64()), ("geonames_id", pa.int64()),
    ],
    "images": [
        ("url", pa.string()), ("caption", pa.string()), ("credit", pa.string()), ("credit_person", pa.string()),
        ("credit_agency", pa.string()),
    ],
    "links": [("href", pa.string()), ("anchor", pa.string())],
    "quotes": [
        ("speaker_id", pa.string()), ("text", pa.string()), ("kind", pa.string()), ("verb", pa.string()),
        ("speaker", pa.string()), ("speaker_name", pa.string()), ("span_start", pa.int32()), ("span_end", pa.int32()),
        ("rule", pa.string()),
    ],
    "mentions": [
        ("name_id", pa.string()), ("kind", pa.string()), ("name", pa.string()), ("as_written", pa.string()),
        ("span_start", pa.int32()), ("span_end", pa.int32()), ("rule", pa.string()), ("family", pa.string()),
        ("is_alone", pa.bool_()),
    ],
    "dates": [
        ("as_written", pa.string()), ("first_day", pa.date32()), ("last_day", pa.date32()), ("rule", pa.string()),
        ("anchor", pa.date32()), ("span_start", pa.int32()), ("span_end", pa.int32()),
    ],
    "evidence": [
        ("field", pa.string()), ("value", pa.string()), ("source", pa.string()), ("chosen", pa.bool_()),
        ("element", pa.string()),
    ],
}  # fmt: skip
_SENTENCE = pa.struct(
    [
        ("position", pa.int32()), ("span_start", pa.int32()), ("span_end", pa.int32()), ("hash", pa.uint64()),
        ("words", pa.int32()), ("sketch", pa.list_(pa.uint32())),
    ]
)  # fmt: skip
SCHEMA = pa.schema(
    [
        ("kind", pa.string()), ("page_id", pa.string()), ("url", pa.string()), ("final_url", pa.string()),
        ("publisher", pa.string()), ("fetched_at", _TIME), ("http_status", pa.int32()), ("content_type", pa.string()),
        ("headers", pa.list_(pa.struct([("name", pa.string()), ("value", pa.string())]))), ("warc_file", pa.string()),
        ("warc_offset", pa.int64()), ("payload_sha256", pa.string()), ("payload_size", pa.int64()), ("part_of", pa.string()),
        ("outcome", pa.string()), ("reason", pa.string()),
        ("reject", pa.struct([("stage", pa.string()), ("code", pa.string()), ("detail", pa.string())])),
        ("article", _ARTICLE),
        *((name, pa.list_(pa.struct(fields))) for name, fields in _CHILDREN.items()),
        ("sentences", pa.list_(_SENTENCE)),
        ("terms", _TEXTS), ("term_counts", pa.list_(pa.uint8())),
        ("word_keys", pa.list_(pa.uint64())), ("frequencies", pa.list_(pa.int32())),
    ]
)  # fmt: skip
"""One row a page: what was asked for, then the reject or the article with its blocks, contributors, places ...

`sentences` are what shared text is found by, `terms` and `term_counts` what its story is found by, `word_keys` and
`frequencies` what search finds it by.
`kind` is "article" or "reject" (a page that was read), "part" (a later page of an article, `part_of` its first page, that was
read with it), "known" (a page that had been read before) or "unread".
"""


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


LISTINGS = pa.schema(
    [
        ("publisher", pa.string()), ("url", pa.string()), ("kind", pa.string()), ("http_status", pa.int32()),
        ("outcome", pa.string()), ("reason", pa.string()), ("entries", pa.int64()), ("new", pa.int64()), ("asked_at", _TIME),
    ]
)  # fmt: skip
"""One row a listing."""


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


def _table(rows: Iterable[Read | Known | Unread]) -> pa.Table:
    """Some at a time: as Python's own, the rows of a long article take many times the memory that Arrow needs."""
    some, tables = iter(rows), [SCHEMA.empty_table()]
    while portion := [_whole(_row(row)) for row in islice(some, ROWS_AT_ONCE)]:
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


def article_id(url: str, payload_sha256: str) -> str:
    """16 hex digits that stand for a canonical address, whatever its scheme; for a file without one, for its bytes."""
    scheme, _, rest = _in_order(url).partition("://")
    return _digest(rest if scheme in ("http", "https") else payload_sha256)[:16]


def _in_order(url: str) -> str:
    """An address with its parameters in the one order that all its writings share."""
    before, question, query = url.partition("?")
    return before + question + "&".join(sorted(query.split("&")))


def contributor_id(contributor: Contributor, publisher: str = "") -> str | None:
    """16 hex digits that stand for a kind and a name, however they are cased and spaced; None where there is no name.

    All names of an agency, in any script, stand for one: "AFP", "Agence France-Presse", "法新社". A name that any newsroom
    may sign with ("Redaktion", "Staff Reporter", "admin") is each publisher's own.
    """
    name = contributor.name or contributor.handle or contributor.email
    if not name:
        return None
    if contributor.kind == "organisation" and (agency := agency_of(name)):
        name = agency.name
    own = (publisher,) if publisher and _folded(name).strip(".") in _newsrooms() else ()
    return _digest(contributor.kind, _folded(name), *own)[:16]


@cache
def _newsrooms() -> frozenset[str]:
    return frozenset(_folded(name) for key in ("byline.newsroom", "byline.nobody") for name in of_all(key))


def agency_behind(contributor: Contributor) -> str | None:
    """The agency that a contributor is or works for, by its usual name: what it sends is printed by many."""
    own = (contributor.name,) if contributor.kind == "organisation" and contributor.name else ()
    found = (agency_of(name) for name in (*own, *contributor.affiliation))
    return next((agency.name for agency in found if agency and agency.trade == "wire"), None)


def speaker_id(name: str | None) -> str | None:
    """16 hex digits that stand for somebody who is quoted: those that a byline of that name has, a person's or an agency's."""
    kind: ContributorKind = "organisation" if name and agency_of(name) else "person"
    return contributor_id(Contributor(kind, name))


def name_id(kind: NameKind, key: str) -> str:
    """16 hex digits that stand for a name in texts, by the key that all its forms share (articles/names)."""
    return _digest("named", kind, key)[:16]


def _folded(text: str) -> str:
    return " ".join(normalize("NFKC", text).casefold().split())


_IDEOGRAPH = re.compile("[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")


def word_count(text: str) -> int:
    """Words of a text: what stands between spaces and has a letter or digit; each ideograph and kana is one."""
    return sum(any(map(str.isalnum, word)) for word in _IDEOGRAPH.sub(r" \g<0> ", text).split())


def _digest(*parts: str) -> str:
    return sha256("\0".join(parts).encode(errors="surrogatepass")).hexdigest()


def _row(row: Read | Known | Unread) -> dict[str, Any]:
    if isinstance(row, Unread):
        return {
            "kind": "unread", "page_id": row.page_id, "url": row.url, "publisher": row.publisher, "fetched_at": row.asked_at,
            "http_status": row.http_status, "content_type": row.content_type, "outcome": row.outcome, "reason": row.reason,
            "reject": _reject(row.reject) if row.reject else None,
        }  # fmt: skip
    page = row.page
    told: dict[str, Any] = {
        "kind": "known", "page_id": page.page_id, "url": page.url, "final_url": page.final_url or page.url,
        "publisher": page.publisher, "fetched_at": page.fetched_at, "http_status": page.http_status,
        "content_type": page.content_type, "headers": [{"name": name, "value": value} for name, value in page.headers],
        "warc_file": page.warc_file, "warc_offset": page.warc_offset, "payload_sha256": page.payload_sha256,
        "payload_size": len(page.payload), "part_of": page.part_of or None,
    }  # fmt: skip
    if isinstance(row, Known):
        return told
    if isinstance(row.result, Reject):
        return told | {"kind": "reject", "reject": _reject(row.result)}
    reading = _reading(row.result, told["payload_sha256"])
    if page.part_of:
        named = {name: reading["article"][name] for name in ("article_id", "content_hash", "url")}
        return told | {"kind": "part", "article": named}
    return told | {"kind": "article"} | reading


def _reject(reject: Reject) -> dict[str, str]:
    return {"stage": reject.stage, "code": reject.code, "detail": reject.detail}


def _reading(article: Article, payload_sha256: str) -> dict[str, Any]:
    children: dict[str, list[dict[str, Any]]] = {
        "blocks": [_fields(block, "blocks") for block in article.blocks],
        "contributors": [
            {"contributor_id": contributor_id(c, article.publisher), "agency": agency_behind(c)} | _fields(c, "contributors")
            for c in article.contributors
        ],
        "places": [_fields(place, "places") for place in article.places],
        "images": [_fields(image, "images") for image in article.images],
        "links": [_fields(link, "links") for link in article.links],
        "quotes": [{"speaker_id": speaker_id(q.speaker_name)} | _fields(q, "quotes") for q in article.quotes],
        "mentions": [{"name_id": name_id(m.kind, m.key)} | _fields(m, "mentions") for m in article.mentions],
        "dates": [_fields(one, "dates") for one in article.dates],
        "evidence": [_fields(evidence, "evidence") for evidence in article.evidence],
    }
    own = {
        name: getattr(article, name)
        for name in (field.name for field in _ARTICLE)
        if name not in ("article_id", "content_hash", "reading_hash", "word_count")
    }
    own["word_count"] = word_count(article.body)
    corrections = [block.text for block in article.blocks if block.label == "notice" and opens_correction(block.text)]
    content = (article.title, article.standfirst, article.body, article.byline, article.dateline, *corrections)
    own["article_id"] = article_id(article.url, payload_sha256)
    own["content_hash"] = _digest(json.dumps(content))
    own["reading_hash"] = _digest(json.dumps([own, children], default=str))
    about = terms(article.title, article.body, article.language)
    return {
        "article": own, **children, "sentences": [_fields(one, "sentences") for one in sentences(article.blocks)],
        "terms": [term.key for term in about], "term_counts": [term.count for term in about],
    }  # fmt: skip


_DERIVED = ("contributor_id", "speaker_id", "name_id", "agency")
_FIELDS = {child: tuple(name for name, _ in fields if name not in _DERIVED) for child, fields in _CHILDREN.items()}
_FIELDS["sentences"] = tuple(field.name for field in _SENTENCE)


def _fields(item: object, child: str) -> dict[str, Any]:
    return {name: getattr(item, name) for name in _FIELDS[child]}


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
