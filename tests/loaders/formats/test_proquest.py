"""Exports of ProQuest, as text, RTF and Word documents."""

from pathlib import Path
from textwrap import fill

import pytest

from tests.loaders.formats.reading import came_of, story
from tests.loaders.formats.test_exports import FORMS

TITLES = ["Pier one to be rebuilt in oak", "Pier two to be rebuilt in oak"]
TEXTS = [story(1), story(2, "quay")]
BORDER = "_" * 60


def document(number: int, title: str, text: str, author: str = "Okafor, Anna") -> str:
    """One article, as the service prints it."""
    said = f"Author: {author}\n\n" if author else ""
    return (
        f"{BORDER}\n\nDocument {number} of 2\n\n{title}\n\n{said}"
        "Publication info: The Tide, Late Edition; Ebbville, Me. [Ebbville, Me]. 20 Nov 2026: B.3.\n\n"
        "ProQuest document link\n\nAbstract: None available.\n\nLinks: Get It\n\n"
        f"Full text: {text}\n\nCREDIT: The Tide\n\n"
        f"Subject: Harbours; Councils\n\nLocation: Maine\n\nTitle: {title}\n\nPublication title: The Tide, Late Edition; Ebbville, Me.\n\n"
        "Pages: B.3\n\nPublication year: 2026\n\nPublication date: Nov 20, 2026\n\nSection: Harbour\n\nPublisher: Tide Company\n\n"
        "ISSN: 00000000\n\nSource type: Newspaper\n\nLanguage of publication: English\n\nDocument type: News\n\n"
        f"ProQuest document ID: 9000{number}\n\nDocument URL: https://proquest.example/docview/9000{number}\n\n"
        "Copyright: Copyright Tide Company Nov 20, 2026\n\nLast updated: 2026-11-21\n\nDatabase: Recent Papers\n\n"
    )


def export(author: str = "Okafor, Anna") -> str:
    return (
        "".join(document(n, *one, author) for n, one in enumerate(zip(TITLES, TEXTS, strict=True), 1)) + f"{BORDER}\n\nTerms\n"
    )


@pytest.mark.parametrize("form", FORMS)
def test_each_article_of_an_export(tmp_path: Path, form: str) -> None:
    came = came_of(tmp_path, {"docx": "a.docx", "rtf": "a.rtf"}.get(form, "a.txt"), FORMS[form](export()))
    assert ([a.title for a in came.articles], came.rejects) == (TITLES, [])
    assert [a.body for a in came.articles] == TEXTS
    assert {f"{a.published_at:%Y-%m-%d}" for a in came.articles} == {"2026-11-20"}
    assert {(a.publisher, a.section, a.language) for a in came.articles} == {("The Tide, Late Edition", "Harbour", "en")}
    assert [a.url.partition("#")[2] for a in came.articles] == ["90001", "90002"]


@pytest.mark.parametrize(
    ("printed", "names"),
    [
        ("Okafor, Anna", ["Anna Okafor"]), ("Anna Okafor", ["Anna Okafor"]), ("", []), ("de la Cruz, Ana María", ["Ana María de la Cruz"]),
        ("Okafor, Anna; Halloran, Ines", ["Anna Okafor", "Ines Halloran"]), ("O'Neill, Sean; Li, Wei; Roe, J. R.", ["Sean O'Neill", "Wei Li", "J. R. Roe"]),
    ],
)  # fmt: skip
def test_who_wrote_it(tmp_path: Path, printed: str, names: list[str]) -> None:
    came = came_of(tmp_path, "a.txt", export(printed))
    assert [[c.name for c in a.contributors if c.kind == "person"] for a in came.articles] == [names, names]


def test_lines_that_were_wrapped(tmp_path: Path) -> None:
    written = export()
    for text in TEXTS:
        written = written.replace(text, "\n\n".join(fill(part, 72) for part in text.split("\n\n")))
    assert [a.body for a in came_of(tmp_path, "a.txt", written).articles] == TEXTS


def test_a_paragraph_that_begins_like_a_label_stays(tmp_path: Path) -> None:
    labelled = "Location: the one that the council chose lies half a mile from the pier that the storms took in winter."
    came = came_of(tmp_path, "a.txt", export().replace(TEXTS[0], f"{labelled}\n\n{TEXTS[0]}"))
    assert came.articles[0].body == f"{labelled}\n\n{TEXTS[0]}"


def test_a_document_without_its_full_text_is_said(tmp_path: Path) -> None:
    written = document(1, TITLES[0], TEXTS[0]) + document(2, TITLES[1], TEXTS[1]).replace("Full text: " + TEXTS[1], "")
    came = came_of(tmp_path, "a.txt", written)
    assert ([a.title for a in came.articles], [code for code, _ in came.rejects]) == (TITLES[:1], ["no_text"])
