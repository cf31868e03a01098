"""The page as a reader sees it: without what is hidden, with the paragraphs and spaces that style alone makes."""

import re

from lxml.etree import strip_elements
from lxml.html import HtmlElement

_INLINE = frozenset(
    {"a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em", "font", "i", "ins", "kbd",
     "label", "mark", "nobr", "output", "q", "s", "samp", "small", "span", "strike", "strong", "sub", "sup", "time", "tt", "u",
     "var"}
)  # fmt: skip
_OF_HTML = _INLINE | frozenset(
    {"address", "area", "article", "aside", "audio", "base", "blockquote", "body", "br", "button", "canvas", "caption",
     "center", "col", "colgroup", "dd", "details", "dialog", "dir", "div", "dl", "dt", "embed", "fieldset", "figcaption",
     "figure", "footer", "form", "frame", "frameset", "h1", "h2", "h3", "h4", "h5", "h6", "head", "header", "hgroup", "hr",
     "html", "iframe", "img", "input", "legend", "li", "link", "main", "map", "math", "menu", "meta", "meter", "nav",
     "noframes", "noscript", "object", "ol", "optgroup", "option", "p", "param", "picture", "pre", "progress", "rb", "ruby",
     "script", "search", "section", "select", "slot", "source", "style", "summary", "svg", "table", "tbody", "td", "template",
     "textarea", "tfoot", "th", "thead", "title", "tr", "track", "ul", "video", "wbr"}
)  # fmt: skip
_READ_ALOUD = frozenset(
    ("sr-only", "visually-hidden", "visuallyhidden", "screen-reader-text", "screen-reader-only", "screenreader", "a11y-hidden")
)
_NOT_SHOWN = re.compile(r"(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.IGNORECASE)
_AS_A_BLOCK = re.compile(r"(?:^|;)\s*display\s*:\s*(?:block|flex|table|grid|list-item)", re.IGNORECASE)
_SAYS_WHO_OR_WHEN = re.compile(r"author|byline|date|publish|vcard|time", re.IGNORECASE)
_WHOLE = frozenset(("html", "head", "body", "main", "article", "img", "picture", "figure", "amp-img", "video"))
_PARAGRAPH = 80
"""Characters of what may be the article, which a script or a click reveals."""
_OWN = 20
"""Characters from which an unknown element may be a paragraph; an icon's name has fewer."""


def show(tree: HtmlElement) -> None:
    """Make the tree what a reader sees. Readings over words go, too: they say the words again."""
    strip_elements(tree, "rt", "rp", "rtc", with_tail=False)
    for element in list(tree.iterdescendants("*")):
        tag = element.tag
        if _says_hidden(element) and _is_hidden(element):
            element.drop_tree()
        elif tag in _INLINE:
            _set_apart(element)
        elif tag not in _OF_HTML and _is_a_paragraph(element):
            element.tag = "p"


def _is_hidden(element: HtmlElement) -> bool:
    """Whether what says so is hidden. What holds the article, a paragraph of it, a picture, who wrote it and when is left."""
    if element.tag in _WHOLE or _says_who_or_when(element):
        return False
    if element.tag in _INLINE:
        return True
    held = (len("".join(p.itertext())) >= _PARAGRAPH for p in element.iter("p"))
    return not any(held) and next(element.iter("h1", "img", "picture", "amp-img"), None) is None


def _says_hidden(element: HtmlElement) -> bool:
    if element.get("hidden", "until-found") != "until-found":
        return True
    if (style := element.get("style")) and _NOT_SHOWN.search(style):
        return True
    if element.tag in _INLINE and element.get("aria-hidden") == "true":
        # A single letter is the large first one of a paragraph, and in sight.
        return len("".join(element.itertext()).strip()) > 1
    classes = element.get("class")
    return classes is not None and not _READ_ALOUD.isdisjoint(classes.split())


def _says_who_or_when(element: HtmlElement) -> bool:
    return any(
        inner.tag == "time" or inner.get("itemprop") or inner.get("rel") or _SAYS_WHO_OR_WHEN.search(inner.get("class") or "")
        for inner in element.iter()
    )


def _set_apart(element: HtmlElement) -> None:
    """Gives an inline element its space, where style alone sets it apart from the one before it."""
    before = element.getprevious()
    if before is None or before.tail or before.tag not in _INLINE:
        return
    if _AS_A_BLOCK.search(element.get("style") or "") or _begins_a_word(before, element):
        before.tail = " "


def _begins_a_word(before: HtmlElement, element: HtmlElement) -> bool:
    """Whether a word of its own begins in it, right behind the last of another: "4 May 2027" and "By Ann Example"."""
    one, other = "".join(before.itertext()), "".join(element.itertext())
    return len(one) > 1 and len(other) > 1 and (one[-1].islower() or one[-1].isdigit()) and other[0].isupper()


def _is_a_paragraph(element: HtmlElement) -> bool:
    """Whether an element that HTML does not know is one: it has words of its own, and nothing but elements beside it."""
    if element.tag.startswith("amp-") or not (element.text or "").strip():
        return False
    before, parent = element.getprevious(), element.getparent()
    beside = before.tail if before is not None else parent.text if parent is not None else None
    is_alone = not (beside or "").strip() and not (element.tail or "").strip()
    return is_alone and len("".join(element.itertext()).strip()) >= _OWN
