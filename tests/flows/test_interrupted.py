"""What interrupts a night loses nothing of it, though its feed answers 304 the next time, and has let go of half of it."""

import os
import random
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from spiders.ledger import read_ledger
from tests.flows.served import COPYDESK
from tests.spiders.test_crawl import NO_ROBOTS
from tests.spiders.wire import Wire, answer, feed, unchanged_from_now_on
from tests.terminal import Terminal
from tests.torture.killing import below
from tests.torture.press import article
from warehouse.home import Home
from warehouse.query import connect

ARTICLES = 16


@pytest.fixture
def paper(tmp_path: Path) -> Iterator[Wire]:
    paths = [f"/news/{n:02d}" for n in range(ARTICLES)]

    def slowly(path: str) -> bytes:
        time.sleep(0.15)
        return answer(article(f"http://{wire.host}{path}", random.Random(path)).encode())

    with Wire({**NO_ROBOTS, **dict.fromkeys(paths, slowly)}) as wire:
        wire.answers["/rss"] = unchanged_from_now_on(wire, "/rss", feed(*(f"http://{wire.host}{path}" for path in paths)))
        (tmp_path / "config" / "publishers").mkdir(parents=True)
        (tmp_path / "config" / "publishers" / "gull.toml").write_text(
            f'name = "Gull"\ndomain = "{wire.host}"\nfeeds = ["http://{wire.host}/rss"]\nprivate_network = true\ndelay_s = 0\n'
        )
        yield wire


def nightly(folder: Path) -> Terminal:
    return Terminal([COPYDESK, "nightly", "--home", folder / "home", "--config", folder / "config"])


def archived(folder: Path) -> int:
    return sum(len(read_ledger(file).archived) for file in Home(folder / "home").work.glob("*/*.ledger.jsonl"))


def articles(folder: Path) -> set[str]:
    with connect(Home(folder / "home")) as warehouse:
        return {url for (url,) in warehouse.execute("select url from articles").fetchall()}


def until_some_is_there(terminal: Terminal, folder: Path) -> None:
    give_up = time.monotonic() + 120
    while archived(folder) < ARTICLES // 3:
        assert terminal.process.poll() is None, terminal.said
        assert time.monotonic() < give_up
        time.sleep(0.02)


def test_ctrl_c_says_how_to_go_on_and_the_same_command_brings_the_rest(tmp_path: Path, paper: Wire) -> None:
    with nightly(tmp_path) as terminal:
        until_some_is_there(terminal, tmp_path)
        processes = below(terminal.process.pid)
        terminal.ctrl_c()
        assert terminal.wait(60) == 130
        assert terminal.said.count("copydesk: Interrupted. Run the same command to resume.") == 1
        assert "Traceback" not in terminal.said
    assert not any("spiders.run" in below(os.getpid()).get(pid, (0, ""))[1] for pid in processes)
    had = archived(tmp_path)
    assert had < ARTICLES
    paper.answers["/rss"] = answer(status="410 Gone")  # and if its feed had been taken away meanwhile
    with nightly(tmp_path) as terminal:
        assert terminal.wait(120) == 0, terminal.said
    assert len(articles(tmp_path)) == ARTICLES
    assert len([path for path in paper.paths() if path.startswith("/news/")]) <= ARTICLES + 4  # those that were on their way


def test_a_second_ctrl_c_does_not_wait(tmp_path: Path) -> None:
    """What is being shut may take its time: a person who presses again wants his prompt."""
    program = """
import sys, time
from flows.interrupted import interruptible
with interruptible():
    try:
        print("here", flush=True)
        time.sleep(60)
    finally:
        print("shutting", flush=True)
        time.sleep(60)
"""
    with Terminal([sys.executable, "-c", program]) as terminal:
        for word in ("here", "shutting"):
            while word not in terminal.said:
                time.sleep(0.02)
            terminal.ctrl_c()
        assert terminal.wait(60) == 130
        assert terminal.said.count("Run the same command to resume") == 1


@pytest.mark.parametrize(("number", "status"), [("SIGINT", 130), ("SIGTERM", 143), ("SIGHUP", 129)])
def test_what_a_shell_reads(number: str, status: int) -> None:
    """Whatever comes of the signal, such as a query that was interrupted; and a signal that nohup has ignored does nothing."""
    program = f"""
import os, signal
from flows.interrupted import interruptible
with interruptible():
    try:
        os.kill(os.getpid(), signal.{number})
    except BaseException:
        raise RuntimeError("Query interrupted")
"""
    heard = (
        f"import signal; signal.signal(signal.{number}, signal.SIG_DFL)\n{program}"  # whatever these tests were started with
    )
    done = subprocess.run([sys.executable, "-c", heard], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (status, "copydesk: Interrupted. Run the same command to resume.\n")
    ignored = f"import signal; signal.signal(signal.{number}, signal.SIG_IGN)\n{program}"
    assert subprocess.run([sys.executable, "-c", ignored], capture_output=True, check=False).returncode == 0
