import gzip
from datetime import UTC, datetime

import pytest

from articles.page import Hint
from spiders.listings.listing import LASTMOD, MAX_ENTRIES, Entry, NoListing
from spiders.listings.sitemap import MAX_SITEMAPS, MAX_UNDATED, YOUNG, read_sitemap

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
        ("Sun, 10 May 2026 09:00:00 GMT", True),
        ("Sun, 03 May 2026 09:00:00 GMT", False),
        ("2026/05/09", True),
        ("2026/04/09", False),
        ("2026-05-09 9:00", True),
        ("2026-05-09 09:00:00 UTC", True),
        ("9 May 2026", True),
        ("9. Mai 2026, 10:15 Uhr", True),
        ("9 mai 2025", False),
        ("2026-05-10T07:18:53.846344Z 2026-05-09T15:33:55.288302Z", True),
        ("20260509T080000Z", True),
        ("1778400000", True),
        ("2026-05-07", True),
    ],
)
def test_only_what_says_that_it_is_young(lastmod: str, expected: bool) -> None:
    assert (addresses(urlset(loc("/a", lastmod))) == ["/a"]) is expected


def test_what_is_left_out_is_counted() -> None:
    listing = read_sitemap(
        urlset(loc("/a"), loc("/b", "soon"), "<lastmod>2026-05-10</lastmod>", loc("/c", "2026-05-09")), SINCE, NOW
    )
    assert (len(listing.entries), listing.undated, listing.without_address, listing.left_out) == (1, 2, 1, 0)
    assert list(listing.notes()) == ["1 entry without an address", "2 entries left out: without a date, of unknown age"]
    many = urlset(*[loc(f"/{n}", "2026-05-09") for n in range(MAX_ENTRIES + 5)], loc("/newest", "2026-05-10"))
    listing = read_sitemap(many, SINCE, NOW)
    assert (len(listing.entries), listing.left_out, listing.entries[0].url) == (MAX_ENTRIES, 6, "https://gull.example/newest")


def test_of_very_many_the_newest_are_kept_wherever_they_stand() -> None:
    """More than are held at a time while it is read, the newest in the middle, and older ones that are counted alone."""
    days = ["2026-05-09"] * MAX_ENTRIES + ["2026-05-10"] * 7 + ["2026-05-09"] * (2 * MAX_ENTRIES) + ["2020-01-01"] * 50
    listing = read_sitemap(urlset(*[loc(f"/{n}", day) for n, day in enumerate(days)]), SINCE, NOW)
    newest = [f"https://gull.example/{MAX_ENTRIES + n}" for n in range(7)]
    assert [entry.url for entry in listing.entries] == newest + [f"https://gull.example/{n}" for n in range(MAX_ENTRIES - 7)]
    assert listing.left_out == 2 * MAX_ENTRIES + 7


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
        b"gull.example/a",
        b"<html><p>No</p></html>",
        b"<rss/>",
        gzip.compress(urlset(), mtime=0)[:-9],
    ],
)
def test_what_is_no_sitemap(body: bytes) -> None:
    with pytest.raises(NoListing):
        read_sitemap(body, SINCE, NOW)


def test_a_sitemap_that_unpacks_to_too_much_is_none() -> None:
    with pytest.raises(NoListing):
        read_sitemap(gzip.compress(bytes(60 << 20), mtime=0), SINCE, NOW)


def test_entities_are_not_expanded() -> None:
    body = (
        b"<!DOCTYPE urlset [<!ENTITY x SYSTEM 'file:///etc/hostname'>]>"
        + urlset(loc("/a&x;", "2026-05-10")).partition(b"?>")[2]
    )
    assert addresses(body) in (["/a"], ["/a&x;"], [])


HERE = "https://gull.example/maps/sitemap.xml"


def at(written: str) -> list[str]:
    """The address that a <loc> means in a sitemap at HERE."""
    body = urlset(f"<loc>{written}</loc><lastmod>2026-05-10</lastmod>")
    return [entry.url for entry in read_sitemap(body, SINCE, NOW, HERE).entries]


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("//gull.example/a", "https://gull.example/a"),
        ("/a", "https://gull.example/a"),
        ("a", "https://gull.example/maps/a"),
        ("../a", "https://gull.example/a"),
        ("?id=1", "https://gull.example/maps/sitemap.xml?id=1"),
        ("/a?id=1&amp;p=2", "https://gull.example/a?id=1&p=2"),
        ("/a?id=1&p=2", "https://gull.example/a?id=1&p=2"),
        ("/a?id=1&amp;amp;p=2", "https://gull.example/a?id=1&p=2"),
        ("<![CDATA[/a?id=1&p=2]]>", "https://gull.example/a?id=1&p=2"),
        ("/caf&eacute;", "https://gull.example/café"),
        ("/a?q=x&#38;y=1", "https://gull.example/a?q=x&y=1"),
        ("\n      /a\n   ", "https://gull.example/a"),
        ("https://gull.example/\n      a", "https://gull.example/a"),
    ],
)
def test_an_address_however_it_is_written(written: str, expected: str) -> None:
    assert at(written) == [expected]


YOUNG_ADDRESSES = (
    "/2026/05/10/tide", "/2026-05-09-tide", "/news/20260510/tide", "/10/05/2026/tide", "/tide-10-05-2026.html", "/2026/5/9/tide",
    "/world/2026/may/10/tide", "/2026_05_10/tide", "/2026.05.10/tide", "/2026/05/tide",
)  # fmt: skip
OLD_ADDRESSES = (
    "/2019/03/02/tide",
    "/2026-04-30-tide",
    "/02/03/2019/tide",
    "/world/2025/may/10/tide",
    "/2026/04/tide",
    "/2019/tide",
)


@pytest.mark.parametrize("path", YOUNG_ADDRESSES)
def test_an_address_says_that_its_entry_is_young(path: str) -> None:
    assert addresses(urlset(loc("/2019/01/01/other"), loc(path))) == [path]


@pytest.mark.parametrize("path", OLD_ADDRESSES)
def test_an_address_says_that_its_entry_is_old(path: str) -> None:
    assert addresses(urlset(loc("/2026/05/10/other"), loc(path))) == ["/2026/05/10/other"]


def test_news_are_of_the_last_two_days() -> None:
    news = "<news:news><news:title>Tide</news:title></news:news>"
    assert addresses(urlset(loc("/about"), loc("/tide") + news, loc("/b", "2026-05-09"))) == ["/tide", "/b"]


RISING = [loc(f"/story-{n}") for n in range(1000, 2000)]


@pytest.mark.parametrize(
    ("entries", "first", "last"),
    [
        (RISING, "/story-1999", "/story-1900"),
        (RISING[::-1], "/story-1999", "/story-1900"),
        (RISING[-100:], "/story-1999", "/story-1900"),
    ],
)
def test_where_nothing_has_a_date_numbers_tell_the_new_end(entries: list[str], first: str, last: str) -> None:
    listing = read_sitemap(urlset(*entries), SINCE, NOW)
    found = [entry.url.removeprefix("https://gull.example") for entry in listing.entries]
    assert (found[0], found[-1], len(found)) == (first, last, MAX_UNDATED)
    assert listing.undated == len(entries) - MAX_UNDATED
    assert read_sitemap(urlset(*entries), SINCE, NOW, takes_undated=False).entries == ()


def test_where_nothing_tells_the_new_end_both_are_read() -> None:
    words = [loc(f"/{first}{second}") for first in "abcdefghijklmnopqrst" for second in "abcdefghijklmnopqrst"]
    found = addresses(urlset(*words))
    assert len(found) == MAX_UNDATED
    assert {"/aa", "/ab", "/tt", "/ts"} <= set(found)


def further(*parts: str) -> list[str]:
    return [url.removeprefix("https://gull.example/") for url in read_sitemap(index(*parts), SINCE, NOW, HERE).further]


DAYS = [f"/sitemap-2026-{month:02}-{day:02}.xml" for month in (4, 5) for day in range(1, 30) if (month, day) < (5, 11)]


@pytest.mark.parametrize("order", [1, -1])
@pytest.mark.parametrize(
    ("names", "newest"),
    [
        (DAYS, "sitemap-2026-05-10.xml"),
        ([f"/sitemap-{year}{month:02}.xml" for year in (2024, 2025, 2026) for month in range(1, 13) if year < 2026 or month < 6], "sitemap-202605.xml"),
        ([f"/sitemap-{year}.xml" for year in range(1995, 2027)], "sitemap-2026.xml"),
        ([f"/{year}/{month:02}/map.xml" for year in (2024, 2025, 2026) for month in range(1, 13) if year < 2026 or month < 6], "2026/05/map.xml"),
    ],
)  # fmt: skip
def test_parts_are_judged_by_the_days_in_their_addresses(names: list[str], newest: str, order: int) -> None:
    found = further(*map(loc, names[::order]))
    assert found[0] == newest
    assert len(found) <= MAX_SITEMAPS


@pytest.mark.parametrize("wanted", ["post-sitemap1.xml", "post-sitemap60.xml"])
def test_numbered_parts_are_read_from_both_ends(wanted: str) -> None:
    assert wanted in further(*[loc(f"/post-sitemap{n}.xml") for n in range(1, 61)])


def test_parts_of_news_come_first_and_those_of_no_articles_last() -> None:
    names = [
        "category-sitemap.xml",
        "post_tag-sitemap.xml",
        "author-sitemap.xml",
        "post-sitemap.xml",
        "news-sitemap.xml",
        "page-sitemap.xml",
    ]
    found = further(*[loc(f"/{name}", "2026-05-10") for name in names])
    assert found[:2] == ["news-sitemap.xml", "post-sitemap.xml"]
    assert sorted(found) == sorted(names)


def test_an_index_written_as_a_urlset_is_one() -> None:
    parts = urlset(loc("/maps/2026-05.xml", "2026-05-10"), loc("/maps/b.xml.gz"), loc("/tide", "2026-05-10"))
    listing = read_sitemap(parts, SINCE, NOW)
    assert sorted(listing.further) == ["https://gull.example/maps/2026-05.xml", "https://gull.example/maps/b.xml.gz"]
    assert [entry.url for entry in listing.entries] == ["https://gull.example/tide"]


def test_a_sitemap_in_plain_text() -> None:
    body = b"\xef\xbb\xbfhttps://gull.example/2026/05/10/tide\r\nhttps://gull.example/2019/05/10/old\r\n\r\n"
    assert addresses(body) == ["/2026/05/10/tide"]


def changes(*lastmod: str) -> list[str]:
    listing = read_sitemap(urlset(*[loc(f"/{n}", time) for n, time in enumerate(lastmod)]), SINCE, NOW)
    return [hint.value for entry in listing.entries for hint in entry.hints if hint.field == LASTMOD]


def test_a_change_is_told_but_where_all_changed_at_once() -> None:
    assert changes("2026-05-10T08:00:00Z", "Sat, 09 May 2026 08:00:00 GMT") == [
        "2026-05-10T08:00:00+00:00",
        "2026-05-09T08:00:00+00:00",
    ]
    assert changes(*[f"2026-05-10T08:00:{second:02}Z" for second in range(10)]) == []
