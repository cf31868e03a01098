"""Dates, times of day, ages and reading times, which vanish from bylines."""

import re
from functools import cache

from articles.byline.lexicon import phrase_at, wording
from articles.byline.tokens import BREAK, GLUE

_WORD = r"[^\W\d_]"
_AROUND = 12
"""Characters before a date's first digit beside the names of its day and month: points, commas, spaces, "del"."""


def _any(words: tuple[str, ...]) -> str:
    return "(?:" + "|".join(re.escape(word) for word in words) + ")"


@cache
def _dates() -> re.Pattern[str]:
    known = wording()
    month = rf"(?<![^\W_]){_any(known.months)}(?!{_WORD})\.?"
    weekday = rf"(?:(?<![^\W_])(?:{_any(known.weekdays)}\.?,?|(?:mo|di|mi|do|fr|sa|so)[.,])\s)?"
    day = r"(?<!\d)\d{1,2}(?:st|nd|rd|th|er|re|º|ª|η|ης|-[а-я]{1,2})?\.?"
    of = r"\s?(?:de\s|of\s|d['’]|the\s|do\s)?"
    year = r"(?:de\s|del\s)?(?:19|20|1[34]|۱[۳۴])\d\d(?:\s?г\.|\s?р\.|\s?года|\s?року)?"
    zone = rf"(?:\s?\(?(?:[A-Z]{{2,4}}T\b|{_any(known.zones)}(?!{_WORD}))\.?\)?(?:[+-]\d{{1,2}}(?::?\d\d)?)?)?"
    noon = r"(?:[ap]\.?m\b\.?)"
    # Far from any digit, as most of a line is, none of these is tried.
    reach = len(max(known.weekdays, key=len)) + len(max(known.months, key=len)) + _AROUND
    near = rf"(?=\D{{0,{reach}}}+\d)"
    times = "|".join(
        (
            rf"{weekday}(?<!\d)\d{{4}}-\d{{1,2}}-\d{{1,2}}(?:[T\s]?\d{{1,2}}:\d\d(?::\d\d(?:\.\d{{1,9}})?)?(?:Z|[+-]\d\d:?\d\d)?)?(?!\d)",
            r"\d{4}\s?[年년]\s?\d{1,2}\s?[月월](?:\s?\d{1,2}\s?[日일])?",
            r"\d{1,2}\s?[月월]\s?\d{1,2}\s?[日일]",
            r"\d{1,2}\s?[時时시]\s?\d{1,2}[分분]",
            rf"{weekday}(?<!\d)\d{{1,2}}[./-]\s?\d{{1,2}}[./-]\s?(?:\d{{4}}|\d\d)(?!\d)\.?",
            r"(?<!\d)\d{4}[./]\s?\d{1,2}[./]\s?\d{1,2}(?!\d)\.?",
            rf"{weekday}{day}[\s-]?{of}{month}(?:,?[\s-]?{year})?",
            rf"{weekday}{month}\s?{day}(?!\d{{3}})(?:,?\s{year})?",
            rf"\d{{4}}\.?(?:\s(?:m|gada)\.?)?\s(?:\d{{1,2}}\.\s)?{month}(?:\s\d{{1,2}}\.?(?:\sd\.)?)?",
            r"(?:ngày\s)?\d{1,2}\stháng\s\d{1,2}(?:,?\s(?:năm\s)?\d{4})?",
            # A month that no list has, where a year follows.
            rf"{weekday}{day}\s{of}[^\s\d,|]{{3,14}},?\s{year}",
            rf"{month}\s{year}",
            r"(?<=©)\s?(?:19|20)\d\d(?!\d)|(?<=copyright)\s(?:19|20)\d\d(?!\d)|(?<=\(c\))\s?(?:19|20)\d\d(?!\d)",
            rf"(?<!\d)\d{{1,2}}(?:[:.h]\d\d){{1,2}}(?!\d)(?:\.\d{{1,6}})?\s?{noon}?{zone}",
            rf"(?<!\d)\d{{1,2}}\s?(?:{noon}|Uhr\b|h\b){zone}",
            rf"(?<![\d„“\"«])\d{{1,3}}[\s-]?{_any(known.units)}(?!{_WORD})\.?(?:\s{_any(known.ago)}(?!{_WORD}))?",
        )
    )
    return re.compile(f"{near}(?:{times})", re.IGNORECASE)


def without_times(text: str) -> str:
    """`text` with BREAK for every date, time of day, age and reading time."""
    return _dates().sub(_cut, text.replace(GLUE, f" {GLUE} ")) if re.search(r"\d", text) else text


def _cut(time: re.Match[str]) -> str:
    """A break, but for what is a paper's name: "20 Minutes"."""
    printed = time[0].split()
    before = time.string[: time.start()].split()[-2:]
    for size in range(len(before) + 1):  # "Il Sole 24 Ore"
        words = [*before[len(before) - size :], *printed]
        named = phrase_at(wording().outlets, [word.lower() for word in words], 0)
        if named and named[0] == len(words) > 1 and words[1].istitle():
            return time[0]
    return BREAK
