"""The words of dates in all languages, as articles/languages has them: months, halves of the day, eras, words beside a year."""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from functools import cache

from articles.languages import words as languages
from articles.places.gazetteer import fold
from articles.wordlists import any_of

SOLAR = "fa-solar"
"""Stands for the months of the Persian solar calendar among the languages."""

_MARKS = "".join(sign for sign in map(chr, range(0x300, 0x1800)) if unicodedata.category(sign).startswith("M"))
_LETTER = f"(?:[^\\W\\d_]|[{_MARKS}'’ʼ׳॰\u200c\u200d])"
WORD = rf"[^\W\d_]{_LETTER}*+(?:\.(?=[\u0e01-\u0e2e]){_LETTER}++)*+"
"""A word, with the vowel signs of Indian scripts, and the full stops within a Thai abbreviation ("มี.ค.")."""


@cache
def months() -> Mapping[str, Mapping[str, int]]:
    """{folded form: {language: month}}."""
    found: dict[str, dict[str, int]] = {}
    for language, named in {**languages.each("months"), SOLAR: languages.each("solar_months")["fa"]}.items():
        for number, forms in enumerate(named, 1):
            for form in forms.split("|"):
                found.setdefault(fold(form), {})[language] = number
    return found


def month_of(name: str, lang: str | None) -> int | None:
    """The month of a name in a language, or in those that have the name, where they mean one month: "lipnja", "Kânun"."""
    known = months().get(fold(name.replace(".", "").strip()))
    if known is None:
        return None
    numbers = set(known.values())
    return known.get(lang or "") or (min(numbers) if len(numbers) == 1 else None)


def is_solar(name: str) -> bool:
    """Whether a month is one of the Persian solar calendar."""
    return SOLAR in months().get(fold(name.strip()), ())


def _any(words: Iterable[str]) -> str:
    return any_of(unicodedata.normalize("NFKC", word) for word in words).replace(r"\ ", r"\s?")


@cache
def half() -> str:
    """A pattern of the halves of the day: "p.m.", "下午", "오후", "μ.μ."."""
    letter, latin = r"[^\W\d_]", [w for key in ("before_noon", "after_noon") for w in languages.of_all(key)]
    return rf"(?<!{letter})(?:{_any(latin)})(?!{letter})"


@cache
def _after_noon() -> frozenset[str]:
    return frozenset(_bare(word) for word in languages.of_all("after_noon"))


def _bare(word: str) -> str:
    return "".join(unicodedata.normalize("NFKC", word).casefold().replace(".", "").split())


def is_after_noon(word: str) -> bool:
    """Whether a half of the day is the second."""
    return _bare(word) in _after_noon()


@cache
def beside_year() -> str:
    """A pattern of the words that go with a year: "gada", "года", "жылы"."""
    return _any(languages.of_all("year"))


@cache
def _eras() -> tuple[Mapping[str, int], re.Pattern[str]]:
    """{era: the year before its first}, and a pattern of a year of one."""
    eras: dict[str, int] = {}
    for said in languages.each("eras").values():
        eras |= {era: int(year) for era, year in (row.split("=") for row in said)}
    return eras, re.compile(rf"({_any(eras)})\s?(\d{{1,4}}|元)(?=\s?年|\D|$)")


def without_eras(text: str) -> str:
    """A text with the years of eras as ours: "令和6年" is "2024年", "พ.ศ. 2567" is "2024"."""
    eras, pattern = _eras()
    return pattern.sub(lambda year: str(eras[year[1]] + (1 if year[2] == "元" else int(year[2]))), text)
