"""Where a publisher's fields stand: believed of twenty pages on which the data agree, and read again where they are silent."""

import pytest

from articles.article import Article, Block, Evidence
from tests.warehouse.pages import Newsroom, at, page
from tests.warehouse.test_profiles import text_of, title_of
from warehouse.load import load
from warehouse.profiles import LEAST, learn, profiles
from warehouse.publish import publish
from warehouse.run import Run
from warehouse.staging import Read

BY = "div.head > span.by"


def seen(number: int, element: str | None, source: str = "json-ld") -> Read:
    """A page whose author stands in an element, or in none; of "" its data say nothing of an author."""
    url = f"https://gazette.example/{number}"
    said = (Evidence("author", f"Ruth Quill {number}", source, True, element),) if element != "" else ()
    article = Article(
        url=url, publisher="gazette", title=title_of(number), body=text_of(number, 0),
        blocks=(Block(text_of(number, 0), "body", "own", "\n\n"),), evidence=said, published_at=at(number % 5), published_precision="day",
    )  # fmt: skip
    return Read(page(url, article.body, 9, warc_file="a.warc.gz", warc_offset=number), article)


@pytest.mark.parametrize(
    ("agreeing", "elsewhere", "silent", "believed"),
    [(LEAST, 0, 3, True), (LEAST - 1, 0, 3, False), (LEAST, 5, 0, True), (LEAST, 6, 0, False)],
    ids=["twenty agree", "nineteen do", "four of five agree", "fewer do"],
)
def test_an_element_is_believed(newsroom: Newsroom, agreeing: int, elsewhere: int, silent: int, believed: bool):
    kinds = [*[BY] * agreeing, *[None] * elsewhere, *[""] * silent]
    learned = learn(newsroom.home, [newsroom.stage(*(seen(number, kind) for number, kind in enumerate(kinds)))])
    told = [(line.kind, line.value, line.pages, line.of) for line in learned.lines if line.kind.endswith(" element")]
    assert told == ([("author element", BY, agreeing, agreeing + elsewhere)] if believed else [])
    assert learned.profiles["gazette"].elements == ({("author", BY)} if believed else set())
    silent_pages = set(range(agreeing + elsewhere, len(kinds)))
    assert {offset for _, offset in learned.again} == (silent_pages if believed else set())


@pytest.mark.parametrize("source", ["element:byline", "text", "profile", "feed"])
def test_what_is_no_data_of_the_page_teaches_nothing(newsroom: Newsroom, source: str):
    learned = learn(newsroom.home, [newsroom.stage(*(seen(number, BY, source) for number in range(LEAST)))])
    assert not [line for line in learned.lines if line.kind.endswith(" element")]


def test_nights_add_up(newsroom: Newsroom):
    for night, numbers in enumerate([range(LEAST // 2), range(LEAST // 2, LEAST)]):
        staged = newsroom.stage(*(seen(number, BY, "meta:author") for number in numbers))
        learned = learn(newsroom.home, [staged])
        assert bool(learned.profiles.get("gazette") and learned.profiles["gazette"].elements) == (night == 1)
        with newsroom.store() as store:
            run = Run(f"run-{night}", "nightly", "shell", at(night), {})
            load(store, staged, run, ended_at=at(night), code_version="1.0", rule_set="rules-1", learned=learned.lines)
            publish(store, newsroom.home)
    assert profiles(newsroom.home)["gazette"].elements == {("author", BY)}
