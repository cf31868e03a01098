"""A disk that is full before a run begins, and one that fills up in the middle: a clear word, no damage, and later the same end."""

import os
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from flows.run import SPACE_FOR_A_RUN
from tests.torture.killing import Night, differences, end, held
from tests.torture.press import BATCH_PAGES, Press, Size

ROOM = 3 * SPACE_FOR_A_RUN
LEVELS = 10


@contextmanager
def disk(folder: Path) -> Iterator[Callable[[int], bool]]:
    """A file system of its own in `folder`; what is given sets its size in bytes, False where more is on it."""
    folder.mkdir()
    made = subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={ROOM}", "copydesk", folder], capture_output=True, check=False)
    if made.returncode:
        pytest.skip(f"no file system of its own can be mounted here: {made.stderr.decode().strip()}")
    try:
        yield (
            lambda size: (
                subprocess.run(["mount", "-o", f"remount,size={size}", folder], stderr=subprocess.DEVNULL).returncode == 0
            )
        )
    finally:
        subprocess.run(["umount", "--lazy", folder], check=True)


def filled_up(night: Night, resize: Callable[[int], bool], room: int) -> int | None:
    """Run a night whose disk has `room` bytes left from when it has begun; its status."""
    process = night.start()
    try:
        while not list(night.home.glob("private/work/*/run.json")) and process.poll() is None:
            time.sleep(0.002)
        while not resize(_used(night.home) + room) and process.poll() is None:
            pass  # it has written since
        return process.wait(600)
    finally:
        end(process)
        resize(ROOM)


def _used(folder: Path) -> int:
    disk = os.statvfs(folder)
    return (disk.f_blocks - disk.f_bfree) * disk.f_frsize


def at_levels(folder: Path, levels: list[int], tell: Callable[[str], None] = print) -> list[str]:
    """A night at each fill level (tenths of what it needs are free), and again with space; what went wrong."""
    wrong = []
    with Press(Size(papers=2, articles=30)) as press:
        calm = Night(folder / "calm", press.write_config(folder / "config"), press.asked_for, BATCH_PAGES, 0.0)
        calm.whole()
        expected = held(calm.home)
        needed = sum(file.lstat().st_size for file in calm.home.rglob("*") if file.is_file())
        for level in levels:
            with disk(folder / f"disk{level}") as resize:
                night = replace(calm, home=folder / f"disk{level}" / "home")
                status = filled_up(night, resize, needed * level // LEVELS)
                words = night.said().strip().rpartition("\n")[2]
                tell(f"{level}/{LEVELS} of {needed} bytes free: status {status}: {words}")
                if "Traceback" in night.said() or status not in (
                    1,
                    2,
                ):  # 1 where it had enough: some addresses of the press fail
                    wrong.append(f"level {level}: status {status}, {night.said()}")
                elif "No space left" in words:
                    night.whole()
                differ = differences(expected, held(night.home))
                wrong += [f"level {level}: with space again {differ} are others"] if differ else []
    return wrong


def long(seed: int, tell: Callable[[str], None]) -> list[str]:
    """All ten levels. The seed changes nothing: there is no chance in it."""
    with TemporaryDirectory() as folder:
        return at_levels(Path(folder), list(range(LEVELS)), tell)


def test_a_disk_that_fills_up_in_the_middle(tmp_path: Path) -> None:
    assert at_levels(tmp_path, [2, 9]) == []


def test_a_disk_that_is_full_before_is_refused_before_anything_is_begun(tmp_path: Path) -> None:
    with Press(Size(papers=1, articles=1)) as press, disk(tmp_path / "disk") as resize:
        resize(SPACE_FOR_A_RUN // 2)
        night = Night(tmp_path / "disk" / "home", press.write_config(tmp_path / "config"), press.asked_for, BATCH_PAGES, 0.0)
        process = night.start()
        assert process.wait(120) == 2
        assert "has 64 MB of space left, and a run needs 128 MB" in night.said()
        assert "Traceback" not in night.said()
        assert [file for wire in press.wires for file in wire.asked] == []
        assert not list(night.home.glob("private/work/*/run.json"))
