"""What a front page says of its feeds, and what is built with WordPress: pure, from one parsed tree."""

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from lxml.html import HtmlElement

from spiders.scout.front_page import found
from spiders.site import joined

_FEED_TYPES = (
    "application/rss+xml", "application/atom+xml", "application/feed+json", "application/rdf+xml", "application/x-rss+xml",
    "application/xml", "text/xml", "application/json",
)  # fmt: skip
"""Of a `<link>` to a feed, the surest first: JSON Feed 1.0 has the media type of all JSON."""

_OF_COMMENTS = re.compile(r"comment|kommentar|comentario|commentaire", re.IGNORECASE)
_SAYS_FEED = re.compile(r"\b(?:rss|atom|feeds?|newsfeed)\b", re.IGNORECASE)
_FEED_ADDRESS = re.compile(r"[/?&=._](?:rss|atom|feeds?|rdf)(?:$|[/?&=.\d])", re.IGNORECASE)
_ABOUT_OTHERS = re.compile(r"feedback|feedburner\.google|feedly\.com|inoreader|theoldreader|newsblur", re.IGNORECASE)


def feed_links(tree: HtmlElement, base: str) -> list[str]:
    """The feeds that a page's head names, in any case of letters; without those of comments."""
    named: list[tuple[int, str]] = []
    for link in tree.iter("link"):
        rel, type_ = (link.get("rel") or "").lower().split(), (link.get("type") or "").partition(";")[0].strip().lower()
        href = (link.get("href") or "").strip()
        is_feed = ("alternate" in rel and type_ in _FEED_TYPES) or "feed" in rel
        if is_feed and href and not _OF_COMMENTS.search(f"{href} {link.get('title') or ''}"):
            named.append((_FEED_TYPES.index(type_) if type_ in _FEED_TYPES else 0, joined(base, href)))
    return list(dict.fromkeys(url for _, url in sorted(named, key=lambda one: one[0] >= _FEED_TYPES.index("application/json"))))


def plain_links(tree: HtmlElement, base: str) -> list[str]:
    """What a page links to as any other page, and calls a feed: by its words, its title or its address."""
    return list(dict.fromkeys(_plain_links(tree, base)))


def _plain_links(tree: HtmlElement, base: str) -> Iterator[str]:
    for link in tree.iter("a"):
        href = (link.get("href") or "").strip()
        words = " ".join([*link.itertext(), link.get("title") or "", link.get("aria-label") or "", *link.xpath(".//img/@alt")])
        url = joined(base, href)
        if not href or not url.startswith(("http:", "https:")) or _OF_COMMENTS.search(url) or _ABOUT_OTHERS.search(url):
            continue
        parts = urlsplit(url)
        if _FEED_ADDRESS.search(f"{parts.path}?{parts.query}") or (len(words) < 60 and _SAYS_FEED.search(words)):
            yield url


def is_wordpress(tree: HtmlElement) -> bool:
    """Whether it says so, or takes its files from where WordPress has them."""
    said = found(tree, "//meta[translate(@name, 'GENRATO', 'genrato')='generator']/@content")
    files = found(tree, "//script/@src | //link/@href")
    return any(text.lower().startswith("wordpress") for text in said) or any("/wp-content/" in url for url in files)
