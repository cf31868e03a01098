"""Loads of every kind, one after the other, held against a small model (histories.py) after each."""

import shutil
from collections import Counter
from collections.abc import Callable
from contextlib import ExitStack
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import hypothesis
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, precondition, rule, run_state_machine_as_test

from articles.page import Reject
from tests.torture.histories import Asked, History, article_key, key_of
from tests.warehouse.pages import Newsroom, article, at, page, unread
from warehouse.check import failed_checks
from warehouse.dump import canonical_dump
from warehouse.home import Home
from warehouse.load import load
from warehouse.run import Run, RunCounts
from warehouse.staging import Known, Read, write
from warehouse.takedown import take_down

BRIDGE, MILL = "https://gazette.example/bridge", "https://gazette.example/mill"
ADDRESSES = {
    BRIDGE: BRIDGE, f"{BRIDGE}?from=feed": BRIDGE, "file:bridge.html": BRIDGE, MILL: MILL, "file:mill.html": MILL,
    "file:a.txt": "file:a.txt", "file:b.txt": "file:b.txt",
}  # fmt: skip
"""Where pages come from, and the canonical address that each of them states."""

TEXTS = ("Open.", "Shut.", "Open.<!-- 2 -->", "Planned.", "<!-- 2 -->")
"""Payloads: two of them are the same text, one holds none."""

SEQUENCES, STEPS, TOLD = 2_000, 8, 100
FAST = Path("/dev/shm")

captures = st.lists(
    st.tuples(
        st.sampled_from(sorted(ADDRESSES)),
        st.sampled_from(TEXTS),
        st.integers(0, 4),
        st.sampled_from(["read"] * 4 + ["known"] * 3 + ["failed", "not modified", "deferred"]),
    ),
    min_size=1,
    max_size=9,
)


class Loads(RuleBasedStateMachine):
    """One warehouse and what is loaded into it."""

    empty_store: Path

    def __init__(self) -> None:
        super().__init__()
        self.ending = ExitStack()
        folder = self.ending.enter_context(TemporaryDirectory(dir=FAST if FAST.is_dir() else None))
        self.newsroom = Newsroom(Home(Path(folder)))
        self.newsroom.home.store.parent.mkdir()
        shutil.copy(self.empty_store, self.newsroom.home.store)
        self.opened = ExitStack()
        self.store = self.opened.enter_context(self.newsroom.store())
        self.model = History()
        self.rules = 1
        self.readings: dict[tuple[str, str], tuple[str, str] | None] = {}
        self.runs: list[list[Path]] = []
        self.counts: list[RunCounts] = []
        self.last: list[Asked] = []

    def teardown(self) -> None:
        try:
            assert failed_checks(self.store) == {}
        finally:
            self.opened.close()
            self.ending.close()

    @initialize()
    def one_thread(self) -> None:
        self.store.execute("set threads = 1")  # as much work as there is, done once

    @rule(rows=captures, shuffle=st.randoms(use_true_random=False))
    def loads(self, rows: list[tuple[str, str, int, str]], shuffle: Any) -> None:
        """A crawl or a load. Files have the time of their run, of which loads of an older day make late arrivals."""
        today = rows[0][2]
        hows = {(url, text): how for url, text, _, how in rows}  # a page is read once in a run
        self.take_in(
            [self.asked(url, text, day if url.startswith("http") else today, hows[url, text]) for url, text, day, _ in rows],
            shuffle,
        )

    def asked(self, url: str, text: str, day: int, how: str) -> Asked:
        if how in ("not modified", "deferred"):
            return Asked(url, "", day, how if url.startswith("http") else "deferred")
        told = Asked(url, text, day)
        if how == "known" and self.model.rules.get(told.page) == self.rules:
            return Asked(url, text, day, "known")
        return Asked(url, text, day, "failed" if how == "failed" else "read", self.reading(told))

    def reading(self, told: Asked) -> tuple[str, str] | None:
        """What today's rules read on a page."""
        text = told.payload.removesuffix("<!-- 2 -->")
        return self.readings.get(told.page, (ADDRESSES[told.url], text) if text else None)

    @precondition(lambda self: self.model.accounts)
    @rule(data=st.data(), text=st.sampled_from(["Open.", "Shut!", "Planned!", None]), moves=st.booleans(), all_of=st.booleans())
    def rules_get_better(self, data: st.DataObject, text: str | None, moves: bool, all_of: bool) -> None:
        """A page is read otherwise: another text, another article, or none; then that page or all are read again."""
        archived = sorted(page for page in self.model.accounts if page[1])
        if not archived:
            return
        which = data.draw(st.sampled_from(archived))
        self.rules += 1
        self.readings[which] = (MILL if moves else ADDRESSES[which[0]], text) if text else None
        again = archived if all_of else [which]
        days = {page: min(account.day for account in self.model.accounts[page]) for page in again}
        self.take_in([self.asked(*page, day, "read") for page, day in days.items()])

    @precondition(lambda self: self.last)
    @rule(shuffle=st.randoms(use_true_random=False))
    def loads_the_same_again(self, shuffle: Any) -> None:
        """Twice is once, as the same run and as another."""
        once = self.dump()
        assert self.put(self.runs[-1], len(self.runs)) == self.counts[-1]
        assert self.dump() == once
        counts = self.take_in(self.last, shuffle)
        assert (counts.new_versions, counts.article) == (0, 0)
        twice = self.dump()
        assert {table for table in once if once[table] != twice[table]} <= {"page", "run", "source_health"}

    @precondition(lambda self: len(self.model.articles) > 1)
    @rule(data=st.data())
    def takes_one_down(self, data: st.DataObject) -> None:
        which = data.draw(st.sampled_from(sorted(self.model.articles)))
        self.opened.close()
        take_down(self.newsroom.home, article_key(which), "asked for", at(9))
        self.store = self.opened.enter_context(self.newsroom.store())
        self.store.execute("set threads = 1")
        self.model.take_down(which)
        self.last = []
        self.holds()

    def take_in(self, rows: list[Asked], shuffle: Any = None) -> RunCounts:
        number = len(self.runs) + 1
        staged = [self.row(row, number, place) for place, row in enumerate(rows)]
        if shuffle:
            shuffle.shuffle(staged)  # batches end in any order
        at_once = 1 + number % 3
        self.runs.append([
            write(staged[first : first + at_once], self.newsroom.home.root / f"{number}-{first}.parquet")
            for first in range(0, len(staged), at_once)
        ])  # fmt: skip
        counts = self.put(self.runs[-1], number)
        told = self.model.load(number, rows, self.rules)
        self.counts.append(counts)
        self.last = rows
        outcomes = Counter(account.outcome for account in told.values())
        assert {name: getattr(counts, name) for name in outcomes} == outcomes
        assert counts.asked == len(told)
        self.holds()
        return counts

    def put(self, staged: list[Path], number: int) -> RunCounts:
        run = Run(f"run-{number:03}", "load-files", "shell", at(0), {"paths": [str(number)]})
        return load(self.store, staged, run, ended_at=at(9), code_version="1", rule_set=f"rules-{self.rules}")

    def row(self, row: Asked, number: int, place: int) -> Read | Known | Any:
        if row.how in ("not modified", "deferred"):
            is_304 = row.how == "not modified"
            return unread(row.url, "unchanged" if is_304 else "deferred", row.how, row.day, http_status=304 if is_304 else None)
        told = page(row.url, row.payload, row.day, warc_file=f"{number:03}.warc.gz", warc_offset=place)
        if row.how == "known":
            return Known(told)
        if row.how == "failed":
            return Read(told, Reject("read", "timeout", "it took too long; read it again"))
        if row.reading is None:
            return Read(told, Reject("read", "no_text", "it holds no text; look at it"))
        return Read(told, article(row.reading[0], row.reading[1]))

    def dump(self) -> dict[str, list[tuple[Any, ...]]]:
        return canonical_dump(self.store)

    def holds(self) -> None:
        """The warehouse is as the model says: accounts of all runs, versions in the order of time, one of them open."""
        accounts = self.store.execute("select run_id, page_id, outcome, version from pages order by all").fetchall()
        assert accounts == sorted(
            (f"run-{account.run:03}", key_of(page), account.outcome, account.shown.number if account.shown else None)
            for page, told in self.model.accounts.items()
            for account in told
        )
        versions = self.store.execute(
            "select article_id, version, body, valid_from, valid_to from base.version where withdrawn_run_id is null "
            "order by article_id, turn"
        ).fetchall()
        expected = []
        for key, told in sorted((article_key(one), told) for one, told in self.model.articles.items()):
            history = told.history()
            ends = [at(version.since) for version in history[1:]] + [None]
            expected += [
                (key, version.number, version.text, at(version.since), end) for version, end in zip(history, ends, strict=False)
            ]
        assert versions == expected


def sequences(
    empty_store: Path, most: int, steps: int, seed: int | None = None, tell: Callable[[str], None] = lambda _: None
) -> None:
    """So many sequences of loads. Raises what the first and shortest one that is wrong raises."""
    begun = count(1)

    class Told(Loads):
        def __init__(self) -> None:
            super().__init__()
            if (number := next(begun)) % TOLD == 0:
                tell(f"{number} of {most} sequences")

    machine = type("Loads", (Told,), {"empty_store": empty_store})
    run_state_machine_as_test(
        machine if seed is None else hypothesis.seed(seed)(machine),
        settings=settings(
            max_examples=most, stateful_step_count=steps, deadline=None, suppress_health_check=list(HealthCheck), database=None
        ),
    )


def test_loads_are_as_the_model_says(empty_store: Path):
    sequences(empty_store, 8, 6)


def long(seed: int, tell: Callable[[str], None], most: int = SEQUENCES) -> list[str]:
    """So many longer sequences."""
    with TemporaryDirectory() as folder:
        newsroom = Newsroom(Home(Path(folder)))
        with newsroom.store():
            pass
        try:
            sequences(newsroom.home.store, most, STEPS, seed, tell)
        except AssertionError as error:
            return [f"seed {seed}: {error}\n" + "\n".join(getattr(error, "__notes__", []))]
    tell(f"{most} sequences of up to {STEPS} steps: as the model says")
    return []
