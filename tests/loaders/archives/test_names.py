"""Names in archives, and what systems leave beside people's files."""

import io
import tarfile
import zipfile
import zlib
from pathlib import Path

import pytest

from articles.page import Page
from loaders import pages_in
from tests.loaders.test_files import HTML, NOW, codes

NAMES = ["Новости порта.html", "港口新聞.html", "Größe.html", "أخبار.html", "Ειδήσεις.html", "ข่าว.html", "e\u0301te\u0301.html",
         "дело/Порт.html", "naïve café.html", "ĐàNẵng.html"]  # fmt: skip


def zipped(name: str, *, marked: bool, extra: bool = False) -> bytes:
    """As tools write names: `marked` with the flag of UTF-8; `extra` in a field beside one in an old code page."""
    raw = io.BytesIO()
    plain = "x" * len(name.encode())
    info = zipfile.ZipInfo(plain)
    if extra:
        said = b"\x01" + zlib.crc32(plain.encode()).to_bytes(4, "little") + name.encode()
        info.extra = (0x7075).to_bytes(2, "little") + len(said).to_bytes(2, "little") + said
    with zipfile.ZipFile(raw, "w") as archive:
        archive.writestr(info, HTML)
    data = raw.getvalue()
    written = b"\xff" * len(plain) if extra else name.encode()
    data = data.replace(plain.encode(), written)
    if marked:
        for mark, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
            start = data.index(mark) + at
            data = data[:start] + (0x800).to_bytes(2, "little") + data[start + 2 :]
    return data


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize(("marked", "extra"), [(True, False), (False, False), (False, True)])
def test_a_name_is_what_its_tool_meant(tmp_path: Path, name: str, marked: bool, extra: bool) -> None:
    (tmp_path / "a.zip").write_bytes(zipped(name, marked=marked, extra=extra))
    assert codes(tmp_path / "a.zip") == [(f"file:a.zip#{name}", "text/html")]


LITTER = [".DS_Store", "Thumbs.db", "desktop.ini", "__MACOSX/._story.html", "news/.DS_Store", "news/~$story.docx", ".~lock.story.odt#", "news/._story.html", "ehthumbs.db",
          "@eaDir/story.html", ".Spotlight-V100/a", "$RECYCLE.BIN/story.html", "news/Thumbs.db", ".localized"]  # fmt: skip


@pytest.mark.parametrize("name", LITTER)
def test_what_systems_leave_is_passed_over(tmp_path: Path, name: str) -> None:
    files = {"story.html": HTML, name: HTML + b"\0\0\1"}
    folder = tmp_path / "folder"
    for path, content in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(content)
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive, tarfile.open(tmp_path / "a.tar", "w") as tar:
        for path in files:
            archive.write(folder / path, path)
            tar.add(folder / path, path)
    assert codes(folder) == [("file:story.html", "text/html")]
    assert codes(tmp_path / "a.zip") == [("file:a.zip#story.html", "text/html")]
    assert codes(tmp_path / "a.tar") == [("file:a.tar#story.html", "text/html")]


@pytest.mark.parametrize(
    "name", ["thumbs.html", "DS_Store.html", "my__MACOSX/story.html", "desktop.html", "_.html", "~story.html", "a~$b.html"]
)
def test_what_is_called_nearly_so_is_loaded(tmp_path: Path, name: str) -> None:
    (tmp_path / "f" / name).parent.mkdir(parents=True)
    (tmp_path / "f" / name).write_bytes(HTML)
    assert codes(tmp_path / "f") == [(f"file:{name}", "text/html")]


def test_of_an_e_book_the_articles_are_read(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "paper.epub", "w") as book:
        book.writestr("mimetype", "application/epub+zip")
        book.writestr("META-INF/container.xml", "<container/>")
        for name in ("titlepage.xhtml", "OEBPS/nav.xhtml", "OEBPS/cover1.html", "OEBPS/toc.XHTML", "feed_0/index.html"):
            book.writestr(name, "<html><body><p>Contents</p></body></html>")
        for name in ("OEBPS/style.css", "OEBPS/cover.jpg", "OEBPS/content.opf", "OEBPS/font.otf"):
            book.writestr(name, "x")
        for name in ("feed_0/article_0/index_u7.html", "OEBPS/chapter-2.xhtml"):
            book.writestr(name, HTML)
    found = list(pages_in([tmp_path / "paper.epub"], publishers={}, publisher=None, now=NOW))
    assert [one.url.partition("#")[2] for one in found] == ["feed_0/article_0/index_u7.html", "OEBPS/chapter-2.xhtml"]
    assert all(isinstance(one, Page) for one in found)
