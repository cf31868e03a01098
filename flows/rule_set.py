"""Which code and which rules pages are read with."""

import hashlib
import importlib.metadata
from functools import cache
from importlib.resources import files
from pathlib import Path


def code_version() -> str:
    """The installed version of Copydesk."""
    return importlib.metadata.version("copydesk")


@cache
def rule_set() -> str:
    """12 hex digits that change whenever code or data in articles/ do: which rules read a page."""
    digest = hashlib.sha256()
    for file in sorted(_files_below(files("articles"))):
        digest.update(file.name.encode() + b"\0" + file.read_bytes() + b"\0")
    return digest.hexdigest()[:12]


def _files_below(folder: object) -> list[Path]:
    return [file for file in Path(str(folder)).rglob("*") if file.is_file() and "__pycache__" not in file.parts]
