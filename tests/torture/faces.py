"""Where bytes and texts of strangers enter: name of the face -> (what it does with a text, what such a text begins with)."""

import io
import json
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from html import escape

from protego import Protego

from articles import byline, dateline
from articles.archive.content_coding import MAX_PAGE
from articles.archive.headers import kept
from articles.page import Page
from articles.publisher import Publisher
from articles.read import read
from loaders.bounds import bounded
from loaders.detect import pages
from loaders.publisher_of import Whose
from loaders.source import Load, Meter, Source
from spiders.listings.feed import read_feed
from spiders.listings.listing import NoListing
from spiders.listings.section import read_section
from spiders.listings.sitemap import read_sitemap
from spiders.polite.reservations import ai_groups, reservations

NOW = datetime(2026, 3, 1, tzinfo=UTC)
PAPER = Publisher(id="paper", name="The Paper", domain="paper.example", feeds=["https://paper.example/rss"])
URL = "https://paper.example/1"
Face = tuple[Callable[[str], object], tuple[str, ...]]

STARTS = {
    "html": ("<html><body><article><h1>The ferry sails again</h1><p>", "<!doctype html><html><head>"),
    "xml": ("<?xml version='1.0'?>", "<rss version='2.0'><channel><item>", "<feed xmlns='http://www.w3.org/2005/Atom'>", "<nitf><body>", "<urlset>"),
    "json": ('{"items": [', '{"title": "', '[{"url": "'),
    "jsonl": ('{"url": "https://paper.example/1", "text": "',),
    "csv": ("url,title,text\n", 'url,title,text\n"'),
    "eml": ("From: a@paper.example\nSubject: x\nContent-Type: multipart/mixed; boundary=a\n\n--a\n\n", "From a@paper.example\nFrom: "),
    "warc": ("WARC/1.0\r\nWARC-Type: response\r\n",),
    "rtf": ("{\\rtf1 ",),
    "pdf": ("%PDF-1.4\n",),
    "md": ("# Title\n\n",),
    "txt": ("A title\n\n", "Load-Date: March 1, 2026\n\n"),
}  # fmt: skip
"""By the ending of a file's name: what makes it of its format."""


def faces() -> dict[str, Face]:
    """All of them."""
    since, until = NOW - timedelta(days=2), NOW
    made: dict[str, Face] = {
        "feed": (_listing(lambda body: read_feed(body, URL, "application/rss+xml")), ("", "<rss version='2.0'><channel>", "<?xml version='1.0'?>")),
        "a field of a feed": (lambda text: read_feed(_rss(text), URL), ("",)),
        "a field of a JSON Feed": (lambda text: read_feed(_json_feed(text), URL), ("",)),
        "a field of a row": (lambda text: _loading("jsonl")(json.dumps({"url": URL, "title": text, "authors": text, "published": text, "text": text})), ("",)),
        "sitemap": (_listing(lambda body: read_sitemap(body, since, until)), ("<urlset>", "<urlset><url>", "")),
        "section": (_listing(lambda body: read_section(body, URL, PAPER)), ("", "<html><body>")),
        "robots": (_robots, ("", "User-agent: *\n", "User-agent: *\nDisallow: ")),
        "headers": (_headers, ("", "text/html; charset=")),
        "byline": (lambda text: byline.parse(text), ("", "By ")),
        "dateline": (lambda text: dateline.parse(text), ("", "PARIS (AP) ")),
        "read a page": (_reading("text/html"), STARTS["html"]),
        "read a text": (_reading("text/plain"), STARTS["txt"]),
    }  # fmt: skip
    return made | {f"load .{ending}": (_loading(ending), starts) for ending, starts in STARTS.items()}


def _rss(text: str) -> bytes:
    fields = "".join(
        f"<{name}>{escape(text)}</{name}>" for name in ("title", "link", "author", "pubDate", "category", "description")
    )
    return f"<rss version='2.0'><channel><item>{fields}</item></channel></rss>".encode("utf-8", "replace")


def _json_feed(text: str) -> bytes:
    item = {
        "url": text,
        "title": text,
        "content_html": text,
        "date_published": text,
        "tags": [text],
        "authors": [{"name": text}],
    }
    return json.dumps({"version": "https://jsonfeed.org/version/1", "items": [item]}).encode()


def _listing(work: Callable[[bytes], object]) -> Callable[[str], object]:
    def listed(text: str) -> None:
        with suppress(NoListing):
            work(text.encode("utf-8", "replace"))

    return listed


def _robots(text: str) -> None:
    Protego.parse(text).can_fetch(URL, "Copydesk")
    ai_groups(text)


def _headers(text: str) -> None:
    named = [("Content-Type", text), ("X-Robots-Tag", text), ("Link", text), ("Last-Modified", text), ("ETag", text)]
    headers = kept(named)
    list(reservations(headers, text.encode("utf-8", "replace")[:MAX_PAGE], ("GPTBot",)))
    read(Page(URL, "paper", NOW, b"<p>x</p>", text, 200, headers), PAPER)


def _reading(kind: str) -> Callable[[str], object]:
    return lambda text: read(Page(URL, "paper", NOW, text.encode("utf-8", "replace"), kind, 200), PAPER)


def _loading(ending: str) -> Callable[[str], object]:
    load = Load(Whose({}, None), NOW)

    def loaded(text: str) -> None:
        content = text.encode("utf-8", "replace")
        name = f"x.{ending}"
        source = Source(name, name, f"file:{name}", io.BytesIO(content), load, Meter(len(content)))
        for _ in bounded(pages(source), source):
            pass

    return loaded
