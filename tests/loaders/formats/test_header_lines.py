"""Texts with lines over them that say what they are."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from articles.article import Article
from articles.page import Page
from articles.publisher import UNKNOWN
from articles.read import read
from loaders import pages_in

NOW = datetime(2026, 12, 1, tzinfo=UTC)
TEXT = (
    "The harbour of Lyness opened to ships again on Tuesday, five weeks after a storm had sunk two barges in its mouth.\n\n"
    "Ferries to Hoy will sail from Thursday, the harbour master said."
)
HEADS = [
    "Title: Harbour reopens\nAuthor: Ada Archer\nDate: 2026-03-03\nURL: https://gazette.example/harbour",
    "TITLE: Harbour reopens\nBY: Ada Archer\nDATE: 3 March 2026\nLINK: https://gazette.example/harbour",
    "Titel: Harbour reopens\nAutorin: Ada Archer\nDatum: 03.03.2026\nAdresse: https://gazette.example/harbour",
    "Titre : Harbour reopens\nAuteur : Ada Archer\nDate : 2026-03-03\nLien : https://gazette.example/harbour",
    "Título: Harbour reopens\nAutora: Ada Archer\nFecha: 2026-03-03\nEnlace: https://gazette.example/harbour",
    "headline: Harbour reopens\nbyline: Ada Archer\npublished_at: 2026-03-03T00:00:00Z\nurl: https://gazette.example/harbour\nword count: 31",
    "ID: 17\nURL: https://gazette.example/harbour\nTitle: Harbour reopens\nAuthor: Ada Archer\nDate: 2026-03-03\nLanguage: en",
]


def article(folder: Path, text: str) -> Article:
    (folder / "a.txt").write_text(text, "utf-8")
    (page,) = pages_in([folder / "a.txt"], publishers={}, publisher=None, now=NOW)
    assert isinstance(page, Page), page
    found = read(page, UNKNOWN)
    assert isinstance(found, Article), found
    return found


@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("head", HEADS)
def test_lines_over_a_text_are_its_fields(tmp_path: Path, head: str, end: str) -> None:
    found = article(tmp_path, f"{head}\n\n{TEXT}\n".replace("\n", end))
    assert (found.title, found.authors, found.url) == ("Harbour reopens", ("Ada Archer",), "https://gazette.example/harbour")
    assert found.published_at is not None
    assert found.published_at.date().isoformat() == "2026-03-03"
    assert found.body == TEXT


@pytest.mark.parametrize(
    "start",
    [
        "Question: Who owns the harbour?\nAnswer: Nobody knows.\n\n", "Reid: We are glad.\nArcher: So are we.\n\n", "Title: Harbour reopens\n\n",
        "Monday: fog\nTuesday: fog\nDate: the third\n\n", "10:15 The first ship is in.\n10:40 The second.\n\n",
    ],
)  # fmt: skip
def test_other_lines_with_a_colon_are_text(tmp_path: Path, start: str) -> None:
    found = article(tmp_path, start + TEXT)
    assert "".join(block.text + block.gap for block in found.blocks) == start + TEXT
