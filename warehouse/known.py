"""What flows and people look up in the published warehouse: what failed in a run, how an article came about."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from duckdb import DuckDBPyConnection

from articles.page import Hint
from warehouse.home import Home
from warehouse.query import NothingPublished, QueryError, connect
from warehouse.statements import statement


@dataclass(frozen=True, slots=True)
class Fault:
    """Something asked for that gave no article. `code` is its reject's, None where it has none.

    `is_listing` where it was asked for as one: what it lists has not been found.
    """

    url: str
    outcome: str
    code: str | None
    detail: str
    publisher: str
    is_listing: bool = False


@dataclass(frozen=True, slots=True)
class KnownAddress:
    """The validators that a server last gave with a page, and when its address was first and last asked for.

    `is_later_page` of an article over several pages, or `has_later_pages`, and is the first.
    """

    etag: str | None
    last_modified: str | None
    first_seen: datetime
    last_asked: datetime
    is_later_page: bool = False
    has_later_pages: bool = False


@dataclass(frozen=True, slots=True)
class Explained:
    """An article's current version: where it was read from and by what, its blocks and its evidence in order."""

    article_id: str
    version: int
    url: str
    publisher: str
    run_id: str
    page_id: str
    warc_file: str
    warc_offset: int
    code_version: str
    rule_set: str
    blocks: list[tuple[str, str, str]]
    evidence: list[tuple[str, str, str, bool]]


def known_addresses(home: Home, publisher: str) -> dict[str, KnownAddress]:
    """What is known of each address of a publisher that has answered, rejected ones too."""
    try:
        return {url: KnownAddress(*known) for url, *known in _rows(home, "known_addresses", {"publisher": publisher})}
    except NothingPublished:
        return {}


def said_by_listings(home: Home, publisher: str) -> dict[str, tuple[Hint, ...]]:
    """What feeds and sitemaps of earlier nights said of each address: when it was published, by whom, under which heads."""
    try:
        said: dict[str, list[Hint]] = {}
        for url, *hint in _rows(home, "said_by_listings", {"publisher": publisher}):
            said.setdefault(url, []).append(Hint(*hint))
    except NothingPublished:
        return {}
    return {url: tuple(hints) for url, hints in said.items()}


def known_listings(home: Home, publisher: str) -> frozenset[str]:
    """Addresses of a publisher that were ever read as a listing."""
    try:
        return frozenset(url for (url,) in _rows(home, "known_listings", {"publisher": publisher}))
    except NothingPublished:
        return frozenset()


def faults(store: DuckDBPyConnection, run_id: str) -> list[Fault]:
    """What was rejected or failed in a run, by address; listings, which were disallowed, it may be, before pages.

    Works on the store and on a published snapshot.
    """
    return [Fault(*row) for row in store.execute(statement("lookups", "faults"), {"run_id": run_id}).fetchall()]


@dataclass(frozen=True, slots=True)
class RejectedPath:
    """A file or folder, as it was named, of which the last load that named it for this publisher rejected something.

    `is_from_shell` is False where it was ever named from the UI.
    """

    path: str
    publisher: str | None
    is_from_shell: bool


def rejected_paths(home: Home) -> list[RejectedPath]:
    """What can be tried again, by publisher and whence it was named; nothing before the first load."""
    try:
        return [RejectedPath(*row) for row in _rows(home, "rejected_paths", {})]
    except NothingPublished:
        return []


def explained(home: Home, url_or_id: str) -> Explained:
    """The article with this address (its own, or one that led to it) or id. Raises QueryError where there is none."""
    rows = _rows(home, "article", {"url_or_id": url_or_id})
    if not rows:
        became = _rows(home, "no_article", {"url_or_id": url_or_id})
        why = became[0][0] if became else "name its address or its article_id, as in `articles`"
        raise QueryError(f"no article {url_or_id!r}: {why}")
    which = {"article_id": rows[0][0], "version": rows[0][1]}
    lineage: tuple[str, int, str, str, str, str, str, int, str, str] = rows[0]
    return Explained(*lineage, blocks=_rows(home, "blocks", which), evidence=_rows(home, "evidence", which))


def _rows(home: Home, name: str, parameters: dict[str, Any]) -> list[Any]:
    with connect(home) as warehouse:
        return warehouse.execute(statement("lookups", name), parameters).fetchall()
