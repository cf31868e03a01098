"""Words of a paragraph, with what tells names: capitals, where sentences begin, what stands between."""

import re
from itertools import accumulate
from typing import NamedTuple

_WORD = re.compile(r"([^\W\d_]+(?:[-‑’'ʼ][^\W\d_]+)*)")
_ELIDED = re.compile(r"(?:[dDlLnNsScCjJmMtT]|[qQ]u|(?:[dD]|[nNsS])?ell|[aA]ll|[dD]all|[uU]n)[’'](?=[^\W\d_])")
_SUFFIX = re.compile(r"(?<=[^\W\d_][^\W\d_])[’'ʼ][sS]$|(?<=[^\W\d_]{4})[’'ʼ][a-zıüöşğç]{1,5}$")
"""What an apostrophe joins to a name's end: "Lee's", "İzmir'in"."""
_CLOSES = frozenset(".!?…:؟。！？।")
_OPENS = frozenset('"“„«‘')
_ARTICLES = ("al-", "el-", "as-", "ad-", "ar-", "an-")
_QUOTES = "\"“”„«»‘’'()[]–—-•* \t\u00a0\u202f"
_TIES = frozenset((" ", "\u00a0", "\u202f"))
_INITIAL_TIES = frozenset((".", ". ", ".\u00a0"))


SHORT = 3
"""Letters below which a word with a capital and a full stop is an initial or two: "J.", "Ph.", "Yu."."""


class Token(NamedTuple):
    """A word. `opens` says that it begins a sentence, `follows` that nothing but a space parts it from the word before.

    `is_capital` says that it begins with a capital, or its second part does: "al-Assad"; `is_initial` that it is one capital
    with a full stop.
    """

    text: str
    start: int
    end: int
    opens: bool
    follows: bool
    is_capital: bool
    is_initial: bool


class Words:
    """The words of a paragraph, without what an apostrophe joins to them: "Merkel's", "l'Iran".

    A word is looked at when it is asked for: nine in ten are in small letters and far from any name.
    """

    __slots__ = ("_gaps", "_made", "_starts", "_texts", "capitals")

    def __init__(self, text: str, at: int = 0) -> None:
        """Part a paragraph that begins at a character of the text."""
        parts = _WORD.split(text)
        self._gaps, self._texts = parts[::2], parts[1::2]
        self._starts = list(accumulate(map(len, parts), initial=at))[1::2]
        self._made: list[Token | None] = [None] * len(self._texts)
        self.capitals = [
            i
            for i, word in enumerate(self._texts)
            if not word.islower() and (word[0].isupper() if word.isalpha() else self[i].is_capital)
        ]

    def __len__(self) -> int:
        return len(self._texts)

    def __getitem__(self, index: int) -> Token:
        if (made := self._made[index]) is None:
            made = self._made[index] = self._token(index)
        return made

    def written(self, index: int) -> str:
        """A word as it stands there, or nothing outside of the paragraph."""
        return self._texts[index] if 0 <= index < len(self._texts) else ""

    def gap(self, index: int) -> str:
        """What stands before a word, or behind the last."""
        return self._gaps[index]

    def between(self, start: int, end: int) -> list[Token]:
        """The words from one on, up to another."""
        return [self[index] for index in range(start, min(end, len(self._texts)))]

    def _token(self, index: int) -> Token:
        word, gap, start = self._texts[index], self._gaps[index], self._starts[index]
        if "’" in word or "'" in word or "ʼ" in word:
            before, bare = _parted(word)
            gap, word, start = gap + word[:before], bare, start + before
        follows = gap in _TIES or (gap in _INITIAL_TIES and index > 0 and self._is_short_capital(index - 1))
        is_capital = word[0].isupper() or (word[2:3] == "-" and word[:3] in _ARTICLES and word[3:4].isupper())
        if follows and not is_capital:
            return Token(word, start, start + len(word), False, True, False, False)
        follows = follows and not (index > 0 and _owns(self._texts[index - 1]))
        opens = index == 0 or (not follows and _ends_a_sentence(gap))
        is_initial = is_capital and len(word) == 1 and self._gaps[index + 1][:1] == "." and not self._goes_on(index)
        return Token(word, start, start + len(word), opens, follows, is_capital, is_initial)

    def _goes_on(self, index: int) -> bool:
        """Whether a letter belongs to a small one before it: "z. B.", "u. U."."""
        before = self._texts[index - 1] if index else ""
        return len(before) == 1 and before.islower() and self._gaps[index] in _INITIAL_TIES

    def _is_short_capital(self, index: int) -> bool:
        return not self._texts[index].islower() and self[index].is_capital and len(self[index].text) < SHORT


def _ends_a_sentence(gap: str) -> bool:
    return gap.rstrip(_QUOTES)[-1:] in _CLOSES or not _OPENS.isdisjoint(gap)


_EVERYBODYS = frozenset(("children", "women", "men", "people", "girls", "boys"))


def _owns(word: str) -> bool:
    """Whether what stands behind a word is another name: "Lee's Harbour", and not "Children's Hospital"."""
    suffix = None if word.isalpha() else _SUFFIX.search(word)
    return suffix is not None and word[: suffix.start()].lower() not in _EVERYBODYS


def _parted(word: str) -> tuple[int, str]:
    """A word without what an apostrophe joins to it, and how many characters of that stand before it."""
    if elided := _ELIDED.match(word):
        return elided.end(), word[elided.end() :]
    suffix = _SUFFIX.search(word)
    return 0, word[: suffix.start()] if suffix else word
