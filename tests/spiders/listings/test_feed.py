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
                Hint("description", "It is late.", "feed"),
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
                Hint("description", "High.", "feed"),
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
        ("Mon, 02 Feb 2026 16:45:00 CET", "2026-02-02T15:45:00+00:00"),
        ("Mon, 02 Feb 2026 16:45:00 JST", "2026-02-02T07:45:00+00:00"),
        ("Mon, 02 Feb 2026 4:45:00 PM EST", "2026-02-02T21:45:00+00:00"),
        ("2026-02-02T16:45:00+0530", "2026-02-02T11:15:00+00:00"),
        ("2026-02-02 16:45:00 -0330", "2026-02-02T20:15:00+00:00"),
        ("Mon, 02 Feb 2026 16:45:00+5:30", "2026-02-02T11:15:00+00:00"),
        ("Mon Feb 02 16:45:00 CET 2026", "2026-02-02T15:45:00+00:00"),
        ("Mon, 02 Feb 26 16:45 GMT", "2026-02-02T16:45:00+00:00"),
        ("lun., 02 févr. 2026 16:45:00 +0100", "2026-02-02T15:45:00+00:00"),
        ("Пн, 02 фев 2026 16:45:00 +0300", "2026-02-02T13:45:00+00:00"),
        ("pon, 02 veljače 2026 16:45:00 +0100", "2026-02-02T15:45:00+00:00"),
        ("2026年2月2日 下午4:45 +0800", "2026-02-02T08:45:00+00:00"),
        ("02/03/2026 16:45 GMT", "02/03/2026 16:45 GMT"),
        ("Mon, 02 Feb 2026 16:45:00 XYZT", "Mon, 02 Feb 2026 16:45:00 XYZT"),
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


ATOM = (
    '<feed xmlns="http://www.w3.org/2005/Atom" xml:base="https://gull.example/base/"><title>G</title><entry><id>tag:gull,1</id>'
    "<title>T</title>{}</entry></feed>"
)
SPACES = "xmlns:f='http://rssnamespace.org/feedburner/ext/1.0' xmlns:p='http://www.pheedo.com/namespace/pheedo' xmlns:a='http://www.w3.org/2005/Atom'"
LINKS = [
    (ATOM.format('<link rel="alternate" type="text/html" href="a"/><link rel="enclosure" type="image/jpeg">https://gull.example/p.jpg</link>'), "/base/a"),
    (ATOM.format('<link rel="enclosure" href="p.mp3"/><link rel="alternate" href="a"/>'), "/base/a"),
    (ATOM.format('<link rel="alternate" type="application/json" href="a.json"/><link rel="alternate" type="text/html" href="/a"/>'), "/a"),
    (ATOM.format('<link rel="self" href="s"/><link href="a"/>'), "/base/a"),
    (ATOM.format('<link rel="replies" href="r"/><link rel="edit" href="e"/><link rel="alternate" href="//gull.example/a"/>'), "/a"),
    (ATOM.format("<link>https://gull.example/a</link>"), "/a"),
    (ATOM.format("").replace("tag:gull,1", "https://gull.example/a"), "/a"),
    ("<item><link></link><guid>https://gull.example/a</guid></item>", "/a"),
    ("<item><link/><guid isPermaLink='true'>https://gull.example/a</guid></item>", "/a"),
    ("<item><link>\n  </link><guid>https://gull.example/a</guid></item>", "/a"),
    ("<item><link><![CDATA[ ]]></link><guid>https://gull.example/a</guid></item>", "/a"),
    ("<item><link>https://gull.example/a</link><guid>https://gull.example/g</guid></item>", "/a"),
    ("<item><a:link rel='self' href='https://gull.example/s'/><link>https://gull.example/a</link></item>", "/a"),
    ("<item><link>https://count.example/1</link><f:origLink>https://gull.example/a</f:origLink></item>", "/a"),
    ("<item><link>https://count.example/1</link><p:origLink>https://gull.example/a</p:origLink></item>", "/a"),
    ("<item><link>https://gull.example/\n   a</link></item>", "/a"),
    ("<item><link>//gull.example/a</link></item>", "/a"),
]  # fmt: skip


@pytest.mark.parametrize(("written", "path"), LINKS)
def test_the_address_that_readers_of_feeds_open(written: str, path: str) -> None:
    body = written.encode() if written.startswith("<feed") else rss(written).replace(b"<rss ", f"<rss {SPACES} ".encode())
    assert [entry.url for entry in read_feed(body, URL).entries] == [f"https://gull.example{path}"]


ENCODED = [
    ("\n", "windows-1251", "application/rss+xml", "Мост через реку"),
    (" \r\n\r\n", "gb18030", "text/xml", "大桥"),
    ("\n", "iso-8859-2", "", "Źródło"),
    ("", "utf-8", "application/rss+xml; charset=ISO-8859-1", "Brücke"),
    ("", "windows-1251", "text/xml; charset=iso-8859-1", "Мост через реку"),
    ("", "euc-kr", "text/xml", "다리"),
    ("", "shift_jis", "application/xml; charset=shift_jis", "橋の下"),
    ("\n", "utf-16", "application/rss+xml", "Brücke"),
    ("", "utf-8", "text/html; charset=windows-1252", "Größe"),
    ("\ufeff\n", "utf-8", "application/rss+xml", "Größe"),
    ("\n", "koi8-r", "application/rss+xml", "Мост через реку"),
]


@pytest.mark.parametrize(("before", "charset", "content_type", "title"), ENCODED)
def test_a_feed_in_its_encoding(before: str, charset: str, content_type: str, title: str) -> None:
    item = f"<item><link>https://gull.example/a</link><title>{title}</title></item>"
    text = f"{before}<?xml version='1.0' encoding='{charset}'?><rss version='2.0'><channel>{item}</channel></rss>"
    (entry,) = read_feed(text.encode(charset), URL, content_type).entries
    assert entry.hints == (Hint("title", title, "feed"),)


def test_a_feeds_html_that_was_escaped_twice() -> None:
    twice = "".join(
        f"&amp;lt;p&amp;gt;The weir was drained on day {n}, and the mill stood still.&amp;lt;/p&amp;gt;" for n in range(12)
    )
    space = "xmlns:content='http://purl.org/rss/1.0/modules/content/'"
    item = f"<item><link>https://gull.example/a</link><content:encoded {space}>{twice}</content:encoded></item>"
    (entry,) = read_feed(rss(item), URL).entries
    (body,) = [hint.value for hint in entry.hints if hint.field == "body"]
    assert len(body.split("\n\n")) == 12
    assert "<" not in body


def test_the_date_of_an_rss_entry_in_dublin_core_is_when_it_was_published() -> None:
    (entry,) = read_feed(
        rss("<item><link>https://gull.example/a</link><dc:date>2026-02-02T10:00:00Z</dc:date></item>"), URL
    ).entries
    assert entry.hints == (Hint("published_at", "2026-02-02T10:00:00+00:00", "feed"),)


AUTHORS = {
    "<author>ann@paper.media (Ann Bo)</author>": ["Ann Bo"],
    "<author>ann@paper.online</author>": [],
    "<author>mailto:ann@paper.news</author>": [],
    "<author>Ann Bo &lt;ann.bo+desk@news.paper.museum&gt;</author>": ["Ann Bo"],
    "<author>(ann@paper.news) Ann Bo</author>": ["Ann Bo"],
    "<author>ann@paper.co.uk (Ann Bo (Lyon))</author>": ["(Ann Bo (Lyon))"],
    "<dc:creator>Ann Bo, ann@paper.agency</dc:creator>": ["Ann Bo,"],
    "<author>@annbo</author>": ["@annbo"],
    "<author><name>Ann Bo</name><email>ann@paper.online</email></author>": ["Ann Bo"],
}


@pytest.mark.parametrize(("author", "names"), AUTHORS.items())
def test_an_address_is_no_part_of_a_name(author: str, names: list[str]) -> None:
    """Also one that ends in more than four letters, as those of newer domains do."""
    (entry,) = read_feed(rss(f"<item><link>/a</link>{author}</item>"), URL).entries
    assert [hint.value for hint in entry.hints if hint.field == "authors"] == names


def hints(entry: str, field: str) -> list[str]:
    (found,) = read_feed(entry.encode(), URL).entries
    return [hint.value for hint in found.hints if hint.field == field]


def test_paragraphs_of_a_description_do_not_run_into_each_other() -> None:
    item = "<item><link>/a</link><description>&lt;p&gt;By Ann Bo&lt;/p&gt;&lt;p&gt;The ferry&lt;br&gt;is &lt;b&gt;la&lt;/b&gt;te.&lt;/p&gt;</description></item>"
    assert hints(rss(item).decode(), "description") == ["By Ann Bo The ferry is late."]


def test_a_tag_goes_by_the_name_that_people_read() -> None:
    entry = '<entry><link href="/a"/><category term="sea-1" label="The Sea"/><category term="Tide"/></entry>'
    assert hints(f'<feed xmlns="http://www.w3.org/2005/Atom">{entry}</feed>', "tags") == ["The Sea", "Tide"]


def test_an_empty_date_is_none_beside_another_one() -> None:
    item = "<item><link>/a</link><pubDate></pubDate><dc:date>2026-02-02T10:00:00Z</dc:date></item>"
    assert hints(rss(item).decode(), "published_at") == ["2026-02-02T10:00:00+00:00"]
