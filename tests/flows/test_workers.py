"""Real workers, on a page that hangs, eats memory or kills them: it costs itself alone."""

import os
import signal
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from articles.page import Page
from articles.publisher import Publisher
from articles.warc import open_warc
from flows.batch import Batch
from flows.workers import WORKER_MEMORY_BYTES, Readers
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


def eat() -> bytearray:
    return bytearray(WORKER_MEMORY_BYTES)


def die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


@pytest.mark.parametrize(
    ("harm", "page_timeout_s", "code"), [(hang, 0.5, "timeout"), (eat, 60, "failed/memory"), (die, 60, "failed")]
)
def test_a_page_that_does_harm_is_rejected_and_the_next_one_is_read(tmp_path: Path, harm, page_timeout_s, code) -> None:
    with open_warc(tmp_path, "a.warc.gz") as warc:
        at = warc.append(Page("https://valley.example/1", "valley", START, ORCHARD.encode(), "text/html", 200)).warc_offset
    batch = Batch(tmp_path, "a.warc.gz", (at,), tmp_path / "read.parquet")
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
