"""The tags of an article as they stand in sight on its page: the list of them beside the text or elsewhere."""

import re
from collections.abc import Iterator
from itertools import groupby, islice

from lxml.html import HtmlElement

from articles.extract.blocks import TextBlock, match_key
from articles.fields.metadata import Candidate, clean
from articles.fields.topic_elements import LONGEST, Surroundings, leads_to, tag_links
from articles.fields.visible import APART, FOOT, TEXT

_A_ROW = 3
"""Links to tags in one block that are a list of them under a label, wherever they stand."""


def from_tags(placed: list[tuple[int, TextBlock]], around: Surroundings, said: str, prose: str) -> Iterator[Candidate]:
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
    placed: list[tuple[int, TextBlock]], around: Surroundings, prose: str
) -> tuple[list[list[HtmlElement]], list[list[HtmlElement]]]:
    """The links to tags, list by list: those beside the article, and those elsewhere."""
    found = [(zone, link) for zone, block in _with_lists(placed, prose) for link in tag_links(block, around)]
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
    return block.linked > 0.9 and all(leads_to("tags", href) and "hashtag" not in href for href in addresses)


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
    leading = [link for link in links if leads_to("tags", link.get("href") or "")]
    return leading if 4 * len(leading) >= 3 * len(links) else links


def _among_others(block: TextBlock, around: Surroundings) -> Iterator[HtmlElement]:
    """The links of a list of tags that lies in a menu or a column of other things."""
    if block.linked >= 0.5:
        for link in block.anchors:
            words = clean(link.text_content())
            if 0 < len(words) <= LONGEST and around.are_others(link) and around.is_a_list_among_others(link):
                yield link


def _list_of(link: HtmlElement) -> HtmlElement:
    """The element that a link shares with its neighbours in a list: above the item that it lies in alone."""
    for above in link.iterancestors():
        if len(list(islice(above.iterdescendants("a"), 2))) > 1:
            return above
    return link
