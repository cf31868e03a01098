"""Articles over several pages: which page goes on with which, and what is read of all of them."""

from dataclasses import replace
from datetime import UTC, datetime
from urllib.parse import urljoin

import pytest

from articles.article import Article
from articles.extract.later_pages import begins_on, goes_on, leaf_of, next_page
from articles.extract.other_pages import may_name_another
from articles.page import LaterPage, Page
from articles.page_numbers import WHOLE, page_number
from articles.publisher import Publisher
from articles.read import read
from tests.several_pages import LAYOUTS, TRAPS, Layout, Trap

SITE = "https://quay.example"
QUAY = Publisher(id="quay", name="The Quay", domain="quay.example")


def page(path: str, html: str) -> Page:
    return Page(urljoin(SITE, path), "quay", datetime(2026, 3, 1, tzinfo=UTC), html.encode(), "text/html")


def followed(pages: list[Page]) -> list[Page]:
    """The pages that are found from the first one on, as a crawl finds them."""
    there = {one.url: one for one in pages}
    first = leaf_of(pages[0])
    assert first is not None
    found = [first]
    while may_name_another(pages[0]) and (url := next_page(first, found[-1])) in there:
        leaf = leaf_of(there[url])
        if leaf is None or not goes_on(first, found[1:], leaf):
            break
        found.append(leaf)
    return [leaf.page for leaf in found]


def pages_of(layout: Layout, of: int = 3) -> list[Page]:
    return [page(layout.path(n), layout.page(n, of)) for n in range(1, 3 if layout.whole else of + 1)]


@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda layout: layout.name)
def test_an_article_is_read_from_all_of_its_pages(layout: Layout) -> None:
    pages = pages_of(layout)
    assert followed(pages) == pages
    article = read(pages[0], QUAY, pages[1:])
    assert isinstance(article, Article)
    assert [text for text in article.body.split("\n\n") if len(text) > 80] == [
        t for n in (1, 2, 3) for t in layout.paragraphs(n)
    ]
    assert [c.name for c in article.contributors] == ["Ada Archer"]
    texts = [block.text for block in article.blocks]
    assert sum(article.title in text for text in texts) == 1
    under = texts[texts.index(layout.paragraphs(3)[-1]) + 1 :]
    assert [sum(text.startswith(word) for text in some) for word in ("Share", "Page 1") for some in (texts, under)] == [1] * 4
    assert ("What the 2th boat brought" in article.body) == layout.chapters
    assert not article.is_truncated


def test_links_of_a_later_page_are_seen_from_that_page() -> None:
    layout = next(one for one in LAYOUTS if not one.whole)
    pages = []
    for n, path in ((1, "/one/talks"), (2, "/two/talks")):
        words = layout.paragraphs(n)[0].split(" ", 3)
        linked = f'<a href="quay">{" ".join(words[:3])}</a> {words[3]}'
        pages.append(page(path, layout.page(n, 2).replace(" ".join(words), linked)))
    first, second = pages
    article = read(first, QUAY, [second])
    assert isinstance(article, Article)
    assert [link.href for link in article.links] == [f"{SITE}/one/quay", f"{SITE}/two/quay"]


@pytest.mark.parametrize("layout", [one for one in LAYOUTS if not one.whole], ids=lambda layout: layout.name)
def test_a_later_page_knows_its_first_where_its_address_says_so(layout: Layout) -> None:
    leaf = leaf_of(pages_of(layout)[2])
    assert leaf is not None
    first = begins_on(leaf)
    if layout.name in ("bare", "amp"):  # an address that does not say it, and one that was linked with a campaign
        assert first in (None, f"{SITE}/news/harbour-talks")
    else:
        assert first == urljoin(SITE, layout.first)


@pytest.mark.parametrize(
    "trap", [trap for kind in TRAPS.values() for trap in kind], ids=lambda trap: f"{trap.first} {trap.name}"
)
def test_what_only_looks_like_a_later_page_is_none(trap: Trap) -> None:
    first = page(trap.first, trap.page)
    leaf = leaf_of(first)
    assert leaf is not None
    assert (next_page(leaf, leaf) is not None) <= trap.may_be_asked_for
    assert followed([first, page(trap.second, trap.there)]) == [first]
    there = leaf_of(page(trap.second, trap.there))
    assert there is not None
    assert begins_on(there) is None


@pytest.mark.parametrize("onward", ["/news/the-old-harbour?page=2", "/news/the-old-harbour?page=1", "/news/the-old-harbour"])
def test_no_page_goes_back(onward: str) -> None:
    first, second, _ = map(leaf_of, pages_of(LAYOUTS[0]))
    assert first is not None
    assert second is not None
    back = leaf_of(page(LAYOUTS[0].path(2), second.page.payload.decode().replace(LAYOUTS[0].path(3), onward)))
    assert back is not None
    assert next_page(first, back) is None


BROKEN = (
    "http://[quay/news",
    "http://quay\u2100.example/news/a-story/2",
    "https://quay.example:port/a-story/2",
    "file:a.html",
)


@pytest.mark.parametrize("address", BROKEN)
def test_an_address_that_is_none_is_no_page_of_anything(address: str) -> None:
    layout = LAYOUTS[0]
    html = layout.page(2, 3).replace(
        '<link rel="prev" href="', f'<link rel="canonical" href="{address}"><link rel="prev" href="{address}'
    )
    linked = leaf_of(page(layout.path(2), html.replace(layout.path(3), address)))
    assert linked is not None
    assert (next_page(linked, linked), begins_on(linked)) == (None, None)
    lies_there = replace(page("/", html), url=address)
    assert not may_name_another(lies_there) or leaf_of(lies_there) is not None


NUMBERS = {
    # the first page, another address, its number
    ("/a-story", "/a-story?page=2"): 2,
    ("/a-story", "/a-story?page=2&utm_source=feed"): 2,
    ("/a-story?page=1", "/a-story?page=2"): 2,
    ("/a-story/page/1", "/a-story/page/2"): 2,
    ("/a-story?page=3", "/a-story?page=4"): None,
    ("/a-story", "/a-story?page=0"): None,
    ("/a-story", "/a-story?page=2&sort=new"): None,
    ("/a-story", "/a-story/20261"): None,
    ("/a-story.html", "/a-story/2.html"): 2,
    ("/a-story.html", "/a-story_seite2.html"): 2,
    ("/a-story.html", "/a-story-p2.html"): None,
    ("/a-story", "/a-story/all"): WHOLE,
    ("/a-story", "/a-story?all"): None,
    ("/a-story", "/a-story?onepage=1"): WHOLE,
    ("/a-story", "/a-story?view=all"): WHOLE,
    ("/a-story", "/a-story?view=comments"): None,
}


@pytest.mark.parametrize(("first", "url"), NUMBERS)
def test_which_page_an_address_stands_for(first: str, url: str) -> None:
    assert page_number(SITE + first, SITE + url) == NUMBERS[first, url]


def test_no_kind_of_trap_has_fewer_than_ten_forms() -> None:
    assert min(map(len, TRAPS.values())) >= 10
    assert len(LAYOUTS) >= 10


def test_a_changed_later_page_makes_another_page_of_the_first() -> None:
    first = pages_of(LAYOUTS[0])[0]
    two, other = (replace(first, later=(LaterPage("https://quay.example/2", digest, "a.warc.gz", 0),)) for digest in "ab")
    assert len({first.page_id, two.page_id, other.page_id}) == 3
    assert two.payload_sha256 == first.payload_sha256
