"""RTF: one article, or a Nexis or Factiva export of many.

Files: RTF
Articles: the text
"""

from striprtf.striprtf import rtf_to_text

from loaders.formats import exports
from loaders.source import Loaded, Refused, Source


def is_it(head: bytes, name: str) -> bool:
    """By its first bytes."""
    del name
    return head.lstrip().startswith(b"{\\rtf")


def load(source: Source) -> Loaded:
    """A page, or one an article of an export. Raises Refused."""
    raw = source.payload(exports.LARGEST)
    if not raw.rstrip(b"\0 \r\n\t").endswith(b"}"):
        raise Refused("damaged", f"{source.where}: the RTF is incomplete: export it again")
    text = rtf_to_text(raw.decode("latin-1"), errors="replace")  # type: ignore[no-untyped-call]
    if exports.looks_like(text):
        yield from exports.load_text(source, text)
        return
    if not text.strip():
        raise Refused("no_text", f"{source.where}: a document without text")
    yield source.page("\n\n".join(line for line in text.split("\n") if line.strip()), "text/plain; charset=utf-8")
