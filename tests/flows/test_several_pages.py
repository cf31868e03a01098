"""Nights of a site whose articles stand on several pages: one article each, whatever comes of a page."""

import os
import signal
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from articles.archive.warc import pages
from articles.extract.later_pages import MOST_PAGES
from flows.desk import Desk, open_desk
from flows.nightly import nightly
from flows.rereading import reread
from tests.several_pages import LAYOUTS, TRAPS, Layout, paragraph
from tests.spiders.test_crawl import NOW
from tests.spiders.wire import Wire, answer, feed
from tests.torture.killing import below
from warehouse.home import Home
from warehouse.query import connect
from warehouse.takedown import take_down

BY_NAME = {layout.name: layout for layout in LAYOUTS}
SAID_TWICE = BY_NAME["wordpress"]


class Site:
    """A site that has one answer for each address, query and all, and a home that crawls it."""

    def __init__(self, folder: Path, wire: Wire) -> None:
        self.wire, self.home, self.config = wire, Home(folder / "home"), folder / "config"
        self.there: dict[str, bytes | Any] = {}
        self.listed: list[str] = []
        self.now = NOW
        (self.config / "publishers").mkdir(parents=True)
        (self.config / "publishers" / "quay.toml").write_text(
            f'name = "The Quay"\ndomain = "{wire.host}"\nfeeds = ["http://{wire.host}/rss"]\nprivate_network = true\ndelay_s = 0\n'
        )
        wire.answers["/rss"] = lambda _: feed(*self.listed)

    def put(self, path: str, html: str | bytes | Any) -> None:
        self.there[path] = answer(html.encode()) if isinstance(html, str) else html
        self.wire.answers[path.partition("?")[0]] = self._given

    def _given(self, path: str) -> bytes:
        given = self.there.get(path, answer(b"gone", status="404 Not Found"))
        return given(path) if callable(given) else given

    def article(self, layout: Layout, of: int = 3) -> None:
        for number in range(1, (2 if layout.whole else of) + 1):
            self.put(layout.path(number), layout.page(number, of))
        self.listed.append(layout.path(1))

    @property
    def desk(self) -> Desk:
        desk = open_desk(self.home.root, self.config)
        return replace(desk, now=self.now, settings=desk.settings.model_copy(update={"workers": 1}))

    def night(self, later: timedelta = timedelta(0)) -> None:
        self.now += later
        nightly(self.desk)

    def sql(self, query: str, *values: object) -> list[tuple[Any, ...]]:
        with connect(self.home) as warehouse:
            return warehouse.execute(query, values).fetchall()

    def outcomes(self) -> dict[str, str]:
        """Of the last run, by path: each address has one."""
        rows = self.sql("select url, outcome from pages where run_id = (select max(run_id) from runs where flow = 'nightly')")
        assert len(rows) == len({url for url, _ in rows})
        return {url.removeprefix(f"http://{self.wire.host}"): outcome for url, outcome in rows}

    def body(self, path: str) -> list[str]:
        ((body,),) = self.sql("select body from articles where url = ?", f"http://{self.wire.host}{path.partition('?utm')[0]}")
        return [text for text in body.split("\n\n") if len(text) > 80]

    def versions(self) -> list[int]:
        return [count for (count,) in self.sql("select count(*) from article_versions group by article_id order by all")]


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Site]:
    with Wire() as wire:
        yield Site(tmp_path, wire)


def whole(layout: Layout, of: int = 3) -> list[str]:
    return [text for number in range(1, of + 1) for text in layout.paragraphs(number)]


def test_each_layout_is_one_article_and_each_trap_stays_two(tmp_path: Path) -> None:
    chosen = [trap for kind in TRAPS.values() for trap in kind[:3] if trap.first != trap.second]
    with Wire() as wire:
        site = Site(tmp_path, wire)
        for number, layout in enumerate(LAYOUTS):
            site.article(replace(layout, first=f"/{number}{layout.first}", later=f"/{number}{layout.later}"))
        for number, trap in enumerate(chosen):
            site.put(f"/t{number}{trap.first}", trap.page.replace('href="/', f'href="/t{number}/'))
            site.put(f"/t{number}{trap.second}", trap.there)
            site.listed.append(f"/t{number}{trap.first}")
        site.night()
        for number, layout in enumerate(LAYOUTS):
            assert site.body(f"/{number}{layout.first}") == whole(layout), layout.name
        assert not site.sql("select url from pages where part_of is not null and regexp_matches(url, '/t[0-9]+/')")
        outcomes = site.outcomes()
        for number, layout in enumerate(LAYOUTS):
            assert outcomes[f"/{number}{layout.first}"] == "article"
            assert outcomes[f"/{number}{layout.path(2)}"] == "duplicate"
        assert site.sql("select count(*) from articles where not regexp_matches(url, '/t[0-9]+/')") == [(len(LAYOUTS),)]


def test_an_unchanged_night_makes_no_version_and_a_changed_page_one(site: Site) -> None:
    layout = BY_NAME["parameter"]
    site.article(layout)
    site.listed.append(layout.path(3))  # its own feed names a later page
    site.night()
    assert site.outcomes() == {layout.path(1): "article", layout.path(2): "duplicate", layout.path(3): "duplicate"}
    site.night(timedelta(hours=2))
    assert site.outcomes() == {layout.path(1): "unchanged", layout.path(2): "duplicate", layout.path(3): "duplicate"}
    changed = [*layout.paragraphs(2), paragraph("en", 8, 1)]
    site.put(layout.path(2), layout.page(2, 3, paragraphs=changed))
    site.night(timedelta(days=1))
    assert site.outcomes()[layout.path(1)] == "article"
    assert site.versions() == [2]
    assert site.body(layout.path(1)) == [*layout.paragraphs(1), *changed, *layout.paragraphs(3)]
    asked = len(site.wire.asked)
    site.night(timedelta(minutes=5))
    assert [one.path for one in site.wire.asked[asked:] if one.path.startswith("/news")] == []


def test_what_does_not_come_is_said_and_tried_again(site: Site) -> None:
    said = {}
    for number, status in enumerate(("404 Not Found", "500 Oh", "403 Forbidden")):
        named = BY_NAME["page-of"]
        layout = replace(named, first=f"/{number}{named.first}", later=f"/{number}{named.later}")
        site.article(layout)
        site.put(layout.path(3), answer(b"no", status=status))
        said[layout] = f"http://{site.wire.host}{layout.path(3)}: {status[:3]}"
    site.night()
    asked = """select is_truncated, any_value(value) from articles join evidence using (article_id)
        where field = 'missing_page' and articles.url = ? group by all"""
    for layout, words in said.items():
        assert site.sql(asked, f"http://{site.wire.host}{layout.path(1)}") == [(True, words)]
        assert site.body(layout.path(1)) == whole(layout, 2)
        site.put(layout.path(3), layout.page(3, 3))
    site.night(timedelta(days=1))
    for layout in said:
        assert site.body(layout.path(1)) == whole(layout)
    assert site.sql("select is_truncated from articles") == [(False,)] * len(said)


def test_half_of_an_article_never_takes_the_place_of_the_whole(site: Site) -> None:
    layout = BY_NAME["number"]
    site.article(layout)
    site.night()
    site.put(layout.path(2), answer(b"no", status="404 Not Found"))
    site.night(timedelta(hours=2))
    assert site.outcomes()[layout.path(1)] == "deferred"
    for _ in range(4):
        site.night(timedelta(days=1))
    assert (site.versions(), site.body(layout.path(1))) == ([1], whole(layout))
    assert site.sql("select is_truncated from articles") == [(False,)]


def test_a_crawl_that_is_killed_between_two_pages_asks_for_the_article_again(site: Site) -> None:
    layout = BY_NAME["parameter"]
    site.article(layout)
    killed = []

    def once(path: str) -> bytes:
        if not killed:
            killed.append(path)
            for pid, (_, command) in below(os.getpid()).items():
                if "spiders.run" in command:
                    os.kill(pid, signal.SIGKILL)
        return answer(layout.page(2, 3).encode())

    site.put(layout.path(2), once)
    site.night()
    assert killed
    assert site.outcomes() == {layout.path(1): "article", layout.path(2): "duplicate", layout.path(3): "duplicate"}
    assert site.body(layout.path(1)) == whole(layout)


def test_a_later_page_that_is_listed_alone_brings_its_first(site: Site) -> None:
    layout = BY_NAME["seite"]
    site.article(layout)
    site.listed[:] = [layout.path(2)]
    site.night()
    assert site.outcomes() == {layout.path(1): "article", layout.path(2): "duplicate", layout.path(3): "duplicate"}
    assert site.body(layout.path(1)) == whole(layout)


def test_a_later_page_whose_first_does_not_name_it_is_an_article_of_its_own(site: Site) -> None:
    layout = BY_NAME["parameter"]
    site.put(layout.path(1), layout.page(1, 1))
    site.put(layout.path(2), layout.page(2, 2))
    site.listed[:] = [layout.path(2)]
    site.night()
    assert site.body(layout.path(1)) == layout.paragraphs(1)
    assert site.body(layout.path(2)) == layout.paragraphs(2)


def test_numbers_without_an_end_are_not_followed_for_ever(site: Site) -> None:
    layout = BY_NAME["parameter"]
    site.article(layout, of=MOST_PAGES + 5)
    site.night()
    assert len(site.outcomes()) == MOST_PAGES
    assert layout.path(MOST_PAGES + 1) not in site.wire.paths()


def test_rereading_reads_all_pages_and_a_takedown_erases_them(site: Site) -> None:
    layout = SAID_TWICE
    site.article(layout)
    site.night()
    ended = reread(site.desk)
    assert (ended.counts.asked, site.versions(), site.body(layout.path(1))) == (3, [1], whole(layout))
    (warc,) = {file for (file,) in site.sql("select distinct warc_file from pages")}
    assert [page.part_of != "" for page in pages(site.home.archive, warc)] == [True, True, False]
    down = take_down(site.home, f"http://{site.wire.host}{layout.path(1)}", "asked for", site.now)
    assert (down.records, list(pages(site.home.archive, warc))) == (3, [])
    site.night(timedelta(days=1))
    assert site.sql("select count(*) from articles") == [(0,)]
    assert [
        page
        for file in site.home.archive.rglob("*.warc.gz")
        for page in pages(site.home.archive, str(file.relative_to(site.home.archive)))
    ] == []
