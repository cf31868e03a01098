"""Which elements hold an article, and what those are called that a block lies in."""

import re
from collections import Counter
from collections.abc import Iterable

from lxml.html import HtmlElement

from articles.extract.blocks import TextBlock


def article_of(element: HtmlElement | None) -> HtmlElement | None:
    """The article, main or body element that it lies in."""
    while element is not None and element.tag not in ("article", "main", "body"):
        element = element.getparent()
    return element


def common(elements: Iterable[HtmlElement | None]) -> HtmlElement | None:
    """The deepest element that holds them all."""
    paths = [[element, *element.iterancestors()][::-1] for element in elements if element is not None]
    top = None
    for level in zip(*paths, strict=False):
        if any(element is not level[0] for element in level):
            break
        top = level[0]
    return top


_POST = re.compile(r"(?<!\S)(?:hentry|type-post|post-\d+)(?!\S)")
_FILED_UNDER = re.compile(r"(?<!\S)(?:tag|category|tax|topic|series)-\S+")


def class_of(element: HtmlElement) -> str:
    """An element's classes without the topics that blogs write there: a post "tag-newsletter" is no newsletter."""
    names = element.get("class") or ""
    return _FILED_UNDER.sub("", names) if _POST.search(names) else names


_LISTS = frozenset(("ul", "ol", "dl"))
_HELD = 0.5
"""Share of the text whose element holds the article, whatever its makers call it."""


def holders(everything: list[TextBlock], core: list[int]) -> set[HtmlElement]:
    """The elements that hold more of the text than all others: a paywall or a newsletter's box may be all of the article.

    A list is none of them: what its makers call it, they call what stands in it.
    """
    held: Counter[HtmlElement] = Counter()
    for i in core:
        element = everything[i].element
        while element is not None:
            held[element] += len(everything[i].text)
            element = element.getparent()
    total = sum(len(everything[i].text) for i in core)
    single = {everything[i].element for i in core}
    return {
        element
        for element, size in held.items()
        if size > _HELD * total and element not in single and element.tag not in _LISTS
    }


class Names:
    """What elements below `top` are called, with all that they lie in; what holds the whole article says nothing of a block.

    Each element is asked once: the blocks of an article share most of what they lie in.
    """

    def __init__(self, top: HtmlElement | None, whole: set[HtmlElement]) -> None:
        self._top = top
        self._own: dict[HtmlElement, str] = dict.fromkeys(whole, "")

    def of(self, element: HtmlElement | None) -> str:
        """Tags, classes and ids from the element up to `top`."""
        names = []
        while element is not None and element is not self._top:
            if (own := self._own.get(element)) is None:
                own = self._own[element] = _own_names(element)
            if own:
                names.append(own)
            element = element.getparent()
        return " ".join(names)


def _own_names(element: HtmlElement) -> str:
    given = (element.get("id"), element.get("itemprop"), element.get("role"), element.get("data-testid"))
    return " ".join(filter(None, (element.tag, class_of(element), *given)))
