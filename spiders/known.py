"""What is known of a page from earlier nights, and when it is asked for again."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from articles.page import Hint

RECHECKS = (timedelta(hours=1), *(timedelta(days=days) - timedelta(hours=1) for days in (1, 3, 7)))
"""How old an article is when it is asked for again: most corrections come within hours, hardly any after a week.

An hour short of whole days: the next night's run starts at the same time, and reached the article some minutes after that.
"""


@dataclass(frozen=True, slots=True)
class Known:
    """Validators that a server gave with a page, for a conditional request (RFC 9110, 13), and when it was asked for.

    `first_seen` and `last_asked` are None where nobody kept them: such a page is asked for whenever it is listed.
    A later page of an article (`is_later_page`) is asked for with the first one, which `has_later_pages`, and not by itself.
    `said` is what listings of earlier nights said of it: when it is asked for again, they may have dropped it, or answer 304.
    """

    etag: str | None = None
    last_modified: str | None = None
    first_seen: datetime | None = None
    last_asked: datetime | None = None
    is_later_page: bool = False
    has_later_pages: bool = False
    said: tuple[Hint, ...] = ()

    def also_said(self, tonight: tuple[Hint, ...]) -> tuple[Hint, ...]:
        """What is said of it tonight and, of fields that nobody speaks of tonight, what was said before."""
        fields = {hint.field for hint in tonight}
        return tonight + tuple(hint for hint in self.said if hint.field not in fields)

    def is_due(self, now: datetime, updated: datetime | None = None) -> bool:
        """Whether an age of RECHECKS has come since it was last asked for, or a listing says that it changed since then."""
        if self.is_later_page:
            return False
        if self.first_seen is None or self.last_asked is None:
            return True
        if updated is not None and self.last_asked < updated <= now:
            return True
        return any(self.last_asked < self.first_seen + age <= now for age in RECHECKS)
