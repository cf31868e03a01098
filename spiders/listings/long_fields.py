"""feedparser, but for the fields over which its patterns take a time that grows with the square of their length.

It looks for dates and for an author's address in whatever stands there; a line of 100,000 dashes took it a minute.
"""

from collections.abc import Callable
from typing import Any

from feedparser import datetimes
from feedparser.mixin import _FeedParserMixin

LONGEST_DATE = 200
LONGEST_AUTHOR = 1_000
"""Characters; of a longer one the start."""


def _short(understand: Callable[[str], object]) -> Callable[[str], object]:
    return lambda text: understand(text) if len(text) <= LONGEST_DATE else None


def bound() -> None:
    """Have feedparser understand no longer dates, and look at the start of longer authors."""
    datetimes._date_handlers[:] = map(_short, datetimes._date_handlers)
    sync = _FeedParserMixin._sync_author_detail

    def short(parser: Any, key: str = "author") -> None:  # noqa: ANN401 (feedparser has no types)
        context = parser._get_context()
        if isinstance(author := context.get(key), str):
            context[key] = author[:LONGEST_AUTHOR]
        sync(parser, key)

    _FeedParserMixin._sync_author_detail = short
