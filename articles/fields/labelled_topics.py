"""An article's tags under a word that says they are tags: "Topics", "Schlagwörter:", "キーワード"."""

import re
from collections.abc import Callable, Iterable, Iterator
from functools import cache

from lxml.html import HtmlElement

from articles.extract.blocks import TextBlock, match_key
from articles.fields.metadata import Candidate, clean
from articles.fields.visible import FOOT, TEXT, Ground
from articles.languages.words import of_all

_LEVELS = 3
"""So far above its label a list may be held together with it."""
_LONGEST = 60
"""Characters of the longest tag that only its label tells."""
_WORDS = 4
"""Words that the tags of a list have on average at the most; headlines have more."""
_MOST = 40
"""Tags in a list; what is longer is an index."""
_REST = 0.8
"""Share of what is held together with a label that is its list."""
_OF_IT = 0.5
"""Share of a list elsewhere on the page whose words the text must hold."""
_LABEL_LENGTH = 40
"""Characters of the longest label that has a line to itself."""
_ITEMS = (("a", "button"), ("li",), ("span",))
"""Elements that the tags of a list have, each kind by itself; a tag may be printed without a link."""
_PLAIN = re.compile(r"(?:^|(?<=[|·•–—/-] ))([^:：|·•–—/-]{2,40})[:：] ?([^|:：]+)")
"""A label and what follows on it in one line, between others: "Posted by Ann | Tags: Harbour, Ships | 3 comments"."""
_LISTED = re.compile(r"[,;、，|·•]")


def labelled_topics(ground: Ground, is_others: Callable[[HtmlElement], bool], said: str) -> Iterator[Candidate]:
    """The tags of each list with a label, a label's first list alone; `said` is all that the article says, as a match key.

    Beside the text a label is believed; over the headline and elsewhere, or where `is_others` says of an element that it holds
    other articles, a list must speak of what the text speaks of.
    """
    seen: set[str] = set()
    for i, block in enumerate(ground.everything):
        label, tags = _list_of(block, ground)
        if label in seen or not 0 < len(tags) <= _MOST or not _are_short(tags):
            continue
        is_beside = ground.zone(i) in (TEXT, FOOT) and block.element is not None and not is_others(block.element)
        if not is_beside and not _is_of(tags, said):
            continue
        seen.add(label)
        yield from (Candidate("tag", tag, "label:tag") for tag in tags)


def _list_of(block: TextBlock, ground: Ground) -> tuple[str, list[str]]:
    """The label that a block is or begins with, as a match key, and the tags that follow on it."""
    if block.linked < _OF_IT and len(block.text) <= _LABEL_LENGTH and (key := match_key(block.text)) in _labels():
        return key, [] if block.element is None else _held_with(block.element, key, ground)
    for begun in _PLAIN.finditer(block.text) if ":" in block.text or "：" in block.text else ():
        if (key := match_key(begun[1])) in _labels():
            linked = [name for link in block.anchors if (name := clean(link.text_content())) and name in begun[2]]
            return key, _named(linked or _LISTED.split(begun[2]))
    return "", []


def _held_with(label: HtmlElement, key: str, ground: Ground) -> list[str]:
    """The links, buttons or items that the smallest element around a label holds besides it, and little else."""
    element: HtmlElement | None = label
    for _ in range(_LEVELS + 1):
        if element is None or element in ground.holds_text:
            return []
        rest = len(match_key(element.text_content())) - len(key)
        if rest > _MOST * _LONGEST:
            return []
        if rest:
            return _items_of(element, rest, key)
        element = element.getparent()
    return []


def _items_of(element: HtmlElement, rest: int, key: str) -> list[str]:
    """Of the kinds of items that a list is made of the one that says most of what it says; none where that is little."""
    lists = [
        [tag for tag in _named(item.text_content() for item in element.iter(*kinds)) if match_key(tag) != key]
        for kinds in _ITEMS
    ]
    best = max(lists, key=_letters)
    return best if _REST * rest <= _letters(best) <= rest else []


def _letters(tags: list[str]) -> int:
    return sum(len(match_key(tag)) for tag in tags)


def _named(texts: Iterable[str]) -> list[str]:
    """What they say, each once: a button may hold a link; what ends in a colon is a label."""
    return [
        text
        for text in dict.fromkeys(clean(text).lstrip("#").rstrip(" -–|,;·•") for text in texts)
        if text and not text.endswith((":", "：", "…"))
    ]


def _are_short(tags: list[str]) -> bool:
    return all(len(tag) <= _LONGEST for tag in tags) and sum(len(tag.split()) for tag in tags) <= _WORDS * len(tags)


def _is_of(tags: list[str], text: str) -> bool:
    """Whether the text holds the words of so many tags, but for their endings."""
    keys = [match_key(tag) for tag in tags]
    return len(keys) > 1 and sum(key[: max(4, len(key) * 3 // 4)] in text for key in keys) >= _OF_IT * len(keys)


@cache
def _labels() -> frozenset[str]:
    return frozenset(map(match_key, of_all("topics.labels")))
