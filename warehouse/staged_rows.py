"""Rows of a staged batch that need no article: a page that was rejected, was known before, or was never read."""

import json
import os
import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path
from secrets import token_hex
from typing import Any

from duckdb import DuckDBPyConnection, connect

from articles.article import Article
from articles.page import Page, Reject, Unread
from warehouse.home import sync_folder
from warehouse.staged import COLUMNS
from warehouse.statements import statement


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


def write_without_articles(rows: Iterable[Read | Known | Unread], out: Path) -> Path:
    """As `warehouse.staging.write`, for a batch that holds no article; a tenth as much has to be imported for it."""
    told = json.dumps([storable(row_of(row)) for row in rows], default=datetime.isoformat)
    with written_whole(out) as part, _desk().cursor() as desk:
        sql = statement("load", "stage").format(structure=json.dumps(COLUMNS), file=str(part).replace("'", "''"))
        desk.execute(sql, {"rows": told})
    return out


@cache
def _desk() -> DuckDBPyConnection:
    return connect(config={"threads": 1, "memory_limit": "256MB", "autoload_known_extensions": "false"})


def row_of(row: Read | Known | Unread) -> dict[str, Any]:
    """A page's own columns, and why it gave no article; those of an article are added by `warehouse.staging`."""
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
    if isinstance(row, Read) and isinstance(row.result, Reject):
        return fields | {"kind": "reject", "reject": _reject(row.result)}
    return fields


def _reject(reject: Reject) -> dict[str, str]:
    return {"stage": reject.stage, "code": reject.code, "detail": reject.detail}


def staged_pages(file: Path) -> set[str]:
    """The ids of the pages that a staged file holds."""
    with _desk().cursor() as desk:
        return {page_id for (page_id,) in desk.execute(statement("load", "staged_pages"), {"file": str(file)}).fetchall()}


@contextmanager
def written_whole(out: Path) -> Iterator[Path]:
    """Where to write what is to be `out`: it is there when the block ends, whole, or not at all."""
    part = out.with_name(f"{out.name}.{token_hex(4)}.part")  # two machines may write one batch, where one was thought lost
    yield part
    with part.open("rb") as file:
        os.fsync(file.fileno())
    part.replace(out)
    sync_folder(out.parent)


_BROKEN = re.compile("[\0\ud800-\udfff]")
_ALWAYS_WHOLE = frozenset((int, float, bool, type(None)))
"""Types of most cells of a row, its sentences' numbers: nothing is asked of them."""


def storable(value: Any) -> Any:  # noqa: ANN401 (any cell of the schema)
    """A cell that UTF-8 and SQL can hold: NUL and lone surrogates become U+FFFD, as HTML has it for NUL."""
    if isinstance(value, str):
        return value if value.isprintable() else _BROKEN.sub("\ufffd", value)
    if isinstance(value, dict):
        return {key: item if type(item) in _ALWAYS_WHOLE else storable(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [item if type(item) in _ALWAYS_WHOLE else storable(item) for item in value]
    if isinstance(value, datetime) and value.utcoffset() is None:
        raise ValueError(f"{value.isoformat()} has no time zone")
    return value
