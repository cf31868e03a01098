"""Pages and articles for the warehouse's tests, and a desk to load them at."""

import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from duckdb import DuckDBPyConnection

from articles.article import Article, Block, Contributor, Evidence, Image, Link, Mention, Place, Quote, TextDate
from articles.page import Page, Reject, Unread
from warehouse.home import Home
from warehouse.load import load
from warehouse.profiles import Line
from warehouse.run import Run, RunCounts
from warehouse.staging import Known, Read, write
from warehouse.store import locked, open_store

START = datetime(2026, 3, 1, 8, 0, tzinfo=UTC)
STORY = "https://gazette.example/bridge"


def at(day: float) -> datetime:
    return START + timedelta(days=day)


def page(url: str = STORY, text: str = "The bridge is open.", day: float = 0, chrome: str = "", **more: Any) -> Page:
    """A fetched page; one without an address was not fetched."""
    status = None if url.startswith("file:") else 200
    told = {
        "publisher": "gazette",
        "content_type": "text/html",
        "http_status": status,
        "warc_file": "a.warc.gz",
        "warc_offset": 0,
    }
    return Page(url=url, fetched_at=at(day), payload=(text + chrome).encode(), **told | more)


def article(url: str = STORY, text: str = "The bridge is open.", **more: Any) -> Article:
    """An article with something in each of its tables."""
    paragraphs = text.split("\n\n")
    blocks = (
        Block("Bridge opens", "headline", "title", "\n"),
        *(Block(paragraph, "body", "paragraph", "\n\n") for paragraph in paragraphs),
        Block("More about bridges", "related", "link-density"),
    )
    told = {
        "publisher": "gazette",
        "title": "Bridge opens",
        "byline": "By Ada Archer, Wire",
        "contributors": (
            Contributor("person", "Ada Archer", "Ada", "Archer", affiliation=("Gazette",)),
            Contributor("organisation", "Wire"),
            Contributor("handle", None, handle="@ben"),
        ),
        "dateline": "OLDMILL (Wire) —",
        "places": (Place("OLDMILL", "Oldmill", "Kent", "GB", 51.5, 0.5, 7), Place("MEIRE", "Meire", None, "BE")),
        "dateline_date": "2026-03",
        "dateline_agency": "Wire",
        "published_at": START,
        "published_precision": "minute",
        "tags": ("bridges",),
        "images": (Image("https://gazette.example/b.jpg", "The bridge", "Photo: Cora Cooper/Wire", "Cora Cooper", "Wire"),),
        "links": (Link("https://gazette.example/mills", "the mills"),),
        "quotes": (Quote("It is open.", 4, 15, "direct", "said", "Ann Lee", "tag after", "Ann Lee"),),
        "mentions": (
            Mention("person", "Ann Lee", "ann l", "Ann Lee", 4, 10, "given name first", "l"),
            Mention("place", "Oldmill", "7", "Oldmill", 12, 15, "gazetteer"),
        ),
        "dates": (TextDate("Thursday", date(2026, 3, 5), date(2026, 3, 5), "weekday, over", date(2026, 3, 6), 4, 12),),
        "evidence": (Evidence("title", "Bridge opens", "json-ld", True), Evidence("title", "Bridge", "meta:og:title")),
    }
    return Article(url=url, body="\n\n".join(paragraphs), blocks=blocks, **told | more)


def read(
    url: str = STORY, text: str = "The bridge is open.", day: float = 0, canonical: str = "", chrome: str = "", **more: Any
) -> Read:
    """A page and the article that is on it; `more` are the article's fields."""
    return Read(page(url, text, day, chrome), article(canonical or url, text, **more))


def rejected(url: str = STORY, text: str = "", day: float = 0, code: str = "no_text") -> Read:
    return Read(page(url, text, day), Reject("read", code, f"{url} holds no text; look at it"))


def unread(url: str, outcome: str, reason: str, day: float = 0, **more: Any) -> Unread:
    return Unread(url, "gazette", at(day), outcome, reason, **more)


@dataclass
class Newsroom:
    """A home, and one run after another."""

    home: Home
    runs: int = field(default=0)

    def stage(self, *rows: Read | Known | Unread) -> list[Path]:
        """Some rows a file, as batches would: two, or a quarter of many."""
        self.runs += 1
        size = max(2, len(rows) // 4)
        return [
            write(rows[first : first + size], self.home.root / f"{self.runs}-{first}.parquet")
            for first in range(0, len(rows), size)
        ]

    def load(self, *rows: Read | Known | Unread, rule_set: str = "rules-1") -> RunCounts:
        staged = self.stage(*rows)
        return self.load_staged(staged, f"run-{self.runs:03d}", rule_set)

    def load_staged(
        self, staged: list[Path], run_id: str, rule_set: str = "rules-1", learned: Sequence[Line] = ()
    ) -> RunCounts:
        run = Run(run_id, "load-files", "shell", START, {"paths": ["a"]})
        with self.store() as store:
            return load(store, staged, run, ended_at=at(1), code_version="1.0", rule_set=rule_set, learned=learned)

    @contextmanager
    def store(self) -> Iterator[DuckDBPyConnection]:
        with locked(self.home, 0), open_store(self.home) as store:
            yield store

    def rows(self, sql: str) -> list[tuple[Any, ...]]:
        with self.store() as store:
            return store.execute(sql).fetchall()

    def outcomes(self, run_id: str | None = None) -> list[tuple[Any, ...]]:
        """(address, outcome, version) of each page of a run, the last one by default."""
        run_id = run_id or f"run-{self.runs:03d}"
        return self.rows(f"select url, outcome, version from base.page where run_id = '{run_id}' order by url, fetched_at")

    def versions(self) -> list[tuple[Any, ...]]:
        """(version, body, day from, day to) of all versions in the order of time."""
        found = self.rows("select version, body, valid_from, valid_to from base.version order by url, valid_from, version")
        return [
            (version, body, (since - START) / timedelta(days=1), until and (until - START) / timedelta(days=1))
            for version, body, since, until in found
        ]


# Load, and die at a step, or when the commit is done and nobody knows yet.
LOAD_AND_DIE = """
import os, signal, sys
from pathlib import Path
from tests.warehouse.pages import START, Newsroom, at
from warehouse import load as loading
from warehouse.home import Home
from warehouse.run import Run

folder, point, run_id, *staged = sys.argv[1:]
found = loading.statement

def statement(kind, name):
    if name == point:
        os.kill(os.getpid(), signal.SIGKILL)
    return found(kind, name)

loading.statement = statement
with Newsroom(Home(Path(folder))).store() as store:
    run = Run(run_id, "load-files", "shell", START, {"paths": ["a"]})
    loading.load(store, list(map(Path, staged)), run, ended_at=at(1), code_version="1.0", rule_set="rules-1")
    os.kill(os.getpid(), signal.SIGKILL)
"""


def load_and_die(home: Home, point: str, run_id: str, staged: list[Path]) -> int:
    """Load in another process that is killed with -9 at a step, or ("committed") when all is done; its status."""
    command = [sys.executable, "-c", LOAD_AND_DIE, str(home.root), point, run_id, *map(str, staged)]
    env = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])}
    return subprocess.run(command, check=False, env=env, cwd=home.root).returncode
