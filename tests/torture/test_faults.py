"""Each write, fsync and rename of a load and its publishing, killed, on a full disk and with an I/O error.

Nothing that was acknowledged is lost, every file opens, people see the old snapshot or the new one, and the same load again
ends as if nothing had been.
"""

import json
import random
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from tests.warehouse.pages import STORY, Newsroom, read, rejected
from warehouse.dump import canonical_dump
from warehouse.home import Home
from warehouse.publish import publish
from warehouse.store import StoreError

KINDS = {"killed": 1, "disk full": 2, "I/O error": 3}
OLD = [read(f"{STORY}/{n}", f"Bridge {n}.", day=n) for n in range(3)]
NEW = [*(read(f"{STORY}/{n}", f"Bridge {n} is shut.", day=10 + n) for n in range(5)), rejected(f"{STORY}/x", "x")]


@dataclass(frozen=True, slots=True)
class Fault:
    """What came of a load whose `nth` point went wrong. `status`: 0 it ended well, 1 it failed with a clear word, -9 killed."""

    nth: int
    kind: int
    status: int
    said: str
    wrong: list[str]


def loads_that_go_wrong(folder: Path, points: Iterable[tuple[int, int]]) -> list[Fault]:
    """One load for each (nth, kind); (0, 1) is one of which nothing goes wrong."""
    shim = folder / "faults.so"
    subprocess.run(["cc", "-shared", "-fPIC", "-O1", "-o", shim, Path(__file__).with_name("faults.c"), "-ldl"], check=True)
    newsroom = Newsroom(Home(folder / "template"))
    newsroom.home.root.mkdir()
    newsroom.load(*OLD)
    with newsroom.store() as store:
        publish(store, newsroom.home)
    staged = newsroom.stage(*NEW)
    command = [sys.executable, "-m", "tests.torture.faulting", newsroom.home.root, folder / "home", *staged]
    asked = "".join(f"{nth} {kind}\n" for nth, kind in points)
    done = subprocess.run(command, input=asked, capture_output=True, text=True, check=False, env={"LD_PRELOAD": str(shim)})
    assert done.returncode == 0, done.stderr
    return [Fault(**json.loads(line)) for line in done.stdout.splitlines()]


def long(seed: int, tell: Callable[[str], None]) -> list[str]:
    """Every point of all kinds. The seed changes nothing: there is no chance in it."""
    with TemporaryDirectory() as folder:
        (whole,) = loads_that_go_wrong(Path(folder), [(0, 1)])
    points = [(nth, kind) for nth in range(1, int(whole.said) + 1) for kind in KINDS.values()]
    with TemporaryDirectory() as folder:
        faults = loads_that_go_wrong(Path(folder), points)
    ended = Counter((fault.kind, fault.status) for fault in faults)
    tell(f"{whole.said} points of {len(KINDS)} kinds; by kind and status: {dict(sorted(ended.items()))}")
    return [str(fault) for fault in faults if fault.wrong or fault.status not in (0, 1, -9)]


@pytest.mark.needs("compiler")
def test_nine_points_of_a_load(tmp_path: Path) -> None:
    (tmp_path / "count").mkdir()
    (whole,) = loads_that_go_wrong(tmp_path / "count", [(0, 1)])
    assert whole.status == 0
    points = int(whole.said)
    assert points > 30
    chance = random.Random(9)
    chosen = [(nth, kind) for kind in KINDS.values() for nth in sorted(chance.sample(range(1, points + 1), 3))]
    shutil.rmtree(tmp_path / "count")
    faults = loads_that_go_wrong(tmp_path, chosen)
    assert [(fault.nth, fault.kind) for fault in faults] == chosen
    assert [fault for fault in faults if fault.wrong] == []
    assert {fault.status for fault in faults if fault.kind == KINDS["killed"]} == {-9}
    failed = [fault for fault in faults if fault.kind != KINDS["killed"] and fault.status]
    assert failed
    assert all(fault.status == 1 and fault.said for fault in failed)


def test_a_store_that_was_torn_goes_on_from_what_is_published(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    newsroom = Newsroom(Home(tmp_path))
    newsroom.load(*OLD)
    with newsroom.store() as store:
        expected = canonical_dump(store)
        publish(store, newsroom.home)
    with newsroom.home.store.open("r+b") as file:
        file.seek(12288 + 40)  # in the first block, behind the three headers
        file.write(b"\xff" * 4096)
    with newsroom.store() as store:
        assert canonical_dump(store) == expected
    assert "is damaged: the published snapshot takes its place" in caplog.text
    assert newsroom.home.store.with_name("store.duckdb.damaged").exists()
    newsroom.load(*NEW)
    newsroom.home.published.unlink()
    newsroom.home.store.write_bytes(b"\xff" * 4096)
    with pytest.raises(StoreError, match="cannot be opened"), newsroom.store():
        pass
