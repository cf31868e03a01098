"""Rules about what stands between parts of the text: whether it belongs to it."""

import re
from collections.abc import Iterator
from itertools import groupby, pairwise

from lxml.html import HtmlElement

from articles.article import BODY_LABELS
from articles.extract.blocks import ends_a_sentence, match_key
from articles.labels.by_tag import HEADINGS, OF_TABLES, OF_TAG, is_item, list_of
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


def headings_of_a_kind(passages: list[Passage], _: PageContext) -> list[Passage]:
    """Between the body's parts, or right over it, a heading of the class and in the element of another of the text.

    Labels: heading
    Taken: <h2>Overview</h2><ul><li><a href="#a">What fell</a></li><li><a href="#b">Who saw it</a></li></ul><h3>What fell</h3>
        <p>Divers went down to look at the wreck, and came up again without having seen their own hands.</p><h3>Who saw it</h3>
    Left (below): <h3>What fell</h3><p><a href="/pilot">A pilot speaks of the night</a></p>
    Known problems: A heading over a box of links within the text is taken, if its makers call it as those of the text.
    """
    is_body = [p.label in BODY_LABELS for p in passages]
    if True not in is_body:
        return passages
    within = range(max(0, is_body.index(True) - 1), len(is_body) - 1 - is_body[::-1].index(True))
    kinds = {_own_kind(p) for p in passages if p.label == "heading" and p.block.tag in HEADINGS}
    return [
        p.said("heading", "headings_of_a_kind")
        if p.label is None and p.text and i in within and _own_kind(p) in kinds and p.block.linked < 0.5
        else p
        for i, p in enumerate(passages)
    ]


def _own_kind(passage: Passage) -> tuple[str, str | None, HtmlElement | None]:
    """A heading's tag, its class and what holds it; each may have an id of its own, to which a link leads."""
    element = passage.block.element
    return (
        (passage.block.tag, None, None) if element is None else (passage.block.tag, element.get("class"), element.getparent())
    )


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


_LIST_OF_HEADINGS = 2
"""Links in a row to the text's own headings that are its table of contents."""
_OVER_A_LIST = 60
"""Characters of the line over a table of contents."""


def table_of_contents(passages: list[Passage], facts: PageContext) -> list[Passage]:
    """Links in a row that say what headings below them say, most of them word for word, with the line over them.

    Labels: notice
    Taken: <h2>Overview</h2><ul><li><a href="#a">The old crane</a></li><li><a href="#b">The new one</a></li></ul>
        <h3>The old crane</h3><p>It stood on the quay for more than sixty years, and nobody looked at it in all this time.</p>
        <h3>The new one</h3><p>It will be checked every month, the harbour master promised, and it will not be left alone.</p>
    Left: <p>He named two ports:</p><ul><li><a href="#a">Hamburg</a></li><li><a href="#b">Bremen</a></li></ul>
    Known problems: One that is no links is text; so is one that shortens most of the headings.
    """
    if facts.is_plain:
        return passages
    heads: dict[str, int] = {}
    for i, passage in enumerate(passages):
        if passage.block.tag in HEADINGS and passage.block.linked < 0.5:
            heads[match_key(passage.text)] = i
    done = list(passages)
    for run in _rows_of_links(passages):
        told = sum(heads.get(match_key(passages[i].text), 0) > run[-1] for i in run)
        if told >= _LIST_OF_HEADINGS and 2 * told > len(run):
            over = run[0] - 1
            for i in (*([over] if over >= 0 and _announces(passages[over]) else []), *run):
                done[i] = passages[i].said("notice", "table_of_contents")
    return done


def _announces(passage: Passage) -> bool:
    return passage.label is None and len(passage.text) <= _OVER_A_LIST and not ends_a_sentence(passage.text)


def _rows_of_links(passages: list[Passage]) -> Iterator[list[int]]:
    """Links that follow one another, and are no headings."""
    links = [p.label is None and p.block.linked > 0.9 and p.block.tag not in HEADINGS and bool(p.text) for p in passages]
    for is_row, row in groupby(range(len(passages)), key=links.__getitem__):
        if is_row:
            yield list(row)


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
