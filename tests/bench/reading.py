"""What reading a page costs beside trafilatura alone: CPU seconds on the same pages in one run, as a ratio.

`python -m tests.bench.reading [PAGES]`: pages of ../shared/pages where it is there, else the sample newspaper's.
"""

import gzip
import statistics
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import trafilatura

from articles.page import Page
from articles.publisher import UNKNOWN
from articles.read import read
from tests.newspaper.pages import edition
from tests.newspaper.papers import load_papers

SHARED = Path(__file__).parents[3] / "shared" / "pages"
NOW = datetime(2026, 11, 22, tzinfo=UTC)


def some_pages(number: int) -> list[bytes]:
    """Every n-th page of the public sets, or the sample newspaper's articles."""
    files = sorted(SHARED.glob("*/pages/*.html.gz"))
    if files:
        return [gzip.decompress(file.read_bytes()) for file in files[:: max(1, len(files) // number)]][:number]
    found = [resource.body for paper in load_papers() for resource in edition(paper, 1).values()]
    return [body for body in found if b"<html" in body.lower()][:number]


def seconds(work: Callable[[bytes], object], pages: list[bytes]) -> list[float]:
    """CPU seconds of each page."""
    spent = []
    for page in pages:
        start = time.process_time()
        work(page)
        spent.append(time.process_time() - start)
    return spent


def ours(html: bytes) -> object:
    """The article."""
    return read(Page("https://page.example/a/b", "unknown", NOW, html, "text/html", 200), UNKNOWN)


def theirs(html: bytes) -> object:
    """What the bare extractor gives."""
    return trafilatura.bare_extraction(html, with_metadata=True)


def main() -> None:
    """Measure both on the same pages, turn about, and print the table."""
    pages = some_pages(int(sys.argv[1]) if len(sys.argv) > 1 else 200)
    seconds(ours, pages[:5])
    seconds(theirs, pages[:5])
    rounds = [(seconds(ours, pages), seconds(theirs, pages)) for _ in range(3)]
    ratios = [sum(mine) / sum(bare) for mine, bare in rounds]
    mine, bare = ([min(times) for times in zip(*side, strict=True)] for side in zip(*rounds, strict=True))
    print(f"{len(pages)} pages, CPU ms a page        median    worst     all")
    for name, times in (("copydesk read()", mine), ("trafilatura, with metadata", bare)):
        print(
            f"{name:<32} {1000 * statistics.median(times):8.1f} {1000 * max(times):8.0f} {1000 * statistics.mean(times):8.1f}"
        )
    print(f"ratio {statistics.median(ratios):.2f} (three rounds: {', '.join(f'{ratio:.2f}' for ratio in ratios)})")


if __name__ == "__main__":
    main()
