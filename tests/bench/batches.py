"""How many pages a batch should hold: CPU, wall clock and memory of the same load with batches of several sizes.

    .venv/bin/python -m tests.bench.batches [PAGES]

Small batches cost files, messages and words counted twice; large ones leave a worker idle at the end, hold more in memory,
and lose more when one page kills the worker (its batch is read again page by page).
"""

import sys
import tempfile
from pathlib import Path

from tests.bench._corpus import real_pages, write_warc
from tests.bench._process import cost

COPYDESK = Path(sys.executable).with_name("copydesk")
SIZES = (10, 25, 50, 100, 200)


def main(pages: int) -> None:
    """Load once a size, in a home of its own, and print the table."""
    print(f"{'pages a batch':>14}{'CPU s':>8}{'wall s':>8}{'worker MiB':>12}")
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        warc = write_warc(real_pages(pages), folder, "pages.warc.gz")
        for size in SIZES:
            config = folder / f"config-{size}"
            config.mkdir()
            (config / "desk.toml").write_text(f"batch_pages = {size}\n")
            took = cost((COPYDESK, "load", str(warc), "--home", str(folder / f"home-{size}"), "--config", str(config)))
            print(f"{size:14}{took.cpu_s:8.1f}{took.wall_s:8.1f}{took.worker_mib:12.0f}", flush=True)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 400)
