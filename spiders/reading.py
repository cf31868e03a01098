"""An answer read as the kind of listing that it was asked for."""

import re

from scrapy.http import Response, TextResponse

from articles.archive.gzip_member import MAGIC
from articles.publisher import Publisher
from spiders.discovery import Window
from spiders.ledger import Asked
from spiders.listings.feed import read_feed
from spiders.listings.listing import Listing
from spiders.listings.section import read_section
from spiders.listings.sitemap import read_sitemap

_FEED = re.compile(rb"<(?:rss|feed|rdf:RDF)[\s>]")


def read_listing(asked: Asked, response: Response, publisher: Publisher, wanted: Window) -> Listing:
    """Read an answer as what it was asked for. Raises NoListing.

    A section's page that is a sitemap is read as one: some archives are.
    """
    content_type = (response.headers.get("Content-Type") or b"").decode("latin-1")
    body = response.body
    if asked.kind == "feed":
        return read_feed(body, response.url, content_type)
    head = body[:512].lstrip(b"\xef\xbb\xbf \t\r\n")
    if asked.kind == "sitemap" and _FEED.search(head):  # sitemaps.org allows it
        return read_feed(body, response.url, content_type)
    is_sitemap = head.startswith((MAGIC, b"<?xml", b"<urlset", b"<sitemapindex")) and b"<html" not in body[:2048].lower()
    if asked.kind == "sitemap" or is_sitemap:
        return read_sitemap(body, wanted.since, wanted.until, response.url, takes_undated=not wanted.is_backfill)
    charset = response.encoding if isinstance(response, TextResponse) else None
    return read_section(body, response.url, publisher, asked.page, charset)
