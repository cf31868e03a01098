"""Questions to the published warehouse: `sql`, `explain`, `export`, `report`."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from flows.commands.options import CONFIG, HOME, ConfigOption, HomeOption, plain_errors
from flows.desk import WrongUse, open_home


def sql(
    query: Annotated[str, typer.Argument(help="SQL, `-` for stdin, or the name of a file in warehouse/queries/.")],
    format: Annotated[str, typer.Option("--format", help="table, json, jsonl or csv.")] = "table",  # noqa: A002 - the option's name
    parameters: Annotated[list[str] | None, typer.Option("-p", metavar="NAME=VALUE", help="A query's $name.")] = None,
    home: HomeOption = HOME,
    config: ConfigOption = CONFIG,
) -> None:
    """Read-only SQL on the published warehouse, also while a run goes on.

    Example: copydesk sql "select title, authors, place from articles limit 5"
    """
    from warehouse.query import FORMATS, format_rows, run_query

    if format not in FORMATS:
        raise WrongUse(f"no format {format!r}: one of {', '.join(FORMATS)}")
    text = sys.stdin.read() if query == "-" else query
    given = dict(_named(parameter) for parameter in parameters or ())
    with plain_errors():
        for line in format_rows(run_query(open_home(home, config), text, given), format):
            typer.echo(line)


def explain(
    url_or_id: Annotated[str, typer.Argument(metavar="URL_OR_ID", help="An article's address or article_id.")],
    home: HomeOption = HOME,
    config: ConfigOption = CONFIG,
) -> None:
    """One article: every block with its label and the rule that gave it, every field with where it came from.

    Example: copydesk explain https://gazette.example/2026/11/budget-vote
    """
    from flows.explaining import explain as lines

    with plain_errors():
        for line in lines(open_home(home, config), url_or_id):
            typer.echo(line)


def export(
    out: Annotated[Path, typer.Argument(help="A file (csv, jsonl) or folder (parquet) that is not there yet.")],
    format: Annotated[str, typer.Option("--format", help="parquet, csv or jsonl.")] = "parquet",  # noqa: A002 - the option's name
    text: Annotated[bool, typer.Option("--text/--no-text", help="Leave out bodies, for sharing.")] = True,
    home: HomeOption = HOME,
    config: ConfigOption = CONFIG,
) -> None:
    """The published articles as files; Parquet is parted by publisher and day.

    Example: copydesk export articles.csv --format csv --no-text
    """
    from warehouse.export import export as write

    with plain_errors():
        try:
            typer.echo(f"{write(open_home(home, config), out, format, text=text)} articles in {out}")
        except (ValueError, FileExistsError) as error:
            raise WrongUse(str(error)) from error


def report(
    run: Annotated[str | None, typer.Option(help="A run_id; the last run, if none is named.")] = None,
    home: HomeOption = HOME,
    config: ConfigOption = CONFIG,
) -> None:
    """The HTML report of the last run: one file that needs no network. Prints where it lies.

    Example: copydesk report
    """
    from flows.report import write_report

    with plain_errors():
        typer.echo(write_report(open_home(home, config), run))


def _named(parameter: str) -> tuple[str, str]:
    name, equals, value = parameter.partition("=")
    if not (name and equals):
        raise WrongUse(f"-p {parameter!r}: write it like -p words=harbour")
    return name, value
