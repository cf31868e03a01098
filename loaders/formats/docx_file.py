"""Word documents (.docx): one article, or a Nexis or Factiva export of many.

Files: Word (`.docx`)
Articles: the text
"""

import io
import zipfile

from loaders.formats import exports
from loaders.source import Loaded, Refused, Source

_LARGEST_INSIDE = 128 << 20


def load(source: Source) -> Loaded:
    """A page, or one an article of an export. Raises Refused."""
    from docx import Document  # here: it is slow to import, and few files are Word documents

    raw = source.payload(exports.LARGEST)
    check_size(raw, source)
    paragraphs = [paragraph.text for paragraph in Document(io.BytesIO(raw)).paragraphs]
    text = "\n\n".join(paragraph for paragraph in paragraphs if paragraph.strip())
    if exports.looks_like(text):
        yield from exports.load_text(source, text)
        return
    if not text.strip():
        raise Refused("no_text", f"{source.where}: a document without text (pictures or tables only)")
    yield source.page(text, "text/plain; charset=utf-8")


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
