"""Rules about what stands between parts of the text: whether it belongs to it."""

import re
from itertools import pairwise

from articles.article import BODY_LABELS
from articles.extract.blocks import ends_a_sentence
from articles.labels.by_markup import HEADINGS, OF_TABLES, OF_TAG, is_item, list_of
from articles.labels.passage import PageContext, Passage

_OF_A_TEXT = frozenset({"p", "li", "dt", "dd", "td", "th", "pre", "blockquote", *HEADINGS})
_NEAR = 3
"""Blocks before and after among which text must stand."""
_PARAGRAPH = 160
"""Characters; captions are mostly shorter."""


def between_the_body(passages: list[Passage], _: PageContext) -> list[Passage]:
    """What stands between parts of the body and belongs to it.

    A paragraph, item or cell; a heading right after the body or with the body close by; a long run in any element where the
    body stands right before and right after it; links only as items of the text's list, cells of its table or headings in it.

    Labels: body, heading, quote, list, table
    Taken: <p>He named two ports:</p><ul><li><a href="/a">Hamburg</a></li><li><a href="/b">Bremen</a></li></ul>
    Left: <ul><li><a href="/a">Hamburg</a></li><li><a href="/b">Bremen</a></li></ul>
    Known problems: A list of other articles right after a line that ends in a colon is taken, where its items are short.
    """
    is_body = [p.label in BODY_LABELS for p in passages]
    if True not in is_body:
        return passages
    first, last = is_body.index(True), len(is_body) - 1 - is_body[::-1].index(True)
    done = list(passages)
    for i in range(first + 1, last):
        block = passages[i].block
        if passages[i].label is not None or not passages[i].text:
            continue
        if block.linked >= 0.5:
            belongs = _is_linked_inside(passages, i, is_body)
        elif is_body[i - 1] and is_body[i + 1]:
            belongs = len(block.text) >= _PARAGRAPH or block.tag in _OF_A_TEXT or _is_bare(passages[i], passages[i - 1])
        elif block.tag in HEADINGS:
            belongs = is_body[i - 1] or _is_close(is_body, i)
        else:
            belongs = block.tag in _OF_A_TEXT
        if belongs:
            is_body[i] = True
            done[i] = passages[i].said(OF_TAG.get(block.tag, "body"), "between_the_body")
    return done


def _is_bare(passage: Passage, before: Passage) -> bool:
    """Whether it is a sentence in an element without a name, beside a paragraph."""
    own, other = passage.block.element, before.block.element
    if own is None or other is None or own.get("class") or own.get("id") or not ends_a_sentence(passage.text):
        return False
    return own.tag == "div" and own.getparent() is other.getparent()


def _is_close(is_body: list[bool], i: int) -> bool:
    return any(is_body[max(0, i - _NEAR) : i]) and any(is_body[i + 1 : i + 1 + _NEAR])


_ITEM = 60
"""Characters on average of items that are links; other articles' headlines are longer."""
_MANY = 300
"""Items; of a longer list of links nobody says that it is text."""
_ALIKE = 3
"""Linked headings of one kind with text right under them: a list of things that have pages of their own."""


def _is_linked_inside(passages: list[Passage], i: int, is_body: list[bool]) -> bool:
    """Whether a block that is a link is an item, a cell or a heading of the text."""
    block = passages[i].block
    if block.tag in OF_TABLES:
        return any(is_body[n] and passages[n].block.tag in OF_TABLES for n in (i - 1, i + 1))
    if block.tag in HEADINGS:
        if not _is_close(is_body, i):
            return False
        alike = [
            n
            for n, p in enumerate(passages[max(0, i - _MANY) : i + _MANY], max(0, i - _MANY))
            if n + 1 < len(passages) and (p.block.tag, p.block.classes) == (block.tag, block.classes)
        ]
        is_a_card = f" {block.tag} a " in f" {block.classes} "
        return not is_a_card and sum(passages[n + 1].label == "body" for n in alike) >= _ALIKE
    return is_item(passages[i]) and _is_of_a_list_inside(passages, i, is_body)


def _is_of_a_list_inside(passages: list[Passage], i: int, is_body: list[bool]) -> bool:
    """Whether an item stands in a list that the text announces, or one with items that are text, and more text follows."""
    end = i
    if not is_body[i - 1]:
        return False
    while end < min(len(passages), i + _MANY) and passages[end].label is None and is_item(passages[end]):
        end += 1
    items = passages[i:end]
    before = passages[i - 1]
    is_announced = before.text.endswith((":", "：")) or _is_same_list(before, passages[i])
    return is_announced and any(is_body[end : end + _NEAR]) and sum(len(p.text) for p in items) <= _ITEM * len(items)


def _is_same_list(before: Passage, passage: Passage) -> bool:
    own = passage.block.element
    return list_of(before) is list_of(passage) or (
        is_item(before) and own is not None and any(above is before.block.element for above in own.iterancestors())
    )


_SERIES = 3
"""Numbered headings that count up or down: two may be anything."""
_NUMBER = re.compile(r"(?:(?:no|nr|n°|№)\.? ?)?(\d{1,3})[.):]? ", re.IGNORECASE)


def numbered_headings(passages: list[Passage], _: PageContext) -> list[Passage]:
    """Headings that count from one to the next are an article's list, whatever stands under them.

    Labels: heading
    Taken (below): <h2>1. The crane</h2><h2>2. The barge</h2><h2>3. The ferry</h2>
    Left (below): <h2>1. The crane</h2><h2>2. The barge</h2>
    Known problems: A ranking of other articles that counts in headings without links is taken.
    """
    counted: dict[str, list[tuple[int, int]]] = {}
    for i, passage in enumerate(passages):
        block = passage.block
        if passage.label is None and block.tag in HEADINGS and block.linked < 0.5 and (found := _NUMBER.match(passage.text)):
            counted.setdefault(block.tag, []).append((i, int(found[1])))
    done = list(passages)
    for rows in counted.values():
        steps = {later - sooner for (_, sooner), (_, later) in pairwise(rows)}
        if len(rows) >= _SERIES and steps in ({1}, {-1}):
            for i, _number in rows:
                done[i] = passages[i].said("heading", "numbered_headings")
    return done
