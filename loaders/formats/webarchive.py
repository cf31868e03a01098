"""A page as Safari saves it (.webarchive): a property list that holds the page, its address and its pictures.

Files: Safari's `.webarchive`
Articles: the page, at the address that it was saved from
"""

import plistlib
import re

from loaders.formats import html
from loaders.source import Loaded, Refused, Source

LARGEST = 64 << 20
"""Bytes of one file: the page, with the pictures and scripts beside it."""

_CHARSET = re.compile(r"[A-Za-z0-9._-]{2,40}")


def is_it(head: bytes, name: str) -> bool:
    """By the name of its main part; a binary list may hold that far from its beginning."""
    is_binary = head.startswith(b"bplist00")
    is_list = is_binary or b"<plist" in head[:1000]
    return is_list and (b"WebMainResource" in head or (is_binary and name.lower().endswith(".webarchive")))


def load(source: Source) -> Loaded:
    """The page, at the address that it was saved from. Raises Refused."""
    archive = plistlib.loads(source.payload(LARGEST))
    main = archive.get("WebMainResource") if isinstance(archive, dict) else None
    page = main.get("WebResourceData") if isinstance(main, dict) else None
    if not isinstance(main, dict) or not isinstance(page, bytes):
        raise Refused("damaged", f"{source.where}: a web archive of Safari without its page: save it again")
    kind, charset, url = (str(main.get(f"WebResource{name}") or "") for name in ("MIMEType", "TextEncodingName", "URL"))
    if kind not in ("", "text/html", "application/xhtml+xml", "text/plain") and not html.is_it(page[:4096], ""):
        raise Refused("unsupported", f"{source.where}: a web archive of Safari that holds no page, but {kind[:60]}")
    content_type = "text/plain" if kind == "text/plain" else "text/html"
    declared = f"; charset={charset}" if _CHARSET.fullmatch(charset) else ""
    yield source.page(page, content_type + declared, url=url)
