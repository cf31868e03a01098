"""Spreadsheets of Excel (.xlsx, .xlsm, .xlsb, .xls) and OpenDocument (.ods): each sheet shown that has a column of text.

Files: spreadsheets (`.xlsx`, `.xlsm`, `.xlsb`, `.xls`, `.ods`)
Articles: each row, as for CSV, of each visible sheet with a column of text or HTML; rows are numbered as in the
spreadsheet (`file:a.xlsx#Sheet!2`)
"""

import io
import zipfile
from collections.abc import Iterator

from python_calamine import CalamineError, CalamineWorkbook, PasswordError, SheetTypeEnum, SheetVisibleEnum

from loaders.formats import exports, rows
from loaders.formats.docx_file import check_size
from loaders.formats.table import names_of
from loaders.source import Loaded, Refused, Source

OLD_EXCEL = tuple(name.encode("utf-16-le") for name in ("Workbook", "Book"))
"""Names of the stream in an old Office file that make it a workbook."""


def load(source: Source) -> Loaded:
    """A page a row, numbered as the spreadsheet does. Raises Refused, also where no sheet has a column of text."""
    return rows.load(source, _rows(source), "spreadsheet")


def _rows(source: Source) -> Iterator[rows.Row]:
    raw = source.payload(exports.LARGEST)
    if zipfile.is_zipfile(io.BytesIO(raw)):
        check_size(raw, source)
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(raw))
        sheets = [sheet for sheet in book.sheets_metadata if sheet.typ == SheetTypeEnum.WorkSheet]
        shown = [sheet.name for sheet in sheets if sheet.visible == SheetVisibleEnum.Visible]
        hidden = (f"the hidden sheet {sheet.name}" for sheet in sheets if sheet.name not in shown)
        source.remarks.unused.update(dict.fromkeys(hidden))
        faults: dict[str, Refused] = {}
        for name in shown:
            try:
                table = names_of(source, enumerate(book.get_sheet_by_name(name).iter_rows(), 1))
            except Refused as refused:
                faults[f"the sheet {name}"] = refused
                continue
            for number, cells in table.rows:
                if any(str(cell).strip() for cell in cells):
                    yield f"{name}!{number}", table.row(cells)
    except PasswordError as error:
        raise Refused("encrypted", f"{source.where}: a spreadsheet with a password: save it without one") from error
    except CalamineError as error:
        raise Refused("damaged", f"{source.where}: no whole spreadsheet ({error}): save it again") from error
    if len(faults) == len(shown):
        raise (
            next(iter(faults.values()))
            if faults
            else Refused("empty", f"{source.where}: a spreadsheet without a sheet that is shown")
        )
    source.remarks.unused.update(dict.fromkeys(faults))
