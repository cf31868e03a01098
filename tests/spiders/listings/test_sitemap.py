import gzip
from datetime import UTC, datetime

import pytest

from articles.page import Hint
from spiders.listings.listing import MAX_ENTRIES, Entry, NoListing
from spiders.listings.sitemap import MAX_SITEMAPS, YOUNG, read_sitemap

NOW = datetime(2026, 5, 10, 12, tzinfo=UTC)
SINCE = NOW - YOUNG
NEWS = (
    "<news:news><news:publication><news:name>Gull</news:name></news:publication>"
    "<news:publication_date>2026-05-10T08:00:00+02:00</news:publication_date><news:title>Tide &amp; time</news:title>"
    "<news:keywords>harbour, tide</news:keywords></news:news>"
)
SPACES = (
    'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:news="http://www.google.com/schemas/sitemap-news/0.9" '
    'xmlns:image="http://www.google.com/schemas/sitemap-image/1.1"'
)


def urlset(*urls: str) -> bytes:
    inner = "".join(f"<url>{url}</url>" for url in urls)
    return f'<?xml version="1.0"?><urlset {SPACES}>{inner}</urlset>'.encode()


def index(*sitemaps: str) -> bytes:
    inner = "".join(f"<sitemap>{sitemap}</sitemap>" for sitemap in sitemaps)
    return f"<sitemapindex {SPACES}>{inner}</sitemapindex>".encode()


def loc(path: str, lastmod: str = "") -> str:
    return f"<loc>https://gull.example{path}</loc>" + (f"<lastmod>{lastmod}</lastmod>" if lastmod else "")


def addresses(body: bytes) -> list[str]:
    return [entry.url.removeprefix("https://gull.example") for entry in read_sitemap(body, SINCE, NOW).entries]


def test_a_news_sitemap_with_all_it_says() -> None:
    image = "<image:image><image:loc>https://gull.example/p.jpg</image:loc><image:title>Gull</image:title></image:image>"
    assert read_sitemap(urlset(image + loc("/tide") + NEWS), SINCE, NOW).entries == (
        Entry(
            "https://gull.example/tide",
            (
                Hint("title", "Tide & time", "sitemap"),
                Hint("published_at", "2026-05-10T08:00:00+02:00", "sitemap"),
                Hint("tags", "harbour", "sitemap"),
                Hint("tags", "tide", "sitemap"),
            ),
        ),
    )


@pytest.mark.parametrize(
    ("lastmod", "expected"),
    [
        ("2026-05-10", True),
        ("2026-05-08", True),
        ("2026-05-10T11:00:00Z", True),
        ("2026-05-07T13:00:00+00:00", True),
        ("2026-05-07T11:00:00+00:00", False),
        ("2026-05-06", False),
        ("2019-01-01T00:00:00+02:00", False),
        ("2026-05", False),
        ("today", False),
        ("", False),
    ],
)
def test_only_what_says_that_it_is_young(lastmod: str, expected: bool) -> None:
    assert (addresses(urlset(loc("/a", lastmod))) == ["/a"]) is expected


def test_what_is_left_out_is_counted() -> None:
    listing = read_sitemap(
        urlset(loc("/a"), loc("/b", "soon"), "<lastmod>2026-05-10</lastmod>", loc("/c", "2026-05-09")), SINCE, NOW
    )
    assert (len(listing.entries), listing.undated, listing.without_address, listing.left_out) == (1, 2, 1, 0)
    many = urlset(*[loc(f"/{n}", "2026-05-09") for n in range(MAX_ENTRIES + 5)], loc("/newest", "2026-05-10"))
    listing = read_sitemap(many, SINCE, NOW)
    assert (len(listing.entries), listing.left_out, listing.entries[0].url) == (MAX_ENTRIES, 6, "https://gull.example/newest")


def test_an_index_names_the_sitemaps_that_may_hold_young_ones() -> None:
    parts = [loc("/old.xml", "2020-01-01"), loc("/undated.xml"), loc("/young.xml", "2026-05-09")]
    assert read_sitemap(index(*parts), SINCE, NOW).further == (
        "https://gull.example/undated.xml",
        "https://gull.example/young.xml",
    )
    many = index(*[loc(f"/{n}.xml") for n in range(99)])
    assert len(read_sitemap(many, SINCE, NOW).further) == MAX_SITEMAPS


@pytest.mark.parametrize(
    "body",
    [
        gzip.compress(urlset(loc("/a", "2026-05-10")), mtime=0),
        b"\xef\xbb\xbf" + urlset(loc("/a", "2026-05-10")),
        urlset(loc("/a", "2026-05-10")).replace(SPACES.encode(), b""),
        urlset(loc("/a", "2026-05-10"))[:-9],
        urlset(loc("/a", "2026-05-10")).replace(b"<loc>", b"<loc>\n  "),
    ],
)
def test_sitemaps_with_faults_are_read(body: bytes) -> None:
    assert addresses(body) == ["/a"]


def test_an_empty_sitemap_is_one() -> None:
    assert addresses(urlset()) == []


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"https://gull.example/a",
        b"<html><p>No</p></html>",
        b"<rss/>",
        gzip.compress(urlset(), mtime=0)[:-9],
        gzip.compress(bytes(60 << 20), mtime=0),
    ],
)
def test_what_is_no_sitemap(body: bytes) -> None:
    with pytest.raises(NoListing):
        read_sitemap(body, SINCE, NOW)


def test_entities_are_not_expanded() -> None:
    body = (
        b"<!DOCTYPE urlset [<!ENTITY x SYSTEM 'file:///etc/hostname'>]>"
        + urlset(loc("/a&x;", "2026-05-10")).partition(b"?>")[2]
    )
    assert addresses(body) in (["/a"], [])
