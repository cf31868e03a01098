"""Whether a page may name another one of its article: told by its bytes, without a parser of markup."""

import re
from dataclasses import replace
from html import unescape
from urllib.parse import urlsplit

from articles.address import absolute
from articles.page import Page
from articles.page_numbers import first_page, page_number

_CANONICAL = re.compile(rb"<link\b[^<>]{0,300}\bcanonical\b[^<>]{0,300}>", re.IGNORECASE)
_HREF = re.compile(rb"href\s*=\s*[\"']?([^\"'<>\s]+)", re.IGNORECASE)

LARGEST = 2 << 20
"""Bytes of a page that is looked at: no text fills so many, and parsing them would hold up a crawl."""
MOST_LIKE = 1000
"""Addresses that begin as the page's own does, and are compared with it."""

EXTENSION = re.compile(r"(?<=\w)\.\w{2,5}$")
_MORE = re.compile(rb"[^\"'<>\s#]{1,80}")
_RELATIVE = re.compile(rb"href=[\"']?(\?[^\"'<>\s#]{1,80}|(?:\./)?(?:[a-z]{1,6}[-/])?\d{1,2}/?)[\"'#\s>]")


def may_name_another(page: Page) -> bool:
    """Whether a look at its markup is worth while: most pages name no other page of their article, and need not be parsed."""
    address = page.final_url or page.url
    if len(page.payload) > LARGEST or not is_address(address):
        return False
    return first_page(address) is not None or any(
        page_number(address, url, is_sure=True) is not None for url in _like(address, page.payload)
    )


def _like(address: str, payload: bytes) -> set[str]:
    """Addresses in a page's bytes that begin as its own does, or are relative to it."""
    before, slash, last = address.partition("?")[0].rstrip("/").rpartition("/")
    name, found = EXTENSION.sub("", last), {absolute(one[1].decode("latin-1"), address) for one in _RELATIVE.finditer(payload)}
    wanted, at = (name if len(name) > 5 else f"/{name}").encode("utf-8", "replace"), 0
    while name and len(found) < MOST_LIKE and (at := payload.find(wanted, at) + len(wanted)) >= len(wanted):
        if more := _MORE.match(payload, at):
            found.add(f"{before}{slash}{name}{unescape(more[0].decode('latin-1'))}")
    return found


def is_address(url: str) -> bool:
    """Whether an address can be taken apart."""
    try:
        return bool(urlsplit(url))
    except ValueError:
        return False


def may_go_on(page: Page) -> Page | None:
    """A page of markup that may name another one, at the address that it says itself where it came from a file."""
    if not page.payload[:200].lstrip().startswith((b"<", b"\xef\xbb\xbf<")):
        return None
    if (page.final_url or page.url).startswith("file:"):
        said = next((href for link in _CANONICAL.findall(page.payload) for href in _HREF.findall(link)), b"")
        page = replace(page, final_url=said.decode("utf-8", "replace"))
        if not page.final_url.startswith("http"):
            return None
    return page if may_name_another(page) else None
