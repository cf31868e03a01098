"""trafilatura's searches by names of elements have the same answers where each kind of element is asked once."""

from collections.abc import Iterator
from typing import Any

import pytest
from lxml.etree import XPath
from lxml.html import HtmlElement, fromstring

from articles.extract import searches
from articles.extract.searches import OWN, QUICK, Search, quick_searches
from articles.remembered import LETTERS
from tests.bench._corpus import sample_pages

TAGS = ("div", "section", "article", "main", "aside", "p", "span", "ul", "li", "ol", "details", "list", "item", "footer", "b")
NAMES = (
    "post", "entry", "articleBody", "article-body", "story", "story-content", "FullText", "content", "content-main", "Page-content",
    "Main-content", "comments", "comment-list", "article-comments", "disqus_thread", "infinite-scroll", "mvp-post-add-box",
    "elementor-share-buttons", "Teaser", "top-teasers", "share", "sidebar", "navbar", "nav", "footer", "cookie-banner", "cookie",
    "hidden", "is hidden", "reply-4", "message", "byline", "ferry", "harbour news",
)  # fmt: skip
"""What trafilatura knows, in several cases and forms, and what it does not."""
GIVEN = (
    'class="{0}"', 'id="{0}"', 'id="{0}" class="ferry"', 'class="ferry" id="{0}"', 'class="{0}" id="ferry"', 'itemprop="{0}"',
    'role="{0}"', 'style="overflow: {0}"', 'style="display:none" id="{0}"', 'id="{0}" style="visibility: hidden"',
    'style="visibility: hidden" id="{0}"', 'aria-hidden="true" title="{0}"', 'data-lp-replacement-content="{0}"',
)  # fmt: skip


def elements() -> Iterator[str]:
    for name in NAMES:
        for given in GIVEN:
            for tag in TAGS:
                yield f"<{tag} {given.format(name)}>a<div><p>b</p></div></{tag}>"
    yield '<div class="infinite-scroll"><h1>The ferry</h1></div>'


@pytest.fixture(scope="module")
def tree() -> HtmlElement:
    return fromstring(f"<html><body>{''.join(elements())}</body></html>")


def asked(search: Any, own: XPath, tree: HtmlElement) -> tuple[list[Any], list[Any]]:
    """What both find; of searches for the first alone, that."""
    last = 1 if "[1]" in own.path else None
    return search(tree)[:last], own(tree)[:last]  # type: ignore[index]


@pytest.mark.parametrize("number", range(len(OWN)))
def test_the_same_elements_are_found(number: int, tree: HtmlElement) -> None:
    found, own = asked(QUICK[number], OWN[number], tree)
    assert found == own
    assert own  # a search that finds nothing here is not tried
    for element in tree.iter("div", "p"):
        found, own = asked(QUICK[number], OWN[number], element)
        assert found == own


def test_the_same_elements_are_found_on_whole_pages() -> None:
    for page in sample_pages()[::3]:
        tree = fromstring(page)
        for search, own in zip(QUICK, OWN, strict=True):
            found, owns = asked(search, own, tree)
            assert found == owns


class Counting:
    """An expression that counts how many elements it is asked about."""

    def __init__(self, path: str) -> None:
        self.path = path
        self.asked = 0

    def __call__(self, tree: HtmlElement) -> list[HtmlElement]:
        self.asked += len(tree)
        return tree.xpath(self.path)


@pytest.mark.parametrize("path", [".//*[self::div][@class]", "(.//*[self::div][@class])[1]", ".//*[self::div][@class][1]"])
@pytest.mark.parametrize("kinds", [1, 200])
def test_each_kind_of_element_is_asked_once(path: str, kinds: int) -> None:
    counting = Counting(path)
    search = Search(counting)  # type: ignore[arg-type]
    divs = "".join(f'<div class="ferry{n % kinds}" title="{n}">a</div>' for n in range(400))
    tree = fromstring(f"<body><p class='ferry'>b</p><div>c</div>{divs}</body>")
    assert [len(search(tree)) for _ in range(3)] == [1 if "[1]" in path else 400] * 3
    assert counting.asked == (2 if "[1]" in path else kinds + 1)


def test_a_name_that_xml_does_not_have_is_looked_for_as_ever() -> None:
    tree = fromstring('<body><div class="ferry &#1; teaser">a</div><div class="teaser">b</div></body>')
    for search, own in zip(QUICK, OWN, strict=True):
        found, owns = asked(search, own, tree)
        assert found == owns


def test_no_more_is_remembered_than_some_letters() -> None:
    search = Search(XPath(".//*[self::div][contains(@class, 'teaser')]"))
    for n in range(9):
        word = f"teaser{n}" * (LETTERS // 20)
        assert len(search(fromstring(f'<body><div class="{word}">a</div><div id="b">b</div></body>'))) == 1
        assert sum(len(part) for kind in search._answers for part in kind if part) <= LETTERS


def test_for_others_trafilatura_searches_as_ever() -> None:
    def there() -> tuple[object, ...]:
        return tuple(owner[place] for owner, place in searches._PLACES)

    with pytest.raises(ValueError, match="odd"), quick_searches():
        assert there() == QUICK
        raise ValueError("odd page")
    assert there() == OWN
