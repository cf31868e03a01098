"""Plain text: `.txt`, and a file without an ending or called HTML that holds no tag; also exports of many articles as text."""

from pathlib import PurePath

from loaders.formats import exports, html
from loaders.formats.lines import encoding_of
from loaders.source import Loaded, Source


def is_it(head: bytes, name: str) -> bool:
    """By its name, as text has no other mark: a program is text too, and no article. `head` is not binary."""
    del head
    return PurePath(name.lower()).suffix in ("", ".txt", ".text") or html.is_named(name)


def load(source: Source) -> Loaded:
    """One page: its bytes as they are. Raises Refused."""
    yield source.page(source.payload(), "text/plain")


def load_export(source: Source) -> Loaded:
    """A page an article of a Nexis or Factiva export. Raises Refused."""
    raw = source.payload(exports.LARGEST)
    yield from exports.load_text(source, raw.decode(encoding_of(raw[: 1 << 16]), "replace"))
