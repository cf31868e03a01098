"""A page without its menus: the parts in which nothing but links stands, put aside while the article is looked for.

A third of a page's elements on average. The extractor copies and searches what it is given several times.
"""

from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from lxml.etree import Element
from lxml.html import HtmlElement

from articles.extract.blocks import TextBlock, breadth

LEAST_RUNS = 4
"""Blocks; with fewer a list of links may be the end of an article."""
MOSTLY_LINKS = 0.6
"""Share of the characters that stand in links."""
READS_AS_TEXT = 60
"""Characters of a block that is mostly not link, and so none of a menu's."""


@dataclass(slots=True)
class _Count:
    blocks: int = 0
    characters: int = 0
    linked: float = 0.0

    def add(self, blocks: int, characters: int, linked: float) -> None:
        self.blocks += blocks
        self.characters += characters
        self.linked += linked


@contextmanager
def without_menus(tree: HtmlElement, everything: list[TextBlock]) -> Iterator[HtmlElement]:
    """The tree, without its menus until the block ends; then they are in their places again, the same elements."""
    aside = [_put_aside(menu) for menu in _menus(tree, everything)]
    try:
        yield tree
    finally:
        for menu, place in aside:
            menu.tail = place.tail
            place.getparent().replace(place, menu)


def _put_aside(menu: HtmlElement) -> tuple[HtmlElement, HtmlElement]:
    place: HtmlElement = Element("wbr")  # says nothing, and holds the text that follows
    place.tail, menu.tail = menu.tail, None
    menu.getparent().replace(menu, place)
    return menu, place


def _menus(tree: HtmlElement, everything: list[TextBlock]) -> list[HtmlElement]:
    """The largest elements without text, mostly links."""
    holds_text: set[HtmlElement] = set()
    counts: defaultdict[HtmlElement, _Count] = defaultdict(_Count)
    for block in everything:
        if block.element is not None:
            counts[block.element].add(1, len(block.text), len(block.text) * block.linked)
            if block.linked < 0.5 and breadth(block.text) >= READS_AS_TEXT:
                _climb(block.element, holds_text)
    menus = []
    # The last element first: each has been told of all that lies in it when its turn comes, however deep pages nest.
    for element in reversed(list(tree.iter())):
        count = counts.get(element)
        if count is None or element in holds_text or (above := element.getparent()) is None:
            continue
        if above not in holds_text:
            counts[above].add(count.blocks, count.characters, count.linked)
        elif count.blocks >= LEAST_RUNS and count.linked > MOSTLY_LINKS * count.characters:
            menus.append(element)
    return menus


def _climb(element: HtmlElement | None, reached: set[HtmlElement]) -> None:
    while element is not None and element not in reached:
        reached.add(element)
        element = element.getparent()
