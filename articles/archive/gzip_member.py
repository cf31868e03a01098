"""One member of a gzip file as a stream: what a record of a `.warc.gz` is."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, BinaryIO, Protocol, cast

from zlib_ng import gzip_ng, zlib_ng

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

MAGIC = b"\x1f\x8b\x08"
"""How each member starts."""
WINDOW = zlib_ng.MAX_WBITS | 16
"""What zlib is told for gzip."""
DamagedData = cast("type[Exception]", zlib_ng.error)
"""Raised where bytes are not packed as they should be, or their checksum is wrong."""

_BLOCK = 1 << 16


class Inflate(Protocol):
    """What a `zlib_ng.decompressobj` is, and what another coding's stand-in for it must be."""

    @property
    def eof(self) -> bool:
        """Whether the member is at its end."""

    @property
    def unconsumed_tail(self) -> bytes:
        """What was given and not taken yet."""

    @property
    def unused_data(self) -> bytes:
        """What was given and lies behind the member's end."""

    def decompress(self, data: bytes, max_length: int = 0, /) -> bytes:
        """At most so many bytes. Raises DamagedData."""


def packed(data: bytes, level: int) -> bytes:
    """One member that holds these bytes, with no time in it."""
    return cast("bytes", gzip_ng.compress(data, level, mtime=0))  # type: ignore[no-untyped-call]


class Member(io.RawIOBase):
    """The decompressed bytes of the member that starts at `offset`, read in bounded steps (a bomb costs no memory).

    A member of another coding than gzip (a frame of zstandard) is read with its own `inflate`.

    Reading raises `DamagedData` where the bytes are not gzip or their checksum is wrong, and `EOFError` where the file ends
    before the member does. `end` is the offset behind the compressed bytes taken so far: behind the member once it is at
    its end. Wrap it in `io.BufferedReader` for lines.
    """

    def __init__(self, file: BinaryIO, offset: int, inflate: Inflate | None = None) -> None:
        self._file = file
        self._taken = offset
        self._pending = b""
        self._inflate: Inflate = inflate or zlib_ng.decompressobj(WINDOW)

    @property
    def end(self) -> int:
        """Offset in the file, bytes."""
        # At the end zlib may leave the same bytes in unconsumed_tail and in unused_data.
        return self._taken - len(self._inflate.unused_data if self._inflate.eof else self._pending)

    def readable(self) -> bool:
        """Always."""
        return True

    def readinto(self, buffer: WriteableBuffer, /) -> int:
        """Fill `buffer`; 0 at the member's end."""
        view = memoryview(buffer).cast("B")
        while not self._inflate.eof:
            given = self._pending
            if not given:
                self._file.seek(self._taken)
                given = self._file.read(_BLOCK)
                self._taken += len(given)
            out = self._inflate.decompress(given, len(view))
            self._pending = self._inflate.unconsumed_tail
            if out:
                view[: len(out)] = out
                return len(out)
            if not given:
                raise EOFError("the file ends inside a compressed member")
        return 0
