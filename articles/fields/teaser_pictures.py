"""Whether a picture belongs to another article: it leads there, or stands in a box with that one's headline."""

import re
from collections.abc import Set

from lxml.html import HtmlElement

from articles.address import absolute

PICTURE_FILE = re.compile(r"\.(?:jpe?g|png|webp|gif|avif)(?:$|[?/!])", re.IGNORECASE)
_OF_PICTURES = re.compile(r"attachment|galler|galer|foto|photo|image|bild|picture|zoom|lightbox|media", re.IGNORECASE)
_PICTURES = ("img", "amp-img")
_HEADINGS = ("h2", "h3", "h4", "h5", "h6")
_LEVELS = 8
"""So far above a picture a headline of its box is looked for."""


def leads_elsewhere(link: HtmlElement, base: str) -> bool:
    """Whether a picture's link leads to another page, and not to the picture itself or more of them."""
    href = (link.get("href") or "").strip()
    if not href or href.startswith(("#", "javascript:")) or PICTURE_FILE.search(href) or _OF_PICTURES.search(href):
        return False
    return absolute(href, base).partition("#")[0] != base.partition("#")[0]


def is_in_a_teaser(picture: HtmlElement, held: Set[HtmlElement], base: str) -> bool:
    """Whether the box of this picture alone has a headline that leads to another article.

    `held` are the elements that hold text or the headline of this one.
    """
    for level, above in enumerate(picture.iterancestors()):
        if above in held or level >= _LEVELS or _shown_in(above) > 1:
            return False
        if next(above.iter("figcaption"), None) is None and _has_a_linked_headline(above, base):
            return True
    return False


def _shown_in(box: HtmlElement) -> int:
    """How many pictures a box shows; one for readers without scripts is the one before it."""
    return sum(not any(above.tag == "noscript" for above in picture.iterancestors()) for picture in box.iter(*_PICTURES))


def _has_a_linked_headline(box: HtmlElement, base: str) -> bool:
    """A headline that is a link, holds one, or lies in one to another page."""
    links = {link for link in box.iter("a") if leads_elsewhere(link, base)}
    return bool(links) and any(
        _has_words(heading) and not links.isdisjoint((*heading.iter("a"), *heading.iterancestors("a")))
        for heading in box.iter(*_HEADINGS)
    )


def _has_words(element: HtmlElement) -> bool:
    return any(map(str.isalpha, element.text_content()))
