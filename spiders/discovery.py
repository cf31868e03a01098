"""Where a publisher's articles are looked for: feeds, sitemaps, section pages, the home page, and the archive of past days."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from articles.publisher import Publisher
from spiders.ledger import Asked
from spiders.listings.listing import Entry, Listing, moment
from spiders.listings.sitemap import YOUNG

MAX_PAGES = 3
"""Of a section in one night, and only while each page names something new."""

MAX_ARCHIVE_PAGES = 30
"""Of one day's archive when a past time is filled in."""

_AHEAD = timedelta(days=1)
"""Times without a zone are taken for UTC: what was published today may seem to be of tomorrow."""


@dataclass(frozen=True, slots=True)
class Window:
    """The time of which articles are wanted. `is_backfill` where somebody asked for a past one."""

    since: datetime
    until: datetime
    is_backfill: bool = False

    def holds(self, entry: Entry) -> bool:
        """Whether an entry is to be asked for. One without a date always is, and so is all that is listed today."""
        said = {hint.field: hint.value for hint in entry.hints}
        published = moment(said.get("published_at", ""))
        return not self.is_backfill or published is None or self.since <= published <= self.until


def window(now: datetime, since: date | None, until: date | None) -> Window:
    """The last days; or the days from `since` to `until`, both included. Raises ValueError where they are in no order."""
    if since is None and until is None:
        return Window(now - YOUNG, now + _AHEAD)
    last = until or now.date()
    first = since or last
    if first > last:
        raise ValueError(f"since {first} is after until {last}")
    return Window(datetime.combine(first, time.min, UTC), datetime.combine(last, time.max, UTC), is_backfill=True)


def places(publisher: Publisher, wanted: Window) -> Iterator[Asked]:
    """What to ask for first: all that the publisher's file names, or the home page where it names nothing.

    To fill in a past time, the archive of its days and the sitemaps: feeds and sections show today's news.
    """
    if wanted.is_backfill:
        days = (wanted.until.date() - wanted.since.date()).days + 1
        if publisher.archive is not None:
            for day in range(days):
                yield Asked(publisher.archive.format(date=wanted.since.date() + timedelta(days=day)), "archive")
        yield from (Asked(url, "sitemap") for url in publisher.sitemaps)
        return
    yield from (Asked(url, "feed") for url in publisher.feeds)
    yield from (Asked(url, "sitemap") for url in publisher.sitemaps)
    yield from (Asked(url, "section") for url in publisher.sections)
    if not (publisher.feeds or publisher.sitemaps or publisher.sections):
        scheme = "http" if publisher.private_network else "https"
        yield Asked(f"{scheme}://{publisher.domain}/", "section")


def goes_on(asked: Asked, listing: Listing, is_new: bool, wanted: Window) -> Iterator[Asked]:
    """The sitemaps of an index, or a section's next page while there is something new and it has not been too many."""
    if asked.kind == "sitemap":
        yield from (Asked(url, "sitemap") for url in listing.further)
    elif is_new and asked.page < (MAX_ARCHIVE_PAGES if wanted.is_backfill else MAX_PAGES):
        yield from (Asked(url, "section", page=asked.page + 1) for url in listing.further)
