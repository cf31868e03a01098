"""What lies below a home is its owner's: no other user of the machine reads it, or holds a lock of it.

`snapshots/` is what people read, and may be opened to a group; docs/operating.md says how.
"""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from warehouse.home import Home

_OTHERS = 0o077
"""The bits of a mode that let anybody else in."""

_LOCKS = Path("/proc/locks")


@contextmanager
def closed(home: Home) -> Iterator[None]:
    """What an older run, or another umask, has left open is closed; what is made within the block is its owner's alone.

    In a lake the files' modes stay the umask's, as its readers open them; the folders are closed all the same.
    """
    private = home.root / "private"
    for folder in (private, home.archive, home.reports):
        if folder.exists() and folder.stat().st_mode & _OTHERS:
            _close(folder)
    before = os.umask(_OTHERS)
    try:
        private.mkdir(parents=True, exist_ok=True)
        if home.lake:
            for folder in (home.archive, home.reports):
                folder.mkdir(exist_ok=True)
            os.umask(before)
        yield
    finally:
        os.umask(before)


def _close(folder: Path) -> None:
    """The folder first, so that nobody comes in any more; then all that lies in it, and what somebody else has a hold on."""
    _take_bits(folder)
    held = _held_by_others()
    for path in folder.rglob("*"):
        if path.is_symlink():
            continue
        _take_bits(path)
        if path.is_file() and path.stat().st_ino in held:
            _renew(path)
        elif path.suffix == ".lock" and path.stat().st_uid != os.geteuid():
            path.unlink()


def _take_bits(path: Path) -> None:
    with suppress(OSError):  # somebody else's, or a file system without modes
        path.chmod(path.stat().st_mode & ~_OTHERS & 0o7777)


def _renew(file: Path) -> None:
    """The same file as another one: a lock is held on what it was."""
    new = file.with_name(f"{file.name}.renewed")
    shutil.copyfile(file, new)
    new.replace(file)
    _take_bits(file)


def _held_by_others() -> set[int]:
    """Inodes that a process has locked which is neither this user's nor root's, or is gone."""
    if not _LOCKS.exists():
        return set()
    locks = [line.replace("->", "").split() for line in _LOCKS.read_text("ascii").splitlines()]
    return {int(words[5].rpartition(":")[2]) for words in locks if not _is_trusted(words[4])}


def _is_trusted(process: str) -> bool:
    with suppress(OSError):
        return Path("/proc", process).stat().st_uid in (0, os.geteuid())
    return False
