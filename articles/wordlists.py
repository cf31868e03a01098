"""Lists of words and phrases as expressions look for them.

They come from files of many languages by way of sets, whose order differs from process to process: here they get one order, so
that what was compiled of them before (articles/patterns.py) is found again.
"""

import re
from collections.abc import Iterable


def longest_first(words: Iterable[str]) -> tuple[str, ...]:
    """Each once: of two that begin alike an expression has to try the longer one first."""
    return tuple(sorted(set(words), key=lambda word: (-len(word), word)))


def any_of(words: Iterable[str]) -> str:
    """The expression for any of the words, as they are written: `any_of(["by", "by the"]) == r"by\\ the|by"`."""
    return "|".join(map(re.escape, longest_first(words)))
