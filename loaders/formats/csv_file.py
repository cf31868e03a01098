"""Tables as text: comma, semicolon, tab or bar between columns, their names in the first row that has some.

Files: CSV
Articles: each row, if there is a column of text or HTML. The line `sep=;` and lines above the column names are skipped; a
backslash is an escape if a quote shows that it is
"""

import csv
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from articles.archive.content_coding import MAX_PAGE
from loaders.formats import rows
from loaders.formats.lines import encoding_of, lines
from loaders.formats.table import Table, names_of
from loaders.source import Loaded, Refused, Source

LARGEST_FIELD = 2 * MAX_PAGE
"""Characters of one cell; a quote that is never closed swallows no more."""

_SEPARATOR = re.compile(r'"?sep=(?P<mark>[^\r\n"]|\\t)"?[\s,;]*', re.IGNORECASE)
"""The line by which Excel is told what stands between the columns."""
_QUOTED = re.compile(r'"(?:[^"]|"")*"')
_LOOKED_AT = 16 << 20
"""Bytes in which a quote behind a backslash is looked for."""
_ESCAPED_QUOTE = re.compile(rb'\\"(?![,;\t|\r\n"]|$)')
_NULL = re.compile(rb"(?:^|[,;\t|])\\N(?=[,;\t|\r\n])", re.MULTILINE)
_ESCAPE = re.compile(r"\\(.)", re.DOTALL)
_MEANT = {"n": "\n", "r": "", "t": "\t", "0": "", "N": ""}


@dataclass(frozen=True)
class Dialect:
    """What stands between columns, the line above the table that says so, and whether a backslash escapes what follows it."""

    separator: str
    says_so: bool
    escapes: bool


def is_it(head: bytes, name: str) -> bool:
    """By its name, or by a first line of at least three short names; or by the line that names its separator."""
    if name.lower().endswith((".csv", ".tsv", ".tab", ".psv")):
        return True
    first = _first_line(head)
    if _SEPARATOR.fullmatch(first.strip()):
        return True
    cells = next(csv.reader([first], delimiter=_separator(first)), [])
    short = [cell for cell in cells if cell.strip().replace("_", "").replace(".", "").isalnum() and len(cell) <= 40]
    return (
        len(cells) >= 3
        and len(short) == len(cells)
        and {"url", "title", "text", "body", "content"} & {c.strip().lower() for c in cells} != set()
    )


def _first_line(head: bytes) -> str:
    return next(iter(head.decode(encoding_of(head), "replace").splitlines()), "").removeprefix("\ufeff")


def _separator(first: str) -> str:
    bare = _QUOTED.sub("", first)
    return max(",;\t|", key=bare.count)


def dialect_of(source: Source) -> Dialect:
    """How a table is written: by the line that Excel reads, else by its first line, and by what stands before its quotes."""
    first = _first_line(source.head)
    said = _SEPARATOR.fullmatch(first.strip())
    separator = said["mark"].replace("\\t", "\t") if said else _separator(_line_of_names(source))
    source.file.seek(0)
    start = source.file.read(_LOOKED_AT)
    escapes = _ESCAPED_QUOTE.search(start) is not None or _NULL.search(start) is not None
    return Dialect(separator, said is not None, escapes or (separator == "\t" and b'"' not in start and b"\\n" in start))


def _line_of_names(source: Source) -> str:
    """The line that most separators stand in, of the first few: a title may stand above the names."""
    head = source.head.decode(encoding_of(source.head), "replace").removeprefix("\ufeff").splitlines()
    first = next(iter(head), "")
    few = [line for line in head[:5] if line.strip()]
    return first if any(mark in first for mark in ",;\t|") else next((f for f in few if any(m in f for m in ",;\t|")), first)


def load(source: Source) -> Loaded:
    """A page a row. Raises Refused for a table without a column of text, and where a row never ends."""
    return rows.load(source, _rows(source), "csv")


def _rows(source: Source) -> Iterator[rows.Row]:
    csv.field_size_limit(LARGEST_FIELD)
    dialect = dialect_of(source)
    written = (line.replace("\0", "") for line in lines(source))
    if dialect.says_so:
        next(written, None)
    reader = csv.reader(map(_with_doubled_quotes, written) if dialect.escapes else written, delimiter=dialect.separator)
    cells: Iterable[list[str]] = ([_meant(cell) for cell in row] for row in reader) if dialect.escapes else reader
    try:
        table = names_of(source, enumerate(cells))
        for number, (_, row) in enumerate(table.rows, 1):
            if any(map(str.strip, row)):
                yield str(number), _row(source, table, row, str(number))
    except csv.Error as error:
        code = "too_large" if "larger than" in str(error) else "damaged"
        raise Refused(code, f"{source.where}: line {reader.line_num}: {error}: the rest is not loaded") from error


def _row(source: Source, table: Table[str], cells: Sequence[str], key: str) -> object:
    if any(map(str.strip, islice(cells, len(table.names), None))):
        return Refused(
            "damaged", f"{source.place(key)}: {len(cells)} cells for {len(table.names)} columns: quote the one that is split"
        )
    return table.row(cells)


def _with_doubled_quotes(line: str) -> str:
    """A quote behind a backslash as the standard writes it, twice; what else is escaped waits until the cells are apart."""
    return _ESCAPE.sub(lambda found: '""' if found[1] == '"' else found[0], line) if '\\"' in line else line


def _meant(cell: str) -> str:
    return _ESCAPE.sub(lambda found: _MEANT.get(found[1], found[1]), cell) if "\\" in cell else cell
