"""Tables as text: comma, semicolon or tab between columns, their names in the first row."""

import csv
from collections.abc import Iterator
from functools import partial
from itertools import islice

from articles.archive.content_coding import MAX_PAGE
from articles.page import Page
from loaders.formats import rows
from loaders.formats.lines import encoding_of, lines
from loaders.source import Loaded, Refused, Source, each

LARGEST_FIELD = 2 * MAX_PAGE
"""Characters of one cell; a quote that is never closed swallows no more."""


def is_it(head: bytes, name: str) -> bool:
    """By its name, or by a first line of at least three short names."""
    if name.lower().endswith((".csv", ".tsv")):
        return True
    first = _first_line(head)
    cells = next(csv.reader([first], delimiter=_delimiter(first)), [])
    short = [cell for cell in cells if cell.strip().replace("_", "").replace(".", "").isalnum() and len(cell) <= 40]
    return (
        len(cells) >= 3
        and len(short) == len(cells)
        and {"url", "title", "text", "body", "content"} & {c.strip().lower() for c in cells} != set()
    )


def _first_line(head: bytes) -> str:
    return next(iter(head.decode(encoding_of(head), "replace").splitlines()), "")


def _delimiter(first: str) -> str:
    return max(",;\t|", key=first.count)


def load(source: Source) -> Loaded:
    """A page a row. Raises Refused for a table without a column of text, and where a row never ends."""
    return each(source, _makers(source))


def _makers(source: Source) -> Iterator[tuple[str, partial[Page]]]:
    csv.field_size_limit(LARGEST_FIELD)
    table = csv.reader((line.replace("\0", "") for line in lines(source)), delimiter=_delimiter(_first_line(source.head)))
    try:
        names = next(table, [])
        if not rows.has_text(names, source):
            there = ", ".join(names[:12])
            raise Refused(
                "unsupported", f"{source.where}: a table without a column of text ({there}): name it in config/mappings/"
            )
        for number, cells in enumerate(table, 1):
            if any(map(str.strip, cells)):
                yield str(number), partial(_page, source, names, cells, str(number))
    except csv.Error as error:
        code = "too_large" if "larger than" in str(error) else "damaged"
        raise Refused(code, f"{source.where}: line {table.line_num}: {error}: the rest of it is not loaded") from error


def _page(source: Source, names: list[str], cells: list[str], key: str) -> Page:
    if len(cells) > len(names):
        raise Refused(
            "damaged", f"{source.place(key)}: {len(cells)} cells for {len(names)} columns: quote the one that is split"
        )
    return rows.page(source, dict(zip(names, islice(cells, len(names)), strict=False)), key, "csv")
