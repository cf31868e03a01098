"""Where on a page most prose stands close together: a second opinion on where its text is."""

import re

from lxml.html import HtmlElement

from articles.extract.blocks import TextBlock

_NEARNESS = (1.0, 0.7, 0.49, 0.343)
"""What prose counts for its element and the three that hold it."""
_OF_OTHERS = re.compile(
    r"comment(?!s-)|\brepl(?:y|ies)\b|\brespond\b|discussion|related|recommend|foot-?note|references", re.IGNORECASE
)
"""Names of what holds readers' words, notes, other articles; "comments-open" is said of a whole page."""


def densest(everything: list[TextBlock], prose: dict[int, int]) -> list[int]:
    """The prose (number of the block and its size) in the element that holds most of it close together."""
    near: dict[HtmlElement, float] = {}
    held: dict[HtmlElement, list[int]] = {}
    for i, size in prose.items():
        element = everything[i].element
        for weight in _NEARNESS:
            if element is None or element.tag in ("body", "html"):
                break
            near[element] = near.get(element, 0.0) + weight * size
            held.setdefault(element, []).append(i)
            element = element.getparent()
    return held[max(near, key=lambda element: near[element])] if near else []


def without_others(everything: list[TextBlock], prose: dict[int, int]) -> dict[int, int]:
    """The prose that lies neither among what readers wrote, nor in notes, nor in other articles."""
    titled = (block.element for block in everything if block.tag == "h1" and block.element is not None)
    # What holds the headline too is the article, whatever its name: an element left open swallows the page.
    whole = {above for element in titled for above in element.iterancestors()}
    return {i: size for i, size in prose.items() if not _is_of_others(everything[i].element, whole)}


def _is_of_others(element: HtmlElement | None, whole: set[HtmlElement]) -> bool:
    while element is not None and element not in whole:
        named = f"{element.get('class') or ''} {element.get('id') or ''}"
        if element.tag in ("aside", "nav", "footer") or _OF_OTHERS.search(named):
            return True
        element = element.getparent()
    return False
