"""Three days of the sample newspaper against its true answers, and what they cost its server by the server's own log."""

import json
import re
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from flows.desk import open_desk
from flows.nightly import nightly
from flows.run import open_run
from tests.command import copydesk
from tests.newspaper.answers import Answer, answers
from tests.newspaper.newsroom import CLOCK
from tests.newspaper.site import Newspaper, Request

NIGHTS = ((1, CLOCK[1]), (1, CLOCK[1] + timedelta(hours=2)), (2, CLOCK[2]), (3, CLOCK[3]))
"""The second one asks for all of it again, and nothing has changed."""


class Nights:
    """A home, the newspaper that it crawls, and what each night asked the server for."""

    def __init__(self, folder: Path, newspaper: Newspaper) -> None:
        self.home, self.config, self.newspaper = folder / "home", folder / "config", newspaper
        self.asked: list[list[Request]] = []
        self.said: list[str] = []
        (self.config / "publishers").mkdir(parents=True)
        newspaper.write_config(self.config / "publishers")

    def night(self, day: int, now: datetime, *publishers: str, status: int = 0) -> str:
        """What it said on stderr."""
        self.newspaper.set_day(day)
        before = len(self.newspaper.requests)
        where = ("--home", self.home, "--config", self.config, "--now", now.isoformat())
        done = copydesk("nightly", *publishers, *where)
        assert done.returncode == status, done.stderr
        self.asked.append(self.newspaper.requests[before:])
        self.said.append(done.stderr)
        return done.stderr

    def sql(self, query: str) -> list[dict[str, Any]]:
        return json.loads(copydesk("sql", query, "--format", "json", "--home", self.home, check=True).stdout)

    def path(self, url: str) -> str:
        return "/" + url.split("/", 3)[3]


@pytest.fixture(scope="module")
def nights(tmp_path_factory) -> Iterator[Nights]:
    with Newspaper(day=1) as newspaper:
        nights = Nights(tmp_path_factory.mktemp("nights"), newspaper)
        for day, now in NIGHTS:
            nights.night(day, now)
        yield nights


def expected(day: int) -> dict[tuple[str, str], Answer]:
    return {(answer.paper, answer.path): answer for answer in answers(day) if answer.is_article and not answer.disallowed}


def test_every_article_is_there_once_and_nothing_else(nights):
    found = [(row["publisher"], nights.path(row["url"])) for row in nights.sql("select publisher, url from articles")]
    assert sorted(found) == sorted(expected(3))


RIGHT = {
    # field: how many of the 54 articles have it as in the answers, at least. A change that lowers one is a loss.
    "title": 50,
    "authors": 47,
    "language": 50,
    "body": 44,
    "dateline": 45,
    "published": 48,
    "truncated": 50,
    "images": 46,
}


@pytest.mark.parametrize("field", RIGHT)
def test_its_fields_are_those_of_the_answers(nights, field):
    rows = {(row["publisher"], nights.path(row["url"])): row for row in nights.sql(FIELDS)}
    wrong = {}
    for key, answer in expected(3).items():
        want, got = FIELD[field](answer), READ[field](rows[key])
        if want != got:
            wrong[key] = (want, got)
    assert len(expected(3)) - len(wrong) >= RIGHT[field], wrong


FIELDS = """
    select publisher, url, title, authors, language, body, is_truncated, published_at, published_precision,
      (select list(struct_pack(place, country) order by position) from datelines d where d.article_id = a.article_id and d.version = a.version) as places,
      (select list(credit order by position) from images i where i.article_id = a.article_id and i.version = a.version and credit is not null) as credits
    from articles a
"""
FIELD = {
    "title": lambda answer: answer.title,
    "authors": lambda answer: list(answer.authors),
    "language": lambda answer: answer.language,
    "body": lambda answer: _words(" ".join(answer.body)),
    "dateline": lambda answer: [(p["name"], p["country"]) for p in (answer.dateline or {}).get("places", [])],
    "published": lambda answer: (
        answer.published_at[:16]
        if answer.published_precision == "minute"
        else answer.published_precision and answer.published_at[:10]
    ),
    "truncated": lambda answer: answer.is_truncated,
    "images": lambda answer: [image["credit"] for image in answer.images if image.get("credit")],
}
READ = {
    "title": lambda row: row["title"],
    "authors": lambda row: row["authors"],
    "language": lambda row: row["language"],
    "body": lambda row: _words(row["body"]),
    "dateline": lambda row: [(p["place"], p["country"]) for p in row["places"] or []],
    "published": lambda row: (
        row["published_at"]
        and (row["published_at"][:16] if row["published_precision"] in ("minute", "second") else row["published_at"][:10])
    ),
    "truncated": lambda row: row["is_truncated"],
    "images": lambda row: row["credits"] or [],
}


def _words(text: str) -> str:
    return " ".join(text.split())


def test_edits_are_new_versions_and_chrome_is_not(nights):
    versions = nights.sql(
        "select publisher, url, max(version) as versions from article_versions group by all having max(version) > 1"
    )
    assert {(row["publisher"], nights.path(row["url"])): row["versions"] for row in versions} == {
        key: answer.version for key, answer in expected(3).items() if answer.version > 1
    }


def test_what_was_taken_down_is_marked_and_nothing_else(nights):
    gone = nights.sql("select publisher, url, gone_at from articles where gone_at is not null")
    assert {(row["publisher"], nights.path(row["url"])): row["gone_at"][:10] for row in gone} == {
        key: CLOCK[answer.gone_day].date().isoformat() for key, answer in expected(3).items() if answer.gone_day
    }


def test_an_unchanged_night_transfers_no_article(nights):
    # As linked: with the parameters that are no part of an address's identity.
    linked = [path for _, path in expected(1)]
    of_articles = [
        one
        for one in nights.asked[1]
        if any(one.path == path or one.path.startswith((f"{path}?", f"{path}&")) for path in linked)
    ]
    assert len(of_articles) == len(expected(1))
    assert {(asked.status, asked.bytes_sent) for asked in of_articles} == {(304, 0)}


def test_nothing_is_asked_for_twice_in_a_night(nights):
    for night in nights.asked:
        assert Counter((request.paper, request.path) for request in night).most_common(1)[0][1] == 1


def test_what_robots_txt_forbids_is_never_asked_for(nights):
    asked = {request.path for night in nights.asked for request in night}
    assert not any(path.startswith(("/internal/", "/sponsored/")) for path in asked)


def test_crawl_delay_is_kept(nights):
    paper = nights.newspaper.paper("register")
    for night in nights.asked:
        times = [request.time for request in night if request.paper == paper.id][1:]
        assert times[-1] - times[0] > 0.75 * (len(times) - 1) * paper.crawl_delay


def test_progress_is_told_by_publisher(nights):
    found = len([key for key in expected(1) if key[0] == "gazette"])
    lines = [line for line in nights.said[0].splitlines() if line.startswith("crawl gazette: ")]
    last = re.fullmatch(r"crawl gazette: (\d+) of \1 - (\d+) found, (\d+) fetched, (\d+) new, 0 failed", lines[-1])
    assert last
    assert last[3] == last[4]
    assert found <= int(last[4]) <= int(last[2])


def test_each_address_has_one_outcome_and_the_sums_agree(nights):
    runs = nights.sql(
        "select counts.asked as asked, (select count(*) from pages p where p.run_id = r.run_id) as pages from runs r"
    )
    assert all(run["asked"] == run["pages"] for run in runs)
    assert sum(run["asked"] for run in runs) > 50
    assert len(runs) == len(NIGHTS)


def test_each_listing_has_its_row_every_night_and_none_is_a_page(nights):
    rows = nights.sql(
        "select number, publisher, kind, outcome, entries, new, url in (select url from pages) as is_page"
        " from listings join runs using (run_id) order by number"
    )
    papers = {paper.id for paper in nights.newspaper.papers}
    assert {row["publisher"] for row in rows if row["number"] == 1} == papers
    assert {row["kind"] for row in rows} == {"feed", "sitemap"}
    assert {(row["outcome"], row["new"] > 0) for row in rows if row["number"] == 1 and row["kind"] == "feed"} == {
        ("read", True)
    }
    assert {(row["outcome"], row["entries"]) for row in rows if row["number"] == 2 and row["kind"] == "feed"} == {
        ("unchanged", 0)
    }
    assert not any(row["is_page"] for row in rows)


def test_nothing_is_fetched_where_robots_txt_cannot_be_had_and_the_run_says_so(nights):
    nights.newspaper.fault("gazette", "robots-503")
    said = nights.night(3, CLOCK[3] + timedelta(days=1), "gazette", status=1)
    nights.newspaper.mend()
    assert {request.path for request in nights.asked.pop()} == {"/robots.txt"}
    assert f"gazette: {nights.newspaper.paper('gazette').base} is not crawled: robots.txt 503" in said
    outcomes = nights.sql("select outcome, reason from pages where run_id = (select max(run_id) from runs) group by all")
    assert outcomes == [{"outcome": "deferred", "reason": "robots.txt 503"}]


def test_an_earlier_night_that_was_interrupted_is_ended_first_and_then_comes_tonights(tmp_path):
    with Newspaper(day=2) as newspaper:
        nights = Nights(tmp_path, newspaper)
        yesterday = open_desk(nights.home, nights.config, CLOCK[1])
        with (
            suppress(InterruptedError),
            open_run(
                yesterday, "nightly", "schedule", {"publishers": None, "since": None, "until": None, "mode": "everything"}
            ),
        ):
            raise InterruptedError
        ended = nightly(open_desk(nights.home, nights.config, CLOCK[2]))
    assert ended.run.started_at == CLOCK[2]
    assert ended.earlier
    assert ended.earlier.run.started_at == CLOCK[1]
    assert ended.notes[0].startswith("the run of 2026-11-20 12:00 UTC was interrupted: it was ended first")
    runs = nights.sql("select started_at::date::varchar as day, trigger, state from runs order by started_at")
    assert [tuple(run.values()) for run in runs] == [
        ("2026-11-20", "schedule", "completed"),
        ("2026-11-21", "shell", "completed"),
    ]
