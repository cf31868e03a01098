"""`copydesk load`, as people run it."""

import gzip
import json
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from warehouse.dump import canonical_dump
from warehouse.home import Home
from warehouse.query import connect

COPYDESK = Path(sys.executable).with_name("copydesk")

HARBOUR = """Harbour bridge to close for a month

PORTLAND, Maine – The old harbour bridge will close to all traffic for a month from Monday while its bearings are replaced, the city said.

Engineers found cracks in two of the forty bearings during an inspection in the spring, and had put a limit of twelve tonnes on lorries since then.

"We would rather close it once than worry about it every night," said the city's chief engineer, who expects the work to cost four million dollars.

Ferries will run every twenty minutes between the two landings until the bridge is open again, and cyclists travel free of charge.
"""
ORCHARD = """<!doctype html><html lang="en"><head><title>Late frost takes half the cherry harvest | The Valley Post</title>
<script type="application/ld+json">{"@context": "https://schema.org", "@type": "NewsArticle", "headline": "Late frost takes half the cherry harvest",
"author": {"@type": "Person", "name": "Ines Okafor"}, "datePublished": "2026-05-04T06:30:00+02:00"}</script></head>
<body><nav><a href="/">Home</a></nav><article><h1>Late frost takes half the cherry harvest</h1><p class="byline">By Ines Okafor</p>
<p>Two nights of frost at the end of April have destroyed about half of this year's cherry harvest in the lower valley, the growers' union says.</p>
<p>Temperatures fell to minus four degrees in the orchards along the river, where the trees had been in blossom for a week, a fortnight earlier than usual.</p>
<p>Growers lit paraffin candles between the rows and ran sprinklers until dawn, but on the second night the wind carried the warmth away faster than it came.</p>
<p>The union expects losses of nine million euros and has asked the ministry to open the fund that was set up after the hailstorms of three years ago.</p>
</article></body></html>"""


def load(home: Path, *paths: Path, check: bool = True) -> subprocess.CompletedProcess:
    command = [COPYDESK, "load", *paths, "--home", home]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=120)
    assert done.returncode == 0 or not check, done.stderr
    return done


def sql(home: Path, query: str) -> list[dict]:
    asked = [COPYDESK, "sql", query, "--format", "json", "--home", home]
    return json.loads(subprocess.run(asked, capture_output=True, text=True, check=True).stdout)


def dump(home: Path) -> dict:
    with connect(Home(home)) as warehouse:
        return dict(canonical_dump(warehouse))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "pages"
    folder.mkdir()
    (folder / "harbour.txt").write_text(HARBOUR)
    (folder / "orchard.html.gz").write_bytes(gzip.compress(ORCHARD.encode(), mtime=0))
    return folder


def test_a_folder_becomes_articles(folder, tmp_path):
    load(tmp_path / "home", folder)
    harbour, orchard = sql(tmp_path / "home", "select title, authors, place, country, url, body from articles order by url")
    assert (harbour["title"], harbour["place"], harbour["country"]) == ("Harbour bridge to close for a month", "Portland", "US")
    assert harbour["url"] == "file:harbour.txt"
    assert harbour["body"].startswith("The old harbour bridge will close")
    assert (orchard["title"], orchard["authors"]) == ("Late frost takes half the cherry harvest", ["Ines Okafor"])


def test_twice_is_once_but_for_the_run_and_its_pages(folder, tmp_path):
    home = tmp_path / "home"
    load(home, folder)
    before = sql(home, "select * exclude (run_id) from articles")
    tables = (
        "articles",
        "article_versions",
        "blocks",
        "bylines",
        "contributors",
        "datelines",
        "images",
        "links",
        "evidence",
        "rejects",
    )
    counts = "select " + ", ".join(f"(select count(*) from {table}) as {table}" for table in tables)
    sizes = sql(home, counts)
    load(home, folder)
    assert sql(home, "select * exclude (run_id) from articles") == before
    assert sql(home, counts) == sizes
    assert sql(
        home, "select outcome, count(*) as pages, count(distinct run_id) as runs from pages group by all order by 1"
    ) == [
        {"outcome": "article", "pages": 2, "runs": 1},
        {"outcome": "unchanged", "pages": 2, "runs": 1},
    ]
    assert len(list((home / "archive").rglob("*.warc.gz"))) == len(
        {row["warc_file"] for row in sql(home, "select warc_file from pages")}
    )


def test_one_file_under_two_names_is_one_article(folder, tmp_path):
    (folder / "second name.txt").write_text(HARBOUR)
    load(tmp_path / "home", folder)
    assert sql(tmp_path / "home", "select url, outcome from pages where url like '%.txt' order by url") == [
        {"url": "file:harbour.txt", "outcome": "article"},
        {"url": "file:second name.txt", "outcome": "duplicate"},
    ]


def test_bad_input_is_named_and_the_rest_is_loaded(folder, tmp_path):
    home = tmp_path / "home"
    (folder / "empty.txt").touch()
    (folder / "picture.html").write_bytes(b"\x89PNG\r\n\x1a\n" + random.Random(7).randbytes(4000))
    whole = _warc()
    (folder / "cut.warc.gz").write_bytes(whole[: len(whole) * 2 // 3])
    done = load(home, folder, tmp_path / "not-there.txt", check=False)
    assert done.returncode == 1
    named = {"empty.txt": "empty", "picture.html": "un", "cut.warc.gz": "damaged", "not-there.txt": "not_found"}
    for name, code in named.items():
        (line,) = [line for line in done.stderr.splitlines() if name in line and line.startswith("copydesk: ")]
        assert f"rejected, {code}" in line
    assert {row["title"] for row in sql(home, "select title from articles")} >= {
        "Harbour bridge to close for a month",
        "Late frost takes half the cherry harvest",
    }
    assert sql(home, "select count(*) as n from rejects") == [{"n": 4}]
    assert sql(home, "select counts.asked = count(*) as agree from runs join pages using (run_id) group by counts.asked") == [
        {"agree": True}
    ]


def _warc() -> bytes:
    """A web archive of two pages, the second long and hard to compress."""
    noise = random.Random(3).randbytes(20_000).hex()
    return _record("https://valley.example/1", ORCHARD.replace("cherry", "apricot")) + _record(
        "https://valley.example/2", f"<p>{noise}</p>"
    )


def _record(url: str, html: str) -> bytes:
    http = f"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: {len(html.encode())}\r\n\r\n{html}".encode()
    head = (
        f"WARC/1.1\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:00000000-0000-4000-8000-00000000000{url[-1]}>\r\nWARC-Target-URI: {url}\r\n"
        f"WARC-Date: 2026-05-05T00:00:00Z\r\nContent-Type: application/http;msgtype=response\r\nContent-Length: {len(http)}\r\n\r\n"
    )
    return gzip.compress(head.encode() + http + b"\r\n\r\n", mtime=0)


def test_wrong_use_is_status_two_and_says_what_to_type(tmp_path):
    unknown = subprocess.run(
        [COPYDESK, "load", tmp_path, "--publisher", "nobody", "--home", tmp_path / "home"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert unknown.returncode == 2
    assert "no publisher 'nobody'" in unknown.stderr


@pytest.fixture(scope="module")
def disturbed(tmp_path_factory) -> tuple[Path, dict, float]:
    """A folder of pages, what an undisturbed load makes of it, and how long it took."""
    folder = tmp_path_factory.mktemp("disturbed")
    for number in range(12):
        (folder / f"{number}.txt").write_text(HARBOUR.replace("a month", f"{number + 2} months"))
    home = tmp_path_factory.mktemp("undisturbed")
    started = time.monotonic()
    load(home, folder)
    return folder, dump(home), time.monotonic() - started


@pytest.mark.parametrize("seed", range(5))
def test_a_load_that_was_killed_and_started_again_ends_as_one_that_was_not(disturbed, tmp_path, seed):
    folder, undisturbed, took = disturbed
    share = random.Random(seed).random()
    for attempt in range(8):
        home = tmp_path / str(attempt)
        if _killed_on_its_way(folder, home, share * took * 0.7**attempt):
            break
    else:
        raise AssertionError("eight loads in a row ended before they could be killed")
    load(home, folder)
    assert dump(home) == undisturbed
    assert not _journals(home)


def _killed_on_its_way(folder: Path, home: Path, after_s: float) -> bool:
    """Kill a load with all its processes so long after it began; False where it had ended by then."""
    process = subprocess.Popen(
        [COPYDESK, "load", folder, "--home", home], stderr=subprocess.DEVNULL, stdout=subprocess.DEVNULL, start_new_session=True
    )
    while not _journals(home):
        time.sleep(0.01)
    time.sleep(after_s)
    on_its_way = bool(_journals(home))
    os.killpg(process.pid, signal.SIGKILL)
    process.wait()
    return on_its_way and bool(_journals(home))


def _journals(home: Path) -> list[Path]:
    return list((home / "private" / "work").glob("*/run.json"))
