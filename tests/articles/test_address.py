from time import process_time

import pytest

from articles.address import canonical, identity

SAME = [
    ("https://Gazette.Example/a", "https://gazette.example/a"),
    ("https://gazette.example", "https://gazette.example/"),
    ("https://gazette.example:443/a", "https://gazette.example/a"),
    ("http://gazette.example:8080/a", "http://gazette.example:8080/a"),
    ("https://gazette.example/a#top", "https://gazette.example/a"),
    ("https://gazette.example/a?utm_source=x&utm_medium=y", "https://gazette.example/a"),
    ("https://gazette.example/a?id=7&fbclid=abc", "https://gazette.example/a?id=7"),
    ("https://gazette.example/a?b=2&a=1", "https://gazette.example/a?a=1&b=2"),
    ("https://gazette.example/a/amp/", "https://gazette.example/a"),
    ("https://gazette.example/a.amp.html", "https://gazette.example/a"),
    ("https://gazette.example/a?outputType=amp", "https://gazette.example/a"),
    ("https://gazette.example/%7Eann/%C3%BC", "https://gazette.example/~ann/%C3%BC"),
    ("https://gazette.example/%c3%bc", "https://gazette.example/%C3%BC"),
    ("https://gazette.example/~ann/ü", "https://gazette.example/~ann/%C3%BC"),
    ("https://gazette.example/show?cid=rss-top&ref=home", "https://gazette.example/show"),
    ("https://gazette.example/show?cid=48211&ref=7", "https://gazette.example/show?cid=48211&ref=7"),
    (" https://gazette.example/a ", "https://gazette.example/a"),
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
