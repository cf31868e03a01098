"""Loading in bounded memory: a WARC of 1 GB, and 100,000 JSON lines. `python -m tests.bench.loaders [folder]`.

Each is iterated in a process of its own; the peak is that process's highest resident size (VmHWM; ru_maxrss of a new process is still that of the one that started it).
"""

import gzip
import json
import random
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from articles.page import Page
from loaders import pages_in
from tests.loaders import ten
from tests.loaders.test_warc import http, record

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


def write_jsonl(path: Path) -> None:
    """A row an article."""
    with path.open("w", encoding="utf-8") as out:
        for number, story, _ in stories():
            out.write(json.dumps({**ten.row(story), "url": f"{story.url}/{number}"}) + "\n")
            if number == ROWS:
                return


def highest() -> int:
    """KiB."""
    found = re.search(r"VmHWM:\s*(\d+)", Path("/proc/self/status").read_text())
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


def main() -> None:
    """Write and measure both."""
    with tempfile.TemporaryDirectory(dir=sys.argv[1] if len(sys.argv) > 1 else None) as folder:
        for name, write in (("rows.jsonl", write_jsonl), ("pages.warc.gz", write_warc)):
            write(Path(folder, name))
            subprocess.run([sys.executable, "-m", "tests.bench.loaders", "--measure", str(Path(folder, name))], check=True)


if __name__ == "__main__":
    if sys.argv[1:2] == ["--measure"]:
        measure(Path(sys.argv[2]))
    else:
        main()
