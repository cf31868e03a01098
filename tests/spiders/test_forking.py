"""Crawls are forks of one process: each ends by itself, and none outlives who asked for it."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import BinaryIO

import psutil
import pytest

from spiders.forking import Forks, forks


@pytest.fixture
def log(tmp_path: Path) -> Iterator[BinaryIO]:
    with (tmp_path / "log").open("ab") as log:
        yield log


def endless(folder: Path, name: str) -> Path:
    """A job that is never told: its process waits for it."""
    os.mkfifo(folder / name)
    return folder / name


def servers(of: int | None = None) -> list[psutil.Process]:
    return [one for one in psutil.Process(of).children() if "spiders.run" in one.cmdline()]


def the_server() -> psutil.Process:
    """The one there is: on a busy machine it is seen a moment after it was begun."""
    until(lambda: len(servers()) == 1)
    return servers()[0]


def until(there: Callable[[], bool]) -> None:
    give_up = time.monotonic() + 60
    while not there():
        assert time.monotonic() < give_up
        time.sleep(0.02)


def started(some: Forks, job: Path, log: BinaryIO) -> int:
    """How a job ended."""
    fork = some.start(job, log)
    fork.wait(60)
    fork.end()
    assert fork.returncode is not None
    return fork.returncode


@pytest.mark.parametrize("name", ["no such job", "näher\n", "caf\udce9"])
def test_each_says_how_it_ended_and_prints_to_its_own_log(tmp_path: Path, log: BinaryIO, name: str) -> None:
    with forks() as some, (tmp_path / "other").open("ab") as other:
        assert started(some, tmp_path, other) == 1
        assert started(some, tmp_path / name.rstrip("\n"), log) == 1
    assert b"IsADirectoryError" in (tmp_path / "other").read_bytes()
    assert b"FileNotFoundError" in (tmp_path / "log").read_bytes()


def test_all_are_of_one_process_which_goes_with_the_last_block(tmp_path: Path, log: BinaryIO) -> None:
    with forks() as some:
        one = some.start(endless(tmp_path, "one"), log)
        with forks() as same:
            assert started(same, tmp_path / "none", log) == 1
        server = the_server()
        until(lambda: len(server.children()) == 1)
        assert os.getsid(server.children()[0].pid) not in (os.getsid(0), server.pid)
        one.end()
        assert one.returncode == -signal.SIGKILL
        assert server.children() == []
        assert servers() == [server]
    assert servers() == []


def test_one_that_is_ended_leaves_the_others_alone(tmp_path: Path, log: BinaryIO) -> None:
    with forks() as some:
        one, other = (some.start(endless(tmp_path, name), log) for name in ("one", "other"))
        server = the_server()
        until(lambda: len(server.children()) == 2)
        one.end()
        other.wait(0.3)
        assert other.returncode is None
        assert len(server.children()) == 1
        os.kill(server.children()[0].pid, signal.SIGTERM)
        other.wait(60)
        other.end()
        assert other.returncode == -signal.SIGTERM


def test_where_the_one_process_is_killed_all_have_ended_and_the_next_begins_another(tmp_path: Path, log: BinaryIO) -> None:
    with forks() as some:
        several = [some.start(endless(tmp_path, name), log) for name in ("one", "other")]
        server = the_server()
        until(lambda: len(server.children()) == 2)
        forked = server.children()
        server.kill()
        for one in several:
            one.wait(60)
            one.end()
            assert one.returncode == -signal.SIGKILL
        until(lambda: not any(one.is_running() and one.status() != psutil.STATUS_ZOMBIE for one in forked))
        assert started(some, tmp_path / "none", log) == 1
        assert [one.pid for one in servers()] != [server.pid]


def test_ctrl_c_is_not_for_the_one_process(tmp_path: Path, log: BinaryIO) -> None:
    with forks() as some:
        assert started(some, tmp_path / "none", log) == 1
        server = the_server()
        server.send_signal(signal.SIGINT)
        assert started(some, tmp_path / "none", log) == 1
        assert servers() == [server]


def test_one_that_did_not_begin_is_not_waited_for_and_never_begins(tmp_path: Path, log: BinaryIO) -> None:
    with forks() as some:
        assert started(some, tmp_path / "none", log) == 1
        server = the_server()
        server.suspend()
        one = some.start(endless(tmp_path, "one"), log)
        one.end()
        assert one.returncode is None
        server.resume()
        assert started(some, tmp_path / "none", log) == 1
        assert server.children() == []


ASKER = """
import sys, time
from pathlib import Path
from spiders.forking import forks
with forks() as some, open("log", "ab") as log:
    one = some.start(Path(sys.argv[1]), log)
    time.sleep(600)
"""


def test_none_outlives_who_asked(tmp_path: Path) -> None:
    with subprocess.Popen([sys.executable, "-c", ASKER, str(endless(tmp_path, "one"))], cwd=tmp_path) as asker:
        try:
            until(lambda: any(server.children() for server in servers(asker.pid)))
            (server,) = servers(asker.pid)
            both = [server, *server.children()]
        finally:
            asker.kill()
    until(lambda: not any(one.is_running() and one.status() != psutil.STATUS_ZOMBIE for one in both))
