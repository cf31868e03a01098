"""Articles that share text tell one story; it grows, splits and ends with what they share."""

import pytest

from tests.warehouse.pages import Newsroom, article, at, page
from warehouse.check import failed_checks
from warehouse.staging import Read
from warehouse.stories import joined

WIRE = "The old bridge over the harbour will be closed to all traffic for a month from Monday on, the city said in the evening."
ROUND = "Ferries will run between the two landings every twenty minutes, and who comes on foot or by bicycle travels free of charge."


def told(paper: str, *paragraphs: str, day: float = 0, published: float | None = None) -> Read:
    url = f"https://{paper}.example/1"
    text = "\n\n".join(
        (*paragraphs, f"The {paper} has asked its readers what they think of that, and most of them did not care.")
    )
    when = at(day if published is None else published)
    return Read(
        page(url, text, day, publisher=paper),
        article(url, text, publisher=paper, title=f"As the {paper} has it", published_at=when),
    )


def stories(newsroom: Newsroom) -> list[tuple[str, list[str]]]:
    """(title, the papers that tell it) of each."""
    with newsroom.store() as store:
        assert failed_checks(store) == {}
    return newsroom.rows(
        "select stories.title, list(articles.publisher order by articles.publisher) from stories join story_members using (story_id) "
        "join articles using (article_id) where articles.story_id = stories.story_id group by all order by 1"
    )


def test_who_shares_text_tells_one_story(newsroom: Newsroom):
    newsroom.load(told("echo", WIRE, day=1), told("gazette", WIRE, day=0.5), told("post", "Nothing of the kind."))
    assert stories(newsroom) == [("As the gazette has it", ["echo", "gazette"])]


@pytest.mark.parametrize(("apart", "stories_told"), [(2.9, 1), (3.1, 0)])
def test_three_days_apart_are_two_stories(newsroom: Newsroom, apart: float, stories_told: int):
    newsroom.load(told("echo", WIRE), told("post", WIRE, day=4, published=apart))
    assert len(stories(newsroom)) == stories_told


def test_a_sentence_that_two_have_in_common_makes_no_story(newsroom: Newsroom):
    newsroom.load(told("echo", "Updated.", WIRE), told("post", "Updated.", ROUND))
    assert newsroom.rows("select count(*) from text_reuse") == [(2,)]
    assert stories(newsroom) == []


def test_a_story_grows_over_a_third_and_is_named_by_who_told_it_first(newsroom: Newsroom):
    newsroom.load(told("echo", WIRE, day=2), told("gazette", WIRE, day=2.5))
    newsroom.load(told("post", ROUND, day=1), told("star", ROUND, day=2))
    assert [papers for _, papers in stories(newsroom)] == [["echo", "gazette"], ["post", "star"]]
    newsroom.load(told("mirror", WIRE, ROUND, day=3))
    assert stories(newsroom) == [("As the post has it", ["echo", "gazette", "mirror", "post", "star"])]


def test_a_story_splits_when_its_link_is_edited_away(newsroom: Newsroom):
    newsroom.load(told("echo", WIRE), told("gazette", WIRE, ROUND), told("post", ROUND))
    assert len(stories(newsroom)) == 1
    newsroom.load(told("gazette", ROUND, day=1, published=0))
    assert [papers for _, papers in stories(newsroom)] == [["gazette", "post"]]
    newsroom.load(told("post", "Nothing of the kind.", day=1, published=0))
    assert stories(newsroom) == []


def test_in_whatever_order_they_are_loaded(newsroom: Newsroom):
    for paper in ("echo", "gazette", "post"):
        newsroom.load(told(paper, WIRE, *([ROUND] if paper == "echo" else [])))
    one_by_one = newsroom.rows("from base.story_member order by all")
    newsroom.load(*(told(paper, WIRE, *([ROUND] if paper == "echo" else [])) for paper in ("post", "gazette", "echo")))
    assert newsroom.rows("from base.story_member order by all") == one_by_one
    assert len(one_by_one) == 3


def test_pairs_hang_together_in_any_order():
    pairs = [("a", "b"), ("c", "d"), ("e", "f"), ("d", "b")]
    one = joined(pairs)
    assert one == joined(reversed(pairs)) == {"a": "a", "b": "a", "c": "a", "d": "a", "e": "e", "f": "e"}
    chain = [(f"{n:05}", f"{n + 1:05}") for n in range(20_000)]
    assert set(joined(reversed(chain)).values()) == {"00000"}
