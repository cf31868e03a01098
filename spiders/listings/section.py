"""What a section's page, or a home page, links to that looks like an article."""

import re
import string
from collections.abc import Iterator
from typing import Any, cast
from urllib.parse import parse_qsl, quote, urljoin, urlsplit

from courlan.filters import is_navigation_page, is_not_crawlable, type_filter
from lxml import etree
from lxml.html import HtmlElement, HTMLParser, document_fromstring

from articles.address import canonical, identity
from articles.page import LINK, Hint
from articles.publisher import Publisher
from spiders.listings.listing import MAX_ENTRIES, Entry, Listing, NoListing
from spiders.site import is_on_site, requested

MAX_BYTES = 2 << 20
"""Of one page: more takes seconds to parse, and fifty times the memory."""

_LINKS = "//a[@href][not(ancestor::nav or ancestor::footer or ancestor::form or ancestor::*[@role='navigation'])]"
_IN_HEADING = "boolean(ancestor::h1 or ancestor::h2 or ancestor::h3 or ancestor::h4 or .//h1 or .//h2 or .//h3 or .//h4)"
_HEADLINE = 15
"""Characters of a heading's link from which on it is a headline and no section's name."""
_LONGEST_HEADLINE = 200
"""Characters of a link's words above which they are a teaser."""

_NEXT = (
    "//link[contains(concat(' ', @rel, ' '), ' next ')]/@href | //a[contains(concat(' ', @rel, ' '), ' next ')]/@href",
    "//a[contains(concat(' ', translate(@class, '-_', '  '), ' '), ' next ')]/@href",
    "//a[translate(@aria-label, 'N', 'n') = 'next']/@href",
)
_NEXT_NUMBER = "//*[contains(@class, 'pag')]//a[normalize-space() = $number]/@href"
_NUMBERED = re.compile(r"\d{4}")
_DATED = re.compile(r"/(?:19|20)\d\d[/-]?(?:0?[1-9]|1[0-2])(?:[/-]|\d\d)")


def read_section(body: bytes, url: str, publisher: Publisher, page: int = 1, charset: str | None = None) -> Listing:
    """Read a page as it was sent. `further` holds the next page, where it names one. Raises NoListing."""
    if len(body) > MAX_BYTES:
        raise NoListing(f"a page of {len(body)} bytes: the limit for a section page is {MAX_BYTES}")
    try:
        tree = document_fromstring(body, parser=HTMLParser(encoding=charset))
    except (etree.ParserError, ValueError, LookupError) as error:
        raise NoListing(f"not a page: {error}") from error
    base = _joined(url, next(iter(_found(tree, "//base/@href")), ""))
    articles: dict[str, str] = {}
    printed: dict[str, tuple[bool, str]] = {}
    for link in _found(tree, _LINKS):
        address = _joined(base, link.get("href"))
        if is_on_site(address, publisher) and _is_article(address, link, publisher):
            twin = identity(address)
            articles.setdefault(twin, requested(_in_its_charset(address, charset)))
            printed[twin] = max(printed.get(twin, (False, "")), _headline(link), key=lambda one: (one[0], len(one[1])))
    articles.pop(identity(url), None)
    entries = [Entry(address, _hints(printed[twin][1])) for twin, address in articles.items()]
    return Listing(tuple(entries[:MAX_ENTRIES]), tuple(_next(tree, url, base, page)), max(0, len(entries) - MAX_ENTRIES))


def _headline(link: HtmlElement) -> tuple[bool, str]:
    """Whether a link is a heading, and the headline that it is, with which no picture's words and no teaser stand."""
    heading = next(iter(_found(link, "descendant::*[self::h1 or self::h2 or self::h3 or self::h4]")), None)
    text = " ".join((link if heading is None else heading).text_content().split())
    fits = len(text) * (1 if text.isascii() else 2) >= _HEADLINE and len(text) <= _LONGEST_HEADLINE
    return (bool(link.xpath(_IN_HEADING)), text) if fits else (False, "")


def _hints(headline: str) -> tuple[Hint, ...]:
    return (Hint("title", headline, LINK),) if headline else ()


def _in_its_charset(address: str, charset: str | None) -> str:
    """A query is escaped in the page's own encoding, a path in UTF-8 (WHATWG, URL, 4.4)."""
    before, question, query = address.partition("?")
    try:
        return before + question + quote(query.encode(charset or "utf-8"), safe=string.printable)
    except (UnicodeEncodeError, LookupError):
        return address


def _is_article(address: str, link: HtmlElement, publisher: Publisher) -> bool:
    """By the publisher's own pattern; without one, by a headline that links there or an address that names a single piece."""
    if publisher.article_pattern is not None:
        return bool(re.search(publisher.article_pattern, address))
    parts = urlsplit(address)
    last = parts.path.rstrip("/").rpartition("/")[2]
    if not type_filter(address, strict=True) or is_navigation_page(address) or is_not_crawlable(address):
        return False
    names_a_piece = (
        len([word for word in re.split(r"[-_]", last) if word]) >= 4
        or _NUMBERED.search(last)
        or (_DATED.search(parts.path) and last and not last.isdecimal())
        or any(key.lower().endswith("id") and value.isdecimal() for key, value in parse_qsl(parts.query))
    )
    return bool(names_a_piece or (last and link.xpath(_IN_HEADING) and len(" ".join(link.itertext()).strip()) >= _HEADLINE))


def _next(tree: HtmlElement, url: str, base: str, page: int) -> Iterator[str]:
    ways = [_found(tree, way) for way in _NEXT] + [_found(tree, _NEXT_NUMBER, number=str(page + 1))]
    for href in (href for found in ways for href in found):
        address = _joined(base, href).partition("#")[0]
        if address.startswith(("http:", "https:")) and canonical(address) != canonical(url):
            yield address
            return


def _found(tree: HtmlElement, path: str, **given: str) -> list[Any]:
    return cast("list[Any]", tree.xpath(path, **given))


def _joined(base: str, href: str) -> str:
    try:
        return urljoin(base, href.strip())
    except ValueError:
        return ""
