"""How fast the warehouse takes articles, how it grows, and how fast it answers.

    .venv/bin/python -m tests.bench.warehouse_load [ARTICLES] [--staged FOLDER] [--grow]

Synthetic articles (about 360 words of a vocabulary that is used as language is, 20 blocks, two authors, 12 pieces of evidence) are
staged as the workers stage them, then loaded, checked and published: all new, all again, and one night of 10,000 (half of
them new, half changed) on top. A plain INSERT of the same Parquet files is the yardstick. Then the queries of
warehouse/queries/ are asked. `--staged` keeps the staged files for the next time. `--grow` goes on to ten times as many articles and
loads a night of 10,000 there.
"""

import argparse
import itertools
import random
import resource
import tempfile
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from functools import cache
from multiprocessing import get_context
from pathlib import Path

import duckdb

from articles.article import Article, Block, Contributor, Evidence, Image, Link, Place
from articles.page import Page
from warehouse.check import check_run, failed_checks
from warehouse.home import Home
from warehouse.load import load
from warehouse.publish import drop, publish
from warehouse.query import run_query
from warehouse.run import Run
from warehouse.staging import Read, write
from warehouse.statements import names, statement
from warehouse.store import locked, open_store

BATCH = 200
NIGHT = 10_000
BY_HAND = 20_000
"""Articles that are written and staged one by one; further ones are these again at other addresses, with other ids."""

GROWTH = 10
START = datetime(2026, 1, 1, tzinfo=UTC)
PLACES = [("ERBIL", "Erbil", "IQ"), ("PARIS", "Paris", "FR"), ("OLDMILL", "Oldmill", "GB"), ("LIMA", "Lima", "PE")]


@cache
def vocabulary() -> tuple[list[str], list[float]]:
    """60,000 words, and how often each is used up to it: as often as its rank says (Zipf, Mandelbrot)."""
    chance = random.Random(1)
    syllables = [a + b for a in "bcdfghklmnprstvw" for b in "aeiou"]
    words = list(dict.fromkeys("".join(chance.choices(syllables, k=chance.choice((1, 2, 2, 3, 3, 4)))) for _ in range(90_000)))
    return words[:60_000], list(itertools.accumulate(1 / (rank + 3) ** 1.1 for rank in range(len(words[:60_000]))))


def article(number: int, day: int) -> Read:
    """Article `number` as it reads on a day; on another day one of its paragraphs reads otherwise."""
    chance = random.Random(number)
    words, use = vocabulary()
    url = f"https://paper{number % 50}.example/2026/story-{number}"
    told = chance.choices(words, cum_weights=use, k=380)
    texts = [" ".join(told[first : first + 30]).capitalize() + "." for first in range(0, 360, 30)]
    if day:
        texts[day] = " ".join(random.Random(f"{number} {day}").choices(words, cum_weights=use, k=30)).capitalize() + "."
    title = " ".join(told[360:368]).capitalize()
    people = tuple(
        Contributor("person", f"{given} {family}".title(), given.title(), family.title(), affiliation=("Gazette",))
        for given, family in (chance.choices(words[100:2000], k=2) for _ in range(2))
    )
    byline = "By " + " and ".join(str(person.name) for person in people)
    as_written, place, country = PLACES[number % len(PLACES)]
    blocks = (
        Block(title, "headline", "title", "\n"),
        Block(" ".join(told[368:]), "standfirst", "standfirst", "\n"),
        Block(byline, "byline", "byline", "\n"),
        Block(as_written, "dateline", "dateline", " "),
        *(Block(text, "body", "paragraph", "\n\n") for text in texts),
        Block("Read more about " + told[0], "related", "link-density", "\n"),
        Block("Photograph: " + str(people[0].name), "caption", "caption", "\n"),
        Block("Sign up to our newsletter", "notice", "formula", "\n"),
        Block("Share this article", "notice", "formula", "\n"),
    )
    sources = ("json-ld", "meta:og", "text", "trafilatura")
    fetched_at = START + timedelta(days=day, seconds=number % 80_000)
    page = Page(
        url,
        f"paper{number % 50}",
        fetched_at,
        f"{number} {day}".encode(),
        "text/html",
        200,
        warc_file="a.warc.gz",
        warc_offset=number,
    )
    return Read(
        page,
        Article(
            url=url, publisher=page.publisher, title=title, standfirst=blocks[1].text, body="\n\n".join(texts), blocks=blocks,
            byline=byline, contributors=people, dateline=as_written, places=(Place(as_written, place, None, country, 36.2, 44.0, number % 4),),
            published_at=fetched_at, published_precision="minute", language="en", section="News", tags=tuple(told[:3]),
            images=(Image(f"{url}.jpg", "A picture", "Photograph: AFP", None, "AFP"),),
            links=tuple(Link(f"https://example.org/{word}", word) for word in told[:4]),
            evidence=tuple(
                Evidence(field, value, source, source == "json-ld")
                for field, value in (("title", title), ("authors", byline), ("published_at", fetched_at.isoformat()))
                for source in sources
            ),
        ),
    )  # fmt: skip


def _stage(task: tuple[range, int, Path]) -> Path:
    numbers, day, out = task
    return out if out.exists() else write((article(number, day) for number in numbers), out)


def staged(folder: Path, numbers: range, day: int) -> list[Path]:
    """Batches of articles, staged by two processes where they are not there yet."""
    folder.mkdir(parents=True, exist_ok=True)
    parts = (range(first, min(first + BATCH, numbers.stop)) for first in range(numbers.start, numbers.stop, BATCH))
    tasks = [(part, day, folder / f"{day}-{part.start:08d}-{len(part)}.parquet") for part in parts]
    with ProcessPoolExecutor(2, mp_context=get_context("spawn")) as workers:
        return list(workers.map(_stage, tasks, chunksize=4))


def more(files: list[Path], out: Path, time_nr: int) -> list[Path]:
    """The same batches as other articles, a file a batch: other addresses, ids and sentences."""
    out.mkdir(parents=True, exist_ok=True)
    made = []
    with duckdb.connect(config={"threads": 2}) as desk:
        for file in files:
            to = out / f"more-{time_nr}-{file.name}"
            if not to.exists():
                desk.execute(
                    """
                    copy (
                        select * replace (
                            md5(page_id || $nr)[:16] as page_id, url || '/' || $nr as url, final_url || '/' || $nr as final_url,
                            struct_update(
                                article, article_id := md5(article.article_id || $nr)[:16], url := article.url || '/' || $nr,
                                content_hash := article.content_hash || $nr, reading_hash := article.reading_hash || $nr
                            ) as article,
                            list_transform(sentences, lambda told: struct_update(
                                told, hash := hash(told.hash, $nr),
                                sketch := list_sort(list_transform(told.sketch, lambda one: (hash(one, $nr) % 4294967296)::uinteger))
                            )) as sentences
                        )
                        from read_parquet($file)
                    ) to ($out) (format parquet, compression zstd)
                    """,
                    {"nr": str(time_nr), "file": str(file), "out": str(to)},
                )
            made.append(to)
    return made


@contextmanager
def timed(what: str, articles: int = 0) -> Iterator[Callable[[], float]]:
    """Say how long it took, in seconds of the clock and of the processors; called afterwards: seconds of the clock."""
    began, worked = time.perf_counter(), time.process_time()
    took = 0.0
    yield lambda: took
    took, cpu = time.perf_counter() - began, time.process_time() - worked
    rate = f" {articles / took:8,.0f} articles a second ({articles / cpu:,.0f} a second of CPU)" if articles else ""
    print(f"{what:34} {took:7.2f} s, {cpu:7.2f} s of CPU{rate}", flush=True)


def peak() -> str:
    """The most memory that this process has held so far."""
    return f"peak {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:,.0f} MB"


def bring(home: Home, files: list[Path], name: str) -> None:
    """Load, check and publish, and say how long each took."""
    run = Run(name, "bench", "shell", START)
    with locked(home), open_store(home) as store:
        ((pages,),) = store.execute("select count(*) from read_parquet($1)", [[str(file) for file in files]]).fetchall()
        with timed(f"{name}: all of it", pages):
            with timed(f"{name}: load", pages):
                counts = load(store, files, run, ended_at=START, code_version="bench", rule_set="bench")
            with timed(f"{name}: checks"):
                failed = check_run(store, name)
            with timed(f"{name}: publish"):
                snapshot = publish(store, home)
        with timed(f"{name}: checks of all there is"):
            failed |= failed_checks(store)
        size = snapshot.stat().st_size
        for old in home.snapshots.glob("*.duckdb"):  # a day's snapshots of so many articles would fill the disk
            if old != snapshot:
                drop(old)
        ((articles,),) = store.execute("select count(*) from base.article").fetchall()
    assert not failed, failed
    print(
        f"{name}: {counts.new_articles} new articles, {counts.new_versions} new versions, {counts.unchanged} unchanged; "
        f"{articles:,} articles in {size / 1e6:,.0f} MB, {size / articles:,.0f} bytes an article; {peak()}",
        flush=True,
    )


def plain(files: list[Path], folder: Path) -> None:
    """The yardstick: DuckDB alone, the same files into one table."""
    with duckdb.connect(str(folder / "plain.duckdb"), config={"storage_compatibility_version": "v1.5.0"}) as store:
        told = [str(file) for file in files]
        with timed("yardstick: plain INSERT", len(files) * BATCH):
            store.execute("create table staged as from read_parquet($files) limit 0", {"files": told})
            store.execute("insert into staged from read_parquet($files)", {"files": told})
            store.execute("checkpoint")


def ask(home: Home) -> None:
    """Every query that comes with the warehouse, the middle one of three times."""
    words = vocabulary()[0]
    of_some = (
        "select (select min(publisher) from articles), (select min(story_id) from stories), (select min(name) from mentions)"
    )
    publisher, story, mentioned = run_query(home, of_some).rows[0]
    values = {
        "words": f"{words[300]} {words[40]} {words[5000]}", "time": "2026-01-01T12:00:00Z", "since": "new", "until": "night",
        "publisher": publisher, "story": story, "name": mentioned,
    }  # fmt: skip
    for name in names("queries"):
        given = {key: value for key, value in values.items() if f"${key}" in statement("queries", name)}
        took = []
        for _ in range(3):
            began = time.perf_counter()
            rows = len(run_query(home, name, given).rows)
            took.append(time.perf_counter() - began)
        print(f"| `{name}` | {sorted(took)[1]:.2f} s | {rows} |", flush=True)


def main() -> None:
    """Stage, load, ask."""
    parser = argparse.ArgumentParser()
    parser.add_argument("articles", nargs="?", type=int, default=20_000)
    parser.add_argument("--staged", type=Path, help="keep staged files here")
    parser.add_argument("--grow", action="store_true")
    told = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        home, kept = Home(Path(folder)), told.staged or Path(folder, "staged")
        by_hand = range(min(told.articles, BY_HAND))
        with timed("staging by two processes"):
            own = staged(kept, by_hand, 0)
            nights = [staged(kept, range(by_hand.stop - NIGHT // 2, by_hand.stop + NIGHT // 2), day) for day in (1, 2)]
        files = own + [file for nr in range(1, told.articles // BY_HAND) for file in more(own, kept, nr)]
        # In a process of its own: what it takes of memory is not ours.
        with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as apart:
            apart.submit(plain, files, home.root).result()
        bring(home, files, "new")
        bring(home, files, "again")
        bring(home, nights[0], "night")
        ask(home)
        if told.grow:
            times = told.articles // BY_HAND
            for round_nr in range(1, GROWTH):
                bring(home, [f for nr in range(times) for f in more(own, kept, round_nr * times + nr)], f"grow {round_nr}")
            bring(home, nights[1], "late")


if __name__ == "__main__":
    main()
