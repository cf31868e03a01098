"""Loading in bounded memory: a WARC of 1 GB, and JSON lines, 100,000 where nothing is said.

    .venv/bin/python -m tests.bench.loaders [ROWS] [--below FOLDER]

Each is iterated in a process of its own; the peak is that process's highest resident size (VmHWM; ru_maxrss of a new process is still that of the one that started it).
Then `copydesk load` takes a tenth and all of the rows the whole way into a warehouse: what grows from the one to the other grows with the articles.
`--whole rows.jsonl home` measures that alone.
"""

import argparse
import gzip
import json
import os
import random
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

from articles.page import Page
from loaders import pages_in
from tests.loaders import ten
from tests.loaders.archives.test_warc import http, record

GIGABYTE = 1_000_000_000
ROWS = 100_000


def stories() -> Iterator[tuple[int, ten.Story, str]]:
    """The ten stories again and again, their paragraphs in another order each time so that no two are alike."""
    order, number = random.Random(7), 0
    while True:
        for story in ten.STORIES:
            paragraphs = list(story.paragraphs) * 4
            order.shuffle(paragraphs)
            number += 1
            yield number, story, "".join(f"<p>{number} {paragraph}</p>\n" for paragraph in paragraphs)


def write_warc(path: Path) -> None:
    """Records of their own gzip member each, until the file has 1 GB."""
    with path.open("wb") as out:
        for number, _, markup in stories():
            noise = random.Random(number).randbytes(20_000).hex()  # a page's pictures and scripts, which do not shrink
            page = f"<!DOCTYPE html><html><body><article>{markup}</article><script>{noise}</script></body></html>".encode()
            out.write(gzip.compress(record(http(page), f"https://gazette.example/{number}"), 1, mtime=0))
            if out.tell() >= GIGABYTE:
                return


def write_jsonl(path: Path, rows: int) -> None:
    """A row an article. Their words are those of the ten stories, thrown together anew, so that no two share a paragraph."""
    order = random.Random(7)
    words = sorted({word for story in ten.STORIES for word in story.text.split()})
    with path.open("w", encoding="utf-8") as out:
        for number, story, _ in stories():
            paragraphs = (" ".join(order.choices(words, k=40)).capitalize() + "." for _ in range(4))
            text = {"title": " ".join(order.choices(words, k=8)), "text": f"{story.dateline} – " + "\n\n".join(paragraphs)}
            out.write(json.dumps({**ten.row(story), **text, "url": f"{story.url}/{number}"}) + "\n")
            if number == rows:
                return


def highest(process: str = "self") -> int:
    """KiB."""
    found = re.search(r"VmHWM:\s*(\d+)", Path(f"/proc/{process}/status").read_text())
    return int(found[1]) if found else 0


def measure(path: Path) -> None:
    """Iterate it, print what it took."""
    start, before = time.perf_counter(), highest()
    found = pages_in([path], publishers={}, publisher=None, now=datetime(2026, 12, 1, tzinfo=UTC))
    pages = sum(isinstance(one, Page) for one in found)
    took, peak = time.perf_counter() - start, highest()
    size = path.stat().st_size
    print(
        f"{path.name}: {size / 1e6:,.0f} MB, {pages:,} pages in {took:.0f} s ({pages / took:,.0f}/s); "
        f"peak {peak / 1024:.0f} MiB, {(peak - before) / 1024:.0f} MiB above the start"
    )


def family(process: int) -> Iterator[int]:
    """The process and all that it and its children started."""
    yield process
    for task in Path(f"/proc/{process}/task").glob("*/children"):
        for child in task.read_text().split():
            yield from family(int(child))


def cpu_s(process: int) -> float:
    """What a process has used so far."""
    told = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    return (int(told[11]) + int(told[12])) / os.sysconf("SC_CLK_TCK")


def measure_whole(path: Path, home: Path) -> None:
    """Load it with the command, and print what its processes took: the one that loads, and its readers."""
    command = (Path(sys.executable).with_name("copydesk"), "load", path, "--home", home)
    start = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    peaks: dict[int, int] = {}
    used: dict[int, float] = {}
    while process.poll() is None:
        with suppress(OSError):  # a process that has just ended
            for one in family(process.pid):
                peaks[one], used[one] = highest(str(one)), cpu_s(one)
        time.sleep(0.5)
    took = time.perf_counter() - start
    main, *readers = peaks.values()
    rows = sum(1 for _ in path.open())
    print(
        f"whole flow, {rows:,} rows, status {process.returncode}: {took:.0f} s, {sum(used.values()) / rows * 1000:.1f} ms of CPU "
        f"each; peak {main / 1024:.0f} MiB in the process that loads, at most {max(readers) / 1024:.0f} MiB in a reader"
    )


def main() -> None:
    """Write and measure both."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("rows", nargs="?", type=int, default=ROWS)
    options.add_argument(
        "--below",
        metavar="FOLDER",
        help="where the files and the warehouses are written, 3 GB; else where the system has its own",
    )
    asked = options.parse_args()
    with tempfile.TemporaryDirectory(dir=asked.below) as folder:
        write_jsonl(Path(folder, "rows.jsonl"), asked.rows)
        write_jsonl(Path(folder, "some.jsonl"), asked.rows // 10)
        write_warc(Path(folder, "pages.warc.gz"))
        for name in ("rows.jsonl", "pages.warc.gz"):
            subprocess.run([sys.executable, "-m", "tests.bench.loaders", "--measure", str(Path(folder, name))], check=True)
        for name in ("some", "rows"):
            measure_whole(Path(folder, f"{name}.jsonl"), Path(folder, name))


if __name__ == "__main__":
    if sys.argv[1:2] == ["--measure"]:
        measure(Path(sys.argv[2]))
    elif sys.argv[1:2] == ["--whole"]:
        measure_whole(Path(sys.argv[2]), Path(sys.argv[3]))
    else:
        main()
