"""Answers that send on with words of HTML: a Refresh header, `<meta http-equiv="refresh">`, the same within `<noscript>`."""

import re
from collections.abc import Iterator
from typing import cast

from lxml import etree
from lxml.html import HtmlElement, HTMLParser, document_fromstring
from scrapy.http import Response, TextResponse

from spiders.site import joined

AT_ONCE_S = 1.0
"""Of a longer delay somebody is to read what stands there first."""

LONGEST_S = 30.0
"""After which even a page that says nothing else is left as it is."""

_STUB = 600
"""Characters in sight up to which a page says no more than that one is sent on."""

_LARGEST_STUB = 256 << 10
_REFRESH = re.compile(
    r"\s*(\d*)(?:\.[\d.]*)?\s*(?:[;,]|\s)\s*(?:url\s*=\s*)?(?:\"([^\"]*)|'([^']*)|(.*))", re.IGNORECASE | re.DOTALL
)
"""WHATWG, HTML, 4.2.5.3, "shared declarative refresh steps"."""


def refreshes_to(response: Response) -> str | None:
    """Where a browser would go on to from an answer, absolute; None where it would stay.

    A delay is waited for by nobody who reads, and `<noscript>` is not read by those who run scripts: both count on a page alone
    that says nothing else.
    """
    if header := response.headers.get("Refresh"):
        said = _said(header.decode("latin-1"), response.url)
        if said and said[0] <= LONGEST_S:
            return said[1]
    if b"refresh" not in response.body[:_LARGEST_STUB].lower():
        return None
    tree = _tree(response)
    for meta in () if tree is None else tree.iter("meta"):
        if (meta.get("http-equiv") or "").strip().lower() != "refresh":
            continue
        said = _said(meta.get("content") or "", _base(tree, response.url))
        if said is None:
            continue
        is_sure = said[0] <= AT_ONCE_S and next(meta.iterancestors("noscript"), None) is None
        return said[1] if is_sure or (said[0] <= LONGEST_S and _is_stub(tree)) else None
    return None


def _said(content: str, base: str) -> tuple[float, str] | None:
    """Seconds and address; None where it only loads the same page again."""
    found = _REFRESH.match(content)
    target = next((part.strip() for part in found.groups()[1:] if part), "") if found else ""
    if found is None or not target:
        return None
    whole = joined(base, re.sub(r"[\t\r\n]", "", target))
    return None if whole == base.partition("#")[0] else (float(found[1] or 0), whole)


def _tree(response: Response) -> HtmlElement | None:
    charset = response.encoding if isinstance(response, TextResponse) else None
    try:
        return document_fromstring(response.body[:_LARGEST_STUB], parser=HTMLParser(encoding=charset))
    except (etree.ParserError, ValueError, LookupError):
        return None


def _base(tree: HtmlElement, url: str) -> str:
    return joined(url, next(iter(cast("list[str]", tree.xpath("//base/@href"))), ""))


def _is_stub(tree: HtmlElement) -> bool:
    return sum(map(len, _in_sight(tree))) <= _STUB


def _in_sight(tree: HtmlElement) -> Iterator[str]:
    for text in cast("list[str]", tree.xpath("//body//text()[not(ancestor::script or ancestor::style)]")):
        yield " ".join(text.split())
