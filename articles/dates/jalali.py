"""The Persian solar calendar, in which Iranian and Afghan papers date their stories."""

from datetime import date, timedelta

_EPOCH = date(622, 3, 21)
_CYCLE_YEARS, _CYCLE_LEAPS = 33, 8
_LEAP_YEARS = frozenset((1, 5, 9, 13, 17, 22, 26, 30))
"""The years of a cycle that have 366 days: right from 1206 to 1498 (1827 to 2120)."""


def _leaps_before(year: int) -> int:
    """Leap years from 1 to the one before `year`."""
    cycles, rest = divmod(year - 1, _CYCLE_YEARS)
    return cycles * _CYCLE_LEAPS + sum(leap <= rest for leap in _LEAP_YEARS)


def gregorian(year: int, month: int, day: int) -> date | None:
    """The day by the Gregorian calendar: `gregorian(1403, 1, 1) == date(2024, 3, 20)`; None where there is no such day."""
    leap = year % _CYCLE_YEARS in _LEAP_YEARS
    length = 31 if month <= 6 else 30 if month < 12 or leap else 29
    if not (1 <= month <= 12 and 1 <= day <= length and 1206 <= year <= 1498):
        return None
    before = 31 * min(month - 1, 6) + 30 * max(month - 7, 0)
    return _EPOCH + timedelta(days=365 * (year - 1) + _leaps_before(year) + before + day - 1)


def nearest_to(published: date, month: int, day: int) -> date | None:
    """That day of the year which brings it nearest to `published`, not far after it."""
    year = published.year - 621
    days = [found for near in (year - 1, year, year + 1) if (found := gregorian(near, month, day))]
    return min((d for d in days if (d - published).days <= 3), key=lambda d: abs((d - published).days), default=None)
