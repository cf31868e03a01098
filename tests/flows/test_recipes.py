"""What docs/operating.md tells operators to type, typed: back-up, restore on another machine, upgrade, start anew."""

import os
import re
import shutil
import subprocess
import sys
import sysconfig
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.docs import CHECKOUT
from tests.newspaper.site import Newspaper
from warehouse.dump import canonical_dump
from warehouse.home import Home
from warehouse.query import connect

NIGHTS = ("2026-11-22T03:00:00+00:00", "2026-11-23T03:00:00+00:00")
GROWN = shutil.ignore_patterns(
    ".git", ".venv", ".tools", ".bench", "__pycache__", ".*_cache", ".hypothesis", "*.egg-info", "fuzz-*"
)
NO_NETWORK = {"PIP_NO_INDEX": "1", "PIP_DISABLE_PIP_VERSION_CHECK": "1"}
NOTHING_NEW = "select counts->>'asked', counts->>'new_articles', counts->>'new_versions' from runs order by number desc limit 1"


@dataclass(frozen=True)
class Machine:
    """A checkout of its own, with an environment of its own and what lies in it."""

    checkout: Path

    @property
    def home(self) -> Home:
        return Home(self.checkout / "data")

    def types(self, *commands: str, status: int = 0) -> None:
        for command in commands:
            environment = os.environ | NO_NETWORK | {"GIT_CONFIG_GLOBAL": "/dev/null"}
            done = subprocess.run(
                ["bash", "-euc", command], cwd=self.checkout, env=environment, capture_output=True, text=True, check=False
            )
            assert done.returncode == status, (command, done.stdout, done.stderr)

    def dump(self, home: Home | None = None) -> dict[str, list[tuple]]:
        with connect(home or self.home) as warehouse:
            return canonical_dump(warehouse)

    def asks(self, query: str) -> list[tuple]:
        with connect(self.home) as warehouse:
            return warehouse.execute(query).fetchall()

    def files(self, folder: str) -> dict[str, bytes]:
        root = self.checkout / folder
        return {str(file.relative_to(root)): file.read_bytes() for file in root.rglob("*") if file.is_file()}


def grown(folder: str, names: list[str]) -> set[str]:
    """What is no part of a checkout but grows in it."""
    return GROWN(folder, names) | ({"data"} if Path(folder) == CHECKOUT else set())


def recipe(heading: str) -> list[str]:
    """The commands of a section of docs/operating.md, as they stand there."""
    text = (CHECKOUT / "docs" / "operating.md").read_text("utf-8")
    (section,) = re.findall(rf"(?ms)^## {heading}$(.*?)(?=^## |\Z)", text)
    commands = re.findall(r"(?m)^    (.+)$", section)
    assert commands, heading
    return commands


def checked_out(origin: Path, to: Path) -> Machine:
    """A clone whose environment finds the packages of this one, so that nothing has to be fetched."""
    subprocess.run(["git", "clone", "--quiet", origin, to], check=True)
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", to / ".venv"], check=True)
    (packages,) = (to / ".venv" / "lib").glob("python*/site-packages")
    (packages / "those-of-the-tests.pth").write_text(sysconfig.get_path("purelib") + "\n")
    return Machine(to)


def commit(origin: Path, message: str) -> None:
    who = ("-c", "user.name=Desk", "-c", "user.email=desk@example.org", "-c", "commit.gpgsign=false")
    for words in (("add", "--all"), (*who, "commit", "--quiet", "--no-verify", "--message", message)):
        subprocess.run(["git", *words], cwd=origin, check=True, env=os.environ | {"GIT_CONFIG_GLOBAL": "/dev/null"})


@pytest.fixture(scope="module")
def newspaper() -> Iterator[Newspaper]:
    with Newspaper(day=1) as newspaper:
        yield newspaper


@pytest.fixture(scope="module")
def origin(tmp_path_factory: pytest.TempPathFactory) -> Path:
    if not shutil.which("git"):
        pytest.skip("no git: apt-get install git")
    origin = tmp_path_factory.mktemp("recipes") / "origin"
    shutil.copytree(CHECKOUT, origin, ignore=grown)
    subprocess.run(["git", "init", "--quiet", origin], check=True)
    commit(origin, "As it is here")
    return origin


@pytest.fixture(scope="module")
def old(origin: Path, newspaper: Newspaper) -> Machine:
    """A machine that has had a night, with publishers of its own alone."""
    old = checked_out(origin, origin.with_name("old"))
    shutil.rmtree(old.checkout / "config" / "publishers")
    newspaper.write_config(old.checkout / "config" / "publishers")
    old.types("make .venv/.ready", f".venv/bin/copydesk nightly --now {NIGHTS[0]}")
    return old


@pytest.fixture(scope="module")
def new(origin: Path, old: Machine) -> Machine:
    """Another machine, after the recipes for back-up and restore."""
    old.types(*recipe("Back-up"))
    new = checked_out(origin, origin.with_name("new"))
    (old.checkout / "desk.tar.gz").rename(new.checkout / "desk.tar.gz")
    new.types(*recipe("Restore, or move to another machine"))
    return new


def test_what_is_restored_is_what_was_backed_up(old: Machine, new: Machine):
    assert len(new.dump()["article"]) > 30
    assert new.dump() == old.dump()
    assert new.files("data") == old.files("data")
    assert new.files("config") == old.files("config")
    assert "README.md" not in new.files("config/publishers")
    paths = [name for name, held in new.files("data").items() if str(old.checkout).encode() in held]
    assert paths == []


def test_the_next_night_goes_on_where_the_old_machine_was(old: Machine, new: Machine):
    for machine in (old, new):
        machine.types(f".venv/bin/copydesk nightly --now {NIGHTS[1]}")
    ((asked, *came),) = new.asks(NOTHING_NEW)
    assert int(asked) > 0
    assert came == ["0", "0"]
    assert new.dump() == old.dump()


def test_an_upgrade_brings_the_new_code_and_leaves_the_desk(origin: Path, new: Machine):
    version = origin / "pyproject.toml"
    version.write_text(version.read_text().replace('version = "0.1.0"', 'version = "0.1.1"'))
    commit(origin, "A newer version")
    before = new.dump()
    new.types(*recipe("Upgrade"), ".venv/bin/copydesk check")
    assert new.dump() == before
    new.types(f".venv/bin/copydesk nightly --now {NIGHTS[1].replace('-23T', '-24T')}")
    ((_, *came),) = new.asks(NOTHING_NEW)
    assert came == ["0", "0"]
    assert new.asks("select code_version from runs order by number") == [("0.1.0",), ("0.1.0",), ("0.1.1",)]


def test_the_archive_alone_is_enough_to_start_anew(new: Machine):
    new.types(*recipe("Start again from the archive"), status=1)  # pages that are no articles are named
    articles = "select publisher, url, title, body, place from articles order by url"  # not authors: feeds name some
    with connect(Home(new.checkout / "data-anew")) as anew:
        assert anew.execute(articles).fetchall() == new.asks(articles)
