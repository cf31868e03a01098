"""Questions to the published warehouse: `sql`, `explain`, `export`, `report`."""

import os
import sys
from pathlib import Path
from typing import Annotated

import typer

from flows.cli.options import CONFIG, HOME, ConfigOption, HomeOption, plain, plain_errors
from flows.desk import WrongUse, open_home, open_limits
from flows.output import say, say_lines, warn

ROWS_ON_A_TERMINAL = 1000
INTERRUPTED = 130
"""The exit status of what Ctrl-C has ended, as shells have it."""


def sql(
    query: Annotated[str, typer.Argument(help="SQL, `-` for stdin, or the name of a file in warehouse/queries/.")],
    format: Annotated[str, typer.Option("--format", help="table, json, jsonl or csv.")] = "table",  # noqa: A002 - the option's name
    parameters: Annotated[list[str] | None, typer.Option("-p", metavar="NAME=VALUE", help="A query's $name.")] = None,
    rows: Annotated[int, typer.Option(min=0, help="Rows of a table on a terminal; 0 for all.")] = ROWS_ON_A_TERMINAL,
    timeout: Annotated[float | None, typer.Option(min=0.001, metavar="SECONDS", help="Instead of desk.toml's.")] = None,
    home: HomeOption = HOME,
    config: ConfigOption = CONFIG,
) -> None:
    """Read-only SQL on the published warehouse, also while a run goes on. Ctrl-C stops it.

    Example: copydesk sql "select title, authors, place from articles limit 5"
    """
    from warehouse.limits import WillNotEnd

    try:
        _answer(query, format, parameters, rows, timeout, home, config)
    except KeyboardInterrupt:
        warn("interrupted")
        raise typer.Exit(INTERRUPTED) from None
    except WillNotEnd as error:
        warn("interrupted" if error.by_a_person else "the question took too long, and was ended")
        os._exit(INTERRUPTED if error.by_a_person else 2)


def _answer(
    query: str,
    form: str,
    parameters: list[str] | None,
    rows: int,
    timeout: float | None,
    home: Path,
    config: Path,
) -> None:
    from warehouse.query import FORMATS, asked, format_rows

    if form not in FORMATS:
        raise WrongUse(f"no format {form!r}: one of {', '.join(FORMATS)}")
    try:
        text = sys.stdin.read() if query == "-" else plain(query)
    except UnicodeDecodeError as error:
        raise WrongUse(f"standard input is no text in UTF-8 ({error.reason} at byte {error.start})") from error
    given = dict(_named(parameter) for parameter in parameters or ())
    is_a_terminal = sys.stdout.isatty()
    at_most = rows if rows and is_a_terminal else None
    limits = open_limits(config, timeout)
    with plain_errors(), asked(open_home(home, config), text, given, limits) as answer:
        for line in format_rows(answer, form, at_most, for_eyes=is_a_terminal):
            say_lines(line)


def explain(
    url_or_id: Annotated[str | None, typer.Argument(metavar="URL_OR_ID", help="An article's address or article_id.")] = None,
    rule: Annotated[str | None, typer.Option(metavar="NAME", help="Instead of an article: what this rule does.")] = None,
    home: HomeOption = HOME,
    config: ConfigOption = CONFIG,
) -> None:
    """One article: every block with its label and the rule that gave it, every field with where it came from.

    Example: copydesk explain https://gazette.example/2026/11/budget-vote
    """
    from flows.explaining import explain as lines
    from flows.explaining import explain_rule

    if (url_or_id is None) == (rule is None):
        raise WrongUse("name an article, or a rule with --rule")
    with plain_errors():
        for line in explain_rule(plain(rule)) if rule else lines(open_home(home, config), plain(url_or_id or "")):
            say(line)


def export(
    out: Annotated[Path, typer.Argument(help="A file (csv, jsonl) or folder (parquet) that is not there yet.")],
    format: Annotated[  # noqa: A002 - the option's name
        str | None, typer.Option("--format", help="parquet, csv or jsonl.", show_default="by the ending of OUT, else parquet")
    ] = None,
    text: Annotated[bool, typer.Option("--text/--no-text", help="Leave out bodies, for sharing.")] = True,
    home: HomeOption = HOME,
    config: ConfigOption = CONFIG,
) -> None:
    """The published articles as files; Parquet is parted by publisher and day.

    Example: copydesk export articles.csv --no-text
    """
    from warehouse.export import export as write
    from warehouse.export import form_of

    with plain_errors():
        try:
            count = write(open_home(home, config), out, format or form_of(out), text=text)
            say(f"{count:,} article{'' if count == 1 else 's'} in {out}")
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
        say(write_report(open_home(home, config), plain(run) if run else None))


def _named(parameter: str) -> tuple[str, str]:
    name, equals, value = parameter.partition("=")
    if not (name and equals):
        raise WrongUse(f"-p {parameter!r}: write it like -p words=harbour")
    return plain(name), plain(value)
