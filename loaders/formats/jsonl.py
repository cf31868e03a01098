"""JSON lines: an object a line, with the keys of news-please, newspaper4k, Fundus, trafilatura, Scrapy and common data sets."""

import json
from collections.abc import Iterator
from functools import partial

from articles.page import Page
from loaders.formats import rows
from loaders.formats.lines import LONGEST, lines
from loaders.source import Loaded, Refused, Source, each


def is_it(head: bytes, name: str) -> bool:
    """By its first line: an object, and another one or nothing behind it; or by its name."""
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    if not start.startswith(b"{"):
        return name.lower().endswith((".jsonl", ".ndjson", ".jl")) and head[:2] not in (b"PK", b"\x1f\x8b")
    line, end, rest = start.partition(b"\n")
    rest = rest.lstrip()
    if name.lower().endswith((".jsonl", ".ndjson", ".jl")):
        return True
    return bool(end) and line.rstrip().endswith(b"}") and rest.startswith(b"{") and _is_object(line)


def _is_object(line: bytes) -> bool:
    try:
        return isinstance(json.loads(line), dict)
    except (ValueError, RecursionError):
        return False


def load(source: Source) -> Loaded:
    """A page a line, one line in memory. A wrong line costs itself. Raises Refused where there is none."""
    return each(source, _makers(source))


def _makers(source: Source) -> Iterator[tuple[str, partial[Page]]]:
    for number, line in enumerate(lines(source), 1):
        if line.strip():
            yield str(number), partial(_page, source, line, str(number))


def _page(source: Source, line: str, key: str) -> Page:
    if len(line) >= LONGEST:
        raise Refused("too_large", f"{source.place(key)}: a line of more than {LONGEST} characters")
    try:
        row = json.loads(line.rstrip("\r\n"))
    except (ValueError, RecursionError) as error:
        raise Refused("damaged", f"{source.place(key)}: no JSON ({error}): mend or drop this line") from error
    return rows.page(source, row, key, "jsonl")
