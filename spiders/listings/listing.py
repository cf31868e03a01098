"""What lists a publisher's articles, a feed, sitemap or section page, once it is read."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

from articles.dates import timestamps
from articles.page import Hint

MAX_ENTRIES = 1000
"""Of one listing in one night. Feeds hold 10 to 100; one of a million must not hold up the others."""

LASTMOD = "lastmod"
"""The field of a hint: when a sitemap says that a page changed. It makes a page due; a template that moved may be all of it."""


class NoListing(ValueError):
    """The bytes are no feed, sitemap or page."""


@dataclass(frozen=True, slots=True)
class Entry:
    """An article's address, absolute, as listed, and what the listing says of it."""

    url: str
    hints: tuple[Hint, ...] = ()


@dataclass(frozen=True, slots=True)
class Listing:
    """`entries` in their order; `further` holds the sitemaps of an index, or a section's next page.

    The others are not in `entries`: `left_out` were past MAX_ENTRIES, `without_address` had no link, `undated` ones of a
    sitemap may be of any age.
    """

    entries: tuple[Entry, ...]
    further: tuple[str, ...] = ()
    left_out: int = 0
    without_address: int = 0
    undated: int = 0

    def notes(self) -> Iterator[str]:
        """What is not in `entries`, a line each."""
        for count, what in (
            (self.left_out, f"left out past the first {MAX_ENTRIES}"),
            (self.without_address, "without an address"),
            (self.undated, "left out: without a date, of unknown age"),
        ):
            if count:
                yield f"{count} {'entry' if count == 1 else 'entries'} {what}"


def moment(written: str) -> datetime | None:
    """A date or time in any form that people write; UTC, which tells young from old, where it has no zone. Else None."""
    try:
        said = datetime.fromisoformat(written)
    except ValueError:
        found = timestamps.parse(written)
        return found.at if found else None
    return said if said.tzinfo else said.replace(tzinfo=UTC)
