"""`make release` in a small repository of its own."""

import subprocess
from pathlib import Path

import pytest

from tests.release import CHECKOUT, faults, notes, release

PROJECT = '[project]\nname = "tideline"\nversion = "1.2.0"\ndependencies = ["harbour-lib >=2"]\n[project.optional-dependencies]\nmap = ["chart"]\n'
LOCK = "chart==1.0 \\\n    --hash=sha256:00\nharbour_lib==2.4 \\\n    --hash=sha256:00\n"
CHANGELOG = "# Changelog\n\n## 1.2.0 - 2026-11-20\n\n- Ferries have times.\n\n## 1.1.0 - 2026-10-01\n\n- Ferries.\n"


def git(folder: Path, *words: str) -> str:
    identity = ("-c", "user.name=Ada Archer", "-c", "user.email=ada@gazette.example")
    return subprocess.run(["git", *identity, *words], cwd=folder, check=True, capture_output=True, text=True).stdout


def commit(folder: Path) -> None:
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--message", "x")


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    git(tmp_path, "init", "--quiet")
    git(tmp_path, "config", "user.name", "Ada Archer")
    git(tmp_path, "config", "user.email", "ada@gazette.example")
    for name, text in (("pyproject.toml", PROJECT), ("requirements.lock", LOCK), ("CHANGELOG.md", CHANGELOG)):
        (tmp_path / name).write_text(text)
    commit(tmp_path)
    return tmp_path


def test_a_release_is_an_annotated_tag_with_the_notes_of_its_version(checkout: Path, capsys) -> None:
    assert release(checkout) == 0
    assert "git push origin v1.2.0" in capsys.readouterr().out
    assert git(checkout, "cat-file", "-t", "v1.2.0") == "tag\n"
    assert git(checkout, "tag", "--list", "--format=%(contents)", "v1.2.0").strip() == "Copydesk 1.2.0\n\n- Ferries have times."


@pytest.mark.parametrize(
    ("file", "old", "new", "fault"),
    [
        ("pyproject.toml", '"1.2.0"', '"1.2.0.dev1"', "not MAJOR.MINOR.PATCH"),
        ("pyproject.toml", '"1.2.0"', '"1.3.0"', "no notes under '## 1.3.0"),
        ("CHANGELOG.md", "1.2.0 - 2026-11-20", "Unreleased", "no notes under '## 1.2.0"),
        ("CHANGELOG.md", "- Ferries have times.\n", "", "no notes under '## 1.2.0"),
        ("pyproject.toml", ">=2", ">=3", "requirements.lock does not match pyproject.toml (harbour-lib >=3)"),
        ("pyproject.toml", '"chart"', '"chart", "tides"', "requirements.lock does not match pyproject.toml (tides)"),
    ],
)
def test_what_keeps_a_release_back_is_named_and_no_tag_is_made(
    checkout: Path, capsys, file: str, old: str, new: str, fault: str
) -> None:
    text = (checkout / file).read_text()
    assert old in text
    (checkout / file).write_text(text.replace(old, new))
    commit(checkout)
    assert release(checkout) == 1
    assert fault in capsys.readouterr().err
    assert git(checkout, "tag") == ""


def test_changes_that_are_not_committed_keep_a_release_back(checkout: Path) -> None:
    (checkout / "note.txt").write_text("x")
    assert list(faults(checkout)) == ["the working tree has changes (1 files): commit them"]


def test_a_version_is_tagged_once(checkout: Path) -> None:
    assert release(checkout) == 0
    assert list(faults(checkout)) == ["the tag v1.2.0 exists: raise the version in pyproject.toml"]


def test_the_project_itself_has_a_lock_that_matches() -> None:
    assert [fault for fault in faults(CHECKOUT) if "requirements.lock" in fault] == []
    assert notes(CHECKOUT, "0.0.0") == ""
