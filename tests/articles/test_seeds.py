"""The five sample documents, which lie beside the checkout and are not part of it."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from articles.article import Article
from articles.page import Page
from articles.publisher import UNKNOWN
from articles.read import read

pytestmark = pytest.mark.needs("seeds")

# Number of the document: has a title, section, place's country, credit's person and agency, repeated paragraphs, headings.
EXPECTED = [
    ("000", False, None, "IQ", "Hussein Faleh", "AFP", 0, 0),
    ("001", False, "Iraq", "IQ", "Nasser Nasser", "AP", 22, 0),
    ("002", True, None, "IQ", None, None, 20, 2),
    ("003", True, None, None, None, None, 0, 0),
    ("004", True, None, None, None, None, 0, 1),
]


def document(seeds: Path, number: str) -> tuple[str, Article]:
    file = next(seeds.glob(f"{number}_*"))
    page = Page(f"file:{file.name}", UNKNOWN.id, datetime(2026, 1, 1, tzinfo=UTC), file.read_bytes())
    article = read(page, UNKNOWN)
    assert isinstance(article, Article)
    return file.read_text("utf-8"), article


@pytest.mark.parametrize(("number", "title", "section", "country", "person", "agency", "repeats", "headings"), EXPECTED)
def test_fields(seeds, number, title, section, country, person, agency, repeats, headings):
    text, article = document(seeds, number)
    assert "".join(b.text + b.gap for b in article.blocks) == text
    assert (article.title == text.splitlines()[0]) is title
    assert (article.title is None) is not title
    assert (article.section, article.language, article.published_at) == (section, "en", None)
    assert [place.country for place in article.places] == ([country] if country else [])
    assert ("Erbil" in [place.name for place in article.places]) is (country is not None)
    credits_ = [(image.credit_person, image.credit_agency) for image in article.images if image.credit]
    assert credits_ == ([(person, agency)] if person else [])
    labels = [block.label for block in article.blocks]
    repeated = [b for b in article.blocks if b.label == "repeat" and len(b.text) > 40]
    assert (len(repeated), labels.count("heading")) == (repeats, headings)


@pytest.mark.parametrize("number", [row[0] for row in EXPECTED])
def test_body_holds_no_form(seeds, number):
    _, article = document(seeds, number)
    assert not any(
        words in article.body.lower() for words in ("comment", "photo:", "read also", "left to read", "please enter")
    )


def test_000_starts_and_ends_with_its_text(seeds):
    _, article = document(seeds, "000")
    assert article.body.startswith("Iraq’s lead negotiator")
    assert article.body.endswith("pro-Iran forces in Iraq.")
    assert article.dateline == "ERBIL, Kurdistan Region"


def test_003_parts_glued_paragraphs(seeds):
    _, article = document(seeds, "003")
    assert "pandemic.\n\nIn the space" in article.body


def test_004_is_truncated_and_says_how_far(seeds):
    _, article = document(seeds, "004")
    assert (article.is_truncated, article.missing_share) == (True, 0.5595)
    assert [image.caption[:22] for image in article.images] == ["Iraqi Prime Minister M"]
