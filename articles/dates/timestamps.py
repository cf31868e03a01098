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
from articles.dates.days import day_in, numbered, plain
from articles.dates.words import half, is_after_noon, without_eras
from articles.wordlists import any_of


@dataclass(frozen=True, slots=True)
class Time:
    """An instant. `zoned` is False where neither the text nor the publisher said which zone, and UTC was assumed.

    `offset` is what the zone was ahead of UTC: `at + offset` is what the clock showed.
    """

    at: datetime
    precision: Precision
    zoned: bool
    offset: timedelta = timedelta(0)


_CLOCK = (
    r"(?<![\d:.])(?P<hour>\d{1,2})(?:[:.hH]|\s?[時时시点點]\s?)(?P<minute>\d{2}|\d(?=\s?[分분]))\s?[分분]?"
    r"(?::?(?P<second>\d{2})(?:[.,]\d+)?)?"
)
_ZONES: dict[str, float | str] = tomllib.loads(files("articles.data").joinpath("times.toml").read_text("utf-8"))["zones"]
_ZONE = (
    r"(?P<zone>[+-]\d{2}:?\d{2}\b|[+-]\d{1,2}:\d{2}\b|[+-]\d{2}\b|\(?(?:UTC|GMT)\s?[+-]\d{1,2}(?::?\d{2})?|\(?(?<![A-Za-z])(?-i:"
    + any_of(_ZONES)
    + r")\b\)?)?"
)
_ISO = re.compile(
    r"(?P<year>\d{4})(?P<dash>-?)(?P<month>\d{2})-?(?P<day>\d{2})"
    r"(?:(?:\s*[T_ ,]\s*|\s+-\s+)(?P<hour>\d{2}):?(?P<minute>\d{2})(?::?(?P<second>\d{2})(?:[.,]\d+)?)?\s*" + _ZONE + ")?"
)
_CTIME = re.compile(
    r"([^\W\d_]{3,}\.?)\s+(\d{1,2}),?\s+(\d{1,2}:\d{2}(?::\d{2})?)\s+((?:[A-Z]{1,5}|[+-]\d{4})\s+)?(\d{4})(?!\d)"
)
"""As in C and Java: Fri Nov 27 09:30:00 CET 2026."""
_SHORT_YEAR = re.compile(r"\b(\d{1,2}[\s-]+[^\W\d_]{3,}\.?[\s-]+)(\d{2})(?=\s+\d{1,2}:\d{2})")
"""As in RFC 822: only a time of the day tells it from something else."""
_SMALL_LETTERS = re.compile(r"\d{4}-\d\d-\d\dt\d")
"""RFC 3339 allows them."""
_EPOCH = re.compile(r"\d{10}(?:\d{3})?")
_DIGITS_ALONE = re.compile(r"((?:19|20)\d{6})(\d{4}(?:\d{2})?)(Z?)")
"""As in archives and databases: 20261127093000."""


@cache
def _clocks() -> tuple[re.Pattern[str], ...]:
    """Times of day: hour and minute with or without a half of the day, and the hour alone with one."""
    before, after = rf"(?:(?P<before>{half()})\s*)", rf"(?:(?P<after>{half()})\.?)"
    return (
        re.compile(rf"{before}?{_CLOCK}\s*{after}?\s*{_ZONE}", re.IGNORECASE),
        re.compile(rf"(?<![\d:.])(?P<hour>\d{{1,2}})\s*{after}\s*{_ZONE}", re.IGNORECASE),
        re.compile(rf"{before}(?P<hour>\d{{1,2}})(?!\d)", re.IGNORECASE),
    )


def parse(text: str, *, zone: str | None = None, day_first: bool = True, lang: str | None = None) -> Time | None:
    """The time that a string gives, or None where it is none or impossible.

    Understood are ISO 8601 and what passes for it, RFC 2822, seconds and milliseconds since 1970, numbers in the order of
    the language, months by name, and years of the Persian, Thai, Japanese and Taiwanese calendars. `zone` (an IANA name) is
    used where the string has no zone of its own, `lang` where a name is another month in another language.
    """
    text = _as_usual(without_eras(unicodedata.normalize("NFKC", text).strip()[:200]))
    if _EPOCH.fullmatch(text):
        return _checked(datetime.fromtimestamp(int(text[:10]), UTC), "second", zoned=True)
    if (iso := _ISO.search(text)) and not text[iso.end() : iso.end() + 1].isdigit() and not text[: iso.start()][-1:].isdigit():
        # Eight digits with nothing between them are a day of our calendar, or a number of something else.
        written = (numbered if iso["dash"] else plain)(iso["year"], iso["month"], iso["day"])
        return _time(written, _behind(text, iso), zone) if written else None
    if found := day_in(text, day_first=day_first, lang=lang):
        rest, before = text[found.end :], text[: found.start]
        clock = next((seen for part in (rest, before) for pattern in _clocks() if (seen := pattern.search(part))), None)
        return _time(found.day, clock, zone) if found.day else None
    return None


def _as_usual(text: str) -> str:
    """Forms that no people use among themselves, in an order that people do."""
    if digits := _DIGITS_ALONE.fullmatch(text):
        return f"{digits[1]}T{digits[2]}{digits[3]}"
    text = text.upper() if _SMALL_LETTERS.match(text) else text
    text = _CTIME.sub(lambda of: f"{of[2]} {of[1]} {of[5]} {of[3]} {of[4] or ''}", text)
    return _SHORT_YEAR.sub(lambda of: f"{of[1]}{19 if int(of[2]) >= 50 else 20}{of[2]}", text)


def _behind(text: str, iso: re.Match[str]) -> re.Match[str]:
    """The time behind a day in the order of ISO 8601, where it does not keep to its form: one digit of an hour, or "PM"."""
    rest = text[iso.end("day") :]
    clock = _clocks()[0].match(rest.lstrip("T_, |·-")) if rest[:1] in tuple("T_, |·-") else None
    return clock if clock and (iso["hour"] is None or clock["before"] or clock["after"]) else iso


def _zone(written: str) -> tzinfo | None:
    written = written.strip("() ").replace(" ", "")
    known = _ZONES.get(written)
    if known is not None:
        return ZoneInfo(known) if isinstance(known, str) else timezone(timedelta(hours=known))
    sign = re.fullmatch(r"(?:UTC|GMT)?([+-])(\d{1,2}):?(\d{2})?", written)
    if not sign or int(sign[2]) > 14 or int(sign[3] or 0) > 59:
        return None
    return timezone((-1 if sign[1] == "-" else 1) * timedelta(hours=int(sign[2]), minutes=int(sign[3] or 0)))


def _time(day: date, clock: re.Match[str] | None, zone: str | None) -> Time | None:
    whole_day = datetime(day.year, day.month, day.day, tzinfo=UTC)
    if clock is None or clock["hour"] is None:
        return _checked(whole_day, "day", zoned=True)
    groups = clock.groupdict()
    hour = int(clock["hour"])
    if (half_of_day := groups.get("before") or groups.get("after")) and 1 <= hour <= 12:
        hour = hour % 12 + (12 if is_after_noon(half_of_day) else 0)
    minute, second = int(groups.get("minute") or 0), min(59, int(groups.get("second") or 0))
    try:
        is_midnight = hour == 24 and minute == 0  # the end of the day, in ISO 8601
        naive = datetime.combine(day, time(0 if is_midnight else hour, minute, second)) + timedelta(days=is_midnight)
    except ValueError:
        return None
    precision: Precision = "second" if groups.get("second") else "minute" if groups.get("minute") else "hour"
    if written := groups.get("zone"):
        offset = _zone(written)
        # A zone that cannot be ("+99:99") leaves the day, and nothing finer, to be believed.
        if offset is None:
            return _checked(whole_day, "day", zoned=False)
        return _checked(naive.replace(tzinfo=offset), precision, zoned=True)
    return _checked(naive.replace(tzinfo=ZoneInfo(zone) if zone else UTC), precision, zoned=zone is not None)


def _checked(at: datetime, precision: Precision, *, zoned: bool) -> Time | None:
    """None before the first newspaper's website could have been written, roughly, and after 2100."""
    if not date(1900, 1, 1) <= at.date() <= date(2100, 1, 1):
        return None
    return Time(at.astimezone(UTC), precision, zoned, at.utcoffset() or timedelta(0))


_MOST_WORDS = 6
"""Words beside the date itself in a line that gives a date: "Published on", "By Ann Example", "Last updated"."""


_LONGEST_LINE = 300
"""Characters that a date and so many words may have; each line with a digit is asked."""
_DIGIT = re.compile(r"\d")
_HOURS = re.compile(r"\d{1,2}[:.]\d{2}\s?(?:-|–|—|to|bis|à|a)\s?\d{1,2}[:.]\d{2}")


def is_date_line(text: str) -> bool:
    """Whether a line gives a day and year and says little else; when an event begins and ends is no such line."""
    if len(text) > _LONGEST_LINE or not _DIGIT.search(text) or _HOURS.search(text):
        return False
    found = day_in(text)
    return found is not None and len(re.findall(r"[^\W\d_]+", text[: found.start] + text[found.end :])) <= _MOST_WORDS


def day_at(text: str) -> int:
    """Where in a text its first day stands; its length where it names none."""
    found = day_in(text)
    return found.start if found else len(text)


def days_in(text: str) -> int:
    """How many days a text names."""
    count = 0
    while found := day_in(text):
        count, text = count + 1, text[found.end :]
    return count
