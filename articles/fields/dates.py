"""When it was published and last changed: whose word is believed."""

import re
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date, timedelta
from functools import partial

from articles import address
from articles.dates import timestamps
from articles.fields.choose import Chosen
from articles.fields.metadata import Candidate, Candidates
from articles.fields.visible import APART, FOOT, HEAD
from articles.page import Page
from articles.publisher import Publisher

_Reader = Callable[[str], timestamps.Time | None]


def published(found: Candidates, page: Page, publisher: Publisher, language: str | None) -> Chosen[timestamps.Time | None]:
    """The first time that a source gives and that can be true; of a page that gives only its last change
    that, flagged; and last a date that stands apart.

    On a page that is no news article, the one day that stands beside the headline goes before another that the data give:
    those may be of the page's first draft, or of its last. Not so the day of the last change.
    """
    read = _reader(found, page, publisher, language)
    near: list[Candidate] = []
    apart: list[Candidate] = []
    for candidate in sorted(found.of("published_at"), key=_time_rank):
        (apart if candidate.zone == APART else near).append(candidate)
    chosen = _first_time(near, page, read)
    if chosen.value:
        chosen = _with_zone(_with_clock(chosen, near, read), found)
        return (None if "NewsArticle" in found.types else _in_sight(found, chosen, page, read)) or chosen
    last = _first_time(sorted(found.of("updated_at"), key=_time_rank), page, read)
    if last.value and all(candidate.zone != APART for candidate in last.taken):
        return replace(last, flags=(*chosen.flags, *last.flags, "published_at_from_updated"))
    other = _first_time(apart, page, read)
    return replace(other, flags=(*chosen.flags, *other.flags))


def _with_clock(
    chosen: Chosen[timestamps.Time | None], near: Iterable[Candidate], read: _Reader
) -> Chosen[timestamps.Time | None]:
    """A day in sight with the time of the day that another source gives for it: a machine's, or one beside the headline.

    A day in the page's data is all that the publisher says.
    """
    if chosen.value is None or chosen.value.precision != "day" or any(c.source not in _IN_SIGHT for c in chosen.taken):
        return chosen
    day = chosen.value.at.date()
    for candidate in near:
        if candidate.zone == HEAD or (candidate.zone == FOOT and _BY_MACHINE.match(candidate.value)):
            time = read(candidate.value)
            if time and time.precision != "day" and (time.at + time.offset).date() == day:
                unknown = () if time.zoned else (f"{candidate.field}_zone_unknown",)
                return Chosen(time, (*chosen.taken, candidate), (*chosen.flags, *unknown))
    return chosen


_BY_MACHINE = re.compile(r"\d{4}-\d\d-\d\dT\d")


def _with_zone(chosen: Chosen[timestamps.Time | None], found: Candidates) -> Chosen[timestamps.Time | None]:
    """A time without a zone in that of another source which says the same by the clock, and with a zone."""
    time = chosen.value
    if time is None or time.zoned or time.precision == "day":
        return chosen
    clock = time.at.replace(second=0, microsecond=0)
    for candidate in found.of("published_at"):
        other = timestamps.parse(candidate.value)
        if (
            other
            and other.zoned
            and other.precision != "day"
            and (other.at + other.offset).replace(second=0, microsecond=0) == clock
        ):
            flags = tuple(flag for flag in chosen.flags if not flag.endswith("_zone_unknown"))
            return Chosen(
                replace(time, at=time.at - other.offset, zoned=True, offset=other.offset), (*chosen.taken, candidate), flags
            )
    return chosen


_IN_SIGHT = ("element:time", "element:line", "element:date", "itemprop:datepublished")


def _in_sight(
    found: Candidates, chosen: Chosen[timestamps.Time | None], page: Page, read: _Reader
) -> Chosen[timestamps.Time | None] | None:
    """The time beside the headline, where it says another day than the data: the only one there, and no last change."""
    beside = [c for c in found.of("published_at") if c.source in _IN_SIGHT and c.zone == HEAD]
    if not beside or any(c.source in _IN_SIGHT for c in chosen.taken):
        return None
    seen = [one for c in beside if (one := _first_time([c], page, read)).value]
    changes = [_first_time([c], page, read) for c in found.of("updated_at")]
    days = {one.value.at.date() for one in seen if one.value}
    near = {one.value.at.date() for one in (chosen, *changes) if one.value}
    if len(days) != 1 or any(_same_day(day, other) for day in days for other in near) or _address_says(found, chosen):
        return None
    return seen[0]


def _same_day(day: date, other: date) -> bool:
    """Whether two sources can mean one day: across midnight, or with day and month taken for each other."""
    return abs(day - other) <= timedelta(days=1) or (day.year, day.month, day.day) == (other.year, other.day, other.month)


def _address_says(found: Candidates, chosen: Chosen[timestamps.Time | None]) -> bool:
    """Whether the page's address carries the day that the data give."""
    said = {candidate.value for candidate in found.of("published_at") if candidate.source == "address"}
    return chosen.value is not None and str((chosen.value.at + chosen.value.offset).date()) in said


_TIME_ORDER = ("profile", "element:time", "element:line", "element:date", "address")


def _time_rank(candidate: Candidate) -> tuple[int, int]:
    """The page's data before what is in sight, and that by its zone; the address before what stands apart."""
    if candidate.source not in _TIME_ORDER:
        return candidate.zone, -1
    return candidate.zone + (2 if candidate.source == "address" else 0), _TIME_ORDER.index(candidate.source)


def updated(
    found: Candidates, page: Page, publisher: Publisher, language: str | None, since: timestamps.Time | None
) -> Chosen[timestamps.Time | None]:
    """As `published`; not before it."""
    read = _reader(found, page, publisher, language)
    chosen = _first_time(sorted(found.of("updated_at"), key=_time_rank), page, read)
    if chosen.value and since and chosen.value.at < since.at and chosen.value.precision != "day":
        return Chosen(None, flags=chosen.flags)
    return chosen


_MONTH_FIRST = frozenset(("US", "CA", "PH"))
"""Countries whose English writes the month first."""
_ENGLISH = re.compile(r"en[-_]([a-zA-Z]{2})$")
_IN_PATH = re.compile(r"/en[-_]([a-zA-Z]{2})(?=/)")
_ENDING = re.compile(r"\.(uk|ie|au|nz|in|za|ng|ke|sg|hk|pk|lk|bd|my|mt)$")


def _reader(found: Candidates, page: Page, publisher: Publisher, language: str | None) -> _Reader:
    """How a time is read on this page: in the publisher's zone, in the order and the words of the language."""
    first = _day_first(found, page, publisher, language)
    read = partial(timestamps.parse, zone=publisher.timezone, day_first=first, lang=language)
    zones = publisher.learned.zones
    return (lambda text: _in_learned_zone(read(text), zones)) if zones else read


def _in_learned_zone(time: timestamps.Time | None, zones: frozenset[tuple[str, str, str]]) -> timestamps.Time | None:
    """A time without a zone in the one that the publisher's other pages of its day are in, where that is one alone."""
    if time is None or time.zoned or time.precision == "day":
        return time
    day = time.at.date().isoformat()
    known = {offset for offset, first, last in zones if first <= day <= last}
    if len(known) != 1:
        return time
    hours, minutes = known.pop().split(":")
    offset = timedelta(hours=int(hours), minutes=int(f"{hours[0]}{minutes}"))
    return replace(time, at=time.at - offset, zoned=True, offset=offset)


def _day_first(found: Candidates, page: Page, publisher: Publisher, language: str | None) -> bool:
    """Whether 3/4 is the third of April: as the publisher's other pages say, where they say one thing. Else in all languages
    but English, and in that of the publisher's country, the page's `lang`, or its address.
    """
    orders = publisher.learned.day_orders
    if len(orders) == 1:
        return "day first" in orders
    if language != "en":
        return True
    if publisher.country:
        return publisher.country not in _MONTH_FIRST
    asked = page.final_url or page.url
    said = [match[1].upper() for c in found.of("language") if (match := _ENGLISH.match(c.value))]
    said += [region.upper() for region in _IN_PATH.findall(asked)]
    return _ENDING.search(address.host_of(asked)) is not None or (bool(said) and not _MONTH_FIRST & set(said))


def _first_time(of: Iterable[Candidate], page: Page, read: _Reader) -> Chosen[timestamps.Time | None]:
    flags: list[str] = []
    for candidate in of:
        time = read(candidate.value)
        if time is None:
            if not candidate.source.startswith("element"):
                flags.append(f"{candidate.field}_unreadable")
            continue
        if time.at > page.fetched_at + timedelta(days=1):
            flags.append(f"{candidate.field}_in_the_future")
            continue
        if not time.zoned:
            flags.append(f"{candidate.field}_zone_unknown")
        return Chosen(time, (candidate,), tuple(dict.fromkeys(flags)))
    return Chosen(None, flags=tuple(dict.fromkeys(flags)))
