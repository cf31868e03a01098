"""An article's topics as they stand in sight on its page: breadcrumbs, the section over the headline, the list of tags."""

import re
import tomllib
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from itertools import groupby, islice, takewhile
from typing import Any
from urllib.parse import urlsplit

from lxml.html import HtmlElement

from articles.extract.blocks import TextBlock, ends_a_sentence, match_key
from articles.fields.labelled_topics import labelled_topics
from articles.fields.metadata import Candidate, clean
from articles.fields.visible import APART, FOOT, HEAD, TEXT, Ground
from articles.labels.passage import phrases
from articles.remembered import remembered

_SPACE = re.compile(r"[\t\r\n]")

_LONGEST = 80
"""Characters of the longest name of a topic."""
_CLOSE = 4
"""Elements from a link upwards whose classes say what it is."""


def printed_topics(tree: HtmlElement, everything: list[TextBlock], blocks: list[TextBlock]) -> Iterator[Candidate]:
    """What a page shows of its article's section, the surest first, and of its tags; `blocks` are those about the article."""
    ground = Ground(everything, blocks)
    placed = [(ground.zone(i), block) for i, block in enumerate(everything)]
    around = _Surroundings(ground.holds_text)
    head = [block for zone, block in placed if zone == HEAD]
    yield from list(_from_breadcrumbs(tree)) or _from_steps(head)
    yield from _from_sections(head, around)
    said = "".join(match_key(block.text) for block in blocks)
    prose = "".join(match_key(block.text) for block in blocks if block.linked < 0.5)
    yield from labelled_topics(everything, ground, around.are_others, prose)
    yield from _from_tags(placed, around, said, prose)


class _Surroundings:
    """What the elements are called that links lie in, what holds the text left out.

    Each is asked once: the links of a list and the lists of a menu share them.
    """

    def __init__(self, holds_text: frozenset[HtmlElement]) -> None:
        self._holds_text = holds_text
        self._called: dict[tuple[str, HtmlElement], bool] = {}
        self._close: dict[tuple[str, HtmlElement | None], bool] = {}

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
        lists = takewhile(self._is_beside, element.iterancestors())
        return any(above.tag == "nav" or self._is_called("others", above) for above in lists)

    def is_a_list_among_others(self, link: HtmlElement) -> bool:
        """Whether the list of a link is called one of tags, and only what holds that list speaks of other things."""
        for above in takewhile(self._is_beside, islice(link.iterancestors(), _CLOSE)):
            if above.tag == "nav" or self._is_called("others", above):
                return False
            if self._is_called("tags", above):
                return True
        return False

    def _is_beside(self, element: HtmlElement) -> bool:
        return element not in self._holds_text

    def _is_called(self, topic: str, element: HtmlElement) -> bool:
        key = (topic, element)
        if (known := self._called.get(key)) is None:
            known = self._called[key] = _is_called(topic, element)
        return known


# Sections


def _from_breadcrumbs(tree: HtmlElement) -> Iterator[Candidate]:
    """The steps of the first trail on the page, the last one first."""
    for element in tree.iter("ol", "ul", "nav", "div", "p", "section", "header", "span", "table"):
        if _is_called("breadcrumb", element) or "breadcrumb" in (element.get("aria-label") or "").lower():
            steps = [clean(link.text_content()) for link in element.iter("a")] or _words(element)
            if steps := [step for step in steps if step]:
                yield from (Candidate("section", step, "element:breadcrumb") for step in reversed(steps))
                return


_STEPS = re.compile(r"[^>›»→]{2,40}(?:\s*[>›»→]\s*[^>›»→]{2,80})+")
"""A trail by its marks: "News > Harbour"."""
_A_TRAIL = 2
"""Links that are one."""


def _from_steps(head: list[TextBlock]) -> Iterator[Candidate]:
    """The steps of a line of links beside the headline that marks part as a trail's, the last one first."""
    for block in head:
        if len(block.anchors) >= _A_TRAIL and block.linked >= 0.5 and _STEPS.fullmatch(block.text):
            yield from (
                Candidate("section", clean(link.text_content()), "element:breadcrumb") for link in reversed(block.anchors)
            )
            return


def _words(element: HtmlElement) -> list[str]:
    return [word.strip() for text in element.itertext() for word in re.split(r"[›»>/|]", text)]


def _from_sections(head: list[TextBlock], around: _Surroundings) -> Iterator[Candidate]:
    """Beside the headline: links to a category, then what is called one."""
    near = [block for block in head if len(block.text) <= 2 * _LONGEST and block.element is not None]
    for block in near:
        for link in block.anchors:
            if _says("section", link, around) and not around.are_others(link):
                yield Candidate("section", clean(link.text_content()), "link:section")
    for block in near:
        if (
            block.element is not None
            and block.tag != "h1"
            and around.call("section", block.element)
            and not around.are_others(block.element)
        ):
            yield Candidate("section", block.text, "element:section")
    yield from _over_the_headline(head, around)
    yield from _right_over_the_headline(head, around)


_OVER = 2
"""Blocks right over the headline of which one may be a link to a topic and no more."""


def _over_the_headline(head: list[TextBlock], around: _Surroundings) -> Iterator[Candidate]:
    """A topic that stands alone over the headline, which is its kicker."""
    headline = next((i for i, block in enumerate(head) if block.tag == "h1"), 0)
    for block in head[max(0, headline - _OVER) : headline]:
        links = list(_tag_links(block, around))
        if len(links) == len(block.anchors) == 1 and block.linked == 1:
            yield Candidate("section", block.text, "element:section")
    yield from _with_the_headline(head[: headline + 1], around)


_WORDS = 4
"""Words of the longest kicker that only its place tells."""


def _with_the_headline(over: list[TextBlock], around: _Surroundings) -> Iterator[Candidate]:
    """The only link over the headline in an element that holds the headline and not the text."""
    element = over[-1].element if over else None
    box = set() if element is None else {above for above in element.iterancestors() if not around.holds(above)}
    links = [
        block
        for block in over[:-1]
        if block.linked == 1
        and block.element is not None
        and not box.isdisjoint((block.element, *block.element.iterancestors()))
    ]
    kicker = links[0] if len(links) == 1 and len(links[0].anchors) == 1 else None
    if kicker and len(kicker.text.split()) <= _WORDS and not around.are_others(kicker.anchors[0]):
        yield Candidate("section", kicker.text, "element:section")


def _right_over_the_headline(head: list[TextBlock], around: _Surroundings) -> Iterator[Candidate]:
    """A few words right over the headline in its own element, of another kind than the lines of a menu: its kicker."""
    at = next((i for i, block in enumerate(head) if block.tag == "h1"), 0)
    kicker, headline = head[at - 1].element if at else None, head[at].element if at else None
    if kicker is None or headline is None or kicker.getparent() is not headline.getparent() or around.are_others(kicker):
        return
    words = head[at - 1].text
    is_line = len(words.split()) <= _WORDS and not any(map(str.isdigit, words)) and not ends_a_sentence(words)
    if is_line and head[at - 1].linked < 0.5 and not phrases("byline", "starts").match(words):
        yield Candidate("section", words, "element:section")


# Tags


_A_ROW = 3
"""Links to tags in one block that are a list of them under a label, wherever they stand."""


def _from_tags(placed: list[tuple[int, TextBlock]], around: _Surroundings, said: str, prose: str) -> Iterator[Candidate]:
    """The longest list of links to tags beside the article; else the longest elsewhere that speaks of what it speaks of.

    Of several beside it those come first that speak of what it speaks of. `said` is all that the article's blocks say, `prose`
    what they say beside links.
    """
    beside, elsewhere = _lists_of_tags(placed, around, prose)
    others = [link for zone, block in placed if zone == FOOT for link in _among_others(block, around)]
    apart = [some for some in elsewhere if _is_of(some, said)]
    apart += [some for _, row in groupby(others, key=_list_of) if _is_of(some := list(row), prose)]
    near = [some for some in beside if len(some) > 1]
    of_it = [some for some in near if _is_of(some, prose)]
    for link in _without_more(max(of_it or apart or near or beside, key=len, default=[])):
        yield Candidate("tag", clean(link.text_content()).lstrip("#"), "link:tag")


def _lists_of_tags(
    placed: list[tuple[int, TextBlock]], around: _Surroundings, prose: str
) -> tuple[list[list[HtmlElement]], list[list[HtmlElement]]]:
    """The links to tags, list by list: those beside the article, and those elsewhere."""
    found = [(zone, link) for zone, block in _with_lists(placed, prose) for link in _tag_links(block, around)]
    lists = [list(some) for _, some in groupby(found, key=lambda one: _list_of(one[1]))]
    beside = [[link for _, link in some] for some in lists if some[0][0] != APART]
    return beside, [[link for _, link in some] for some in lists if some[0][0] == APART]


def _with_lists(placed: list[tuple[int, TextBlock]], text: str) -> Iterator[tuple[int, TextBlock]]:
    """The blocks that may hold a list: in the text, below which other things may stand, a row of links under a label, or one
    that is nothing else and speaks of what the text speaks of."""
    for zone, block in placed:
        if zone != TEXT:
            yield zone, block
        elif len(block.anchors) >= _A_ROW and (
            _is_labelled(block) or (_leads_to_tags_alone(block) and _is_of(list(block.anchors), text, least=0.4))
        ):
            yield FOOT, block


def _leads_to_tags_alone(block: TextBlock) -> bool:
    """Whether all links of a block that is nothing else have addresses of tags, and none those of a network's posts."""
    addresses = [link.get("href") or "" for link in block.anchors]
    return block.linked > 0.9 and all(_leads_to("tags", href) and "hashtag" not in href for href in addresses)


_LABEL = re.compile(r"[^\W\d_][^:：]{1,20}[:：]\s*")


def _is_labelled(block: TextBlock) -> bool:
    """Whether its links follow on a word and a colon: "Tags: Harbour, Ships"."""
    label = _LABEL.match(block.text)
    return label is not None and block.text.startswith(clean(block.anchors[0].text_content()), label.end())


def _is_of(links: list[HtmlElement], text: str, *, least: float = 2 / 3) -> bool:
    """Whether most of some links' words, but for their endings, stand in the article: at `least` that share."""
    keys = [match_key(link.text_content()) for link in links]
    return len(keys) > 1 and sum(key[: max(4, len(key) * 3 // 4)] in text for key in keys) >= least * len(keys)


def _without_more(links: list[HtmlElement]) -> list[HtmlElement]:
    """Without the one that leads elsewhere where nearly all lead to tags: "All topics"."""
    leading = [link for link in links if _leads_to("tags", link.get("href") or "")]
    return leading if 4 * len(leading) >= 3 * len(links) else links


def _tag_links(block: TextBlock, around: _Surroundings) -> Iterator[HtmlElement]:
    """The links to tags in a block that is links and little else."""
    if block.linked >= 0.5:
        for link in block.anchors:
            if _says("tags", link, around) and not around.are_others(link) and len(clean(link.text_content())) <= _LONGEST:
                yield link


def _among_others(block: TextBlock, around: _Surroundings) -> Iterator[HtmlElement]:
    """The links of a list of tags that lies in a menu or a column of other things."""
    if block.linked >= 0.5:
        for link in block.anchors:
            words = clean(link.text_content())
            if 0 < len(words) <= _LONGEST and around.are_others(link) and around.is_a_list_among_others(link):
                yield link


def _list_of(link: HtmlElement) -> HtmlElement:
    """The element that a link shares with its neighbours in a list: above the item that it lies in alone."""
    for above in link.iterancestors():
        if len(above.findall(".//a")) > 1:
            return above
    return link


# What an element is


def _says(topic: str, link: HtmlElement, around: _Surroundings) -> bool:
    """Whether a link's relation, address or surroundings call what it leads to a section or a tag."""
    relation, href = (link.get("rel") or "").lower().split(), link.get("href") or "#"
    if "tag" in relation:
        return ("category" in relation) == (topic == "section")
    return _leads_to(topic, href) or (not href.startswith(("#", "mailto:", "javascript:")) and around.call(topic, link))


def _leads_to(topic: str, href: str) -> bool:
    # An address is taken apart where its path may be the one: white space within it is left out then.
    if not _paths(topic).search(href) and not _SPACE.search(href):
        return False
    try:
        parts = urlsplit(href)
    except ValueError:
        return False
    return parts.scheme in ("", "http", "https") and _paths(topic).search(f"{parts.path}?{parts.query}".rstrip("?")) is not None


def _is_called(topic: str, element: HtmlElement) -> bool:
    classes, own = element.get("class"), element.get("id")
    if not (classes or own) or element.tag in ("body", "html"):
        return False
    return _class_says(f"{classes or ''} {own or ''}", topic)


@remembered(8192)
def _class_says(names: str, topic: str) -> bool:
    return _classes(topic).search(names) is not None


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
