"""HTTP's content codings taken off, strictly and within a limit: gzip, deflate, br, zstd.

Scrapy and warcio both take a cut-off gzip for a whole one; here it is an error. What the header calls a coding and is none
("none", "utf-8") is passed over, as browsers do, and what is packed without a header's word is told by its first bytes.
"""

import codecs
import io
import re

import brotli  # type: ignore[import-untyped]
import zstandard
from zlib_ng import zlib_ng

from articles.archive.gzip_member import MAGIC, WINDOW, DamagedData

ACCEPTED = "gzip, deflate, br, zstd"
"""What to send as Accept-Encoding."""

MAX_PAGE = 5 << 20
"""Bytes of one page. Longer ones take the reader more than 12 s in C."""

BOMB_RATIO = 200
"""Above this many bytes out for one in, too much is a bomb and not a long page: HTML shrinks by 4 to 30."""

_PIECE = 1 << 10
"""Bytes that are decompressed at once; deflate makes at most 1,032 of each."""

_MOST_OF_A_PIECE = 1 << 20

_ZSTD = b"\x28\xb5\x2f\xfd"
"""How a frame of zstandard starts (RFC 8878)."""

_ZSTD_WINDOW = 8 << 20
"""The largest window that a server may use (RFC 9659)."""

_ZSTD_PIECE = 1 << 6
"""Bytes of a frame that are decompressed at once: of a block that repeats one byte, these give 2 MiB."""

_MOST_LAYERS = 3
"""Packings that are taken off one after the other without a header's word: a feed.xml.gz may be sent gzipped once more."""


class TooLarge(ValueError):
    """More than `limit` bytes. `code` is "bomb" or "too_large"."""

    def __init__(self, limit: int, ratio: float) -> None:
        self.code = "bomb" if ratio > BOMB_RATIO else "too_large"
        super().__init__(f"more than {limit} bytes" + (f", {ratio:.0f} for each byte stored" if self.code == "bomb" else ""))


class DamagedEncoding(ValueError):
    """The bytes are not what their coding says, or they end too soon."""


def decoded(body: bytes, encodings: str, limit: int) -> bytes:
    """`body` without the codings of a Content-Encoding header ("" for none), and without packings that its bytes tell.

    A body that carries a header's coding but was stored or sent without it comes back as it is. Raises TooLarge and
    DamagedEncoding.
    """
    for written in reversed(encodings.split(",")):
        coding = _CODINGS.get(written.partition(";")[0].strip().lower(), "")
        if coding and body and not _is_plain(body, coding):
            body = _DECODERS[coding](body, limit)
    for _ in range(_MOST_LAYERS):
        packing = next((name for name, start in _STARTS.items() if body.startswith(start)), None)
        if packing is None:
            break
        body = _DECODERS[packing](body, limit)
    if len(body) > limit:
        raise TooLarge(limit, 1)
    return body


def _is_plain(body: bytes, coding: str) -> bool:
    """Whether the header names a coding that is not there: by the coding's first bytes, where it has any, else by text."""
    if coding in _STARTS:
        return not body.startswith(_STARTS[coding][:2])
    return re.match(rb"(?:\xef\xbb\xbf)?\s*<[!?a-zA-Z]", body) is not None or _is_text(body[:512])


def _is_text(start: bytes) -> bool:
    """Whether bytes begin as text in UTF-8, cut anywhere; no stream of deflate or Brotli does so for long."""
    text = codecs.getincrementaldecoder("utf-8")("surrogateescape").decode(start)
    return all(char.isprintable() or char in "\t\r\n\ufeff" for char in text)


def _gunzip(body: bytes, limit: int) -> bytes:
    """All members, one behind the other."""
    with io.BytesIO() as out:
        start = 0
        while body.startswith(MAGIC[:2], start):
            start = _inflate(body, start, WINDOW, out, limit)
        return out.getvalue()


def _undeflate(body: bytes, limit: int) -> bytes:
    # RFC 9110 means zlib's format by "deflate"; some servers send the bare stream.
    is_zlib = body[0] & 0x0F == 8 and int.from_bytes(body[:2], "big") % 31 == 0
    with io.BytesIO() as out:
        _inflate(body, 0, zlib_ng.MAX_WBITS if is_zlib else -zlib_ng.MAX_WBITS, out, limit)
        return out.getvalue()


def _inflate(body: bytes, start: int, window: int, out: io.BytesIO, limit: int) -> int:
    """Add to `out` what the stream at `start` holds; where it ends.

    Piece by piece: what is too large is let go before it is whole, and what is large is held once.
    """
    inflate = zlib_ng.decompressobj(window)
    end = start
    while not inflate.eof:
        piece = body[end : end + _PIECE]
        if not piece:
            raise DamagedEncoding("the compressed bytes end too soon")
        end += len(piece)
        try:
            out.write(inflate.decompress(piece))
        except DamagedData as error:
            raise DamagedEncoding(str(error)) from error
        if out.tell() > limit:
            raise TooLarge(limit, out.tell() / end)
    return end - len(inflate.unused_data)


def _unbrotli(body: bytes, limit: int) -> bytes:
    inflate = brotli.Decompressor()
    with io.BytesIO() as out:
        try:
            out.write(inflate.process(body, output_buffer_limit=_MOST_OF_A_PIECE))
            while not inflate.is_finished() and out.tell() <= limit:
                more = inflate.process(b"", output_buffer_limit=_MOST_OF_A_PIECE)
                if not more and inflate.can_accept_more_data():
                    raise DamagedEncoding("the compressed bytes end too soon")
                out.write(more)
        except brotli.error as error:
            raise DamagedEncoding(str(error)) from error
        if out.tell() > limit:
            raise TooLarge(limit, out.tell() / len(body))
        return out.getvalue()


def _unzstd(body: bytes, limit: int) -> bytes:
    """All frames, one behind the other."""
    with io.BytesIO() as out:
        start = 0
        while body.startswith(_ZSTD, start):
            start = _unzstd_frame(body, start, out, limit)
        return out.getvalue()


def _unzstd_frame(body: bytes, start: int, out: io.BytesIO, limit: int) -> int:
    """As `_inflate`."""
    frame = zstandard.ZstdDecompressor(max_window_size=_ZSTD_WINDOW).decompressobj()
    end = start
    while not frame.eof:
        piece = body[end : end + _ZSTD_PIECE]
        if not piece:
            raise DamagedEncoding("the compressed bytes end too soon")
        end += len(piece)
        try:
            out.write(frame.decompress(piece))
        except zstandard.ZstdError as error:
            raise DamagedEncoding(str(error)) from error
        if out.tell() > limit:
            raise TooLarge(limit, out.tell() / end)
    return end - len(frame.unused_data)


_DECODERS = {"gzip": _gunzip, "deflate": _undeflate, "br": _unbrotli, "zstd": _unzstd}

_CODINGS = {name: name for name in _DECODERS} | {"x-gzip": "gzip", "x-deflate": "deflate", "brotli": "br", "x-zstd": "zstd"}
"""As servers write them. Any other name says nothing of the bytes: "none", "identity", "utf-8", "binary"."""

_STARTS = {"gzip": MAGIC, "zstd": _ZSTD}
"""Packings that tell themselves."""
