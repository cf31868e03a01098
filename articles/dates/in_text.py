"""Days that a text speaks of, as intervals: "on Thursday", "last December", "12 May", by the day that it was written.

A day of the week alone is the last one, the day of writing included, or the one to come, as the nearest verb says: "it sank on
Friday", "they will meet on Friday". Where none says so, as in hours and timetables, it is no interval.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from itertools import chain, zip_longest
from typing import NamedTuple

from articles.article import TextDate
from articles.dates.words import month_of
from articles.dates.written import date_at
from articles.languages import words as languages
from articles.wordlists import any_of

_DAY = timedelta(days=1)
_CAPITALISED = frozenset(("en", "de"))
"""Languages that write days of the week and months, or all nouns, with a capital."""
_REACH = 160
"""Characters on either side of a day among which its verb stands."""
_LONG = 4
"""Letters of a word that its ending tells."""
_END = re.compile(r"[.!?;:؟](?=\s)|\n")
_DATED = re.compile(
    r",?\s(?:(?:den|the)\s)?(?:\d{1,2}(?:\.\s?\d{1,2}\b|st|nd|rd|th)?(?![\d:.]*\d|[\d:.]*\s?(?:Uhr|h|[ap]\.?m|to|bis|a|à|[-–]))"
    r"|(?P<month>[^\W\d_]+)\.?\s\d{1,2}(?![\d:]))"
)
_WORD = re.compile(r"[^\W\d_]+(?:[’'][^\W\d_]+)?|,")
_LONGEST_LEAD = 12
"""Characters before a month's name among which its day stands."""
_LEAD = re.compile(r"(?<!\d)(?<!\d[.,:])\d{1,2}(?:st|nd|rd|th|er|º|\.)?\s+(?:de\s+|of\s+)?$")
_BEHIND = re.compile(r"\.?\s+(?:de(?:l)?\s+)?(?:\d{4}|\d{1,2}(?:st|nd|rd|th)?)(?![\d:.,]\d)")


class _Signs(NamedTuple):
    """Words, and endings of words, by which a day lies so: `turn` is 1 before it, -1 after it."""

    turn: int
    whole: frozenset[str]
    endings: tuple[str, ...]

    def have(self, word: str) -> bool:
        """Whether a word is one of them; by its ending alone where it is in small letters."""
        return word.lower() in self.whole or (len(word) >= _LONG and word.islower() and word.endswith(self.endings))


@dataclass(frozen=True, slots=True)
class _Words:
    """A language's words for times, in small letters; `near` finds each of them."""

    weekdays: dict[str, int]
    days: dict[str, int]
    turns: dict[str, int]
    spans: dict[str, str]
    feasts: frozenset[str]
    months: dict[str, int]
    tenses: tuple["_Signs", ...]
    near: re.Pattern[str]


@cache
def _words(language: str | None) -> _Words | None:
    def of(key: str) -> list[str]:
        return list(languages.each(key).get(language or "", ()))

    weekdays = {form: number for number, forms in enumerate(of("times.weekdays")) for form in forms.split("|")}
    if not weekdays:
        return None
    days = {word: int(away) for word, away in (row.split("=") for row in of("times.days"))}
    turns = dict.fromkeys(of("times.last"), -1) | dict.fromkeys(of("times.next"), 1)
    spans = {word: span for span in ("week", "month", "year") for word in of(f"times.{span}")}
    named = [*enumerate(of("months"), 1), *enumerate(of("times.months"), 1)]
    months = {form: number for number, forms in named for form in forms.split("|") if len(form) > 2}
    tenses = tuple(_signs(number, of(f"times.{key}")) for number, key in ((1, "ahead"), (-1, "over")))
    turn, said = _any(turns), _any([*weekdays, *spans, *months])
    first = "".join(sorted({re.escape(word[0]) for word in (*turns, *weekdays, *spans, *months, *days)}))
    near = rf"(?:(?P<before>{turn})\s+)?(?:(?P<said>{said})(?:\s+(?P<behind>{turn}))?|(?P<day>{_any(days)}))"
    pattern = rf"(?<!\w)(?=[{first}]){near}(?!\w)"
    return _Words(
        weekdays, days, turns, spans, frozenset(of("times.feasts")), months, tenses, re.compile(pattern, re.IGNORECASE)
    )


def _signs(turn: int, rows: Sequence[str]) -> _Signs:
    return _Signs(turn, frozenset(row for row in rows if row[0] != "-"), tuple(row[1:] for row in rows if row[0] == "-"))


def _any(words: Sequence[str] | dict[str, int]) -> str:
    return any_of(words) or r"(?!)"


def dates_in(paragraphs: Sequence[str], language: str | None, anchor: date | None) -> tuple[TextDate, ...]:
    """The days, weeks, months and years of paragraphs; what depends on the day of writing needs an `anchor`.

    Offsets count characters of the paragraphs joined by a blank line.
    """
    words = _words(language)
    if words is None:
        return ()
    body = "\n\n".join(paragraphs)
    found: list[TextDate] = []
    for match in words.near.finditer(body):
        if (not found or match.start() >= found[-1].span_end) and (one := _read(body, match, words, language, anchor)):
            found.append(one)
    return tuple(found)


def _read(body: str, match: re.Match[str], words: _Words, language: str | None, anchor: date | None) -> TextDate | None:
    if match["said"] and _is_another_word(body, match, words, language):
        return None
    if match["said"] and match["said"].lower() in words.months and (written := _written(body, match, language, anchor)):
        return written
    if anchor is None:
        return None
    for rule, interval in _intervals(body, match, words, anchor):
        return TextDate(match[0], *interval, rule, anchor, match.start(), match.end())
    return None


def _is_another_word(body: str, match: re.Match[str], words: _Words, language: str | None) -> bool:
    """Whether a word's case or neighbours say that it is no day by itself: "it may", "Plácido Domingo", "Black Friday"."""
    said = match["said"].lower()
    if said in words.spans:
        return False
    if said in words.weekdays and (_is_dated(body, match.end("said"), words) or _word_before(body, match) in words.feasts):
        return True
    is_capital = match["said"][0].isupper()
    if language in _CAPITALISED:
        return not is_capital
    return is_capital and body[: match.start("said")].rstrip(" ")[-1:].isalpha()


def _is_dated(body: str, end: int, words: _Words) -> bool:
    """Whether the date of a day of the week stands behind it: "Friday, 2 May", "Sonntag, 16.01.", "el viernes 6"."""
    dated = _DATED.match(body, end)
    return dated is not None and (dated["month"] is None or dated["month"].lower() in words.months)


def _word_before(body: str, match: re.Match[str]) -> str:
    return body[max(0, match.start("said") - _LONGEST_LEAD) : match.start("said")].rstrip(" ").rpartition(" ")[2].lower()


def _intervals(body: str, match: re.Match[str], words: _Words, anchor: date) -> Iterator[tuple[str, tuple[date, date]]]:
    """What a match means by the day of writing: (rule, (first day, last day))."""
    if match["day"]:
        day = anchor + words.days[match["day"].lower()] * _DAY
        yield "near day", (day, day)
        return
    said, turn = match["said"].lower(), words.turns.get((match["before"] or match["behind"] or "").lower(), 0)
    if said in words.weekdays:
        if turn or (tense := _tense(body, match, words.tenses)):
            day = weekday(anchor, words.weekdays[said], turn or max(tense, 0))
            rule = f"{'last' if turn < 0 else 'next'} weekday" if turn else f"weekday, {'ahead' if tense > 0 else 'over'}"
            yield rule, (day, day)
    elif turn and said in words.spans:
        yield f"{'last' if turn < 0 else 'next'} {words.spans[said]}", span(anchor, words.spans[said], turn)
    elif turn and said in words.months:
        yield f"{'last' if turn < 0 else 'next'} month by name", month(anchor, words.months[said], turn)


def _tense(body: str, match: re.Match[str], tenses: Sequence[_Signs]) -> int:
    """What the nearest verb of the sentence says of a day: 1 that it is to come, -1 that it is over, 0 where none does."""
    before, behind = body[max(0, match.start() - _REACH) : match.start()], body[match.end() : match.end() + _REACH]
    ends = [*_END.finditer(before)]
    left = _WORD.findall(before[ends[-1].end() :] if ends else before)[::-1]
    end = _END.search(behind)
    right = _WORD.findall(behind[: end.start()] if end else behind)
    for word in chain.from_iterable(zip_longest(left, right, fillvalue="")):
        for signs in tenses:
            if word and signs.have(word):
                return signs.turn
    return 0


def _written(body: str, match: re.Match[str], language: str | None, anchor: date | None) -> TextDate | None:
    """A day with its month by name, or a month with its year; one without a year is the nearest to the day of writing."""
    at = match.start("said")
    lead = _LEAD.search(body[max(0, at - _LONGEST_LEAD) : at])
    start = max(0, at - _LONGEST_LEAD) + lead.start() if lead else at
    if not lead and not _BEHIND.match(body, match.end("said")):
        return None
    found = date_at(body, start, lang=language, published=anchor)
    if found is None or found.iso is None or month_of(match["said"], language) is None:
        return None
    year, number, *days = map(int, found.iso.split("-"))
    first = date(year, number, days[0] if days else 1)
    last = first if days else _end_of_month(first)
    is_full = re.search(r"\d{4}", body[start : found.end]) is not None
    rule = f"{'day' if days else 'month'} and {'year' if is_full else 'month'}"
    end = start + len(body[start : found.end].rstrip(" .,"))
    return TextDate(body[start:end], first, last, rule, None if is_full else anchor, start, end)


def weekday(anchor: date, number: int, turn: int) -> date:
    """The latest such day of the week (Monday is 0) up to the day of writing; by a turn the one before or after that day."""
    back = (anchor.weekday() - number) % 7
    if turn > 0:
        return anchor + (7 - back) * _DAY
    return anchor - (back or (7 if turn else 0)) * _DAY


def span(anchor: date, unit: str, turn: int) -> tuple[date, date]:
    """The week from Monday, the month or the year before or after the one of a day."""
    if unit == "week":
        first = anchor - anchor.weekday() * _DAY + turn * 7 * _DAY
        return first, first + 6 * _DAY
    if unit == "year":
        return date(anchor.year + turn, 1, 1), date(anchor.year + turn, 12, 31)
    first = anchor.replace(day=1)
    first = (first - _DAY).replace(day=1) if turn < 0 else _end_of_month(first) + _DAY
    return first, _end_of_month(first)


def month(anchor: date, number: int, turn: int) -> tuple[date, date]:
    """The last month of a name before the month of a day, or the next behind it."""
    year = anchor.year + turn * (number >= anchor.month if turn < 0 else number <= anchor.month)
    first = date(year, number, 1)
    return first, _end_of_month(first)


def _end_of_month(first: date) -> date:
    return (first.replace(day=28) + 4 * _DAY).replace(day=1) - _DAY
