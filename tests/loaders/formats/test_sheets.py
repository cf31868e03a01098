"""Spreadsheets: each sheet with a column of text gives its rows; a date is one however it is shown."""

import io
import zipfile
from pathlib import Path
from xml.sax.saxutils import escape

import pytest

from tests.loaders.formats.reading import came_of, story

NAMES = ["Address", "Headline", "Text", "Published", "Score"]
DAY, TIME = 46346, 46347.4375  # 20 November 2026, and the next day at 10:30


def rows(first: int = 1) -> list[list[object]]:
    return [
        [f"https://tide.example/{n}", f"Pier {n} to be rebuilt", story(n), when, n]
        for n, when in ((first, DAY), (first + 1, TIME))
    ]


def packed(files: dict[str, str]) -> bytes:
    raw = io.BytesIO()
    with zipfile.ZipFile(raw, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return raw.getvalue()


def xlsx(sheets: dict[str, list[list[object]]], hidden: str = "", epoch: str = "") -> bytes:
    def cell(value: object, column: int, row: int) -> str:
        at = f"{chr(65 + column)}{row}"
        if isinstance(value, str):
            return f'<c r="{at}" t="inlineStr"><is><t xml:space="preserve">{escape(value)}</t></is></c>'
        style = ' s="1"' if isinstance(value, int | float) and value > 40_000 else ""
        return f'<c r="{at}"{style}><v>{value}</v></c>' if value is not None else ""

    spread = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = "http://schemas.openxmlformats.org/package/2006"
    named = enumerate(sheets, 1)
    listed = "".join(
        f'<sheet name="{name}" sheetId="{n}" r:id="r{n}"{" state=" + chr(34) + "hidden" + chr(34) if name == hidden else ""}/>'
        for n, name in named
    )
    files = {
        "[Content_Types].xml": f'<Types xmlns="{package}/content-types"><Default Extension="xml" ContentType="application/xml"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{package}/relationships"><Relationship Id="a" Type="{office}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{spread}" xmlns:r="{office}"><workbookPr{epoch}/><sheets>{listed}</sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{package}/relationships">'
        + "".join(
            f'<Relationship Id="r{n}" Type="{office}/worksheet" Target="worksheets/sheet{n}.xml"/>'
            for n in range(1, len(sheets) + 1)
        )
        + f'<Relationship Id="s" Type="{office}/styles" Target="styles.xml"/></Relationships>',
        "xl/styles.xml": f'<styleSheet xmlns="{spread}"><cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="22"/></cellXfs></styleSheet>',
    }
    for n, cells in enumerate(sheets.values(), 1):
        written = "".join(
            f'<row r="{r}">{"".join(cell(value, c, r) for c, value in enumerate(row))}</row>' for r, row in enumerate(cells, 1)
        )
        files[f"xl/worksheets/sheet{n}.xml"] = f'<worksheet xmlns="{spread}"><sheetData>{written}</sheetData></worksheet>'
    return packed(files)


def ods(sheets: dict[str, list[list[object]]]) -> bytes:
    def cell(value: object) -> str:
        if isinstance(value, str):
            return '<table:table-cell office:value-type="string">' + "".join(
                f"<text:p>{escape(part)}</text:p>" for part in value.split("\n\n")
            ) + "</table:table-cell>"  # fmt: skip
        if value in (DAY, TIME):
            iso = "2026-11-20" if value == DAY else "2026-11-21T10:30:00"
            return f'<table:table-cell office:value-type="date" office:date-value="{iso}"><text:p>as shown</text:p></table:table-cell>'
        return f'<table:table-cell office:value-type="float" office:value="{value}"><text:p>{value}</text:p></table:table-cell>'

    names = " ".join(f'xmlns:{n}="urn:oasis:names:tc:opendocument:xmlns:{n}:1.0"' for n in ("office", "table", "text"))
    tables = "".join(
        f'<table:table table:name="{name}">'
        + "".join(f"<table:table-row>{''.join(map(cell, row))}</table:table-row>" for row in cells)
        + "</table:table>"
        for name, cells in sheets.items()
    )
    content = f"<office:document-content {names}><office:body><office:spreadsheet>{tables}</office:spreadsheet></office:body></office:document-content>"
    manifest = '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>'
    return packed(
        {
            "mimetype": "application/vnd.oasis.opendocument.spreadsheet",
            "content.xml": content,
            "META-INF/manifest.xml": manifest,
        }
    )


WRITERS = pytest.mark.parametrize("write", [xlsx, ods])


@WRITERS
@pytest.mark.parametrize(
    "above", [[], [["The desk's stories"], [""]], [["", "", "", "", ""]]], ids=["names first", "a title", "an empty row"]
)
@pytest.mark.parametrize("name", ["a.xlsx", "a.ods", "a", "a.csv"])
def test_a_sheet_gives_its_rows(tmp_path: Path, write, above: list[list[object]], name: str) -> None:
    came = came_of(tmp_path, name, write({"Stories": [*above, list(NAMES), *rows()]}))
    assert ([a.title for a in came.articles], came.rejects) == (["Pier 1 to be rebuilt", "Pier 2 to be rebuilt"], [])
    assert [a.body for a in came.articles] == [story(1), story(2)]
    assert came.days() == ["2026-11-20 00:00", "2026-11-21 10:30"]
    assert came.unused == ["Score"]


@WRITERS
def test_each_sheet_with_texts_and_no_other(tmp_path: Path, write) -> None:
    sheets = {"North": [NAMES, *rows()], "Totals": [["Month", "Stories"], ["May", 4]], "Süd": [NAMES, *rows(3)]}
    came = came_of(tmp_path, "a.xlsx", write(sheets))
    assert len(came.articles) == 4
    assert "the sheet Totals" in came.unused


def test_a_hidden_sheet_is_not_loaded(tmp_path: Path) -> None:
    came = came_of(tmp_path, "a.xlsx", xlsx({"North": [NAMES, *rows()], "Old": [NAMES, *rows(3)]}, hidden="Old"))
    assert len(came.articles) == 2
    assert "the hidden sheet Old" in came.unused


def test_a_workbook_that_counts_from_1904(tmp_path: Path) -> None:
    cells = [[*row[:3], float(row[3]) - 1462, row[4]] for row in rows()]  # type: ignore[arg-type]
    came = came_of(tmp_path, "a.xlsx", xlsx({"Stories": [NAMES, *cells]}, epoch=' date1904="1"'))
    assert came.days() == ["2026-11-20 00:00", "2026-11-21 10:30"]


@WRITERS
def test_a_row_is_called_as_the_spreadsheet_calls_it(tmp_path: Path, write) -> None:
    cells = [["title", "text"], ["Pier 1", story(1)], ["", ""], ["Pier 2", story(2)], ["Pier 3", ""]]
    came = came_of(tmp_path, "a.xlsx", write({"Stories": cells}))
    assert [a.url for a in came.articles] == ["file:a.xlsx#Stories!2", "file:a.xlsx#Stories!4"]
    assert [(code, "number Stories!5: its column 'text' is empty" in said) for code, said in came.rejects] == [
        ("no_text", True)
    ]


@WRITERS
@pytest.mark.parametrize(
    ("sheets", "code", "said"),
    [
        ({"Wares": [["name", "price"], ["rope", 7]]}, "unsupported", "no column holds a text (name, price"),
        (
            {"Wares": [["The Tide's clippings"], ["made on 12/11/2026", ""], ["name", "", "price"], ["rope", "", 7]]},
            "unsupported",
            "no column holds a text (name, price)",
        ),
        ({"Empty": []}, "unsupported", "no column holds a text"),
    ],
)
def test_why_a_spreadsheet_gives_nothing(
    tmp_path: Path, write, sheets: dict[str, list[list[object]]], code: str, said: str
) -> None:
    ((found, detail),) = came_of(tmp_path, "a.xlsx", write(sheets)).rejects
    assert (found, said in detail) == (code, True)


@WRITERS
def test_sheets_of_which_none_gives_anything_are_said_once(tmp_path: Path, write) -> None:
    came = came_of(tmp_path, "a.xlsx", write({"Wares": [["name", "price"], ["rope", 7]], "Notes": [["by", "what"]]}))
    assert (len(came.rejects), came.unused) == (1, [])


@WRITERS
def test_a_spreadsheet_that_is_cut_off_is_damaged(tmp_path: Path, write) -> None:
    whole = write({"Stories": [NAMES, *rows()]})
    came = came_of(tmp_path, "a.xlsx", whole[: len(whole) // 2])
    assert (came.articles, [code for code, _ in came.rejects]) == ([], ["damaged"])
