"""HTTP's content codings taken off, strictly and within a limit: gzip, deflate, br.

Scrapy and warcio both take a cut-off gzip for a whole one; here it is an error.
"""

import io
import re

import brotli  # type: ignore[import-untyped]
from zlib_ng import zlib_ng

from articles.archive.gzip_member import MAGIC, WINDOW, DamagedData

ACCEPTED = "gzip, deflate, br"
"""What to send as Accept-Encoding."""

MAX_PAGE = 5 << 20
"""Bytes of one page. Longer ones take the reader more than 12 s in C."""

BOMB_RATIO = 200
"""Above this many bytes out for one in, too much is a bomb and not a long page: HTML shrinks by 4 to 30."""

_PIECE = 1 << 10
"""Bytes that are decompressed at once; deflate makes at most 1,032 of each."""

_MOST_OF_A_PIECE = 1 << 20


class TooLarge(ValueError):
    """More than `limit` bytes. `code` is "bomb" or "too_large"."""

    def __init__(self, limit: int, ratio: float) -> None:
        self.code = "bomb" if ratio > BOMB_RATIO else "too_large"
        super().__init__(f"more than {limit} bytes" + (f", {ratio:.0f} for each byte stored" if self.code == "bomb" else ""))


class DamagedEncoding(ValueError):
    """The bytes are not what their coding says, or they end too soon."""


def decoded(body: bytes, encodings: str, limit: int) -> bytes:
    """`body` without the codings of a Content-Encoding header ("" for none).

    A body that carries a header's coding but was stored or sent without it comes back as it is. Raises TooLarge, and
    DamagedEncoding, also for a coding that nobody asked for.
    """
    for encoding in reversed([name.strip().lower() for name in encodings.split(",")]):
        if encoding in ("", "identity"):
            continue
        if encoding not in _DECODERS:
            raise DamagedEncoding(f"the content coding {encoding!r} is not known: {ACCEPTED} are")
        if body and not _is_plain(body, encoding):
            body = _DECODERS[encoding](body, limit)
    if len(body) > limit:
        raise TooLarge(limit, 1)
    return body


def _is_plain(body: bytes, encoding: str) -> bool:
    if encoding in ("gzip", "x-gzip"):
        return not body.startswith(MAGIC[:2])
    return re.match(rb"(?:\xef\xbb\xbf)?\s*<[!?a-zA-Z]", body) is not None


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


_DECODERS = {"gzip": _gunzip, "x-gzip": _gunzip, "deflate": _undeflate, "br": _unbrotli}
