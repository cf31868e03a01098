"""Articles over several pages: where a page says that its article goes on, and whether what is there does go on with it."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, cast
from urllib.parse import urlsplit

from lxml import etree
from lxml.html import HtmlElement, HTMLParser, document_fromstring

from articles.address import absolute, identity, names_article
from articles.extract.decoding import decode, looks_like_html
from articles.extract.other_pages import EXTENSION, is_address
from articles.match_key import match_key
from articles.page import Page
from articles.page_numbers import WHOLE, first_page, is_same_article, page_number

LONG = 60
"""Characters of a run of text that is a sentence and no label."""
LEAST_OF_AN_ARTICLE = 400
"""Characters in long runs of text; a picture's page, or a list of headlines, holds less."""
LEAST_NEW = 80
"""Characters that a later page must add: else it is the same page again."""
MOST_AGAIN = 0.6
"""Of the first page's text that a later one may show: with more it is the same text with other comments or another picture."""
MOST_PAGES = 30
"""Of one article; more of them are an archive, or an address that counts on without an end."""
LINKED_HEADLINES = 4
"""From so many on a page that does not call itself an article is a list of them; so is one whose address names none."""

_NO_TEXT = ("script", "style", "noscript", "nav", "footer", "header", "aside", "form", "a", "button", "title", "figcaption")
_OF_COMMENTS = re.compile(
    r"comment|kommentar|comentari|commentaire|reacti|disqus|discussion|forum|repl(?:y|ies)", re.IGNORECASE
)
_SAYS_ARTICLE = re.compile(
    rb"[\"']@type[\"']\s*:\s*(?:\[\s*)?[\"'](?:[A-Za-z]*Article|BlogPosting|Report|Review)[\"']|schema\.org/(?:News)?Article|"
    rb"[\"']og:type[\"'][^>]{1,40}[\"']article[\"']|[\"']article:published_time[\"']"
)
_SAYS_LISTING = re.compile(rb"[\"']@type[\"']\s*:\s*(?:\[\s*)?[\"'](?:CollectionPage|SearchResultsPage|ItemList)[\"']")


@dataclass(frozen=True)
class Leaf:
    """A page's markup, as far as it tells which page of an article it is."""

    page: Page
    tree: HtmlElement

    @property
    def address(self) -> str:
        """Where it answered."""
        return self.page.final_url or self.page.url

    @cached_property
    def texts(self) -> frozenset[str]:
        """Its long runs of text, made comparable; those of comments are none."""
        inside = " or ".join(f"ancestor::{tag}" for tag in _NO_TEXT)
        runs = cast("list[Any]", self.tree.xpath(f"//text()[string-length(normalize-space(.)) >= {LONG}][not({inside})]"))
        return frozenset(match_key(" ".join(run.split())) for run in runs if not _is_among_comments(run.getparent()))

    @cached_property
    def canonical(self) -> str | None:
        """What it calls its own address."""
        return next((href for link, href in self._links("link") if "canonical" in _rel(link) and is_address(href)), None)

    @property
    def is_article(self) -> bool:
        """Whether it holds an article's text, and is no list of articles."""
        if _size(self.texts) < LEAST_OF_AN_ARTICLE:
            return False
        if _SAYS_ARTICLE.search(self.page.payload) and not _SAYS_LISTING.search(self.page.payload):
            return True
        headlines = "//*[self::h1 or self::h2 or self::h3 or self::h4][.//a[@href] or parent::a]"
        return names_article(self.address) and len(cast("list[HtmlElement]", self.tree.xpath(headlines))) < LINKED_HEADLINES

    def linked(self, tag: str, like: str) -> Iterator[tuple[HtmlElement, str]]:
        """Elements that link to addresses that begin as `like` does, with the address; none that is about comments."""
        stem = EXTENSION.sub("", urlsplit(like).path.rstrip("/"))
        for element, href in self._links(tag):
            if (
                stem in href
                and is_address(href)
                and not _is_among_comments(element)
                and not _OF_COMMENTS.search(href.partition("#")[2])
            ):
                yield element, href.partition("#")[0]

    def _links(self, tag: str) -> Iterator[tuple[HtmlElement, str]]:
        base = absolute(next((e.get("href") or "" for e in self.tree.iter("base")), ""), self.address)
        for element in self.tree.iter(tag):
            if href := (element.get("href") or "").strip():
                yield element, absolute(href, base)


def leaf_of(page: Page) -> Leaf | None:
    """The page's markup; None where it is none."""
    text = decode(page.payload, page.content_type)
    if text is None or not looks_like_html(text):
        return None
    try:
        tree = document_fromstring(text.encode("utf-8", "replace"), parser=HTMLParser(encoding="utf-8"))
    except (etree.LxmlError, ValueError, AssertionError):
        return None
    return Leaf(page, tree)


def next_page(first: Leaf, last: Leaf) -> str | None:
    """The address on which an article goes on that begins on `first`, by what its last page so far says; None where it ends."""
    number = 0 if first is last else page_number(first.address, last.address, is_sure=True)
    if number is None or (number == WHOLE and first is not last):
        return None
    found = next((found for rule in _RULES for found in rule(first, last, number)), None)
    return found if found is not None and first.is_article else None


def _says_next(first: Leaf, last: Leaf, number: int) -> Iterator[str]:
    """`rel="next"`, in the head or on a link."""
    for tag in ("link", "a"):
        for element, href in last.linked(tag, first.address):
            found = page_number(first.address, href, is_sure=True) if "next" in _rel(element) else None
            if found is not None and found > number:
                yield href


def _numbered_link(first: Leaf, last: Leaf, number: int) -> Iterator[str]:
    """A link to the address with the next number, whatever it is called: "2", "Page 2 of 3", "read on"."""
    for _, href in last.linked("a", first.address):
        if page_number(first.address, href) == max(number, 1) + 1:
            yield href


def _on_one_page(first: Leaf, last: Leaf, number: int) -> Iterator[str]:
    """A link to the text on a single page."""
    for _, href in last.linked("a", first.address) if number == 0 else ():
        if page_number(first.address, href) == WHOLE:
            yield href


_RULES: tuple[Callable[[Leaf, Leaf, int], Iterator[str]], ...] = (_says_next, _numbered_link, _on_one_page)
"""In this order: what a page says for machines goes before what it shows."""


def goes_on(first: Leaf, pages: Sequence[Leaf], page: Leaf) -> bool:
    """Whether a page goes on with the article whose pages so far these are: by its addresses, and with new text."""
    if page.canonical is not None and not is_same_article(first.address, page.canonical) and not _is_own(first, page.canonical):
        return False
    says_first = page.canonical is not None and (
        identity(page.canonical) == identity(first.address) or _is_own(first, page.canonical)
    )
    number = page_number(first.address, page.address, is_sure=says_first)
    if number is None:
        return False
    again = _size(first.texts & page.texts) > MOST_AGAIN * _size(first.texts)
    seen = frozenset[str]().union(*(one.texts for one in (first, *pages)))
    return (number == WHOLE or not again) and _size(page.texts - seen) >= LEAST_NEW


def _size(texts: Iterable[str]) -> int:
    return sum(map(len, texts))


def _is_own(first: Leaf, canonical: str) -> bool:
    return first.canonical is not None and identity(canonical) == identity(first.canonical)


def begins_on(page: Leaf) -> str | None:
    """The first page's address, where a page says that one goes before it, and it can be a later page of the same article."""
    first = first_page(page.address)
    if first is None or page_number(first, page.address) is None:
        return None
    before = [
        href for tag in ("link", "a") for element, href in page.linked(tag, first) if {"prev", "previous"} & _rel(element)
    ]
    if page.canonical is not None and identity(page.canonical) == identity(first):
        return first
    return first if any(is_same_article(first, href) for href in before) else None


def _is_among_comments(element: HtmlElement | None) -> bool:
    lies_in = () if element is None else (element, *element.iterancestors())
    return any(
        _OF_COMMENTS.search(f"{one.get('class') or ''} {one.get('id') or ''}")
        for one in lies_in
        if one.tag not in ("body", "html")
    )


def _rel(element: HtmlElement) -> set[str]:
    return set((element.get("rel") or "").lower().split())
