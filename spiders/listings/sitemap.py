"""What a sitemap (sitemaps.org, and Google's extension for news) lists of the last days."""

import io
import re
from collections.abc import Iterator
from datetime import datetime, timedelta

from lxml import etree

from articles.archive.content_coding import DamagedEncoding, TooLarge, decoded
from articles.archive.gzip_member import MAGIC
from articles.page import Hint
from spiders.listings.listing import MAX_ENTRIES, Entry, Listing, NoListing, moment

YOUNG = timedelta(days=3)
"""Sitemaps list a site's whole past. What is older than this was there on an earlier night; news sitemaps hold two days."""

MAX_SITEMAPS = 20
"""Of an index, the newest."""

MAX_BYTES = 16 << 20
"""Of one, uncompressed. sitemaps.org allows 50 MB; 16 hold some 100,000 addresses."""

_OTHER_THINGS = re.compile("sitemap-(?:image|video)")


def read_sitemap(body: bytes, since: datetime, until: datetime) -> Listing:
    """Read a sitemap or an index of them, gzipped or not. Raises NoListing.

    Of articles those that say that they are of the time from `since` to `until`; of further sitemaps those that do not say
    that they are older (a sitemap's own time is that of its latest change).
    """
    try:
        body = decoded(body, "gzip" if body.startswith(MAGIC) else "", MAX_BYTES)
    except (TooLarge, DamagedEncoding) as error:
        raise NoListing(f"no sitemap: {error}") from error
    undated, without_address, is_sitemap = 0, 0, False
    dated: list[tuple[datetime, Entry]] = []
    sitemaps: list[tuple[datetime, str]] = []
    for kind, said in _elements(body):
        is_sitemap = True
        url, at = said.get("loc", ""), moment(said.get("publication_date") or said.get("lastmod") or "")
        if kind in ("urlset", "sitemapindex"):
            continue
        if not url:
            without_address += 1
        elif kind == "sitemap":
            sitemaps += [(at or until, url)] if at is None or at >= since else []
        elif at is None:
            undated += 1
        elif since <= at <= until:
            dated.append((at, Entry(url, tuple(_hints(said)))))
    if not is_sitemap:
        raise NoListing("no sitemap: neither <urlset> nor <sitemapindex>")
    dated.sort(key=lambda one: one[0], reverse=True)
    sitemaps.sort(key=lambda one: one[0], reverse=True)
    return Listing(
        tuple(entry for _, entry in dated[:MAX_ENTRIES]),
        tuple(url for _, url in sitemaps[:MAX_SITEMAPS]),
        max(0, len(dated) - MAX_ENTRIES) + max(0, len(sitemaps) - MAX_SITEMAPS),
        without_address,
        undated,
    )


def _elements(body: bytes) -> Iterator[tuple[str, dict[str, str]]]:
    """("url" or "sitemap", {name: text of what is in it}) of each, then the root. No entity is expanded, nothing is fetched."""
    events = etree.iterparse(
        io.BytesIO(body), events=("end",), tag=("{*}url", "{*}sitemap", "{*}urlset", "{*}sitemapindex"),
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, recover=True,
    )  # fmt: skip
    try:
        for _, element in events:
            said: dict[str, str] = {}
            for inner in element.iter("{*}loc", "{*}lastmod", "{*}publication_date", "{*}title", "{*}keywords"):
                name = etree.QName(inner)
                if not _OTHER_THINGS.search(name.namespace or ""):
                    said.setdefault(name.localname, " ".join((inner.text or "").split()))
            yield etree.QName(element).localname, said
            element.clear()
            root = element.getparent()
            if root is not None and root.getparent() is None:  # even empty, 100,000 of them are 15 MB
                while (before := element.getprevious()) is not None:
                    root.remove(before)
    except etree.XMLSyntaxError as error:
        raise NoListing(f"no sitemap: {error}") from error


def _hints(said: dict[str, str]) -> Iterator[Hint]:
    published = moment(said.get("publication_date", ""))
    values = [("title", said.get("title", "")), ("published_at", said.get("publication_date", "") if published else "")]
    values += [("tags", tag.strip()) for tag in said.get("keywords", "").split(",")]
    for field, value in dict.fromkeys(values):
        if value:
            yield Hint(field, value, "sitemap")
