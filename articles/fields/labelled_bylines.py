"""Bylines that a label opens, in any language and wherever in a line: "Autor: Jan Kowalski", "2027-05-04 作者：王小明"."""

import re
from collections.abc import Iterator
from functools import cache

from articles import byline
from articles.article import OTHER_HANDS, Contributor
from articles.byline.lexicon import wording
from articles.languages import words as languages
from articles.wordlists import any_of

_LONGEST = 120
"""Characters of a label and the names behind it."""
_SHORTEST_WORD = 5
"""Letters of a label of one word that needs no colon, in scripts with capitals; a preposition has two fewer at most."""


def labelled_bylines(text: str, language: str | None) -> Iterator[str]:
    """The parts of a line that a label opens and nothing but full names follow."""
    for label in _found(text):
        said = text[label.start("label") : label.start("label") + _LONGEST]
        read = byline.parse(said, channel="vis:line:byline", lang=language)
        if read.contributors and not read.residue and all(map(_is_writer_in_full, read.contributors)):
            yield said
            return


def _found(text: str) -> Iterator[re.Match[str]]:
    if ":" in text or "：" in text:
        yield from _labels().finditer(text)
    elif label := _bare_labels().match(text):
        yield label


def _is_writer_in_full(one: Contributor) -> bool:
    if one.kind != "person" or not (one.given and one.family) or one.role in OTHER_HANDS:
        return False
    return not wording().sentence & set((one.name or "").lower().split())  # "Analysis: Why Things Fall"


@cache
def _labels() -> re.Pattern[str]:
    """A label with its colon anywhere, or one that needs none at the start."""
    sources = set(languages.of_all("byline.sources"))
    labels = [label for label in languages.of_all("byline.label.author") if label not in sources]
    whole = any_of(label for label in labels if not _is_preposition(label))
    return re.compile(
        rf"(?P<label>(?:^(?:{any_of(labels)})|(?<![^\s|(（【])(?:{whole}))\s?[:：]\s?(?=\S)|{_bare()})", re.IGNORECASE
    )


@cache
def _bare_labels() -> re.Pattern[str]:
    """Those alone that need no colon: all that a line without one can hold, and looked for at its start only."""
    return re.compile(rf"(?P<label>{_bare()})", re.IGNORECASE)


def _bare() -> str:
    """Labels at the start, before a capital or a letter without case."""
    bare = any_of(label for label in languages.of_all("byline.bare.author") if _needs_no_colon(label))
    return rf"^(?:{bare})\s(?=(?-i:[^\Wa-zß-ÿ\d_]))"


def _is_preposition(label: str) -> bool:
    """Whether a label may end another one: "by" does "edited by"."""
    return len(label) < _SHORTEST_WORD - 1 and label.lower() != label.upper()


def _needs_no_colon(label: str) -> bool:
    """Whether a label is no word that headlines begin with."""
    return " " in label or len(label) >= _SHORTEST_WORD or (len(label) > 2 and label.lower() == label.upper())
