"""The pages that the benchmarks read: real ones where they are there, the sample newspaper's, and as many as are wanted."""

import gzip
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from articles.archive.warc import open_warc
from articles.page import Page
from tests.newspaper.pages import edition
from tests.newspaper.papers import load_papers

SHARED = Path(__file__).parents[3] / "shared" / "pages"
NOW = datetime(2026, 11, 22, tzinfo=UTC)


def real_pages(number: int) -> list[bytes]:
    """So many pages of the public sets, taken evenly from all; the sample newspaper's, varied, where they are not there."""
    files = sorted(SHARED.glob("*/pages/*.html.gz"))
    if not files:
        return list(varied(sample_pages(), number))
    step = max(1.0, len(files) / number)
    chosen = [files[int(place * step)] for place in range(min(number, len(files)))]
    return [gzip.decompress(file.read_bytes()) for file in chosen]


def sample_pages() -> list[bytes]:
    """The sample newspaper's articles."""
    found = [resource.body for paper in load_papers() for resource in edition(paper, 1).values()]
    return [body for body in found if b"<article" in body or b"NewsArticle" in body]


def varied(pages: list[bytes], number: int) -> Iterator[bytes]:
    """As many pages as are wanted, each with paragraphs of its own: copies are told apart by a number in every paragraph."""
    for copy in range(number):
        said = f" No. {copy}.</p>".encode()
        yield re.sub(rb"</p>", said, pages[copy % len(pages)]) if copy >= len(pages) else pages[copy]


def write_warc(pages: Iterator[bytes] | list[bytes], folder: Path, name: str) -> Path:
    """One WARC of these pages, each under an address of its own."""
    with open_warc(folder, name) as warc:
        for number, payload in enumerate(pages):
            address = f"https://paper{number % 20}.example/2026/11/story-{number}"
            warc.append(Page(address, "unknown", NOW, payload, "text/html", 200))
    return folder / name
