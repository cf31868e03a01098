"""A file of JSON: one object, an array of them, or an object that holds an array of them ("articles", "items", "data" ...)."""

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import Any, BinaryIO

import ijson

from articles.page import Page
from loaders.formats import jsonl, rows
from loaders.formats.lines import encoding_of, lines
from loaders.source import Loaded, Refused, Source, each

LISTS = (
    "articles",
    "items",
    "data",
    "results",
    "docs",
    "documents",
    "response.docs",
    "response.results",
    "news",
    "rows",
    "hits.hits",
)
"""Keys under which exports keep their articles. The first array of objects under one of them is read."""

LARGEST = 64 << 20
"""Bytes of one object."""

_DEEPEST = 200
_MOST_OPEN = 10_000


def is_it(head: bytes, name: str) -> bool:
    """By its first sign; what is called JSON lines or looks like them is not asked here."""
    start = head.removeprefix(b"\xef\xbb\xbf").replace(b"\0", b"").lstrip(b"\xff\xfe \t\r\n")
    return start.startswith((b"{", b"[")) and (name.lower().endswith(".json") or _opens(start)) and not jsonl.is_it(head, name)


def _opens(start: bytes) -> bool:
    """Whether JSON goes on behind the bracket, which prose in brackets does not."""
    return start[1:].lstrip()[:1] in (b'"', b"{", b"}", b"]", b"[")


def load(source: Source) -> Loaded:
    """A page an object, one object in memory. Raises Refused at the first damage: what is behind it cannot be told apart."""
    return each(source, _makers(source))


def _makers(source: Source) -> Iterator[tuple[str, partial[Page]]]:
    prefix = _where(source)
    for number, row in enumerate(_parsed(source, partial(ijson.items, prefix=prefix, use_float=True)), 1):
        yield str(number) if prefix else "", partial(rows.page, source, _unwrapped(row), str(number) if prefix else "", "json")


def _unwrapped(row: object) -> object:
    """An Elasticsearch hit's document; anything else as it is."""
    return row["_source"] if isinstance(row, dict) and isinstance(row.get("_source"), dict) else row


def _where(source: Source) -> str:
    """The prefix of the array's items, "" for one object."""
    depth = 0
    for prefix, event, _ in _parsed(source, ijson.parse):
        depth += {"start_map": 1, "start_array": 1, "end_map": -1, "end_array": -1}.get(event, 0)
        if depth > _DEEPEST:
            raise Refused("damaged", f"{source.where}: JSON nested deeper than {_DEEPEST}: no article is")
        if event == "start_array" and (prefix == "" or prefix in LISTS):
            return f"{prefix}.item".lstrip(".")
    return ""


def _parsed(source: Source, parse: Callable[["_Metered"], Iterable[Any]]) -> Iterator[Any]:
    file = _Metered(source)
    try:
        for one in parse(file):
            yield one
            file.since = file.open = 0
    except (ijson.JSONError, ValueError, RecursionError) as error:
        raise Refused("damaged", f"{source.where}: no whole JSON ({error}): what stands behind is not loaded") from error


class _Metered:
    """The file as UTF-8, which refuses to go on where one object becomes too large or too deep."""

    def __init__(self, source: Source) -> None:
        encoding = encoding_of(source.head)
        source.file.seek(3 if encoding == "utf-8-sig" else 0)
        self.since = self.open = 0
        self._source = source
        self._file: BinaryIO = source.file
        self._lines = None if encoding.startswith("utf-8") else lines(source)

    def read(self, size: int = -1) -> bytes:
        """As a file's, within bounds."""
        data = (
            self._file.read(min(size, 1 << 16) if size >= 0 else 1 << 16)
            if self._lines is None
            else next(self._lines, "").encode()
        )
        self.since += len(data)
        # Counted roughly, as brackets stand in texts too: what is nested deeper takes the parser the square of it.
        self.open += data.count(b"[") + data.count(b"{") - data.count(b"]") - data.count(b"}")
        if self.open > _MOST_OPEN:
            raise Refused("damaged", f"{self._source.where}: JSON nested without end: no article is")
        if self.since > LARGEST:
            raise Refused("too_large", f"{self._source.where}: one object of more than {LARGEST} bytes: the rest is not loaded")
        return data
