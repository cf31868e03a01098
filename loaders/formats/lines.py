"""Lines of a text in any encoding, told from its first bytes."""

import codecs
import io
from collections.abc import Iterator
from contextlib import suppress
from typing import cast

from articles.archive.content_coding import MAX_PAGE
from articles.extract import code_pages
from loaders.source import Source

LONGEST = 4 * MAX_PAGE
"""Characters of one line; of a longer one the start is given, and the rest is left out."""

_BOMS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF32_LE, "utf-32"), (codecs.BOM_UTF32_BE, "utf-32"),
         (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))  # fmt: skip


def encoding_of(head: bytes) -> str:
    """The encoding of a text by its first bytes: its mark, UTF-8 if it can be, else what is most likely."""
    for mark, name in _BOMS:
        if head.startswith(mark):
            return name
    try:
        codecs.getincrementaldecoder("utf-8")().decode(head)
    except UnicodeDecodeError:
        return code_pages.likeliest(head) or "cp1252"
    return "utf-8"


_AS_WINDOWS = "as Windows-1252"


def _as_windows(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeDecodeError):
        raise error
    return error.object[error.start : error.end].decode("cp1252", "replace"), error.end


codecs.register_error(_AS_WINDOWS, _as_windows)


def lines(source: Source) -> Iterator[str]:
    """Each line with its end, decoded; what cannot be is U+FFFD. Reading raises Refused for a damaged file.

    Where the first bytes are ASCII alone, and later ones are no UTF-8, they are taken for Windows-1252: a text whose first
    64 KiB hold no other letter is in English or nearly so.
    """
    encoding = encoding_of(source.head)
    source.file.seek(0)
    errors = _AS_WINDOWS if source.head.isascii() else "replace"
    text = io.TextIOWrapper(cast("io.BufferedReader", source.file), encoding, errors=errors, newline="")
    try:
        while line := text.readline(LONGEST):
            yield line
            while not line.endswith(("\n", "\r")) and len(line) == LONGEST and (line := text.readline(LONGEST)):
                pass
    finally:
        with suppress(ValueError):  # its file is closed already
            text.detach()
