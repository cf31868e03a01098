"""An answer as the page that the archive keeps, or why it is none."""

import re
from datetime import datetime

from scrapy.http import Response

from articles.archive.content_coding import MAX_PAGE
from articles.archive.headers import kept, media_type
from articles.page import Hint, Page
from spiders.browser import RENDERED
from spiders.ledger import Asked
from spiders.polite.reservations import reservations
from spiders.polite.robots import AI_SHUT_OUT

_PAGES = frozenset(("text/html", "application/xhtml+xml", "text/plain"))
"""Media types that browsers show as a page, whatever its first bytes."""

_HTML_START = re.compile(
    rb"(?:<!--.*?-->|<\?xml[^>]*>|\s)*"
    rb"<(?:!doctype\s+html|html|head|body|title|meta|link|script|style|iframe|h1|div|font|table|article|main|br|p|a|b)[\s/>]",
    re.IGNORECASE | re.DOTALL,
)
"""How HTML begins (WHATWG, MIME Sniffing, 7.1, and what else news pages begin with)."""

_BOMS = {b"\xff\xfe": "utf-16-le", b"\xfe\xff": "utf-16-be", b"\xef\xbb\xbf": "utf-8"}
_SNIFFED = 4 << 10


class Refused(ValueError):
    """An answer that is no page to read. `code` is a reject's."""

    def __init__(self, code: str, why: str) -> None:
        super().__init__(why)
        self.code = code


def page_of(asked: Asked, response: Response, publisher_id: str, fetched_at: datetime) -> Page:
    """The page, with what its feed says of it and what is reserved. Raises Refused."""
    content_type = (response.headers.get("Content-Type") or b"").decode("latin-1")
    said = media_type(content_type)
    if said not in _PAGES and not looks_like_html(response.body):
        raise Refused("unsupported", f"{said or 'no media type'} and no HTML")
    if not response.body.strip():
        raise Refused("empty", "an empty answer")
    if len(response.body) > MAX_PAGE:
        raise Refused("too_large", f"{len(response.body)} bytes: the limit for a page is {MAX_PAGE}")
    headers = kept(
        (key.decode("latin-1"), value.decode("latin-1")) for key in response.headers for value in response.headers.getlist(key)
    )
    rendered = [Hint("rendering", "Chromium", "browser")] if RENDERED in response.flags else []
    return Page(
        url=asked.url,
        publisher=publisher_id,
        fetched_at=fetched_at,
        payload=response.body,
        content_type=content_type,
        http_status=response.status,
        headers=headers,
        final_url=response.url,
        hints=(*asked.hints, *rendered, *reservations(headers, response.body, response.meta.get(AI_SHUT_OUT, ()))),
    )


def looks_like_html(body: bytes) -> bool:
    """Whether an answer begins as HTML does, in any encoding that begins as ASCII or with a mark."""
    start = body[:_SNIFFED]
    for mark, encoding in _BOMS.items():
        if start.startswith(mark):
            start = start[len(mark) :].decode(encoding, "ignore").encode("ascii", "replace")
    return _HTML_START.match(start) is not None
