"""How a paper prints its times and names, learned where it decides what a string alone leaves open."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from articles.article import Article, Block, Evidence, Label
from articles.profile import Profile
from tests.warehouse.pages import Newsroom, page
from tests.warehouse.pages import at as day_at
from tests.warehouse.test_profiles import title_of
from warehouse.load import load
from warehouse.profiles import LEAST, learn, pages_before_learning
from warehouse.publish import publish
from warehouse.run import Run
from warehouse.staging import Read

BERLIN = ZoneInfo("Europe/Berlin")


def told(number: int, at: datetime, *evidence: Evidence, flags: tuple[str, ...] = (), blocks: tuple[Block, ...] = ()) -> Read:
    """A page whose candidates and blocks are these."""
    url = f"https://gazette.example/{number}"
    article = Article(
        url=url, publisher="gazette", title=title_of(number), body=f"{number}", blocks=blocks, published_at=at, published_precision="minute",
        evidence=evidence, flags=flags,
    )  # fmt: skip
    return Read(page(url, article.body, warc_file="a.warc.gz", warc_offset=number), article)


def learned(newsroom: Newsroom, reads: list[Read]) -> Profile:
    return learn(newsroom.home, [newsroom.stage(*reads)]).profiles.get("gazette", Profile())


def timed(number: int, at: datetime, printed: str = "{:%d %B %Y, %H:%M}", said: str = "") -> Read:
    """A page whose data give an instant, and which prints it as its clock shows it."""
    return told(
        number, at, Evidence("published_at", said or at.astimezone(ZoneInfo("UTC")).strftime("%Y-%m-%dT%H:%M:%SZ"), "json-ld", True),
        Evidence("published_at", printed.format(at), "element:line"),
    )  # fmt: skip


def moments(first: str, count: int = LEAST, zone: ZoneInfo = BERLIN) -> list[datetime]:
    """So many times, seven hours and a few minutes apart, as a clock shows them."""
    return [datetime.fromisoformat(first).replace(tzinfo=zone) + timedelta(hours=7, minutes=3) * n for n in range(count)]


@pytest.mark.parametrize(
    "printed", ["{:%d %B %Y, %H:%M}", "{:%H:%M, %d.%m.%Y}", "{:%d/%m/%Y %I:%M %p}", "{:%Y-%m-%dT%H:%M}", "{:%d. %B %Y, %Hh%M}"]
)
def test_the_zone_of_printed_times_is_learned(newsroom: Newsroom, printed: str):
    reads = [timed(number, at, printed) for number, at in enumerate(moments("2026-05-01 00:10"))]
    assert learned(newsroom, reads).zones == {("+02:00", "2026-05-01", "2026-05-06")}


@pytest.mark.parametrize(
    ("zone", "offset"),
    [("Asia/Kathmandu", "+05:45"), ("America/St_Johns", "-02:30"), ("Pacific/Auckland", "+12:00"), ("Pacific/Apia", "+13:00"), ("Pacific/Honolulu", "-10:00"), ("UTC", "+00:00")],
)  # fmt: skip
def test_wherever_the_paper_is(newsroom: Newsroom, zone: str, offset: str):
    reads = [timed(number, at) for number, at in enumerate(moments("2026-05-01 00:10", zone=ZoneInfo(zone)))]
    assert {one for one, *_ in learned(newsroom, reads).zones} == {offset}


def test_an_hour_that_is_the_number_of_the_next_day_makes_no_zone_further_ahead_than_any(newsroom: Newsroom):
    zone = ZoneInfo("America/New_York")
    reads = [timed(day, datetime(2026, 5, day, day + 1, 10, tzinfo=zone)) for day in range(1, LEAST + 1)]
    assert {one for one, *_ in learned(newsroom, reads).zones} == {"-04:00"}


def test_a_clock_that_is_put_forward_has_two_zones_each_in_its_days(newsroom: Newsroom):
    winter, summer = moments("2026-03-20 09:00"), moments("2026-03-29 09:00")
    reads = [timed(number, at) for number, at in enumerate([*winter, *summer])]
    assert learned(newsroom, reads).zones == {("+01:00", "2026-03-20", "2026-03-25"), ("+02:00", "2026-03-29", "2026-04-03")}


@pytest.mark.parametrize(
    "reads",
    [
        [timed(number, at) for number, at in enumerate(moments("2026-05-01 00:10", LEAST - 1))],
        [timed(number, at, "{:%d %B %Y, %H:%M} CEST") for number, at in enumerate(moments("2026-05-01 00:10"))],
        [timed(number, at, "{:%d %B %Y}") for number, at in enumerate(moments("2026-05-01 00:10"))],
        [timed(number, at, said=f"{at:%Y-%m-%dT%H:%M:%S}") for number, at in enumerate(moments("2026-05-01 00:10"))],
        [timed(number, at + timedelta(hours=number % 2), said=f"{at:%Y-%m-%dT%H:%M:%S%z}") for number, at in enumerate(moments("2026-05-01 00:10", 2 * LEAST))],
        [timed(number, at + timedelta(minutes=7), said=f"{at:%Y-%m-%dT%H:%M:%S%z}") for number, at in enumerate(moments("2026-05-01 00:10"))],
    ],
    ids=["of too few pages", "with a zone", "days alone", "data without a zone", "of two minds", "another time altogether"],
)  # fmt: skip
def test_what_does_not_tell_a_zone(newsroom: Newsroom, reads: list[Read]):
    assert learned(newsroom, reads).zones == frozenset()


def test_pages_of_its_days_without_a_zone_are_read_again(newsroom: Newsroom):
    silent = [
        told(100 + day, datetime(2026, 5, day, 10, tzinfo=BERLIN), flags=("published_at_zone_unknown",)) for day in (3, 9)
    ]
    reads = [timed(number, at) for number, at in enumerate(moments("2026-05-01 00:10"))]
    assert tuple(learn(newsroom.home, [newsroom.stage(*reads, *silent)]).again) == (("a.warc.gz", 103),)


GIVEN, FAMILY = ["Tessa", "Ansel", "Ruth", "Edith"], ["Hallam", "Quill", "Stroud", "Fenwick"]


def signed(number: int, printed: str) -> Read:
    """A page whose data name the author, and which prints the name in an order of its own."""
    given, family = GIVEN[number % 4], FAMILY[number // 4 % 4]
    line = printed.format(given=given, family=family, FAMILY=family.upper())
    return told(
        number, moments("2026-05-01 00:10")[0], Evidence("author", f"{given} {family}", "json-ld", True),
        Evidence("author", line, "element:byline"), Evidence("author", line, "text"),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("printed", "order"),
    [
        ("By {family}, {given}", {"family, given"}),
        ("{family} {given}", {"family first"}),
        ("Írta: {FAMILY} {given}, 5 May", {"family first"}),
        ("By {given} {family}", set()),
        ("By {given} Maria {family}", set()),
    ],
)
def test_the_order_of_names(newsroom: Newsroom, printed: str, order: set[str]):
    assert learned(newsroom, [signed(number, printed) for number in range(LEAST)]).name_orders == order


def test_a_paper_of_both_orders_has_none(newsroom: Newsroom):
    reads = [signed(number, "{family} {given}" if number % 8 else "{given} {family}") for number in range(3 * LEAST)]
    assert learned(newsroom, reads).name_orders == frozenset()


def blocks(*said: tuple[Label, str]) -> tuple[Block, ...]:
    return tuple(Block(text, label, "a rule") for label, text in said)


def opened(number: int, *said: tuple[Label, str]) -> Read:
    """A page with these blocks: (label, text)."""
    return told(number, moments("2026-05-01 00:10")[0], blocks=blocks(*said))


def datelined(printed: str) -> list[Read]:
    """Pages of which each has its dateline cut off."""
    return [opened(number, ("dateline", printed), ("body", f"The ferry sails {number} times.")) for number in range(LEAST)]


@pytest.mark.parametrize(
    ("printed", "form"),
    [
        ("PARIS —", "capitals, dash"),
        ("WEST POINT -", "capitals, dash"),
        ("KÖLN –", "capitals, dash"),
        ("МОСКВА.", "capitals, full stop"),
        ("MUMBAI:", "capitals, colon"),
        ("Saint-Malo –", "name, dash"),
        ("Hamburg.", "name, full stop"),
        ("Bad Ems:", "name, colon"),
        ("PARIS (AP) —", None),
        ("PARIS, May 4 —", None),
        ("PARIS", None),
        ("القاهرة –", None),
    ],
)
def test_the_form_of_datelines(newsroom: Newsroom, printed: str, form: str | None):
    assert learned(newsroom, datelined(printed)).dateline_forms == set(filter(None, [form]))


OPENED = [opened(100 + number, ("body", f"EXCLUSIVE — {number} ferries sail.")) for number in range(6)]


@pytest.mark.parametrize(
    "reads",
    [
        datelined("PARIS —")[1:],
        [*datelined("PARIS —"), *OPENED],
        [opened(number, ("body", f"PARIS — The ferry sails {number} times.")) for number in range(LEAST)],
    ],
    ids=["of too few pages", "what opens so is something else on a fifth", "taken for none"],
)
def test_what_does_not_tell_a_form(newsroom: Newsroom, reads: list[Read]):
    assert learned(newsroom, reads).dateline_forms == frozenset()


def test_some_towns_that_nobody_knows_do_not_hide_the_form(newsroom: Newsroom):
    assert learned(newsroom, [*datelined("PARIS —"), *OPENED[:5]]).dateline_forms == {"capitals, dash"}


def test_a_page_that_opens_in_the_papers_form_is_read_again(newsroom: Newsroom):
    two = [opened(100, ("body", "FERROWBY — The ferry sails.")), opened(101, ("body", "Ferrowby — The ferry sails."))]
    assert tuple(learn(newsroom.home, [newsroom.stage(*datelined("PARIS —"), *two)]).again) == (("a.warc.gz", 100),)


TAG = Evidence("tag", "Harbour", "meta:keywords", True)


@pytest.mark.parametrize("kind", ["zone", "name order", "dateline form"])
def test_pages_of_earlier_nights_are_read_again_when_it_is_known(newsroom: Newsroom, kind: str):
    """Those alone that it tells more of: the first two of the first night, of which only the tag on all pages was learned."""
    moment = moments("2026-05-01 00:10")[0]

    def first(number: int) -> Read:
        said = Evidence(
            "author", "By Hallam, Tessa", "element:byline" if kind == "name order" and number < 2 else "json-ld", True
        )
        flags = ("published_at_zone_unknown",) if kind == "zone" and number < 2 else ()
        text = f"{'FERROWBY — ' if number < 2 else ''}The ferry sails {number} times."
        return told(number, moment, TAG, said, flags=flags, blocks=blocks(("body", text)))

    def second(number: int) -> Read:
        if kind == "dateline form":
            return told(number, moment, TAG, blocks=blocks(("dateline", "PARIS —"), ("body", f"It sails {number} times.")))
        one = timed(number, moment).result if kind == "zone" else signed(number, "By {family}, {given}").result
        assert isinstance(one, Article)
        return told(number, moment, TAG, *one.evidence)

    for night, reads in enumerate([list(map(first, range(LEAST))), list(map(second, range(LEAST, 3 * LEAST)))]):
        staged = newsroom.stage(*reads)
        lines = learn(newsroom.home, [staged]).lines
        with newsroom.store() as store:
            run = Run(f"run-{night}", "nightly", "shell", day_at(night), {})
            load(store, staged, run, ended_at=day_at(night), code_version="1.0", rule_set="rules-1", learned=lines)
            publish(store, newsroom.home)
        before = pages_before_learning(newsroom.home, f"run-{night}", 100)
        assert before == ([] if night == 0 else [("gazette", "a.warc.gz", [0, 1])])
    assert kind in {line.kind for line in lines}
