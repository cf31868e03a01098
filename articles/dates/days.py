"""Days as texts write them, by name and by number, and by the calendar that the year is of."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from itertools import chain

from articles.dates.jalali import gregorian
from articles.dates.words import WORD, beside_year, is_solar, month_of
from articles.remembered import remembered

_NUMBERED = re.compile(r"(?P<a>\d{1,4})\s?[./年년-]\s?(?P<b>\d{1,2})\s?[./月월-]\s?(?P<c>\d{1,4})(?:日|일)?")
_VIETNAMESE = re.compile(r"(?P<a>\d{1,2})\s+[Tt]háng\s+(?P<b>\d{1,2})(?:\s?,|\s+[Nn]ăm)?\s+(?P<c>\d{4})(?!\d)")
_NAMES = rf"(?P<name>{WORD}\.?(?:[\s-]+(?!de\s|del\s|of\s){WORD}\.?){{0,2}}(?:\s?/\s?{WORD})?)"


@cache
def _named() -> tuple[re.Pattern[str], ...]:
    """Dates with a month by name and the day first, and with the year before both."""
    year = rf"\b(?P<year>\d{{4}})(?!\d)\.?(?:[\s-]?(?:{beside_year()})(?=[\s,.-]))?[\s,.-]+"
    day = r"\b(?P<day>\d{1,2})(?:\s?(?:st|nd|rd|th)\b|er|º|ª|η|\.|-?го|,)?[\s-]*(?:de\s+|of\s+|d['’]\s?|ta['’]\s+|ב)?"
    return (
        re.compile(rf"{day}{_NAMES}[\s-]*(?:de\s+|del\s+|[,،])?\s*(?P<year>\d{{4}})(?!\d)"),
        re.compile(rf"{year}{_NAMES}[\s.-]+(?P<day>\d{{1,2}})(?!\d)"),
        re.compile(rf"{year}{day}{_NAMES}"),
    )


@dataclass(frozen=True, slots=True)
class Found:
    """A day in a text: None where it is written and impossible."""

    day: date | None
    start: int
    end: int


_SOLAR, _BUDDHIST = range(1300, 1421), range(2443, 2644)
"""Years of newspapers by the Persian calendar (1921 to 2041) and by the Thai one (1900 to 2100)."""


def numbered(year: str, month: str, day: str) -> date | None:
    """The day by numbers, of whichever calendar the year belongs to; None where there is none."""
    if int(year) in _SOLAR:
        return gregorian(int(year), int(month), int(day))
    return _ours(int(year), int(month), int(day))


def plain(year: str, month: str, day: str) -> date | None:
    """The day by numbers, of our calendar."""
    return None if int(year) in _BUDDHIST else _ours(int(year), int(month), int(day))


def _ours(year: int, month: int, day: int) -> date | None:
    """The day by our months; the year may be the Thai one."""
    try:
        return date(year - 543 if year in _BUDDHIST else year, month, day)
    except ValueError:
        return None


_DAY_YEAR = re.compile(r"\b(?P<day>\d{1,2})(?:\s?(?:st|nd|rd|th))?[,،]?\s+(?P<year>\d{4})(?!\d)")
_WORDS_BEFORE = re.compile(rf"(?:(?P<first>{WORD})\.?\s+)?(?P<last>{WORD})\.?\s+$")
_YEAR = re.compile(r"\d{4}")
_LONGEST_NAME = 40
"""Characters before a year among which its month stands."""


@remembered(1024)
def day_in(text: str, *, day_first: bool = True, lang: str | None = None) -> Found | None:
    """The first day by name, or else by number; `lang` where a name is another month in another language."""
    return _by_name(text, lang) or _by_number(text, day_first=day_first)


def _by_name(text: str, lang: str | None) -> Found | None:
    if not _YEAR.search(text):
        return None
    first, *others = _named()
    for found, names in chain(_in_order(text, first), _month_first(text), *(_in_order(text, other) for other in others)):
        for name, start in names:
            if month := month_of(name, lang):
                of_calendar = gregorian if is_solar(name) else _ours
                return Found(of_calendar(int(found["year"]), month, int(found["day"])), start, found.end())
    return None


_Named = Iterator[tuple[re.Match[str], tuple[tuple[str, int], ...]]]
"""A day and a year, with what may be the name of the month and where the date begins then."""


def _in_order(text: str, pattern: re.Pattern[str]) -> _Named:
    """The name where the pattern has it, without what the month is called elsewhere ("نيسان/أبريل")."""
    return ((found, ((found["name"].partition("/")[0], found.start()),)) for found in pattern.finditer(text))


def _month_first(text: str) -> _Named:
    """The two words before day and year, or the last: looked for from the numbers back, since words are many."""
    for found in _DAY_YEAR.finditer(text):
        from_here = max(0, found.start() - _LONGEST_NAME)
        if words := _WORDS_BEFORE.search(text[from_here : found.start()]):
            both = (f"{words['first'] or ''} {words['last']}", from_here + words.start())
            yield found, (both, (words["last"], from_here + words.start("last")))


def _by_number(text: str, *, day_first: bool) -> Found | None:
    found = _NUMBERED.search(text) or _VIETNAMESE.search(text)
    if not found:
        return None
    a, b, c = found["a"], found["b"], found["c"]
    if len(a) == 4:
        return Found(numbered(a, b, c), found.start(), found.end())
    if len(c) == 2:
        c = "20" + c
    if len(c) != 4:
        return None
    # Between dots the day stands first in every language.
    if (int(b) > 12 or (not day_first and "." not in found[0])) and int(a) <= 12:
        a, b = b, a
    return Found(numbered(c, b, a), found.start(), found.end())
