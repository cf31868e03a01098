"""`copydesk load`, as people run it."""

import gzip
import json
import os
import random
import shutil
import signal
import subprocess
import time
from dataclasses import replace
from pathlib import Path

import pytest

from flows.desk import open_desk
from flows.files import load_files
from flows.progress import Step
from flows.readers.local import Readers
from flows.refusal import WrongUse
from tests.command import COPYDESK, copydesk
from warehouse.dump import canonical_dump
from warehouse.form import format_rows
from warehouse.home import Home
from warehouse.query import connect, run_query

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


def load(home: Path, *paths: Path) -> None:
    """What the command does, without a process of its own: most tests ask what came of it."""
    desk = open_desk(home, Path("config"))
    load_files(replace(desk, settings=desk.settings.model_copy(update={"workers": 1})), paths)


def typed(home: Path, *paths: Path, check: bool = True) -> subprocess.CompletedProcess:
    done = copydesk("load", *paths, "--home", home)
    assert done.returncode == 0 or not check, done.stderr
    return done


def sql(home: Path, query: str) -> list[dict]:
    return json.loads("".join(format_rows(run_query(Home(home), query), "json")))


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
    typed(tmp_path / "home", folder)
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
    done = typed(home, folder, tmp_path / "not-there.txt", check=False)
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
    unknown = copydesk("load", tmp_path / "nowhere", "--home", tmp_path / "home")
    assert unknown.returncode == 2
    assert "nothing to load" in unknown.stderr


@pytest.fixture(scope="module")
def disturbed(tmp_path_factory) -> tuple[Path, dict, float]:
    """A folder of pages, what an undisturbed load makes of it, and how long it took."""
    folder = tmp_path_factory.mktemp("disturbed")
    for number in range(12):
        (folder / f"{number}.txt").write_text(HARBOUR.replace("a month", f"{number + 2} months"))
    home = tmp_path_factory.mktemp("undisturbed")
    started = time.monotonic()
    typed(home, folder)
    return folder, dump(home), time.monotonic() - started


@pytest.mark.parametrize("seed", range(3))
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


@pytest.mark.parametrize("by", [signal.SIGKILL, signal.SIGINT])
def test_what_an_interrupted_load_had_read_is_not_read_again(tmp_path, monkeypatch, by):
    (tmp_path / "config").mkdir()
    (tmp_path / "config" / "desk.toml").write_text("batch_pages = 4\nworkers = 1\n")
    (tmp_path / "pages").mkdir()
    for number in range(80):
        (tmp_path / "pages" / f"{number:02}.html").write_text(ORCHARD.replace("about half", f"about {number} parts"))
    home = tmp_path / "home"
    process = subprocess.Popen(
        [COPYDESK, "load", tmp_path / "pages", "--home", home, "--config", tmp_path / "config"],
        stderr=subprocess.DEVNULL, stdout=subprocess.DEVNULL, start_new_session=True,
    )  # fmt: skip
    while len(list(home.glob("private/work/*/staged/*.parquet"))) < 3:
        assert process.poll() is None
        time.sleep(0.01)
    (os.kill if by == signal.SIGINT else os.killpg)(process.pid, by)
    process.wait()
    kept = {file.name for file in home.glob("private/work/*/staged/*.parquet")}
    read, asked = Readers.read, set()
    monkeypatch.setattr(Readers, "read", lambda self, batch, of: (asked.add(batch.out.name), read(self, batch, of))[1])
    ended = load_files(open_desk(home, tmp_path / "config"), [tmp_path / "pages"])
    assert (ended.run.run_id, ended.counts.article) == (*_run_ids(home), 80)
    assert len(kept) >= 3
    assert (asked & kept, len(asked | kept)) == (set(), 20)


def _run_ids(home: Path) -> list[str]:
    return [row["run_id"] for row in sql(home, "select run_id from runs")]


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


def rejects(home: Path) -> list[dict]:
    return sql(
        home,
        "select url, reason from pages where outcome = 'rejected' and run_id = (select max_by(run_id, started_at) from runs) order by url",
    )


def retry(home: Path, *options: str | Path) -> subprocess.CompletedProcess:
    return copydesk("load", "--retry-rejects", "--home", home, *options)


def test_what_was_rejected_is_tried_again_after_a_fix(folder, tmp_path):
    home = tmp_path / "home"
    assert "Nothing to retry" in retry(home).stdout, "nothing has ever been loaded"
    (folder / "cut.html.gz").write_bytes(gzip.compress(ORCHARD.replace("cherry", "apricot").encode(), mtime=0)[:-9])
    (tmp_path / "late.txt").write_text("")
    load(home, folder, tmp_path / "late.txt")
    assert [row["reason"] for row in rejects(home)] == ["damaged", "empty"]

    unmended = retry(home)
    assert unmended.returncode == 1
    assert "cut.html.gz: rejected, damaged" in unmended.stderr

    (folder / "cut.html.gz").write_bytes(gzip.compress(ORCHARD.replace("cherry", "apricot").encode(), mtime=0))
    mended = retry(home)
    assert mended.returncode == 1, "one of the two is as it was"
    assert [row["url"] for row in rejects(home)] == ["file:late.txt"]
    assert sql(home, "select count(*) as n from articles where title like '%apricot%'") == [{"n": 1}]
    standing = "select url from rejects where mended_run_id is null"
    assert sql(home, standing) == [{"url": "file:late.txt"}]

    (tmp_path / "late.txt").write_text(HARBOUR.replace("bridge", "tunnel"))
    assert retry(home).returncode == 0
    assert sql(home, "select count(*) as n from articles") == [{"n": 4}]
    assert (sql(home, standing), len(sql(home, "from rejects"))) == ([], 2)
    assert "Nothing to retry" in retry(home).stdout


def test_a_retry_reads_no_standard_input_and_nothing_that_the_ui_may_not(folder, tmp_path):
    (tmp_path / "config" / "publishers").mkdir(parents=True)
    (tmp_path / "config" / "desk.toml").write_text('load_roots = ["../pages"]\n')
    (tmp_path / "secret.txt").write_text(HARBOUR)
    desk = open_desk(tmp_path / "home", tmp_path / "config")
    asked_for = [tmp_path / "secret.txt", folder / "harbour.txt", Path("-")]
    ended = load_files(desk, asked_for, roots=desk.load_roots, trigger="prefect")
    assert (ended.counts.article, ended.counts.rejected) == (1, 2)
    again = retry(tmp_path / "home", "--config", tmp_path / "config")
    assert again.returncode == 1
    assert rejects(tmp_path / "home") == [{"url": "file:secret.txt", "reason": "outside_roots"}]


@pytest.mark.parametrize(
    ("named", "roots"), [(None, None), ("[]", []), ('["../pages", "/srv/wire"]', ["{}/pages", "/srv/wire"])]
)
def test_the_roots_that_config_names(tmp_path, named, roots):
    (tmp_path / "config").mkdir()
    (tmp_path / "config" / "desk.toml").write_text(f"load_roots = {named}\n" if named else "")
    desk = open_desk(tmp_path / "home", tmp_path / "config")
    expected = None if roots is None else [Path(root.format(tmp_path)) for root in roots]
    assert (desk.load_roots and [root.resolve() for root in desk.load_roots]) == expected


def test_the_archive_alone_is_read_again(folder, tmp_path):
    home = tmp_path / "home"
    load(home, folder)
    before = sql(home, "select * exclude (run_id) from articles")
    shutil.rmtree(folder)
    assert copydesk("reread", "--home", home).returncode == 0
    assert sql(home, "select * exclude (run_id) from articles") == before
    assert sql(
        home, "select outcome, count(*) as n from pages join runs using (run_id) where flow = 'reread' group by all"
    ) == [{"outcome": "unchanged", "n": 2}]


TABLE = 'kopf,text,wer\nFerry late again,"OBAN, Nov 20: The ferry was late again on Friday, and the islanders waited six hours in the rain on the pier.",Rory MacAllister\n'


def test_what_a_file_says_only_when_it_is_loaded_again_counts(tmp_path):
    """A column that nobody had mapped, and a publisher that nobody had named, at the first time."""
    config, home, said = tmp_path / "config", tmp_path / "home", "select publisher, title, authors, version from articles"
    (config / "publishers").mkdir(parents=True)
    (config / "publishers" / "gazette.toml").write_text('name = "The Gazette"\ndomain = "gazette.example"\n')
    (tmp_path / "rows.csv").write_text(TABLE)

    def again(*options: str) -> dict:
        desk = open_desk(home, config)
        load_files(desk, [tmp_path / "rows.csv"], *options)
        return sql(home, said)[0]

    assert again() == {"publisher": "unknown", "title": None, "authors": [], "version": 1}
    (config / "mappings").mkdir()
    (config / "mappings" / "ours.toml").write_text('[columns]\ntitle = "kopf"\nauthors = "wer"\n')
    known = {"title": "Ferry late again", "authors": ["Rory MacAllister"], "version": 1}
    assert again() == {"publisher": "unknown", **known}
    assert again("gazette") == {"publisher": "gazette", **known}
    assert again() == {"publisher": "gazette", **known}, "what was said once stays said"
    rows = "select outcome, publisher from pages join runs using (run_id) order by started_at"
    assert [(row["outcome"], row["publisher"]) for row in sql(home, rows)] == [
        ("article", "unknown"), ("article", "unknown"), ("article", "gazette"), ("unchanged", "gazette"),
    ]  # fmt: skip
    before = sql(home, "select * exclude (run_id) from articles")
    assert copydesk("reread", "--home", home, "--config", config).returncode == 0
    assert sql(home, "select * exclude (run_id) from articles") == before


def test_two_files_that_say_different_things_of_one_text_agree_at_once(tmp_path):
    """What both say is put together in the first run, so that the second changes nothing."""
    row = {"url": "https://gazette.example/ferry", "text": TABLE.split('"')[1]}
    (tmp_path / "pages").mkdir()
    (tmp_path / "pages" / "a.jsonl").write_text(json.dumps(row | {"title": "Ferry late again"}) + "\n")
    (tmp_path / "pages" / "b.jsonl").write_text(json.dumps(row | {"author": "Rory MacAllister"}) + "\n")
    load(tmp_path / "home", tmp_path / "pages")
    (first,) = sql(tmp_path / "home", "select * exclude (run_id) from articles")
    assert (first["title"], first["authors"]) == ("Ferry late again", ["Rory MacAllister"])
    load(tmp_path / "home", tmp_path / "pages")
    assert sql(tmp_path / "home", "select * exclude (run_id) from articles") == [first]
    assert sql(tmp_path / "home", "select distinct outcome from pages order by 1") == [
        {"outcome": "article"},
        {"outcome": "unchanged"},
    ]


def test_the_bar_says_how_much_of_the_files_is_behind(tmp_path):
    # Some hundred are looked at before the first is taken. Nothing comes on many of them that could be learned.
    rows = ({"id": n, "text": f"{n} " + "ferry " * 250} for n in range(1000))
    (tmp_path / "rows.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))
    (tmp_path / "config").mkdir()
    (tmp_path / "config" / "desk.toml").write_text("batch_pages = 100\n")
    told: list[Step] = []
    load_files(open_desk(tmp_path / "home", tmp_path / "config"), [tmp_path / "rows.jsonl"], tell=told.append)
    steps = [step for step in told if step.stage == "archive"]
    assert [step.done for step in steps] == [*range(100, 1001, 100)]
    assert [step.share for step in steps] == pytest.approx([n / 10 for n in range(1, 11)], abs=0.15)
    assert str(steps[-1]) == "archive: 1000 (100%)"


def test_new_outlets_are_named_in_the_note_but_none_at_the_length_of_a_page(tmp_path):
    lines = [
        {"title": "The pier", "text": HARBOUR, "source": "The Ebb"},
        {"title": "The quay", "text": HARBOUR, "url": f"http://{'a.' * 2_000}example/quay"},
    ]
    (tmp_path / "outlets.jsonl").write_text("\n".join(map(json.dumps, lines)))
    ended = load_files(open_desk(tmp_path / "home", Path("config")), [tmp_path / "outlets.jsonl"])
    (note,) = (note for note in ended.notes if "outlets without a file" in note)
    assert "The Ebb (1)" in note
    assert "a.a.a." in note
    assert len(note) < 400


@pytest.mark.parametrize(
    ("paths", "says"),
    [
        ([], "nothing to load: name files or folders"),
        (["no-such-wire"], "nothing to load: no-such-wire: no such file or folder: check the name"),
        (["no-such-wire", "*.no-such"], "no-such: no file or folder matches: check the pattern"),
    ],
)
def test_a_load_that_cannot_begin_says_why(tmp_path: Path, paths: list[str], says: str) -> None:
    with pytest.raises(WrongUse, match="nothing to load") as refused:
        load(tmp_path / "home", *map(Path, paths))
    assert says in str(refused.value)
