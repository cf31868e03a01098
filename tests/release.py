"""`make release`: checks that the commit checked out can be released, and gives it an annotated tag. It pushes nothing.

The version is that of pyproject.toml; its notes are the section of CHANGELOG.md under the heading `## VERSION - YYYY-MM-DD`.
"""

import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

CHECKOUT = Path(__file__).parents[1]
VERSION = re.compile(r"\d+\.\d+\.\d+")


def faults(checkout: Path) -> Iterator[str]:
    """All that keeps the commit checked out from being released, each with what to do."""
    version = version_of(checkout)
    if not VERSION.fullmatch(version):
        yield f"version {version!r} in pyproject.toml is not MAJOR.MINOR.PATCH"
    if not notes(checkout, version):
        yield f"CHANGELOG.md has no notes under '## {version} - YYYY-MM-DD': rename the heading '## Unreleased'"
    if unpinned := sorted(_unpinned(checkout)):
        yield f"requirements.lock does not match pyproject.toml ({', '.join(unpinned)}): make lock"
    if changed := _git(checkout, "status", "--porcelain"):
        yield f"the working tree has changes ({len(changed.splitlines())} files): commit them"
    if _git(checkout, "tag", "--list", tag_of(version)):
        yield f"the tag {tag_of(version)} exists: raise the version in pyproject.toml"


def version_of(checkout: Path) -> str:
    """The version that pyproject.toml states."""
    return str(_project(checkout)["version"])


def tag_of(version: str) -> str:
    """The name of a version's tag."""
    return f"v{version}"


def notes(checkout: Path, version: str) -> str:
    """The notes of a version in CHANGELOG.md; empty if there are none."""
    text = (checkout / "CHANGELOG.md").read_text("utf-8")
    section = re.search(rf"(?ms)^## {re.escape(version)} - \d{{4}}-\d\d-\d\d\n(.*?)(?=^## |\Z)", text)
    return section[1].strip() if section else ""


def release(checkout: Path) -> int:
    """Tag the commit checked out, or say why not; the exit status."""
    if found := list(faults(checkout)):
        print("Cannot release:", *(f"- {fault}" for fault in found), sep="\n", file=sys.stderr)
        return 1
    version = version_of(checkout)
    _git(
        checkout,
        "tag",
        "--annotate",
        tag_of(version),
        "--message",
        f"Copydesk {version}",
        "--message",
        notes(checkout, version),
    )
    print(f"Tagged {tag_of(version)}. To publish it: git push origin {tag_of(version)}")
    print(f"To undo: git tag --delete {tag_of(version)}")
    return 0


def _unpinned(checkout: Path) -> Iterator[str]:
    """Requirements of pyproject.toml that the lock does not fulfil."""
    lock = (checkout / "requirements.lock").read_text("utf-8")
    pinned = {
        canonicalize_name(name): version for name, version in re.findall(r"(?m)^([\w.-]+)(?:\[[^\]]*\])?==([^\s;]+)", lock)
    }
    project = _project(checkout)
    for text in [
        *project["dependencies"],
        *(one for extra in project.get("optional-dependencies", {}).values() for one in extra),
    ]:
        asked = Requirement(text)
        name = canonicalize_name(asked.name)
        if name != project["name"] and (name not in pinned or pinned[name] not in asked.specifier):
            yield text


def _project(checkout: Path) -> dict:
    return tomllib.loads((checkout / "pyproject.toml").read_text("utf-8"))["project"]


def _git(checkout: Path, *words: str) -> str:
    return subprocess.run(["git", "-C", checkout, *words], check=True, capture_output=True, text=True).stdout.strip()


if __name__ == "__main__":
    sys.exit(release(CHECKOUT))
