"""A page's HTML as one tree, which everything is read from."""

import re

from lxml.etree import ElementDefaultClassLookup, HTMLParser, LxmlError, strip_elements
from lxml.html import HtmlElement, document_fromstring

from articles.extract import visible
from articles.extract.head import close_head

LARGEST_PAGE = 5_000_000
"""Characters without scripts; larger ones take the C parsers more than ten seconds."""

_LARGE_SCRIPT = 1_000_000
"""Characters from which a script is cut out before the page is parsed: it holds data and no text."""
_SCRIPT_TAG = re.compile(r"<(/?)(script|style)\b[^<>]*>", re.IGNORECASE)


def parse(html: str) -> HtmlElement | None:
    """One tree for everything, or None where there is nothing in it. Raises ValueError where it is too large."""
    if len(html) > LARGEST_PAGE:
        html = _without_large_scripts(html)
        if len(html) > LARGEST_PAGE:
            raise ValueError(f"{len(html):,} characters without its large scripts; the most that is read is {LARGEST_PAGE:,}")
    tree, is_whole = _parsed(html)
    if is_whole:
        return tree
    flat, _ = _parsed(_WRAPPER.sub("\n", html))
    return tree if flat is None else flat


def _without_large_scripts(html: str) -> str:
    """In one pass over the tags: a pattern from opening to closing one would look for each end anew."""
    kept: list[str] = []
    start, opened = 0, None
    for tag in _SCRIPT_TAG.finditer(html):
        if opened is None:
            opened = None if tag[1] else tag
        elif tag[1] and tag[2].lower() == opened[2].lower():
            if tag.end() - opened.start() > _LARGE_SCRIPT:
                kept.append(html[start : opened.start()])
                start = tag.end()
            opened = None
    return "".join(kept) + html[start:]


_WRAPPER = re.compile(r"</?(?:div|span|font|b|i|em|strong|center|section|ul|ol|blockquote)\b[^<>]*>", re.IGNORECASE)
"""Elements that some pages open by the thousand; a page whose nesting the parser refuses is read without them."""


def _parsed(html: str) -> tuple[HtmlElement | None, bool]:
    """The tree, and whether the parser went to the end: it stops where elements nest 2,048 deep."""
    parser = HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=True, collect_ids=False)
    try:
        tree = document_fromstring(html.encode("utf-8", "replace"), parser=_with_lookup(parser))
    except (LxmlError, ValueError, AssertionError):
        return None, True
    close_head(tree)
    last = parser.error_log.last_error
    return tree, last is None or last.type_name != "ERR_RESOURCE_LIMIT"


def strip_scripts(tree: HtmlElement) -> list[HtmlElement]:
    """Take out what says nothing to a reader, once its data have been read: everything after is quicker without it.

    All elements that are left. While they are kept lxml need not make one anew each time that somebody walks over it.
    """
    strip_elements(tree, "script", "style", "svg", "template", with_tail=False)
    visible.show(tree)
    return list(tree.iter())


def _with_lookup(parser: HTMLParser) -> HTMLParser:
    parser.set_element_class_lookup(ElementDefaultClassLookup(element=HtmlElement))
    return parser
