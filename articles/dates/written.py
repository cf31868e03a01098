"""Dates as datelines write them, in the languages of articles/languages."""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from articles.dates.jalali import gregorian, nearest_to
from articles.dates.words import half, is_solar, month_of, months
from articles.languages import words as languages
from articles.places.gazetteer import fold

_NUMBERED = re.compile(
    r"(?P<a>\d{4}|\d{1,2})\s?(?P<sep>[-./])\s?(?P<b>\d{1,2})(?:\s?(?P=sep)\s?(?P<c>\d{4}|\d{2})(?!\d))?(?:/(?=\s)|\.(?=\s))?(?![\d:])"
)
_MIXED = re.compile(r"(?P<a>\d{1,2})[-/ ](?P<name>[^\W\d_]{3,12})\.?[-/ ](?P<c>\d{4})")
_EAST = re.compile(r"(?:(?P<y>\d{4})\s?[年년]\s?)?(?:(?P<m>\d{1,2})\s?[月월]\s?)?(?P<d>\d{1,2})\s?[日일]")
_LEAD = re.compile(r"(?:le|el|em|dne|dnia|den|am|на|في|בתאריך|ngày)\s+", re.IGNORECASE)
_FIRST = re.compile(r"(?:[^\W\d_]|[\u0900-\u0963])+")
_WEEKDAY = re.compile(r"(?P<before>[\s,،.]*)(?P<word>[^\W\d_]+(?:-feira)?)(?P<after>\.?,?\s*)")
_DAY_FIRST = re.compile(
    r"(?P<day>\d{1,2}|[\u0900-\u0963]{2,9})(?:st|nd|rd|th|er|º|ª|\.º|-?го|-?е|-?ci|-)?[.,]?\s{0,2}(?:ta\s+)?"
    r"(?:de\s+|di\s+|of\s+|d['’]\s?|της?\s+|מאי\s+|ב)?"
    r"(?P<name>[^\W\d_](?:[^\W\d_]|[\u0300-\u036f\u0900-\u0963\u0981-\u09e3\u0e31-\u0e4e])*)(?P<second>\s[^\W\d_]+)?"
)
_MONTH_FIRST = re.compile(
    r"(?:(?P<year>\d{4})(?:\.|-?ж\.|\s?m\.|\.?\s?gada)?\s{1,2})?(?P<name>[^\W\d_][^\W\d_]*)(?P<second>\s[^\W\d_]+)?"
    r"(?:\.?[\s-]{1,2}(?P<day>\d{1,2})(?!\d))?(?:st|nd|rd|th|\.)?(?:-(?:án|én|a|e|ei|i)\b)?(?:\s?d\b\.?)?"
)
_YEAR = re.compile(
    r"\.?,?\s{0,2}(?:de\s+|del\s+)?(?P<year>(?:1[89]|20)\d{2}|[१२০-৯২][०-९০-৯]{3}|[۱-۲١-٢][۰-۹٠-٩]{3}|1[34]\d\d(?=[\s)،,])|\d\d(?=\s\())(?!\d)(?:[-\s]?(?:г\.?|р\.?|года|року|roku|г|r\.|m\.|წ\.?|م|роки?)(?![^\W\d_]))?\.?"
)
# The day by the calendar of the Hijra, before the one by ours: "28 ذو القعدة 1445 هـ الموافق 5 يونيو 2024 م".
_HIJRA = re.compile(r"\d{1,2}\s+[^\W\d_]+(?:\s[^\W\d_]+)?\s+[1١][345٣٤٥]\d\d\s?هـ?\s*(?:الموافق(?:\sل)?|[-–—/،])?\s*(?=\d)")


@dataclass(frozen=True, slots=True)
class Written:
    """A date in a text: its end, `iso` as in `DatelineDate`, and whether more than a bare day was written."""

    end: int
    iso: str | None
    has_month: bool = True


@cache
def _words() -> tuple[frozenset[str], dict[str, int]]:
    """The weekdays, and the days of the month in words."""
    written = languages.each("days").values()
    days = {
        fold(word): number
        for of_language in written
        for number, forms in enumerate(of_language, 1)
        for word in forms.split("|")
    }
    return frozenset(map(fold, languages.of_all("weekdays"))), days


def nearest(published: date | None, year: int | None, month: int | None, day: int | None) -> str | None:
    """ISO date; a part that is not written is the one that brings the date nearest to `published`; None where impossible."""
    if year is None and published is None:
        return None
    if month is None and published is not None and day is not None:
        around = {(published + timedelta(days=days)).replace(day=1) for days in (-28, 0, 28)}
        options = [(first.year, first.month) for first in around]
    elif month is not None:
        options = [(y, month) for y in ([year] if year else [published.year + d for d in (-1, 0, 1)] if published else [])]
    else:
        return None
    dates = []
    for y, m in options:
        if not (1 <= m <= 12 and 1 <= y <= 9998):
            continue
        if day is None:
            dates.append(date(y, m, 1))
        elif 1 <= day <= monthrange(y, m)[1]:
            dates.append(date(y, m, day))
    if not dates:
        return None

    def distance(day: date) -> int:
        ahead = (day - published).days if published else 0
        return ahead * 4 if ahead > 3 else abs(ahead)  # what is reported has happened

    best = min(dates, key=lambda d: (distance(d), d))
    return best.isoformat() if day is not None else f"{best:%Y-%m}"


def begins_a_date(text: str, start: int) -> bool:
    """Whether the word at `start` is a month, a day of the week or of the month, or a little word before a date."""
    if _LEAD.match(text, start):
        return True
    word = _FIRST.match(text, start)
    weekdays, days = _words()
    form = fold(word[0]) if word else ""
    return form in months() or form in weekdays or form in days


def weekday_at(text: str, start: int) -> int | None:
    """The end of the day of the week that stands at `start`, which no date follows."""
    word = _WEEKDAY.match(text, start)
    return word.end("word") if word and not word["before"] and fold(word["word"]) in _words()[0] else None


def date_at(text: str, start: int, *, lang: str | None = None, published: date | None = None) -> Written | None:
    """The date written at `start`, a weekday and a time of day that go with it included; None where there is none."""
    weekdays, _ = _words()
    at = start
    if not (text[at : at + 1].isalpha() or text[at : at + 1].isdigit()):
        return None
    if (lead := _LEAD.match(text, at)) and lead.end() < len(text):
        at = lead.end()
    if (day := _WEEKDAY.match(text, at)) and not day["before"] and fold(day["word"]) in weekdays:
        at = day.end()
    if hijra := _HIJRA.match(text, at):
        at = hijra.end()
    found = _by_east(text, at, published) or _by_name(text, at, lang, published) or _by_number(text, at, lang, published)
    if found is None:
        return None
    end = found.end
    if (day := _WEEKDAY.match(text, end)) and day["before"] and fold(day["word"]) in weekdays:
        end = day.end("word")
    if clock := _clock().match(text, end):
        end = clock.end()
    return Written(end, found.iso, found.has_month)


@cache
def _clock() -> re.Pattern[str]:
    """A time of day behind the day."""
    return re.compile(
        rf"(?:\s*[,/|]\s*|\s+(?:at\s+|um\s+|à\s+)?)(?:{half()}\s*)?\d{{1,2}}[:.h]\d{{2}}(?!\d)(?:\s*{half()}\.?)?"
        r"(?:\s*(?:GMT|UTC|MSK|CET|CEST|EST|EDT|ET|WIB|Uhr|мск|IST|PKT))?",
        re.IGNORECASE,
    )


def _by_east(text: str, at: int, published: date | None) -> Written | None:
    if not (m := _EAST.match(text, at)):
        return None
    year, month, day = (int(m[part]) if m[part] else None for part in "ymd")
    return Written(m.end(), nearest(published, year, month, day), month is not None)


def _by_name(text: str, at: int, lang: str | None, published: date | None) -> Written | None:
    """ "5 June 2024", "June 5", in that order."""
    return _day_first(text, at, lang, published) or _month_first(text, at, lang, published)


def _day_first(text: str, at: int, lang: str | None, published: date | None) -> Written | None:
    if not (m := _DAY_FIRST.match(text, at)):
        return None
    if m["second"] and (month := month_of(m["name"] + m["second"], lang)):
        end = max(m.end("second"), m.end())
    elif month := month_of(m["name"], lang):
        end = m.end("name")
    else:
        return None
    return _with_year(text, end, _Named(m["name"], month, m["day"], None), published)


def _month_first(text: str, at: int, lang: str | None, published: date | None) -> Written | None:
    if not (m := _MONTH_FIRST.match(text, at)):
        return None
    year = int(m["year"]) if m["year"] else None
    if m["second"] and (month := month_of(m["name"] + m["second"], lang)):
        return _with_year(text, max(m.end("second"), m.end()), _Named(m["name"], month, m["day"], year), published)
    # "June five": what was taken for a second word of the month is none.
    month = None if m["second"] else month_of(m["name"], lang)
    return _with_year(text, m.end(), _Named(m["name"], month, m["day"], year), published) if month else None


@dataclass(frozen=True, slots=True)
class _Named:
    """A month as written and its number, with the day as written and the year, where they stand beside it."""

    name: str
    month: int
    day: str | None
    year: int | None


def _with_year(text: str, end: int, named: _Named, published: date | None) -> Written | None:
    """The date of a month with what stands beside it and the year that may follow at `end`."""
    day = _day_of(named.day)
    if named.day and (day is None or not 1 <= day <= 31):
        return None
    year = named.year
    if year is None and (following := _YEAR.match(text, end)):
        year, end = _in_full(following["year"]), following.end()
    end += _is_abbreviated(text, end, named.name)
    if day is None and year is None:
        return None
    if is_solar(named.name) and day:  # a name of two words is none of theirs
        return Written(end, _by_solar_calendar(year, named.month, day, published))
    return Written(end, nearest(published, year, named.month, day))


def _day_of(written: str | None) -> int | None:
    """A day of the month in digits or in words."""
    if not written:
        return None
    return int(written) if written.isdigit() else _words()[1].get(fold(written))


def _in_full(year: str) -> int:
    """A year, one of two digits of our century."""
    return int(year) + (2000 if int(year) < 100 else 0)


def _is_abbreviated(text: str, end: int, name: str) -> bool:
    """Whether the full stop at `end` is an abbreviation's."""
    stop = text[end : end + 1] == "." and text[end + 1 : end + 2] in (",", " ")
    return stop and text[end - 1].isalpha() and len(name) < 5


def _by_solar_calendar(year: int | None, month: int, day: int, published: date | None) -> str | None:
    found = gregorian(year, month, day) if year else nearest_to(published, month, day) if published else None
    return found.isoformat() if found else None


def _by_number(text: str, at: int, lang: str | None, published: date | None) -> Written | None:
    """ "5-Jun-2024", "2024-06-05", "05.06.2024", "5/6"."""
    if (m := _MIXED.match(text, at)) and (month := month_of(m["name"], lang)):
        return Written(m.end(), nearest(published, int(m["c"]), month, int(m["a"])))
    if not (m := _NUMBERED.match(text, at)):
        return None
    a, b, c = m["a"], m["b"], m["c"]
    if len(a) == 4:
        return Written(m.end(), nearest(published, int(a), int(b), int(c)) if len(c) < 3 else None) if c else None
    if not c and _is_no_day(a + b, m["sep"], lang, published):
        return None
    day, month = int(a), int(b)
    if month > 12 >= day or (lang == "en" and m["sep"] == "/" and day <= 12):
        day, month = month, day
    if not (1 <= day <= 31 and 1 <= month <= 12):
        return None
    year = int(c) + (2000 if len(c) == 2 else 0) if c else None
    return Written(m.end(), nearest(published, year, month, day))


def _is_no_day(digits: str, sep: str, lang: str | None, published: date | None) -> bool:
    """Whether two numbers without a year are none of a day: "24/7", "5-6"."""
    if sep == "/":
        return lang in (None, "en") or len(digits) < 4
    return sep == "-" and not (published and lang in ("ar", "fa"))
