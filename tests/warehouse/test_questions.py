"""What researchers ask of an archive, as queries that come along: each with its whole answer on a week of four papers."""

from datetime import date
from typing import Any

import pytest

from articles.article import Mention, Quote
from tests.warehouse.pages import Newsroom, article, at, page
from warehouse.home import Home
from warehouse.publish import publish
from warehouse.query import run_query
from warehouse.staging import Read

BRIDGE = (
    "The old bridge over the harbour of Oldmill will be closed to all traffic for a month from Monday, engineer Ruth Calloway said.",
    "Calloway found cracks in two of the 14 piers. The bridge of 1931 carries 26,000 cars a day to Fernleigh and Westhaven.",
)
AGAIN = (
    "Drivers must do without the harbour bridge at Oldmill: cracks in two piers have Ruth Calloway close it for a month.",
    "Some 26,000 cars a day use the bridge, built in 1931, on their way to Westhaven or Fernleigh.",
)
ELECTION = ("Percival Underhill has won the mayoral election in Tarrington with 312 votes more than Agnes Merriweather.",)


def told(paper: str, day: float, paragraphs: tuple[str, ...], *speakers: str) -> Read:
    url, text = f"https://{paper}.example/{day}", "\n\n".join(paragraphs)
    quotes = tuple(
        Quote(f"So says {name}.", 4 * number, 4 * number + 2, "direct", "said", name, "tag after", name)
        for number, name in enumerate(speakers)
    )
    names = tuple(
        Mention("person", name, name.lower(), name, 2 * number, 2 * number + 2, "given name first", name.split()[-1].lower())
        for number, name in enumerate(speakers)
    )
    own = article(
        url, text, publisher=paper, title=f"{paper} has it", published_at=at(day), published_precision="minute", quotes=quotes,
        mentions=names,
        contributors=(), dateline_agency=None, language="en",
    )  # fmt: skip
    return Read(page(url, text, day, publisher=paper), own)


@pytest.fixture(scope="module")
def week(tmp_path_factory: pytest.TempPathFactory) -> Home:
    newsroom = Newsroom(Home(tmp_path_factory.mktemp("week")))
    newsroom.load(
        told("echo", 0, BRIDGE, "Ruth Calloway"),
        told("gazette", 0.5, BRIDGE, "Ruth Calloway"),
        told("post", 1.25, AGAIN, "Ruth Calloway", "Ann Lee"),
        told("star", 40, ELECTION, "Percival Underhill"),
    )
    with newsroom.store() as store:
        publish(store, newsroom.home)
    return newsroom.home


def ask(week: Home, query: str, **values: Any) -> list[tuple[Any, ...]]:
    return run_query(week, query, values or None).rows


@pytest.fixture(scope="module")
def story(week: Home) -> str:
    ((story,),) = ask(week, "select story_id from stories")
    return str(story)


def test_who_is_quoted_on_a_matter(week: Home):
    assert ask(week, "quoted_on", words="bridge harbour") == [
        ("Ruth Calloway", 3, 3, ["echo", "gazette", "post"], "So says Ruth Calloway."),
        ("Ann Lee", 1, 1, ["post"], "So says Ann Lee."),
    ]


def test_who_is_quoted_beside_whom(week: Home):
    assert ask(week, "quoted_together") == [("Ann Lee", "Ruth Calloway", 1, ["post"])]


def test_which_stories_several_tell_who_first_and_how_many_originals(week: Home, story: str):
    assert ask(week, "stories_told") == [(at(0), "echo", 3, 3, 2, "echo has it", story)]


def test_how_a_story_grew(week: Home, story: str):
    assert ask(week, "story_by_day", story=story) == [
        (date(2026, 3, 1), 2, 1, ["echo", "gazette"], 2, 2),
        (date(2026, 3, 2), 1, 1, ["post"], 3, 3),
    ]


@pytest.mark.parametrize(("paper", "left_out"), [("echo", [("Ann Lee", 1, ["post"], "So says Ann Lee.")]), ("post", [])])
def test_whom_one_paper_left_out(week: Home, story: str, paper: str, left_out: list[tuple[Any, ...]]):
    assert ask(week, "left_out", story=story, publisher=paper) == left_out


def test_a_term_over_time(week: Home):
    assert ask(week, "term_over_time", words="bridge") == [(date(2026, 3, 1), 3, 3, 1, 1.0)]
    assert ask(week, "term_over_time", words="election") == [(date(2026, 4, 1), 1, 1, 1, 1.0)]


def test_who_tells_first(week: Home):
    assert ask(week, "first_tellers") == [("echo", 1, 1, 12.0), ("gazette", 1, 0, None), ("post", 1, 0, None)]


def test_who_has_texts_from_whom(week: Home):
    assert ask(week, "copied_by") == [("gazette", "echo", 1, 12.0, "gazette has it")]


def test_who_had_a_text_first(week: Home):
    assert [row[:4] for row in ask(week, "origins")] == [("echo", "echo has it", 1, ["gazette"])]


def test_how_much_each_shares(week: Home):
    ((paragraphs, sentences, reworded, share, other_share, first, *_),) = ask(week, "shared_paragraphs")
    assert (paragraphs, sentences, reworded, share, other_share, first) == (2, 3, 0, 1, 1, "echo")


def test_who_is_named_with_whom(week: Home):
    assert ask(week, "named_together", name="ann lee") == [("Ruth Calloway", "person", 1, ["post"])]
    assert ask(week, "named_together", name="Ruth Calloway") == [("Ann Lee", "person", 1, ["post"])]
    assert ask(week, "named_together", name="Percival Underhill") == []
