"""Which day a publisher means by 03/04: told by its other pages, believed of twenty, and the unclear ones read again."""

from articles.article import Article, Block, Evidence
from tests.warehouse.pages import Newsroom, at, page
from tests.warehouse.test_profiles import text_of, title_of
from warehouse.load import load
from warehouse.profiles import LEAST, learn, pages_before_learning, profiles
from warehouse.publish import publish
from warehouse.run import Run
from warehouse.staging import Read

CLEAR, TURNED, UNCLEAR = "23/04/2026 10:30", "04/23/2026", "03/04/2026"


def printed(number: int, *said: str, publisher: str = "gazette", more: tuple[Evidence, ...] = ()) -> Read:
    """A page that shows its date so; a second one is what its data say."""
    url = f"https://{publisher}.example/{number}"
    evidence = tuple(
        Evidence("published_at", value, source, not place, None)
        for place, (value, source) in enumerate(zip(said, ("element:line", "meta:article:published_time"), strict=False))
    )
    article = Article(
        url=url, publisher=publisher, title=title_of(number), body=text_of(number, 0),
        blocks=(Block(text_of(number, 0), "body", "own", "\n\n"),), evidence=evidence + more, published_at=at(number % 5), published_precision="day",
    )  # fmt: skip
    return Read(page(url, article.body, 9, publisher=publisher, warc_file=f"{publisher}.warc.gz", warc_offset=number), article)


PAPERS = {
    "clear": ([(CLEAR,)] * LEAST, "day first"),
    "too-few": ([(CLEAR,)] * (LEAST - 1), None),
    "turned": ([(TURNED,)] * LEAST, "month first"),
    "dashes": ([("23-04-2026",)] * LEAST, "day first"),
    "in-a-line": ([("Updated 4 / 23 / 2026 at 9 am",)] * LEAST, "month first"),
    "as-the-data-say": ([(UNCLEAR, "2026-04-03T10:30:00Z")] * LEAST, "day first"),
    "turned-as-the-data-say": ([(UNCLEAR, "2026-03-04")] * LEAST, "month first"),
    "the-same-both-ways": ([("04/04/2026", "2026-04-04")] * LEAST, None),
    "another-day-in-the-data": ([(UNCLEAR, "2026-05-09")] * LEAST, None),
    "dots": ([("23.04.2026",)] * LEAST, None),
    "iso": ([("2026-04-23",)] * LEAST, None),
    "year-first": ([("2026/04/23",)] * LEAST, None),
    "no-day": ([("43/04/2026",)] * LEAST, None),
    "in-words": ([("23 April 2026",)] * LEAST, None),
    "nineteen-and-one": ([(CLEAR,)] * (LEAST - 1) + [(TURNED,)], None),
    "forty-and-one": ([(CLEAR,)] * 2 * LEAST + [(TURNED,)], "day first"),
}


def test_an_order_is_believed_of_twenty_pages_that_agree(newsroom: Newsroom):
    pages = [printed(n, *said, publisher=paper) for paper, (of, _) in PAPERS.items() for n, said in enumerate(of)]
    told = learn(newsroom.home, [newsroom.stage(*pages)])
    found = {line.publisher: line.value for line in told.lines if line.kind == "day order"}
    assert found == {paper: order for paper, (_, order) in PAPERS.items() if order}
    assert told.profiles["turned"].day_orders == {"month first"}


def test_the_pages_whose_day_is_unclear_are_read_again(newsroom: Newsroom):
    pages = [*[(CLEAR,)] * LEAST, (UNCLEAR,), ("11-12-2026",), ("13/04/2026",), ("04/04/2026",), ("3 April 2026",)]
    told = learn(newsroom.home, [newsroom.stage(*(printed(number, *said) for number, said in enumerate(pages)))])
    assert {offset for _, offset in told.again} == {LEAST, LEAST + 1}


def test_unclear_pages_of_earlier_nights_are_read_again_when_the_order_is_known(newsroom: Newsroom):
    tag = (Evidence("tag", "Harbour", "meta:keywords", True, None),)
    for night, (said, numbers) in enumerate([((UNCLEAR,), range(LEAST)), ((CLEAR,), range(LEAST, 3 * LEAST))]):
        staged = newsroom.stage(*(printed(number, *said, more=tag) for number in numbers))
        learned = learn(newsroom.home, [staged])
        with newsroom.store() as store:
            run = Run(f"run-{night}", "nightly", "shell", at(night), {})
            load(store, staged, run, ended_at=at(night), code_version="1.0", rule_set="rules-1", learned=learned.lines)
            publish(store, newsroom.home)
        before = pages_before_learning(newsroom.home, f"run-{night}", 100)
        assert before == ([] if night == 0 else [("gazette", "gazette.warc.gz", list(range(LEAST)))])
    assert profiles(newsroom.home)["gazette"].day_orders == {"day first"}
