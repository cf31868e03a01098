"""Tables as people save them: what stands between the columns, how a quote is written, and what a date means."""

import csv
import io
from pathlib import Path

import pytest

from tests.loaders.formats.reading import came_of, story

ROWS = [
    [f"https://tide.example/{n}", f"Pier {n} to be rebuilt", story(n), day] for n, day in ((1, "2026-11-20"), (2, "2026-11-21"))
]
DAYS = ["2026-11-20 00:00", "2026-11-21 00:00"]


def table(rows: list[list[str]], names: str = "url title text date", delimiter: str = ",") -> str:
    written = io.StringIO()
    csv.writer(written, delimiter=delimiter, quoting=csv.QUOTE_ALL).writerows([names.split(), *rows])
    return written.getvalue()


@pytest.mark.parametrize("line", ["sep={}", '"sep={}"', "SEP={}", "sep={}{}", "Sep={}{}{}{}"])
@pytest.mark.parametrize("mark", list(";,|\t"))
@pytest.mark.parametrize("start", ["", "\ufeff"])
def test_the_line_that_names_the_separator_is_no_row(tmp_path: Path, line: str, mark: str, start: str) -> None:
    came = came_of(tmp_path, "a.csv", f"{start}{line.replace('{}', mark)}\r\n{table(ROWS, delimiter=mark)}")
    assert ([a.title for a in came.articles], came.days(), came.rejects) == ([r[1] for r in ROWS], DAYS, [])


@pytest.mark.parametrize("above", ["Export of 1 December\r\n", "Export of 1 December\r\n\r\nWho: desk\r\n", ",,,\r\n,,,\r\n"])
def test_names_are_found_below_what_stands_above_a_table(tmp_path: Path, above: str) -> None:
    came = came_of(tmp_path, "a.csv", above + table(ROWS))
    assert (len(came.articles), came.days(), came.rejects) == (2, DAYS, [])


@pytest.mark.parametrize("above", ["Export\r\n", "Export of,1 December\r\n"])
def test_names_of_which_only_the_text_is_known_are_found_below_a_narrower_line(tmp_path: Path, above: str) -> None:
    rows = [["17", story(17), "north"], ["18", story(18), "south"]]
    came = came_of(tmp_path, "a.csv", above + table(rows, "number text region"))
    assert ([a.body for a in came.articles], came.rejects) == ([story(17), story(18)], [])


@pytest.mark.parametrize("section", ["News", "Story", "Inhalt", "Article"])
@pytest.mark.parametrize("url", ["Url", "Where"])
def test_a_cell_that_is_called_like_a_column_of_text_names_no_columns(tmp_path: Path, section: str, url: str) -> None:
    """What reference managers export has no text: it is told so, with the columns that there are, and is not called empty."""
    rows = [["AB12", "Hart, Lena", "Port budget agreed", "https://tide.example/z", "2026-03-14", section] for _ in range(3)]
    came = came_of(tmp_path, "zotero.csv", table(rows, f"Key Author Title {url} Date Section"))
    ((code, detail),) = came.rejects
    assert code == "unsupported"
    assert f"(Key, Author, Title, {url}, Date, Section)" in detail
    assert "config/mappings/" in detail


def test_a_separator_within_the_quoted_names_is_none(tmp_path: Path) -> None:
    content = table(ROWS, delimiter=";").replace('"url"', '"link, as it was, when, it, was, read"', 1)
    came = came_of(tmp_path, "a.csv", content)
    assert [a.title for a in came.articles] == [r[1] for r in ROWS]


QUOTED = story(3).replace("old harbours", 'the "old", not new, harbours')


@pytest.mark.parametrize(
    "cell",
    [
        QUOTED.replace('"', '\\"'),
        QUOTED.replace('"', '\\"').replace("\n", "\\n"),
        QUOTED.replace('"', '\\"').replace("\n", "\\\n"),
        QUOTED.replace('"', '\\"').replace(",", "\\,"),
    ],
)
def test_a_backslash_escapes_where_a_quote_shows_that_it_does(tmp_path: Path, cell: str) -> None:
    came = came_of(tmp_path, "a.csv", f'url,title,text,date\n"https://tide.example/3","Pier 3","{cell}",\\N\n')
    assert [a.body for a in came.articles] == [QUOTED]
    assert came.rejects == []


def test_a_backslash_elsewhere_is_one(tmp_path: Path) -> None:
    text = story(3).replace("old harbours", 'old harbours (see C:\\new\\fund, "the fund")')
    came = came_of(tmp_path, "a.csv", table([["https://tide.example/3", "Pier 3", text, ""]]))
    assert [a.body for a in came.articles] == [text]


def test_a_dump_without_quotes_has_its_line_ends_escaped(tmp_path: Path) -> None:
    cell = story(3).replace("\n", "\\n")
    came = came_of(tmp_path, "a.tsv", f"url\ttitle\ttext\tdate\nhttps://tide.example/3\tPier 3\t{cell}\t\\N\n")
    assert [a.body for a in came.articles] == [story(3)]


@pytest.mark.parametrize(
    ("dates", "expected"),
    [
        (["11/15/2026", "11/05/2026"], ["2026-11-15", "2026-11-05"]),
        (["05/11/2026", "15/11/2026"], ["2026-11-05", "2026-11-15"]),
        (["05.11.2026", "15.11.2026"], ["2026-11-05", "2026-11-15"]),
        (["11-05-26 10:30", "11-15-26 08:00"], ["2026-11-05", "2026-11-15"]),
        (["5/11/2026 10:30", "15/11/2026 08:00"], ["2026-11-05", "2026-11-15"]),
        (["46331", "46341"], ["2026-11-05", "2026-11-15"]),
        (["46331.4375", "46341.3333333333"], ["2026-11-05", "2026-11-15"]),
        (["46331,4375", "46341,3333"], ["2026-11-05", "2026-11-15"]),
        (["1793836800", "1794700800"], ["2026-11-05", "2026-11-15"]),
        (["1793836800000", "1794700800000"], ["2026-11-05", "2026-11-15"]),
        (["1793836800000000000", "1794700800000000000"], ["2026-11-05", "2026-11-15"]),
        (["20261105", "20261115"], ["2026-11-05", "2026-11-15"]),
        (["2026-11-05T10:30:00Z", "2026-11-15"], ["2026-11-05", "2026-11-15"]),
    ],
)
@pytest.mark.parametrize("language", ["", "en", "de"])
def test_what_a_date_means_is_told_by_its_column(tmp_path: Path, dates: list[str], expected: list[str], language: str) -> None:
    rows = [[f"https://tide.example/{n}", f"Pier {n}", story(n), date, language] for n, date in enumerate(dates, 1)]
    came = came_of(tmp_path, "a.csv", table(rows, "url title text date language"))
    assert [day[:10] for day in came.days()] == expected


def test_a_column_tells_the_order_of_its_dates_however_late(tmp_path: Path) -> None:
    rows = [[f"https://tide.example/{n}", f"Pier {n}", story(n), "11/05/2026"] for n in range(300)]
    rows.append(["https://tide.example/x", "Pier x", story(301), "11/15/2026"])
    came = came_of(tmp_path, "a.csv", table([[*row, "de"] for row in rows], "url title text date language"))
    assert {day[:10] for day in came.days()} == {"2026-11-05", "2026-11-15"}


def test_dates_that_speak_against_each_other_are_each_as_they_can_be(tmp_path: Path) -> None:
    dates = ("13/11/2026", "11/14/2026")
    came = came_of(tmp_path, "a.csv", table([[f"https://tide.example/{d}", "Pier", story(1) + d, d] for d in dates]))
    assert [day[:10] for day in came.days()] == ["2026-11-13", "2026-11-14"]


@pytest.mark.parametrize(
    "names",
    ["URL;Titel;Text;Datum", "Adresse;Überschrift;Artikeltext;Veröffentlicht am", "lien;titre;texte;date de publication",
     "enlace;título;contenido;fecha", "link;TITULO;Texto;Fecha de publicacion", "url;kop;inhoud;publicatiedatum",
     "Link;Titel;Volltext;Erscheinungstag", "url;hed;body_text;pub_date",
     "Link;Schlagzeile;Fließtext;Erscheinungstag", "link;hed;body_txt;pub_dt", "url;title;txt;date"],
)  # fmt: skip
def test_names_of_columns_in_other_languages(tmp_path: Path, names: str) -> None:
    content = table(ROWS, delimiter=";").replace('"url";"title";"text";"date"', names)
    came = came_of(tmp_path, "a.csv", content)
    assert ([a.title for a in came.articles], came.days(), came.unused) == ([r[1] for r in ROWS], DAYS, [])
    assert [a.url for a in came.articles] == [r[0] for r in ROWS]


def test_names_that_a_tool_wrote_with_the_documents_own(tmp_path: Path) -> None:
    content = table(ROWS).replace('"url","title","text","date"', "_source.url,_source.title,_source.text,_source.date")
    came = came_of(tmp_path, "a.csv", content)
    assert ([a.title for a in came.articles], came.days()) == ([r[1] for r in ROWS], DAYS)


def test_columns_that_no_field_takes_are_told(tmp_path: Path) -> None:
    rows = [[*row, "7", "", "north"] for row in ROWS]
    came = came_of(tmp_path, "a.csv", table(rows, "url title text date score nothing region"))
    assert came.unused == ["score", "region"]


def test_empty_cells_behind_the_last_name_are_no_damage(tmp_path: Path) -> None:
    lines = [f'https://tide.example/{n},Pier {n},"{story(n)}",2026-11-20,,,' for n in (1, 2)]
    came = came_of(tmp_path, "a.csv", "\n".join(["url,title,text,date", *lines, "https://tide.example/3,Pier 3,a,b,c,d"]))
    assert len(came.articles) == 2
    assert [code for code, _ in came.rejects] == ["damaged"]


def test_rows_before_the_damage_are_loaded(tmp_path: Path) -> None:
    cell = "x" * 11_000_000
    came = came_of(tmp_path, "a.csv", table(ROWS) + f'"https://tide.example/3","Pier 3","{cell}","2026-11-20"\n')
    assert (len(came.articles), [code for code, _ in came.rejects]) == (2, ["too_large"])


LISTS = {
    "stories.csv": "stories_id,publish_date,title,url,language,media_name\n1,2026-03-02,Pier,https://tide.example/1,en,Tide\n",
    "found.csv": "\ufeffURL,MobileURL,Date,Title\nhttps://tide.example/1,,2026-03-02 10:00:00,Pier\n",
    "library.csv": '"Key","Author","Title","Publication Title","Url"\n"A1","Lee, Ann","Pier","Tide","https://tide.example/1"\n',
    "found.jsonl": '{"url": "https://tide.example/1", "title": "Pier"}\n',
    "captures.json": '[["timestamp", "original"], ["20260302", "https://tide.example/1"]]',
}


@pytest.mark.parametrize("name", LISTS)
def test_of_a_list_of_addresses_it_is_said_that_it_has_no_texts(tmp_path: Path, name: str) -> None:
    came = came_of(tmp_path, name, LISTS[name])
    assert came.articles == []
    assert "save the pages first" in came.rejects[-1][1], came.rejects


@pytest.mark.parametrize(
    "column", ["Verfasser/in", "Verfasser:in", "Autor/in", "Autor*innen", "AutorIn", "Autor_in", "auteur·rice", "Verfasserin"]
)
def test_a_columns_name_may_be_of_both_sexes(tmp_path: Path, column: str) -> None:
    came = came_of(tmp_path, "a.csv", f'Titel;{column};Volltext\nPier;Ann Lee;"{story(1)}"\n')
    assert [[c.name for c in a.contributors] for a in came.articles] == [["Ann Lee"]]


@pytest.mark.parametrize("column", ["paper", "Publication Title", "media_name", "Medium"])
def test_a_column_that_names_the_paper_says_whose_it_is(tmp_path: Path, column: str) -> None:
    came = came_of(tmp_path, "a.csv", f'title,{column},text\nPier,The Tide,"{story(1)}"\n')
    assert [a.publisher for a in came.articles] == ["The Tide"]
