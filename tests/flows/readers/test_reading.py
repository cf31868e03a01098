"""Pages are read in batches, as they are added."""

import time
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from random import Random
from threading import Event

import psutil
import pytest

from articles.archive.warc import open_warc
from articles.page import Page, Reject
from articles.profile import Profile
from articles.publisher import without_a_file
from flows.desk import Desk, open_desk
from flows.progress import silent
from flows.readers.batch import Batch
from flows.readers.local import workers
from flows.readers.profiles import write_profile
from flows.readers.reading import Reading, reading
from flows.readers.worker import read_batch
from tests.flows.test_files import ORCHARD
from tests.warehouse.pages import START


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    (tmp_path / "config").mkdir()
    (tmp_path / "config" / "desk.toml").write_text("batch_pages = 3\nworkers = 1\n")
    (tmp_path / "staged").mkdir()
    return open_desk(tmp_path / "home", tmp_path / "config")


@pytest.fixture
def offsets(desk: Desk) -> list[int]:
    """Where seven archived pages lie."""
    with open_warc(desk.home.archive, "a.warc.gz") as warc:
        urls = (f"https://valley.example/{number}" for number in range(7))
        return [warc.append(Page(url, "valley", START, ORCHARD.encode(), "text/html", 200)).warc_offset for url in urls]


class Reader:
    """Reads at once, in this process; says of some pages that they kill it, `times` over."""

    def __init__(self, kills: int | None = None, times: int = 0) -> None:
        self.asked: list[tuple[int, ...]] = []
        self.kills, self.times = kills, times

    def __call__(self, batch: Batch) -> Future:
        self.asked.append(batch.offsets)
        told = Future()
        if self.kills in batch.offsets and self.times:
            self.times -= 1
            told.set_result(Reject("read", "failed", "the process that read it died"))
            return told
        read_batch(batch, {}, 60)
        told.set_result(None)
        return told


def read_by(reader: Reader, desk: Desk, offsets: list[int]) -> list[Path]:
    pages = Reading(desk, desk.publishers(), desk.config.parent / "staged", reader, silent)
    for offset in offsets:
        pages.add("a.warc.gz", offset)
    return pages.finish()


def outcomes(staged: list[Path]) -> list[str]:
    import pyarrow.parquet as pq

    return [row["kind"] for file in staged for row in pq.read_table(file).to_pylist()]


def test_a_batch_begins_as_soon_as_it_is_full(desk, offsets):
    reader = Reader()
    pages = Reading(desk, desk.publishers(), desk.config.parent / "staged", reader, silent)
    for offset in offsets[:4]:
        pages.add("a.warc.gz", offset)
    assert reader.asked == [tuple(offsets[:3])]
    assert len(pages.finish()) == 2


def test_what_is_left_at_the_end_is_shared_among_the_workers(desk, offsets, monkeypatch):
    (desk.config / "desk.toml").write_text("workers = 3\n")
    desk = open_desk(desk.home.root, desk.config)
    reader = Reader()
    assert len(read_by(reader, desk, offsets)) == 1
    monkeypatch.setattr("flows.readers.reading.LEAST_PAGES", 2)
    reader.asked.clear()
    assert outcomes(read_by(reader, desk, offsets)) == ["article"] * 7
    assert reader.asked == [tuple(offsets[:3]), tuple(offsets[3:6]), tuple(offsets[6:])]


def test_a_page_that_is_added_twice_is_read_once(desk, offsets):
    assert outcomes(read_by(Reader(), desk, [*offsets, *offsets])) == ["article"] * 7


def test_who_dies_once_is_read_again(desk, offsets):
    assert outcomes(read_by(Reader(offsets[1], times=1), desk, offsets)) == ["article"] * 7


def test_a_page_that_kills_its_reader_twice_is_rejected_and_its_neighbours_are_read(desk, offsets):
    assert sorted(outcomes(read_by(Reader(offsets[1], times=2), desk, offsets))) == ["article"] * 6 + ["reject"]


def test_what_an_interrupted_run_had_read_is_not_read_again(desk, offsets):
    interrupted = Reading(desk, desk.publishers(), desk.config.parent / "staged", Reader(), silent)
    for offset in offsets[:4]:  # one batch begins, the fourth page waits for more
        interrupted.add("a.warc.gz", offset)
    reader = Reader()
    assert outcomes(read_by(reader, desk, offsets)) == ["article"] * 7
    assert reader.asked == [tuple(offsets[3:6]), tuple(offsets[6:])]


@pytest.mark.parametrize("changed", ["publisher", "profile", "rules", "archive"])
def test_what_was_read_otherwise_is_read_again(desk, offsets, monkeypatch, changed):
    (profiles := desk.config.parent / "profiles").mkdir()
    staged, publishers = desk.config.parent / "staged", desk.publishers()
    before = Reading(desk, publishers, staged, Reader(), silent, profiles)
    for offset in offsets[:3]:
        before.add("a.warc.gz", offset)
    match changed:
        case "publisher":
            publishers = {"valley": without_a_file("valley", "valley.example")}
        case "profile":
            write_profile(Profile(standing=frozenset({"a notice"})), profiles, "valley")
        case "rules":
            monkeypatch.setattr("flows.readers.reading.rule_set", lambda: "of tomorrow")
        case "archive":  # a power cut took its end, and another page came there
            (desk.home.archive / "a.warc.gz").unlink()
            with open_warc(desk.home.archive, "a.warc.gz") as warc:
                later = (
                    Page(f"https://valley.example/{n + 3}", "valley", START, ORCHARD.encode(), "text/html", 200)
                    for n in range(3)
                )
                assert [warc.append(page).warc_offset for page in later] == offsets[:3]
    reader = Reader()
    after = Reading(desk, publishers, staged, reader, silent, profiles)
    for offset in offsets[:3]:
        after.add("a.warc.gz", offset)
    assert len(after.finish()) == 1
    assert reader.asked == [tuple(offsets[:3])]


def test_a_worker_with_nothing_to_do_ends_and_another_reads_what_comes_next(desk, offsets):
    with reading(desk, {}, desk.config.parent / "staged", silent) as pages:
        for offset in offsets[:3]:
            pages.add("a.warc.gz", offset)
        while not (staged := list((desk.config.parent / "staged").glob("*.parquet"))):
            time.sleep(0.01)
        for _ in range(600):
            if not (alive := [one for one in psutil.Process().children(recursive=True) if of_fork_server(one)]):
                break
            time.sleep(0.1)
        assert alive == []
        for offset in offsets[3:]:
            pages.add("a.warc.gz", offset)
        assert outcomes(pages.finish()) == ["article"] * 7
    assert len(staged) == 1


def test_workers_that_are_killed_all_the_time_hang_nothing(desk, offsets, tmp_path):
    """Whatever they are at: waiting, receiving, reading, telling. Each batch is read, or said to have lost its reader."""
    chance, done = Random(7), Event()

    def kill() -> None:
        pause, read = 0.4, 0
        while not done.wait(chance.random() * pause):
            before, read = read, sum(batch.out.exists() for batch in batches)
            pause = 0.4 if read > before else pause * 1.2  # a slow machine needs longer to read anything at all
            alive = [one for one in psutil.Process().children(recursive=True) if of_fork_server(one)]
            if alive:
                with suppress(psutil.NoSuchProcess):
                    chance.choice(alive).kill()

    batches = [
        Batch(desk.home.archive, "a.warc.gz", (offset,), tmp_path / f"{n}.{offset}.parquet")
        for n in range(30)
        for offset in offsets
    ]
    with ThreadPoolExecutor(1) as killer, workers(open_desk(tmp_path / "home", tmp_path / "config"), {}) as schedule:
        killing = killer.submit(kill)
        try:
            faults = [told.result(60) for told in [schedule(batch) for batch in batches]]
        finally:
            done.set()  # also where it fails: else the killer is waited for without end
        killing.result()
        assert schedule(batches[0]).result(30) is None
    lost = [fault for fault in faults if fault]
    assert 0 < len(lost) < len(batches)
    assert {(fault.stage, fault.code) for fault in lost} == {("read", "failed")}
    assert all(batch.out.exists() for batch, fault in zip(batches, faults, strict=True) if fault is None)


def of_fork_server(process: psutil.Process) -> bool:
    """Is it a worker?"""
    try:
        return "forkserver" in " ".join(process.parent().cmdline())
    except (psutil.NoSuchProcess, AttributeError):
        return False


def test_nothing_to_read_starts_no_worker(desk, monkeypatch):
    def no_worker(*_: object) -> None:
        raise AssertionError("a worker was started")

    monkeypatch.setattr("flows.readers.reading.workers", no_worker)
    with reading(desk, {}, desk.config.parent / "staged", silent) as pages:
        assert pages.finish() == []
