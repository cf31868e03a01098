"""What a feed (RSS, Atom, RDF, JSON Feed) lists: addresses, and what it says of them."""

import io
import re
from collections.abc import Iterator
from contextlib import suppress
from xml.parsers import expat

import feedparser

from articles.dates import timestamps
from articles.extract.decoding import decode, markup_once
from articles.page import Hint
from spiders.listings.json_feed import read_json_feed
from spiders.listings.listing import MAX_ENTRIES, Entry, Listing, NoListing
from spiders.listings.long_fields import bound
from spiders.listings.markup import body_hint, lines, plain

_ENTRY_END = re.compile(rb"</(?:\w+:)?(?:item|entry)\s*>")
_ROOT = re.compile(rb"<\w")
_DTD = re.compile(rb"<!DOCTYPE[^<>\[]*\[", re.IGNORECASE)
_DTD_END = re.compile(rb"\]\s*>")
DEEPEST = 200
"""Elements in each other; a feed has five or six, its HTML written as XML some more."""
_EMPTY_LINK = re.compile(rb"<link\s*(?:/>|>\s*(?:<!\[CDATA\[\s*\]\]>\s*)?</link\s*>)")
_DECLARED = re.compile(r"^(\s*<\?xml[^>]{0,100}?)\sencoding\s*=\s*[\"'][^\"']*[\"']")
_A_DEFAULT = re.compile(r"charset\s*=\s*[\"']?(?:iso-8859-1|us-ascii|latin-?1)\b", re.IGNORECASE)
"""The charset that a server's set-up gives to all that it does not look into."""


bound()


def read_feed(body: bytes, url: str, content_type: str = "") -> Listing:
    """Read a feed as it was sent. Raises NoListing.

    feedparser forgives what feeds get wrong (a bad byte, an unknown entity), expands no entity of the feed's own, and opens
    nothing.
    """
    if body.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{"):
        return read_json_feed(body, url)
    body, content_type = _in_utf8(body, content_type)
    body, left_out = _shortened(_EMPTY_LINK.sub(b"", _without_dtd(body)))
    if _depth(body) > DEEPEST:
        raise NoListing(f"elements nested more than {DEEPEST} deep")
    headers = {"content-location": url} | ({"content-type": content_type} if content_type else {})
    parsed = feedparser.parse(io.BytesIO(body), response_headers=headers)
    if not parsed.get("version") and not parsed.entries:
        raise NoListing(f"neither RSS nor Atom nor JSON Feed: {parsed.get('bozo_exception') or 'no such root element'}")
    is_atom = str(parsed.get("version")).startswith("atom")
    entries = [Entry(_link(entry), tuple(_hints(entry, is_atom=is_atom))) for entry in parsed.entries]
    linked = tuple(entry for entry in entries if entry.url)
    return Listing(linked, left_out=left_out, without_address=len(entries) - len(linked))


def _in_utf8(body: bytes, content_type: str) -> tuple[bytes, str]:
    """The feed in UTF-8 and a Content-Type that says so: feedparser believes a header before the bytes, and reads a declaration
    only where it is the first thing.
    """
    text = decode(body, "" if _A_DEFAULT.search(content_type) else content_type)
    if text is None:
        return body, content_type
    return _DECLARED.sub(r"\1", text, count=1).encode(), "application/xml; charset=utf-8"


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
    """The article's address: as it was before a service counted clicks, the alternate link, any other, the entry's own name."""
    of = [link for link in entry.get("links", ()) if link.get("href")]
    alternate = [link["href"] for link in of if link.get("rel", "alternate") == "alternate"]
    of_html = [link["href"] for link in of if link.get("rel", "alternate") == "alternate" and _is_html(link)]
    named = entry.get("id") if entry.get("guidislink") is not False else None
    about = entry.get("id") if not entry.get("links") and "guidislink" not in entry else None
    ways = (
        *(value for key, value in entry.items() if key.endswith("origlink")), *of_html[:1], *alternate[:1],
        entry.get("link") if not of else None, named, about,
    )  # fmt: skip
    link = next((way for way in map(str, filter(None, ways)) if way.strip()), "")
    link = re.sub(r"\s{2,}|[\r\n\t]", "", link.strip())
    return link if link.startswith(("http:", "https:")) or link != named else ""


def _is_html(link: feedparser.FeedParserDict) -> bool:
    return "html" in link.get("type", "text/html")


def _hints(entry: feedparser.FeedParserDict, *, is_atom: bool) -> Iterator[Hint]:
    said = [("title", plain(entry.get("title")))]
    said += [("authors", plain(author.get("name"))) for author in entry.get("authors", ())]
    said += [("published_at", _time(entry, "published")), ("updated_at", _time(entry, "updated"))]
    if not is_atom and not entry.get("published"):  # dc:date, which says when the article is of
        said[-2:] = [("published_at", _time(entry, "updated"))]
    said += [("description", lines(markup_once(entry.get("summary") or ""))[:2000])]
    said += [("tags", plain(tag.get("label") or tag.get("term"))) for tag in entry.get("tags", ())]
    for field, value in dict.fromkeys(said):
        if value:
            yield Hint(field, value, "feed")
    whole = max((str(content.get("value", "")) for content in entry.get("content", ())), key=len, default="")
    yield from body_hint(whole)


def _time(entry: feedparser.FeedParserDict, key: str) -> str:
    """ISO 8601 in UTC where the feed gives a zone, and day and month stand in no doubt; else as it is written."""
    written = str(entry.get(key, "")).strip() if key in entry else ""
    said, other = (timestamps.parse(written, day_first=day_first) for day_first in (True, False))
    if said and said.zoned and said.precision != "day" and other and said.at == other.at:
        return said.at.isoformat()
    return written
