"""Others on the machine: another user reads nothing below a home, and no lock of theirs stops a load."""

import os
import shutil
import stat
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from warehouse.closing import closed
from warehouse.home import Home

COPYDESK = str(Path(sys.executable).with_name("copydesk"))
NOBODY = 65534
HARBOUR = "Harbour {what} to close for a month\n\nPORTLAND, Maine – The {what} will close to all traffic for a month from Monday, the city said.\nEngineers found cracks in two of forty bearings in the spring, and want to mend them before the winter comes.\n"
HOLDING = """
import fcntl, os, sys, time
os.setuid({nobody})
held = []
for path in sys.argv[1:]:
    held.append(open(path, "r+b"))
    (fcntl.lockf if path.endswith(".duckdb") else fcntl.flock)(held[-1], fcntl.LOCK_SH)
print("held", flush=True)
time.sleep(600)
"""
as_root = pytest.mark.skipif(os.geteuid() != 0, reason="only root can be another user for a while")


@pytest.fixture
def place() -> Iterator[Path]:
    """A folder that every user comes to; pytest's own are closed."""
    place = Path(tempfile.mkdtemp(prefix="copydesk-closing-"))
    place.chmod(0o755)
    yield place
    shutil.rmtree(place)


def load(place: Path, what: str) -> None:
    """Load a file into the home there, with a umask that keeps nobody out."""
    pages = place / f"{what}.txt"
    pages.write_text(HARBOUR.format(what=what))
    for command in (["load", pages], ["report"]):
        done = subprocess.run(
            [COPYDESK, *command, "--home", place / "home"], capture_output=True, text=True, timeout=120, check=False, umask=0
        )
        assert done.returncode == 0, done.stderr


def modes(home: Home) -> set[tuple[bool, int]]:
    """(is a folder, its mode) of all that is the owner's alone."""
    own = [home.root / "private", home.archive, home.reports]
    found = [path for folder in own for path in (folder, *folder.rglob("*")) if not path.is_symlink()]
    assert len(found) > 10
    return {(path.is_dir(), stat.S_IMODE(path.stat().st_mode)) for path in found}


OWN = {(True, 0o700), (False, 0o600)}


@as_root
def test_nobody_else_reads_a_home_or_holds_a_lock_of_it(place: Path) -> None:
    home = Home(place / "home")
    load(place, "bridge")
    assert modes(home) == OWN
    assert {stat.S_IMODE(folder.stat().st_mode) for folder in (home.root, home.snapshots)} == {0o700}

    # As a run before this rule left it: anybody might come in, and somebody did.
    for path in (home.root, *home.root.rglob("*")):
        if not path.is_symlink() and home.snapshots not in path.parents:
            path.chmod(0o777 if path.is_dir() else 0o666)
    theirs = home.root / "private" / "work" / "theirs.lock"
    theirs.touch()
    os.chown(theirs, NOBODY, NOBODY)
    locks = [home.lock, home.work / "starting.lock", home.store]
    with subprocess.Popen(
        [sys.executable, "-c", HOLDING.format(nobody=NOBODY), *map(str, locks)], stdout=subprocess.PIPE, text=True
    ) as stranger:
        try:
            assert stranger.stdout is not None
            assert stranger.stdout.readline() == "held\n"
            load(place, "tunnel")  # and does not wait for them
        finally:
            stranger.kill()
    assert modes(home) == OWN
    assert not theirs.exists()
    asked = [COPYDESK, "sql", "select count(*) as n from articles", "--format", "csv", "--home", home.root]
    assert subprocess.run(asked, capture_output=True, text=True, check=True).stdout.split() == ["n", "2"]

    home.root.chmod(0o755)
    tried = "import os, sys; os.setuid(65534); open(sys.argv[1], 'rb')"
    for path in (home.lock, home.store, next(home.archive.rglob("*.gz")), home.reports / "latest.html"):
        refused = subprocess.run([sys.executable, "-c", tried, path], capture_output=True, text=True, check=False)
        assert "PermissionError" in refused.stderr


def test_a_lock_of_ones_own_and_what_a_group_may_read_stay_as_they_are(tmp_path: Path) -> None:
    home = Home(tmp_path)
    for folder in (home.lock.parent, home.snapshots):
        folder.mkdir()
        folder.chmod(0o755)
    home.snapshots.chmod(0o2750)
    home.lock.touch(0o644)
    own = home.lock.stat().st_ino
    before = os.umask(0o022)
    try:
        with closed(home):
            home.archive.mkdir()
            (home.archive / "new").touch()
            assert stat.S_IMODE((home.archive / "new").stat().st_mode) == 0o600
        (tmp_path / "mine").touch()
    finally:
        os.umask(before)
    assert stat.S_IMODE((tmp_path / "mine").stat().st_mode) == 0o644
    assert (home.lock.stat().st_ino, stat.S_IMODE(home.lock.stat().st_mode)) == (own, 0o600)
    assert stat.S_IMODE(home.snapshots.stat().st_mode) == 0o2750
