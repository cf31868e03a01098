"""What an element is called, and where its links lead: to a section, to a tag, to other articles."""

import re
import tomllib
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from itertools import islice, takewhile
from typing import Any
from urllib.parse import urlsplit

from lxml.html import HtmlElement

from articles.extract.blocks import TextBlock
from articles.fields.metadata import clean
from articles.remembered import remembered

_SPACE = re.compile(r"[\t\r\n]")
LONGEST = 80
"""Characters of the longest name of a topic."""
_CLOSE = 4
"""Elements from a link upwards whose classes say what it is."""


class Surroundings:
    """What the elements are called that links lie in, what holds the text left out.

    Each is asked once: the links of a list and the lists of a menu share them.
    """

    def __init__(self, holds_text: frozenset[HtmlElement]) -> None:
        self._holds_text = holds_text
        self._called: dict[tuple[str, HtmlElement], bool] = {}
        self._close: dict[tuple[str, HtmlElement | None], bool] = {}
        self._others: dict[HtmlElement, bool] = {}

    def call(self, topic: str, element: HtmlElement) -> bool:
        """Whether an element, or one close above it, is called a section or a tag."""
        if element in self._holds_text:
            return False
        if self._is_called(topic, element):
            return True
        key = (topic, element.getparent())
        if (known := self._close.get(key)) is None:  # the links of a list lie in the same elements
            known = self._close[key] = self._is_close(*key)
        return known

    def _is_close(self, topic: str, above: HtmlElement | None) -> bool:
        for _ in range(_CLOSE - 1):
            if above is None or above in self._holds_text:
                return False
            if self._is_called(topic, above):
                return True
            above = above.getparent()
        return False

    def holds(self, element: HtmlElement) -> bool:
        """Whether an element holds the text."""
        return element in self._holds_text

    def are_others(self, element: HtmlElement) -> bool:
        """Whether it lies in a list of other articles or in what stands on every page."""
        asked: list[HtmlElement] = []
        is_one = False
        for above in takewhile(self._is_beside, element.iterancestors()):
            asked.append(above)
            is_one = known if (known := self._others.get(above)) is not None else self._is_others(above)
            if is_one or known is not None:
                break
        self._others.update(dict.fromkeys(asked, is_one))
        return is_one

    def _is_others(self, element: HtmlElement) -> bool:
        return element.tag == "nav" or self._is_called("others", element)

    def is_a_list_among_others(self, link: HtmlElement) -> bool:
        """Whether the list of a link is called one of tags, and only what holds that list speaks of other things."""
        for above in takewhile(self._is_beside, islice(link.iterancestors(), _CLOSE)):
            if self._is_others(above):
                return False
            if self._is_called("tags", above):
                return True
        return False

    def _is_beside(self, element: HtmlElement) -> bool:
        return element not in self._holds_text

    def _is_called(self, topic: str, element: HtmlElement) -> bool:
        key = (topic, element)
        if (known := self._called.get(key)) is None:
            known = self._called[key] = is_called(topic, element)
        return known


def tag_links(block: TextBlock, around: Surroundings) -> Iterator[HtmlElement]:
    """The links to tags in a block that is links and little else."""
    if block.linked >= 0.5:
        for link in block.anchors:
            # Most links with little text around them are a menu's, which is told sooner than what they lead to.
            if not around.are_others(link) and says("tags", link, around) and len(clean(link.text_content())) <= LONGEST:
                yield link


def says(topic: str, link: HtmlElement, around: Surroundings) -> bool:
    """Whether a link's relation, address or surroundings call what it leads to a section or a tag."""
    relation, href = (link.get("rel") or "").lower().split(), link.get("href") or "#"
    if "tag" in relation:
        return ("category" in relation) == (topic == "section")
    return leads_to(topic, href) or (not href.startswith(("#", "mailto:", "javascript:")) and around.call(topic, link))


def leads_to(topic: str, href: str) -> bool:
    """Whether an address is one of a section or a tag ("section", "tags")."""
    # An address is taken apart where its path may be the one: white space within it is left out then.
    if not _paths(topic).search(href) and not _SPACE.search(href):
        return False
    try:
        parts = urlsplit(href)
    except ValueError:
        return False
    return parts.scheme in ("", "http", "https") and _paths(topic).search(f"{parts.path}?{parts.query}".rstrip("?")) is not None


def is_called(topic: str, element: HtmlElement) -> bool:
    """Whether an element's class or id says what it is: a key of `classes` in topics.toml."""
    classes, own = element.get("class"), element.get("id")
    is_one = bool(classes or own) and _class_says(f"{classes or ''} {own or ''}", topic)
    return is_one and element.tag not in ("body", "html")


@remembered(8192)
def _class_says(names: str, topic: str) -> bool:
    return _may_say(topic).search(names.lower()) is not None and _classes(topic).search(names) is not None


@cache
def _may_say(topic: str) -> re.Pattern[str]:
    """A quick first look at names in small letters: the words, whatever they stand in. Most names hold none."""
    return re.compile("|".join(_data()["classes"][topic]))


@cache
def _classes(topic: str) -> re.Pattern[str]:
    """Parts of a name are set off by spaces, "-", "_" and, in "articleTags", by their case."""
    return re.compile(
        rf"(?:^|[\s_-]|(?<=[a-z])(?=[A-Z]))(?i:{'|'.join(_data()['classes'][topic])})(?:$|[\s_-]|(?<=[a-z])(?=[A-Z]))"
    )


@cache
def _paths(topic: str) -> re.Pattern[str]:
    return re.compile(
        rf"/(?:{'|'.join(_data()['addresses'][topic])})/[^/]|[?&](?:{'|'.join(_data()['queries'][topic])})=.",
        re.IGNORECASE,
    )


@cache
def _data() -> dict[str, Any]:
    return tomllib.loads(files("articles.data").joinpath("topics.toml").read_text("utf-8"))
