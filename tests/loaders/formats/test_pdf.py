from collections.abc import Iterable
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
        ("Microsoft Word - story final.docx", False), ("Untitled-1", False), ("(anonymous)", False), ("Anonymous gift saves pier", True),
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


def test_an_author_of_whom_nothing_is_known_is_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ten, "STORIES", (replace(ten.STORIES[0], byline="(anonymous)"),))
    ten.pdf(tmp_path)
    (page,) = loaded(tmp_path)
    assert isinstance(page, Page)
    assert [hint.field for hint in page.hints] == ["title"]


Row = tuple[float, float, float, str]
"""x, y, size, text."""


def set_down(file: Path, *pages: Iterable[Row]) -> None:
    """A PDF whose rows stand where they are put."""
    objects: list[bytes] = []
    for rows in pages:
        shown = " ".join(f"BT /F1 {size} Tf {x} {y} Td ({ten._wrapped(text)}) Tj ET" for x, y, size, text in rows)
        raw = shown.encode("cp1252")
        objects += [
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F1 3 0 R>>>>/Contents %d 0 R>>" % (len(objects) + 5),
            b"<</Length %d>>stream\n%s\nendstream" % (len(raw), raw),
        ]  # fmt: skip
    kids = b" ".join(b"%d 0 R" % n for n in range(4, 4 + len(objects), 2))
    head = [b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[%s]/Count %d>>" % (kids, len(pages)),
            b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>"]  # fmt: skip
    out, places = b"%PDF-1.4\n", []
    for number, one in enumerate([*head, *objects], 1):
        places.append(len(out))
        out += b"%d 0 obj%s endobj\n" % (number, one)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"xref\n0 %d\n0000000000 65535 f \n%strailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % (
        len(places) + 1, table, len(places) + 1, len(out),
    )  # fmt: skip
    file.write_bytes(out)


def read(file: Path) -> list[str]:
    (page,) = loaded(file)
    assert isinstance(page, Page)
    return page.payload.decode().split("\n\n")


def column(top: float, size: float, *lines: str, x: float = 60, leading: float = 1.2) -> list[Row]:
    return [(x, round(top - n * leading * size, 1), size, line) for n, line in enumerate(lines)]


FERRY = ("The ferry from Oldmill will sail twice an hour from the first of", "April, the harbour board said on Friday.")
OAK = (
    "The pier will be rebuilt in oak, and the old planks are to be sold",
    "to whoever comes for them before the end of the month.",
)
LAST = "April, the harbour board said, when the ice on the river is gone."
"""A line as long as those above it."""
FERRY_WHOLE, OAK_WHOLE = " ".join(FERRY), " ".join(OAK)


def test_a_paragraph_ends_where_a_line_stands_further_below(tmp_path: Path) -> None:
    set_down(tmp_path / "a.pdf", [*column(700, 10, FERRY[0], LAST), *column(670, 10, *OAK)])
    assert read(tmp_path / "a.pdf") == [f"{FERRY[0]} {LAST}", OAK_WHOLE]


@pytest.mark.parametrize("last", [LAST, FERRY[1]])
def test_a_paragraph_ends_before_a_line_that_stands_further_in(tmp_path: Path, last: str) -> None:
    rows = [*column(700, 10, FERRY[0], last), *column(676, 10, OAK[0], x=72), *column(664, 10, OAK[1])]
    set_down(tmp_path / "a.pdf", rows)
    assert read(tmp_path / "a.pdf") == [f"{FERRY[0]} {last}", OAK_WHOLE]


def test_lines_on_which_the_next_word_would_have_fitted_are_paragraphs(tmp_path: Path) -> None:
    head = ("Ferry to sail twice an hour", "By Jane Doe", "3 November 2026")
    set_down(tmp_path / "a.pdf", column(700, 10, *head, *FERRY))
    assert read(tmp_path / "a.pdf") == [*head, FERRY_WHOLE]


def test_a_title_in_the_middle_of_two_lines_is_one(tmp_path: Path) -> None:
    title = [(60, 760, 18, "Ferry to sail twice an hour from April, says"), (190, 738, 18, "the harbour board")]
    set_down(tmp_path / "a.pdf", [*title, *column(722, 10, *FERRY)])
    assert read(tmp_path / "a.pdf") == ["Ferry to sail twice an hour from April, says the harbour board", FERRY_WHOLE]


@pytest.mark.parametrize("where", ["column", "page"])
def test_a_paragraph_goes_on_in_the_next_column_and_on_the_next_page(tmp_path: Path, where: str) -> None:
    above, below = [*column(700, 10, *OAK), *column(670, 10, FERRY[0])], column(700, 10, FERRY[1], x=340)
    set_down(tmp_path / "a.pdf", *([[*above, *below]] if where == "column" else [above, below]))
    assert read(tmp_path / "a.pdf") == [OAK_WHOLE, FERRY_WHOLE]


def test_a_sentence_that_ends_a_full_column_ends_its_paragraph(tmp_path: Path) -> None:
    set_down(tmp_path / "a.pdf", [*column(700, 10, FERRY[0], LAST), *column(700, 10, *OAK, x=340)])
    assert read(tmp_path / "a.pdf") == [f"{FERRY[0]} {LAST}", OAK_WHOLE]


def test_words_broken_at_the_ends_of_lines_are_whole(tmp_path: Path) -> None:
    lines = ("Der Stadtrat hat die Entscheidung vertagt, weil ein Gut-", "achten fehlt. Die Fraktionsvorsitzende der Grü-",
             "nen forderte, die Halle bis dahin für alle Händ-", "ler zu öffnen, die auf dem Rathaus-Platz stehen.")  # fmt: skip
    set_down(tmp_path / "a.pdf", column(700, 10, *lines))
    (text,) = read(tmp_path / "a.pdf")
    assert ("Gutachten" in text, "Grünen" in text, "Händler" in text, "Rathaus-Platz" in text) == (True, True, True, True)


def test_a_heading_in_larger_letters_is_a_paragraph(tmp_path: Path) -> None:
    heading = "What the harbour board of Oldmill said of its new pier and of"
    set_down(tmp_path / "a.pdf", [*column(700, 10, *OAK), *column(676, 12, heading), *column(664, 10, *FERRY)])
    assert read(tmp_path / "a.pdf") == [OAK_WHOLE, heading, FERRY_WHOLE]


ADDRESS = "https://tide.example/2026/ferry"


def printed(number: int, count: int, head: str, foot: str, *rows: Row) -> list[Row]:
    return [*rows, (24, 770, 8, head), (24, 17, 8, f"{foot} {number}/{count}")]


@pytest.mark.parametrize("day", ["11/30/26, 3:53 PM", "30.11.2026, 15:53", "30/11/2026 15:53", "2026-11-30, 15:53"])
def test_what_a_browser_prints_around_its_pages_is_their_address_and_no_text(tmp_path: Path, day: str) -> None:
    first = printed(1, 2, f"{day} Ferry | The Tide", ADDRESS, *column(700, 10, *OAK), *column(670, 10, FERRY[0]))
    set_down(tmp_path / "a.pdf", first, printed(2, 2, f"{day} Ferry | The Tide", ADDRESS, *column(700, 10, FERRY[1])))
    assert read(tmp_path / "a.pdf") == [OAK_WHOLE, FERRY_WHOLE]
    (page,) = loaded(tmp_path / "a.pdf")
    assert page.url == ADDRESS


@pytest.mark.parametrize(
    ("foot", "url"), [("https://tide.example/2026/a-long-addr…", "file:a.pdf"), ("file:///home/me/a.html", "file:a.pdf")]
)
def test_an_address_that_leads_nowhere_is_none(tmp_path: Path, foot: str, url: str) -> None:
    set_down(tmp_path / "a.pdf", printed(1, 1, "11/30/26, 3:53 PM", foot, *column(700, 10, *OAK)))
    assert read(tmp_path / "a.pdf") == [OAK_WHOLE]
    (page,) = loaded(tmp_path / "a.pdf")
    assert page.url == url


def test_an_address_in_the_last_line_of_a_text_stays(tmp_path: Path) -> None:
    set_down(tmp_path / "a.pdf", [*column(700, 10, *OAK), *column(600, 10, f"{ADDRESS} 3/4")])
    assert read(tmp_path / "a.pdf") == [OAK_WHOLE, f"{ADDRESS} 3/4"]
