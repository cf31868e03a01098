"""How a paper prints days, times and names, where that decides what a string alone leaves open; and what its file says of it."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from articles.article import Article
from articles.fields.field_elements import FIELDS
from articles.page import Page
from articles.profile import ELEMENT, HABITS, NOTHING_LEARNED, Profile
from articles.publisher import Publisher
from articles.read import read

TEXT = "".join(
    f"<p>The ferry to {island} stays in the harbour until its captain has passed the {nth} of his examinations.</p>"
    for island, nth in (("Lundy", "first"), ("Herm", "second"), ("Sark", "third"), ("Jura", "fourth"))
)
SUMMER, WINTER = ("+02:00", "2027-03-28", "2027-06-30"), ("+01:00", "2027-01-02", "2027-03-27")


def of(profile: Profile, by: str = "By Ruth Quill", time: str = "4 May 2027, 00:30", **more: Any) -> Article:
    """A page whose data are silent, of a paper of which this was learned."""
    html = (
        "<html lang=en><head><title>Ferry waits for its captain</title></head><body><article><h1>Ferry waits for its captain</h1>"
        f"<div class=byline>{by}</div><time>{time}</time>{TEXT}</article></body></html>"
    )
    paper = Publisher(id="gazette", name="Gazette", domain="gazette.example", profile=profile, **more)
    article = read(Page("https://gazette.example/ferry", "gazette", datetime(2027, 6, 1, tzinfo=UTC), html.encode()), paper)
    assert isinstance(article, Article)
    return article


@pytest.mark.parametrize(
    ("zones", "time", "utc"),
    [
        ({SUMMER}, "4 May 2027, 00:30", "2027-05-03T22:30"),
        ({SUMMER, WINTER}, "4 May 2027, 00:30", "2027-05-03T22:30"),
        ({SUMMER, WINTER}, "4 March 2027, 00:30", "2027-03-03T23:30"),
        ({("-03:30", "2027-01-01", "2027-12-31")}, "4 May 2027, 00:30", "2027-05-04T04:00"),
    ],
)
def test_a_time_without_a_zone_is_in_the_one_of_its_days(zones: set[tuple[str, str, str]], time: str, utc: str):
    got = of(replace(NOTHING_LEARNED, zones=frozenset(zones)), time=time)
    assert f"{got.published_at:%Y-%m-%dT%H:%M}" == utc
    assert not [flag for flag in got.flags if "zone" in flag]


@pytest.mark.parametrize(
    ("zones", "time"),
    [
        (set(), "4 May 2027, 00:30"),
        ({WINTER}, "4 May 2027, 00:30"),  # nothing is known of its day
        ({SUMMER, ("+01:00", "2027-01-02", "2027-05-30")}, "4 May 2027, 00:30"),
    ],
    ids=["nothing learned", "another season", "two at once"],
)
def test_where_no_one_zone_is_known_it_stays_open(zones: set[tuple[str, str, str]], time: str):
    got = of(replace(NOTHING_LEARNED, zones=frozenset(zones)), time=time)
    assert (f"{got.published_at:%Y-%m-%dT%H:%M}", got.flags) == ("2027-05-04T00:30", ("published_at_zone_unknown",))


@pytest.mark.parametrize(("time", "hour"), [("4 May 2027, 00:30 +0900", 15), ("4 May 2027", 0)])
def test_a_time_with_a_zone_and_a_day_alone_are_as_they_are(time: str, hour: int):
    got = of(replace(NOTHING_LEARNED, zones=frozenset({SUMMER})), time=time)
    assert got.published_at is not None
    assert got.published_at.hour == hour


def test_the_zone_in_the_papers_file_goes_before_what_was_learned():
    got = of(replace(NOTHING_LEARNED, zones=frozenset({SUMMER})), timezone="Asia/Tokyo")
    assert got.published_at == datetime(2027, 5, 4, 0, 30, tzinfo=UTC) - timedelta(hours=9)


@pytest.mark.parametrize(
    ("order", "by", "authors"),
    [
        ("family, given", "By Hallam, Tessa", ("Tessa Hallam",)),
        ("family, given", "Words: Hallam, Tessa and Quill, Ansel", ("Tessa Hallam", "Ansel Quill")),
        ("family, given", "By Tessa Hallam", ("Tessa Hallam",)),
        ("family first", "Hallam Tessa", ("Tessa Hallam",)),
        ("family first", "By HALLAM Tessa", ("Tessa Hallam",)),
        ("family first", "By Hallam Tessa and Quill Ansel", ("Tessa Hallam", "Ansel Quill")),
        ("family first", "By Tessa", ("Tessa",)),
    ],
)
def test_names_in_the_papers_order_are_turned_round(order: str, by: str, authors: tuple[str, ...]):
    assert of(replace(NOTHING_LEARNED, name_orders=frozenset({order})), by).authors == authors
    assert (of(NOTHING_LEARNED, by).authors == authors) is (by in ("By Tessa Hallam", "By Tessa", "By Hallam, Tessa"))


@pytest.mark.parametrize(
    ("learned", "pinned", "fields"),
    [
        ({"day_orders": frozenset({"day first"})}, {"day order": "month first"}, {"day_orders": {"month first"}}),
        ({}, {"name order": "family first"}, {"name_orders": {"family first"}}),
        ({}, {"dateline form": "name, dash"}, {"dateline_forms": {"name, dash"}}),
        (
            {"elements": frozenset({("author", "div > p"), ("title", "div > h3")})},
            {"author element": "div.by > b"},
            {"elements": {("author", "div.by > b"), ("title", "div > h3")}},
        ),
    ],
)
def test_what_a_file_pins_holds(learned: dict[str, Any], pinned: dict[str, str], fields: dict[str, Any]):
    paper = Publisher(id="gazette", name="Gazette", domain="gazette.example", profile=Profile(**learned), pin=pinned)
    assert {name: set(getattr(paper.learned, name)) for name in fields} == fields


LEARNED = Profile(
    elements=frozenset((field, "div > p") for field in FIELDS), day_orders=frozenset({"day first"}),
    zones=frozenset({SUMMER}), name_orders=frozenset({"family first"}), dateline_forms=frozenset({"capitals, dash"}),
)  # fmt: skip


@pytest.mark.parametrize("kind", HABITS)
def test_of_what_a_file_forbids_nothing_counts_and_all_else_does(kind: str):
    paper = Publisher(id="gazette", name="Gazette", domain="gazette.example", profile=LEARNED, forbid=[kind])
    before, after = (
        {*of.elements, *of.day_orders, *(one for one, *_ in of.zones), *of.name_orders, *of.dateline_forms}
        for of in (LEARNED, paper.learned)
    )
    assert len(before - after) == 1
    assert after < before


def test_each_field_that_has_elements_can_be_overruled():
    assert {kind.removesuffix(ELEMENT) for kind in HABITS if kind.endswith(ELEMENT)} == FIELDS.keys()
