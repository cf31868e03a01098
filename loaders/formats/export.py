"""What is common to exports of news databases: an article in one, its lines, and the words of `data/exports.toml`."""

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass, field
from importlib.resources import files

from articles.wordlists import longest_first

WORDS: dict[str, dict[str, list[str]]] = tomllib.loads(files("loaders.data").joinpath("exports.toml").read_text("utf-8"))

_DAY = r"(?:\d{1,2}\s?(?:\.|er|º|ª|st|nd|rd|th)?)"
_MONTH = r"(?:(?:de|d')\s?)?[^\W\d_]{3,12}\.?"
DATE = re.compile(
    rf"(?<!\w){_DAY}\s{_MONTH},?\s(?:(?:de|del)\s)?\d{{4}}(?!\d)|(?<!\w)[^\W\d_]{{3,12}}\.?\s\d{{1,2}},?\s\d{{4}}(?!\d)"
    r"|(?<!\d)\d{4}-\d{2}-\d{2}(?!\d)|(?<!\d)\d{1,2}[./]\d{1,2}[./]\d{4}(?!\d)"
)
"""A day with its year, as these services write it."""
_LONGEST_BESIDE = 45
"""Characters that may stand beside the day on its line: the day of the week, a time, an edition."""

COPYRIGHT = re.compile(r"(?:\(c\)|©|copyright\b)", re.IGNORECASE)
_SPACES = re.compile(r"[\s\u200b\ufeff]+")


@dataclass
class Export:
    """One article of an export: which service wrote it, what its labels say, and the lines of its text."""

    source: str
    said: dict[str, str] = field(default_factory=dict)
    body: list[str] = field(default_factory=list)
    key: str = ""


def plain(line: str) -> str:
    """A line as it is compared: with single spaces, whichever kind they were."""
    return _SPACES.sub(" ", line).strip()


def any_of(words: Iterable[str]) -> str:
    """One expression for several words; what an expression means in them stays."""
    return "|".join(longest_first(words)).replace(" ", r"\s")


def date_line(lines: list[str], first: int = 0) -> int | None:
    """The index of the line that gives the day: of those with one, that on which least stands beside it."""
    beside = [(len(line) - len(found[0]), n) for n, line in enumerate(lines) if n >= first and (found := DATE.search(line))]
    best = min(beside, default=None)
    return best[1] if best and best[0] <= _LONGEST_BESIDE else None
