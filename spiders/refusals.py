"""Answers that look like one thing and are another: walls before a page, and pages that are gone but do not say so."""

import re
from html import unescape
from urllib.parse import urlsplit

from scrapy.http import Response

from articles.address import identity
from articles.fields.page_kind import names_a_challenge
from articles.publisher import Publisher

_TITLE = re.compile(rb"<title[^<>]*>([^<]{1,300})", re.IGNORECASE)


def is_challenge(response: Response) -> bool:
    """Whether a refusal (an answer that is not 2xx) asks for proof that a person is reading."""
    if response.headers.get("Cf-Mitigated") == b"challenge":
        return True
    title = _TITLE.search(response.body[: 64 << 10])
    return title is not None and names_a_challenge(unescape(title[1].decode("utf-8", "replace")))


_COOKIES = re.compile(
    r"(?:(?:no|set|test|check|enable|accept|needs?|get|missing)[-_]?cookies?|"
    r"cookies?[-_]?(?:absent|required|wall|check|test|consent|disabled|error|needed|missing|support|not[-_]?supported)?)(?:\.\w+)?",
    re.IGNORECASE,
)

COOKIE_WALL = "a cookie wall: the site wants a cookie sent back, and none is kept; ask the publisher for access or a feed"


def is_cookie_wall(asked: str, answered: str) -> bool:
    """Whether one was led to a page that checks or misses cookies, instead of to what was asked for."""
    return asked != answered and any(_COOKIES.fullmatch(part) for part in urlsplit(answered).path.split("/"))


def is_front(url: str, publisher: Publisher) -> bool:
    """Whether an address is a front page, or a section of the publisher's file: where sites send whom they have no page for."""
    parts = urlsplit(url)
    return (parts.path in ("", "/") and not parts.query) or identity(url) in map(identity, publisher.sections)
