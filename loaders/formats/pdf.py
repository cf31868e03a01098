"""The text of a PDF, where the extra `pdf` is installed. Columns and hyphens are as the file has them: a last resort.

Files: PDF (extra `pdf`)
Articles: the text
"""

import io
import logging
import re
import warnings
from importlib.util import find_spec

from articles.page import Hint
from loaders.source import Loaded, Refused, Source

LARGEST = 64 << 20
MOST_PAGES = 300
_MOST_TEXT = 5_000_000
_FILE_NAME = re.compile(r"(?i)\.(?:html?|docx?|odt|rtf|txt|md|pdf|indd|qxp|qxd|pages)\s*$|^Microsoft Word - |^untitled\b")
"""What programs write where the title should stand: the name of the file that was printed."""


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
            parts: list[str] = []
            for page in reader.pages:
                parts.append(page.extract_text())
                if sum(map(len, parts)) > _MOST_TEXT:
                    raise Refused("too_large", f"{source.where}: more than {_MOST_TEXT} characters of text")
            said = reader.metadata
    except (FileNotDecryptedError, DependencyError) as error:
        raise Refused("encrypted", f"{source.where}: an encrypted PDF ({error}): save it without a password") from error
    except PyPdfError as error:
        raise Refused("damaged", f"{source.where}: damaged PDF ({error}): fetch it again") from error
    text = "\n\n".join(part for part in parts if part.strip())
    if not text.strip():
        raise Refused("no_text", f"{source.where}: a PDF of images without text: run OCR on it first")
    pairs = (
        ("title", said.title if said and not _FILE_NAME.search(said.title or "") else None),
        ("authors", said.author if said else None),
    )
    yield source.page(text, "text/plain; charset=utf-8", hints=[Hint(name, value, "pdf") for name, value in pairs if value])
