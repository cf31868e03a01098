"""What each format says of itself: its row of the table in docs/loading.md, from the last lines of its module's docstring."""

import re
from types import ModuleType

from loaders.archives import arc, tar, warc, zip_file
from loaders.detect import FORMATS, Format
from loaders.formats import docx_file, sheets

_BY_THEIR_MEMBERS = (docx_file, sheets)
"""Formats that are ZIP files: told by what lies in them."""
_ROW = re.compile(r"\n\nFiles: (?P<files>.+)\nArticles: (?P<articles>(?:.+\n)+)\Z")


def as_table() -> str:
    """Markdown, a row for each format. Raises ValueError where a module does not say which files it reads, and what of them."""
    modules: tuple[Format | ModuleType, ...] = (*FORMATS, *_BY_THEIR_MEMBERS, warc, arc, zip_file, tar)
    rows = sorted(map(_row, modules), key=str.casefold)
    return "\n".join(("| format | what becomes an article |", "|---|---|", *rows)) + "\n"


def _row(module: Format | ModuleType) -> str:
    said = _ROW.search(module.__doc__ or "")
    if said is None:
        raise ValueError(f"{module}: its docstring does not end with a line `Files: ...` and lines `Articles: ...`")
    return f"| {said['files']} | {' '.join(said['articles'].split())} |"
