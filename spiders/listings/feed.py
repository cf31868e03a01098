"""What a feed (RSS, Atom, RDF, JSON Feed) lists: addresses, and what it says of them."""

import io
import re
from calendar import timegm
from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, datetime
from xml.parsers import expat

import feedparser

from articles.page import Hint
from spiders.listings.json_feed import read_json_feed
from spiders.listings.listing import MAX_ENTRIES, Entry, Listing, NoListing
from spiders.listings.long_fields import bound
from spiders.listings.markup import body_hint, plain

_ENTRY_END = re.compile(rb"</(?:\w+:)?(?:item|entry)\s*>")
_ROOT = re.compile(rb"<\w")
_DTD = re.compile(rb"<!DOCTYPE[^<>\[]*\[", re.IGNORECASE)
_DTD_END = re.compile(rb"\]\s*>")
DEEPEST = 200
"""Elements in each other; a feed has five or six, its HTML written as XML some more."""
_HAS_ZONE = re.compile(r"(?:\dZ|\b[A-Z]{1,5}|[+-]\d\d:?\d\d)\s*$")


bound()


def read_feed(body: bytes, url: str, content_type: str = "") -> Listing:
    """Read a feed as it was sent. Raises NoListing.

    feedparser forgives what feeds get wrong (a bad byte, an unknown entity), expands no entity of the feed's own, and opens
    nothing.
    """
    if body.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{"):
        return read_json_feed(body, url)
    body, left_out = _shortened(_without_dtd(body))
    if _depth(body) > DEEPEST:
        raise NoListing(f"elements within elements, more than {DEEPEST} deep")
    headers = {"content-location": url} | ({"content-type": content_type} if content_type else {})
    parsed = feedparser.parse(io.BytesIO(body), response_headers=headers)
    if not parsed.get("version") and not parsed.entries:
        raise NoListing(f"neither RSS nor Atom nor JSON Feed: {parsed.get('bozo_exception') or 'no such root element'}")
    entries = [Entry(_link(entry), tuple(_hints(entry))) for entry in parsed.entries]
    linked = tuple(entry for entry in entries if entry.url)
    return Listing(linked, left_out=left_out, without_address=len(entries) - len(linked))


def _without_dtd(body: bytes) -> bytes:
    """The feed without entities of its own, and what stands before its first element on one line.

    There feedparser looks for both at the start of each line, and from each blank line anew.
    """
    dtd = _DTD.search(body)
    end = _DTD_END.search(body, dtd.end()) if dtd else None
    if dtd and end:
        body = body[: dtd.end() - 1] + b">" + body[end.end() :]
    root = _ROOT.search(body)
    before = root.start() if root else len(body)
    return b" ".join(body[:before].split()) + body[before:]


def _depth(body: bytes) -> int:
    """How deep elements lie in each other, up to the first fault in the markup. feedparser keeps a kilobyte for each."""
    depth = deepest = 0

    def opened(*_: object) -> None:
        nonlocal depth, deepest
        depth += 1
        if depth > deepest:
            deepest = depth
            if depth > DEEPEST:
                raise _TooDeep

    def closed(_: str) -> None:
        nonlocal depth
        depth -= 1

    parser = expat.ParserCreate()
    parser.StartElementHandler, parser.EndElementHandler = opened, closed
    with suppress(expat.ExpatError, _TooDeep):
        parser.Parse(body, True)
    return deepest


class _TooDeep(Exception):
    pass


def _shortened(body: bytes) -> tuple[bytes, int]:
    """The feed without the entries past MAX_ENTRIES, still well-formed, and how many those were."""
    ends = [match.end() for match in _ENTRY_END.finditer(body)]
    if len(ends) <= MAX_ENTRIES:
        return body, 0
    return body[: ends[MAX_ENTRIES - 1]] + body[ends[-1] :], len(ends) - MAX_ENTRIES


def _link(entry: feedparser.FeedParserDict) -> str:
    link = entry.get("feedburner_origlink") or entry.get("link")
    if not link and entry.get("guidislink") is not False and str(entry.get("id", "")).startswith(("http:", "https:")):
        link = entry["id"]
    return str(link or "").strip()


def _hints(entry: feedparser.FeedParserDict) -> Iterator[Hint]:
    said = [("title", plain(entry.get("title")))]
    said += [("authors", plain(author.get("name"))) for author in entry.get("authors", ())]
    said += [(field, _time(entry, key)) for field, key in (("published_at", "published"), ("updated_at", "updated"))]
    said += [("standfirst", plain(entry.get("summary"))[:2000])]
    said += [("tags", plain(tag.get("term"))) for tag in entry.get("tags", ())]
    for field, value in dict.fromkeys(said):
        if value:
            yield Hint(field, value, "feed")
    whole = max((str(content.get("value", "")) for content in entry.get("content", ())), key=len, default="")
    yield from body_hint(whole)


def _time(entry: feedparser.FeedParserDict, key: str) -> str:
    """ISO 8601 in UTC where the feed gives a zone that is understood; else as it is written."""
    written = str(entry.get(key, "")).strip() if key in entry else ""
    parsed = entry.get(f"{key}_parsed") if written else None
    if parsed and _HAS_ZONE.search(written):
        return datetime.fromtimestamp(timegm(parsed), UTC).isoformat()
    return written
