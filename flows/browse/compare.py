"""Two versions of a text side by side: which paragraphs have a counterpart, and which words of those are others."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import zip_longest

Words = tuple[tuple[str, bool], ...]
"""Runs of words: (words, the other side does not have them)."""

COMPARED_WORDS = 2000
"""Of two longer paragraphs all is marked: word by word that would take seconds."""
COMPARED_AT_ALL = 2 * COMPARED_WORDS**2
"""As many words on one side times those on the other, in all paragraphs of a page: what comes behind them is marked whole."""


@dataclass(frozen=True, slots=True)
class Pair:
    """A paragraph of the older text and its counterpart in the newer one; empty where there is none."""

    older: Words
    newer: Words
    same: bool


def side_by_side(older: Sequence[str], newer: Sequence[str]) -> Iterator[Pair]:
    """The paragraphs of both, in order, each with its counterpart."""
    room = COMPARED_AT_ALL
    for step, a, b, c, d in SequenceMatcher(None, older, newer).get_opcodes():
        for before, after in zip_longest(older[a:b], newer[c:d]):
            if step == "equal":
                yield Pair(((before, False),), ((after, False),), same=True)
            else:
                words = (before or "").split(), (after or "").split()
                room -= len(words[0]) * len(words[1])
                is_short = all(words) and max(map(len, words)) <= COMPARED_WORDS and room >= 0
                yield Pair(*(_marked(*words) if is_short else (_whole(before), _whole(after))), same=False)


def _marked(before: list[str], after: list[str]) -> tuple[Words, Words]:
    steps = SequenceMatcher(None, before, after).get_opcodes()
    return (
        tuple((" ".join(before[a:b]), step != "equal") for step, a, b, _, _ in steps if a < b),
        tuple((" ".join(after[c:d]), step != "equal") for step, _, _, c, d in steps if c < d),
    )


def _whole(text: str | None) -> Words:
    return ((text, True),) if text else ()
