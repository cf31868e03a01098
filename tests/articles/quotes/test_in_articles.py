"""Quotations of whole articles: their offsets are the body's."""

from datetime import UTC, datetime

import pytest

from articles.article import Article
from articles.page import Page
from articles.publisher import UNKNOWN
from articles.read import read

LAYOUTS = {
    "paragraphs": "<p>{0}</p><p>{1}</p><p>{2}</p>",
    "breaks": "<p>{0}<br><br>{1}<br><br>{2}</p>",
    "a cross-heading": "<p>{0}</p><h2>What the town says</h2><p>{1}</p><p>{2}</p>",
    "a picture": "<p>{0}</p><figure><img src='a.jpg'><figcaption>“Not these words,” a caption said.</figcaption></figure><p>{1}</p><p>{2}</p>",
    "emphasis and links": "<p>{0}</p><p><em>{1}</em></p><p>{2} <a href='/a'>More.</a></p>",
}
TEXTS = (
    "The old harbour of Oldmill stays open over the winter, the town council decided on Monday after a long evening.",
    "“We have kept the boats waiting for long enough,” said Ann Lee, who has run the harbour since its second pier was built.",
    "Tom Baker, a fisherman, called the vote “a relief for all of us” and went back to his nets before the evening was over.",
)
WORDS = ["We have kept the boats waiting for long enough,", "a relief for all of us"]


@pytest.mark.parametrize("layout", LAYOUTS)
def test_spans_are_the_bodys(layout: str):
    markup = (
        f"<html lang=en><body><article><h1>The harbour stays open</h1>{LAYOUTS[layout].format(*TEXTS)}</article></body></html>"
    )
    article = read(Page("https://gazette.example/a", UNKNOWN.id, datetime(2026, 1, 1, tzinfo=UTC), markup.encode()), UNKNOWN)
    assert isinstance(article, Article)
    assert [quote.text for quote in article.quotes] == WORDS
    assert [article.body[quote.span_start : quote.span_end] for quote in article.quotes] == WORDS
    assert [quote.speaker for quote in article.quotes] == ["Ann Lee", "Tom Baker"]
    assert [quote.kind for quote in article.quotes] == ["direct", "partial"]
