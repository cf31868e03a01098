"""The whole way beside a bare loop: a WARC to a published warehouse, and trafilatura alone over the same pages.

    .venv/bin/python -m tests.bench.whole_way [PAGES] [ROUNDS]

Both are processes of their own, start-up included; each round runs both, one after the other, and what counts is the median
of the rounds' ratios. The bare loop is one process that calls `trafilatura.bare_extraction(with_metadata=True)` on each page
and throws away what comes. Copydesk archives, reads, labels, stages, loads, checks and publishes with one worker a core.
After the rounds newspaper4k and news-please read the same pages once, each in a loop and an environment of its own (see
`extractors`). Fundus has no way for a page of a publisher that it does not know, so it is not among them.
"""

import json
import statistics
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.bench._corpus import real_pages, write_warc
from tests.bench._history import record
from tests.bench._process import Cost, cost
from tests.bench.extractors import environment
from warehouse.home import Home
from warehouse.query import connect

COPYDESK = Path(sys.executable).with_name("copydesk")
PAGES, ROUNDS = 1400, 5
BETTER = {
    "cpu": "lower", "wall, times faster": "higher", "reread wall / load wall": "lower", "again wall / load wall": "lower",
    "bytes archived / page bytes": "lower", "bytes published / page bytes": "lower",
}  # fmt: skip

BARE = """
import sys
from pathlib import Path
from trafilatura import bare_extraction

for file in sorted(Path(sys.argv[1]).iterdir()):
    bare_extraction(file.read_bytes(), with_metadata=True)
"""


@dataclass(frozen=True, slots=True)
class Round:
    """One round: the bare loop, a load, the same load again, a reread; bytes on disk after the load."""

    bare: Cost
    load: Cost
    again: Cost
    reread: Cost
    archived: int
    published: int
    articles: int


def one_round(pages: Path, warc: Path, folder: Path) -> Round:
    """Run everything once, in a home of its own."""
    home = Home(folder / "home")
    bare = cost((sys.executable, "-c", BARE, str(pages)))
    load = cost((COPYDESK, "load", str(warc), "--home", str(home.root)))
    archived = sum(file.stat().st_size for file in home.archive.rglob("*.warc.gz"))
    published = home.published.resolve().stat().st_size
    with connect(home) as warehouse:
        ((articles,),) = warehouse.execute("select count(*) from articles").fetchall()
    again = cost((COPYDESK, "load", str(warc), "--home", str(home.root)))
    reread = cost((COPYDESK, "reread", "--home", str(home.root)))
    return Round(bare, load, again, reread, archived, published, articles)


OTHERS = ("newspaper4k", "news-please")


def other_loops(pages: Path, folder: Path) -> Iterator[tuple[str, Cost]]:
    """What the same pages cost in another tool's loop; nothing for one that cannot be had."""
    asked = folder / "asked.jsonl"
    files = sorted(pages.iterdir())
    asked.write_text(
        "".join(json.dumps({"html": str(file), "url": f"https://page.example/{file.stem}"}) + "\n" for file in files)
    )
    for tool in OTHERS:
        if python := environment(tool):
            script = Path(__file__).with_name("extract.py")
            yield tool, cost(("sh", "-c", f"{python} {script} {tool} < {asked} > {folder / 'answers.jsonl'}"))


def main(wanted: int, rounds: int) -> None:
    """Measure, print the table, write the ratios down."""
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        payloads = real_pages(wanted)
        size = sum(map(len, payloads))
        (folder / "pages").mkdir()
        for number, payload in enumerate(payloads):
            (folder / "pages" / f"{number:06}.html").write_bytes(payload)
        warc = write_warc(payloads, folder, "pages.warc.gz")
        done = []
        for number in range(rounds):
            with tempfile.TemporaryDirectory(dir=folder) as own:
                done.append(one_round(folder / "pages", warc, Path(own)))
            print(f"round {number + 1}: cpu {done[-1].load.cpu_s / done[-1].bare.cpu_s:.2f}, "
                  f"wall {done[-1].bare.wall_s / done[-1].load.wall_s:.2f} times faster", flush=True)  # fmt: skip
        others = list(other_loops(folder / "pages", folder))
    print(f"\n{len(payloads)} pages, {done[0].articles} articles; median of {rounds}")
    print(f"{'':32}{'CPU s':>8}{'wall s':>8}{'worker MiB':>12}{'main MiB':>10}")
    for name, each in (
        ("bare loop", [one.bare for one in done]), ("copydesk load", [one.load for one in done]),
        ("the same load again", [one.again for one in done]), ("copydesk reread", [one.reread for one in done]),
        *((f"{tool}, a loop", [its]) for tool, its in others),
    ):  # fmt: skip
        figures = [
            statistics.median(getattr(one, field) for one in each) for field in ("cpu_s", "wall_s", "worker_mib", "main_mib")
        ]
        print(f"{name:<32}{figures[0]:8.1f}{figures[1]:8.1f}{figures[2]:12.0f}{figures[3]:10.0f}")
    print(f"bytes on disk an article: archive {done[0].archived / done[0].articles:,.0f}, "
          f"published {done[0].published / done[0].articles:,.0f}; a page as served {size / len(payloads):,.0f}")  # fmt: skip
    ratios = {
        "cpu": statistics.median(one.load.cpu_s / one.bare.cpu_s for one in done),
        "wall, times faster": statistics.median(one.bare.wall_s / one.load.wall_s for one in done),
        "reread wall / load wall": statistics.median(one.reread.wall_s / one.load.wall_s for one in done),
        "again wall / load wall": statistics.median(one.again.wall_s / one.load.wall_s for one in done),
        "bytes archived / page bytes": done[0].archived / size,
        "bytes published / page bytes": done[0].published / size,
    }
    print("; ".join(f"{name} {ratio:.2f}" for name, ratio in ratios.items()))
    print(record("whole_way", len(payloads), ratios, BETTER))


if __name__ == "__main__":
    given = [int(number) for number in sys.argv[1:3]]
    main(*given, *(PAGES, ROUNDS)[len(given) :])
