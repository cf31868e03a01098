"""A page: evidence as it was fetched or loaded, before anyone has read it."""

from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from hashlib import sha256
from typing import Literal

Outcome = Literal["article", "unchanged", "duplicate", "rejected", "failed", "deferred", "disallowed"]
Stage = Literal["load", "fetch", "read", "store"]
ListingKind = Literal["feed", "sitemap", "section", "archive"]
ListingOutcome = Literal["read", "unchanged", "rejected", "failed", "deferred", "disallowed"]

UNKNOWN_PUBLISHER = "unknown"


@dataclass(frozen=True, slots=True)
class Hint:
    """What somebody outside the page said of one of its fields: a feed entry, a column of a table, a wire's header.

    `field` is a field of `Article` ("title", "authors", "published_at" ...), `source` says who spoke ("feed", "jsonl" ...).
    """

    field: str
    value: str
    source: str


LINK = "link"
"""The source of a title that is the words of a link on a section's page."""
_OF_THE_FETCH = frozenset(("reservation", "rendering"))


@dataclass(frozen=True, slots=True)
class LaterPage:
    """A further page of an article: its address, and where it lies in the archive (as `Page` says)."""

    url: str
    payload_sha256: str
    warc_file: str
    warc_offset: int


@dataclass(frozen=True, slots=True)
class Page:
    """One fetch or one file, as bytes.

    `url` is what was asked for (a WARC record's target URI; `file:` and a path below what was named for a file without an
    address), `final_url` what answered after redirects. `payload` has lost its transfer and content encodings and nothing
    else. `content_type` is the header as sent, "" where there was none. `fetched_at` is in UTC. `warc_file` (a path below
    the archive) and `warc_offset` (bytes) say where the page lies once it is archived.

    The first page of an article over several pages has the `later` ones, in order; of these each has the first one's address
    in `part_of` ("" for all other pages).
    """

    url: str
    publisher: str
    fetched_at: datetime
    payload: bytes
    content_type: str = ""
    http_status: int | None = None
    headers: tuple[tuple[str, str], ...] = ()
    final_url: str = ""
    hints: tuple[Hint, ...] = ()
    warc_file: str | None = None
    warc_offset: int | None = None
    later: tuple[LaterPage, ...] = ()
    part_of: str = ""

    @property
    def is_called_an_article(self) -> bool:
        """Whether a feed, a sitemap or a file spoke of it as one: links lead to pages of all kinds, and servers to theirs."""
        return any(hint.source != LINK and hint.field not in _OF_THE_FETCH for hint in self.hints)

    @property
    def payload_sha256(self) -> str:
        """Hex digest of the payload."""
        return _digest(self.payload)

    @property
    def page_id(self) -> str:
        """The same address with the same bytes is the same page, whenever and however often it is asked for.

        An article's later pages count with its first: where one of them changes, the article may.
        """
        if not self.later:
            return page_id(self.url, self.payload_sha256)
        return page_id(self.url, "\0".join((self.payload_sha256, *(one.payload_sha256 for one in self.later))))


@lru_cache(maxsize=2)
def _digest(payload: bytes) -> str:
    # A page on its way is asked for its digest seven times, one after the other.
    return sha256(payload).hexdigest()


def page_id(url: str, payload_sha256: str = "") -> str:
    """16 hex digits that stand for an address and what it answered ("" where it answered nothing)."""
    return sha256(f"{url}\0{payload_sha256}".encode(errors="surrogatepass")).hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class Reject:
    """Why something asked for did not become an article.

    `code` is one of the contract's (`not_found`, `unreadable`, `empty`, `no_text`, `not_an_article` ...), with finer ones as
    `code/finer`. `detail` says what, where and what to do, in a sentence for people.
    """

    stage: Stage
    code: str
    detail: str


@dataclass(frozen=True, slots=True)
class Unread:
    """An address or file that was asked for and gave no page to read: a line of the ledger.

    `outcome` is never "article". A rejected one carries its `reject`; for the others `reason` says why in a few words
    ("304", "robots.txt", "Retry-After 3600").
    """

    url: str
    publisher: str
    asked_at: datetime
    outcome: Outcome
    reason: str
    http_status: int | None = None
    content_type: str = ""
    reject: Reject | None = None

    @property
    def page_id(self) -> str:
        """As of a page without a payload."""
        return page_id(self.url)


@dataclass(frozen=True, slots=True)
class AskedListing:
    """A feed, sitemap, section or archive page that was asked for in a block. It is no page: nobody reads an article from it.

    `entries` counts what it lists, `new` the articles among them that nobody knew; both are 0 where it was not read.
    `reason` says why it was not, in a few words or a sentence.
    """

    url: str
    publisher: str
    kind: ListingKind
    asked_at: datetime
    outcome: ListingOutcome
    reason: str | None = None
    http_status: int | None = None
    entries: int = 0
    new: int = 0
