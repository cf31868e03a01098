"""Phrases of a label looked for in a text: in small letters, which takes a third of the time that two cases take."""

import re
from collections.abc import Iterator
from functools import cache

from articles.labels.passage import numbered, one_of
from articles.languages import words as languages

CASE_COUNTS = "(?-i:"
"""What stands in a phrase that is looked for in the text as it is printed: "in Ihr Postfach"."""


def begins(text: str, label: str, where: str = "starts") -> bool:
    """Whether a text begins with one of the phrases."""
    in_small, printed = _expressions(label, where)
    return in_small.match(small(text)) is not None or (printed is not None and printed.match(text) is not None)


def consists_of(text: str, label: str, where: str = "whole") -> bool:
    """Whether a text is one of the phrases from end to end."""
    in_small, printed = _expressions(label, where)
    return in_small.fullmatch(small(text)) is not None or (printed is not None and printed.fullmatch(text) is not None)


def holds(text: str, label: str, where: str = "holds") -> bool:
    """Whether one of the phrases stands in a text."""
    return next(found_in(text, label, where), None) is not None


def found_in(text: str, label: str, where: str = "holds", start: int = 0) -> Iterator[re.Match[str]]:
    """Where the phrases stand in a text, from `start` on: those in small letters first."""
    in_small, printed = _expressions(label, where)
    yield from in_small.finditer(small(text), start)
    if printed:
        yield from printed.finditer(text, start)


def small(text: str) -> str:
    """A text in small letters, each where it was. The Turkish i and the Greek s have one, as without regard to case."""
    if text.isascii():
        return text.lower()
    return text.replace("İ", "i").lower().replace("ı", "i").replace("ς", "σ")


@cache
def _expressions(label: str, where: str) -> tuple[re.Pattern[str], re.Pattern[str] | None]:
    """Of the phrases that are looked for in small letters, and of those, if there are any, in which case counts."""
    every = languages.of_all(f"labels.{label}.{where}")
    in_small = [small_expression(phrase) for phrase in numbered(every) if CASE_COUNTS not in phrase]
    printed = [phrase for phrase in numbered(every) if CASE_COUNTS in phrase]
    return re.compile(one_of(in_small)), re.compile(one_of(printed), re.IGNORECASE) if printed else None


_WITHOUT_SPACES = ("ja", "ko", "th", "zh")


@cache
def inside(label: str) -> re.Pattern[str]:
    """The phrases of a label's `holds` as one, for a text in small letters; one begins with a word where spaces are set."""
    found = languages.each(f"labels.{label}.holds")
    whole = [phrase for language, some in found.items() if language not in _WITHOUT_SPACES for phrase in some]
    every = numbered([*whole, *(phrase for language in _WITHOUT_SPACES for phrase in found.get(language, ()))])
    parts = ["|".join(f"(?:{phrase})" for phrase in some) for some in (every[: len(whole)], every[len(whole) :])]
    return re.compile(small_expression(rf"(?<!\w)(?:{parts[0]})" + (f"|{parts[1]}" if parts[1] else "")))


def small_expression(phrase: str) -> str:
    """A phrase, which is written in small letters, for a text as `small` makes it; `\\S` and the like stay."""
    return phrase.replace("ı", "i").replace("ς", "σ")
