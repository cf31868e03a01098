"""Lists of sites and feeds as people have them: OPML of a feed reader, a table, JSON, or lines of text."""

import csv
import io
import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from lxml import etree

from articles.extract.decoding import decode
from flows.refusal import WrongUse
from spiders.scout.probe import Wanted

LARGEST = 32 << 20

_ADDRESS = re.compile(r"https?://[^\s<>\"',;|]+", re.IGNORECASE)
_HOST = re.compile(r"(?:[\w-]+\.)+[^\W\d_]{2,24}(?::\d{1,5})?(?:/[^\s<>\"',;|]*)?", re.IGNORECASE)
_FEED_KEYS = ("xmlurl", "feed", "feeds", "feedurl", "rss", "rssurl", "rssfeed", "atom")
_SITE_KEYS = ("htmlurl", "site", "website", "homepage", "siteurl", "url", "link", "domain", "host", "address", "home")
_NAME_KEYS = ("title", "name", "text", "publisher", "outlet", "source", "label")


@dataclass(frozen=True, slots=True)
class _Row:
    """What one entry of a list says."""

    feeds: tuple[str, ...] = ()
    site: str | None = None
    name: str | None = None


def wanted_in(file: Path) -> tuple[list[Wanted], list[str]]:
    """The sites that a list names, each once with all its feeds, and its entries that name none. Raises WrongUse."""
    try:
        with file.open("rb") as opened:
            payload = opened.read(LARGEST + 1)
    except OSError as error:
        raise WrongUse(f"{file}: {error.strerror}") from error
    text = decode(payload) if len(payload) <= LARGEST else None
    if text is None:
        raise WrongUse(f"{file}: no list in text of at most {LARGEST >> 20} MB: give OPML, CSV, JSON or one address a line")
    rows = next(read for is_it, read in _FORMATS if is_it(text))(text)
    sites: dict[str, Wanted] = {}
    without: list[str] = []
    for row in rows:
        if row.site is None and not row.feeds:
            without.append(row.name or "an entry without a name")
            continue
        url = row.site or row.feeds[0]
        host = urlsplit(url if "://" in url else f"https://{url}").netloc.lower().removeprefix("www.")
        before = sites.get(host, Wanted(url))
        feeds = tuple(dict.fromkeys((*before.feeds, *row.feeds)))
        sites[host] = Wanted(before.url, feeds, before.name or row.name)
    if not sites:
        raise WrongUse(f"{file}: it names no address: give OPML, CSV, JSON or one address a line")
    return list(sites.values()), without


def _of_opml(text: str) -> Iterator[_Row]:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, recover=True, huge_tree=False)
    tree = etree.fromstring(re.sub(r"^\s*<\?xml[^>]*\?>", "", text).encode(), parser)
    for outline in () if tree is None else tree.iter("{*}outline"):
        said = {_key(str(name)): str(value) for name, value in outline.attrib.items()}
        row = _row(said)
        if row.site or row.feeds or not len(outline):  # a folder has neither, and others in it
            yield row


def _of_json(text: str) -> Iterator[_Row]:
    try:
        yield from _in_json(json.loads(text))
    except (ValueError, RecursionError) as error:
        raise WrongUse(f"the list begins as JSON and is none: {error}") from error


def _in_json(said: object) -> Iterator[_Row]:
    if isinstance(said, str):
        yield _row_of_line(said)
    elif isinstance(said, list):
        for one in said:
            yield from _in_json(one)
    elif isinstance(said, dict):
        row = _row({_key(str(name)): _joined(value) for name, value in said.items()})
        if row.site or row.feeds:
            yield row
            return
        for name, value in said.items():
            if isinstance(value, str) and (url := _address(value)):
                yield _Row(site=url, name=str(name))
            elif isinstance(value, dict | list):
                yield from _in_json(value)


def _joined(value: object) -> str:
    return " ".join(map(str, value)) if isinstance(value, list) else value if isinstance(value, str) else ""


def _of_table(text: str) -> Iterator[_Row]:
    lines = text.splitlines()
    separator = _separator(lines[0])
    try:
        rows = [row for row in csv.reader(io.StringIO(text), delimiter=separator) if any(cell.strip() for cell in row)]
    except csv.Error as error:
        raise WrongUse(f"the list begins as a table and is none: {error}") from error
    header = [_key(cell) for cell in rows[0]]
    if not any(_address(cell) for cell in rows[0]) and set(header) & {*_FEED_KEYS, *_SITE_KEYS}:
        for row in rows[1:]:
            yield _row(dict(zip(header, row, strict=False)))
        return
    for row in rows if any(map(_address, rows[0])) else rows[1:]:
        address = next(filter(None, map(_address, row)), None)
        name = next((cell.strip() for cell in row if cell.strip() and not _address(cell)), None)
        yield _Row(site=address, name=name)


def _of_lines(text: str) -> Iterator[_Row]:
    for line in text.splitlines():
        written = line.partition(" #")[0].strip()
        if written and not written.startswith("#"):
            yield _row_of_line(written)


def _row_of_line(line: str) -> _Row:
    address = _address(line)
    return _Row(site=address, name=None if address else line[:200])


def _row(said: dict[str, str]) -> _Row:
    """What keys of any list mean."""
    feeds = [url for key in _FEED_KEYS for url in _ADDRESS.findall(said.get(key, ""))]
    site = next((url for key in _SITE_KEYS if (url := _address(said.get(key, "")))), None)
    name = next((text for key in _NAME_KEYS if (text := " ".join(said.get(key, "").split())) and not _address(text)), None)
    return _Row(tuple(feeds), site, name[:80] if name else None)


def _address(text: str) -> str | None:
    """The address in a text; a bare host counts where nothing else stands there."""
    found = _ADDRESS.search(text)
    return found[0] if found else text.strip() if _HOST.fullmatch(text.strip()) else None


def _key(written: str) -> str:
    return re.sub(r"[\W_]+", "", written.casefold())


def _separator(line: str) -> str:
    return max("\t;|,", key=line.count)


def _is_table(text: str) -> bool:
    lines = [line for line in text.splitlines() if line.strip()][:20]
    separator = _separator(lines[0]) if lines else ","
    columns = [_key(cell) for cell in lines[0].split(separator)] if lines else []
    has_header = bool(set(columns) & {*_FEED_KEYS, *_SITE_KEYS}) and not _ADDRESS.search(lines[0])
    return has_header or (len(lines) > 0 and all(separator in line for line in lines))


_OPML = re.compile(r"\s*+(?:<\?xml[^>]*\?>)?+\s*+(?:<!--(?>.*?-->)\s*+)*+<opml", re.IGNORECASE | re.DOTALL)

_FORMATS: tuple[tuple[Callable[[str], bool], Callable[[str], Iterator[_Row]]], ...] = (
    (lambda text: _OPML.match(text) is not None, _of_opml),
    (lambda text: text.lstrip().startswith(("[", "{")), _of_json),
    (_is_table, _of_table),
    (lambda _: True, _of_lines),
)
"""Which list it is, and how it is read: the first that holds."""
