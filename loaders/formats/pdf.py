"""The text of a PDF, where the extra `pdf` is installed. Columns come in the order in which the file has them: a last resort.

Files: PDF (extra `pdf`)
Articles: the text, with its paragraphs rejoined. A page printed from a browser has the address that stands below it
"""

import io
import logging
import re
import warnings
from importlib.util import find_spec

from articles.page import Hint
from loaders.formats.pdf_lines import Line, lines_of, paragraphs
from loaders.formats.pdf_margins import without_margins
from loaders.source import Loaded, Refused, Source

LARGEST = 64 << 20
MOST_PAGES = 300
_MOST_TEXT = 5_000_000
_NO_VALUE = re.compile(
    r"(?i)\.(?:html?|docx?|odt|rtf|txt|md|pdf|indd|qxp|qxd|pages)\s*$|^Microsoft Word - |^untitled\b"
    r"|^\((?:anonymous|unspecified)\)$"
)
"""What programs write where the title or the author should stand: the name of the file, or that there is none."""


def is_it(head: bytes, name: str) -> bool:
    """By its first bytes."""
    del name
    return head[:1024].lstrip().startswith(b"%PDF-")


def load(source: Source) -> Loaded:
    """One page: its text. Raises Refused: encrypted, no_text for scans, unsupported without the extra."""
    if find_spec("pypdf") is None:
        raise Refused(
            "unsupported", f"{source.where}: a PDF: install the extra 'pdf' (pip install copydesk[pdf]), or save it as text"
        )
    from pypdf import PdfReader
    from pypdf.errors import DependencyError, FileNotDecryptedError, PyPdfError

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    raw = source.payload(LARGEST)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            reader = PdfReader(io.BytesIO(raw))
            if reader.is_encrypted and not reader.decrypt(""):
                raise Refused("encrypted", f"{source.where}: a PDF protected by a password: save it without one")
            if len(reader.pages) > MOST_PAGES:
                raise Refused(
                    "too_large", f"{source.where}: {len(reader.pages)} pages: the limit for an article is {MOST_PAGES}"
                )
            lines: list[Line] = []
            length, url = 0, ""
            for number, page in enumerate(reader.pages, 1):
                found, address = without_margins(lines_of(page.extract_text), number, len(reader.pages))
                lines += found
                url = url or address
                length += sum(len(line.text) for line in found)
                if length > _MOST_TEXT:
                    raise Refused("too_large", f"{source.where}: more than {_MOST_TEXT} characters of text")
            said = reader.metadata
    except (FileNotDecryptedError, DependencyError) as error:
        raise Refused("encrypted", f"{source.where}: an encrypted PDF ({error}): save it without a password") from error
    except PyPdfError as error:
        raise Refused("damaged", f"{source.where}: damaged PDF ({error}): fetch it again") from error
    text = paragraphs(lines)
    if not text:
        raise Refused("no_text", f"{source.where}: a PDF of images without text: run OCR on it first")
    pairs = (("title", said.title), ("authors", said.author)) if said else ()
    hints = [Hint(name, value, "pdf") for name, value in pairs if value and not _NO_VALUE.search(value)]
    yield source.page(text, "text/plain; charset=utf-8", url=url, hints=hints)
