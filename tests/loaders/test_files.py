import gzip
import os
import socket
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from articles.archive.content_coding import MAX_PAGE
from articles.page import Page, Unread
from articles.publisher import Publisher
from loaders import pages_in

NOW = datetime(2026, 5, 6, 7, 8, tzinfo=UTC)
HTML = b"<!DOCTYPE html>\n<html><body><p>The lighthouse was painted on Monday.</p></body></html>"
TEXT = "Der Leuchtturm wurde am Montag gestrichen.\n\nEr ist jetzt grün.".encode()
GAZETTE = Publisher(id="gazette", name="Gazette", domain="gazette.example")
PUBLISHERS = {"gazette": GAZETTE, "local": Publisher(id="local", name="Local", domain="127.0.0.1:8001")}


def loaded(*paths: Path, publisher: str | None = None) -> list[Page | Unread]:
    return list(pages_in(paths, publishers=PUBLISHERS, publisher=publisher, now=NOW))


def codes(*paths: Path) -> list[tuple[str, str]]:
    """(address, media type or reject code) of each."""
    return [
        (found.url, found.reject.code if isinstance(found, Unread) and found.reject else found.content_type)
        for found in loaded(*paths)
    ]


def test_a_page_is_its_bytes(tmp_path: Path) -> None:
    file = tmp_path / "story.html"
    file.write_bytes(HTML)
    assert loaded(file) == [Page("file:story.html", "unknown", NOW, HTML, "text/html")]
    assert loaded(file, publisher="gazette") == [Page("file:story.html", "gazette", NOW, HTML, "text/html")]


@pytest.mark.parametrize(
    ("name", "content", "expected"),
    [
        ("a.html", HTML, "text/html"),
        ("a.HTM", HTML, "text/html"),
        ("a.txt", HTML, "text/html"),
        ("a", HTML, "text/html"),
        ("a.html", b"\xef\xbb\xbf" + HTML, "text/html"),
        ("a.html", HTML.decode().encode("utf-16"), "text/html"),
        ("a.html", b"<p>A fragment.</p>", "text/html"),
        ("a.html", b"Words first, <p>then a tag.</p>", "text/html"),
        ("a.xhtml", b'<?xml version="1.0"?>\n<html xmlns="http://www.w3.org/1999/xhtml"><p>A.</p></html>', "text/html"),
        ("a.html", b"No tag at all.", "text/plain"),
        ("a.html.gz", gzip.compress(HTML, mtime=0), "text/html"),
        ("a.html", gzip.compress(HTML, mtime=0), "text/html"),
        ("a.txt", TEXT, "text/plain"),
        ("a.txt", TEXT.decode().encode("utf-16"), "text/plain"),
        ("a.txt", TEXT.decode().encode("latin-1"), "text/plain"),
        ("a.txt", b"How to write <html> by hand.", "text/plain"),
        ("a.txt.gz", gzip.compress(TEXT, mtime=0), "text/plain"),
        ("README", TEXT, "text/plain"),
        ("a.csv", b"name,number\nFerry,7\n", "unsupported"),
        ("a.xml", b'<?xml version="1.0"?><rss><channel><title>T</title></channel></rss>', "empty"),
        ("a.html", b"%PDF-1.7 ...", "damaged"),
        ("a.html", b"\x89PNG\r\n\x1a\n" + bytes(100), "unsupported"),
        ("a.html", bytes(range(256)) * 9, "unsupported"),
        ("a.docx", b"PK\x03\x04 and so on", "damaged"),
        ("a.html", b"", "empty"),
        ("a.txt", b" \n\t\r\n", "empty"),
        ("a.html.gz", gzip.compress(b"", mtime=0), "empty"),
        ("a.html.gz", gzip.compress(HTML * 50, mtime=0)[:-9], "damaged"),
        ("a.html.gz", b"\x1f\x8b\x08" + b"rubbish" * 9, "damaged"),
        ("a.html", HTML + b" " * MAX_PAGE, "too_large"),
    ],
)
def test_formats_by_content(tmp_path: Path, name: str, content: bytes, expected: str) -> None:
    (tmp_path / name).write_bytes(content)
    assert codes(tmp_path / name) == [(f"file:{name}", expected)]


@pytest.mark.parametrize(
    ("most", "expected"),
    [(lambda: os.urandom(MAX_PAGE // 2).hex().encode(), "too_large"), (lambda: b" " * (MAX_PAGE * 4), "bomb")],
)
def test_what_is_packed_and_too_large(tmp_path: Path, most: Callable[[], bytes], expected: str) -> None:
    (tmp_path / "a.html.gz").write_bytes(gzip.compress(HTML + most(), mtime=0))
    assert codes(tmp_path / "a.html.gz") == [("file:a.html.gz", expected)]


def test_payloads_lose_their_gzip_and_nothing_else(tmp_path: Path) -> None:
    (tmp_path / "a.html.gz").write_bytes(gzip.compress(HTML, mtime=0))
    (tmp_path / "b.txt").write_bytes(TEXT)
    assert [page.payload for page in loaded(tmp_path) if isinstance(page, Page)] == [HTML, TEXT]


def test_a_folder_is_read_sorted_and_to_its_depth(tmp_path: Path) -> None:
    for name in ("b/2.txt", "b/1.txt", "b/deep/er/0.txt", "a.txt", "ö ß.txt"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(TEXT)
    (tmp_path / os.fsdecode(b"z\xff.txt")).write_bytes(TEXT)
    expected = ["a.txt", "z%FF.txt", "ö ß.txt", "b/1.txt", "b/2.txt", "b/deep/er/0.txt"]
    assert sorted(url for url, _ in codes(tmp_path)) == sorted(f"file:{name}" for name in expected)
    assert codes(tmp_path) == codes(tmp_path)


def test_what_is_no_file_is_told_and_stops_nothing(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "fifo.html")
    with socket.socket(socket.AF_UNIX) as unix:
        unix.bind(str(tmp_path / "socket.html"))
    (tmp_path / "zz.html").write_bytes(HTML)
    assert codes(tmp_path, tmp_path / "fifo.html", Path("/dev/zero"), tmp_path / "gone.html") == [
        ("file:fifo.html", "unsupported"),
        ("file:socket.html", "unsupported"),
        ("file:zz.html", "text/html"),
        ("file:fifo.html", "unsupported"),
        ("file:zero", "unsupported"),
        ("file:gone.html", "not_found"),
    ]


def test_links_that_lead_out_are_not_followed(tmp_path: Path) -> None:
    inside, outside = tmp_path / "in", tmp_path / "out"
    (inside / "sub").mkdir(parents=True)
    outside.mkdir()
    (outside / "secret.html").write_bytes(HTML)
    (inside / "sub" / "own.html").write_bytes(HTML)
    (inside / "file.html").symlink_to(outside / "secret.html")
    (inside / "folder").symlink_to(outside)
    (inside / "broken.html").symlink_to(outside / "gone.html")
    (inside / "loop.html").symlink_to(inside / "loop.html")
    (inside / "alias.html").symlink_to(inside / "sub" / "own.html")
    (inside / "alias").symlink_to(inside / "sub")
    assert codes(inside) == [
        ("file:alias.html", "text/html"),
        ("file:broken.html", "not_found"),
        ("file:file.html", "outside_roots"),
        ("file:folder", "outside_roots"),
        ("file:loop.html", "unreadable"),
        ("file:sub/own.html", "text/html"),
    ]
    assert codes(inside / "file.html") == [("file:file.html", "text/html")], "a link that is named itself is meant"


def test_an_empty_folder_is_told(tmp_path: Path) -> None:
    (tmp_path / "night" / "none").mkdir(parents=True)
    assert codes(tmp_path / "night") == [("file:night", "empty")]


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """One that everybody may look into; each pytest that starts closes the folder of `tmp_path` to others."""
    with TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)
        yield Path(folder)


def test_what_may_not_be_read_is_told(open_folder: Path) -> None:
    (open_folder / "locked").mkdir()
    (open_folder / "locked" / "x.html").write_bytes(HTML)
    (open_folder / "mine.html").write_bytes(HTML)
    (open_folder / "open.html").write_bytes(HTML)
    (open_folder / "mine.html").chmod(0)
    (open_folder / "locked").chmod(0)
    root = os.geteuid() == 0
    if root:
        assert len(codes(open_folder)) == 3, "what reading needs is loaded before: not everybody may look into a checkout"
        os.seteuid(65534)
    try:
        assert codes(open_folder) == [
            ("file:mine.html", "unreadable"),
            ("file:open.html", "text/html"),
            ("file:locked", "unreadable"),
        ]
    finally:
        if root:
            os.seteuid(0)
        (open_folder / "locked").chmod(0o755)


def test_each_refusal_says_what_and_where(tmp_path: Path) -> None:
    (tmp_path / "a.7z").write_bytes(b"7z\xbc\xaf'\x1c")
    (found,) = loaded(tmp_path / "a.7z")
    assert isinstance(found, Unread)
    assert (found.outcome, found.reason, found.asked_at) == ("rejected", "unsupported", NOW)
    assert found.reject is not None
    assert found.reject.stage == "load"
    assert found.reject.detail == f"{tmp_path}/a.7z: a 7z archive: pack it as ZIP"
