"""Articles that their sites took down."""

from articles.page import Reject
from tests.warehouse.pages import STORY, Newsroom, at, read, unread

GONE = Reject("fetch", "not_found", f"{STORY}: 410, it is gone or was never there")


def gone_at(newsroom: Newsroom) -> list[tuple[object, ...]]:
    return newsroom.rows("select url, gone_at from articles order by url")


def test_an_article_is_gone_from_the_first_answer_that_says_so(newsroom: Newsroom):
    other = STORY + "/2"
    newsroom.load(read(), read(other, "The mill turns."))
    assert gone_at(newsroom) == [(STORY, None), (other, None)]
    newsroom.load(unread(STORY, "rejected", "not_found", day=1, http_status=410, reject=GONE))
    newsroom.load(
        unread(STORY, "rejected", "not_found", day=2, http_status=410, reject=GONE), unread(other, "failed", "403", day=2)
    )
    assert gone_at(newsroom) == [(STORY, at(1)), (other, None)]
    assert newsroom.rows("select distinct gone_at from article_versions where url like '%bridge'") == [(at(1),)]
    newsroom.load(unread(STORY, "unchanged", "304", day=3, http_status=304))
    assert gone_at(newsroom) == [(STORY, None), (other, None)]


def test_a_second_address_that_is_gone_does_not_take_the_article_along(newsroom: Newsroom):
    newsroom.load(read(), read(STORY + "?from=mail", canonical=STORY))
    newsroom.load(unread(STORY + "?from=mail", "rejected", "not_found", day=1, http_status=404, reject=GONE))
    assert gone_at(newsroom) == [(STORY, None)]


def test_what_was_never_an_article_is_not_gone(newsroom: Newsroom):
    newsroom.load(unread(STORY, "rejected", "not_found", http_status=404, reject=GONE))
    assert gone_at(newsroom) == []
