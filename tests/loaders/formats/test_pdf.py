from dataclasses import replace
from pathlib import Path

import pytest

from articles.page import Page
from tests.loaders import ten
from tests.loaders.test_files import loaded


@pytest.mark.parametrize(
    ("title", "is_one"),
    [
        ("Ferry late again", True), ("What the U.S. doc. said", True), ("story.html", False), ("Ferry late.QXP", False),
        ("Microsoft Word - story final.docx", False), ("Untitled-1", False),
    ],
)  # fmt: skip
def test_the_name_of_the_file_that_was_printed_is_no_title(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, title: str, is_one: bool
) -> None:
    monkeypatch.setattr(ten, "STORIES", (replace(ten.STORIES[0], title=title),))
    ten.pdf(tmp_path)
    (page,) = loaded(tmp_path)
    assert isinstance(page, Page)
    assert [hint.field for hint in page.hints] == (["title", "authors"] if is_one else ["authors"])
