"""A saved web page.

Files: HTML, saved pages
Articles: the page; the folder that a browser saves beside a page (`story_files/`) belongs to it. If a browser, SingleFile or
HTTrack noted the address it was saved from, the article has that address
"""

import re
from html import unescape

from articles.page import Hint
from loaders.formats.lines import encoding_of
from loaders.source import Loaded, Source

_DOCUMENT = re.compile(rb"<!doctype\s+html|<html[\s>]", re.IGNORECASE)
_ELEMENT = re.compile(
    rb"<(?:head|title|meta|link|body|article|main|section|header|div|p|h[1-6]|span|a|ul|ol|table|figure|img|br|script|style)[\s/>]",
    re.IGNORECASE,
)
_XML = re.compile(rb"\s*<\?xml\b", re.IGNORECASE)
_SAVED_FROM = re.compile(
    rb"<!--\s{0,9}(?:(?:saved from url=\(\d{4}\)|Page saved with SingleFile\s{1,9}url:\s{1,9})(https?://[^\s<>]+)"
    rb"|Mirrored from ((?:[\w-]{1,63}\.)+[^\W\d]{2,20}(?::\d{1,5})?/[^\s<>]*) by HTTrack\b)",
    re.IGNORECASE,
)
"""As Internet Explorer and Chromium write it, the extension SingleFile, and HTTrack, which leaves out the scheme."""
_OWN_ADDRESS = re.compile(
    rb"<link\b(?=[^>]{0,300}\brel=[\"']?canonical\b)[^>]{0,600}?\bhref=[\"']?(https?://[^\"'\s>]+)"
    rb"|<meta\b(?=[^>]{0,300}\bproperty=[\"']?og:url\b)[^>]{0,600}?\bcontent=[\"']?(https?://[^\"'\s>]+)",
    re.IGNORECASE,
)
_SITE_NAME = re.compile(
    rb"<meta\b(?=[^>]{0,300}\bproperty=[\"']?og:site_name\b)[^>]{0,600}?\bcontent=(?:\"([^\"<>]{1,200})\"|'([^'<>]{1,200})')",
    re.IGNORECASE,
)


def is_it(head: bytes, name: str) -> bool:
    """By its first tag; of a file that is called HTML, by any tag."""
    head = head.replace(b"\0", b"").removeprefix(b"\xef\xbb\xbf").lstrip(b"\xff\xfe")
    if _DOCUMENT.search(head):
        return head.lstrip().startswith(b"<") or is_named(name)
    if _XML.match(head):
        return False
    return _ELEMENT.match(head.lstrip()) is not None or (is_named(name) and _ELEMENT.search(head) is not None)


def is_named(name: str) -> bool:
    """Whether a file of this name should be HTML."""
    return name.lower().endswith((".html", ".htm", ".xhtml"))


def load(source: Source) -> Loaded:
    """One page: its bytes as they are. Where a browser wrote down whence it saved it, that is a hint. Raises Refused."""
    payload = source.payload()
    start = payload[: 1 << 18].replace(b"\0", b"")  # of UTF-16
    saved = _SAVED_FROM.search(start[:2000])
    address = _first_group(saved or _OWN_ADDRESS.search(start)).decode("ascii", "replace")
    if saved and not address.lower().startswith("http"):
        address = f"https://{address}"
    hints = [Hint("url", address, "saved-from")] if saved else []
    yield source.page(payload, "text/html", hints=hints, outlet=address or _site_name(start))


def _first_group(found: re.Match[bytes] | None) -> bytes:
    return next(filter(None, found.groups()), b"") if found else b""


def _site_name(start: bytes) -> str:
    """What the page calls its site; "" where it does not."""
    name = _first_group(_SITE_NAME.search(start))
    return unescape(name.decode(encoding_of(name), "replace")).strip()
