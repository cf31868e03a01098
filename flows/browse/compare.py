"""Two versions of a text side by side: which paragraphs have a counterpart, and which words of those are others."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import zip_longest

Words = tuple[tuple[str, bool], ...]
"""Runs of words: (words, the other side does not have them)."""

COMPARED_WORDS = 2000
"""Of two longer paragraphs all is marked: word by word that would take seconds."""


@dataclass(frozen=True, slots=True)
class Pair:
    """A paragraph of the older text and its counterpart in the newer one; empty where there is none."""

    older: Words
    newer: Words
    same: bool


def side_by_side(older: Sequence[str], newer: Sequence[str]) -> Iterator[Pair]:
    """The paragraphs of both, in order, each with its counterpart."""
    for step, a, b, c, d in SequenceMatcher(None, older, newer).get_opcodes():
        for before, after in zip_longest(older[a:b], newer[c:d]):
            if step == "equal":
                yield Pair(((before, False),), ((after, False),), same=True)
            else:
                yield Pair(*_marked(before or "", after or ""), same=False)


def _marked(older: str, newer: str) -> tuple[Words, Words]:
    before, after = older.split(), newer.split()
    if not (before and after) or max(len(before), len(after)) > COMPARED_WORDS:
        return _whole(older), _whole(newer)
    steps = SequenceMatcher(None, before, after).get_opcodes()
    return (
        tuple((" ".join(before[a:b]), step != "equal") for step, a, b, _, _ in steps if a < b),
        tuple((" ".join(after[c:d]), step != "equal") for step, _, _, c, d in steps if c < d),
    )


def _whole(text: str) -> Words:
    return ((text, True),) if text else ()
