"""Answers for people: a table, a field a line where a table would be too wide, or a table in Markdown.

Cells come as JSON has them (warehouse/form.py). What would act on a terminal is spelled out.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from typing import Any

from articles.printable import visible

Cells = Sequence[Any]
Printer = Callable[[Sequence[str], Sequence[str], Iterable[Cells], int | None, int | None], Iterator[str]]

_GAP = "  "
_NARROWEST = 6
_READABLE = 12
"""Columns of a terminal that a cell needs to be of use: a table that cannot give each so many is shown a field a line."""
_NUMBER = re.compile(r"(U?(TINY|SMALL|BIG|HUGE)?INT|DOUBLE|FLOAT|DECIMAL)")


def table(
    columns: Sequence[str], types: Sequence[str], rows: Iterable[Cells], rows_at_most: int | None, room: int | None
) -> Iterator[str]:
    """A line a row, numbers to the right. In `room` columns long cells are cut, the longest first."""
    shown, rest = _first(rows, rows_at_most)
    cells = [[_on_one_line(cell) for cell in row] for row in shown]
    lines = [list(map(visible, columns)), *cells]
    wanted = [max(_width(line[at]) for line in lines) for at in range(len(columns))]
    if room is not None and _is_too_wide(wanted, room):
        yield from _fields_of(columns, shown, room)
        yield f"({len(columns)} columns are too many for a table here, so each has a line)"
    elif columns:
        widths = wanted if room is None else _fit(wanted, room - len(_GAP) * (len(wanted) - 1))
        numeric = [_NUMBER.match(kind) is not None for kind in types]
        for line in (lines[0], ["─" * width for width in widths], *cells):
            padded = (_pad(cell, width, right) for cell, width, right in zip(line, widths, numeric, strict=True))
            yield _GAP.join(padded).rstrip()
    yield _how_many(len(cells), rest)


def vertical(
    columns: Sequence[str], _types: Sequence[str], rows: Iterable[Cells], rows_at_most: int | None, room: int | None
) -> Iterator[str]:
    """A field a line, whole: long texts go on below, within `room` columns."""
    shown, rest = _first(rows, rows_at_most)
    yield from _fields_of(columns, shown, room)
    yield _how_many(len(shown), rest)


def markdown(
    columns: Sequence[str], types: Sequence[str], rows: Iterable[Cells], _rows_at_most: int | None, _room: int | None
) -> Iterator[str]:
    """A table as documents and tickets have it, whole."""
    if not columns:
        return
    yield _markdown_line(map(visible, columns))
    yield _markdown_line("---:" if _NUMBER.match(kind) else "---" for kind in types)
    for row in rows:
        yield _markdown_line(map(_on_one_line, row))


_ACTIVE = re.compile(r"[|<\[\]]")
"""What ends a cell, or becomes an element, a link or a picture where the table is shown as a page."""


FOR_PEOPLE: dict[str, Printer] = {"table": table, "vertical": vertical, "markdown": markdown}


def _first(rows: Iterable[Cells], at_most: int | None) -> tuple[list[Cells], int]:
    """The first rows, and how many come after them."""
    rows = iter(rows)
    return list(islice(rows, at_most)), sum(1 for _ in rows)


def _how_many(shown: int, rest: int) -> str:
    if rest:
        return f"({shown:,} of {shown + rest:,} rows; all of them: --rows 0, or --format csv > FILE)"
    return f"({shown} row{'' if shown == 1 else 's'})"


def _markdown_line(cells: Iterable[str]) -> str:
    return f"| {' | '.join(_ACTIVE.sub(_escaped, cell) for cell in cells)} |"


def _escaped(found: re.Match[str]) -> str:
    return "&lt;" if found[0] == "<" else f"\\{found[0]}"


def _fields_of(columns: Sequence[str], rows: Iterable[Cells], room: int | None) -> Iterator[str]:
    names = list(map(visible, columns))
    margin = max(map(_width, names), default=0)
    for number, row in enumerate(rows, start=1):
        yield f"── {number} ──"
        for name, cell in zip(names, row, strict=True):
            left = None if room is None else max(room - margin - len(_GAP), _READABLE)
            first, *more = [part for line in _lines(cell) for part in _wrapped(line, left)]
            yield f"{_pad(name, margin, False)}{_GAP}{first}".rstrip()
            yield from (f"{' ' * margin}{_GAP}{line}".rstrip() for line in more)


def _lines(cell: object) -> list[str]:
    """The lines of a cell, as they are in a text of paragraphs."""
    return [_on_one_line(line) for line in cell.splitlines()] or [""] if isinstance(cell, str) else [_on_one_line(cell)]


def _wrapped(line: str, room: int | None) -> Iterator[str]:
    """The line in parts of at most `room` columns, broken at spaces where there are any."""
    while room is not None and _width(line) > room:
        kept = _cut(line, room)
        at = kept.rfind(" ") if line[len(kept)] != " " else len(kept)
        kept = kept[:at] if at > 0 else kept
        yield kept
        line = line[len(kept) :].lstrip(" ")
    yield line


def _on_one_line(cell: object) -> str:
    if cell is None:
        return ""
    text = ", ".join(map(str, cell)) if isinstance(cell, list) else str(cell)
    return "".join(c for c in visible(re.sub(r"\s+", " ", text)) if unicodedata.category(c) != "Cf")


def _width(text: str) -> int:
    """Columns of a terminal: East Asian wide characters take two, combining marks none."""
    if text.isascii():
        return len(text)
    return sum(_columns(c) for c in text)


def _columns(character: str) -> int:
    if unicodedata.category(character) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def _is_too_wide(wanted: Sequence[int], room: int) -> bool:
    return sum(min(width, _READABLE) for width in wanted) + len(_GAP) * (len(wanted) - 1) > room


def _fit(wanted: list[int], room: int) -> list[int]:
    """Widths that fit: the widest columns give way first, none below six unless it is narrower anyway."""
    widths = list(wanted)
    while sum(widths) > room and max(widths) > _NARROWEST:
        widest = max(widths)
        second = max((width for width in widths if width < widest), default=_NARROWEST)
        at = [index for index, width in enumerate(widths) if width == widest]
        give = min(-(-(sum(widths) - room) // len(at)), widest - max(second, _NARROWEST)) or 1
        for index in at:
            widths[index] -= give
    return widths


def _cut(text: str, width: int) -> str:
    """As much of the beginning as fits."""
    used = 0
    for at, character in enumerate(text):
        used += _columns(character)
        if used > width:
            return text[:at]
    return text


def _pad(text: str, width: int, right: bool) -> str:
    if _width(text) > width:
        text = f"{_cut(text, width - 1)}…"
    space = " " * (width - _width(text))
    return space + text if right else text + space
