"""Correction notices: told by the words they open with, in all languages of articles/languages."""

import re
from functools import cache
from unicodedata import combining, normalize

from articles.languages import words as languages


def opens_correction(text: str | None) -> bool:
    """Whether a block opens as a correction notice does: "Correction: ...", "An earlier version of this article ..."."""
    return _openings().match(_folded(text or "")) is not None


@cache
def _openings() -> re.Pattern[str]:
    openings = [re.escape(_folded(opening)) for opening in languages.of_all("corrections")]
    # One word opens a notice where it stands alone; a sentence may begin with it.
    return re.compile(r"\W*(?:" + "|".join(f"{o}{_ALONE_HERE}" if " " not in o else rf"{o}\b" for o in openings) + ")")


_ALONE_HERE = r"(?=\s*(?:[:：.|()\[\]*—–-]|$))"


def _folded(text: str) -> str:
    return "".join(character for character in normalize("NFKD", text.casefold()) if not combining(character))
