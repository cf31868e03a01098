"""JSON lines: an object a line, with the keys of news-please, newspaper4k, Fundus, trafilatura, Scrapy and common data sets.

Files: JSON lines
Articles: each object with a text, also inside the wrapper that a store adds (`_source`, `fields`, `doc`, `attributes`)
"""

import json
from collections.abc import Iterator

from loaders.formats import rows
from loaders.formats.lines import LONGEST, lines
from loaders.source import Loaded, Refused, Source

_NAMES = (".jsonl", ".ndjson", ".jl")
_MARK = b"\xef\xbb\xbf"


def is_it(head: bytes, name: str) -> bool:
    """By its first line: an object, and another one or nothing behind it; or by its name, unless an object takes many lines."""
    start = head.removeprefix(_MARK).lstrip()
    if not start.startswith(b"{"):
        return is_named(name) and head[:2] not in (b"PK", b"\x1f\x8b")
    line, end, rest = start.partition(b"\n")
    if is_named(name):
        return not (end and _goes_on(line, rest))
    return bool(end) and line.rstrip().endswith(b"}") and rest.lstrip().startswith(b"{") and _is_object(line)


def is_named(name: str) -> bool:
    """Whether a file of this name should be JSON lines."""
    return name.lower().endswith(_NAMES)


def _goes_on(line: bytes, rest: bytes) -> bool:
    """Whether the object that a line begins is written over several lines."""
    return not _is_object(line) and rest.lstrip()[:1] in (b'"', b"}") and line.rstrip()[-1:] in (b"{", b",", b"[")


def _is_object(line: bytes) -> bool:
    try:
        return isinstance(json.loads(line), dict)
    except (ValueError, RecursionError):
        return False


def load(source: Source) -> Loaded:
    """A page a line, one line in memory. A wrong line costs itself. Raises Refused where there is none."""
    return rows.load(source, _rows(source), "jsonl")


def _rows(source: Source) -> Iterator[rows.Row]:
    for number, line in enumerate(lines(source), 1):
        if line.strip():
            yield str(number), _row(source, line, str(number))


def _row(source: Source, line: str, key: str) -> object:
    if len(line) >= LONGEST:
        return Refused("too_large", f"{source.place(key)}: a line of more than {LONGEST} characters")
    try:
        return json.loads(line.strip().removesuffix(","))
    except (ValueError, RecursionError) as error:
        return Refused("damaged", f"{source.place(key)}: not JSON ({error}): correct or delete this line")
