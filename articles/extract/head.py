"""Where a page's head ends: HTML lets a page leave out the tags of head and body, and those that programs shorten do."""

from lxml.html import HtmlElement

_OF_THE_HEAD = frozenset(
    ("base", "basefont", "bgsound", "link", "meta", "noframes", "noscript", "script", "style", "template", "title")
)
_SAYS = frozenset(("base", "link", "meta", "title"))


def close_head(tree: HtmlElement) -> None:
    """Put into the body what the head holds from its first element on that belongs to none, as browsers do.

    But what is said of the page stays, where browsers move that too: who reads data looks for it in the head. libxml2 closes
    a head before elements of HTML 4 alone: it keeps an <article>, <main> or <header> that comes right after.
    """
    head = tree.find("head")
    if head is None:
        return
    first = next((i for i, child in enumerate(head) if child.tag not in _OF_THE_HEAD), None)
    if first is None:
        return
    body = tree.find("body")
    if body is None:
        body = tree.makeelement("body")
        head.addnext(body)
    text, body.text = body.text, None
    strayed = [child for child in head[first:] if child.tag not in _SAYS or (child.tail or "").strip()]
    body[:0] = strayed
    if text:
        strayed[-1].tail = (strayed[-1].tail or "") + text
