"""Text at 72 columns in the formats that carry it has its paragraphs in the article's body."""

import json
import textwrap
from datetime import UTC, datetime
from pathlib import Path

import pytest

from articles.article import Article
from articles.page import Page
from articles.publisher import UNKNOWN
from articles.read import read
from loaders import pages_in
from tests.articles.extract.test_wrapped import STORIES

STORY = STORIES["en"]
WRAPPED = "\n\n".join(textwrap.fill(paragraph, 72) for paragraph in STORY)
MAIL = f"""From: Harbour Desk <desk@gazette.example>
To: readers@gazette.example
Subject: Crane falls into harbour basin
Date: Tue, 04 May 2027 10:00:00 +0000
Message-ID: <1@gazette.example>
MIME-Version: 1.0
Content-Type: text/plain; charset=utf-8
Content-Transfer-Encoding: 8bit

{WRAPPED}
"""
NEXIS = f"""Crane falls into harbour basin

The Sample Gazette

May 4, 2027 Tuesday

Copyright 2027 The Sample Gazette All Rights Reserved

Section: NEWS
Length: 120 words
Byline: Ann Example

Body

{WRAPPED}

Load-Date: May 4, 2027

End of Document
"""
FILES = {
    "story.txt": f"Crane falls into harbour basin\n\n{WRAPPED}\n",
    "crlf.txt": f"Crane falls into harbour basin\n\n{WRAPPED}\n".replace("\n", "\r\n"),
    "story.eml": MAIL,
    "export.txt": NEXIS,
    "rows.jsonl": json.dumps({"title": "Crane falls into harbour basin", "text": WRAPPED}) + "\n",
}


@pytest.mark.parametrize("name", FILES)
def test_a_wrapped_text_in_a_file(name, tmp_path: Path):
    (tmp_path / name).write_bytes(FILES[name].encode())
    (page,) = pages_in([tmp_path], publishers={}, publisher=None, now=datetime(2027, 5, 5, tzinfo=UTC))
    assert isinstance(page, Page), page
    got = read(page, UNKNOWN)
    assert isinstance(got, Article), got
    assert (got.title, got.body) == ("Crane falls into harbour basin", "\n\n".join(STORY))
