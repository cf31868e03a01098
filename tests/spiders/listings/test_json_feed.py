import json

import pytest

from articles.page import Hint
from spiders.listings.feed import read_feed
from spiders.listings.listing import MAX_ENTRIES, Entry, NoListing

URL = "https://gull.example/feed.json"
LONG = "The harbour was quiet on Tuesday. " * 20


def feed(*items: object) -> bytes:
    return json.dumps({"version": "https://jsonfeed.org/version/1.1", "title": "Gull", "items": items}).encode()


def test_what_it_says() -> None:
    item = {
        "id": "7",
        "url": "/ferry",
        "title": "Ferry <b>late</b> &amp; full",
        "summary": "Again.",
        "date_published": "2026-05-10T08:00:00+02:00",
        "date_modified": "2026-05-10T09:00:00Z",
        "authors": [{"name": "Ann Quay"}, {"url": "x"}, 3],
        "author": {"name": "Ann Quay"},
        "tags": ["port", 4, ""],
        "content_html": f"<p>{LONG}</p><script>track()</script><p>Sea &amp; sky</p>",
    }
    assert read_feed(b"\xef\xbb\xbf\n" + feed(item), URL).entries == (
        Entry(
            "https://gull.example/ferry",
            (
                Hint("title", "Ferry late & full", "feed"),
                Hint("description", "Again.", "feed"),
                Hint("published_at", "2026-05-10T08:00:00+02:00", "feed"),
                Hint("updated_at", "2026-05-10T09:00:00Z", "feed"),
                Hint("authors", "Ann Quay", "feed"),
                Hint("tags", "port", "feed"),
                Hint("body", f"{LONG.strip()}\n\nSea & sky", "feed"),
            ),
        ),
    )


def test_odd_items() -> None:
    listing = read_feed(
        feed({"id": "https://gull.example/a"}, {"title": "x"}, "no item", {"url": 3}, {"url": "/b", "title": ["x"]}), URL
    )
    assert [entry.url for entry in listing.entries] == ["https://gull.example/a", "https://gull.example/b"]
    assert listing.without_address == 2
    many = read_feed(feed(*({"url": f"/{n}"} for n in range(MAX_ENTRIES + 3))), URL)
    assert (len(many.entries), many.left_out) == (MAX_ENTRIES, 3)


def test_a_link_elsewhere_is_the_address_of_what_has_none_of_its_own() -> None:
    elsewhere = {"id": "7", "external_url": "https://gull.example/b"}
    listing = read_feed(feed(elsewhere, elsewhere | {"url": "/c"}), URL)
    assert [entry.url for entry in listing.entries] == ["https://gull.example/b", "https://gull.example/c"]


def test_without_its_version_items_with_addresses_tell_it() -> None:
    assert [entry.url for entry in read_feed(b'{"items": [{"url": "/a", "title": "Ferry"}]}', URL).entries] == [
        "https://gull.example/a"
    ]


@pytest.mark.parametrize(
    "body",
    [
        b"{}",
        b"{",
        b'{"version": 1}',
        b'{"items": [{"title": "x"}, 3]}',
        b'{"items": {"url": "/a"}}',
        b"{" * 100_000,
        b'{"a":' * 100_000,
    ],
)
def test_what_is_none(body: bytes) -> None:
    with pytest.raises(NoListing, match="JSON"):
        read_feed(body, URL)


def test_whole_articles_of_rss_are_kept_and_teasers_are_not() -> None:
    def item(link: str, markup: str) -> str:
        return f"<item><link>https://gull.example/{link}</link><content:encoded><![CDATA[{markup}]]></content:encoded></item>"

    body = (
        '<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>'
        + item("whole", f"<p>{LONG}</p><p>End.</p>")
        + item("teaser", "<p>More on our site.</p>")
        + "</channel></rss>"
    )
    whole, teaser = read_feed(body.encode(), URL).entries
    assert [hint.value for hint in whole.hints if hint.field == "body"] == [f"{LONG.strip()}\n\nEnd."]
    assert not [hint for hint in teaser.hints if hint.field == "body"]
