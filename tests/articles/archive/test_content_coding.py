"""Content codings: nothing of a bomb is left, nothing of a whole body is missing, and many small members cost no more than one."""

import gzip
import time
import tracemalloc
import zlib
from collections.abc import Callable

import brotli
import pytest
import zstandard
from hypothesis import given
from hypothesis import strategies as some

from articles.archive.content_coding import DamagedEncoding, TooLarge, decoded

MB = 1 << 20
CODINGS: dict[str, tuple[str, Callable[[bytes], bytes]]] = {
    "gzip": ("gzip", gzip.compress),
    "members": ("gzip", lambda body: b"".join(gzip.compress(body[at : at + 100]) for at in range(0, len(body), 100))),
    "zlib": ("deflate", zlib.compress),
    "bare deflate": ("deflate", lambda body: zlib.compress(body)[2:-4]),
    "br": ("br", brotli.compress),
    "zstd": ("zstd", zstandard.compress),
    "frames": ("zstd", lambda body: b"".join(zstandard.compress(body[at : at + 100]) for at in range(0, len(body), 100))),
    "two": ("br, gzip", lambda body: gzip.compress(brotli.compress(body))),
    "no header": ("", gzip.compress),
    "packed once more": ("gzip", lambda body: gzip.compress(gzip.compress(body))),
    "of zstd, packed": ("none", lambda body: gzip.compress(zstandard.compress(body))),
}
PACKED = (b"\x1f\x8b\x08", b"\x28\xb5\x2f\xfd")


@pytest.mark.parametrize("name", CODINGS)
@given(body=some.binary(min_size=1, max_size=5000).filter(lambda body: not body.startswith(PACKED)))
def test_what_was_coded_comes_back_within_its_limit(name: str, body: bytes) -> None:
    encodings, encode = CODINGS[name]
    assert decoded(encode(body), encodings, len(body) + 50) == body
    with pytest.raises(TooLarge):
        decoded(encode(body), encodings, len(body) - 1)


@pytest.mark.parametrize("name", CODINGS)
def test_what_ends_too_soon_is_damaged(name: str) -> None:
    encodings, encode = CODINGS[name]
    whole = encode(bytes(range(256)))
    for left_out in range(1, 15):
        with pytest.raises(DamagedEncoding):
            decoded(whole[:-left_out], encodings, MB)


@pytest.mark.parametrize("name", ["gzip", "zlib", "br", "zstd"])
def test_a_bomb_is_let_go_before_it_is_whole(name: str) -> None:
    encodings, encode = CODINGS[name]
    bomb = encode(bytes(100 * MB))
    tracemalloc.start()
    try:
        with pytest.raises(TooLarge) as error:
            decoded(bomb, encodings, 10 * MB)
        kept, most = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert error.value.code == "bomb"
    assert most < 15 * MB
    assert kept < 3 * MB  # while the error and its traceback are still there


def test_half_a_million_members_take_time_by_their_length() -> None:
    """Quadratic, they took 42 s."""
    before = time.process_time()
    assert decoded(gzip.compress(b"", mtime=0) * 500_000, "gzip", MB) == b""
    assert time.process_time() - before < 10


TEXTS = {
    "a page": b"<!doctype html><p>The weir was drained.</p>",
    "a feed": b'<?xml version="1.0"?><rss/>',
    "JSON": b'{"version": "https://jsonfeed.org/version/1.1"}',
    "robots.txt": b"User-agent: *\r\nDisallow: /weir/\r\n",
    "Latin-1": "\n<p>Wehr, Mühle und Fähre</p>".encode("latin-1"),
    "a letter cut in two": ("Über das Wehr. " * 34 + "öö").encode()[:513],
}


@pytest.mark.parametrize("text", TEXTS)
@pytest.mark.parametrize(
    "coding", ["none", "identity", "utf-8", "UTF-8", "binary", "gzip", "br", "deflate", "zstd", "x-gzip;q=1", "none, "]
)
def test_a_coding_that_is_none_leaves_the_bytes_as_they_are(coding: str, text: str) -> None:
    """Under the name of a coding that was not applied, or of none at all."""
    assert decoded(TEXTS[text], coding, MB) == TEXTS[text]
