"""The quotations of the five sample documents, as a reader marks them: where the words begin and end, and who says them."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from articles.article import Article
from articles.page import Page
from articles.publisher import UNKNOWN
from articles.read import read

pytestmark = pytest.mark.needs("seeds")

# Number of the document: start and end of the words in its file, and a word of the speaker's name.
ANNOTATED: dict[str, list[tuple[int, int, str]]] = {
    "000": [
        (331, 349, "negotiator"),
        (441, 573, "Hashim"),
        (1635, 1654, "statement"),
        (2382, 2553, "al-Khazaali"),
        (2915, 3103, "Hashim"),
    ],
    "001": [
        (654, 804, "Assadi"),
        (905, 1026, "Assadi"),
        (1158, 1169, "MP"),
        (1245, 1261, "MP"),
        (1749, 1901, "Kadhimi"),
        (1976, 2004, "AP"),
        (2226, 2242, "Talal"),
        (2245, 2400, "Talal"),
        (2415, 2518, "Talal"),
        (3046, 3059, "Hussein"),
        (3084, 3374, "he"),
    ],
    "002": [
        (698, 1094, "statement"),
        (1614, 1697, "statement"),
        (2639, 2929, "statement"),
        (2986, 3126, "US"),
        (3200, 3208, "sides"),
    ],
    "003": [
        (699, 822, "Pompeo"),
    ],
    "004": [
        (517, 527, "Schenker"),
        (895, 1078, "Kadhim"),
        (2570, 2775, "Kadhim"),
    ],
}


@pytest.mark.parametrize("number", ANNOTATED)
def test_quotations_and_their_speakers(seeds: Path, number: str):
    file = next(seeds.glob(f"{number}_*"))
    text = file.read_text("utf-8")
    article = read(Page(f"file:{file.name}", UNKNOWN.id, datetime(2026, 1, 1, tzinfo=UTC), file.read_bytes()), UNKNOWN)
    assert isinstance(article, Article)
    speakers = {(start := text.index(quote.text), start + len(quote.text)): quote.speaker for quote in article.quotes}
    assert list(speakers) == [(start, end) for start, end, _ in ANNOTATED[number]]
    for start, end, word in ANNOTATED[number]:
        assert word in str(speakers[start, end]).split()
