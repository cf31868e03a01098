"""The sentences of an article, as texts that share some are found: what stands for each, whole and reworded."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from unicodedata import normalize
from zlib import crc32

from articles.article import Block, Label

PROSE: frozenset[Label] = frozenset(("body", "quote", "list"))
"""Labels of the blocks that count: what two tables or headings have in common says nothing of who copied whom."""
LONG = 12
"""Words from which on a sentence says that one text has it from another."""
SHORTEST = 3
"""Words below which a sentence is left out."""
SHINGLE = 4
"""Words in a row that stand for one thing said in these words."""
SKETCH = 16
"""How many shingles of a sentence are kept: those with the lowest hashes, so that any two sentences keep the same ones."""
UNSPACED_WORD = 2
"""Characters that count as a word where words are not spaced."""

_END = re.compile(
    r"""[.!?…؟।۔。！？\n]"""  # what any of them begins with is found at once
    r"""(?:(?<=[.!?…؟।۔])(?<![.!?…؟।۔].)[.!?…؟।۔]*+["'”“»’)\]]*(?=\s)|(?<=[。！？])[。！？]*[」』”）]*|(?<=\n)\n*)"""
)
_ABBREVIATED = re.compile(r"(?:^|[\s(.])[^\W\d_]{1,3}\.$")
_UNSPACED = "\u0e00-\u0eff\u1780-\u17ff\u1000-\u109f\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff"
_WORD = re.compile(rf"[{_UNSPACED}]{{1,{UNSPACED_WORD}}}|[^\W_{_UNSPACED}]+")


@dataclass(frozen=True, slots=True)
class Sentence:
    """Where a sentence stands: the place of its block from one on, and from where to where in it.

    `hash` is equal where two say the same words. `sketch` holds what is equal in part where one is the other reworded; that of
    a short sentence holds nothing.
    """

    position: int
    span_start: int
    span_end: int
    hash: int
    words: int
    sketch: tuple[int, ...]


def sentences(blocks: Sequence[Block]) -> list[Sentence]:
    """The sentences of an article's prose, in order."""
    return [
        sentence
        for position, block in enumerate(blocks, 1)
        if block.label in PROSE
        for sentence in _sentences(block.text, position)
    ]


def _sentences(text: str, position: int) -> Iterator[Sentence]:
    for start, end in _spans(text):
        words = _WORD.findall(normalize("NFKC", text[start:end]).casefold())
        # Numbers in a row are no prose, wherever they stand.
        told = len(words) - sum(map(str.isdecimal, words))
        if told >= SHORTEST:
            said = " ".join(words).encode(errors="surrogatepass")
            sketch = _sketch(said.split(b" ")) if told >= LONG else ()
            yield Sentence(position, start, end, _hash(said), told, sketch)


def _spans(text: str) -> Iterator[tuple[int, int]]:
    """(start, end) of each sentence. An abbreviation ends none: "the U.S. Army", "Gov. Reyes"."""
    start = 0
    for end in _END.finditer(text):
        if not _ABBREVIATED.search(text[max(start, end.start() - 4) : end.start() + 1]):
            yield start, end.end()
            start = end.end()
            while start < len(text) and text[start].isspace():
                start += 1
    if start < len(text):
        yield start, len(text)


def _hash(said: bytes) -> int:
    """64 bits that stand for the words of a sentence, however they are cased, spaced and punctuated."""
    return int.from_bytes(blake2b(said, digest_size=8).digest())


def _sketch(words: Sequence[bytes]) -> tuple[int, ...]:
    shingles = set(map(crc32, map(b" ".join, zip(*(words[first:] for first in range(SHINGLE)), strict=False))))
    return tuple(sorted(shingles)[:SKETCH])
