"""A field that stood on nearly all of a publisher's pages and stands on few tonight is told, with the element that is gone."""

import pytest

from articles.article import Article, Block, Evidence
from articles.publisher import Expect
from tests.warehouse.pages import Newsroom, at, page
from tests.warehouse.test_profiles import text_of, title_of
from warehouse.health import record_health
from warehouse.load import load
from warehouse.lost_fields import FieldStanding, lost_fields
from warehouse.profiles import learn
from warehouse.publish import publish
from warehouse.run import Run
from warehouse.staging import Read

BY, SIGNED = "div.head > span.by", "footer > span.signed"


def seen(number: int, night: int, *evidence: Evidence) -> Read:
    url = f"https://gazette.example/{number}"
    article = Article(
        url=url, publisher="gazette", title=title_of(number), body=text_of(number, 0), evidence=evidence,
        blocks=(Block(text_of(number, 0), "body", "own", "\n\n"),), published_at=at(number % 5), published_precision="day",
    )  # fmt: skip
    return Read(page(url, f"{article.body} {night}", night, warc_file=f"{night}.warc.gz", warc_offset=number), article)


def author(element: str | None = BY, source: str = "json-ld") -> Evidence:
    return Evidence("author", "Ruth Quill", source, True, element)


TITLE = Evidence("title", "The council closes", "element:h1", True)


def told_of(newsroom: Newsroom, before: list[Read], tonight: list[Read]) -> list[str]:
    """What is lost tonight; and no night before is told of."""
    staged = newsroom.stage(*before)
    first = learn(newsroom.home, [staged])
    assert first.lost == {}
    with newsroom.store() as store:
        run = Run("before", "nightly", "shell", at(0), {})
        load(store, staged, run, ended_at=at(0), code_version="1.0", rule_set="rules-1", learned=first.lines)
        publish(store, newsroom.home)
    staged = newsroom.stage(*tonight)
    learned = learn(newsroom.home, [staged])
    with newsroom.store() as store:
        run = Run("tonight", "nightly", "shell", at(1), {})
        load(store, staged, run, ended_at=at(1), code_version="1.0", rule_set="rules-1", learned=learned.lines)
        alarms = record_health(store, "tonight", {"gazette": Expect()}, ["gazette"], learned.lost)
        kept = store.execute("select alarm from source_health where run_id = 'tonight'").fetchall()
    assert kept == [(alarms.get("gazette"),)]
    assert alarms.get("gazette", "") == "; ".join(learned.lost.get("gazette", ()))
    return list(learned.lost.get("gazette", ()))


BEFORE = [seen(number, 0, TITLE, author()) for number in range(30)]


@pytest.mark.parametrize(
    ("evidence", "says"),
    [
        ((TITLE,), f"author on 0 of 8 articles, on 30 of 30 before; {BY} is gone"),
        (
            (TITLE, author(None, "line:byline")),
            f"author in JSON-LD or meta tags on 0 of 8 articles, on 30 of 30 before; {BY} is gone",
        ),
        ((TITLE, author(BY, "profile")), "author in JSON-LD or meta tags on 0 of 8 articles, on 30 of 30 before"),
    ],
    ids=["no author at all", "no data, and the author elsewhere", "no data"],
)
def test_a_redesign_is_told_on_its_first_night(newsroom: Newsroom, evidence: tuple[Evidence, ...], says: str):
    # Some of the articles are asked for again, with the text that they had.
    assert told_of(newsroom, BEFORE, [seen(number, 1, *evidence) for number in range(26, 34)]) == [says]


@pytest.mark.parametrize(
    "evidence",
    [(TITLE, author()), (TITLE, author(SIGNED)), (TITLE, author(source="meta:author"))],
    ids=["as before", "another element", "another kind of data"],
)
def test_what_is_still_found_is_not(newsroom: Newsroom, evidence: tuple[Evidence, ...]):
    assert told_of(newsroom, BEFORE, [seen(number, 1, *evidence) for number in range(26, 34)]) == []


@pytest.mark.parametrize(
    ("stands", "pages", "stood", "earlier", "is_lost"),
    [
        (0, 5, 30, 30, True), (0, 4, 30, 30, False), (0, 5, 19, 19, False),
        (1, 5, 146, 150, True), (1, 5, 143, 150, False), (3, 16, 146, 150, True), (5, 16, 150, 150, False), (0, 16, 120, 150, False),
    ],
)  # fmt: skip
def test_how_many_are_needed(stands: int, pages: int, stood: int, earlier: int, is_lost: bool):
    told = lost_fields([FieldStanding("gazette", "section", "found", stands, pages, stood, earlier)])
    assert bool(told) == is_lost
