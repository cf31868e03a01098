"""What is installed is what requirements.lock pins, each with its hashes."""

import re
import tomllib
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

CHECKOUT = Path(__file__).parents[1]
LOCK = (CHECKOUT / "requirements.lock").read_text("utf-8").replace("\\\n", " ").splitlines()


def test_each_line_pins_one_version_by_its_hashes() -> None:
    assert len(LOCK) > 100
    wrong = [
        line
        for line in LOCK
        if not re.fullmatch(r"[\w.-]+(\[[\w,-]+\])?==[^\s;]+( ; [^#@]+?)?(\s+--hash=sha256:[0-9a-f]{64})+", line)
    ]
    assert wrong == []
    assert "--require-hashes -r requirements.lock" in (CHECKOUT / "Makefile").read_text("utf-8")


def test_what_the_project_asks_for_is_pinned_and_installed() -> None:
    pins = [Requirement(line.split("--hash")[0].strip()) for line in LOCK]
    pinned = {canonicalize_name(pin.name) for pin in pins}
    project = tomllib.loads((CHECKOUT / "pyproject.toml").read_text("utf-8"))["project"]
    asked = [*project["dependencies"], *(one for extra in project["optional-dependencies"].values() for one in extra)]
    missing = {canonicalize_name(Requirement(one).name) for one in asked} - pinned - {"copydesk"}
    assert missing == set()
    there = {pin.name: _installed(pin.name) for pin in pins if pin.marker is None or pin.marker.evaluate()}
    assert {str(pin): there[pin.name] for pin in pins if pin.name in there and there[pin.name] not in pin.specifier} == {}


def _installed(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "none"
