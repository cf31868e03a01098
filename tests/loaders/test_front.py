"""The front door: patterns, roots, standard input, what is left out, whose an article is, progress."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from articles.page import Page, Unread
from articles.publisher import ConfigError, Publisher
from loaders import pages_in
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


def test_only_what_lies_below_the_roots(tmp_path: Path) -> None:
    inside, outside = tmp_path / "in", tmp_path / "out"
    for folder in (inside, outside, tmp_path / "inner"):
        folder.mkdir()
        (folder / "a.html").write_bytes(HTML)
    (inside / "link.html").symlink_to(outside / "a.html")
    roots = [inside]
    assert what(inside / "a.html", roots=roots) == [("file:a.html", "unknown")]
    for path in (
        outside,
        outside / "a.html",
        inside / ".." / "out" / "a.html",
        inside / "link.html",
        tmp_path / "inner",
        tmp_path / "o*" / "*",
        Path("-"),
    ):
        assert {code for _, code in what(path, roots=roots)} == {"outside_roots"}, path
    assert what(inside / "a.html", roots=[]) == [("file:a.html", "outside_roots")]


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
        ({"source": "https://gazette.example/x"}, "gazette"), ({"publisher": "post"}, "post"), ({"publisher": "Other"}, "unknown"), ({}, "unknown"),
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


def test_progress_ends_where_it_should(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_bytes(b'{"text": "The ferry is late."}\n' * 10_000)
    (tmp_path / "b.txt").write_bytes(TEXT)
    told: list[tuple[int, int]] = []
    count = sum(
        1 for _ in pages_in([tmp_path], publishers={}, publisher=None, now=NOW, progress=lambda *step: told.append(step))
    )
    total = sum(path.stat().st_size for path in tmp_path.iterdir())
    assert count == 10_001
    assert told[-1] == (total, total)
    assert told == sorted(told)
    assert {of for _, of in told} == {total}
    assert len({done for done, _ in told}) > 4, "it moves while a file is being read"
