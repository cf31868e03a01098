"""Rules by markup: which element a run is, what its makers called it, and whether trafilatura took it."""

import re
from functools import cache, lru_cache
from itertools import pairwise

from lxml.html import HtmlElement

from articles.article import BODY_LABELS, Label
from articles.labels.passage import Facts, Passage, each, phrases, table


@cache
def _elements() -> dict[str, re.Pattern[str]]:
    return {
        label: re.compile(rf"(?:^|[_-])(?:{phrases('elements', label).pattern})(?=$|[_-])", re.IGNORECASE)
        for label in table()["elements"]
    }


def named(passage: Passage, label: str) -> bool:
    """Whether the run's element, or one that it lies in below the article's, has a name that says `label`."""
    return bool(passage.run.classes) and label in _said_by(passage.run.classes)


@lru_cache(maxsize=8192)
def _said_by(classes: str) -> frozenset[str]:
    return frozenset().union(*map(_said_by_name, classes.split()))


@lru_cache(maxsize=65536)
def _said_by_name(name: str) -> frozenset[str]:
    return frozenset(label for label, names in _elements().items() if names.search(name))


@each("caption")
def caption_element(passage: Passage, _: Facts) -> bool:
    """A picture's caption; a table's is part of the table."""
    if passage.run.tag == "caption":
        return False
    return passage.run.tag == "figcaption" or (len(passage.text) < 600 and named(passage, "caption"))


@each("credit")
def credit_element(passage: Passage, _: Facts) -> bool:
    """A picture's credit."""
    return len(passage.text) < 120 and named(passage, "credit")


@each("caption")
def in_a_figure(passage: Passage, _: Facts) -> bool:
    """What else stands in a figure, unless it holds a table or a quotation."""
    return (
        passage.run.classes.find("figure") >= 0
        and " figure " in f" {passage.run.classes} "
        and passage.run.tag not in ("td", "th", "blockquote", "li", "p")
    )


@each("comments")
def comment_element(passage: Passage, _: Facts) -> bool:
    """A reader's comment or the form for one."""
    return not passage.run.taken and named(passage, "comments")


@each("paywall")
def paywall_element(passage: Passage, _: Facts) -> bool:
    """A box that stands between the reader and the text; paragraphs in one are the text that it keeps from readers."""
    return not passage.run.taken and not passage.prose and named(passage, "paywall")


@each("bio")
def bio_element(passage: Passage, _: Facts) -> bool:
    """The box about the author."""
    return named(passage, "bio")


@each("promo")
def promo_element(passage: Passage, _: Facts) -> bool:
    """Newsletters, sharing, advertisements."""
    is_heading = passage.run.tag in HEADINGS and passage.run.linked < 0.5
    return not passage.run.taken and not is_heading and named(passage, "promo")


@each("notice")
def never_the_articles(passage: Passage, _: Facts) -> bool:
    """Offers of a newsletter, disclosures, what pops up: none of the article even where trafilatura took it."""
    return named(passage, "never")


@each("notice")
def aside_element(passage: Passage, _: Facts) -> bool:
    """A box of facts, words of the article set large in its margin, lines that a click would show, but no paragraphs."""
    return not passage.run.taken and (
        named(passage, "aside")
        or (not passage.prose and named(passage, "folded"))
        or (named(passage, "figure") and passage.run.tag in ("p", "blockquote"))
    )


@each("related")
def related_element(passage: Passage, _: Facts) -> bool:
    """A box of links to other articles."""
    return (not passage.run.taken or passage.run.linked > 0.8) and named(passage, "related")


@each("byline")
def byline_element(passage: Passage, _: Facts) -> bool:
    """The author's line."""
    return not passage.run.taken and len(passage.text) < 200 and named(passage, "byline")


@each("time")
def time_element(passage: Passage, _: Facts) -> bool:
    """The date's line."""
    return not passage.run.taken and len(passage.text) < 100 and named(passage, "time")


_OF_LISTS = frozenset(("li", "dt", "dd"))
_OF_TABLES = frozenset(("td", "th"))


@each("related")
def nothing_but_a_link(passage: Passage, _: Facts) -> bool:
    """A run that is all link leads elsewhere; what an item, a cell or a heading is that its place among the text says."""
    if passage.run.linked <= 0.9 or _is_item(passage) or passage.run.tag in (_OF_TABLES | frozenset(HEADINGS)):
        return False
    return not passage.run.taken or (passage.run.tag in ("p", "div") and len(passage.text) > 30)


def _is_item(passage: Passage) -> bool:
    """Whether it is an item of a list, or all that an item holds."""
    return passage.run.tag in _OF_LISTS or (
        passage.run.tag == "p" and not passage.run.taken and _list_of(passage) is not passage
    )


def _list_of(passage: Passage) -> HtmlElement | Passage:
    """The list that an item stands in; of anything else the passage itself."""
    element = passage.run.element
    if element is not None and passage.run.tag == "p":
        element = element.getparent()
    above = element.getparent() if element is not None and element.tag in _OF_LISTS else None
    return passage if above is None else above


@each("related")
def links_elsewhere(passage: Passage, _: Facts) -> bool:
    """An item, cell or heading that is all link, and stands in no list, table or part of the text."""
    return passage.run.linked > 0.9


HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_OF_TAG: dict[str, Label] = {
    **dict.fromkeys(HEADINGS, "heading"),
    **dict.fromkeys(("li", "dt", "dd"), "list"),
    **dict.fromkeys(("td", "th", "caption"), "table"),
    "blockquote": "quote",
}  # fmt: skip


def as_its_tag_says(passages: list[Passage], _: Facts) -> list[Passage]:
    """What trafilatura took is body: a heading, quotation, list or table where the markup says so."""
    done = []
    for passage in passages:
        if passage.label is None and passage.run.taken and passage.text:
            label = _OF_TAG.get(passage.run.tag, "body")
            if label == "body" and " blockquote " in f" {passage.run.classes} ":
                label = "quote"
            passage = passage.said(label, "as_its_tag_says")
        done.append(passage)
    return done


def as_its_neighbours(passages: list[Passage], _: Facts) -> list[Passage]:
    """A run that trafilatura left out, in the same element as what it took and under the same names, is body too.

    After the last that it took only prose is.
    """
    last = max((i for i, p in enumerate(passages) if p.run.taken), default=-1)
    kin = {
        (p.run.tag, p.run.classes, p.run.element.getparent())
        for p in passages
        if p.label in ("body", "list", "quote") and p.run.element is not None
    }
    done = []
    for i, passage in enumerate(passages):
        run = passage.run
        if (
            passage.label is None
            and (i < last or passage.prose)
            and passage.text
            and run.element is not None
            and run.linked < 0.5
            and run.tag not in ("td", "th")
        ):
            here = (run.tag, run.classes, run.element.getparent())
            if here in kin or (passage.run.tag == "p" and passage.prose and any(here[2] == parent for _, _, parent in kin)):
                passage = passage.said(_OF_TAG.get(run.tag, "body"), "as_its_neighbours")
        done.append(passage)
    return done


_OF_A_TEXT = frozenset({"p", "li", "dt", "dd", "td", "th", "pre", "blockquote", *HEADINGS})
_NEAR = 3
_PARAGRAPH = 160
"""Characters; captions are mostly shorter."""


def between_the_body(passages: list[Passage], _: Facts) -> list[Passage]:
    """What stands between parts of the body and belongs to it.

    A paragraph, item or cell; a heading right after the body or with the body close by; a long run in any element where the
    body stands right before and right after it; links only as items of the text's list, cells of its table or headings in it.
    """
    is_body = [p.label in BODY_LABELS for p in passages]
    if True not in is_body:
        return passages
    first, last = is_body.index(True), len(is_body) - 1 - is_body[::-1].index(True)
    done = list(passages)
    for i in range(first + 1, last):
        run = passages[i].run
        if passages[i].label is not None or not passages[i].text:
            continue
        if run.linked >= 0.5:
            belongs = _is_linked_inside(passages, i, is_body)
        elif is_body[i - 1] and is_body[i + 1]:
            belongs = len(run.text) >= _PARAGRAPH or run.tag in _OF_A_TEXT
        elif run.tag in HEADINGS:
            belongs = is_body[i - 1] or _is_close(is_body, i)
        else:
            belongs = run.tag in _OF_A_TEXT
        if belongs:
            is_body[i] = True
            done[i] = passages[i].said(_OF_TAG.get(run.tag, "body"), "between_the_body")
    return done


def _is_close(is_body: list[bool], i: int) -> bool:
    return any(is_body[max(0, i - _NEAR) : i]) and any(is_body[i + 1 : i + 1 + _NEAR])


_ITEM = 60
"""Characters on average of items that are links; other articles' headlines are longer."""
_ALIKE = 3
"""Linked headings of one kind with text right under them: a list of things that have pages of their own."""


def _is_linked_inside(passages: list[Passage], i: int, is_body: list[bool]) -> bool:
    """Whether a run that is a link is an item, a cell or a heading of the text."""
    run = passages[i].run
    if run.tag in _OF_TABLES:
        return any(is_body[n] and passages[n].run.tag in _OF_TABLES for n in (i - 1, i + 1))
    if run.tag in HEADINGS:
        alike = [n for n, p in enumerate(passages[:-1]) if (p.run.tag, p.run.classes) == (run.tag, run.classes)]
        is_a_card = f" {run.tag} a " in f" {run.classes} "
        return not is_a_card and _is_close(is_body, i) and sum(passages[n + 1].label == "body" for n in alike) >= _ALIKE
    return _is_item(passages[i]) and _is_of_a_list_inside(passages, i, is_body)


def _is_of_a_list_inside(passages: list[Passage], i: int, is_body: list[bool]) -> bool:
    """Whether an item stands in a list that the text announces, or one with items that are text, and more text follows."""
    end = i
    while end < len(passages) and passages[end].label is None and _is_item(passages[end]):
        end += 1
    items = passages[i:end]
    before = passages[i - 1]
    is_announced = before.text.endswith((":", "：")) or _is_same_list(before, passages[i])
    return (
        is_body[i - 1]
        and is_announced
        and any(is_body[end : end + _NEAR])
        and sum(len(p.text) for p in items) <= _ITEM * len(items)
    )


def _is_same_list(before: Passage, passage: Passage) -> bool:
    own = passage.run.element
    return _list_of(before) is _list_of(passage) or (
        _is_item(before) and own is not None and any(above is before.run.element for above in own.iterancestors())
    )


_SERIES = 3
_NUMBER = re.compile(r"(?:(?:no|nr|n°|№)\.? ?)?(\d{1,3})[.):]? ", re.IGNORECASE)


def numbered_headings(passages: list[Passage], _: Facts) -> list[Passage]:
    """Headings that count from one to the next are an article's list, whatever stands under them."""
    counted: dict[str, list[tuple[int, int]]] = {}
    for i, passage in enumerate(passages):
        run = passage.run
        if passage.label is None and run.tag in HEADINGS and run.linked < 0.5 and (found := _NUMBER.match(passage.text)):
            counted.setdefault(run.tag, []).append((i, int(found[1])))
    done = list(passages)
    for rows in counted.values():
        steps = {later - sooner for (_, sooner), (_, later) in pairwise(rows)}
        if len(rows) >= _SERIES and steps in ({1}, {-1}):
            for i, _number in rows:
                done[i] = passages[i].said("heading", "numbered_headings")
    return done


@each("notice")
def left_over(passage: Passage, _: Facts) -> bool:
    """What stands among the article's runs and none of the rules knows."""
    return bool(passage.text)
