"""Folders that a browser writes beside a saved page: `story.html` and `story_files/` are one page."""

from collections.abc import Iterable
from pathlib import PurePosixPath

_ENDINGS = (
    "_files",
    "_Files",
    "-files",
    ".files",
    "_dateien",
    "-Dateien",
    "_fichiers",
    "_archivos",
    "_file",
    "_bestanden",
    "_pliki",
    "_filer",
)
_PAGES = (".html", ".htm", ".xhtml")


def pages_among(names: Iterable[str]) -> frozenset[str]:
    """The pages among these paths, without their endings."""
    return frozenset(name.rpartition(".")[0] for name in names if name.lower().endswith(_PAGES))


def is_part_of_a_page(path: str, pages: frozenset[str]) -> bool:
    """Whether it lies in, or with a "/" at its end is, the folder of one of these pages (paths below the same root)."""
    folders = [path.rstrip("/")] if path.endswith("/") else [str(folder) for folder in PurePosixPath(path).parents]
    return any(folder.endswith(ending) and folder[: -len(ending)] in pages for folder in folders for ending in _ENDINGS)
