"""Word documents (.docx): one article, or a Nexis or Factiva export of many.

Files: Word (`.docx`)
Articles: the text; that of tables only where there is no other
"""

import io
import zipfile
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from loaders.formats import exports
from loaders.source import Loaded, Refused, Source

if TYPE_CHECKING:
    from docx.table import Table

_LARGEST_INSIDE = 128 << 20


def load(source: Source) -> Loaded:
    """A page, or one an article of an export. Raises Refused."""
    from docx import Document  # here: it is slow to import, and few files are Word documents

    raw = source.payload(exports.LARGEST)
    check_size(raw, source)
    document = Document(io.BytesIO(raw))
    text = _text(paragraph.text for paragraph in document.paragraphs) or _text(_in_tables(document.tables))
    if exports.looks_like(text):
        yield from exports.load_text(source, text)
        return
    if not text.strip():
        raise Refused(
            "no_text", f"{source.where}: a document without text (pictures only): run OCR on them, or save the text itself"
        )
    yield source.page(text, "text/plain; charset=utf-8")


def _text(paragraphs: Iterable[str]) -> str:
    return "\n\n".join(filter(str.strip, paragraphs))


def _in_tables(tables: Iterable["Table"]) -> Iterator[str]:
    """What stands in cells, as where a page is laid out in a table; a cell that spans others comes once."""
    for table in tables:
        cells = {cell._tc: cell for row in table.rows for cell in row.cells}
        for cell in cells.values():
            yield from (paragraph.text for paragraph in cell.paragraphs)
            yield from _in_tables(cell.tables)


def check_size(raw: bytes, source: Source) -> None:
    """Libraries read all parts of a document into memory: count what they really hold first. Raises Refused (bomb)."""
    total = 0
    with zipfile.ZipFile(io.BytesIO(raw)) as parts:
        for info in parts.infolist():
            with parts.open(info) as part:
                while data := part.read(1 << 20):
                    total += len(data)
                    if total > _LARGEST_INSIDE:
                        raise Refused("bomb", f"{source.where}: a document of more than {_LARGEST_INSIDE} bytes inside")
