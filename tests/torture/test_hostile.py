"""Hostile pages and files in one load with good ones: each ends once, the good ones as if alone, within time and memory."""

import os
import subprocess
import time
from collections import Counter
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from flows.desk import open_desk
from flows.files import load_files
from loaders.bounds import MOST_ALIKE
from tests.torture.hostile import cases, good_page
from tests.torture.killing import COPYDESK, below
from warehouse.home import Home
from warehouse.query import connect

NEIGHBOURS = 30
WHOLE_MB = 768
"""Of all processes of a load with two workers: some 590 to 740 with this folder, and 430 with common pages.

The model that tells languages and numpy are shared by all; 70 are held while pages are read again with what was
learned of their publisher.
"""
PROCESS_MB = 512
"""Of any one process: up to 400, in a worker that reads a page of 200,000 line breaks."""
INPUT_CPU_S = 40
"""Of processor time for any one input. Each is read within one process: no process of a load may take more in all (17 to 29)."""
WHOLE_CPU_S = 140
"""Of processor time for the whole folder, in all processes: 63 to 98, as fast as the machine is that day.

Half of it is spent within trafilatura and lxml, on pages of up to a megabyte; no page costs more than its share by its size.
"""
SPARSE = 20 << 30
TABLES = ("articles", "blocks", "bylines", "datelines", "images", "links", "evidence")


@dataclass
class Cost:
    """Of a load, as seen five times a second.

    `most_mb` is the sum of all its processes at its peak, what they share counted once (PSS: workers are forks of one process);
    `process_mb` is the largest of them, what it shares counted whole (RSS).
    """

    said: str = ""
    most_mb: float = 0.0
    process_mb: float = 0.0
    cpu_s: dict[int, float] = field(default_factory=dict)


def loaded(folder: Path, home: Path) -> Cost:
    """Load a folder."""
    cost = Cost()
    with home.with_name(f"{home.name}.said").open("w+") as said:
        process = subprocess.Popen(
            [COPYDESK, "load", folder, "--home", home, "--config", home.parent / "config"], stdout=said, stderr=said
        )
        while process.poll() is None:
            now_mb = 0.0
            for pid in (process.pid, *below(process.pid)):
                with suppress(OSError):
                    now_mb += _mb(pid, "Pss:")
                    cost.process_mb = max(cost.process_mb, _mb(pid, "Rss:"))
                    cost.cpu_s[pid] = _cpu_s(pid)
            cost.most_mb = max(cost.most_mb, now_mb)
            time.sleep(0.2)
        said.seek(0)
        cost.said = said.read()
    return cost


def _mb(pid: int, kind: str) -> float:
    lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    return next((int(line.split()[1]) / 1024 for line in lines if line.startswith(kind)), 0.0)


def _cpu_s(pid: int) -> float:
    user, system = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[11:13]
    return (int(user) + int(system)) / os.sysconf("SC_CLK_TCK")


def rows(home: Path, query: str) -> list[tuple[object, ...]]:
    with connect(Home(home)) as warehouse:
        return warehouse.execute(query).fetchall()


def neighbours(home: Path) -> dict[str, list[tuple[object, ...]]]:
    """All that the warehouse says of the good pages, without its run."""
    good = "article_id in (select article_id from pages where regexp_matches(url, '^file:good-'))"
    columns = "columns(c -> not suffix(c, 'run_id') and c not in ('first_seen_at', 'valid_from', 'story_id', 'warc_offset'))"
    return {table: rows(home, f"select {columns} from {table} where {good} order by all") for table in TABLES}


def test_hostile_pages_and_files_and_their_good_neighbours(tmp_path: Path) -> None:
    alone, mixed = tmp_path / "alone", tmp_path / "mixed"
    (tmp_path / "config" / "publishers").mkdir(parents=True)
    (tmp_path / "config" / "desk.toml").write_text("workers = 2\npage_timeout_s = 300\n")  # bounds by the clock are for no test
    for folder in (alone, mixed):
        folder.mkdir()
        for number in range(NEIGHBOURS):
            (folder / f"good-{number:03}.html").write_bytes(good_page(number))
    hostile = cases()
    for name, (content, _) in hostile.items():
        (mixed / name).write_bytes(content)
    expected = {name: came for name, (_, came) in hostile.items()} | {
        "sparse.txt": "unsupported",
        "pipe.html": "unsupported",
        "out.html": "outside_roots",
    }
    with (mixed / "sparse.txt").open("wb") as sparse:
        sparse.truncate(SPARSE)
    os.mkfifo(mixed / "pipe.html")
    (mixed / "out.html").symlink_to("/dev/zero")
    assert len(expected) >= 150

    load_files(open_desk(tmp_path / "home-alone", tmp_path / "config"), [alone])
    cost = loaded(mixed, tmp_path / "home-mixed")
    assert "Traceback" not in cost.said
    home = tmp_path / "home-mixed"
    came: dict[str, Counter[str]] = {}
    for url, outcome, code in rows(
        home, "select pages.url, outcome, code from pages left join rejects using (page_id, run_id)"
    ):
        name = str(url).removeprefix("file:").partition("#")[0].replace("%FF%FE", "\udcff\udcfe")
        came.setdefault(name, Counter())[str(code).partition("/")[0] if outcome == "rejected" else "article"] += 1
    others = {name: (dict(came.get(name, {})), code) for name, code in expected.items() if set(came.get(name, ())) != {code}}
    assert others == {}
    assert neighbours(home) == neighbours(tmp_path / "home-alone")
    assert rows(
        home, "select count(distinct article_id) from pages where regexp_matches(url, '^file:good-') and outcome = 'article'"
    ) == [(NEIGHBOURS,)]
    assert cost.most_mb < WHOLE_MB
    assert cost.process_mb < PROCESS_MB
    assert max(cost.cpu_s.values()) < INPUT_CPU_S
    assert sum(cost.cpu_s.values()) < WHOLE_CPU_S
    assert max(sum(codes.values()) for codes in came.values()) == MOST_ALIKE + 1
    assert not Path("/tmp/climbed.html").exists()
