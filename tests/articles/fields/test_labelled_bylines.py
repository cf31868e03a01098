"""Bylines that only their label tells: in every language, behind a date, between a line's other parts."""

import pytest

from articles.fields.labelled_bylines import labelled_bylines
from tests.articles.fields.test_visible import article

LABELLED = [
    ("cs", "Autor: Jan Novák", "Jan Novák"),
    ("cs", "Napsal Jan Novák", "Jan Novák"),
    ("de", "Autorin: Anna Beispiel", "Anna Beispiel"),
    ("el", "Συντάκτης: Μαρία Παπαδάκη", "Μαρία Παπαδάκη"),
    ("en", "Authors: Ann Example and Bob Sample", "Ann Example, Bob Sample"),
    ("en", "Guest essay by Ann Example", "Ann Example"),
    ("en", "Research by: Ann Example", "Ann Example"),
    ("es", "Publicado por: Ana Ejemplo", "Ana Ejemplo"),
    ("fi", "Kirjoittaja: Matti Esimerkki", "Matti Esimerkki"),
    ("hu", "Szerző: Kovács Anna", "Kovács Anna"),
    ("id", "Penulis: Budi Santoso", "Budi Santoso"),
    ("ja", "文：山田太郎", "山田太郎"),
    ("ko", "글: 김민수", "김민수"),
    ("nb", "Skrevet av Kari Eksempel", "Kari Eksempel"),
    ("pl", "Autor Jan Kowalski", "Jan Kowalski"),
    ("pt", "Publicado por: Clara Exemplo", "Clara Exemplo"),
    ("ru", "Автор: Иван Петров", "Иван Петров"),
    ("sq", "Shkruar nga Ana Hoxha", "Ana Hoxha"),
    ("tr", "Yazan: Ayşe Yılmaz", "Ayşe Yılmaz"),
    ("vi", "Tác giả: Nguyễn Văn An", "Nguyễn Văn An"),
    ("zh", "作者：王晓明、李红、张建国", "王晓明, 李红, 张建国"),
    ("ar", "بقلم محمد حسن", "محمد حسن"),
]


BEFORE = ("2027-05-04 09:30 ", "04.05.2027 | ")
"""What may stand on the line before a label with a colon; one without opens its line."""
PLACED = [(*one, before) for one in LABELLED for before in ("", *(BEFORE if {":", "："} & set(one[1]) else ()))]


@pytest.mark.parametrize(("language", "line", "names", "before"), PLACED)
def test_a_label_opens_a_byline(language: str, line: str, names: str, before: str) -> None:
    assert ", ".join(article(f"<p>{before}{line}</p>").authors) == names


@pytest.mark.parametrize(
    "line",
    [
        "Analysis: Why Things Fall",
        "Sources: Ann Example, Bob Sample",
        "Quelle: Anna Beispiel",
        "来源：王晓明",
        "From New York City",
        "Report: Harbour reopens on Monday",
        "Photo: Ann Example",
        "Edited by: Ann Example",
        # Short words that headlines begin with, too: they need their colon.
        "From Ann Example",
        "Von Anna Beispiel",
        "Par Marie Exemple",
        "Door Anna Voorbeeld",
        "Por Ana Ejemplo",
        "Text Anna Beispiel",
    ],
)
def test_what_opens_no_byline(line: str) -> None:
    assert not list(labelled_bylines(line, None))


def test_a_long_line_is_read_part_by_part_beside_its_date() -> None:
    trail = "Category: Harbours and Bridges - Tags: bridge, cracks, ferries, inspectors, the county and its crowns"
    got = article(f"<small><b>24/04/2027</b> - Published by: Ann Example - {trail}</small>")
    assert (got.authors, str(got.published_at)) == (("Ann Example",), "2027-04-24 00:00:00+00:00")
    assert article(f"<small>Published by: Ann Example - {trail}</small>").authors == ()
