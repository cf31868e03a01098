"""Copies of the published articles for other tools: Parquet, CSV or JSON lines, with their text or without."""

import json
import os
import shutil
from pathlib import Path

from duckdb import Error as DuckDBError
from duckdb import connect

from warehouse.closing import closed
from warehouse.form import Answer, format_rows
from warehouse.home import Home
from warehouse.query import QueryError
from warehouse.query import connect as open_published
from warehouse.statements import statement

EXPORTS = ("parquet", "csv", "jsonl")
_OTHER_FILES = frozenset(
    ("xlsx", "xls", "ods", "tsv", "txt", "json", "ndjson", "xml", "html", "db", "duckdb", "sqlite", "gz", "zip")
)
"""Endings by which somebody asks for one file of another kind, and not for the folder that Parquet is written to."""


def form_of(out: Path) -> str:
    """The form that the name of an export asks for by its ending: "csv" or "jsonl"; "parquet" for a folder.

    Raises ValueError for the ending of a file that an export is not.
    """
    ending = out.suffix.lower().removeprefix(".")
    if ending in _OTHER_FILES:
        raise ValueError(f"no export ends in .{ending}: name it .csv, which a spreadsheet opens, or .jsonl")
    return ending if ending in EXPORTS else "parquet"


def export(home: Home, out: Path, form: str, *, text: bool = True) -> int:
    """Write the current articles to `out`, whole or not at all; how many there were.

    "parquet" makes a folder, partitioned by publisher and day (of publication, else of first sight; Hive names, `paper` and
    `date`); "csv" (safe to open in a spreadsheet) and "jsonl" make a file. Without `text` nothing that is somebody's prose
    goes out: no standfirst, no body. Raises QueryError where there is no warehouse, ValueError for another form, for "-" or a
    folder that is not there, FileExistsError where `out` exists, OSError where it cannot be written.
    """
    if form not in EXPORTS:
        raise ValueError(f"no form {form!r}: one of {', '.join(EXPORTS)}")
    if str(out) == "-":
        raise ValueError("an export is a file or a folder; to a pipe: copydesk sql 'from articles' --format csv")
    if out.exists():
        raise FileExistsError(f"{out} already exists: name another, or remove it first")
    if not out.absolute().parent.is_dir():
        raise ValueError(f"there is no folder {out.absolute().parent}: make it first, or name another")
    part = out.with_name(f"{out.name}.part")
    shutil.rmtree(part, ignore_errors=True)
    part.unlink(missing_ok=True)
    which = "articles" if text else "articles_without_text"
    with open_published(home) as published:
        if form == "parquet":
            articles = published.sql(statement("exports", which)).to_arrow_table()
            count: int = articles.num_rows
            # A connection of its own: the reader's cannot write, which is what it is for.
            with connect() as writer:
                writer.register("articles", articles)
                try:
                    writer.execute(statement("exports", "to_parquet"), {"out": str(part)})
                except DuckDBError as error:
                    raise QueryError(f"{out} cannot be written: {error}") from error
        else:
            found = published.execute(statement("exports", which))
            description = found.description or []
            rows = found.fetchall()
            answer = Answer(tuple(c[0] for c in description), tuple(str(c[1]) for c in description), rows)
            count = len(rows)
            with part.open("w", encoding="utf-8", newline="") as file:
                file.writelines(f"{line}\n" for line in format_rows(answer, form))
                file.flush()
                os.fsync(file.fileno())
    with closed(home), home.exports.open("a", encoding="utf-8") as ledger:
        ledger.write(json.dumps({"path": str(out.absolute()), "form": form}) + "\n")
    part.rename(out)
    return count


def exports(home: Home) -> dict[Path, str]:
    """Where exports of this home were written to, and in which form; some may have been moved since."""
    if not home.exports.exists():
        return {}
    entries = map(json.loads, home.exports.read_text("utf-8").splitlines())
    return {Path(line["path"]): line["form"] for line in entries}
