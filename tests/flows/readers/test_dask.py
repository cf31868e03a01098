"""`--runner dask`: two workers as processes of their own, one of them killed in the middle, and the same rows."""

import gzip
import json
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from tests.command import COPYDESK, copydesk
from tests.flows.test_files import HARBOUR, ORCHARD
from warehouse.dump import canonical_dump
from warehouse.home import Home
from warehouse.query import connect

PAGES = 20


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Pages enough for eleven batches, one of them no article."""
    folder = tmp_path / "pages"
    folder.mkdir()
    for number in range(PAGES):
        (folder / f"{number}.txt").write_text(HARBOUR.replace("a month", f"{number + 2} months"))
    (folder / "orchard.html.gz").write_bytes(gzip.compress(ORCHARD.encode(), mtime=0))
    (folder / "empty.html").write_text("<html><body><p>Nothing here.</p></body></html>")
    return folder


class Cluster:
    """A scheduler and two workers, each a process of its own."""

    def __init__(self, running: ExitStack, folder: Path) -> None:
        self._running, self._folder = running, folder
        self.address = self._scheduler()
        # One under a nanny, as clusters have them by default, and one that nobody starts again.
        self.workers = [self._worker("one", "--nanny"), self._worker("two", "--no-nanny")]

    def _start(self, name: str, *command: str) -> subprocess.Popen:
        log = self._running.enter_context((self._folder / f"{name}.log").open("wb"))
        process = subprocess.Popen([sys.executable, "-W", "ignore", "-m", *command], stdout=log, stderr=log, cwd=self._folder)
        self._running.callback(_end, process)
        return process

    def _scheduler(self) -> str:
        file = self._folder / "scheduler.json"
        self._start(
            "scheduler", "distributed.cli.dask_scheduler", "--host", "127.0.0.1", "--port", "0", "--no-dashboard",
            "--scheduler-file", str(file),
        )  # fmt: skip
        return json.loads(_soon(file))["address"]

    def _worker(self, name: str, nanny: str) -> subprocess.Popen:
        return self._start(
            name, "distributed.cli.dask_worker", self.address, "--name", name, "--nthreads", "1", nanny, "--no-dashboard",
            "--host", "127.0.0.1", "--local-directory", str(self._folder / name),
        )  # fmt: skip


@pytest.fixture
def cluster(tmp_path: Path) -> Iterator[Cluster]:
    with ExitStack() as running:
        yield Cluster(running, tmp_path)


def test_a_worker_is_killed_in_the_middle_and_the_rows_are_the_same(folder, cluster, tmp_path):
    config = tmp_path / "config"
    (config / "publishers").mkdir(parents=True)
    (config / "desk.toml").write_text(f'batch_pages = 2\ndask = "{cluster.address}"\n')
    load(tmp_path / "local", folder, config)
    victim = cluster.workers[1]
    flow = subprocess.Popen(
        [COPYDESK, "load", folder, "--home", tmp_path / "far", "--config", config, "--runner", "dask"],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    _until(lambda: _children(victim.pid), "the second worker reads")
    _until(lambda: list((tmp_path / "far").glob("private/work/*/staged/*.parquet")), "the first batch is read")
    victim.send_signal(signal.SIGKILL)
    _, said = flow.communicate(timeout=120)
    assert flow.returncode == 1, said  # the page without an article is named
    assert "empty.html" in said
    assert dump(tmp_path / "far") == dump(tmp_path / "local")


def test_a_cluster_that_is_not_there_is_wrong_use(folder, tmp_path):
    (tmp_path / "config" / "publishers").mkdir(parents=True)
    done = copydesk("load", folder, "--home", tmp_path / "home", "--config", tmp_path / "config", "--runner", "dask")
    assert done.returncode == 2
    assert 'dask = "tcp://' in done.stderr


def load(home: Path, folder: Path, config: Path) -> None:
    copydesk("load", folder, "--home", home, "--config", config)


def dump(home: Path) -> dict:
    with connect(Home(home)) as warehouse:
        return dict(canonical_dump(warehouse))


def _soon(file: Path) -> str:
    _until(lambda: file.exists() and file.read_text().strip().endswith("}"), f"{file.name} is written")
    return file.read_text()


def _until(come, what: str) -> None:
    give_up = time.monotonic() + 120
    while not come():
        assert time.monotonic() < give_up, f"waited in vain until {what}"
        time.sleep(0.02)


def _children(pid: int) -> list[int]:
    found = (re.match(r"(\d+) \(.*\) \S (\d+)", stat) for stat in _stats())
    return [int(one[1]) for one in found if one and int(one[2]) == pid]


def _stats() -> Iterator[str]:
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            yield stat.read_text()
        except OSError:
            continue


def _end(process: subprocess.Popen) -> None:
    if process.poll() is None:
        os.kill(process.pid, signal.SIGTERM)
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            process.kill()
    process.wait()
