"""Two runs started together: one waits or is refused by name, and the end is that of one after the other."""

import random
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.command import copydesk
from tests.torture.killing import COPYDESK, differences, end, held
from tests.torture.press import NOW, Press, Size, article

PAPER = Size(papers=1, articles=8)


class Desk:
    """A home, the config of a press, and a folder of files."""

    def __init__(self, folder: Path, config: Path, files: Path) -> None:
        self.home = folder
        self.config = config
        self.commands = {"nightly": ["nightly"], "load": ["load", str(files)], "reread": ["reread"]}

    def start(self, name: str) -> "subprocess.Popen[str]":
        command = [COPYDESK, *self.commands[name], "--home", self.home, "--config", self.config, "--now", NOW]
        return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)

    def alone(self, name: str) -> None:
        """Run it by itself, here."""
        copydesk(*self.commands[name], "--home", self.home, "--config", self.config, "--now", NOW)

    def together(self, *names: str) -> list[tuple[int, str]]:
        """Status and stderr of each."""
        running = [self.start(name) for name in names]
        try:
            said = [process.communicate(timeout=300)[1] for process in running]
        finally:
            for process in running:
                end(process)
        return [(process.returncode, words) for process, words in zip(running, said, strict=True)]


@pytest.fixture
def desk(tmp_path: Path):
    files = tmp_path / "files"
    files.mkdir()
    for number in range(4):
        page = article(f"https://elsewhere.example/{number}", random.Random(number))
        (files / f"{number}.html").write_text(page)
    with Press(PAPER) as press:
        config = press.write_config(tmp_path / "config")
        yield lambda name: Desk(tmp_path / name, config, files)


def test_two_nightlies(desk) -> None:
    alone, twice = desk("alone"), desk("twice")
    alone.alone("nightly")
    ended = twice.together("nightly", "nightly")
    refused = [words for _, words in ended if "is running (process " in words]
    assert len(refused) == 1, ended
    assert "Traceback" not in "".join(words for _, words in ended)
    assert differences(held(alone.home), held(twice.home)) == []


@pytest.mark.parametrize("pair", [("nightly", "load"), ("load", "reread"), ("nightly", "reread")])
def test_two_different_runs(desk, pair: tuple[str, str]) -> None:
    one_by_one, together = desk("one-by-one"), desk("together")
    one_by_one.alone("load" if "nightly" in pair else "nightly")  # something is there already
    shutil.copytree(one_by_one.home, together.home, symlinks=True)
    for name in pair:
        one_by_one.alone(name)
    ended = together.together(*pair)
    assert "Traceback" not in "".join(words for _, words in ended)
    assert without_order(held(one_by_one.home)) == without_order(held(together.home))


def without_order(dump: dict) -> dict:
    """Whoever comes first has the lower number, and reread sees what is published when it starts."""
    return {name: dump[name] for name in ("article", "version", "block", "contributor", "byline", "archive") if name in dump}


def test_the_lock_of_a_dead_process_blocks_nobody(desk) -> None:
    home = desk("home")
    home.alone("load")
    lock = home.home / "private" / "writer.lock"
    lock.write_text('{"pid": 1, "run_id": "of-another-time"}')
    ((status, _),) = home.together("load")
    assert status == 0
