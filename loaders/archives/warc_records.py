"""The records of a WARC file (ISO 28500), one after the other, and where the next can be found behind a damaged one."""

import io
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import BinaryIO

from warcio.recordloader import ArcWarcRecordLoader
from warcio.statusandheaders import StatusAndHeaders, StatusAndHeadersParser, StatusAndHeadersParserException

from articles.archive.content_coding import BOMB_RATIO, MAX_PAGE
from articles.archive.gzip_member import MAGIC as GZIP
from articles.archive.gzip_member import DamagedData, Inflate, Member
from loaders.archives.packed import ZSTD, after_skipped, inflater
from loaders.source import Refused

MAX_HEAD = 1 << 20
"""Bytes of a record's headers."""

ASKED_FOR = ("response", "resource", "conversion")
"""The types of records that hold pages."""

START = re.compile(rb"WARC/\d\.\d+\r?\n")
_TARGET = re.compile(rb"^WARC-Target-URI:[ \t]*([^\r\n]*)", re.IGNORECASE | re.MULTILINE)

_parse_record_head = StatusAndHeadersParser(ArcWarcRecordLoader.WARC_TYPES).parse


@dataclass(frozen=True, slots=True)
class Record:
    """A record whose block has been read, but for what is longer than any page."""

    kind: str
    url: str
    headers: StatusAndHeaders
    block: bytes
    length: int

    def field(self, name: str) -> str:
        """A field of its head, "" where it has none."""
        return self.headers.get_header(name) or ""


@dataclass(frozen=True)
class Packing:
    """How the records of a file are packed: `kind` is "gzip", "zstd" or "" for not at all."""

    file: BinaryIO
    kind: str
    inflate: Callable[[], Inflate | None]

    def member(self, offset: int) -> Member:
        """The member that starts there."""
        return Member(self.file, offset, self.inflate())

    def behind(self, offset: int) -> int | None:
        """`offset`, or where its frames that hold nothing end; None at the end of the file."""
        offset = after_skipped(self.file, offset) if self.kind == "zstd" else offset
        self.file.seek(offset)
        return offset if self.file.read(1) else None


def packing_of(file: BinaryIO, kind: str) -> Packing:
    """Raises Refused for a dictionary that cannot be read."""
    return Packing(file, kind, inflater(file, kind))


class Records(Iterator[Record]):
    """The records of one gzip member, or of a plain file from an offset on. Raises Refused at the first damage.

    `start` is the offset in the file from which to look for the next record, `place` names the present one.
    """

    def __init__(self, packing: Packing, offset: int) -> None:
        packing.file.seek(offset)
        self.start = offset
        self._file = packing.file
        self._member = packing.member(offset) if packing.kind else None
        self._stream = io.BufferedReader(self._member, 1 << 16) if self._member else packing.file
        self._number = -1
        self._read = 0
        self._ahead = b""

    @property
    def end(self) -> int:
        """Behind the records read."""
        return self._member.end if self._member else self._file.tell()

    @property
    def place(self) -> str:
        """The offset, and the number of the record in a member of many."""
        return f"{self.start}.{self._number}" if self._member and self._number > 0 else str(self.start)

    def __next__(self) -> Record:
        try:
            return self._next()
        except (DamagedData, EOFError) as error:
            raise Refused("damaged", f"{error}: fetch the archive again, or repair it") from error
        except (StatusAndHeadersParserException, ValueError) as error:
            raise Refused("damaged", f"not a WARC record ({error}): repair the archive") from error

    def _next(self) -> Record:
        line = self._after_blank_lines() if self._number < 0 else self._ahead
        if not line:
            raise StopIteration
        self._number += 1
        if self._member is None:
            self.start = self._file.tell() - len(line)
        if not START.match(line):
            raise ValueError(f"starts with {line[:40]!r}")
        head = bytearray(line)
        while line.strip():
            line = self._line()
            head += line
            if not line:
                raise EOFError("the file ends inside a record's headers")
            if START.match(line):
                raise ValueError("another record begins inside its headers")
            if len(head) > MAX_HEAD:
                raise ValueError(f"headers of more than {MAX_HEAD} bytes")
        headers = _parse_record_head(io.BytesIO(bytes(head)))
        length = headers.get_header("Content-Length") or ""
        if not re.fullmatch(r"\d{1,15}", length):
            raise ValueError(f"Content-Length {length!r}")
        record = Record(headers.get_header("WARC-Type") or "", _target(bytes(head)), headers, b"", int(length))
        record = replace(record, block=self._block(record))
        # A record is whole once what follows it is seen: a blank line, and at a member's end gzip's checksum.
        line = self._line()
        if line.strip():
            raise ValueError(f"its Content-Length {length} is wrong: {line[:40]!r} follows")
        self._ahead = self._after_blank_lines()
        return record

    def _after_blank_lines(self) -> bytes:
        line = self._line()
        while line in (b"\r\n", b"\n"):
            line = self._line()
        return line

    def _line(self) -> bytes:
        line = self._stream.readline(1 << 16)
        self._read += len(line)
        return line

    def _block(self, record: Record) -> bytes:
        wanted = MAX_PAGE + MAX_HEAD if record.kind in (*ASKED_FOR, "continuation") else 0
        block = self._take(min(record.length, wanted))
        rest = record.length - len(block)
        while rest:
            rest -= len(self._take(min(rest, 1 << 16)))
        return block

    def _take(self, count: int) -> bytes:
        data = self._stream.read(count)
        self._read += len(data)
        if len(data) < count:
            raise EOFError("the file ends inside a record")
        if self._member and self._read > MAX_PAGE and self._read > BOMB_RATIO * (self._member.end - self.start):
            raise Refused("bomb", f"more than {BOMB_RATIO} bytes for each stored byte: left out")
        return data


def next_record(packing: Packing, offset: int) -> int | None:
    """Where the next record can be found, from an offset on."""
    mark, step = {"gzip": (GZIP, 0), "zstd": (ZSTD, 0), "": (b"\nWARC/", 1)}[packing.kind]
    while True:
        packing.file.seek(offset)
        block = packing.file.read(1 << 20)
        at = block.find(mark)
        while at >= 0:
            found = offset + at + step
            if START.match(_first_bytes(packing, found)):
                return found
            at = block.find(mark, at + 1)
        if len(block) < 1 << 20:
            return None
        offset += len(block) - len(mark) + 1


def _first_bytes(packing: Packing, offset: int) -> bytes:
    if not packing.kind:
        packing.file.seek(offset)
        return packing.file.read(16)
    try:
        return io.BufferedReader(packing.member(offset), 64).peek(16)[:16]
    except (DamagedData, EOFError):
        return b""


def _target(head: bytes) -> str:
    """The address as the record writes it, to its last blank: people look a page up by it. WARC 1.0 may put <> around."""
    found = _TARGET.search(head)
    url = StatusAndHeadersParser.decode_header(found[1]) if found else ""
    return url.strip()[1:-1] if re.fullmatch(r"\s*<.*>\s*", url) else url
