from datetime import UTC, datetime

import pytest

from articles.article import Article
from articles.extract import body, parsing
from articles.extract.blocks import all_blocks
from articles.fields.metadata import candidates
from articles.fields.page_signs import SIGNS, Look, against, data
from articles.page import Hint, Page, Reject
from articles.publisher import UNKNOWN, Publisher
from articles.read import read

PROSE = "<p>The bicycle has a frame of steel, two wheels and a lamp, and it was built by hand in the workshop behind the harbour.</p>"
SHOP = (
    '<!doctype html><html lang=en><head><title>City bicycle</title><meta property="og:type" content="product">'
    '<script type="application/ld+json">{"@type": "Product", "name": "City bicycle"}</script></head><body><h1>City bicycle</h1>'
    f"<p>$ 499</p><p>$ 599</p><p>$ 699</p>{PROSE}<p>Your bicycle, our warranty: we send it to you within a week, and you can return it to us.</p>"
    "<button>Add to cart</button><button>Buy now</button><a href=/p>View details</a></body></html>"
)
SECTION = (
    '<!doctype html><html lang=en><head><title>Shipping</title><meta property="og:type" content="website"></head><body><h1>Shipping</h1>'
    + "".join(
        f"<h3><a href=/a{i}>A ship came into the harbour number {i}</a></h3><p>{i} ships were seen in the harbour on the day in question.</p>"
        for i in range(20)
    )
    + "<a href=/subscribe>Learn more</a></body></html>"
)
NEWS = (
    '<!doctype html><html lang=en><head><title>Ship</title><meta property="og:type" content="article">'
    '<meta property="article:published_time" content="2027-05-04T10:00:00Z"></head><body><article><h1>Ship runs aground</h1>'
    "<p>A ship ran aground on Monday in the harbour of the small town, and the port authority closed the basin for two days.</p>"
    "<p>“Nobody was hurt,” its spokeswoman said, and added that the ferries would go from the neighbouring port until Thursday.</p></article></body></html>"
)


def page(url: str, html: str, hints: tuple[Hint, ...] = ()) -> Page:
    return Page(url, UNKNOWN.id, datetime(2027, 5, 5, tzinfo=UTC), html.encode(), hints=hints)


@pytest.mark.parametrize(
    ("url", "html"),
    [
        ("https://shop.example/products/bicycle", SHOP),
        ("https://gazette.example/shipping", SECTION),
        ("https://gazette.example/", SECTION),
    ],
)
def test_other_pages_are_refused_and_told_why(url, html):
    reject = read(page(url, html), UNKNOWN)
    assert isinstance(reject, Reject)
    assert reject.code == "not_an_article"
    assert "page of another kind" in reject.detail


def test_news_is_news():
    assert isinstance(read(page("https://gazette.example/2027/05/04/ship-runs-aground", NEWS), UNKNOWN), Article)


def test_what_a_feed_called_an_article_is_taken_at_its_word():
    hints = (Hint("title", "City bicycle", "feed"),)
    assert isinstance(read(page("https://shop.example/products/bicycle", SHOP, hints), UNKNOWN), Article)


@pytest.mark.parametrize(
    "hint", [Hint("title", "City bicycle", "link"), Hint("reservation", "robots.txt disallows GPTBot", "robots.txt")]
)
def test_neither_a_link_nor_a_servers_wish_calls_a_page_an_article(hint: Hint):
    reject = read(page("https://shop.example/products/bicycle", SHOP, (hint,)), UNKNOWN)
    assert isinstance(reject, Reject)
    assert reject.code == "not_an_article"


OLD = (
    "<html><head><title>{title}</title></head><body><table><tr><td colspan=2><font size=5>Gazette</font></td></tr><tr><td><a href=/>Start</a></td>"
    "<td><font size=4><b>Ship runs aground</b></font><br><i>By Ann Lee</i><br><br>A ship ran aground on Monday in the harbour of the small town, and the "
    "port authority closed the basin for two days.<br><br>Nobody was hurt, its spokeswoman said, and added that the ferries would go from the port "
    "beside it until Thursday.</td></tr></table></body></html>"
)


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Gazette", "Ship runs aground"),
        ("", "Ship runs aground"),
        ("Aground: a ship in the harbour - Gazette", "Aground: a ship in the harbour"),
    ],
)
def test_what_a_link_says_is_the_title_where_the_page_gives_none(title: str, expected: str):
    paper = Publisher(id="gazette", name="Gazette", domain="gazette.example")
    asked = Page(
        "https://gazette.example/show.php?id=17", "gazette", datetime(2027, 5, 5, tzinfo=UTC), OLD.format(title=title).encode(),
        hints=(Hint("title", "Ship runs aground", "link"),),
    )  # fmt: skip
    article = read(asked, paper)
    assert isinstance(article, Article)
    assert article.title == expected


ADDRESSES = (
    "https://gazette.example/2027/05/04/ship-runs-aground-in-harbour",
    "https://gazette.example/",
    "https://shop.example/c/x",
)
CALLED = "".join(
    f"<button>{call}</button>" for call in ("Buy now", "Learn more", "Sign up", "Subscribe", "Get started", "Shop now")
)


def look(url: str, html: str) -> Look:
    tree = parsing.parse(html)
    assert tree is not None
    found = candidates(tree, (), url)
    parsing.strip_scripts(tree)
    everything = list(all_blocks(tree))
    return Look(
        page(url, html), tree, found, everything, body.article_blocks(everything, tree, url, found.text, is_article=False)
    )


@pytest.mark.parametrize("url", ADDRESSES)
@pytest.mark.parametrize(
    "html", [SHOP, SECTION, NEWS, NEWS.replace("</article>", f"{CALLED}</article>"), SHOP.replace("$", "No.")]
)
def test_a_page_is_refused_by_all_its_signs_however_few_are_asked(url: str, html: str) -> None:
    seen = [name for name, shows in SIGNS.items() if shows(look(url, html))]
    total = data()["sum"]["start"] + sum(data()["signs"][name] for name in seen)
    assert against(look(url, html)) == (seen if total > data()["sum"]["limit"] else [])


def test_of_what_its_address_and_its_data_call_an_article_no_line_is_read() -> None:
    told = NEWS.replace(
        "</head>", '<script type="application/ld+json">{"@type": "NewsArticle", "author": "Ann Lee"}</script></head>'
    )
    seen = look(ADDRESSES[0], told)
    assert against(seen) == []
    assert {"said", "calls", "words", "text"}.isdisjoint(vars(seen))
