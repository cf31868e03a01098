"""Pages that `copydesk publisher check ID --keep tests/publishers` recorded, each against its answer."""

from pathlib import Path
from typing import Any

import pytest

from articles.article import Article
from articles.page import Page
from articles.publisher import UNKNOWN, load_publishers
from articles.read import read
from flows.publishers import answer_of
from spiders.scout.probe import recorded

CHECKOUT = Path(__file__).parents[2]
PUBLISHERS = load_publishers(CHECKOUT / "config" / "catalogue") | load_publishers(CHECKOUT / "config" / "publishers")
RECORDED = list(recorded(CHECKOUT / "tests" / "publishers"))


def test_there_are_some() -> None:
    assert RECORDED


@pytest.mark.parametrize(("page", "answer"), RECORDED, ids=[f"{page.publisher}-{page.page_id}" for page, _ in RECORDED])
def test_a_recorded_page_reads_as_its_answer(page: Page, answer: dict[str, Any]) -> None:
    article = read(page, PUBLISHERS.get(page.publisher, UNKNOWN))
    assert isinstance(article, Article)
    assert answer_of(article) == answer
