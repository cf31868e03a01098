"""Listings have an account of their own: they are no pages, no sum counts them, and none is ever asked for as an article."""

import pytest

from articles.page import AskedListing
from articles.publisher import Expect
from flows.nightly import _known
from tests.warehouse.pages import START, STORY, Newsroom, article, at, page, read, unread
from warehouse.check import failed_checks
from warehouse.health import record_health
from warehouse.home import Home
from warehouse.known import faults, known_listings
from warehouse.load import load
from warehouse.publish import publish
from warehouse.query import connect
from warehouse.run import Run, RunCounts
from warehouse.staging import Read
from warehouse.takedown import take_down

RSS, MAP, FRONT = (f"https://gazette.example/{path}" for path in ("rss", "map.xml", ""))
LISTINGS = [
    AskedListing(RSS, "gazette", "feed", START, "unchanged", "304", 304),
    AskedListing(MAP, "gazette", "sitemap", START, "read", None, 200, 12, 3),
    AskedListing(FRONT, "gazette", "section", START, "failed", "404", 404),
]


def nightly_knows(home: Home) -> set[str]:
    """The addresses that a night may ask for again."""
    return set(_known(home, "gazette", known_listings(home, "gazette")))


def crawled(
    newsroom: Newsroom, *rows: object, listings: list[AskedListing], day: float = 0
) -> tuple[RunCounts, dict[str, str]]:
    staged = newsroom.stage(*rows)  # type: ignore[arg-type]
    run = Run(f"run-{newsroom.runs:03d}", "nightly", "shell", at(day))
    with newsroom.store() as store:
        for _ in range(2):  # twice is once
            counts = load(store, staged, run, ended_at=at(day), code_version="1.0", rule_set="rules-1", listings=listings)
        alarms = record_health(store, run.run_id, {"gazette": Expect()}, ["gazette"])
        assert failed_checks(store) == {}
        publish(store, newsroom.home)
    return counts, alarms


def test_they_are_told_in_full_and_counted_nowhere(newsroom: Newsroom) -> None:
    counts, alarms = crawled(newsroom, read(), listings=LISTINGS)
    assert newsroom.rows("select publisher, url, kind, http_status, outcome, entries, new from listings order by kind") == [
        ("gazette", RSS, "feed", 304, "unchanged", 0, 0),
        ("gazette", FRONT, "section", 404, "failed", 0, 0),
        ("gazette", MAP, "sitemap", 200, "read", 12, 3),
    ]
    assert (counts.asked, counts.article, counts.unchanged, counts.failed) == (1, 1, 0, 0)
    assert newsroom.rows("select url from pages") == [(STORY,)]
    assert newsroom.rows("select asked, failed, alarm from source_health") == [(1, 0, None)]
    assert alarms == {}


def test_one_that_fails_is_named_and_a_night_without_any_is_an_alarm(newsroom: Newsroom) -> None:
    crawled(newsroom, read(), listings=LISTINGS)
    with connect(newsroom.home) as warehouse:
        (fault,) = faults(warehouse, "run-001")
    assert (fault.url, fault.outcome, fault.detail, fault.is_listing) == (FRONT, "failed", "404", True)
    _, alarms = crawled(newsroom, listings=[LISTINGS[2]], day=1)
    assert alarms == {"gazette": f"none of its listings could be read ({FRONT}: 404)"}


def listing(entries: int, url: str = RSS, kind: str = "feed", outcome: str = "read") -> AskedListing:
    return AskedListing(url, "gazette", kind, START, outcome, None, 200, entries, 0)  # type: ignore[arg-type]


NO_ENTRY = {"gazette": f"its feeds and sections name no article, where they named 12 before: look at {RSS}"}


@pytest.mark.parametrize(
    ("before", "tonight", "found"),
    [
        ([[listing(12)]], [listing(0)], NO_ENTRY),
        ([[listing(12)], [listing(0)]], [listing(0)], NO_ENTRY),  # as long as it stays so
        ([[listing(12), listing(50, MAP, "sitemap")]], [listing(0), listing(50, MAP, "sitemap")], NO_ENTRY),
        ([[listing(5), listing(7, FRONT, "section")]], [listing(0, FRONT, "section"), listing(0)], {"gazette": NO_ENTRY["gazette"].replace(RSS, FRONT)}),
        ([[listing(12), listing(7, FRONT, "section")]], [listing(0), listing(7, FRONT, "section")], {}),
        ([[listing(12)], [listing(0)], [listing(3)]], [listing(0)], {}),  # one that comes and goes
        ([[listing(12)]], [listing(0, outcome="unchanged")], {}),
        ([[listing(0)]], [listing(0)], {}),
        ([[listing(12, MAP, "sitemap")]], [listing(0, MAP, "sitemap")], {}),  # no news in three days
        ([[listing(12)]], [listing(2)], {}),
    ],
)  # fmt: skip
def test_feeds_that_name_nothing_any_more_are_an_alarm(newsroom: Newsroom, before: list, tonight: list, found: dict) -> None:
    crawled(newsroom, read(), listings=[])
    for day, listings in enumerate(before, 1):
        crawled(newsroom, listings=listings, day=day)
    _, alarms = crawled(newsroom, listings=tonight, day=len(before) + 1)
    assert alarms == found


def test_what_was_read_as_one_is_no_address_to_ask_again(newsroom: Newsroom) -> None:
    """Though it was once asked for as a page: a feed's address that answered with a page before it was a feed."""
    crawled(newsroom, read(), read(RSS), listings=[])
    assert nightly_knows(newsroom.home) == {STORY, RSS}
    crawled(newsroom, unread(STORY, "unchanged", "304", 1), listings=LISTINGS, day=1)
    assert known_listings(newsroom.home, "gazette") == {RSS, MAP}
    assert nightly_knows(newsroom.home) == {STORY}
    assert known_listings(newsroom.home, "bote") == frozenset()


def test_a_takedown_leaves_nothing_of_the_address(newsroom: Newsroom) -> None:
    (newsroom.home.archive).mkdir()
    crawled(newsroom, Read(page(warc_file=None, warc_offset=None), article()), listings=[])
    crawled(newsroom, listings=[AskedListing(STORY, "gazette", "section", START, "read", None, 200, 1, 1)], day=1)
    take_down(newsroom.home, STORY, "asked for", at(2))
    assert newsroom.rows("select url from listings") == []
