"""What is kept ready made: made once, made anew when its sources change, and never needed."""

import importlib
import os
import sys
from pathlib import Path

import pytest

from articles import compiled


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where Python is told to keep its bytecode in this test, and so what is compiled."""
    monkeypatch.setattr(sys, "pycache_prefix", str(tmp_path))
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    return Path(importlib.util.cache_from_source(compiled.__file__)).parent


class Maker:
    """Counts how often a table is made."""

    def __init__(self) -> None:
        self.made = 0

    def __call__(self) -> dict[str, tuple[int | None, str, bool]]:
        self.made += 1
        return {"harbour": (7, "Hafen ⚓", True), "gull": (None, "", False)}


def test_a_table_is_made_once_for_the_same_sources(folder: Path) -> None:
    make = Maker()
    first, second = (compiled.table("towns", (b"one", b"two"), make) for _ in range(2))
    assert first == second == Maker()()
    assert make.made == 1
    assert [file.stat().st_mode & 0o044 for file in folder.iterdir()] == [Path(compiled.__file__).stat().st_mode & 0o044]


@pytest.mark.parametrize("other", [(b"one", b"three"), (b"onetwo",), (b"one", b"two", b"")])
def test_other_sources_make_another_and_the_old_one_goes(folder: Path, other: tuple[bytes, ...]) -> None:
    make = Maker()
    compiled.table("towns", (b"one", b"two"), make)
    compiled.table("rivers", (b"one", b"two"), make)
    before = set(folder.iterdir())
    compiled.table("towns", other, make)
    assert make.made == 3
    after = set(folder.iterdir())
    assert len(after) == 2
    assert len(before & after) == 1


@pytest.mark.parametrize("damage", [b"", b"\0" * 40, b"no table"])
def test_a_damaged_one_is_made_anew(folder: Path, damage: bytes) -> None:
    make = Maker()
    told = compiled.table("towns", (b"one",), make)
    (file,) = folder.iterdir()
    file.write_bytes(damage)
    assert compiled.table("towns", (b"one",), make) == told
    assert compiled.table("towns", (b"one",), make) == told
    assert make.made == 2


def test_nothing_is_written_where_python_writes_nothing(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    make = Maker()
    assert compiled.table("towns", (b"one",), make) == compiled.table("towns", (b"one",), make)
    assert compiled.kept("towns", (b"one",), lambda file: pytest.fail(f"made {file}")) is None
    assert make.made == 2
    assert not folder.exists()


def test_what_fails_half_way_leaves_nothing(folder: Path) -> None:
    def write(file: Path) -> None:
        file.write_bytes(b"half")
        raise OSError(os.strerror(28))

    assert compiled.kept("towns", (b"one",), write) is None
    assert list(folder.iterdir()) == []
