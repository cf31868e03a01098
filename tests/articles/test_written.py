"""The strings of tests/bench/written, which were written with their answers before the parsers had seen them."""

import pytest

from tests.bench.strings import CHECKS, WRITTEN, rows

FILES = sorted(WRITTEN.glob("*.tsv"))
LEAST = 0.95
"""The share that must be read rightly in every way: names, parts, roles, places, dates, agencies, where the body begins."""


@pytest.mark.parametrize("file", FILES, ids=[file.stem for file in FILES])
def test_written_strings_are_read_rightly(file):
    check = CHECKS[file.stem.rpartition("_")[0]]
    answers = [(row[:2], check(row)) for row in rows(file)]
    wrong = [answer for answer in answers if answer[1]]
    assert len(answers) > 50
    assert len(wrong) <= (1 - LEAST) * len(answers), wrong
