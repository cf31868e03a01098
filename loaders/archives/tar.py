"""Tar files: each member as a file of its own, never extracted.

Files: tar
Articles: each file in it, as for ZIP
"""

import io
import tarfile
from collections.abc import Iterator
from typing import BinaryIO, cast

from articles.page import Unread
from loaders.archives.packed import rewindable
from loaders.archives.zip_file import leads_out
from loaders.litter import is_litter
from loaders.source import Refused, Source

_LONGEST_NAME = 1 << 20


def is_it(head: bytes, name: str) -> bool:
    """By the mark in its first header; one of before POSIX by its name and checksum."""
    if head[257:262] == b"ustar":
        return True
    if not name.lower().endswith(".tar") or len(head) < 512:
        return False
    try:
        tarfile.TarInfo.frombuf(head[:512], "utf-8", "surrogateescape")
    except tarfile.TarError:
        return not any(head[:512])  # one without members
    return True


def members(source: Source) -> Iterator[Source | Unread]:
    """Its files, or why one is none. Raises Refused at the first damage: what stands behind it cannot be told apart."""
    source.file.seek(0)
    nothing = True
    try:
        with tarfile.open(fileobj=_Careful(source), mode="r:") as archive:
            while (info := archive.next()) is not None:
                archive.members = []  # type: ignore[attr-defined]  # tarfile remembers all of them
                if info.isdir() or is_litter(info.name):
                    continue
                nothing = False
                try:
                    yield source.within(info.name, _opened(archive, info, source))
                except Refused as refused:
                    yield source.reject(refused, info.name)
    except tarfile.TarError as error:
        raise Refused("damaged", f"{source.where}: damaged tar file ({error}): the rest is not loaded") from error
    if nothing:
        raise Refused("empty", f"{source.where}: it is empty")


def _opened(archive: tarfile.TarFile, info: tarfile.TarInfo, source: Source) -> BinaryIO:
    where = f"{source.where}, in it {info.name}"
    if leads_out(info.name) or ((info.issym() or info.islnk()) and leads_out(info.linkname)):
        raise Refused("outside_roots", f"{where}: its name or link points outside the archive: skipped")
    if not info.isreg():
        raise Refused("unsupported", f"{where}: a link, pipe or device instead of a file: pack the file itself")
    return rewindable(lambda: cast("BinaryIO", archive.extractfile(info)))


class _Careful(io.RawIOBase):
    """The file for tarfile, which believes a header on how long a name is and would read it all into memory."""

    def __init__(self, source: Source) -> None:
        self._source = source

    def read(self, size: int = -1, /) -> bytes:
        if size < 0 or size > _LONGEST_NAME:
            raise Refused("damaged", f"{self._source.where}: a header of {size} bytes: the rest is not loaded")
        return self._source.file.read(size)

    def seek(self, offset: int, whence: int = io.SEEK_SET, /) -> int:
        return self._source.file.seek(offset, whence)

    def tell(self) -> int:
        return self._source.file.tell()
