"""What the rules work on: a block, or a part of one, and what has been said of it so far."""

import re
import tomllib
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from functools import cache, lru_cache
from importlib.resources import files
from itertools import groupby

from articles.article import Label
from articles.extract.blocks import TextBlock, is_as_a_paragraph, match_key
from articles.languages import words as languages
from articles.profile import NOTHING_LEARNED, Profile


@dataclass(frozen=True, slots=True)
class Passage:
    """`text` and `gap` are the block's, or those of a part of it. `label` is None until a rule has spoken."""

    block: TextBlock
    text: str
    gap: str
    label: Label | None = None
    rule: str = ""

    def said(self, label: Label, rule: str) -> "Passage":
        """The same, labelled."""
        return Passage(self.block, self.text, self.gap, label, rule)

    def joined(self, after: "Passage") -> "Passage":
        """One passage of this and the one after it, labelled as that one."""
        return replace(after, text=self.text + self.gap + after.text)

    def cut(self, at: int) -> tuple["Passage", "Passage"]:
        """Two passages with the same text: before `at` and from there on. White space there is the first's gap."""
        before, after = self.text[:at].rstrip(), self.text[at:].lstrip()
        gap = self.text[len(before) : len(self.text) - len(after)]
        return replace(self, text=before, gap=gap), replace(self, text=after)

    @property
    def plain(self) -> str:
        """The text as phrases are written: single spaces, one kind of apostrophe."""
        return _plain(self.text) if len(self.text) < _SHORT else _plain.__wrapped__(self.text)

    @property
    def prose(self) -> bool:
        """Whether it reads as a sentence or more: long, and mostly not link."""
        return self.block.linked < 0.5 and is_as_a_paragraph(self.text)


_SHORT = 500
"""Characters of a text that is remembered as phrases are written: phrases open lines and stand in short paragraphs."""


@lru_cache(maxsize=1024)
def _plain(text: str) -> str:
    # Most rules ask for it, of one passage after the other.
    return " ".join(text.split()).replace("'", "’")


@dataclass(frozen=True, slots=True)
class PageContext:
    """What is known of the page beside its blocks. Titles, standfirsts, captions and names are match keys (`extract.blocks`).

    `people` are those of `authors` who are persons, `site` is what the site calls itself. `is_plain` says that there is no
    markup to go by.
    """

    is_plain: bool = False
    titles: frozenset[str] = frozenset()
    standfirsts: frozenset[str] = frozenset()
    authors: frozenset[str] = frozenset()
    people: frozenset[str] = frozenset()
    body: str = ""
    site: frozenset[str] = frozenset()
    boilerplate: frozenset[str] = frozenset()
    profile: Profile = NOTHING_LEARNED
    language: str | None = None
    country: str | None = None
    published: date | None = None


Rule = Callable[[list[Passage], PageContext], list[Passage]]


@cache
def table() -> dict[str, dict[str, list[str]]]:
    """`data/labels.toml`: the names of elements, and each label's quick first look."""
    return tomllib.loads(files("articles.data").joinpath("labels.toml").read_text("utf-8"))


@cache
def _words(label: str) -> tuple[str, ...]:
    return tuple(table()["words"][label])


def words_in(passages: list["Passage"], label: str) -> tuple[str, ...]:
    """A label's pieces of words that are on this page: a quick first look, since every text with its phrases has one."""
    whole = "\n".join(passage.text for passage in passages).lower()
    return tuple(word for word in _words(label) if word in whole)


@cache
def phrases(label: str, where: str) -> re.Pattern[str]:
    """All languages' phrases of a label, or the names of its elements, as one expression."""
    every = table()["elements"][where] if label == "elements" else languages.of_all(f"labels.{label}.{where}")
    return re.compile(one_of(numbered(every)), re.IGNORECASE)


def numbered(every: list[str]) -> list[str]:
    """Named groups may come once in an expression only: the second `missing` becomes `missing_1`, and so on."""
    return [re.sub(r"\(\?P<(\w+)>", rf"(?P<\1_{i}>", phrase) for i, phrase in enumerate(every)]


def one_of(every: list[str]) -> str:
    """Several expressions as one. Where some in a row begin at a word's border, the border is looked for once for all."""
    parts = []
    for is_at_a_border, some in groupby(every, key=lambda phrase: phrase.startswith(r"\b")):
        if is_at_a_border:
            parts.append(rf"\b(?:{'|'.join(f'(?:{phrase[2:]})' for phrase in some)})")
        else:
            parts += [f"(?:{phrase})" for phrase in some]
    return "|".join(parts)


def each(label: Label) -> Callable[[Callable[[Passage, PageContext], bool]], Rule]:
    """A rule that looks at one passage at a time, and at none that another rule has labelled."""

    def rule_of(holds: Callable[[Passage, PageContext], bool]) -> Rule:
        name = holds.__name__

        def rule(passages: list[Passage], facts: PageContext) -> list[Passage]:
            return [p.said(label, name) if p.label is None and p.text and holds(p, facts) else p for p in passages]

        rule.__name__ = name
        rule.__doc__ = holds.__doc__
        return rule

    return rule_of


__all__ = ["PageContext", "Passage", "Rule", "each", "match_key", "numbered", "one_of", "phrases", "table", "words_in"]
