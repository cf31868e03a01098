import time

import pytest

from articles.page import Hint
from spiders.listings.feed import read_feed
from spiders.listings.listing import MAX_ENTRIES, Entry, NoListing

URL = "https://gull.example/feeds/news.xml"


def rss(items: str, head: str = '<?xml version="1.0"?>') -> bytes:
    return f"{head}<rss version='2.0' xmlns:dc='http://purl.org/dc/elements/1.1/'><channel><title>Gull</title>{items}</channel></rss>".encode()


def test_an_rss_entry_with_all_it_says() -> None:
    item = (
        "<item><title>Ferry &amp;amp; tide</title><link>/2026/ferry?utm_source=rss</link><dc:creator>Ann Bo</dc:creator>"
        "<dc:creator>Cem Öz</dc:creator><pubDate>Mon, 02 Feb 2026 16:45:00 +0200</pubDate><category>Harbour</category>"
        "<description>&lt;p&gt;It is &lt;b&gt;late&lt;/b&gt;.&lt;/p&gt;</description></item>"
    )
    assert read_feed(rss(item), URL).entries == (
        Entry(
            "https://gull.example/2026/ferry?utm_source=rss",
            (
                Hint("title", "Ferry & tide", "feed"),
                Hint("authors", "Ann Bo", "feed"),
                Hint("authors", "Cem Öz", "feed"),
                Hint("published_at", "2026-02-02T14:45:00+00:00", "feed"),
                Hint("standfirst", "It is late.", "feed"),
                Hint("tags", "Harbour", "feed"),
            ),
        ),
    )


def test_an_atom_entry() -> None:
    atom = b"""<feed xmlns="http://www.w3.org/2005/Atom"><title>G</title><entry><title>Tide</title><link href="https://gull.example/t"/>
    <author><name>Ann Bo</name></author><published>2026-02-02T10:00:00Z</published><updated>2026-02-03T11:00:00+01:00</updated>
    <summary>High.</summary></entry></feed>"""
    assert read_feed(atom, URL).entries == (
        Entry(
            "https://gull.example/t",
            (
                Hint("title", "Tide", "feed"),
                Hint("authors", "Ann Bo", "feed"),
                Hint("published_at", "2026-02-02T10:00:00+00:00", "feed"),
                Hint("updated_at", "2026-02-03T10:00:00+00:00", "feed"),
                Hint("standfirst", "High.", "feed"),
            ),
        ),
    )


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("Mon, 02 Feb 2026 16:45:00 GMT", "2026-02-02T16:45:00+00:00"),
        ("Mon, 02 Feb 2026 16:45:00 EST", "2026-02-02T21:45:00+00:00"),
        ("2026-02-02T16:45:00+05:30", "2026-02-02T11:15:00+00:00"),
        ("2026-02-02T16:45:00", "2026-02-02T16:45:00"),
        ("2026-02-02", "2026-02-02"),
        ("zweiter Februar", "zweiter Februar"),
    ],
)
def test_times_without_a_zone_stay_as_written(written: str, expected: str) -> None:
    (entry,) = read_feed(rss(f"<item><link>https://gull.example/a</link><pubDate>{written}</pubDate></item>"), URL).entries
    assert entry.hints == (Hint("published_at", expected, "feed"),)


@pytest.mark.parametrize(
    ("item", "expected"),
    [
        ("<item><guid>https://gull.example/g</guid></item>", ["https://gull.example/g"]),
        ("<item><guid isPermaLink='false'>https://gull.example/g</guid></item>", []),
        ("<item><title>No address</title></item>", []),
        ("<item><link> https://gull.example/s \n</link></item>", ["https://gull.example/s"]),
    ],
)
def test_addresses(item: str, expected: list[str]) -> None:
    feed = read_feed(rss(item), URL)
    assert [entry.url for entry in feed.entries] == expected
    assert feed.without_address == 1 - len(expected)


@pytest.mark.parametrize(
    "body",
    [
        rss("<item><link>https://gull.example/a</link><title>A &nbsp; b &undefined; c</title></item>"),
        rss("<item><link>https://gull.example/a</link><title>A BYTE</title></item>").replace(b"BYTE", b"\xff"),
        rss("<item><link>https://gull.example/a</link><title>A & B</title></item>"),
        rss("<item><link>https://gull.example/a</link></item>")[:-20],
        b"\n\n" + rss("<item><link>https://gull.example/a</link></item>"),
        rss("<item><link>https://gull.example/a</link></item>", "<?xml version='1.0' encoding='utf-16'?>")
        .decode()
        .encode("utf-16"),
    ],
)
def test_feeds_with_faults_are_read(body: bytes) -> None:
    assert [entry.url for entry in read_feed(body, URL).entries] == ["https://gull.example/a"]


@pytest.mark.parametrize(
    "body", [b"", b"<html><body><p>Not here</p></body></html>", b"{}", b"<x/>", bytes(100), b"<rss>" + b"<a>" * 500]
)
def test_what_is_no_feed(body: bytes) -> None:
    with pytest.raises(NoListing):
        read_feed(body, URL)


def test_entities_of_a_feed_are_not_expanded() -> None:
    laughs = "<!ENTITY a 'ha'>" + "".join(
        f"<!ENTITY {b} '{f'&{a};' * 10}'>" for a, b in zip("abcdefgh", "bcdefghi", strict=True)
    )
    head = f"<?xml version='1.0'?><!DOCTYPE rss [{laughs}<!ENTITY x SYSTEM 'file:///etc/passwd'>]>"
    started = time.thread_time()
    (entry,) = read_feed(rss("<item><link>https://gull.example/a</link><title>&i; &x;</title></item>", head), URL).entries
    assert len(str(entry.hints)) < 200
    assert "root" not in str(entry.hints)
    assert time.thread_time() - started < 2


def test_a_feed_without_end_is_cut() -> None:
    items = "".join(f"<item><link>https://gull.example/{n}</link></item>" for n in range(50_000))
    started = time.thread_time()
    feed = read_feed(rss(items), URL)
    assert (len(feed.entries), feed.left_out, feed.entries[-1].url) == (
        MAX_ENTRIES,
        49_000,
        f"https://gull.example/{MAX_ENTRIES - 1}",
    )
    assert time.thread_time() - started < 5
