"""What an address asks for: all of it stands in the link, so that a link can be shared."""

from collections.abc import Iterable, Mapping
from datetime import date
from urllib.parse import urlencode

Values = dict[str, str | None]
"""{name: what it asks for, or None for all}."""

DAYS = ("day", "since", "until")
LONGEST = 500
ROWS = 50
"""Rows of one page."""
LAST_PAGE = 2000


class NotUnderstood(ValueError):
    """What an address asks for is none of what can be asked for: says what, and an example."""


def values(given: Mapping[str, str], names: Iterable[str]) -> Values:
    """The values of these names. Raises NotUnderstood for a day that is none."""
    found: Values = {name: given.get(name, "").strip()[:LONGEST] or None for name in names}
    for name in DAYS:
        if (text := found.get(name)) is not None:
            found[name] = _day(name, text)
    return found


def number(given: Mapping[str, str], name: str, at_most: int = LAST_PAGE) -> int | None:
    """A whole number from 1 on; None where none is given. Raises NotUnderstood."""
    text = given.get(name, "").strip()
    if not text:
        return None
    if not (text.isascii() and text.isdigit() and len(text) <= 9 and 1 <= int(text) <= at_most):
        raise NotUnderstood(f"{name} {text[:40]!r} is no number from 1 to {at_most:,}")
    return int(text)


def link(path: str, asked: Mapping[str, str | None], **changes: object) -> str:
    """The address that asks for the same, but for the changes; what asks for nothing is left out."""
    wanted = {name: value for name, value in {**asked, **changes}.items() if value is not None}
    return f"{path}?{urlencode(wanted)}" if wanted else path


def _day(name: str, text: str) -> str:
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError:
        raise NotUnderstood(f"{name} {text[:40]!r} is no day; write it like 2026-11-22") from None
