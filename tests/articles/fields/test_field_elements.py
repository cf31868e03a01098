"""In which element a field stands: learned from pages whose data say so, read on pages whose data are silent."""

import json
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from articles.article import Article
from articles.page import Page
from articles.profile import NOTHING_LEARNED
from articles.publisher import Publisher
from articles.read import read

TEXTS = [
    "The ferry to the island stays in the harbour until the new captain has passed the second of his three examinations.",
    "Nobody had told the passengers, who waited on the quay with their bicycles, two goats and a piano for the village school.",
    "The company says that it will pay for the hotel, though not for the piano, which has been out of tune since the journey.",
]
TITLE, DECK = "Ferry waits for its captain", "He has passed the first examination, and fears the second"
LAYOUTS = {
    "opaque": "<div class=m><div class=f3>{title}</div><div class=f7>{deck}</div><div><span class=q1>{author}</span> "
    "<span class=q2>{date}</span></div>{text}</div>",
    "under the text": "<div class=m><div class=f3>{title}</div>{text}<div class=f9><span class=q2>{date}</span> in "
    "<span class=q1>{author}</span></div></div>",
    "numbered": '<div id=x><div class="f3 post-48213">{title}</div><div class="q1 css-1a2b3c4">{author}</div>'
    "<div class=q2>{date}</div>{text}</div>",
}


def page(layout: str, *, data: bool, author: str = "Ruth Quill", date: str = "4 May 2027") -> Page:
    """An article's page, with what it says of itself in JSON-LD or without."""
    text = "".join(f"<p>{text}</p>" for text in TEXTS)
    body = LAYOUTS[layout].format(title=TITLE, deck=DECK, author=author, date=date, text=text)
    told = {
        "@context": "https://schema.org", "@type": "NewsArticle", "headline": TITLE, "description": DECK,
        "author": {"@type": "Person", "name": author}, "datePublished": "2027-05-04T09:00:00+02:00",
    }  # fmt: skip
    said = f'<script type="application/ld+json">{json.dumps(told)}</script>' if data else ""
    html = f"<html lang=en><head><title>Gazette</title>{said}</head><body><h1>Gazette</h1>{body}</body></html>"
    return Page("https://gazette.example/news/ferry-waits", "gazette", datetime(2027, 5, 5, tzinfo=UTC), html.encode())


PAPER = Publisher(id="gazette", name="Gazette", domain="gazette.example")


def _read(page: Page, elements: frozenset[tuple[str, str]] = frozenset()) -> Article:
    profile = replace(NOTHING_LEARNED, elements=elements)
    article = read(page, PAPER.model_copy(update={"profile": profile}))
    assert isinstance(article, Article)
    return article


def _elements(article: Article) -> dict[str, str]:
    """{field: element} of what the data say."""
    named = {said.field: said.element for said in article.evidence if said.source == "json-ld" and said.element}
    return {"standfirst" if field == "description" else field: element for field, element in named.items()}


@pytest.mark.parametrize("layout", LAYOUTS)
def test_what_the_data_say_is_found_in_sight_and_read_there(layout: str):
    with_data = _read(page(layout, data=True))
    elements = _elements(with_data)
    assert elements.keys() >= {"title", "author", "published_at"}
    silent = _read(page(layout, data=False, author="Ansel Stroud", date="3 May 2027"), frozenset(elements.items()))
    assert (silent.title, silent.authors, str(silent.published_at)[:10]) == (TITLE, ("Ansel Stroud",), "2027-05-03")
    assert silent.standfirst == (DECK if "standfirst" in elements else None)
    sources = {said.field for said in silent.evidence if said.source == "profile" and said.chosen}
    assert sources >= {"title", "author", "published_at"}


def test_the_element_with_the_least_beside_it_is_named():
    assert _elements(_read(page("opaque", data=True))) == {
        "title": "div.m > div.f3", "standfirst": "div.m > div.f7", "author": "div > span.q1", "published_at": "div > span.q2",
    }  # fmt: skip


def test_the_innermost_element_is_named():
    """Text that stands in no element of its own kind is a block of what surrounds it."""
    bare = page("opaque", data=True)
    date = b"<span class=q2>4 May 2027</span>"
    bare = replace(
        bare, payload=bare.payload.replace(date, b"").replace(b"<div class=f3>", b"<time>4 May 2027</time><div class=f3>")
    )
    assert _elements(_read(bare))["published_at"] == "div.m > time"


@pytest.mark.parametrize(
    "date",
    [
        "4 May 2027",
        "04.05.2027",
        "2027-05-04",
        "May 4, 2027",
        "4. Mai 2027",
        "4 мая 2027 г.",
        "2027年5月4日",
        "٤ مايو ٢٠٢٧",
        "۱۴ اردیبهشت ۱۴۰۶",
    ],
)
def test_a_date_is_found_however_it_is_written(date: str):
    assert _elements(_read(page("opaque", data=True, date=date)))["published_at"] == "div > span.q2"


def test_another_day_is_not():
    assert "published_at" not in _elements(_read(page("opaque", data=True, date="3 May 2027")))


def test_what_an_article_has_for_itself_is_no_name():
    assert _elements(_read(page("numbered", data=True)))["title"] == "div > div.f3"


def test_data_go_before_what_was_learned():
    wrong = frozenset({("author", "div.m > div.f7"), ("title", "div.m > div.f7")})
    article = _read(page("opaque", data=True), wrong)
    assert (article.title, article.authors) == (TITLE, ("Ruth Quill",))
    assert not [said for said in article.evidence if said.source == "profile"]


def test_an_element_that_is_not_there_says_nothing():
    gone = frozenset({("author", "div.gone > span.by"), ("published_at", "div.gone > time")})
    assert _read(page("opaque", data=False), gone) == _read(page("opaque", data=False))


def test_a_paragraph_among_others_is_no_standfirst():
    quoting = page("opaque", data=True)
    quoting = replace(
        quoting, payload=quoting.payload.replace(f'"description": "{DECK}"'.encode(), f'"description": "{TEXTS[0]}"'.encode())
    )
    assert "standfirst" not in _elements(_read(quoting))
    silent = _read(page("opaque", data=False), frozenset({("standfirst", "div.m > p")}))
    assert silent.body == "\n\n".join(TEXTS)
    assert not [said for said in silent.evidence if said.source == "profile"]


def test_a_long_line_is_no_author():
    long = "Ruth Quill " + "has written for us since the war and knows the sea " * 3
    silent = page("opaque", data=False, author=long)
    assert not [said for said in _read(silent, frozenset({("author", "div > span.q1")})).evidence if said.source == "profile"]
