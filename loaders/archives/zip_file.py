"""ZIP files: each member as a file of its own, never extracted; of a WACZ its web archives alone, of an e-book its pages.

Files: ZIP, WACZ, EPUB
Articles: each file in it, at most three archives deep; nothing is ever written to disk. Of a WACZ the web archives; of an EPUB
(a newspaper as an e-book) the pages except cover and contents
"""

import io
import re
import stat
import zipfile
from collections.abc import Callable, Iterator
from typing import IO, BinaryIO, Literal

from articles.archive.content_coding import BOMB_RATIO, MAX_PAGE
from articles.page import Unread
from loaders.archives.packed import rewindable
from loaders.litter import is_litter
from loaders.saved_pages import is_part_of_a_page, pages_among
from loaders.source import Refused, Source

_OFFICE = (
    ("ppt/", "a presentation: save its text"),
    ("content.xml", "an OpenDocument file that is no spreadsheet: save it as .docx or .txt"),
)


def is_it(head: bytes, name: str) -> bool:
    """By its first bytes."""
    del name
    return head.startswith((b"PK\x03\x04", b"PK\x05\x06"))


def members(source: Source) -> Iterator[Source | Unread]:
    """Its files, one open at a time, or why one cannot be opened. Raises Refused."""
    source.file.seek(0)
    try:
        archive = zipfile.ZipFile(source.file)
    except (zipfile.BadZipFile, NotImplementedError, ValueError) as error:
        raise Refused("damaged", f"{source.where}: damaged ZIP file ({error}): fetch or pack it again") from error
    with archive:
        infos = [info for info in archive.infolist() if not info.is_dir()]
        named = {info.filename: _name(info) for info in infos}
        _refuse_as_a_whole(source, infos, frozenset(named.values()))
        is_left_out = _left_out(frozenset(named.values()))
        for info in infos:
            name = named[info.filename]
            if is_left_out(name):
                continue
            try:
                yield source.within(name, _opened(archive, info, source))
            except Refused as refused:
                yield source.reject(refused, name)


def _refuse_as_a_whole(source: Source, infos: list[zipfile.ZipInfo], names: frozenset[str]) -> None:
    """Raises Refused for an archive of nothing, one whose members overlap, and an office document that is none of text."""
    if not infos:
        raise Refused("empty", f"{source.where}: it is empty")
    if sum(info.compress_size for info in infos) > source.file.seek(0, io.SEEK_END):
        raise Refused("bomb", f"{source.where}: its members are larger than the archive: they overlap")
    if names & {"[Content_Types].xml", "mimetype"}:
        for start, what in _OFFICE:
            if any(name.startswith(start) for name in names):
                raise Refused("unsupported", f"{source.where}: {what}")


def _left_out(names: frozenset[str]) -> Callable[[str], bool]:
    """Which members are passed over in silence: what is beside the records of a WACZ or the pages of an e-book, parts of saved
    pages, and litter.
    """
    if "META-INF/container.xml" in names:
        return lambda name: not _IN_A_BOOK.search(name) or _IS_BINDING.search(name) is not None
    is_wacz = "datapackage.json" in names and any(name.startswith("archive/") for name in names)
    pages = pages_among(names)
    return lambda name: (is_wacz and not name.startswith("archive/")) or is_part_of_a_page(name, pages) or is_litter(name)


_IN_A_BOOK = re.compile(r"\.x?html?$", re.IGNORECASE)
_IS_BINDING = re.compile(r"(?:^|/)(?:title-?_?page|cover|nav|toc|contents|index)\d{0,4}\.x?html?$", re.IGNORECASE)
"""An e-book's cover and lists; an article of a paper that was made into one has a folder or a number of its own."""


_UTF_8 = 0x800
_UNICODE_PATH = 0x7075


def _name(info: zipfile.ZipInfo) -> str:
    """A member's name: as an extra field says it, else UTF-8 where it can be, whether or not it is marked as such."""
    if info.flag_bits & _UTF_8 or info.filename.isascii():
        return info.filename
    extra = info.extra
    while len(extra) >= 4:
        kind, size = int.from_bytes(extra[:2], "little"), int.from_bytes(extra[2:4], "little")
        if kind == _UNICODE_PATH and size > 5:
            return extra[9 : 4 + size].decode("utf-8", "replace")
        extra = extra[4 + size :]
    try:
        return info.filename.encode("cp437").decode()
    except UnicodeError:
        return info.filename


_SHEETS = b"application/vnd.oasis.opendocument.spreadsheet"


def document_kind(file: BinaryIO) -> Literal["text", "sheets", ""]:
    """Which kind of an office document it is: a Word document, a spreadsheet, or neither."""
    try:
        with zipfile.ZipFile(file) as archive:
            names = archive.namelist()
            if "word/document.xml" in names:
                return "text"
            if "xl/workbook.xml" in names or "xl/workbook.bin" in names:
                return "sheets"
            if "mimetype" in names and archive.open("mimetype").read(100).startswith(_SHEETS):
                return "sheets"
    except Exception:  # whatever is wrong with it, `members` will say
        return ""
    return ""


def _opened(archive: zipfile.ZipFile, info: zipfile.ZipInfo, source: Source) -> BinaryIO:
    where = f"{source.where}, in it {info.filename}"
    if info.flag_bits & 1:
        raise Refused("encrypted", f"{where}: protected by a password: pack it again without one")
    if stat.S_ISLNK(info.external_attr >> 16):
        raise Refused("unsupported", f"{where}: a link instead of a file: pack the file itself")
    if leads_out(info.filename):
        raise Refused("outside_roots", f"{where}: its name points outside the archive: skipped")
    if not info.file_size:  # as zipfile sees it: no more than this is read of a member
        raise Refused("empty", f"{where}: it is empty")
    try:
        return rewindable(lambda: _Real(archive.open(info), info.compress_size, source, where))
    except NotImplementedError as error:
        raise Refused("unsupported", f"{where}: {error}: pack it again with deflate") from error
    except zipfile.BadZipFile as error:
        raise Refused("damaged", f"{where}: {error}: pack it again") from error


def leads_out(name: str) -> bool:
    """Whether a member's name is a path out of its archive."""
    return name.startswith(("/", "\\")) or ".." in name.replace("\\", "/").split("/") or name[1:2] == ":"


class _Real(io.RawIOBase):
    """A member's bytes, counted as they come: its own word on its size is not believed."""

    def __init__(self, member: IO[bytes], stored: int, source: Source, where: str) -> None:
        self._member, self._stored, self._meter, self._where, self._given = member, stored, source.meter, where, 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: "memoryview | bytearray", /) -> int:  # type: ignore[override]
        data = self._member.read(len(buffer))
        buffer[: len(data)] = data
        self._given += len(data)
        self._meter.add(len(data), self._where)
        if self._given > MAX_PAGE and self._given > BOMB_RATIO * self._stored:
            raise Refused("bomb", f"{self._where}: {self._given} bytes unpacked from {self._stored}: left out")
        return len(data)
