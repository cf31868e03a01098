"""A corpus of bad files: each is rejected by the right code, and a hundred good neighbours are loaded."""

import os
from pathlib import Path

import pytest

from articles.page import Page, Unread
from tests.loaders.bad import FILES
from tests.loaders.test_files import HTML, loaded

CODES = {
    "not_found",
    "unreadable",
    "empty",
    "too_large",
    "bomb",
    "damaged",
    "encrypted",
    "unsupported",
    "outside_roots",
    "no_text",
}


def write(folder: Path, name: str) -> Path:
    content, _ = FILES[name]
    (folder / name).write_bytes(content if isinstance(content, bytes) else content())
    return folder / name


@pytest.mark.parametrize("name", FILES)
def test_each_bad_file_by_its_code(tmp_path: Path, name: str) -> None:
    found = loaded(write(tmp_path, name))
    rejects = [one.reject for one in found if isinstance(one, Unread)]
    assert [type(one) for one in found] == [Unread] * len(found)
    assert {reject.code for reject in rejects if reject} == {FILES[name][1]}
    for reject in rejects:
        assert reject is not None
        assert reject.stage == "load"
        assert str(tmp_path / name) in reject.detail
        assert len(reject.detail) < 1000


@pytest.mark.parametrize(
    ("row", "said"),
    [
        (b'{"title": "A", "text": ""}', "number 1: its column 'text' is empty"),
        (b'{"title": "A", "text": null}', "number 1: its column 'text' is empty"),
        (b'{"title": "A", "prose": "B"}', "no column holds a text (title, prose): map it in config/mappings/"),
        (b'{"title": "A", "text": "cut of', "not JSON (Unterminated string"),
    ],
)
def test_a_row_without_a_text_says_what_is_missing(tmp_path: Path, row: bytes, said: str) -> None:
    (tmp_path / "rows.jsonl").write_bytes(row + b"\n")
    (found,) = loaded(tmp_path / "rows.jsonl")
    assert isinstance(found, Unread)
    assert found.reject is not None
    assert said in found.reject.detail


def test_a_hundred_good_neighbours(tmp_path: Path) -> None:
    assert len(FILES) >= 80
    for number in range(100):
        (tmp_path / f"good-{number:03}.html").write_bytes(HTML + b"<!-- %d -->" % number)
    for name in FILES:
        write(tmp_path, name)
    os.mkfifo(tmp_path / "pipe.html")
    (tmp_path / "gone.html").symlink_to(tmp_path / "nowhere.html")
    (tmp_path / "loop.html").symlink_to(tmp_path / "loop.html")
    (tmp_path / "out.html").symlink_to("/etc/hostname")
    found = loaded(tmp_path)
    assert sum(isinstance(one, Page) for one in found) == 100
    rejects = {(one.url.partition("#")[0].removeprefix("file:"), one.reason) for one in found if isinstance(one, Unread)}
    others = {
        ("pipe.html", "unsupported"),
        ("gone.html", "not_found"),
        ("loop.html", "unreadable"),
        ("out.html", "outside_roots"),
    }
    assert rejects == {(name, code) for name, (_, code) in FILES.items()} | others
    assert {code for _, code in rejects} == CODES
