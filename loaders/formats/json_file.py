"""A file of JSON: objects one behind the other, arrays of them, or an object that holds an array ("articles", "items" ...).

Files: JSON, ninjs 1–3
Articles: each object with a text, as for JSON lines, in an array under any key or one after another; of ninjs each item with
a text; cancelled ones are rejected
"""

import re
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import Any, BinaryIO

import ijson

from loaders.formats import jsonl, rows
from loaders.formats.lines import encoding_of, lines
from loaders.mapping import columns_for, plain
from loaders.source import Loaded, Refused, Source

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
"""Keys under which exports keep their articles. The first array of objects under one of them is read, or the first array whose
objects have a text and beside it a title or an address."""

LARGEST = 64 << 20
"""Bytes of one object."""

_DEEPEST = 200
_MOST_OPEN = 10_000
_VALUES = ("string", "number", "boolean", "null")
_NO_NUMBER = re.compile(rb'(?<!\\)":\s{0,8}-?(?:NaN|Infinity)(?=\s{0,8}[,}\r\n])')
"""What only Python and JavaScript write for a number. A quote within a text has a backslash before it."""
_HELD_BACK = 48
"""Bytes held back, so that none of these is cut in two."""


def is_it(head: bytes, name: str) -> bool:
    """By its first sign; what is called JSON lines or looks like them is not asked here."""
    start = head.removeprefix(b"\xef\xbb\xbf").replace(b"\0", b"").lstrip(b"\xff\xfe \t\r\n")
    is_named = name.lower().endswith((".json", ".geojson")) or jsonl.is_named(name)
    return start.startswith((b"{", b"[")) and (is_named or _opens(start)) and not jsonl.is_it(head, name)


def _opens(start: bytes) -> bool:
    """Whether JSON goes on behind the bracket, which prose in brackets does not."""
    return start[1:].lstrip()[:1] in (b'"', b"{", b"}", b"]", b"[")


def load(source: Source) -> Loaded:
    """A page an object, one object in memory. Raises Refused at the first damage: what is behind it cannot be told apart."""
    return rows.load(source, _rows(source), "json")


def _rows(source: Source) -> Iterator[rows.Row]:
    prefix, many = _where(source)
    items = partial(ijson.items, prefix=prefix, use_float=True, multiple_values=True)
    for number, row in enumerate(_parsed(source, items), 1):
        yield str(number) if many else "", row


def _where(source: Source) -> tuple[str, bool]:
    """The prefix of the articles' objects, "" for what stands at the outermost, and whether there may be several."""
    found = _Search(columns_for(source.name, source.load.mappings))
    depth = 0
    for prefix, event, value in _parsed(source, partial(ijson.parse, multiple_values=True)):
        if depth == 0 and found.ended:  # another object stands behind the first
            return "", True
        depth += {"start_map": 1, "start_array": 1, "end_map": -1, "end_array": -1}.get(event, 0)
        if depth > _DEEPEST:
            raise Refused("damaged", f"{source.where}: JSON nested more than {_DEEPEST} deep: not an article")
        if (array := found.array(prefix, event, value)) is not None:
            return f"{array}.item".lstrip("."), True
    return "", False


class _Search:
    """Looks for the array of articles while the file goes by."""

    def __init__(self, columns: dict[str, tuple[str, ...]]) -> None:
        self._texts = {*columns["html"], *columns["text"]}
        self._names = {*columns["title"], *columns["url"]}
        self._first: dict[str, set[str]] = {}  # the keys of the first object of each array
        self._is_an_article = self.ended = False

    def array(self, prefix: str, event: str, value: object) -> str | None:
        """The prefix of the array of articles, once it is known for one."""
        self.ended = prefix == "" and event == "end_map"
        if event == "start_array" and (prefix == "" or prefix in LISTS):
            return prefix
        if event in ("start_map", "end_map") and prefix.endswith(".item"):
            return self._whole(prefix, event)
        if event in _VALUES and value not in (None, ""):
            parent, _, name = prefix.rpartition(".")
            self._is_an_article |= parent == "" and plain(name) in self._texts
            if parent in self._first:
                self._first[parent].add(plain(name))
        return None

    def _whole(self, prefix: str, event: str) -> str | None:
        if event == "start_map":
            self._first.setdefault(prefix, set())
            return None
        keys = self._first.get(prefix, set())
        is_one = bool(keys & self._texts and keys & self._names) and not self._is_an_article
        return prefix.removesuffix(".item") if is_one else None


def _parsed(source: Source, parse: Callable[["_Metered"], Iterable[Any]]) -> Iterator[Any]:
    file = _Metered(source)
    try:
        for one in parse(file):
            yield one
            file.since = file.open = 0
    except (ijson.JSONError, ValueError, RecursionError) as error:
        raise Refused("damaged", f"{source.where}: damaged JSON ({error}): the rest is not loaded") from error


class _Metered:
    """The file as UTF-8, which refuses to go on where one object becomes too large or too deep."""

    def __init__(self, source: Source) -> None:
        encoding = encoding_of(source.head)
        source.file.seek(3 if encoding == "utf-8-sig" else 0)
        self.since = self.open = 0
        self._source = source
        self._file: BinaryIO = source.file
        self._lines = None if encoding.startswith("utf-8") else lines(source)
        self._held = b""

    def read(self, size: int = -1) -> bytes:
        """As a file's, within bounds."""
        while data := self._more(size):
            data = self._held + data
            data, self._held = data[:-_HELD_BACK], data[-_HELD_BACK:]
            if data:
                return _NO_NUMBER.sub(b'":null', data)
        data, self._held = self._held, b""
        return _NO_NUMBER.sub(b'":null', data)

    def _more(self, size: int) -> bytes:
        data = (
            self._file.read(min(size, 1 << 16) if size >= 0 else 1 << 16)
            if self._lines is None
            else next(self._lines, "").encode()
        )
        self.since += len(data)
        # Counted roughly, as brackets stand in texts too: what is nested deeper takes the parser the square of it.
        self.open += data.count(b"[") + data.count(b"{") - data.count(b"]") - data.count(b"}")
        if self.open > _MOST_OPEN:
            raise Refused("damaged", f"{self._source.where}: JSON nested too deeply: not an article")
        if self.since > LARGEST:
            raise Refused("too_large", f"{self._source.where}: one object of more than {LARGEST} bytes: the rest is not loaded")
        return data
