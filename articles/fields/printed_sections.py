"""The section of an article as it stands in sight on its page: breadcrumbs, links and words over the headline."""

import re
from collections.abc import Iterator

from lxml.html import HtmlElement

from articles.extract.blocks import TextBlock, ends_a_sentence
from articles.fields.metadata import Candidate, clean
from articles.fields.topic_elements import LONGEST, Surroundings, is_called, says, tag_links
from articles.labels.passage import phrases


def from_breadcrumbs(tree: HtmlElement) -> Iterator[Candidate]:
    """The steps of the first trail on the page, the last one first."""
    for element in tree.iter("ol", "ul", "nav", "div", "p", "section", "header", "span", "table"):
        if is_called("breadcrumb", element) or "breadcrumb" in (element.get("aria-label") or "").lower():
            steps = [clean(link.text_content()) for link in element.iter("a")] or _words(element)
            if steps := [step for step in steps if step]:
                yield from (Candidate("section", step, "element:breadcrumb") for step in reversed(steps))
                return


_STEPS = re.compile(r"[^>›»→]{2,40}(?:\s*[>›»→]\s*[^>›»→]{2,80})+")
"""A trail by its marks: "News > Harbour"."""
_A_TRAIL = 2
"""Links that are one."""


def from_steps(head: list[TextBlock]) -> Iterator[Candidate]:
    """The steps of a line of links beside the headline that marks part as a trail's, the last one first."""
    for block in head:
        if len(block.anchors) >= _A_TRAIL and block.linked >= 0.5 and _STEPS.fullmatch(block.text):
            yield from (
                Candidate("section", clean(link.text_content()), "element:breadcrumb") for link in reversed(block.anchors)
            )
            return


def _words(element: HtmlElement) -> list[str]:
    return [word.strip() for text in element.itertext() for word in re.split(r"[›»>/|]", text)]


def from_sections(head: list[TextBlock], around: Surroundings) -> Iterator[Candidate]:
    """Beside the headline: links to a category, then what is called one."""
    near = [block for block in head if len(block.text) <= 2 * LONGEST and block.element is not None]
    for block in near:
        for link in block.anchors:
            if says("section", link, around) and not around.are_others(link):
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


def _over_the_headline(head: list[TextBlock], around: Surroundings) -> Iterator[Candidate]:
    """A topic that stands alone over the headline, which is its kicker."""
    headline = next((i for i, block in enumerate(head) if block.tag == "h1"), 0)
    for block in head[max(0, headline - _OVER) : headline]:
        links = list(tag_links(block, around))
        if len(links) == len(block.anchors) == 1 and block.linked == 1:
            yield Candidate("section", block.text, "element:section")
    yield from _with_the_headline(head[: headline + 1], around)


_WORDS = 4
"""Words of the longest kicker that only its place tells."""


def _with_the_headline(over: list[TextBlock], around: Surroundings) -> Iterator[Candidate]:
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


def _right_over_the_headline(head: list[TextBlock], around: Surroundings) -> Iterator[Candidate]:
    """A few words right over the headline in its own element, of another kind than the lines of a menu: its kicker."""
    at = next((i for i, block in enumerate(head) if block.tag == "h1"), 0)
    kicker, headline = head[at - 1].element if at else None, head[at].element if at else None
    if kicker is None or headline is None or kicker.getparent() is not headline.getparent() or around.are_others(kicker):
        return
    words = head[at - 1].text
    is_line = len(words.split()) <= _WORDS and not any(map(str.isdigit, words)) and not ends_a_sentence(words)
    if is_line and head[at - 1].linked < 0.5 and not phrases("byline", "starts").match(words):
        yield Candidate("section", words, "element:section")
