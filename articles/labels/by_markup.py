"""Rules by markup: which element a block is, what its makers called it, and whether trafilatura took it."""

import re
from functools import cache, lru_cache

from lxml.html import HtmlElement

from articles.article import Label
from articles.labels.passage import PageContext, Passage, each, phrases, table


@cache
def _elements() -> dict[str, re.Pattern[str]]:
    return {
        label: re.compile(rf"(?:^|[_-])(?:{phrases('elements', label).pattern})(?=$|[_-])", re.IGNORECASE)
        for label in table()["elements"]
    }


def named(passage: Passage, label: str) -> bool:
    """Whether the block's element, or one that it lies in below the article's, has a name that says `label`."""
    return bool(passage.block.classes) and label in _said_by(passage.block.classes)


@lru_cache(maxsize=8192)
def _said_by(classes: str) -> frozenset[str]:
    return frozenset().union(*map(_said_by_name, classes.split()))


@lru_cache(maxsize=65536)
def _said_by_name(name: str) -> frozenset[str]:
    return frozenset(label for label, names in _elements().items() if names.search(name))


@each("caption")
def caption_element(passage: Passage, _: PageContext) -> bool:
    """A picture's caption; a table's is part of the table."""
    if passage.block.tag == "caption":
        return False
    return passage.block.tag == "figcaption" or (len(passage.text) < 600 and named(passage, "caption"))


@each("credit")
def credit_element(passage: Passage, _: PageContext) -> bool:
    """A picture's credit."""
    return len(passage.text) < 120 and named(passage, "credit")


@each("caption")
def in_a_figure(passage: Passage, _: PageContext) -> bool:
    """What else stands in a figure, unless it holds a table or a quotation."""
    return (
        passage.block.classes.find("figure") >= 0
        and " figure " in f" {passage.block.classes} "
        and passage.block.tag not in ("td", "th", "blockquote", "li", "p")
    )


@each("comments")
def comment_element(passage: Passage, _: PageContext) -> bool:
    """A reader's comment or the form for one."""
    return not passage.block.is_main_text and named(passage, "comments")


@each("paywall")
def paywall_element(passage: Passage, _: PageContext) -> bool:
    """A box that stands between the reader and the text; paragraphs in one are the text that it keeps from readers."""
    return not passage.block.is_main_text and not passage.prose and named(passage, "paywall")


@each("bio")
def bio_element(passage: Passage, _: PageContext) -> bool:
    """The box about the author."""
    return named(passage, "bio")


@each("promo")
def promo_element(passage: Passage, _: PageContext) -> bool:
    """Newsletters, sharing, advertisements."""
    is_heading = passage.block.tag in HEADINGS and passage.block.linked < 0.5
    return not passage.block.is_main_text and not is_heading and named(passage, "promo")


@each("notice")
def never_the_articles(passage: Passage, _: PageContext) -> bool:
    """Offers of a newsletter, disclosures, what pops up: none of the article even where trafilatura took it."""
    return named(passage, "never")


@each("notice")
def aside_element(passage: Passage, _: PageContext) -> bool:
    """A box of facts, words of the article set large in its margin, lines that a click would show, but no paragraphs."""
    return not passage.block.is_main_text and (
        named(passage, "aside")
        or (not passage.prose and named(passage, "folded"))
        or (named(passage, "figure") and passage.block.tag in ("p", "blockquote"))
    )


@each("related")
def related_element(passage: Passage, _: PageContext) -> bool:
    """A box of links to other articles."""
    return (not passage.block.is_main_text or passage.block.linked > 0.8) and named(passage, "related")


@each("byline")
def byline_element(passage: Passage, _: PageContext) -> bool:
    """The author's line."""
    return not passage.block.is_main_text and len(passage.text) < 200 and named(passage, "byline")


@each("time")
def time_element(passage: Passage, _: PageContext) -> bool:
    """The date's line."""
    return not passage.block.is_main_text and len(passage.text) < 100 and named(passage, "time")


OF_LISTS = frozenset(("li", "dt", "dd"))
OF_TABLES = frozenset(("td", "th"))


@each("related")
def nothing_but_a_link(passage: Passage, _: PageContext) -> bool:
    """A block that is all link leads elsewhere; what an item, a cell or a heading is that its place among the text says."""
    if passage.block.linked <= 0.9 or is_item(passage) or passage.block.tag in (OF_TABLES | frozenset(HEADINGS)):
        return False
    return not passage.block.is_main_text or (passage.block.tag in ("p", "div") and len(passage.text) > 30)


def is_item(passage: Passage) -> bool:
    """Whether it is an item of a list, or all that an item holds."""
    return passage.block.tag in OF_LISTS or (
        passage.block.tag == "p" and not passage.block.is_main_text and list_of(passage) is not passage
    )


def list_of(passage: Passage) -> HtmlElement | Passage:
    """The list that an item stands in; of anything else the passage itself."""
    element = passage.block.element
    if element is not None and passage.block.tag == "p":
        element = element.getparent()
    above = element.getparent() if element is not None and element.tag in OF_LISTS else None
    return passage if above is None else above


@each("related")
def links_elsewhere(passage: Passage, _: PageContext) -> bool:
    """An item, cell or heading that is all link, and stands in no list, table or part of the text."""
    return passage.block.linked > 0.9


HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
OF_TAG: dict[str, Label] = {
    **dict.fromkeys(HEADINGS, "heading"),
    **dict.fromkeys(("li", "dt", "dd"), "list"),
    **dict.fromkeys(("td", "th", "caption"), "table"),
    "blockquote": "quote",
}  # fmt: skip


def as_its_tag_says(passages: list[Passage], _: PageContext) -> list[Passage]:
    """What trafilatura took is body: a heading, quotation, list or table where the markup says so."""
    done = []
    for passage in passages:
        if passage.label is None and passage.block.is_main_text and passage.text:
            label = OF_TAG.get(passage.block.tag, "body")
            if label == "body" and " blockquote " in f" {passage.block.classes} ":
                label = "quote"
            passage = passage.said(label, "as_its_tag_says")
        done.append(passage)
    return done


def as_its_neighbours(passages: list[Passage], _: PageContext) -> list[Passage]:
    """A block that trafilatura left out, in the same element as what it took and under the same names, is body too.

    After the last that it took only prose is.
    """
    last = max((i for i, p in enumerate(passages) if p.block.is_main_text), default=-1)
    kin = {
        (p.block.tag, p.block.classes, p.block.element.getparent())
        for p in passages
        if p.label in ("body", "list", "quote") and p.block.element is not None
    }
    done = []
    for i, passage in enumerate(passages):
        block = passage.block
        if (
            passage.label is None
            and (i < last or passage.prose)
            and passage.text
            and block.element is not None
            and block.linked < 0.5
            and block.tag not in ("td", "th")
        ):
            here = (block.tag, block.classes, block.element.getparent())
            if here in kin or (passage.block.tag == "p" and passage.prose and any(here[2] == parent for _, _, parent in kin)):
                passage = passage.said(OF_TAG.get(block.tag, "body"), "as_its_neighbours")
        done.append(passage)
    return done


@each("notice")
def left_over(passage: Passage, _: PageContext) -> bool:
    """What stands among the article's blocks and none of the rules knows."""
    return bool(passage.text)
