"""Compressed files as streams: gzip and zstandard, of one member or many, in bounded memory."""

import io
from collections.abc import Callable
from typing import BinaryIO, cast

import zstandard

from articles.archive.content_coding import BOMB_RATIO, MAX_PAGE
from articles.archive.gzip_member import MAGIC as GZIP
from articles.archive.gzip_member import DamagedData, Inflate, Member
from loaders.source import Refused, Source

ZSTD = b"\x28\xb5\x2f\xfd"
"""How a frame starts (RFC 8878)."""

_WINDOW = 128 << 20
_BLOCK = 1 << 16
_FIRST = 1024
_STEP = 256  # of a block that repeats one byte, these give 8 MiB
_SKIPPED = tuple(bytes((0x50 + n, 0x2A, 0x4D, 0x18)) for n in range(16))
_DICTIONARY = _SKIPPED[13]


class Frame:
    """A zstandard frame with the interface of a `zlib_ng.decompressobj`: what it gives stays within bounds."""

    def __init__(self, dictionary: zstandard.ZstdCompressionDict | None = None) -> None:
        decompressor = zstandard.ZstdDecompressor(dict_data=dictionary, max_window_size=_WINDOW)
        self._frame = decompressor.decompressobj()
        self._out = b""
        self.unconsumed_tail = b""
        self.unused_data = b""

    @property
    def eof(self) -> bool:
        """Whether all that is in it has been given."""
        return self._frame.eof and not self._out

    def decompress(self, data: bytes, max_length: int = 0, /) -> bytes:
        """As zlib's. Raises DamagedData."""
        at = 0
        try:
            while len(self._out) < max_length and at < len(data) and not self._frame.eof:
                self._out += self._frame.decompress(data[at : at + _STEP])
                at += _STEP
        except zstandard.ZstdError as error:
            raise DamagedData(str(error)) from error
        if self._frame.eof:
            self.unused_data += (self._frame.unused_data if at else b"") + data[at:]
            self.unconsumed_tail = b""
        else:
            self.unconsumed_tail = data[at:]
        given, self._out = self._out[:max_length], self._out[max_length:]
        return given


def packing(start: bytes) -> str:
    """ "gzip", "zstd" or "" for neither, by the first bytes."""
    if start.startswith(GZIP):
        return "gzip"
    return "zstd" if start.startswith((ZSTD, *_SKIPPED)) else ""


def inflater(file: BinaryIO, kind: str) -> Callable[[], Inflate | None]:
    """Makes what unpacks one member of a file of this kind. A zstd WARC may begin with the dictionary of its frames.

    Raises Refused.
    """
    if kind == "gzip":
        return lambda: None
    file.seek(0)
    start = file.read(8)
    dictionary = None
    if start.startswith(_DICTIONARY):
        raw = file.read(min(int.from_bytes(start[4:], "little"), _WINDOW))
        try:
            if raw.startswith(ZSTD):
                raw = zstandard.ZstdDecompressor().decompress(raw, max_output_size=_WINDOW)
            dictionary = zstandard.ZstdCompressionDict(raw)
        except zstandard.ZstdError as error:
            raise Refused("damaged", f"the zstd dictionary cannot be read ({error})") from error
    return lambda: cast("Inflate", Frame(dictionary))


def after_skipped(file: BinaryIO, offset: int) -> int:
    """`offset`, or behind the frames there that hold no data."""
    file.seek(offset)
    while (start := file.read(8)).startswith(_SKIPPED) and len(start) == 8:
        offset += 8 + int.from_bytes(start[4:], "little")
        file.seek(offset)
    return offset


class Unpacked(io.RawIOBase):
    """All members of a compressed file, one after the other, forward only. Reading raises Refused (damaged, bomb)."""

    def __init__(self, source: Source) -> None:
        file = source.file
        file.seek(0)
        self._kind = packing(file.read(4))
        self._file, self._where, self._meter, self._given = file, source.where, source.meter, 0
        self._inflater = inflater(file, self._kind)
        self._member = Member(file, self._start(0), self._inflater())

    def _start(self, offset: int) -> int:
        return after_skipped(self._file, offset) if self._kind == "zstd" else offset

    def readable(self) -> bool:
        """Always."""
        return True

    def readinto(self, buffer: "memoryview | bytearray", /) -> int:  # type: ignore[override]
        """Fill `buffer`; 0 at the end. What stands behind the last member and is none (padding) is not read."""
        if self._given < _FIRST:  # in small steps, so that what is damaged soon after can still be known for what it is
            buffer = memoryview(buffer)[:128]
        try:
            while not (count := self._member.readinto(buffer)):
                start = self._start(self._member.end)
                self._file.seek(start)
                if packing(self._file.read(4)) != self._kind:
                    return 0
                self._member = Member(self._file, start, self._inflater())
        except (DamagedData, EOFError) as error:
            raise Refused("damaged", f"{self._where}: damaged {self._kind} file ({error}): fetch or pack it again") from error
        self._given += count
        self._meter.add(count, self._where)
        if self._given > MAX_PAGE and self._given > BOMB_RATIO * self._member.end:
            ratio = self._given // max(self._member.end, 1)
            raise Refused("bomb", f"{self._where}: {ratio} bytes for each stored byte: the rest is left out")
        return count


class Rewindable(io.RawIOBase):
    """A stream that can only go forward, readable from any place: a little way back is free, far back opens it again."""

    KEPT = 1 << 20

    def __init__(self, reopen: Callable[[], BinaryIO | io.RawIOBase]) -> None:
        self._reopen = reopen
        self._stream = reopen()
        self._kept = bytearray()
        self._first = 0
        self._at = 0

    def readable(self) -> bool:
        """Always."""
        return True

    def seekable(self) -> bool:
        """Always."""
        return True

    def seek(self, offset: int, whence: int = io.SEEK_SET, /) -> int:
        """As any file's; the end is found by reading to it."""
        if whence == io.SEEK_END:
            self._at = self._first + len(self._kept)
            while self._more():
                self._at = self._first + len(self._kept)
        self._at = max(0, offset if whence == io.SEEK_SET else self._at + offset)
        return self._at

    def tell(self) -> int:
        """Where the next byte is read from."""
        return self._at

    def readinto(self, buffer: "memoryview | bytearray", /) -> int:  # type: ignore[override]
        """Fill `buffer`; 0 at the end."""
        if self._at < self._first:
            self._stream.close()
            self._stream, self._kept, self._first = self._reopen(), bytearray(), 0
        while self._at >= self._first + len(self._kept):
            if not self._more():
                return 0
        view = memoryview(buffer).cast("B")
        start = self._at - self._first
        given = bytes(self._kept[start : start + len(view)])
        view[: len(given)] = given
        self._at += len(given)
        return len(given)

    def _more(self) -> bool:
        data = self._stream.read(_BLOCK)
        if not data:
            return False
        self._kept += data
        if len(self._kept) > 2 * self.KEPT:
            cut = len(self._kept) - self.KEPT
            del self._kept[:cut]
            self._first += cut
        return True


def rewindable(reopen: Callable[[], BinaryIO | io.RawIOBase]) -> BinaryIO:
    """A buffered file over what `reopen` opens from its start."""
    return cast("BinaryIO", io.BufferedReader(Rewindable(reopen), _BLOCK))
