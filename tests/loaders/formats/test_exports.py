"""Exports of Nexis and Factiva in the languages of their interfaces, as text, RTF and Word documents."""

import io
from dataclasses import dataclass
from pathlib import Path
from textwrap import fill

import pytest
from docx import Document

from tests.loaders.formats.reading import came_of, story


@dataclass(frozen=True)
class Interface:
    """What a service prints in one language."""

    length: str
    words: str
    byline: str
    section: str
    body: str
    loaded: str
    language: str
    end: str
    of_many: str
    days: tuple[str, str]
    number: str
    by: str
    rights: str = "All Rights Reserved"


INTERFACES = {
    "en": Interface("Length", "words", "Byline", "Section", "Body", "Load-Date", "Language", "End of Document", "{} of {} DOCUMENTS",
                    ("November 20, 2026 Friday", "21 November 2026"), "Document", "By"),
    "de": Interface("Länge", "Wörter", "Autor", "Rubrik", "Hauptteil", "Ladedatum", "Sprache", "Ende des Dokuments", "Dokument {} von {}",
                    ("20. November 2026 Freitag", "21 November 2026"), "Dokument", "Von", "Alle Rechte vorbehalten"),
    "fr": Interface("Longueur", "mots", "Auteur", "Rubrique", "Corps", "Date de chargement", "Langue", "Fin du document", "Document {} de {}",
                    ("20 novembre 2026 vendredi", "21 novembre 2026"), "Document", "Par", "Tous droits réservés"),
    "nl": Interface("Lengte", "woorden", "Auteur", "Rubriek", "Volledige tekst", "Laaddatum", "Taal", "Einde van document", "{} van {} documenten",
                    ("20 november 2026 vrijdag", "21 november 2026"), "Document", "Door", "Alle rechten voorbehouden"),
    "es": Interface("Longitud", "palabras", "Autor", "Sección", "Cuerpo", "Fecha de carga", "Idioma", "Fin del documento", "Documento {} de {}",
                    ("20 de noviembre de 2026 viernes", "21 de noviembre de 2026"), "Documento", "Por", "Todos los derechos reservados"),
}  # fmt: skip
LANGUAGES = pytest.mark.parametrize("language", INTERFACES)
TITLES = ["Pier one to be rebuilt in oak", "Pier two to be rebuilt in oak"]
TEXTS = [story(1), story(2, "quay")]


def uni(of: Interface) -> str:
    """Nexis Uni: title, outlet, date; a line ends each article."""
    return "".join(
        f"\n\n{title}\nThe Tide ({of.section})\n{of.days[0]}\n\nCopyright 2026 The Tide\n{of.rights}\n\n{of.section}: Harbour; S. {n}\n"
        f"{of.length}: 4{n}2 {of.words}\n{of.byline}: Anna Okafor\n\n{of.body}\n\n\n{text}\n\n\n{of.loaded}: {of.days[0]}\n\n\n{of.end}\n"
        for n, (title, text) in enumerate(zip(TITLES, TEXTS, strict=True), 1)
    )


def classic(of: Interface) -> str:
    """Nexis before that: outlet, date, title; a line begins each article."""
    return "".join(
        f"\n{of.of_many.format(n, 2):^70}\n\n{'The Tide':^70}\n\n{of.days[0]:^70}\n\n{title}\n\n{of.byline.upper()}: Anna Okafor\n\n"
        f"{of.section.upper()}: Harbour; S. {n}\n\n{of.length.upper()}: 1.4{n}2 {of.words}\n\n{text}\n\n{of.loaded.upper()}: {of.days[0]}\n\n"
        f"{of.language.upper()}: ENGLISH\n\n{'Copyright 2026 The Tide Ltd':^70}\n"
        for n, (title, text) in enumerate(zip(TITLES, TEXTS, strict=True), 1)
    )


def by_line(of: Interface) -> str:
    """Factiva as it is shown."""
    return "".join(
        f"{title}\n\n{of.by} Anna Okafor\n4{n}2 {of.words}\n{of.days[1]}\n10:30\nThe Tide\nTIDE\n{n}\nEnglish\n(c) 2026 The Tide Ltd\n\n"
        f"{text}\n\n{of.number} TIDE00002026112{n}embk0000{n}\n\n"
        for n, (title, text) in enumerate(zip(TITLES, TEXTS, strict=True), 1)
    )


def coded(of: Interface) -> str:
    """Factiva with its codes."""
    return "".join(
        f"HD  {title}\nBY  Anna Okafor\nWC  4{n}2 {of.words}\nPD  {of.days[1]}\nET  10:30\nSN  The Tide\nSC  TIDE\nLA  English\n"
        f"CY  (c) 2026 The Tide Ltd\n\nLP\n\n{text.partition(chr(10))[0]}\n\nTD\n\n{text.partition(chr(10))[2].strip()}\n\n"
        f"AN  {of.number} TIDE00002026112{n}embk0000{n}\n\n"
        for n, (title, text) in enumerate(zip(TITLES, TEXTS, strict=True), 1)
    )


def with_no_break_spaces(text: str) -> str:
    return "\n".join(line if len(line) > 60 else line.replace(" ", "\xa0") for line in text.split("\n"))


def as_docx(text: str) -> bytes:
    document, raw = Document(), io.BytesIO()
    for line in text.split("\n"):
        document.add_paragraph(line)
    document.save(raw)
    return raw.getvalue()


def as_rtf(text: str) -> bytes:
    escaped = "".join(c if c.isascii() else f"\\u{ord(c)}?" for c in text.replace("\\", "\\\\"))
    return ("{\\rtf1\\ansi\\deff0 " + escaped.replace("\n", "\\par\n") + "}").encode("ascii")


FORMS = {
    "txt": lambda text: text.encode(), "utf-16": lambda text: text.encode("utf-16"), "cp1252": lambda text: text.encode("cp1252"),
    "crlf": lambda text: text.replace("\n", "\r\n").encode(), "no-break": lambda text: with_no_break_spaces(text).encode(),
    "docx": as_docx, "rtf": as_rtf,
}  # fmt: skip


@LANGUAGES
@pytest.mark.parametrize("layout", [uni, classic, by_line, coded])
@pytest.mark.parametrize("form", FORMS)
def test_each_article_of_an_export(tmp_path: Path, language: str, layout, form: str) -> None:
    content = FORMS[form](layout(INTERFACES[language]))
    came = came_of(tmp_path, {"docx": "a.docx", "rtf": "a.rtf"}.get(form, "a.txt"), content)
    assert ([a.title for a in came.articles], came.rejects) == (TITLES, [])
    assert [a.body for a in came.articles] == TEXTS
    day = 21 if layout in (by_line, coded) else 20
    assert {f"{a.published_at:%Y-%m-%d}" for a in came.articles} == {f"2026-11-{day}"}
    assert {tuple(c.name for c in a.contributors) for a in came.articles} == {("Anna Okafor",)}
    if layout in (uni, classic):
        assert {a.section for a in came.articles} == {"Harbour"}


@LANGUAGES
@pytest.mark.parametrize("layout", [uni, classic])
def test_lines_that_were_wrapped(tmp_path: Path, language: str, layout) -> None:
    long = {TITLES[0]: TITLES[0] + " after the town's council had voted on it for the third time since the spring of last year"}
    written = layout(INTERFACES[language])
    for title, longer in long.items():
        written = written.replace(title, fill(longer, 72))
    for text in TEXTS:
        written = written.replace(text, "\n\n".join(fill(part, 72) for part in text.split("\n\n")))
    came = came_of(tmp_path, "a.txt", written)
    assert [a.title for a in came.articles] == [long[TITLES[0]], TITLES[1]]
    assert [a.body for a in came.articles] == TEXTS


@LANGUAGES
def test_a_paragraph_that_begins_like_a_label_stays(tmp_path: Path, language: str) -> None:
    of = INTERFACES[language]
    labelled = f"{of.language}: the one that the fishermen speak is not taught in any of the schools along this coast today."
    written = uni(of).replace(TEXTS[0], f"{labelled}\n\n{TEXTS[0]}")
    assert came_of(tmp_path, "a.txt", written).articles[0].body == f"{labelled}\n\n{TEXTS[0]}"


@LANGUAGES
def test_a_title_that_holds_a_day_or_looks_like_a_label(tmp_path: Path, language: str) -> None:
    of = INTERFACES[language]
    for title in (
        f"Series: the pier of {of.days[1]} and its second life",
        f"{of.section}: Why the pier of 5 May 2001 was never built",
    ):
        came = came_of(tmp_path, "a.txt", uni(of).replace(TITLES[0], title))
        assert [a.title for a in came.articles] == [title, TITLES[1]]
        assert {f"{a.published_at:%d}" for a in came.articles} == {"20"}


@LANGUAGES
def test_a_document_without_its_labels_is_said(tmp_path: Path, language: str) -> None:
    of = INTERFACES[language]
    came = came_of(tmp_path, "a.txt", uni(of) + f"\nA third title\n\n{story(3)}\n\n{of.end}\n")
    assert (len(came.articles), [code for code, _ in came.rejects]) == (2, ["no_text"])


@LANGUAGES
def test_an_export_that_was_cut_off_is_said(tmp_path: Path, language: str) -> None:
    written = by_line(INTERFACES[language])
    came = came_of(tmp_path, "a.txt", written[: written.rindex(TEXTS[1]) + 200])
    assert ([a.title for a in came.articles], [code for code, _ in came.rejects]) == (TITLES[:1], ["damaged"])


@LANGUAGES
@pytest.mark.parametrize("weekday", ["", " Wednesday", ", Wednesday, First Edition"])
def test_of_a_short_article_the_day_of_loading_is_not_its_day(tmp_path: Path, language: str, weekday: str) -> None:
    of = INTERFACES[language]
    written = classic(of).replace(f"{of.days[0]:^70}", f"{of.days[0]}{weekday}".center(70))
    for text in TEXTS:
        written = written.replace(text, text.partition("\n\n")[0])
    written = written.replace(f"{of.loaded.upper()}: {of.days[0]}", f"{of.loaded.upper()}: {of.days[1]}")
    came = came_of(tmp_path, "a.txt", written)
    assert ([a.title for a in came.articles], came.rejects) == (TITLES, [])
    assert [day[:10] for day in came.days()] == ["2026-11-20"] * len(TITLES)


COVERS = {
    "one a line": "User Name: = reader@tide.example\nDate and Time: = Monday, 30 November 2026 10:02:00 GMT\nJob Number: = 12345678\n\n"
    "Documents (2)\n\n{}Client/Matter: -None-\nSearch Terms: pier\nNarrowed by:\nContent Type\nNews\n\n",
    "named in no language": "reader@tide.example\n30. November 2026\n\n{}\n",
}


@LANGUAGES
@pytest.mark.parametrize("cover", COVERS.values(), ids=COVERS)
@pytest.mark.parametrize("form", ["txt", "docx"])
def test_what_stands_on_a_cover_is_no_title(tmp_path: Path, language: str, cover: str, form: str) -> None:
    listed = cover.format("".join(f"{n}. {title}\n" for n, title in enumerate(TITLES, 1)))
    came = came_of(tmp_path, f"a.{form}", FORMS[form](listed + uni(INTERFACES[language])))
    assert ([a.title for a in came.articles], came.rejects) == (TITLES, [])
    assert [a.body for a in came.articles] == TEXTS


@pytest.mark.parametrize("heading", ["Graphic", "Grafik", "Graphique", "Gráfico", "Afbeelding"])
def test_what_stands_below_a_heading_behind_the_text_is_no_text(tmp_path: Path, heading: str) -> None:
    of = INTERFACES["en"]
    below = (
        f"{heading}\n\nThe pier in winter, before the storms. Picture: Ada Lowe\n\nClassification\n\n{of.language}: ENGLISH\n\n"
    )
    came = came_of(tmp_path, "a.txt", uni(of).replace(f"{of.loaded}:", f"{below}{of.loaded}:"))
    assert [a.body for a in came.articles] == TEXTS


def test_a_heading_above_most_of_the_text_stays(tmp_path: Path) -> None:
    came = came_of(tmp_path, "a.txt", uni(INTERFACES["en"]).replace(TEXTS[0], f"Graphic\n\n{TEXTS[0]}"))
    assert came.articles[0].body == f"Graphic\n\n{TEXTS[0]}"


@LANGUAGES
@pytest.mark.parametrize("house", ["The Tide Ltd", "The Tide", "Tide Newspapers Ltd"])
@pytest.mark.parametrize("form", ["txt", "docx"])
def test_the_company_below_a_text_is_no_text(tmp_path: Path, language: str, house: str, form: str) -> None:
    of = INTERFACES[language]
    came = came_of(tmp_path, f"a.{form}", FORMS[form](by_line(of).replace(f"\n\n{of.number} ", f"\n\n{house}\n\n{of.number} ")))
    assert [a.body for a in came.articles] == TEXTS


def test_a_last_sentence_about_the_paper_stays(tmp_path: Path) -> None:
    of, last = INTERFACES["en"], "The Tide has asked the owner of the pier."
    came = came_of(tmp_path, "a.txt", by_line(of).replace(f"\n\n{of.number} ", f"\n\n{last}\n\n{of.number} "))
    assert [a.body for a in came.articles] == [f"{text}\n\n{last}" for text in TEXTS]


@LANGUAGES
@pytest.mark.parametrize("section", ["News", "Business & Finance", "National; Main"])
@pytest.mark.parametrize("form", ["txt", "docx", "rtf"])
def test_the_section_above_a_title_is_the_section(tmp_path: Path, language: str, section: str, form: str) -> None:
    written = by_line(INTERFACES[language]).replace(TITLES[0], f"{section}\n{TITLES[0]}")
    came = came_of(tmp_path, {"docx": "a.docx", "rtf": "a.rtf"}.get(form, "a.txt"), FORMS[form](written))
    assert [(a.title, a.section) for a in came.articles] == [(TITLES[0], section), (TITLES[1], None)]


@LANGUAGES
def test_a_title_of_two_lines_has_no_section_above_it(tmp_path: Path, language: str) -> None:
    longer = TITLES[0] + " after the town's council had voted on it for the third time"
    came = came_of(tmp_path, "a.txt", by_line(INTERFACES[language]).replace(TITLES[0], fill(longer, 40)))
    assert (came.articles[0].title, came.articles[0].section) == (longer, None)
