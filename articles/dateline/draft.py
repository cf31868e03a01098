"""A row of parts as far as a dateline has been read."""

import re
from dataclasses import dataclass

from articles.article import DatelineAgency, DatelineDate
from articles.dateline.place_names import PlaceMention

NAME = re.compile(
    r"[^\W\d_][\w’'.-]+(?:\s+(?:de|da|del|van|von|der|al|el|bin)\s?|\s+|\s*-\s*)[^\W\d_][\w’'-]+(?:\s[^\W\d_][\w’'-]+)?"
)
"""The name of a correspondent."""


@dataclass(frozen=True, slots=True)
class DatelineDraft:
    """The parts read so far; `end` is where the last one ends; `unended`: nothing need end it."""

    start: int
    end: int
    where: tuple[PlaceMention, ...] = ()
    day: DatelineDate | None = None
    has_month: bool = False
    agency: DatelineAgency | None = None
    has_agency: bool = False
    bracketed: bool = False
    correspondent: str | None = None
    desk: bool = False
    unended: bool = False
