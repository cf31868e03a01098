"""What one night's crawl of a publisher leaves for the next one."""

from datetime import datetime, timedelta

from pydantic import BaseModel, ConfigDict

from articles.page import Hint, Outcome
from spiders.ledger import Ledger

BROKE_DOWN = "the crawl broke down"
"""What the reason of an address starts with that has failed by no fault of its own."""

GIVE_UP = timedelta(days=3)
"""An article that has not come after so many days of trying has failed."""


class Validators(BaseModel):
    """Of a feed, sitemap or section page (RFC 9110, 13)."""

    model_config = ConfigDict(frozen=True)

    etag: str | None = None
    last_modified: str | None = None


class Deferred(BaseModel):
    """An article that was left for the next night: since when, and what its feed said of it."""

    model_config = ConfigDict(frozen=True)

    since: datetime
    hints: tuple[Hint, ...] = ()

    def outcome(self, now: datetime) -> Outcome:
        """What becomes of it when it does not come this time either."""
        return "failed" if now - self.since >= GIVE_UP else "deferred"


class Handover(BaseModel):
    """All by address. JSON by `model_dump_json`, and back."""

    model_config = ConfigDict(frozen=True)

    listings: dict[str, Validators] = {}
    deferred: dict[str, Deferred] = {}

    def after(self, says: Ledger, now: datetime) -> "Handover":
        """With what came of a crawl. What it did not get to ask for stays as it was."""
        listings = self.listings | {
            url: Validators(etag=listed.etag, last_modified=listed.last_modified) for url, listed in says.listings.items()
        }
        waiting = {url: left for url, left in self.deferred.items() if not says.is_settled(url)}
        for url, unread in says.unread.items():
            asked = says.asked.get(url)
            is_left = unread.outcome == "deferred" or unread.reason.startswith(BROKE_DOWN)
            if is_left and asked is not None and asked.kind == "article":
                since = self.deferred[url].since if url in self.deferred else now
                waiting[url] = Deferred(since=since, hints=asked.hints)
        return Handover(listings={url: kept for url, kept in listings.items() if kept != Validators()}, deferred=waiting)
