import gzip
import hashlib
import io
import os
import tarfile
import tracemalloc
import zipfile
import zlib
from base64 import b32encode
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

import brotli
import pytest
import zstandard

from articles.archive.content_coding import MAX_PAGE
from articles.page import Page, Unread
from tests.loaders.test_files import HTML, TEXT, codes, loaded

HEAD = ("Content-Type: text/html; charset=utf-8",)


def http(body: bytes = HTML, *headers: str, status: str = "200 OK") -> bytes:
    return "\r\n".join([f"HTTP/1.1 {status}", *(headers or HEAD), "", ""]).encode() + body


def record(
    block: bytes,
    url: str | None = "https://gazette.example/1",
    kind: str | None = "response",
    content_type: str = "application/http; msgtype=response",
    more: Sequence[str] = (),
    date: str = "2026-01-02T03:04:05Z",
    length: int | None = None,
) -> bytes:
    fields = ["WARC/1.0", *more, f"WARC-Date: {date}", f"Content-Type: {content_type}"]
    fields += [f"WARC-Type: {kind}"] if kind else []
    fields += [f"WARC-Target-URI: {url}"] if url else []
    fields += [f"Content-Length: {len(block) if length is None else length}", "", ""]
    return "\r\n".join(fields).encode() + block + b"\r\n\r\n"


def numbered(count: int) -> list[bytes]:
    return [record(http(HTML + b"<!-- %d -->" % n), f"https://gazette.example/{n}") for n in range(count)]


def seen(tmp_path: Path, *records: bytes, name: str = "x.warc.gz", members: bool = True) -> list[tuple[str, str]]:
    data = b"".join(gzip.compress(r, mtime=0) if members else r for r in records)
    (tmp_path / name).write_bytes(data)
    return codes(tmp_path / name)


def test_a_page_with_all_that_its_record_says(tmp_path: Path) -> None:
    block = http(HTML, *HEAD, 'ETag: "7"', "Set-Cookie: a=b")
    (tmp_path / "x.warc").write_bytes(record(block, date="2026-01-02T03:04:05.678Z"))
    url = "https://gazette.example/1"
    headers = (("Content-Type", "text/html; charset=utf-8"), ("ETag", '"7"'))
    date = datetime(2026, 1, 2, 3, 4, 5, 678000, tzinfo=UTC)
    assert loaded(tmp_path / "x.warc") == [Page(url, "gazette", date, HTML, "text/html; charset=utf-8", 200, headers, url)]


@pytest.mark.parametrize(
    ("url", "publisher"),
    [
        ("https://gazette.example/a", "gazette"),
        ("http://www.gazette.example:8080/a", "gazette"),
        ("http://127.0.0.1:8001/a", "local"),
        ("http://127.0.0.1:8002/a", "127.0.0.1:8002"),
        ("https://notgazette.example/a", "notgazette.example"),
    ],
)
def test_publishers_by_host(tmp_path: Path, url: str, publisher: str) -> None:
    (tmp_path / "x.warc").write_bytes(record(http(), url))
    assert [page.publisher for page in loaded(tmp_path / "x.warc")] == [publisher]
    assert [page.publisher for page in loaded(tmp_path / "x.warc", publisher="mine")] == ["mine"]


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("https://gazette.example/a b", "https://gazette.example/a b"),
        ("https://gazette.example/a ", "https://gazette.example/a "),
        ("https://gazette.example/ä?x=1&y=%20#z", "https://gazette.example/ä?x=1&y=%20#z"),
        ("<https://gazette.example/a>", "https://gazette.example/a"),
    ],
)
def test_addresses_are_kept_as_written(tmp_path: Path, written: str, expected: str) -> None:
    assert [url for url, _ in seen(tmp_path, record(http(), written))] == [expected]


@pytest.mark.parametrize("members", [True, False])
def test_long_pages(tmp_path: Path, members: bool) -> None:
    long = [record(http(HTML + os.urandom(n).hex().encode()), f"https://gazette.example/{n}") for n in (400_000, 70_000, 1)]
    expected = [(f"https://gazette.example/{n}", "text/html; charset=utf-8") for n in (400_000, 70_000, 1)]
    assert seen(tmp_path, *long, members=members) == expected


@pytest.mark.parametrize("members", [True, False])
def test_all_pages_in_order(tmp_path: Path, members: bool) -> None:
    expected = [(f"https://gazette.example/{n}", "text/html; charset=utf-8") for n in range(5)]
    assert seen(tmp_path, *numbered(5), members=members, name="x.warc") == expected


def test_an_archive_gzipped_as_a_whole(tmp_path: Path) -> None:
    assert len(seen(tmp_path, b"".join(numbered(5)))) == 5


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        (record(HTML, kind="resource", content_type="text/html"), "text/html"),
        (record(TEXT, kind="conversion", content_type="text/plain"), "text/plain"),
        (record(TEXT, "file:notes.txt", kind="resource", content_type="text/plain"), "text/plain"),
        (record(http(HTML, "Content-Type: application/xhtml+xml")), "application/xhtml+xml"),
        (record(http(HTML, "Server: x")), ""),
        (record(http(b"  ")), "empty"),
        (record(http(), None), "damaged"),
        (record(http(), kind=None), "damaged"),
        (record(http(), date="yesterday"), "damaged"),
        (record(b"no http at all"), "damaged"),
        (record(http(), more=["WARC-Block-Digest: sha1:" + b32encode(hashlib.sha1(http()).digest()).decode()]), "text/html; charset=utf-8"),
        (record(http(), more=["WARC-Payload-Digest: sha-256:" + hashlib.sha256(HTML).hexdigest()]), "text/html; charset=utf-8"),
        (record(http(), more=["WARC-Payload-Digest: rot13:abc"]), "text/html; charset=utf-8"),
        (record(http(), more=["WARC-Block-Digest: sha1:" + "A" * 32]), "damaged"),
        (record(http(), more=["WARC-Payload-Digest: md5:" + "0" * 32]), "damaged"),
        (record(http(HTML + b" " * MAX_PAGE)), "too_large"),
        (record(http(HTML + b" " * MAX_PAGE * 3)), "too_large"),
    ],
)  # fmt: skip
def test_records_that_are_asked_for(tmp_path: Path, given: bytes, expected: str) -> None:
    found = seen(tmp_path, given, name="x.warc", members=False)
    assert [what for _, what in found] == [expected]


@pytest.mark.parametrize(
    "given",
    [
        record(b"software: x\r\n", None, "warcinfo", "application/warc-fields"),
        record(b"GET / HTTP/1.1\r\n\r\n", kind="request"),
        record(http(), kind="revisit"),
        record(b"via: x", kind="metadata"),
        record(http(status="404 Not Found")),
        record(http(status="301 Moved")),
        record(http(b"\x89PNG", "Content-Type: image/png")),
        record(http(TEXT, "Content-Type: text/plain"), "https://gazette.example/robots.txt"),
        record(TEXT, "metadata://tool.example/manifest", "resource", "text/plain"),
        record(os.urandom(MAX_PAGE * 2), kind="resource", content_type="video/mp4"),
    ],
)
def test_other_records_are_ignored(tmp_path: Path, given: bytes) -> None:
    assert seen(tmp_path, given, *numbered(1)) == [("https://gazette.example/0", "text/html; charset=utf-8")]
    assert seen(tmp_path, given) == [("file:x.warc.gz", "empty")]


def chunked(body: bytes) -> bytes:
    return b"%x\r\n" % 9 + body[:9] + b"\r\n" + b"%X;a=b\r\n" % len(body[9:]) + body[9:] + b"\r\n0\r\n\r\n"


@pytest.mark.parametrize(
    ("headers", "body", "expected"),
    [
        (["Content-Encoding: gzip"], gzip.compress(HTML, mtime=0), HTML),
        (["Content-Encoding: gzip"], HTML, HTML),
        (["Content-Encoding: x-gzip"], gzip.compress(HTML[:9], mtime=0) + gzip.compress(HTML[9:], mtime=0), HTML),
        (["Content-Encoding: deflate"], zlib.compress(HTML), HTML),
        (["Content-Encoding: deflate"], zlib.compress(HTML)[2:-4], HTML),
        (["Content-Encoding: br"], brotli.compress(HTML), HTML),
        (["Content-Encoding: br"], HTML, HTML),
        (["Content-Encoding: deflate, gzip"], gzip.compress(zlib.compress(HTML), mtime=0), HTML),
        (["Transfer-Encoding: chunked"], chunked(HTML), HTML),
        (["Transfer-Encoding: chunked"], HTML, HTML),
        (["Transfer-Encoding: chunked", "Content-Encoding: gzip"], chunked(gzip.compress(HTML, mtime=0)), HTML),
        (["Transfer-Encoding: chunked"], chunked(HTML)[:-20], "damaged"),
        (["Content-Encoding: gzip"], gzip.compress(HTML * 9, mtime=0)[:-12], "damaged"),
        (["Content-Encoding: deflate"], zlib.compress(HTML * 9)[:-7], "damaged"),
        (["Content-Encoding: br"], brotli.compress(HTML * 9)[:-3], "damaged"),
        (["Content-Encoding: zstd"], b"(\xb5/\xfd....", "damaged"),
        (["Content-Encoding: gzip"], gzip.compress(bytes(MAX_PAGE * 3), 1, mtime=0), "bomb"),
        (["Content-Encoding: br"], brotli.compress(bytes(MAX_PAGE * 3), quality=1), "bomb"),
        (["Content-Encoding: deflate"], zlib.compress(bytes(MAX_PAGE * 3), 1), "bomb"),
    ],
)
def test_codings_are_taken_off(tmp_path: Path, headers: list[str], body: bytes, expected: bytes | str) -> None:
    (tmp_path / "x.warc").write_bytes(record(http(body, *HEAD, *headers)))
    (found,) = loaded(tmp_path / "x.warc")
    assert (found.payload if isinstance(found, Page) else found.reason) == expected


@pytest.mark.parametrize("cut", [3, 30, 150])
def test_a_cut_off_archive_gives_the_whole_records_before(tmp_path: Path, cut: int) -> None:
    *whole, last = [gzip.compress(r, mtime=0) for r in numbered(4)]
    (tmp_path / "x.warc.gz").write_bytes(b"".join(whole) + last[:-cut])
    expected = [(f"https://gazette.example/{n}", "text/html; charset=utf-8") for n in range(3)]
    assert codes(tmp_path / "x.warc.gz") == [*expected, (f"file:x.warc.gz#{len(b''.join(whole))}", "damaged")]


@pytest.mark.parametrize("members", [True, False])
def test_damage_costs_the_damaged_record(tmp_path: Path, members: bool) -> None:
    parts = [gzip.compress(r, mtime=0) if members else r for r in numbered(5)]
    spoilt = bytearray(parts[2])
    if members:
        spoilt[60:80] = bytes(20)
    else:
        spoilt = bytearray(parts[2].replace(b"Content-Length: ", b"Content-Length: 9"))
    parts[2] = bytes(spoilt)
    (tmp_path / "x.warc").write_bytes(b"".join(parts))
    found = dict(codes(tmp_path / "x.warc"))
    assert [url for url in found if url.startswith("https")] == [f"https://gazette.example/{n}" for n in (0, 1, 3, 4)]
    assert found[f"file:x.warc#{len(parts[0] + parts[1])}"] == "damaged"


def test_a_record_shorter_than_it_says_does_not_swallow_the_next(tmp_path: Path) -> None:
    good = numbered(3)
    good[1] = record(http(), "https://gazette.example/1", length=len(http()) - 20)
    found = dict(seen(tmp_path, *good, members=False, name="x.warc"))
    assert found.pop(f"file:x.warc#{len(good[0])}") == "damaged"
    assert list(found) == ["https://gazette.example/0", "https://gazette.example/2"]


def test_several_damaged_records_are_several(tmp_path: Path) -> None:
    parts = [gzip.compress(r, mtime=0)[:-8] + bytes(8) for r in numbered(3)]
    (tmp_path / "x.warc.gz").write_bytes(b"".join(parts))
    assert [what for _, what in codes(tmp_path / "x.warc.gz")] == ["damaged"] * 3
    assert len({url for url, _ in codes(tmp_path / "x.warc.gz")}) == 3


@pytest.mark.parametrize("kind", ["response", "request"])
def test_a_bomb_costs_no_memory_and_nothing_else(tmp_path: Path, kind: str) -> None:
    squeeze = zlib.compressobj(9, zlib.DEFLATED, 31)
    head = record(b"", kind=kind, length=1 << 30)[:-4]
    bomb = squeeze.compress(head + http(b""))
    for _ in range(64):
        bomb += squeeze.compress(bytes(1 << 20))
    bomb += squeeze.flush()
    (tmp_path / "x.warc.gz").write_bytes(bomb + gzip.compress(numbered(1)[0], mtime=0))
    tracemalloc.start()
    found = codes(tmp_path / "x.warc.gz")
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert found == [("file:x.warc.gz#0", "bomb"), ("https://gazette.example/0", "text/html; charset=utf-8")]
    assert peak < 40 << 20


def test_endless_headers_are_cut_short(tmp_path: Path) -> None:
    endless = b"WARC/1.0\r\n" + b"X-A: 1\r\n" * (1 << 20)
    (tmp_path / "x.warc.gz").write_bytes(gzip.compress(endless, mtime=0) + gzip.compress(numbered(1)[0], mtime=0))
    assert [what for _, what in codes(tmp_path / "x.warc.gz")] == ["damaged", "text/html; charset=utf-8"]


def test_refusals_in_an_archive_name_record_and_address(tmp_path: Path) -> None:
    (tmp_path / "x.warc").write_bytes(record(http(b" ")))
    (found,) = loaded(tmp_path / "x.warc")
    assert isinstance(found, Unread)
    assert found.reject is not None
    assert found.url == "file:x.warc#0"
    assert found.reject.detail == f"{tmp_path}/x.warc: the record at byte 0: https://gazette.example/1: an empty answer"


def test_damage_costs_the_damaged_frame_of_zstandard(tmp_path: Path) -> None:
    parts = [zstandard.ZstdCompressor(write_checksum=True).compress(r) for r in numbered(5)]
    parts[2] = parts[2][:40] + bytes(20) + parts[2][60:]
    (tmp_path / "x.warc.zst").write_bytes(b"".join(parts))
    found = dict(codes(tmp_path / "x.warc.zst"))
    assert [url for url in found if url.startswith("https")] == [f"https://gazette.example/{n}" for n in (0, 1, 3, 4)]
    assert found[f"file:x.warc.zst#{len(parts[0] + parts[1])}"] == "damaged"


@pytest.mark.parametrize("kind", ["zip", "tar", "tar.gz"])
def test_an_archive_that_lies_in_another_is_read_forward(tmp_path: Path, kind: str) -> None:
    """Longer than what is kept of a stream: each of its bytes is unpacked once or nearly so, however it is asked for."""
    noise = [os.urandom(100_000).hex().encode() for _ in range(40)]
    parts = [gzip.compress(record(http(HTML + n), f"https://gazette.example/{i}"), 1, mtime=0) for i, n in enumerate(noise)]
    parts[20] = parts[20][:60] + bytes(20) + parts[20][80:]
    data = b"".join(parts)
    file = tmp_path / f"x.{kind}"
    if kind == "zip":
        with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as out:
            out.writestr("x.warc.gz", data)
    else:
        with tarfile.open(file, "w:gz" if kind == "tar.gz" else "w") as tar:
            member = tarfile.TarInfo("x.warc.gz")
            member.size = len(data)
            tar.addfile(member, io.BytesIO(data))
    found = codes(file)
    assert [url for url, _ in found if url.startswith("https")] == [
        f"https://gazette.example/{n}" for n in range(40) if n != 20
    ]
    assert (f"file:x.{kind}#x.warc.gz#{len(b''.join(parts[:20]))}", "damaged") in found
