"""The page's own summary of its article, where it says more than the text's start and speaks of this page."""

import html
import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain

from articles.extract.blocks import TextBlock, match_key
from articles.fields.choose import Chosen
from articles.fields.metadata import Candidate, Candidates

_CUT = re.compile(r"(?:\.{3}|…|\[\s*(?:\.{3}|…|&hellip;)\s*\]|\(\s*(?:\.{3}|…)\s*\))\W*$")
"""How a summary ends that a machine has cut from the text."""
_START = 600
"""Letters by which a summary that repeats the text may lie behind the text's first."""
_REPEATED = 0.8
"""Share of a summary that stands at the text's start in one piece, with which it says nothing of its own."""
_SHARED = 0.25
"""Share of a summary's words that its article has, too; of a site's own description there are fewer."""
_ABOVE = 20
"""Blocks above the article's first among which a standfirst may stand."""
_LINE = 25
"""Characters of a block that repeats a summary."""
_WORD = re.compile(r"[^\W\d_]{4,}")
_UNSPACED = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\u0e00-\u0e7f]")
_PAIR = re.compile(rf"(?=({_UNSPACED.pattern}{{2}}))")
"""Of writings that set no spaces, two letters stand for a word."""


def description(found: Candidates, headline: str | None, text: Sequence[str], own: frozenset[str]) -> Chosen[str | None]:
    """The first summary that is none of the headline, the start of `text` (dateline, standfirst and body), a cut or the site's.

    `text` are its paragraphs, `own` the match keys of the site's names.
    """
    for candidate in found.of("description"):
        said = html.unescape(candidate.value).strip()
        key = match_key(said)
        if not key or key in own or key == match_key(headline or ""):
            continue
        is_repeated = _CUT.search(said) or _repeats(key, "".join(map(match_key, text)))
        if is_repeated or not _is_about(said, (headline or "", *text)):
            continue
        return Chosen(said, (candidate,))
    return Chosen(None)


def printed_above(everything: list[TextBlock], blocks: list[TextBlock], found: Candidates) -> Iterator[Candidate]:
    """The summary where a block near above the article's first says it word for word: there it is a standfirst."""
    summaries = {match_key(html.unescape(candidate.value)) for candidate in found.of("description")}
    first = next((i for i, block in enumerate(everything) if blocks and block.element is blocks[0].element), 0)
    for block in everything[max(0, first - _ABOVE) : first]:
        if len(block.text) >= _LINE and match_key(block.text) in summaries:
            yield Candidate("standfirst", block.text, "element:summary")


def _repeats(key: str, text: str) -> bool:
    """Whether a text's start holds the summary, or the most of it in one piece: it may be cut, or begin with a dateline."""
    start = text[: len(key) + _START]
    size = max(1, int(_REPEATED * len(key)))
    step = max(1, len(key) - size)
    return key in start or any(key[at : at + size] in start for at in range(0, len(key) - size + 1, max(1, step // 4)))


def _is_about(said: str, text: Iterable[str]) -> bool:
    """Whether enough of its words stand in the article, which is read no further than that."""
    words = frozenset(_words(said))
    least, shared = _SHARED * len(words), set[str]()
    for word in chain.from_iterable(map(_words, text)):
        if word in words:
            shared.add(word)
        if len(shared) >= least:
            return True
    return not words


def _words(text: str) -> Iterator[str]:
    """The first five letters of each word: a word's forms differ in their endings."""
    folded = text.casefold()
    yield from (word[:5] for word in _WORD.findall(folded))
    if not folded.isascii() and _UNSPACED.search(folded):
        yield from _PAIR.findall(folded)
