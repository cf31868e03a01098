"""What a JSON Feed (jsonfeed.org, versions 1 and 1.1) lists."""

import json
from collections.abc import Iterator
from typing import Any
from urllib.parse import urljoin

from articles.page import Hint
from spiders.listings.listing import MAX_ENTRIES, Entry, Listing, NoListing
from spiders.listings.markup import body_hint, plain

_FIELDS = {"title": "title", "summary": "description", "date_published": "published_at", "date_modified": "updated_at"}


def read_json_feed(body: bytes, url: str) -> Listing:
    """Read a feed as it was sent. Raises NoListing."""
    try:
        feed = json.loads(body)
    except (ValueError, RecursionError) as error:
        raise NoListing(f"not a JSON Feed: {error}") from error
    if not isinstance(feed, dict):
        raise NoListing("JSON, but not JSON Feed: a list, or a single value")
    items = [item for item in _list(feed.get("items")) if isinstance(item, dict)]
    # Home-made ones forget the version; items with addresses tell them.
    if "jsonfeed.org/version" not in str(feed.get("version")) and not any(_text(item.get("url")) for item in items):
        raise NoListing("JSON, but not JSON Feed: it has no valid version, nor items with a url")
    entries = [_entry(item, url) for item in items[:MAX_ENTRIES]]
    linked = tuple(entry for entry in entries if entry.url)
    return Listing(linked, left_out=max(0, len(items) - MAX_ENTRIES), without_address=len(entries) - len(linked))


def _entry(item: dict[str, Any], url: str) -> Entry:
    link, named = _text(item.get("url")), _text(item.get("id"))
    if not link:
        link = named if named.startswith(("http:", "https:")) else _text(item.get("external_url"))
    return Entry(urljoin(url, link) if link else "", tuple(dict.fromkeys(_hints(item))))


def _hints(item: dict[str, Any]) -> Iterator[Hint]:
    for key, field in _FIELDS.items():
        if value := _text(item.get(key)):
            yield Hint(field, value[:2000], "feed")
    for author in [*_list(item.get("authors")), item.get("author")]:
        if isinstance(author, dict) and (name := _text(author.get("name"))):
            yield Hint("authors", name, "feed")
    for tag in _list(item.get("tags")):
        if isinstance(tag, str) and tag.strip():
            yield Hint("tags", plain(tag), "feed")
    content = item.get("content_html") or item.get("content_text")
    if isinstance(content, str):
        yield from body_hint(content)


def _list(value: object) -> list[Any]:
    return value if isinstance(value, list) else []


def _text(value: object) -> str:
    return plain(value) if isinstance(value, str) else ""
