"""Exports of news databases: many articles in one text, told apart by the lines that each service prints around them.

Nexis (also Nexis Uni) writes labels ("Byline: ...", "LENGTH: 512 words", "Body", "Load-Date: ...") and ends an article with
"End of Document" or begins it with "1 of 500 DOCUMENTS". Factiva writes either two-letter codes (HD, BY, PD, SN, LP, TD) or
the same values line by line above a copyright line, and ends an article with "Document" and its number. Both print their words
in the language of their reader: `data/exports.toml`. ProQuest begins an article with a line of underscores.

Files: Nexis, Nexis Uni, Factiva, ProQuest (`.txt`, `.docx`, `.rtf`)
Articles: each article of the export: Nexis and Factiva in English, German, French, Dutch and Spanish; ProQuest in English, if
the full text is there
"""

import re
from collections.abc import Iterator
from functools import partial

from articles.page import Hint, Page
from loaders.formats import factiva, nexis, proquest
from loaders.formats.export import Export
from loaders.formats.lines import encoding_of
from loaders.source import Loaded, Refused, Source, each

LARGEST = 64 << 20
"""Bytes of one export, and of the document that holds it."""

_LOOKED_AT = 1 << 16

_SERVICES = (proquest, nexis, factiva)
"""Each is asked in turn whether a text is an export of its own."""


def is_it(head: bytes, name: str) -> bool:
    """By two of the lines that only these services print."""
    del name
    text = head.replace(b"\0", b"")
    try:
        return looks_like(text.decode("utf-8"))
    except UnicodeDecodeError:  # also where it was cut within a letter
        return looks_like(text.decode("cp1252", "replace")) or looks_like(text.decode("utf-8", "replace"))


def looks_like(text: str) -> bool:
    """Whether a text is an export."""
    text = _with_plain_lines(text[:_LOOKED_AT])
    return any(service.looks_like(text) for service in _SERVICES)


def load(source: Source) -> Loaded:
    """A page an article of an export as plain text. Raises Refused."""
    raw = source.payload(LARGEST)
    yield from load_text(source, raw.decode(encoding_of(raw), "replace"))


def load_text(source: Source, text: str) -> Loaded:
    """A page an article. Raises Refused where there is none."""
    text = _with_plain_lines(text)
    service = next(service for service in _SERVICES if service.looks_like(text))
    found: Iterator[Export | Refused] = service.articles(text)
    return each(source, ((str(n), partial(_page, source, one, str(n))) for n, one in enumerate(found, 1)))


_LINE_ENDS = re.compile(r"\r\n?|[\x0b\x0c\x85\u2028\u2029]")


def _with_plain_lines(text: str) -> str:
    return _LINE_ENDS.sub("\n", text.removeprefix("\ufeff"))


def _page(source: Source, export: Export | Refused, key: str) -> Page:
    if isinstance(export, Refused):
        raise Refused(export.code, f"{source.place(key)}: {export.detail}")
    said = dict(export.said)
    outlet, url, time = said.pop("outlet", ""), said.pop("url", ""), said.pop("time", "")
    if time and "published_at" in said:
        said["published_at"] += f" {time}"
    hints = [Hint(name, value, export.source) for name, value in said.items()]
    body = "\n".join(export.body).strip("\n")
    return source.page(body, "text/plain; charset=utf-8", url=url, key=export.key or key, hints=hints, outlet=outlet)
