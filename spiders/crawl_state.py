"""What one night's crawl of a publisher leaves for the next one."""

from collections.abc import Iterable, Set
from datetime import datetime, timedelta

from pydantic import BaseModel, ConfigDict

from articles.page import Hint, Outcome, Unread
from spiders.ledger import Asked, Kind, Ledger, Listed

GIVE_UP = timedelta(days=3)
"""An article that has not come after so many days of trying has failed. Days on which nobody tried do not count."""


class Validators(BaseModel):
    """Of a feed, sitemap or section page (RFC 9110, 13)."""

    model_config = ConfigDict(frozen=True)

    etag: str | None = None
    last_modified: str | None = None


class Deferred(BaseModel):
    """An article that was left for the next night, and what its feed said of it. `since` when it is tried in vain, if ever.

    Or, by its `kind`, a listing that another one led to: a sitemap of an index, the nth `page` of a section.
    """

    model_config = ConfigDict(frozen=True)

    since: datetime | None = None
    hints: tuple[Hint, ...] = ()
    kind: Kind = "article"
    page: int = 1

    def outcome(self, now: datetime) -> Outcome:
        """What becomes of it when it does not come this time either."""
        return "failed" if self.since is not None and now - self.since >= GIVE_UP else "deferred"


class Handover(BaseModel):
    """All by address. JSON by `model_dump_json`, and back."""

    model_config = ConfigDict(frozen=True)

    listings: dict[str, Validators] = {}
    deferred: dict[str, Deferred] = {}

    @property
    def articles(self) -> dict[str, Deferred]:
        """Those that are deferred."""
        return {url: left for url, left in self.deferred.items() if left.kind == "article"}

    def further(self) -> list[Asked]:
        """Listings that are deferred."""
        return [Asked(url, left.kind, page=left.page) for url, left in self.deferred.items() if left.kind != "article"]

    def after(self, says: Ledger, now: datetime, *, first: Set[str] = frozenset(), is_backfill: bool = False) -> "Handover":
        """With what came of a crawl, which is closed. What it did not get to ask for stays as it was.

        `first` are the addresses of its publisher's file, which every night asks for. Of those that they led to, and that lead
        to articles that nobody else names, it may be, the ones that did not come are asked for in the next nights.
        A listing may answer 304 from now on: all that it named is settled, known or deferred here. A backfill looked for other
        days' entries in it, and so leaves its validators alone.
        """
        read = {} if is_backfill else {url: _validators(listed) for url, listed in says.listings.items()}
        waiting = {url: left for url, left in self.deferred.items() if url in says.left or not says.is_settled(url)}
        unread = [(says.asked[url], one) for url, one in says.unread.items() if url in says.asked]
        for asked, one in unread:
            if asked.kind == "article" and (asked.url in says.left or one.outcome == "deferred"):
                waiting[asked.url] = self._still(asked, None if asked.url in says.left else now)
        if not is_backfill:
            waiting |= self._listings_in_vain([one for one in unread if one[0].url not in first], now)
        waiting |= {url: self._still(article, None) for url, article in says.due.items() if not says.is_settled(url)}
        listings = {url: kept for url, kept in (self.listings | read).items() if kept != Validators()}
        return Handover(listings=listings, deferred=waiting)

    def _listings_in_vain(self, unread: Iterable[tuple[Asked, Unread]], now: datetime) -> dict[str, Deferred]:
        """Of listings that did not come those that are asked for again: for so long as an article would be."""
        failed = [asked for asked, one in unread if asked.kind != "article" and one.outcome in ("failed", "deferred")]
        waiting = {asked.url: self._still(asked, now) for asked in failed}
        return {url: left for url, left in waiting.items() if left.outcome(now) == "deferred"}

    def _still(self, asked: Asked, since: datetime | None) -> Deferred:
        """Deferred (again); since the first time that it was tried in vain."""
        before = self.deferred.get(asked.url, Deferred())
        return Deferred(since=before.since or since, hints=asked.hints or before.hints, kind=asked.kind, page=asked.page)


def _validators(listed: Listed) -> Validators:
    return Validators(etag=listed.etag, last_modified=listed.last_modified)
