"""The front door: patterns, roots, standard input, what is left out, whose an article is, progress."""

import gzip
import io
import json
import random
import subprocess
import sys
import tarfile
import zipfile
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import BinaryIO

import pyarrow as pa
import pytest
from pyarrow import parquet

from articles.page import Page, Unread
from articles.publisher import ConfigError, Publisher
from loaders import pages_in, source
from loaders.named_paths import is_wrong
from loaders.saved_pages import pages_among
from loaders.source import open_regular, path_of
from tests.loaders.archives.test_warc import http, record
from tests.loaders.test_files import HTML, NOW, PUBLISHERS, TEXT


def what(*paths: Path, **options: object) -> list[tuple[str, str]]:
    found = pages_in(paths, publishers=PUBLISHERS, publisher=None, now=NOW, **options)  # type: ignore[arg-type]
    return [(one.url, one.reject.code if isinstance(one, Unread) and one.reject else one.publisher) for one in found]  # type: ignore[union-attr]


def test_a_pattern_that_no_shell_expanded(tmp_path: Path) -> None:
    for name in ("b.html", "a.html", "c.txt", "deep/d.html", "[odd].html"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(HTML)
    assert [url for url, _ in what(tmp_path / "?.html")] == ["file:a.html", "file:b.html"]
    assert [url for url, _ in what(tmp_path / "**" / "*.html")] == [
        "file:[odd].html",
        "file:a.html",
        "file:b.html",
        "file:d.html",
    ]
    assert what(tmp_path / "[odd].html") == [("file:[odd].html", "unknown")], "a file of that very name is meant"
    assert what(tmp_path / "*.warc") == [("file:*.warc", "not_found")]


def test_a_pattern_ends_where_links_go_round(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "x.html").write_bytes(HTML)
    for name in ("one", "two", "three"):
        (tmp_path / "a" / name).symlink_to(tmp_path)
    assert [url for url, _ in what(tmp_path / "**" / "*.html")] == ["file:x.html"]


def test_what_a_pattern_finds_twice_is_read_once(tmp_path: Path) -> None:
    for name in ("a/b/c.html", "a/d.html", ".hidden/e.html", "f.html"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(HTML)
    assert [url for url, _ in what(tmp_path / "*")] == ["file:d.html", "file:b/c.html", "file:f.html"]
    assert [url for url, _ in what(tmp_path / "a" / "**")] == ["file:d.html", "file:b/c.html"]
    assert [url for url, _ in what(tmp_path / "a" / "***.html")] == ["file:d.html"]
    assert [url for url, _ in what(tmp_path / ".*" / "*.html")] == ["file:e.html"]


@pytest.fixture
def fenced(tmp_path: Path) -> Path:
    """A folder `in` that may be read, with every kind of way out of it, and `out`, which may not."""
    inside, outside = tmp_path / "in", tmp_path / "out"
    for folder in (inside, outside, tmp_path / "inner"):
        folder.mkdir()
        (folder / "a.html").write_bytes(HTML)
    (outside / "secret-plans.html").write_bytes(HTML)
    (inside / "link.html").symlink_to(outside / "a.html")
    (inside / "folder").symlink_to(outside)
    (inside / "relative.html").symlink_to("../out/a.html")
    with tarfile.open(inside / "a.tar", "w") as tar:
        for name, target in (("hop", "/"), ("hop2.html", "../out/a.html")):
            member = tarfile.TarInfo(name)
            member.type, member.linkname = tarfile.SYMTYPE, target
            tar.addfile(member)
        tar.addfile(tarfile.TarInfo("hop/etc/hostname"))
    with zipfile.ZipFile(inside / "a.zip", "w") as archive:
        link = zipfile.ZipInfo("link.html")
        link.external_attr = 0o120777 << 16
        archive.writestr(link, "../out/secret-plans.html")
    return tmp_path


@pytest.mark.parametrize(
    "path",
    ["out", "out/a.html", "in/../out/a.html", "in/link.html", "in/folder", "in/folder/a.html", "in/relative.html", "inner", "o*/*", "in/*/secret*",
     "in/../*/a.html", "in/*/../../out/a.html", "out/not-there.html", "out/*.none", "/etc/hostname", "/", "/proc/self/environ"],
)  # fmt: skip
def test_only_what_lies_below_the_roots(fenced: Path, path: str) -> None:
    found = list(pages_in([fenced / path], publishers={}, publisher=None, now=NOW, roots=[fenced / "in"]))
    refused = [one for one in found if isinstance(one, Unread)]
    assert {one.reason for one in refused} == {"outside_roots"}, "whether it is there is not told either"
    assert len(refused) == 1, "nothing there is counted or named"
    assert all("secret-plans" not in one.url + (one.reject.detail if one.reject else "") for one in refused)
    assert all(one.url == "file:a.html" for one in found if isinstance(one, Page)), "a pattern may find what is inside, too"


def test_no_archive_leads_out_of_the_roots(fenced: Path) -> None:
    found = dict(what(fenced / "in", roots=[fenced / "in"]))
    assert found == {
        "file:a.html": "unknown", "file:folder": "outside_roots", "file:link.html": "outside_roots", "file:relative.html": "outside_roots",
        "file:a.tar#hop": "outside_roots", "file:a.tar#hop2.html": "outside_roots", "file:a.tar#hop/etc/hostname": "empty",
        "file:a.zip#link.html": "unsupported",
    }  # fmt: skip
    assert what(fenced / "in" / "a.html", roots=[]) == [("file:a.html", "outside_roots")]
    assert what(Path("-"), roots=[fenced / "in"]) == [("file:stdin", "outside_roots")]


def test_a_folder_that_becomes_a_link_while_it_is_read_leads_nowhere(fenced: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (fenced / "in" / "sub").mkdir()
    (fenced / "in" / "sub" / "a.html").write_bytes(HTML)

    def swapped(path: Path) -> BinaryIO:
        (fenced / "in" / "sub").rename(fenced / "in" / "was")
        (fenced / "in" / "sub").symlink_to(fenced / "out")
        return open_regular(path)

    monkeypatch.setattr("loaders.files.open_regular", swapped)
    assert what(fenced / "in" / "sub", roots=[fenced / "in"]) == [("file:a.html", "outside_roots")]


@pytest.mark.parametrize("target", ["link", "nowhere", "../out", "a.html"])
def test_a_link_that_changes_while_it_is_walked_costs_itself(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, target: str
) -> None:
    folder = tmp_path / "in"
    for place in (folder, tmp_path / "out", folder / "real"):
        place.mkdir()
    for name in ("a.html", "real/m.html", "z.html"):
        (folder / name).write_bytes(HTML)
    (folder / "link").symlink_to("real")

    def swapped(names: Iterable[str]) -> frozenset[str]:
        """Between the look at what lies there and the look at where it leads."""
        (tmp_path / "next").symlink_to(target)
        (tmp_path / "next").replace(folder / "link")
        return pages_among(names)

    monkeypatch.setattr("loaders.named_paths.pages_among", swapped)
    found = dict(what(folder))
    assert found.pop("file:link", "not_found") in ("unreadable", "not_found", "outside_roots")
    assert found == dict.fromkeys(("file:a.html", "file:real/m.html", "file:z.html"), "unknown")


def test_the_home_of_the_run_is_left_out(tmp_path: Path) -> None:
    for name in ("a.html", "data/archive/b.html"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(HTML)
    assert what(tmp_path, leave_out=tmp_path / "data") == [("file:a.html", "unknown")]
    assert what(tmp_path / "data", leave_out=tmp_path / "data") == [("file:archive/b.html", "unknown")], (
        "named itself, it is meant"
    )


@pytest.mark.parametrize("piped", [True, False])
def test_standard_input(tmp_path: Path, piped: bool) -> None:
    rows = b"".join(json.dumps({"id": n, "text": "The ferry is late."}).encode() + b"\n" for n in range(3))
    (tmp_path / "rows").write_bytes(rows)
    program = (
        "from pathlib import Path; from datetime import *; from loaders import pages_in\n"
        "print([p.url for p in pages_in([Path('-')], publishers={}, publisher=None, now=datetime.now(UTC))])"
    )
    command = [sys.executable, "-c", program]
    with (tmp_path / "rows").open("rb") as file:
        given = {"input": rows} if piped else {"stdin": file}
        done = subprocess.run(command, capture_output=True, check=True, timeout=120, **given)  # type: ignore[call-overload]
    assert done.stdout.decode().strip() == "['file:stdin#1', 'file:stdin#2', 'file:stdin#3']"
    assert [path.name for path in tmp_path.iterdir()] == ["rows"]


GAZETTE = Publisher(
    id="gazette", name="The Gazette", domain="gazette.example", boilerplate=("Gazette readers pay for this.", "Short")
)
POST = Publisher(
    id="post",
    name="Valley Post",
    domain="post.example",
    also=("m.post.example",),
    boilerplate=("The Valley Post is a co-operative.",),
)


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ({"url": "https://www.post.example/1", "publisher": "Gazette"}, "post"),
        ({"publisher": "the gazette"}, "gazette"), ({"source": {"name": "Valley Post"}}, "post"), ({"source_domain": "m.post.example"}, "post"),
        ({"source": "https://gazette.example/x"}, "gazette"), ({"publisher": "post"}, "post"), ({"publisher": "Other"}, "Other"), ({}, "unknown"),
        ({"text": "It is late.\n\nGazette  readers\npay for this."}, "gazette"),
        ({"html": "<p>It is late.</p><p>The <b>Valley Post</b> is a co-operative.</p>"}, "post"),
        ({"text": "Gazette readers pay for this. The Valley Post is a co-operative."}, "unknown"), ({"text": "Short"}, "unknown"),
    ],
)  # fmt: skip
def test_whose_an_article_is(tmp_path: Path, row: dict[str, object], expected: str) -> None:
    (tmp_path / "a.jsonl").write_text(json.dumps({"text": "The ferry is late."} | row) + "\n")
    publishers = {"gazette": GAZETTE, "post": POST}
    (page,) = pages_in([tmp_path], publishers=publishers, publisher=None, now=NOW)
    assert page.publisher == expected
    (page,) = pages_in([tmp_path], publishers=publishers, publisher="mine", now=NOW)
    assert page.publisher == "mine"


def test_a_mapping_of_ones_own(tmp_path: Path) -> None:
    (tmp_path / "maps").mkdir()
    (tmp_path / "maps" / "ours.toml").write_text('files = ["export-*.csv"]\n[columns]\ntext = "Story Body"\ntitle = ["kopf"]\n')
    for name in ("export-1.csv", "other.csv"):
        (tmp_path / name).write_text("Kopf;Story body;url\nLate again;The ferry is late.;https://gazette.example/1\n")
    first, second = pages_in(
        [tmp_path / "export-1.csv", tmp_path / "other.csv"],
        publishers=PUBLISHERS,
        publisher=None,
        now=NOW,
        mappings=tmp_path / "maps",
    )
    assert isinstance(first, Page)
    assert (first.url, first.payload, [(h.field, h.value) for h in first.hints]) == (
        "https://gazette.example/1",
        b"The ferry is late.",
        [("title", "Late again")],
    )
    assert isinstance(second, Unread)
    assert second.reason == "unsupported"
    (tmp_path / "maps" / "ours.toml").write_text('[columns]\nbody = "x"\n')
    with pytest.raises(ConfigError, match=r"ours.toml: columns.body"):
        pages_in([], publishers={}, publisher=None, now=NOW, mappings=tmp_path / "maps")


@cache
def _rows() -> list[dict[str, int | str]]:
    return [{"id": n, "text": f"The ferry {n} is late. {random.Random(n).randbytes(300).hex()}"} for n in range(3000)]


def _table() -> bytes:
    out = io.BytesIO()
    parquet.write_table(pa.Table.from_pylist(_rows()), out, row_group_size=2000)
    return out.getvalue()


def _zip() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for row in _rows():
            archive.writestr(f"{row['id']}.txt", str(row["text"]))
    return out.getvalue()


def _jsonl() -> bytes:
    return "".join(json.dumps(row) + "\n" for row in _rows()).encode()


def _pages() -> Iterator[bytes]:
    for row in _rows():
        yield record(http(HTML + str(row["text"]).encode()), f"https://gazette.example/{row['id']}")


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.jsonl", _jsonl), ("a.jsonl.gz", lambda: gzip.compress(_jsonl(), 1, mtime=0)), ("a.json", lambda: json.dumps(_rows()).encode()),
        ("a.parquet", _table), ("a.zip", _zip),
        ("a.warc.gz", lambda: b"".join(gzip.compress(page, 1, mtime=0) for page in _pages())), ("a.warc", lambda: b"".join(_pages())),
    ],
    ids=lambda given: given if isinstance(given, str) else "",
)  # fmt: skip
def test_progress_is_right(tmp_path: Path, name: str, content: Callable[[], bytes]) -> None:
    """A third of the pages is a third of the bar, and its end is its end."""
    (tmp_path / name).write_bytes(content())
    (tmp_path / "z.txt").write_bytes(TEXT)
    told: list[tuple[int, int]] = []
    found = pages_in([tmp_path], publishers={}, publisher=None, now=NOW, progress=lambda *step: told.append(step))
    shares = [told[-1][0] / told[-1][1] for _ in found]
    total = sum(path.stat().st_size for path in tmp_path.iterdir())
    assert len(shares) == 3001
    assert told[-1] == (total, total)
    assert told == sorted(told)
    assert {of for _, of in told} == {total}
    for part in (0.1, 0.33, 0.5, 0.75):
        assert shares[int(part * 3000)] == pytest.approx(part, abs=0.1)


def test_where_an_open_file_lies_is_asked_as_each_system_has_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.html").write_bytes(HTML)
    with open_regular(tmp_path / "a.html") as file:
        (tmp_path / "a.html").rename(tmp_path / "b.html")
        assert path_of(file) == tmp_path / "b.html"
        # macOS has no /proc: its kernel fills a buffer with the path.
        monkeypatch.setattr(source.fcntl, "F_GETPATH", 50, raising=False)
        monkeypatch.setattr(
            source.fcntl, "fcntl", lambda of, command, room: {50: b"/private/there"}[command].ljust(len(room), b"\0")
        )
        assert path_of(file) == Path("/private/there")


@pytest.mark.parametrize(
    ("named", "wrong"),
    [
        ("wire", False), ("wire/a.txt", False), ("wire/*.txt", False), ("wire/**/*.txt", False), ("wire/[a].txt", False),
        ("wire/none.txt", True), ("none", True), ("wire/*.html", True), ("wire/a.txt/b", True), ("wire/gone.txt", True),
        ("secret.txt", True), ("wire/../secret.txt", True), ("wire/../*.txt", True), ("wire/out.txt", True), ("*", True),
        ("wire/\0", True), ("wire/" + "n" * 300, True), ("wire/round", True),
    ],
)  # fmt: skip
def test_a_path_of_which_nothing_can_come(tmp_path: Path, named: str, wrong: bool) -> None:
    wire = tmp_path / "wire"
    wire.mkdir()
    for file in (wire / "a.txt", wire / "(b).txt", tmp_path / "secret.txt"):
        file.write_text("A harbour.")
    for link, to in (("gone.txt", "nowhere"), ("out.txt", tmp_path / "secret.txt"), ("round", "round")):
        (wire / link).symlink_to(to)
    assert is_wrong(tmp_path / named, [wire]) is wrong
    if "secret" not in named and named not in ("*", "wire/../*.txt", "wire/out.txt"):
        assert is_wrong(tmp_path / named, None) is wrong
