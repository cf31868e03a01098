"""The running text of an article: which kinds of element its paragraphs are, and which elements hold them."""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from lxml.html import HtmlElement

from articles.article import BODY_LABELS
from articles.extract.blocks import ends_a_sentence
from articles.labels.passage import Passage
from articles.remembered import remembered

_SHARE = 0.2
"""Share of the text that paragraphs of a second kind have, where they are running text, too."""
NUMBERS = re.compile(r"\d+")

Kind = tuple[str, str]
"""A block's tag, and the names of what it lies in, without their numbers."""


def kind_of(passage: Passage) -> Kind:
    """What makers of pages have called a passage and all that it lies in, below the article."""
    return passage.block.tag, _without_numbers(passage.block.classes)


@remembered(8192)
def _without_numbers(names: str) -> str:
    return NUMBERS.sub("", names)


@dataclass(frozen=True, slots=True)
class RunningText:
    """`kinds` are those of most paragraphs, `holders` the elements in which such paragraphs lie."""

    kinds: frozenset[Kind]
    holders: frozenset[HtmlElement]

    def has(self, passage: Passage) -> bool:
        """Whether it is a paragraph of the running text."""
        return passage.prose and is_text(passage) and kind_of(passage) in self.kinds

    def end_in(self, passages: list[Passage]) -> int:
        """Where the last paragraph of the running text stands; -1 where none does."""
        return next((i for i in reversed(range(len(passages))) if self.has(passages[i])), -1)

    def box_of(self, passage: Passage) -> HtmlElement | None:
        """The largest element round a passage in which no running text stands; None where it stands in the same element."""
        element, box = passage.block.element, None
        while element is not None and element not in self.holders:
            element, box = element.getparent(), element
        return box

    def is_stray(self, passage: Passage) -> bool:
        """Whether it is no sentence, and lies in another element than any paragraph."""
        box = self.box_of(passage)
        return box is not None and box is not passage.block.element and not ends_a_sentence(passage.text)


def is_text(passage: Passage) -> bool:
    """Whether it is the article's, by its label or, before it has one, by trafilatura's choice."""
    return passage.label in BODY_LABELS or (passage.label is None and passage.block.is_main_text)


def running_text(passages: Iterable[Passage]) -> RunningText:
    """The kinds of paragraph that are the text: the largest, and those that come more than once and hold a good part of it."""
    prose = [(kind_of(p), p) for p in passages if is_text(p) and p.prose]
    sizes: Counter[Kind] = Counter()
    for kind, passage in prose:
        sizes[kind] += len(passage.text)
    counts = Counter(kind for kind, _ in prose)
    total = sum(sizes.values())
    kinds = {kind for kind, size in sizes.items() if counts[kind] > 1 and size >= _SHARE * total}
    kinds |= {kind for kind, _ in sizes.most_common(1)}
    holders: set[HtmlElement] = set()
    for kind, passage in prose:
        element = passage.block.element if kind in kinds else None
        while element is not None and element not in holders:
            holders.add(element)
            element = element.getparent()
    return RunningText(frozenset(kinds), frozenset(holders))
