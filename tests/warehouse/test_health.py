"""The silent-source alarm: five faults of real loads on their first night, and how seldom an ordinary night raises it."""

import json
import shutil
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from random import Random

import pytest

from articles.publisher import Expect
from tests.warehouse.ordinary import FAULTS, Paper, alarms, nights, paper
from tests.warehouse.pages import START, Newsroom, read, rejected, unread
from warehouse.alarms import NIGHTS_NEEDED, Night, judge
from warehouse.check import check_run, failed_checks
from warehouse.health import record_health
from warehouse.home import Home
from warehouse.load import load
from warehouse.run import Run

USUAL = 40
TEXT = "The bridge over the old harbour will be open again to all who want to cross it on foot. " * 8


def night(newsroom: Newsroom, n: int, *rows, flow: str = "nightly", hours: float = 0, **parameters) -> dict[str, str]:
    """Load a crawl of day `n` and judge it: its alarms."""
    started = START + timedelta(days=n, hours=hours)
    run = Run(f"{flow}-{n}-{hours}", flow, "schedule", started, parameters)
    with newsroom.store() as store:
        load(store, newsroom.stage(*rows), run, ended_at=started + timedelta(hours=1), code_version="1", rule_set="1")
        return record_health(store, run.run_id, {"gazette": Expect()})


def articles(n: int, how_many: int, text: str = TEXT, **more):
    return [
        read(f"https://gazette.example/{n}/{a}", f"{n} {a} {text}", day=n, **more)
        for a in range(how_many)
    ]  # fmt: skip


@pytest.fixture(scope="module")
def gazette(tmp_path_factory: pytest.TempPathFactory) -> Home:
    """Five weeks of a paper that gives 40 articles a night, each a night like those before."""
    newsroom = Newsroom(Home(tmp_path_factory.mktemp("gazette")))
    night(newsroom, 0, *articles(0, 3))
    with newsroom.store() as store:
        # What such a load leaves of itself is multiplied: five weeks of loads would take a minute.
        for n in range(-35, 0):
            store.execute(
                "insert into base.run select * replace (? as run_id, started_at + to_days(?) as started_at) from base.run limit 1",
                (f"night{n}", n),
            )
            store.execute(
                "insert into base.source_health by name select * replace (? as run_id, ? as asked, ? as new, ? as came) "
                "from base.source_health where run_id = 'nightly-0-0'",
                (f"night{n}", USUAL + 2, USUAL + n % 3, USUAL),
            )
    return newsroom.home


@pytest.fixture
def newsroom(gazette: Home, tmp_path) -> Newsroom:
    home = Home(tmp_path)
    home.store.parent.mkdir()
    home.store.write_bytes(gazette.store.read_bytes())
    return Newsroom(home, runs=1)


@pytest.fixture(scope="module")
def two_nights(tmp_path_factory: pytest.TempPathFactory) -> Home:
    newsroom = Newsroom(Home(tmp_path_factory.mktemp("two")))
    night(newsroom, 0, *articles(0, 9))
    night(newsroom, 1, *articles(1, 5))
    return newsroom.home


FIRST_NIGHTS = {
    "half the volume": (articles(1, USUAL // 2), "20 new articles in a day where 41 are usual"),
    "challenge pages": (
        [rejected(f"https://gazette.example/1/{n}", str(n), day=1, code="challenge") for n in range(USUAL)],
        "no new articles in a day where 41 are usual; 40 of 40 pages were rejected as challenge (usually 0%)",
    ),
    "empty bodies": (
        articles(1, 20, text="Read on.") + [rejected(f"https://gazette.example/1/r{n}", str(n), day=1) for n in range(20)],
        "20 of 40 pages were rejected as no_text",
    ),
    "lost bylines": (
        [read(f"https://gazette.example/1/{n}", f"{n} {TEXT}", day=1, contributors=(), byline=None) for n in range(USUAL)],
        "40 of 40 new articles name no author (usually 0%)",
    ),
    "pages that do not come": (
        articles(1, 30) + [unread(f"https://gazette.example/1/f{n}", "failed", "timeout", day=1) for n in range(30)],
        "30 of 60 pages did not come (usually 0%)",
    ),
}


@pytest.mark.parametrize("fault", FIRST_NIGHTS)
def test_a_fault_is_found_on_its_first_night(newsroom: Newsroom, fault: str):
    rows, said = FIRST_NIGHTS[fault]
    assert said in night(newsroom, 1, *rows)["gazette"]
    alarmed = "select alarm is not null from runs join source_health using (run_id) order by number desc limit 1"
    assert newsroom.rows(alarmed) == [(True,)]


def test_nothing_since_day_one(tmp_path):
    newsroom = Newsroom(Home(tmp_path))
    found = night(newsroom, 0, unread("https://gazette.example/rss.xml", "failed", "404"))
    assert found == {"gazette": "has never given an article"}


def test_a_publisher_whose_feeds_list_nothing_has_a_night_too(newsroom: Newsroom):
    assert night(newsroom, 1) == {}  # nothing is known of what was crawled
    with newsroom.store() as store:
        expected = {"gazette": Expect(), "herald": Expect()}
        found = record_health(store, "nightly-1-0", expected, ["gazette", "herald"])
        assert record_health(store, "nightly-1-0", expected, ["gazette", "herald"]) == found
        nights = store.execute(
            "select publisher, asked, came from source_health where run_id = 'nightly-1-0' order by all"
        ).fetchall()
    assert found == {"gazette": "no new articles in a day where 41 are usual", "herald": "has never given an article"}
    assert nights == [("gazette", 0, 0), ("herald", 0, 0)]


def test_an_ordinary_night_is_no_alarm(newsroom: Newsroom):
    assert night(newsroom, 1, *articles(1, USUAL - 6)) == {}
    assert newsroom.rows("select state from runs order by number desc limit 1") == [("completed",)]


def test_two_crawls_of_a_day_are_counted_together(newsroom: Newsroom):
    assert night(newsroom, 1, *articles(1, USUAL - 4)) == {}
    assert night(newsroom, 1, *articles(2, 5), hours=9) == {}


@pytest.mark.parametrize(
    ("flow", "parameters"),
    [("load-files", {}), ("reread", {}), ("nightly", {"since": "2026-01-01"}), ("nightly", {"mode": "young articles"})],
)
def test_what_is_no_crawl_for_news_is_not_judged(newsroom: Newsroom, flow: str, parameters: dict):
    assert night(newsroom, 1, *articles(1, 1), flow=flow, **parameters) == {}


def test_judged_again_it_comes_to_the_same(newsroom: Newsroom):
    once = night(newsroom, 1, *articles(1, 5))
    with newsroom.store() as store:
        assert record_health(store, "nightly-1-0", {"gazette": Expect()}) == once
        assert record_health(store, "nightly-1-0", {}) == {}


@pytest.mark.parametrize(
    ("expect", "found"),
    [
        (Expect(articles_min=6), [("gazette", "nightly-1-0", 5, 6, None)]),
        (Expect(articles_max=4), [("gazette", "nightly-1-0", 5, None, 4)]),
        (Expect(articles_min=5, articles_max=5), []),
        (Expect(), []),
    ],
)
def test_a_night_that_its_file_did_not_expect_fails_a_check(two_nights: Home, tmp_path: Path, expect: Expect, found: list):
    newsroom = Newsroom(Home(shutil.copytree(two_nights.root, tmp_path / "home")), runs=2)
    with newsroom.store() as store:
        record_health(store, "nightly-1-0", {"gazette": expect})
        assert check_run(store, "nightly-1-0") == ({"expected_counts": 1} if found else {})
    columns = ("publisher", "run_id", "new_that_day", "expected_min", "expected_max")
    kept = newsroom.rows("select found from check_failures")
    assert [tuple(json.loads(row)[column] for column in columns) for (row,) in kept] == found
    night(newsroom, 2, *articles(2, 1), flow="load-files")
    with newsroom.store() as store:
        assert failed_checks(store) == {}, "the next run is not to blame"


STEADY = [Night(weekday=1 + n % 7, asked=50, new=40, fresh=40, came=40, median_words=300.0, codes={}) for n in range(56)]
TONIGHT = STEADY[0]


@pytest.mark.parametrize(
    ("tonight", "before", "expect", "said"),
    [
        (TONIGHT, STEADY, Expect(), []),
        (replace(TONIGHT, new=9), [], Expect(articles_min=10), ["9 new articles in a day; its file expects at least 10"]),
        (replace(TONIGHT, new=41), STEADY, Expect(articles_max=40), ["41 new articles in a day; its file expects at most 40"]),
        (replace(TONIGHT, new=400), [], Expect(articles_max=40), []),  # the first night brings all that the feeds still list
        (replace(TONIGHT, new=0), STEADY[: NIGHTS_NEEDED - 1], Expect(), []),
        (replace(TONIGHT, new=0), STEADY, Expect(), ["no new articles in a day where 40 are usual"]),
        (replace(TONIGHT, median_words=20.0), STEADY, Expect(), ["new articles have 20 words where 300 are usual"]),
        (replace(TONIGHT, no_date=39), STEADY, Expect(), ["39 of 40 new articles name no time of publication (usually 0%)"]),
        (replace(TONIGHT, duplicate=20), STEADY, Expect(), ["20 of 40 pages show the article of another one (usually 0%)"]),
        (replace(TONIGHT, codes={"challenge": 30}), [], Expect(), ["30 of 40 pages were rejected as challenge"]),
        (replace(TONIGHT, codes={"no_text": 30}), [], Expect(), []),  # who knows what is usual here
    ],
)  # fmt: skip
def test_judge(tonight: Night, before: list[Night], expect: Expect, said: list[str]):
    assert judge(tonight, before, expect) == said


@pytest.mark.parametrize(
    ("nights", "a_night", "words", "is_said"),
    [
        (3, 8, 44.0, True),  # a paywall overnight, in the first week
        (1, 60, 60.0, True),  # the first night brought all that the feeds listed
        (13, 3, 60.0, False),  # three articles may all be short
        (13, 40, 150.0, False),
        (13, 40, 2000.0, False),  # long reads of a weekend
        (2, 8, 30.0, False),  # too little was read to know
    ],
)
def test_texts_that_are_cut_short_are_found_before_the_third_week(nights: int, a_night: int, words: float, is_said: bool):
    before = [replace(night, new=a_night, fresh=a_night) for night in STEADY[:nights]]
    said = [f"new articles have {words:.0f} words where 300 are usual"] if is_said else []
    assert judge(replace(before[0], median_words=words), before) == said


@pytest.mark.parametrize(
    ("nights", "a_night", "tonight", "codes", "said"),
    [
        (1, 16, 7, {"no_text": 7}, ["nothing but rejected pages came: 7 as no_text (usually 0%)"]),  # a login overnight
        (1, 16, 7, {"no_text": 5, "not_an_article": 2}, ["nothing but rejected pages came: 5 as no_text, 2 as not_an_article (usually 0%)"]),
        (1, 16, 7, {"no_text": 6}, []),  # one of them was an article
        (1, 16, 7, {"challenge": 7}, ["7 of 7 pages were rejected as challenge (usually 0%)"]),
        (1, 16, 4, {"no_text": 4}, []),  # four videos
        (1, 9, 7, {"no_text": 7}, []),  # too little came before to know
        (1, 16, 0, {}, []),
    ],
)  # fmt: skip
def test_a_night_of_nothing_but_rejects_is_found_before_the_third_week(
    nights: int, a_night: int, tonight: int, codes: dict[str, int], said: list[str]
):
    before = [replace(night, asked=a_night, new=a_night, fresh=a_night, came=a_night) for night in STEADY[:nights]]
    assert judge(replace(before[0], new=0, fresh=0, came=tonight, codes=codes, median_words=None), before) == said


def test_pages_that_are_often_rejected_say_nothing_of_a_night_that_all_of_them_are():
    before = [replace(night, came=10, codes={"no_text": 8}) for night in STEADY[:3]]
    assert judge(replace(before[0], came=6, codes={"no_text": 6}), before) == []


def test_a_small_paper_falls_silent():
    small = [replace(night, new=3, fresh=3) for night in STEADY]
    silent = replace(small[0], new=0, fresh=0, median_words=None)
    assert judge(silent, small) == []
    assert judge(silent, [*small, *[silent] * 4]) == ["no new article on 5 nights where 15 are usual"]


def test_a_weekday_is_compared_with_itself():
    weeks = [replace(night, new=4 if night.weekday > 5 else 80) for night in STEADY]
    assert judge(replace(TONIGHT, new=4, weekday=7), weeks) == []
    assert judge(replace(TONIGHT, new=4, weekday=2), weeks) == ["4 new articles in a day where 80 are usual"]
    # In the third week, a paper's first free weekend may still surprise nobody.
    assert judge(replace(TONIGHT, new=4, weekday=6), weeks[: NIGHTS_NEEDED + 5]) == []


def test_at_most_one_false_alarm_in_a_hundred_publisher_weeks():
    rng, raised, weeks = Random(8), [], 0.0
    for _ in range(60):
        told = list(nights(paper(rng), rng, 20 * 7))
        for _night, faults in alarms(told):
            weeks += 1 / 7
            raised += faults
    assert weeks > 1000
    assert len(raised) <= weeks / 100, raised


@pytest.mark.parametrize("fault", FAULTS)
def test_faults_of_a_paper_of_two_hundred_articles_a_day(fault: str):
    rng = Random(9)
    ordinary = Paper(200, 0.08, (1.0,) * 5 + (0.8, 0.8), 0.1, 10**6, 400, 0.1, 0.01, 0.02, 0.02, 0.01, 0.0)
    found = 0
    for _ in range(20):
        *before, tonight = nights(ordinary, rng, 57)
        found += bool(judge(FAULTS[fault](tonight), before))
    assert found >= (16 if fault == "half the volume" else 20)
