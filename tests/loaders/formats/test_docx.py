"""Word documents whose text is laid out in tables."""

import io
from pathlib import Path

from docx import Document
from docx.document import Document as Opened

from tests.loaders.formats.reading import came_of, story


def saved(document: Opened) -> bytes:
    document.save(raw := io.BytesIO())
    return raw.getvalue()


def test_the_text_of_a_page_laid_out_in_a_table_is_read(tmp_path: Path) -> None:
    document = Document()
    table = document.add_table(2, 2)
    table.cell(0, 0).merge(table.cell(0, 1)).text = "Pier one to be rebuilt in oak"
    inner = table.cell(1, 0).add_table(1, 1).cell(0, 0)
    for paragraph in story(1).split("\n\n"):
        inner.add_paragraph(paragraph)
    (article,) = came_of(tmp_path, "a.docx", saved(document)).articles
    assert (article.title, article.body) == ("Pier one to be rebuilt in oak", story(1))


def test_a_table_beside_a_text_is_left(tmp_path: Path) -> None:
    document = Document()
    for paragraph in ("Pier one to be rebuilt in oak", *story(1).split("\n\n")):
        document.add_paragraph(paragraph)
    document.add_table(1, 1).cell(0, 0).text = "Oak, 40 planks, 12 pounds each"
    (article,) = came_of(tmp_path, "a.docx", saved(document)).articles
    assert article.body == story(1)


def test_a_document_without_any_text_says_what_to_do(tmp_path: Path) -> None:
    document = Document()
    document.add_table(1, 1)
    ((code, detail),) = came_of(tmp_path, "a.docx", saved(document)).rejects
    assert (code, "save the text itself" in detail) == ("no_text", True)
