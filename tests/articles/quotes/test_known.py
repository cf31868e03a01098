"""Speakers by their full names, a line each with its answer."""

from pathlib import Path

import pytest

from articles.quotes import quotes

LINES = [
    line.split("\t")
    for line in (Path(__file__).parent / "known.tsv").read_text("utf-8").splitlines()
    if line and not line.startswith("#")
]


@pytest.mark.parametrize(("language", "paragraphs", "expected"), LINES, ids=[line[1] for line in LINES])
def test_speakers_are_named_in_full(language: str, paragraphs: str, expected: str):
    told = quotes(paragraphs.split("¶"), language)
    assert " | ".join(quote.speaker_name or "-" for quote in told) == expected
