from time import process_time

import pytest

from articles.address import canonical, identity, is_above, span_of, without_session
from warehouse.ids import article_id

SAME = [
    ("https://Gazette.Example/a", "https://gazette.example/a"),
    ("https://gazette.example", "https://gazette.example/"),
    ("https://gazette.example:443/a", "https://gazette.example/a"),
    ("http://gazette.example:8080/a", "http://gazette.example:8080/a"),
    ("https://gazette.example/a#top", "https://gazette.example/a"),
    ("https://gazette.example/a?utm_source=x&utm_medium=y", "https://gazette.example/a"),
    ("https://gazette.example/a?id=7&fbclid=abc", "https://gazette.example/a?id=7"),
    ("https://gazette.example/a?b=2&a=1", "https://gazette.example/a?b=2&a=1"),
    ("https://gazette.example/a/amp/", "https://gazette.example/a"),
    ("https://gazette.example/a.amp.html", "https://gazette.example/a"),
    ("https://gazette.example/a?outputType=amp", "https://gazette.example/a"),
    ("https://gazette.example/%7Eann/%C3%BC", "https://gazette.example/~ann/%C3%BC"),
    ("https://gazette.example/%c3%bc", "https://gazette.example/%C3%BC"),
    ("https://gazette.example/~ann/ü", "https://gazette.example/~ann/%C3%BC"),
    ("https://gazette.example/show?cid=rss-top&ref=home", "https://gazette.example/show"),
    ("https://gazette.example/show?cid=48211&ref=7", "https://gazette.example/show?cid=48211&ref=7"),
    (" https://gazette.example/a ", "https://gazette.example/a"),
    ("https://gazette.example/read.php?1423", "https://gazette.example/read.php?1423"),
    ("https://gazette.example/a?titel=caf%E9&id=8", "https://gazette.example/a?titel=caf%E9&id=8"),
    ("https://gazette.example/a?q=%C4%FA%BA%C3", "https://gazette.example/a?q=%C4%FA%BA%C3"),
    ("https://gazette.example/a?id=8;page=2&x", "https://gazette.example/a?id=8;page=2&x"),
    ("https://gazette.example/a?q=a+b%20c", "https://gazette.example/a?q=a+b%20c"),
    ("https://gazette.example/a?q=ü", "https://gazette.example/a?q=%C3%BC"),
    ("https://gazette.example/a;jsessionid=1A53?PHPSESSID=8d7f&id=3", "https://gazette.example/a?id=3"),
    ("http://[::1]:8000/a", "http://[::1]:8000/a"),
    ("file:folder/a.html", "file:folder/a.html"),
    ("http://[::1", "http://[::1"),
]


@pytest.mark.parametrize(("url", "expected"), SAME)
def test_canonical(url, expected):
    assert canonical(url) == expected


@pytest.mark.parametrize("url", [url for url, _ in SAME])
def test_twice_is_once(url):
    assert canonical(canonical(url)) == canonical(url)


TWINS = [
    "https://www.gazette.example/town/pier-is-open-again",
    "http://gazette.example/town/pier-is-open-again/",
    "https://m.gazette.example/town/pier-is-open-again",
    "https://mobile.gazette.example/town/pier-is-open-again?utm_source=x#top",
    "https://amp.gazette.example/town/pier-is-open-again",
    "https://gazette.example/town/pier-is-open-again/amp/",
    "https://gazette.example/town/pier-is-open-again?amp",
    "https://gazette.example/town/pier-is-open-again?print=1",
    "https://gazette.example/town/pier-is-open-again/print/",
    "https://gazette.example/town/pier-is-open-again/index.html",
    "https://gazette.example/Town/Pier-Is-Open-Again",
    "https://gazette.example/amp/town/pier-is-open-again",
    "https://gazette.example/town/pier-is-open-again?view=print",
    "https://gazette.example/town/pier-is-open-again?format=AMP",
]
OTHERS = [
    "https://gazette.example/town/pier-is-open-again-2",
    "https://gazette.example/s/aB3xQ",
    "https://gazette.example/s/Ab3xQ",
    "https://gazette.example/pier-Ab3xQ",
    "https://gazette.example/pier-aB3xQ",
    "https://gazette.example/town/pier-is-open-again?view=harbour",
    "https://gazette.example/amp/rock",
    "https://gazette.example/rock",
    "https://gazette.example/town/pier-is-open-again?page=2",
    "https://gazette.example/town/pier-is-open-again?print=48211",
    "https://gazette.example/pier-is-open-again",
    "https://sport.gazette.example/town/pier-is-open-again",
    "https://gazette.example/town/print",
    "https://gazette.example/town",
    "https://gazette.example/show?id=1",
    "https://gazette.example/show?id=2",
    "https://gazette.example/show?cid=1",
    "https://gazette.example/show",
    "https://gazette.example:8080/show",
    "https://m.example/show",
    "https://www.example/show",
    "file:show",
]


def test_twins_have_one_identity():
    assert {identity(url) for url in TWINS} == {"gazette.example/town/pier-is-open-again"}


@pytest.mark.parametrize(
    "path", ["a-" * 30_000, "a-" * 30_000 + "/print/x", "1" * 60_000 + "/x", "/amp" * 15_000, "%41" * 20_000]
)
def test_a_long_address_takes_no_long_time(path):
    before = process_time()
    identity(f"https://gazette.example/{path}")
    assert process_time() - before < 2


def test_a_number_is_the_same_in_any_case():
    assert identity("https://gazette.example/News/48211.html") == identity("https://gazette.example/news/48211.HTML")


def test_others_have_their_own():
    assert len({identity(url) for url in [TWINS[0], *OTHERS]}) == 1 + len(OTHERS)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("/read.php?1423", "/read.php?1424"),
        ("/a?titel=caf%E9", "/a?titel=caf%E8"),
        ("/a?q=%C4%FA", "/a?q=%C4%FB"),
        ("/a?id=1;2", "/a?id=1;3"),
        ("/a?sid=48211", "/a?sid=48212"),
        ("/a?s=harbour", "/a?s=bridge"),
        ("/a?session=autumn-2026", "/a?session=spring-2027"),
    ],
)
def test_what_servers_tell_apart_is_two(one, other):
    assert identity(f"https://gazette.example{one}") != identity(f"https://gazette.example{other}")
    assert canonical(f"https://gazette.example{one}") != canonical(f"https://gazette.example{other}")


VISITS = [
    ";jsessionid=1A530637289A03B{}", "?PHPSESSID=8d7f6a5{}", ";jsessionid=1A53.node{}?phpsessid=7", "?JSESSIONID=abc{}", "?sid=0123456789abcdef0123456789abcde{}",
    "?ASPSESSIONIDQQAABBCC=GHI{}", "?session_id=12{}", "?CFID=48{}&CFTOKEN=1907", "?osCsid=b17{}", "?s=d41d8cd98f00b204e9800998ecf8427{}",
]  # fmt: skip


@pytest.mark.parametrize("visit", VISITS)
@pytest.mark.parametrize("path", ["/news/harbour-plan-approved", "/story.php"])
def test_the_id_of_a_visit_is_none_of_the_pages(visit, path):
    first, second, bare = (f"https://gazette.example{path}{end}" for end in (visit.format(1), visit.format(2), ""))
    assert identity(first) == identity(second) == identity(bare)
    assert canonical(first) == canonical(bare)
    assert without_session(first) == bare


def test_a_visit_in_the_path_of_asp_net():
    visits = [f"https://gazette.example/(S({'a' * 23}{n}))/story.aspx?id=7" for n in (1, 2)]
    assert {without_session(url) for url in visits} == {"https://gazette.example/story.aspx?id=7"}


def test_parameters_in_any_order_are_one_article():
    first, second = "https://gazette.example/a?b=2&a=1", "https://gazette.example/a?a=1&b=2"
    assert identity(first) == identity(second)
    assert article_id(first, "") == article_id(second, "")


SECTIONS = [
    ("/news/", "/news/pier-is-open-again"), ("/news", "/news/2026/11/28/pier-is-open"), ("/en/town/", "/en/town/48211"),
    ("/story.php", "/story.php?id=48211"), ("/article.asp", "/article.asp?20261128"), ("/haber", "/haber?haberID=77"),
    ("/news/index.html", "/news/index.html?story=pier-12"), ("/a/b/", "/a/b/c/pier"), ("/news/", "/news/alpha"), ("/", "/index.php?id=12"),
]  # fmt: skip
PAGES = [
    ("/news/pier-is-open-again", "/news/pier-is-open-again/amp"), ("/news/pier-is-open-again", "/news/pier-is-open-again?page=2"),
    ("/pier", "/pier/amp"), ("/pier", "/pier/2"), ("/pier", "/pier?print=1"), ("/pier", "/pier/page/3"), ("/news/48211", "/news/48211/pier-is-open-again"),
    ("/news/pier-is-open-again", "/town/pier-is-open-again"), ("/story.php?id=48211", "/story.php?id=48211&from=rss"), ("/pier", "/town/harbour"),
]  # fmt: skip


@pytest.mark.parametrize(("above", "path"), SECTIONS)
def test_a_section_or_script_is_no_articles_address(above, path):
    assert is_above(f"https://gazette.example{above}", f"https://gazette.example{path}")


@pytest.mark.parametrize(("own", "path"), PAGES)
def test_an_articles_address_without_what_makes_a_form_of_it(own, path):
    assert not is_above(f"https://gazette.example{own}", f"https://gazette.example{path}")


@pytest.mark.parametrize("path", ["/olympics-2024-in-figures", "/48211", "/a", "/news/20261399/a"])
def test_an_address_that_names_no_day(path):
    assert span_of(f"https://gazette.example{path}") is None
