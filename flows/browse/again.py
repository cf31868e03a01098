"""What to type so that rejected pages are tried again: an ordered table, the first line that fits."""

import shlex
from collections.abc import Callable
from typing import Any

Reason = dict[str, Any]
"""A row of warehouse/browse/rejects.sql: pages of one publisher that were rejected for one reason."""

LINES: tuple[tuple[Callable[[Reason], bool], str, str], ...] = (
    (
        lambda reason: reason["stage"] == "store",
        "copydesk sql 'from tombstones'",
        "taken down for good: it is not loaded again",
    ),
    (lambda reason: reason["files"] == reason["pages"], "copydesk load --retry-rejects", "once the files are mended"),
    (lambda reason: not reason["publisher"], "copydesk reread", "reads all archived pages with today's rules"),
    (lambda reason: reason["stage"] == "fetch", "copydesk nightly {publisher}", "asks the site again, for what is due"),
    (lambda _: True, "copydesk reread --publisher {publisher}", "reads the archived pages with today's rules"),
)


def line(reason: Reason) -> tuple[str, str]:
    """(what to type, what it does)."""
    typed, does = next((typed, does) for fits, typed, does in LINES if fits(reason))
    return typed.format(publisher=shlex.quote(reason["publisher"] or "")), does
