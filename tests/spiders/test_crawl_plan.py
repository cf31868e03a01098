from datetime import UTC, date, datetime, timedelta

import pytest

from articles.page import Hint, Unread
from articles.publisher import Publisher
from spiders.crawl_plan import plan_crawl
from spiders.crawl_state import GIVE_UP, Deferred, Handover, Validators
from spiders.discovery import places, window
from spiders.known import Known
from spiders.ledger import Asked, Ledger, Listed
from spiders.listings.listing import Entry

SEEN = datetime(2026, 5, 10, 3, 5, tzinfo=UTC)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
BASE = "https://gull.example/"

DUE = [
    (timedelta(), timedelta(minutes=50), False),
    (timedelta(), HOUR, True),
    (timedelta(), DAY - timedelta(minutes=65), True),
    (HOUR, DAY - timedelta(minutes=65), False),
    (HOUR, DAY - timedelta(minutes=5), True),
    (DAY, 2 * DAY, False),
    (DAY, 3 * DAY, True),
    (3 * DAY, 6 * DAY, False),
    (3 * DAY, 7 * DAY, True),
    (3 * DAY, 400 * DAY, True),
    (7 * DAY, 400 * DAY, False),
]


@pytest.mark.parametrize(("asked", "age", "expected"), DUE)
def test_young_articles_are_asked_for_again_and_old_ones_left_alone(asked: timedelta, age: timedelta, expected: bool) -> None:
    assert Known(first_seen=SEEN, last_asked=SEEN + asked).is_due(SEEN + age) is expected


def test_a_listing_that_names_a_later_change_makes_it_due() -> None:
    old = Known(first_seen=SEEN, last_asked=SEEN + 7 * DAY)
    now = SEEN + 30 * DAY
    assert [old.is_due(now, SEEN + days * DAY) for days in (6, 8, 31)] == [False, True, False]


def test_each_article_once_in_its_order() -> None:
    left = Hint("title", "Left", "feed")
    listed = [
        Entry(BASE + path, (Hint("title", path, "feed"),)) for path in ("new", "young", "old", "new/?utm_source=x", "left")
    ]
    known = {
        BASE + "young/": Known(first_seen=SEEN, last_asked=SEEN),
        BASE + "old": Known(first_seen=SEEN - 9 * DAY, last_asked=SEEN),
        BASE + "young-but-gone-from-the-feed": Known(first_seen=SEEN, last_asked=SEEN),
        BASE + "unknown-age": Known(etag="x"),
    }
    handover = Handover(deferred={BASE + "left": Deferred(since=SEEN, hints=(left,)), BASE + "gone": Deferred(since=SEEN)})
    tonight = plan_crawl(listed, known, handover, SEEN + DAY)
    assert tonight.found == 4
    assert [article.url.removeprefix(BASE) for article in tonight.articles] == [
        "new", "left", "gone", "young/", "young-but-gone-from-the-feed",
    ]  # fmt: skip
    hints = {article.url.removeprefix(BASE): article.hints for article in tonight.articles}
    assert [hint.value for hint in hints["new"]] == ["new", "new/?utm_source=x"]
    assert hints["left"] == (left, Hint("title", "left", "feed"))
    assert [a.url for a in plan_crawl(listed, known, handover, SEEN, (BASE + "x#y",)).articles] == [BASE + "x"]
    past = plan_crawl(listed, known, handover, SEEN + DAY, is_backfill=True)
    assert [article.url.removeprefix(BASE) for article in past.articles] == ["new", "left", "young/"]


DAY_AND_WRITER = Hint("published_at", "2026-05-10T03:00:00Z", "feed"), Hint("authors", "Ida Gull", "feed")
SAID_AGAIN = [
    ("the feed has not changed, or has dropped it", [], None, DAY_AND_WRITER),
    ("a sitemap names it alone", [Hint("lastmod", "2026-05-11", "sitemap")], None, DAY_AND_WRITER),
    ("the feed corrects the writer", [Hint("authors", "Ida Gulls", "feed")], None, DAY_AND_WRITER[:1]),
    ("young articles alone are asked for", [], (BASE + "young",), DAY_AND_WRITER),
]


@pytest.mark.parametrize(
    ("tonight", "only", "recalled"), [case[1:] for case in SAID_AGAIN], ids=[case[0] for case in SAID_AGAIN]
)
def test_what_a_listing_said_once_is_not_lost_when_an_article_is_asked_for_again(
    tonight: list[Hint], only: tuple[str, ...] | None, recalled: tuple[Hint, ...]
) -> None:
    known = {BASE + "young": Known(first_seen=SEEN, last_asked=SEEN, said=DAY_AND_WRITER)}
    listed = [Entry(BASE + "young", tuple(tonight))] if tonight else []
    (asked,) = plan_crawl(listed, known, Handover(), SEEN + DAY, only).articles
    assert asked.hints == (*tonight, *recalled)


def test_what_is_handed_over() -> None:
    hint = Hint("title", "T", "feed")
    says = Ledger()
    says.asked = {url: Asked(url, "article", (hint,)) for url in ("/first", "/again", "/came", "/failed")}
    says.asked["/rss"] = Asked("/rss", "feed")
    for url, outcome in (
        ("/first", "deferred"),
        ("/again", "deferred"),
        ("/came", "unchanged"),
        ("/failed", "failed"),
        ("/rss", "deferred"),
    ):
        says.unread[url] = Unread(url, "gull", SEEN, outcome, "")  # type: ignore[arg-type]
    for url in ("/budget", "/broke-down"):
        says.asked[url] = Asked(url, "article", (hint,))
        says.unread[url] = Unread(url, "gull", SEEN, "failed", "")
        says.left.add(url)
    says.due["/past-the-limit"] = Asked("/past-the-limit", "article", (hint,))
    says.listings = {url: Listed(url, SEEN, 200, 3, 3, tag) for url, tag in (("/a.xml", '"2"'), ("/b.xml", None))}
    before = Handover(
        listings={"/a.xml": Validators(etag='"1"'), "/b.xml": Validators(etag='"1"'), "/c.xml": Validators(etag='"1"')},
        deferred={url: Deferred(since=SEEN - DAY) for url in ("/again", "/came", "/failed", "/not-reached", "/broke-down")},
    )
    says.asked["/town?page=2"] = Asked("/town?page=2", "section", page=2)
    says.unread["/town?page=2"] = Unread("/town?page=2", "gull", SEEN, "failed", "503")
    after = before.after(says, SEEN, first={"/rss"})
    assert after == Handover(
        listings={"/a.xml": Validators(etag='"2"'), "/c.xml": Validators(etag='"1"')},
        deferred={
            "/not-reached": Deferred(since=SEEN - DAY),
            "/first": Deferred(since=SEEN, hints=(hint,)),
            "/again": Deferred(since=SEEN - DAY, hints=(hint,)),
            # Nobody tried: the days do not count, and those before do.
            "/budget": Deferred(hints=(hint,)),
            "/broke-down": Deferred(since=SEEN - DAY, hints=(hint,)),
            "/past-the-limit": Deferred(hints=(hint,)),
            "/town?page=2": Deferred(since=SEEN, kind="section", page=2),
        },
    )
    assert after.further() == [Asked("/town?page=2", "section", page=2)]
    assert "/town?page=2" not in after.after(says, SEEN + GIVE_UP, first={"/rss"}).deferred
    # A backfill looked for other days' entries: what it read may hold tonight's.
    past = before.after(says, SEEN, first={"/rss"}, is_backfill=True)
    assert past == Handover(listings=before.listings, deferred=after.articles)
    assert Handover.model_validate_json(after.model_dump_json()) == after
    assert [Deferred(since=SEEN).outcome(SEEN + age) for age in (DAY, GIVE_UP)] == ["deferred", "failed"]
    assert Deferred().outcome(SEEN + 9 * GIVE_UP) == "deferred"


def test_what_is_a_listing_is_no_article_whoever_names_it() -> None:
    listed = [Entry(BASE + path) for path in ("rss", "town/", "a")]
    known = {BASE + "sitemap-3.xml": Known(None, None, SEEN - DAY, SEEN - DAY)}
    handover = Handover(deferred={BASE + "town": Deferred()})
    names = {BASE + path for path in ("rss", "town", "sitemap-3.xml")}
    assert [a.url for a in plan_crawl(listed, known, handover, SEEN, listings=names).articles] == [BASE + "a"]
    assert len(plan_crawl(listed, known, handover, SEEN).articles) == 5


def test_where_it_is_looked_for() -> None:
    paper = Publisher(
        id="gull",
        name="Gull",
        domain="gull.example",
        feeds=[BASE + "f"],
        sitemaps=[BASE + "m"],
        sections=[BASE + "s"],
        archive=BASE + "{date:%Y/%m/%d}",
    )
    assert [asked.url for asked in places(paper, window(SEEN, None, None))] == [BASE + "f", BASE + "m", BASE + "s"]
    past = window(SEEN, date(2026, 2, 28), date(2026, 3, 1))
    assert [asked.url for asked in places(paper, past)] == [BASE + "2026/02/28", BASE + "2026/03/01", BASE + "m"]
    assert [asked.kind for asked in places(paper, past)] == ["archive", "archive", "sitemap"]
    bare = Publisher(id="gull", name="Gull", domain="gull.example")
    assert list(places(bare, window(SEEN, None, None))) == [Asked(BASE, "section")]
    with pytest.raises(ValueError, match="after until"):
        window(SEEN, date(2026, 3, 2), date(2026, 3, 1))
    assert window(SEEN, date(2026, 5, 9), None).until.date() == SEEN.date()


@pytest.mark.parametrize(
    ("published", "expected"),
    [
        ("2026-02-28", True),
        ("2026-03-01T23:59:00+00:00", True),
        ("2026-03-02T00:00:01Z", False),
        ("last week", True),
        ("", True),
    ],
)
def test_what_a_past_window_holds(published: str, expected: bool) -> None:
    past = window(SEEN, date(2026, 2, 28), date(2026, 3, 1))
    assert past.holds(Entry(BASE, (Hint("published_at", published, "feed"),))) is expected
