"""What a value of a row says, however a tool wrote it: typed values of databases, objects with a name, lists, times."""

import math
from collections.abc import Iterator
from datetime import UTC, date, datetime
from decimal import Decimal

MOST = 50
"""Texts taken from one list."""

_TYPES = frozenset(("$date", "$numberlong", "$numberint", "$numberdouble", "$numberdecimal", "$oid", "$timestamp", "t", "i",
                    "s", "n", "stringvalue", "timestampvalue", "integervalue", "doublevalue", "rendered", "#text", "#cdata",
                    "$t", "_", "__cdata"))  # fmt: skip
"""Keys that databases and converters put around a value: MongoDB, DynamoDB, Firestore, WordPress, XML as JSON."""
_NAMING = ("name", "value", "title", "label", "text")
_DEEPEST = 6


def bare(value: object) -> object:
    """The value within an object that says only its type: `{"$date": {"$numberLong": "0"}}` is 0; any other as it is."""
    for _ in range(_DEEPEST):
        if not isinstance(value, dict) or not value or not all(str(key).lower() in _TYPES for key in value):
            if isinstance(value, dict) and isinstance(value.get("rendered"), str):  # WordPress: beside it stands "protected"
                return value["rendered"]
            return value
        value = next(iter(value.values()))
    return value


def strings(value: object) -> Iterator[str]:
    """The strings that a value gives; times as ISO 8601."""
    value = bare(value)
    if isinstance(value, str):
        yield value
    elif isinstance(value, datetime | date):
        yield value.isoformat()
    elif isinstance(value, bool):
        yield str(value)
    elif isinstance(value, int | float | Decimal):
        if math.isfinite(value):
            yield str(int(value)) if value == int(value) else str(value)
    elif isinstance(value, bytes):
        yield value.decode("utf-8", "replace")
    elif isinstance(value, list | tuple):
        for one in value[:MOST]:
            yield from strings(one)
    elif isinstance(value, dict):
        yield from strings(_named(value))


def _named(value: dict[object, object]) -> str | None:
    """What an object is called: of a keyword with its kind (`{"name": "subject", "value": "Ferries"}`) the value."""
    said = {key: bare(value[key]) for key in _NAMING if key in value}
    if isinstance(said.get("value"), str) and isinstance(said.get("name"), str):
        return str(said["value"])
    return next((one for one in said.values() if isinstance(one, str)), None)


def text(value: object) -> str:
    """Text of a column: a string, a list of paragraphs, or an object of them (Fundus: summary, sections with paragraphs)."""
    value = bare(value)
    if isinstance(value, bytes):
        return value.decode("utf-8", "replace")
    if isinstance(value, str):
        return value
    if isinstance(value, list | tuple):
        return "\n\n".join(part for part in map(text, value[:10_000]) if part.strip())
    if isinstance(value, dict):
        parts = (value[key] for key in ("summary", "headline", "paragraphs", "sections", "text", "value") if key in value)
        return "\n\n".join(part for part in map(text, parts) if part.strip())
    return ""


def seconds(number: float) -> datetime | None:
    """The time of a count since 1970, of seconds down to nanoseconds; None for a number that is no such count."""
    for unit in (1, 10**3, 10**6, 10**9):
        # A count of so many digits begins in 2001; a number of twelve or fourteen digits is a date without its hyphens.
        if 10**9 <= number / unit < 10**10:
            return datetime.fromtimestamp(number / unit, UTC)
    return None
