"""Profiles lie in files that are named after publishers: after names, too, that others have written."""

from dataclasses import replace
from pathlib import Path

import pytest

from articles.profile import NOTHING_LEARNED
from flows.readers.profiles import read_profile, write_profile

NAMES = [
    "../above", "/etc/passwd", "..", "", "with\0nul", "Post", "post", "\u00e9", "e\u0301", "\ud800",
    "新聞" * 40 + "甲", "新聞" * 40 + "乙", "a" * 5000, "a" * 5001,
]  # fmt: skip


def test_each_publisher_has_its_own_whatever_its_name(tmp_path: Path) -> None:
    folder = tmp_path / "profiles"
    folder.mkdir()
    for name in NAMES:
        write_profile(replace(NOTHING_LEARNED, standing=frozenset([ascii(name)])), folder, name)
    for name in NAMES:
        assert read_profile(folder, name).standing == {ascii(name)}
    assert len({file.name.casefold() for file in folder.iterdir()}) == len(NAMES)
    assert list(tmp_path.iterdir()) == [folder]


@pytest.mark.parametrize("name", ["nobody", "\ud800"])
def test_nothing_was_learned(tmp_path: Path, name: str) -> None:
    assert read_profile(tmp_path, name) == NOTHING_LEARNED
