"""An answer as the page that the archive keeps, or why it is none."""

from datetime import datetime

from scrapy.http import HtmlResponse, Response

from articles.archive.content_coding import MAX_PAGE
from articles.archive.headers import kept
from articles.page import Hint, Page
from spiders.browser import RENDERED
from spiders.ledger import Asked
from spiders.polite.reservations import reservations
from spiders.polite.robots import AI_SHUT_OUT

_HTML = ("text/html", "application/xhtml+xml")


class Refused(ValueError):
    """An answer that is no page to read. `code` is a reject's."""

    def __init__(self, code: str, why: str) -> None:
        super().__init__(why)
        self.code = code


def page_of(asked: Asked, response: Response, publisher_id: str, fetched_at: datetime) -> Page:
    """The page, with what its feed says of it and what is reserved. Raises Refused."""
    content_type = (response.headers.get("Content-Type") or b"").decode("latin-1")
    media_type = content_type.partition(";")[0].strip().lower()
    if media_type not in _HTML and (media_type or not isinstance(response, HtmlResponse)):
        raise Refused("unsupported", f"{media_type or 'no media type'} and no HTML")
    if not response.body.strip():
        raise Refused("empty", "an answer without text")
    if len(response.body) > MAX_PAGE:
        raise Refused("too_large", f"{len(response.body)} bytes: one page may have {MAX_PAGE}")
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
