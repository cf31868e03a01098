"""Plain text: `.txt`, and a file without an ending or called HTML that holds no tag.

Files: plain text (`.txt`)
Articles: the text, with wrapped paragraphs rejoined ([reading](reading.md#wrapped-text)). Labelled lines above it
("Author: ..."), its title, byline and day, a mail's signature and the mail it answers are recognised as such
"""

import re
from pathlib import PurePath

from loaders.formats import html, rows
from loaders.formats.header_lines import header_lines
from loaders.formats.lines import encoding_of
from loaders.mapping import columns_for
from loaders.source import Loaded, Refused, Source

_ADDRESS = re.compile(r"(?:https?://|www\.)\S+")


def is_it(head: bytes, name: str) -> bool:
    """By its name, as text has no other mark: a program is text too, and no article. `head` is not binary."""
    del head
    return PurePath(name.lower()).suffix in ("", ".txt", ".text") or html.is_named(name)


def load(source: Source) -> Loaded:
    """One page: its bytes as they are, or where lines over it say what they are, the text below them. Raises Refused."""
    raw = source.payload()
    columns = columns_for(source.name, source.load.mappings)
    text = raw.decode(encoding_of(raw), "replace")
    if not any(line and not _ADDRESS.fullmatch(line) for line in map(str.strip, text.split("\n"))):
        raise Refused(
            "no_text",
            f"{source.where}: addresses, and no text: save the pages first, or, if they are sites or feeds to be crawled, "
            "type copydesk publisher add --from FILE",
        )
    said, rest = header_lines(text, columns)
    if not said:
        yield source.page(raw, "text/plain")
        return
    hints = [hint for name in rows.HINTS for hint in rows.hints(name, rows.first(said, columns[name]), "header")]
    url, outlet = (str(rows.first(said, columns[name]) or "") for name in ("url", "outlet"))
    url = url if url.startswith("http") else ""
    yield source.page(rest, "text/plain; charset=utf-8", url=url, hints=hints, outlet=outlet)
