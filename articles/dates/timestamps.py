"""Times as pages write them, as instants in UTC."""

import re
import tomllib
import unicodedata
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo
from functools import cache
from importlib.resources import files
from zoneinfo import ZoneInfo

from articles.article import Precision
from articles.languages import words as languages


@dataclass(frozen=True, slots=True)
class Time:
    """An instant. `zoned` is False where neither the text nor the publisher said which zone, and UTC was assumed.

    `offset` is what the zone was ahead of UTC: `at + offset` is what the clock showed.
    """

    at: datetime
    precision: Precision
    zoned: bool
    offset: timedelta = timedelta(0)


_CLOCK = r"(?P<hour>\d{1,2})(?:[:.hH時시点时](?P<minute>\d{2})分?분?)(?::?(?P<second>\d{2})(?:[.,]\d+)?)?"
_DATA = tomllib.loads(files("articles.data").joinpath("times.toml").read_text("utf-8"))
_ZONES: dict[str, float | str] = _DATA["zones"]
_ZONE = (
    r"(?P<zone>[+-]\d{2}:?\d{2}\b|[+-]\d{2}\b|(?:UTC|GMT)[+-]\d{1,2}(?::?\d{2})?|\(?(?<![A-Za-z])(?-i:"
    + "|".join(sorted(_ZONES, key=len, reverse=True))
    + r")\b\)?)?"
)
_ISO = re.compile(
    r"(?P<year>\d{4})-?(?P<month>\d{2})-?(?P<day>\d{2})"
    r"(?:(?:\s*[T_ ,]\s*|\s+-\s+)(?P<hour>\d{2}):?(?P<minute>\d{2})(?::?(?P<second>\d{2})(?:[.,]\d+)?)?\s*" + _ZONE + ")?"
)
_NUMBERED = re.compile(r"(?P<a>\d{1,4})\s?[./年년-]\s?(?P<b>\d{1,2})\s?[./月월-]\s?(?P<c>\d{1,4})(?:日|일)?")
_DAY_MONTH_YEAR = re.compile(
    r"\b(?P<day>\d{1,2})(?:\s?(?:st|nd|rd|th)\b|er|º|ª|\.|-?го|,)?[\s-]*(?:de\s+|of\s+|d['’])?(?P<name>[^\W\d_]{3,}\.?)"
    r"[\s-]*(?:de\s+|del\s+|,)?\s*(?P<year>\d{4})(?!\d)"
)
_MONTH_DAY_YEAR = re.compile(r"(?P<name>[^\W\d_]{3,})\.?\s+(?P<day>\d{1,2})(?:\s?(?:st|nd|rd|th))?,?\s+(?P<year>\d{4})(?!\d)")
_YEAR_MONTH_DAY = re.compile(r"\b(?P<year>\d{4})[\s,.-]+(?P<name>[^\W\d_]{3,})[\s.-]+(?P<day>\d{1,2})\b")
_TIME = re.compile(r"(?<![\d:.])" + _CLOCK + r"\s*(?P<half>[ap]\.?m\b\.?)?\s*" + _ZONE, re.IGNORECASE)
_HALF = re.compile(r"(?<![\d:.])(?P<hour>\d{1,2})()\s*(?P<half>[ap]\.?m\b\.?)\s*" + _ZONE, re.IGNORECASE)
_EPOCH = re.compile(r"\d{10}(?:\d{3})?")


def parse(text: str, *, zone: str | None = None, day_first: bool = True) -> Time | None:
    """The time that a string gives, or None where it is none or impossible.

    Understood are ISO 8601 and what passes for it, RFC 2822, seconds and milliseconds since 1970, numbers in the order of
    the language, and months by name. `zone` (an IANA name) is used where the string has no zone of its own.
    """
    text = unicodedata.normalize("NFKC", text).strip()[:200]
    if _EPOCH.fullmatch(text):
        return _checked(datetime.fromtimestamp(int(text[:10]), UTC), "second", zoned=True)
    if (iso := _ISO.search(text)) and not text[iso.end() : iso.end() + 1].isdigit() and not text[: iso.start()][-1:].isdigit():
        return _time(iso["year"], iso["month"], iso["day"], iso, zone)
    if found := _by_name(text) or _by_number(text, day_first=day_first):
        rest = text[found[1] :]
        clock = _TIME.search(rest) or _HALF.search(rest) or _TIME.search(text[: found[2]]) or _HALF.search(text[: found[2]])
        return _time(*found[0], clock, zone)
    return None


@cache
def _months() -> dict[str, int]:
    """{form: month}, where the languages that have a form agree on its month."""
    found: dict[str, set[int]] = {}
    for months in languages.each("months").values():
        for number, forms in enumerate(months, 1):
            for form in forms.split("|"):
                found.setdefault(form.casefold(), set()).add(number)
    return {form: min(numbers) for form, numbers in found.items() if len(numbers) == 1}


def _by_name(text: str) -> tuple[tuple[str, str, str], int, int] | None:
    for pattern in (_DAY_MONTH_YEAR, _MONTH_DAY_YEAR, _YEAR_MONTH_DAY):
        for found in pattern.finditer(text):
            month = _months().get(found["name"].rstrip(".").casefold())
            if month:
                return (found["year"], str(month), found["day"]), found.end(), found.start()
    return None


def _by_number(text: str, *, day_first: bool) -> tuple[tuple[str, str, str], int, int] | None:
    found = _NUMBERED.search(text)
    if not found:
        return None
    a, b, c = found["a"], found["b"], found["c"]
    if len(a) == 4:
        return (a, b, c), found.end(), found.start()
    if len(c) == 2:
        c = "20" + c
    if len(c) != 4:
        return None
    # Between dots the day stands first in every language.
    if (int(b) > 12 or (not day_first and "." not in found[0])) and int(a) <= 12:
        a, b = b, a
    return (c, b, a), found.end(), found.start()


def _zone(written: str) -> tzinfo | None:
    written = written.strip("() ")
    known = _ZONES.get(written)
    if known is not None:
        return ZoneInfo(known) if isinstance(known, str) else timezone(timedelta(hours=known))
    sign = re.fullmatch(r"(?:UTC|GMT)?([+-])(\d{1,2}):?(\d{2})?", written)
    if not sign or int(sign[2]) > 14 or int(sign[3] or 0) > 59:
        return None
    return timezone((-1 if sign[1] == "-" else 1) * timedelta(hours=int(sign[2]), minutes=int(sign[3] or 0)))


def _time(year: str, month: str, day: str, clock: re.Match[str] | None, zone: str | None) -> Time | None:
    try:
        if clock is None or clock["hour"] is None:
            return _checked(datetime(int(year), int(month), int(day), tzinfo=UTC), "day", zoned=True)
        groups = clock.groupdict()
        hour = int(clock["hour"])
        if half := groups.get("half"):
            if not 1 <= hour <= 12:
                return None
            hour = hour % 12 + (12 if half.lower().startswith("p") else 0)
        minute, second = int(groups.get("minute") or 0), min(59, int(groups.get("second") or 0))
        naive = datetime.combine(date(int(year), int(month), int(day)), time(hour, minute, second))
    except ValueError:
        return None
    precision: Precision = "second" if groups.get("second") else "minute" if groups.get("minute") else "hour"
    if written := groups.get("zone"):
        offset = _zone(written)
        # A zone that cannot be ("+99:99") leaves the day, and nothing finer, to be believed.
        if offset is None:
            return _checked(datetime(naive.year, naive.month, naive.day, tzinfo=UTC), "day", zoned=False)
        return _checked(naive.replace(tzinfo=offset), precision, zoned=True)
    return _checked(naive.replace(tzinfo=ZoneInfo(zone) if zone else UTC), precision, zoned=zone is not None)


def _checked(at: datetime, precision: Precision, *, zoned: bool) -> Time | None:
    """None before the first newspaper's website could have been written, roughly, and after 2100."""
    if not date(1900, 1, 1) <= at.date() <= date(2100, 1, 1):
        return None
    return Time(at.astimezone(UTC), precision, zoned, at.utcoffset() or timedelta(0))


_MOST_WORDS = 6
"""Words beside the date itself in a line that gives a date: "Published on", "By Ann Example", "Last updated"."""


_DIGIT = re.compile(r"\d")
_HOURS = re.compile(r"\d{1,2}[:.]\d{2}\s?(?:-|–|—|to|bis|à|a)\s?\d{1,2}[:.]\d{2}")


def is_date_line(text: str) -> bool:
    """Whether a line gives a day and year and says little else; when an event begins and ends is no such line."""
    if not _DIGIT.search(text) or _HOURS.search(text):
        return False
    found = _first_day(text)
    return found is not None and len(re.findall(r"[^\W\d_]+", text[: found[2]] + text[found[1] :])) <= _MOST_WORDS


def day_at(text: str) -> int:
    """Where in a text its first day stands; its length where it names none."""
    found = _first_day(text)
    return found[2] if found else len(text)


def days_in(text: str) -> int:
    """How many days a text names."""
    count = 0
    while found := _first_day(text):
        count, text = count + 1, text[found[1] :]
    return count


def _first_day(text: str) -> tuple[tuple[str, str, str], int, int] | None:
    return _by_name(text) or _by_number(text, day_first=True)
