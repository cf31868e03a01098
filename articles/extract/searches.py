"""What trafilatura looks for by the names of elements, asked once of each kind of element rather than of each element.

Its searches for menus, comments, boxes and the text itself test long expressions on every element, which is a third of what it
takes. All but one say of an element what its tag and its attributes say, and a page has a few dozen kinds of them.
"""

import re
from collections.abc import Callable, Iterable, Iterator, MutableMapping, MutableSequence
from contextlib import contextmanager
from itertools import chain
from typing import Any

from lxml.etree import Element, SubElement, XPath, _Element
from trafilatura import xpaths
from trafilatura.baseline import basic_cleaning

from articles.remembered import LETTERS

Kind = tuple[Any, ...]
"""An element's tag, and what it has in the attributes that a search tests; their names as well, where their order counts."""

_ATTRIBUTE = re.compile(r"@([\w-]+)")
_TAG = re.compile(r"(?:self::|\.//)(\w+)")
_OF_ANY_TAG = re.compile(r"\.//\*\[(?!self::)")
_LOOKS_INSIDE = re.compile(r"not\(\.//")


class Search:
    """As the XPath expression that it is made of, if that tests tags and attributes alone, or what an element does not hold."""

    def __init__(self, expression: XPath) -> None:
        path = expression.path
        self._expression: Callable[[_Element], Any] = expression
        self._attributes = tuple(sorted(set(_ATTRIBUTE.findall(path))))
        self._tags = frozenset(_TAG.findall(path))
        self._looked_at = ("*",) if _OF_ANY_TAG.search(path) else tuple(self._tags)
        self._finds_one = "[1]" in path
        self._order_counts = "|@" in path  # the first of them that an element has is tested
        self._looks_inside = _LOOKS_INSIDE.search(path) is not None
        self._answers: dict[Kind, bool] = {}
        self._letters = 0

    def __call__(self, tree: _Element) -> list[_Element]:
        """The elements below `tree` that are looked for, in page order; the first of them where that alone is wanted."""
        below = (element for element in tree.iter(*self._looked_at) if element is not tree)
        try:
            found = self._first(below) if self._finds_one else self._every(list(below))
        except ValueError:  # a name that could not stand in XML
            return list(self._expression(tree))
        return list(self._expression(tree)) if found and self._looks_inside else found

    def _first(self, below: Iterable[_Element]) -> list[_Element]:
        for element in below:
            kind = self._kind_of(element)
            if self._answers_for({kind})[kind]:
                return [element]
        return []

    def _every(self, below: list[_Element]) -> list[_Element]:
        kinds = list(map(self._kind_of, below))
        answers = self._answers_for(set(kinds))
        return [element for element, kind in zip(below, kinds, strict=True) if answers[kind]]

    def _kind_of(self, element: _Element) -> Kind:
        tag = element.tag if element.tag in self._tags else None
        kind = (tag, *map(element.get, self._attributes))
        return (*kind, *filter(self._attributes.__contains__, element.keys())) if self._order_counts else kind

    def _answers_for(self, kinds: set[Kind]) -> dict[Kind, bool]:
        """What is known of these kinds and of others. The memory is bounded in letters: a page may give each element a name."""
        answers = self._answers
        if new := {kind for kind in kinds if kind not in answers}:
            answers.update(self._asked(new))
            self._letters += sum(map(len, filter(None, chain(*new))))
            if self._letters > LETTERS:
                self._answers, self._letters = {}, 0
        return answers

    def _asked(self, kinds: set[Kind]) -> dict[Kind, bool]:
        """The expression's own answers, by an element of each kind."""
        root = Element("kinds")
        samples = {self._sample(root, kind): kind for kind in kinds}
        found = {samples[element] for element in self._expression(root)}
        return {kind: kind in found for kind in kinds}

    def _sample(self, root: _Element, kind: Kind) -> _Element:
        sample = SubElement(root, kind[0] or "other")
        values = dict(zip(self._attributes, kind[1:], strict=False))
        for name in kind[len(values) + 1 :] if self._order_counts else self._attributes:
            if values[name] is not None:
                sample.set(name, values[name])
        return sample


_PLACES: tuple[tuple[MutableSequence[Any] | MutableMapping[str, Any], Any], ...] = (
    (xpaths.RAW_TREE_PRUNE_XPATH, 0),
    (xpaths.REMOVE_COMMENTS_AND_LISTS_XPATH, 0),
    (xpaths.BODY_XPATH, 0),
    (xpaths.BODY_XPATH, 2),
    (xpaths.BODY_XPATH, 3),
    (xpaths.OVERALL_DISCARD_XPATH, 0),
    (xpaths.OVERALL_DISCARD_XPATH, 1),
    (basic_cleaning.__globals__, "BASIC_CLEAN_XPATH"),
)
"""Where trafilatura keeps the searches that take it longest."""
OWN = tuple(owner[place] for owner, place in _PLACES)
QUICK = tuple(map(Search, OWN))


@contextmanager
def quick_searches() -> Iterator[None]:
    """While the block runs, trafilatura searches by kinds; for whoever else asks it, it is as it was."""
    _put(QUICK)
    try:
        yield
    finally:
        _put(OWN)


def _put(searches: Iterable[Any]) -> None:
    for (owner, place), search in zip(_PLACES, searches, strict=True):
        owner[place] = search
