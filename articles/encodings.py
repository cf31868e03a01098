"""HTTP's content codings taken off, strictly and within a limit: gzip, deflate, br.

Scrapy and warcio both take a cut-off gzip for a whole one; here it is an error.
"""

import re

import brotli  # type: ignore[import-untyped]
from zlib_ng import zlib_ng

from articles.gzip_member import MAGIC, WINDOW, DamagedData

ACCEPTED = "gzip, deflate, br"
"""What to send as Accept-Encoding."""

MAX_PAGE = 5 << 20
"""Bytes of one page. Longer ones take the reader more than 12 s in C."""

BOMB_RATIO = 200
"""Above this many bytes out for one in, too much is a bomb and not a long page: HTML shrinks by 4 to 30."""


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
    out = b""
    rest = body
    while rest.startswith(MAGIC[:2]):
        part, rest = _inflate(rest, WINDOW, limit - len(out))
        out += part
    return out


def _undeflate(body: bytes, limit: int) -> bytes:
    # RFC 9110 means zlib's format by "deflate"; some servers send the bare stream.
    is_zlib = body[0] & 0x0F == 8 and int.from_bytes(body[:2], "big") % 31 == 0
    return _inflate(body, zlib_ng.MAX_WBITS if is_zlib else -zlib_ng.MAX_WBITS, limit)[0]


def _inflate(body: bytes, window: int, limit: int) -> tuple[bytes, bytes]:
    """What comes out, and what stands behind the stream's end."""
    inflate = zlib_ng.decompressobj(window)
    try:
        out = inflate.decompress(body, limit + 1)
    except DamagedData as error:
        raise DamagedEncoding(str(error)) from error
    if len(out) > limit:
        raise TooLarge(limit, len(out) / (len(body) - len(inflate.unconsumed_tail)))
    if not inflate.eof:
        raise DamagedEncoding("the compressed bytes end too soon")
    return out, inflate.unused_data


def _unbrotli(body: bytes, limit: int) -> bytes:
    inflate = brotli.Decompressor()
    try:
        out: bytes = inflate.process(body, output_buffer_limit=limit + 1)
        while not inflate.is_finished() and len(out) <= limit:
            more = inflate.process(b"", output_buffer_limit=limit + 1 - len(out))
            if not more and inflate.can_accept_more_data():
                raise DamagedEncoding("the compressed bytes end too soon")
            out += more
    except brotli.error as error:
        raise DamagedEncoding(str(error)) from error
    if len(out) > limit:
        raise TooLarge(limit, len(out) / len(body))
    return out


_DECODERS = {"gzip": _gunzip, "x-gzip": _gunzip, "deflate": _undeflate, "br": _unbrotli}
