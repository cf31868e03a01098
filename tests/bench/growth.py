"""Whether a page costs the same among a thousand and among a hundred thousand: CPU a page, memory of workers and of the flow.

    .venv/bin/python -m tests.bench.growth [PAGES]...

The sample newspaper's pages, varied so that no two share a paragraph. Without sizes: 1,000 and 10,000; 100,000 takes an hour.
"""

import sys
import tempfile
from pathlib import Path

from tests.bench._corpus import sample_pages, varied, write_warc
from tests.bench._history import record
from tests.bench._process import cost
from warehouse.home import Home

COPYDESK = Path(sys.executable).with_name("copydesk")


def main(sizes: list[int]) -> None:
    """Measure each size in a home of its own, print the table."""
    print(
        f"{'pages':>8}{'CPU ms a page':>15}{'wall ms a page':>16}{'worker MiB':>12}{'flow MiB':>10}{'archive B a page':>18}{'published':>11}"
    )
    spent = []
    for size in sizes:
        with tempfile.TemporaryDirectory() as made:
            folder = Path(made)
            warc = write_warc(varied(sample_pages(), size), folder, "pages.warc.gz")
            home = Home(folder / "home")
            took = cost((COPYDESK, "load", str(warc), "--home", str(home.root)))
            archived = sum(file.stat().st_size for file in home.archive.rglob("*.warc.gz"))
            published = home.published.resolve().stat().st_size
        spent.append(took.cpu_s / size)
        print(
            f"{size:8,}{1000 * took.cpu_s / size:15.1f}{1000 * took.wall_s / size:16.1f}{took.worker_mib:12.0f}{took.main_mib:10.0f}"
            f"{archived / size:18,.0f}{published / size:11,.0f}",
            flush=True,
        )
    name = f"CPU a page, at {sizes[-1]} / at {sizes[0]}"
    print(record("growth", sizes[-1], {name: spent[-1] / spent[0]}, {name: "lower"}))


if __name__ == "__main__":
    main([int(number) for number in sys.argv[1:]] or [1000, 10000])
