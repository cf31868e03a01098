"""Real workers, on a page that hangs, eats memory or kills them: it costs itself alone."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from articles.archive.warc import open_warc
from articles.page import Page
from articles.publisher import Publisher
from flows.readers.batch import Batch
from flows.readers.forked import MEMORY_BYTES
from flows.readers.local import Readers
from tests.flows.test_files import ORCHARD
from tests.warehouse.pages import START


class Harmful(dict[str, Publisher]):
    """What a worker looks its page's publisher up in, in its own process."""

    def __init__(self, harm: Callable[[], object]) -> None:
        super().__init__()
        self.harm = harm

    def __reduce__(self) -> tuple[type["Harmful"], tuple[Callable[[], object]]]:
        return Harmful, (self.harm,)

    def get(self, *_: object) -> Publisher:  # type: ignore[override]
        self.harm()
        raise AssertionError("it goes on")


def hang() -> None:
    time.sleep(30)


def spin() -> None:
    while True:
        pass


def rest() -> None:
    time.sleep(1.5)


def eat() -> bytearray:
    return bytearray(MEMORY_BYTES)


def die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def hold() -> int:
    """One call of C that lets no other thread of the process run."""
    Path(os.environ["NOTE"]).write_text(f"{os.getpid()} {os.getppid()}")
    return sum(range(10**11))


def archived(folder: Path) -> Batch:
    """A batch of one good page."""
    with open_warc(folder, "a.warc.gz") as warc:
        at = warc.append(Page("https://valley.example/1", "valley", START, ORCHARD.encode(), "text/html", 200)).warc_offset
    return Batch(folder, "a.warc.gz", (at,), folder / "read.parquet")


@pytest.mark.parametrize(
    ("harm", "page_timeout_s", "code"),
    [(hang, 0.1, "timeout"), (spin, 0.5, "timeout"), (eat, 60, "failed/memory"), (die, 60, "failed")],
)
def test_a_page_that_does_harm_is_rejected_and_the_next_one_is_read(tmp_path: Path, harm, page_timeout_s, code) -> None:
    batch = archived(tmp_path)
    readers, patient = Readers(page_timeout_s), Readers(60)
    try:
        told = readers.read(batch, Harmful(harm))
        assert told is not None
        assert (told.stage, told.code) == ("read", code)
        assert readers._all == set(), "whoever did harm is gone"
        assert not batch.out.exists()
        assert patient.read(batch, {}) is None
        assert batch.out.exists()
    finally:
        readers.end()
        patient.end()


def test_a_page_that_waits_for_the_processor_has_all_its_time(tmp_path: Path) -> None:
    readers = Readers(0.5)
    try:
        with pytest.raises(AssertionError, match="it goes on"):
            readers.read(archived(tmp_path), Harmful(rest))
    finally:
        readers.end()


FLOW = """
import sys
from pathlib import Path
from flows.readers.local import Readers
from tests.flows.readers.test_local import Harmful, archived, hold
if __name__ == "__main__":
    Readers(600).read(archived(Path(sys.argv[1])), Harmful(hold))
"""


def test_a_killed_flow_takes_its_workers_and_their_fork_server_along_in_the_middle_of_a_batch(tmp_path: Path) -> None:
    note, program = tmp_path / "note", tmp_path / "flow.py"
    program.write_text(FLOW)
    environment = os.environ | {"NOTE": str(note), "PYTHONPATH": str(Path.cwd())}
    flow = subprocess.Popen([sys.executable, program, tmp_path], env=environment)
    try:
        until(lambda: note.exists() and len(note.read_text().split()) == 2, 60)
    finally:
        flow.kill()
        flow.wait()
    left = [int(pid) for pid in note.read_text().split()]
    try:
        until(lambda: not any(map(is_alive, left)), 2)
    finally:
        for pid in filter(is_alive, left):
            os.kill(pid, signal.SIGKILL)


def is_alive(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def until(is_so: Callable[[], bool], seconds: float) -> None:
    for _ in range(round(seconds * 20)):
        if is_so():
            return
        time.sleep(0.05)
    raise AssertionError(f"not so after {seconds} s")
