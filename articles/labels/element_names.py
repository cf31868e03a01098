"""What the makers of a page called an element: "photo-caption", "related-stories"."""

import re
from collections.abc import Iterable
from functools import cache

from articles.labels.passage import Passage, phrases, table
from articles.remembered import remembered


@cache
def _elements() -> dict[str, re.Pattern[str]]:
    return {
        label: re.compile(rf"(?:^|[_-])(?:{phrases('elements', label).pattern})(?=$|[_-])") for label in table()["elements"]
    }


@cache
def _any_element() -> re.Pattern[str]:
    """All of them as one: most names say nothing, and are looked through once for that, in small letters.

    Where case counts, an alternative is passed over by its first letter.
    """
    every = "|".join(phrases("elements", label).pattern for label in table()["elements"])
    return re.compile(rf"(?:^|[_-])(?:{every})(?=$|[_-])")


def named(passage: Passage, label: str) -> bool:
    """Whether the block's element, or one that it lies in below the article's, has a name that says `label`."""
    return bool(passage.block.classes) and label in _said_by(passage.block.classes)


def names_say(names: str, labels: Iterable[str]) -> bool:
    """Whether an element's names say one of these labels."""
    return bool(names) and not _said_by(names).isdisjoint(labels)


@remembered(2048)
def _said_by(classes: str) -> frozenset[str]:
    return frozenset().union(*map(_said_by_name, set(classes.split())))


_HAS = re.compile(r"(?:has|with|without)(?:[_-]|(?=[A-Z]))")
"""What an element is called after something that it holds: "hasCaption", "with-comments"."""


@remembered(16_384)
def _said_by_name(name: str) -> frozenset[str]:
    small = name.lower()
    if not _any_element().search(small) or _HAS.match(name):
        return frozenset()
    return frozenset(label for label, names in _elements().items() if names.search(small))
