"""Where trafilatura misses the text, the prose that stands closest together is asked; readers' words are not."""

from datetime import UTC, datetime

import pytest

from articles.article import Article
from articles.extract.body import _is_the_text
from articles.page import Page
from articles.publisher import UNKNOWN
from articles.read import read

SENTENCES = [
    f"The {n} sailing boat came back to the harbour on {day}, and its crew told how the wind had turned over the islands."
    for n in ("first", "second", "third", "fourth", "fifth", "sixth", "seventh")
    for day in ("Monday", "Tuesday", "Friday")
]
STORY = "".join(f"<p>{sentence}</p>" for sentence in SENTENCES)
SHORT = "<p>The boats came back to the harbour on Monday, and nobody was hurt, the harbour master told the Gazette at noon.</p>"
NEWS = '<script type="application/ld+json">{"@type": "NewsArticle", "headline": "The boats are back"}</script>'

PAGES = [
    # A box left open swallows the page.
    (f"<aside class='popup'><p>Letters</p><div><h1>The boats are back</h1><div class='text'>{STORY}</div></div>", True),
    (f"<h1>The boats are back</h1><article>{SHORT}</article><div class='comments'>{STORY}</div>", False),
]


@pytest.mark.parametrize(("body", "is_text"), PAGES)
def test_a_second_opinion(body, is_text):
    html = f"<!doctype html><html lang=en><head><title>The boats are back</title>{NEWS}</head><body>{body}</body></html>"
    page = Page("https://gazette.example/news/the-boats-are-back", "unknown", datetime(2027, 5, 5, tzinfo=UTC), html.encode())
    got = read(page, UNKNOWN)
    assert isinstance(got, Article), got
    assert (SENTENCES[3] in got.body) is is_text


# Squeezed characters: of the densest element, of what trafilatura found, of what both have, of all prose of the page's own.
SIZES = [
    (2000, 300, 0, 9000, True),  # it found next to nothing
    (2000, 900, 600, 9000, True),  # it found a part
    (2000, 900, 300, 9000, False),  # it found something else
    (1300, 1000, 900, 2000, True),  # it stopped on the way
    (1100, 1000, 900, 2000, False),  # it did not
    (1300, 1000, 700, 2000, False),  # much of what it found lies elsewhere
    (1300, 1000, 900, 4000, False),  # most of the page lies elsewhere
    (9000, 1500, 0, 10000, True),  # it found the questions under the text
    (9000, 1500, 0, 12000, False),
]


@pytest.mark.parametrize(("size", "found", "shared", "whole", "expected"), SIZES)
def test_when_the_second_opinion_counts(size, found, shared, whole, expected):
    assert _is_the_text(size, found, shared, whole) is expected
