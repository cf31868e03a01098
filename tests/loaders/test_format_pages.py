"""Each format's row of docs/loading.md is in its module: one that lacks it is refused."""

from types import ModuleType

import pytest

from loaders import detect, format_pages


@pytest.mark.parametrize("said", [None, "Telegrams.", "Telegrams.\n\nFiles: telegrams\n", "Telegrams.\n\nArticles: the text\n"])
def test_a_format_without_its_row_is_refused(said: str | None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(format_pages, "FORMATS", (*detect.FORMATS, ModuleType("telegram", said)))
    with pytest.raises(ValueError, match="telegram.*does not end with a line `Files"):
        format_pages.as_table()


def test_a_formats_row_is_what_its_docstring_ends_with(monkeypatch: pytest.MonkeyPatch) -> None:
    said = "Telegrams, one a line.\n\nFiles: telegrams\nArticles: each line,\nbut for the last\n"
    monkeypatch.setattr(format_pages, "FORMATS", (ModuleType("telegram", said),))
    assert "| telegrams | each line, but for the last |\n" in format_pages.as_table()
