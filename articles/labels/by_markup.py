"""Rules by markup: which element a run is, what its makers called it, and whether trafilatura took it."""

import re
from functools import cache, lru_cache

from lxml.html import HtmlElement

from articles.article import Label
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


OF_LISTS = frozenset(("li", "dt", "dd"))
OF_TABLES = frozenset(("td", "th"))


@each("related")
def nothing_but_a_link(passage: Passage, _: Facts) -> bool:
    """A run that is all link leads elsewhere; what an item, a cell or a heading is that its place among the text says."""
    if passage.run.linked <= 0.9 or is_item(passage) or passage.run.tag in (OF_TABLES | frozenset(HEADINGS)):
        return False
    return not passage.run.taken or (passage.run.tag in ("p", "div") and len(passage.text) > 30)


def is_item(passage: Passage) -> bool:
    """Whether it is an item of a list, or all that an item holds."""
    return passage.run.tag in OF_LISTS or (passage.run.tag == "p" and not passage.run.taken and list_of(passage) is not passage)


def list_of(passage: Passage) -> HtmlElement | Passage:
    """The list that an item stands in; of anything else the passage itself."""
    element = passage.run.element
    if element is not None and passage.run.tag == "p":
        element = element.getparent()
    above = element.getparent() if element is not None and element.tag in OF_LISTS else None
    return passage if above is None else above


@each("related")
def links_elsewhere(passage: Passage, _: Facts) -> bool:
    """An item, cell or heading that is all link, and stands in no list, table or part of the text."""
    return passage.run.linked > 0.9


HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
OF_TAG: dict[str, Label] = {
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
            label = OF_TAG.get(passage.run.tag, "body")
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
                passage = passage.said(OF_TAG.get(run.tag, "body"), "as_its_neighbours")
        done.append(passage)
    return done


@each("notice")
def left_over(passage: Passage, _: Facts) -> bool:
    """What stands among the article's runs and none of the rules knows."""
    return bool(passage.text)
