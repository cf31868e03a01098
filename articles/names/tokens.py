"""Words of a paragraph, with what tells names: capitals, where sentences begin, what stands between."""

import re
from typing import NamedTuple

_WORD = re.compile(r"[^\W\d_]+(?:[-‑’'ʼ][^\W\d_]+)*")
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


def tokens(text: str) -> list[Token]:
    """The words of a paragraph, without what an apostrophe joins to them: "Merkel's", "l'Iran"."""
    found: list[Token] = []
    end, is_short_capital = 0, False
    for match in _WORD.finditer(text):
        start, until = match.span()
        word = match[0]
        if "’" in word or "'" in word or "ʼ" in word:
            before, word = _parted(word)
            start += before
        gap = text[end:start]
        follows = gap == " " or gap in _TIES or (is_short_capital and gap in _INITIAL_TIES)
        is_capital = word[0].isupper() or (word[2:3] == "-" and word[:3] in _ARTICLES and word[3:4].isupper())
        if follows and not is_capital:
            found.append(Token(word, start, start + len(word), False, True, False, False))
            end, is_short_capital = until, False
            continue
        opens = not found or (not follows and (gap.rstrip(_QUOTES)[-1:] in _CLOSES or not _OPENS.isdisjoint(gap)))
        is_initial = is_capital and len(word) == 1 and text[until : until + 1] == "."
        found.append(Token(word, start, start + len(word), opens, follows, is_capital, is_initial))
        end, is_short_capital = until, is_capital and len(word) < SHORT
    return found


def _parted(word: str) -> tuple[int, str]:
    """A word without what an apostrophe joins to it, and how many characters of that stand before it."""
    if elided := _ELIDED.match(word):
        return elided.end(), word[elided.end() :]
    suffix = _SUFFIX.search(word)
    return 0, word[: suffix.start()] if suffix else word
