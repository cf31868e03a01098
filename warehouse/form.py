"""Answers as text: JSON, JSON lines or CSV for programs; for people see warehouse/form_for_people.py."""

import csv
import io
import json
import math
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from typing import Any, Generic, TypeVar
from uuid import UUID

from articles.printable import visible, visible_json
from warehouse.form_for_people import FOR_PEOPLE

Row = tuple[Any, ...]
FORMATS = ("table", "vertical", "markdown", "json", "jsonl", "csv")


Rows = TypeVar("Rows", bound=Iterable[Row], covariant=True)


@dataclass(frozen=True, slots=True)
class Answer(Generic[Rows]):
    """Column names, their DuckDB types ("VARCHAR[]" ...), and rows of Python values: a list, or as they come, once."""

    columns: tuple[str, ...]
    types: tuple[str, ...]
    rows: Rows


def format_rows(
    answer: Answer[Iterable[Row]],
    form: str,
    rows_at_most: int | None = None,
    *,
    for_eyes: bool = False,
    room: int | None = None,
) -> Iterator[str]:
    """An answer in one of FORMATS, as lines (a CSV line may hold line breaks inside a cell).

    JSON: lists as arrays, structs as objects, times as ISO 8601 in UTC with a Z, intervals in
    seconds, null as null. CSV: the same for nested
    values, null as nothing, and an apostrophe before text that a spreadsheet would take for a formula. A table and "vertical"
    (a field a line) keep to `room` columns of a terminal, where it is given, and are whole where it is not; they show
    `rows_at_most`, the other forms all of them.

    What acts on a terminal (articles/printable.py) is spelled out in what is for people and escaped in JSON. CSV keeps it,
    since a file is to hold what was found, unless it is `for_eyes`: then it is spelled out there, too, and a row is a line.
    """
    if form in FOR_PEOPLE:
        rows = ([_plain(cell, kind) for cell, kind in zip(row, answer.types, strict=True)] for row in answer.rows)
        return FOR_PEOPLE[form](answer.columns, answer.types, rows, rows_at_most, room)
    return _csv(answer, for_eyes=for_eyes) if form == "csv" else {"json": _json, "jsonl": _jsonl}[form](answer)


def _json(answer: Answer[Iterable[Row]]) -> Iterator[str]:
    yield "["
    before = None
    for line in _jsonl(answer):
        if before is not None:
            yield f"{before},"
        before = line
    if before is not None:
        yield before
    yield "]"


def _jsonl(answer: Answer[Iterable[Row]]) -> Iterator[str]:
    for row in answer.rows:
        cells = (_plain(cell, kind) for cell, kind in zip(row, answer.types, strict=True))
        yield visible_json(dict(zip(answer.columns, cells, strict=True)))


# What Excel, LibreOffice and Sheets evaluate (OWASP, "CSV Injection"), also behind what they drop: controls and marks without
# width. Numbers keep their sign.
_FORMULA = re.compile("[\x00-\x1f\x7f-\x9f\xad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]*[=+\\-@＝＋－＠\t\r\n]")


def _csv(answer: Answer[Iterable[Row]], *, for_eyes: bool) -> Iterator[str]:
    seen = _for_eyes if for_eyes else _as_it_is
    yield _csv_line([seen(column) for column in answer.columns])
    for row in answer.rows:
        yield _csv_line([seen(_csv_cell(cell, kind)) for cell, kind in zip(row, answer.types, strict=True)])


def _for_eyes(cell: object) -> object:
    return visible(cell) if isinstance(cell, str) else cell


def _as_it_is(cell: object) -> object:
    return cell


def _csv_line(cells: Any) -> str:  # noqa: ANN401 (csv takes anything)
    line = io.StringIO()
    csv.writer(line).writerow(cells)
    return line.getvalue().removesuffix("\r\n")


def _csv_cell(cell: object, kind: str) -> object:
    plain = _plain(cell, kind)
    if isinstance(plain, list | dict):
        plain = visible_json(plain)
    if isinstance(plain, str) and _FORMULA.match(plain):
        return f"'{plain}"
    return plain


def _plain(cell: Any, kind: str = "") -> Any:  # noqa: ANN401 (any value that DuckDB gives)
    """A cell as JSON has it."""
    if cell is None or isinstance(cell, bool | int):
        return cell
    if isinstance(cell, str):
        return json.loads(cell) if kind == "JSON" else cell
    if isinstance(cell, float):
        return cell if math.isfinite(cell) else None
    if isinstance(cell, datetime):
        return cell.astimezone(UTC).isoformat().replace("+00:00", "Z") if cell.tzinfo else cell.isoformat()
    if isinstance(cell, date | time):
        return cell.isoformat()
    if isinstance(cell, list | tuple):
        return [_plain(item) for item in cell]
    if isinstance(cell, dict):
        return {str(_plain(key)): _plain(item) for key, item in cell.items()}
    if isinstance(cell, Decimal):
        return int(cell) if cell == cell.to_integral_value() else float(cell)
    if isinstance(cell, timedelta):
        return cell.total_seconds()
    if isinstance(cell, bytes):
        return cell.hex()
    if isinstance(cell, UUID):
        return str(cell)
    raise TypeError(f"no form for a {type(cell).__name__}; cast it to VARCHAR in the query")
