"""Dates in the cells of a table, as a spreadsheet or a database writes them, made ISO 8601.

Which of two numbers is the month is told by the column: 11/15/2026 in one row says how 11/05/2026 is meant in another. Where no
row says it, the date stays as it is, and the language and country of the publisher decide when it is read.
"""

import re
from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from typing import Literal

from loaders.formats.values import bare, seconds

Order = Literal["day", "month"]
"""Which of two numbers comes first in a column's dates."""

_TWO_NUMBERS = re.compile(r"\s*(\d{1,2})\s?([/.-])\s?(\d{1,2})\s?\2\s?(\d{4}|\d{2})(?!\d)(.*)", re.DOTALL)
_NUMBER = re.compile(r"\s*\d+(?:[.,]\d+)?\s*")
_FIRST_DAY, _LAST_DAY = 20_000, 80_000
"""Days of a spreadsheet's count that can be a date of news: October 1954 to January 2119."""
_DAY_ZERO = datetime(1899, 12, 30)  # noqa: DTZ001 - a spreadsheet knows no zones


class Orders:
    """The order of the dates in each of some columns, as their rows go by."""

    def __init__(self, columns: Iterable[str]) -> None:
        self._seen: dict[str, set[Order | None]] = {name: set() for name in columns}

    def see(self, row: Mapping[str, object]) -> None:
        """Look at a further row."""
        for name in self._seen.keys() & row.keys():
            value = row[name]
            if isinstance(value, str) and (found := _TWO_NUMBERS.match(value)):
                first, second = int(found[1]), int(found[3])
                self._seen[name].add("day" if first > 12 >= second else "month" if second > 12 >= first else None)

    def open(self) -> bool:
        """Whether a column has dates, and none of them says its order yet."""
        return any(seen == {None} for seen in self._seen.values())

    def known(self) -> dict[str, Order]:
        """{column: its order} for those whose dates say it, and do not speak against each other."""
        agreed = {name: seen - {None} for name, seen in self._seen.items()}
        return {name: one for name, seen in agreed.items() if len(seen) == 1 for one in seen if one}


def as_iso(value: object, said: Order | None) -> object:
    """A count of days or seconds, or a date in the column's order, as ISO 8601; anything else as it is."""
    value = bare(value)
    if isinstance(value, int | float) and not isinstance(value, bool):
        return _of_number(float(value)) or value
    if not isinstance(value, str):
        return value
    if _NUMBER.fullmatch(value):
        return _of_number(float(value.replace(",", "."))) or value
    if said and (found := _TWO_NUMBERS.match(value)):
        day, month = (found[1], found[3]) if said == "day" else (found[3], found[1])
        year = found[4] if len(found[4]) == 4 else f"20{found[4]}"
        return f"{year}-{int(month):02}-{int(day):02}{found[5]}"
    return value


def _of_number(number: float) -> str | None:
    if _FIRST_DAY <= number <= _LAST_DAY:
        time = _DAY_ZERO + timedelta(seconds=round(number * 86_400))
        return time.isoformat() if number % 1 else time.date().isoformat()
    found = seconds(number)
    return found.isoformat() if found else None
