"""What is installed is what requirements.lock pins, each with its hashes; the tools, what requirements-tools.lock does."""

import re
import tomllib
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

CHECKOUT = Path(__file__).parents[1]
LOCK, TOOLS = (
    (CHECKOUT / f"requirements{of}.lock").read_text("utf-8").replace("\\\n", " ").splitlines() for of in ("", "-tools")
)
MAKEFILE = (CHECKOUT / "Makefile").read_text("utf-8")


@pytest.mark.parametrize(("lock", "least"), [(LOCK, 100), (TOOLS, 30)])
def test_each_line_pins_one_version_by_its_hashes(lock: list[str], least: int) -> None:
    assert len(lock) > least
    wrong = [
        line
        for line in lock
        if not re.fullmatch(r"[\w.-]+(\[[\w,-]+\])?==[^\s;]+( ; [^#@]+?)?(\s+--hash=sha256:[0-9a-f]{64})+", line)
    ]
    assert wrong == []


def test_nothing_is_installed_that_is_not_pinned() -> None:
    commands = re.findall(r"(?m)\b(?:pip|uv pip) install\b(.*)$", MAKEFILE)
    assert len(commands) == 3
    assert [command for command in commands if "--require-hashes" not in command] == [
        command for command in commands if "--no-build-isolation --editable ." in command
    ]
    assert "://" not in MAKEFILE


def test_what_the_project_asks_for_is_pinned_and_installed() -> None:
    pins = [Requirement(line.split("--hash")[0].strip()) for line in LOCK]
    pinned = {canonicalize_name(pin.name) for pin in pins}
    project = tomllib.loads((CHECKOUT / "pyproject.toml").read_text("utf-8"))["project"]
    asked = [*project["dependencies"], *(one for extra in project["optional-dependencies"].values() for one in extra)]
    missing = {canonicalize_name(Requirement(one).name) for one in asked} - pinned - {"copydesk"}
    assert missing == set()
    tools = {canonicalize_name(Requirement(line.split("--hash")[0].strip()).name) for line in TOOLS}
    asked_tools = tomllib.loads((CHECKOUT / "pyproject.toml").read_text("utf-8"))["dependency-groups"]["tools"]
    assert {canonicalize_name(Requirement(one).name) for one in asked_tools} - tools == set()
    there = {pin: _installed(pin.name) for pin in pins if pin.marker is None or pin.marker.evaluate()}
    assert {str(pin): found for pin, found in there.items() if found not in pin.specifier} == {}


def _installed(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "none"
