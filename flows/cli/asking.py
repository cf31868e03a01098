"""Reading the published warehouse: `sql`, `explain`, `export`, `report`."""

import os
import sys
from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from flows.cli.options import CONFIG, HOME, ConfigOption, FormatOption, HomeOption, plain, plain_errors
from flows.output import room, say, say_lines, warn
from flows.refusal import WrongUse

ROWS_ON_A_TERMINAL = 1000
INTERRUPTED = 130
"""The exit status of a command ended by Ctrl-C, as in shells."""


def sql(
    query: Annotated[
        list[str],
        typer.Argument(metavar="QUERY", help="SQL, - for stdin, a query's name (warehouse/queries/), .tables or .schema NAME."),
    ],
    format: FormatOption = "table",  # noqa: A002 - the option's name
    parameters: Annotated[
        list[str] | None, typer.Option("-p", metavar="NAME=VALUE", help="Value for $NAME in the query; repeatable.")
    ] = None,
    rows: Annotated[
        int, typer.Option(min=0, metavar="COUNT", help="Rows shown on a terminal; 0 for all.")
    ] = ROWS_ON_A_TERMINAL,
    timeout: Annotated[
        float | None, typer.Option(min=0.001, metavar="SECONDS", help="Time limit; overrides sql_timeout_s in desk.toml.")
    ] = None,
    home: HomeOption = HOME,
    config: ConfigOption = CONFIG,
) -> None:
    """Query the published warehouse with read-only SQL.

    Works while a run is in progress. Ctrl-C stops the query.

    Example: copydesk sql "select title, authors, place from articles limit 5"
    """
    from warehouse.limits import WillNotEnd

    try:
        _answer(_one_question(query), format, parameters, rows, timeout, home, config)
    except KeyboardInterrupt:
        warn("Interrupted.")
        raise typer.Exit(INTERRUPTED) from None
    except WillNotEnd as error:
        warn("Interrupted." if error.by_a_person else "the query exceeded its time limit and was stopped: see --timeout")
        os._exit(INTERRUPTED if error.by_a_person else 2)


def _one_question(words: list[str]) -> str:
    """What was asked, where a shell gave it in several words: `.schema NAME` as it is typed in DuckDB's own shell.

    Raises WrongUse for SQL without quotes: the shell has put file names for its `*` and taken its own quotes away.
    """
    if len(words) > 1 and not words[0].lstrip().startswith("."):
        raise WrongUse('put the question in quotes; example: copydesk sql "select title from articles limit 5"')
    return " ".join(words)


def _answer(
    query: str,
    form: str,
    parameters: list[str] | None,
    rows: int,
    timeout: float | None,
    home: Path,
    config: Path,
) -> None:
    from flows.desk import open_home, open_limits
    from warehouse.query import FORMATS, asked, format_rows

    if form not in FORMATS:
        raise WrongUse(f"unknown format {form!r}; choose from: {', '.join(FORMATS)}")
    try:
        text = sys.stdin.read() if query == "-" else plain(query)
    except UnicodeDecodeError as error:
        raise WrongUse(f"standard input is not valid UTF-8 ({error.reason} at byte {error.start})") from error
    given = dict(_named(parameter) for parameter in parameters or ())
    is_a_terminal = sys.stdout.isatty()
    at_most = rows if rows and is_a_terminal else None
    limits = open_limits(config, timeout)
    with plain_errors(), asked(open_home(home, config), text, given, limits) as answer:
        for line in format_rows(answer, form, at_most, for_eyes=is_a_terminal, room=room()):
            say_lines(line)


def explain(
    url_or_id: Annotated[str | None, typer.Argument(metavar="URL_OR_ID", help="Address or article_id of an article.")] = None,
    rule: Annotated[str | None, typer.Option(metavar="NAME", help="Instead of an article: print what this rule does.")] = None,
    home: HomeOption = HOME,
    config: ConfigOption = CONFIG,
) -> None:
    """Show the evidence for one article: fields, blocks and rules.

    Every candidate for a field with its source, and every block with its label and the rule that set it.

    Example: copydesk explain https://gazette.example/2026/11/budget-vote
    """
    from flows.desk import open_home
    from flows.explaining import explain as lines
    from flows.explaining import explain_rule

    if (url_or_id is None) == (rule is None):
        raise WrongUse("name an article, or a rule with --rule")
    with plain_errors():
        for line in explain_rule(plain(rule)) if rule else lines(open_home(home, config), plain(url_or_id or "")):
            say(line)


def export(
    out: Annotated[
        Path, typer.Argument(metavar="OUT", help="File (csv, jsonl) or folder (parquet) to create; it must not exist.")
    ],
    format: Annotated[  # noqa: A002 - the option's name
        str | None,
        typer.Option(
            "--format", metavar="NAME", help="parquet, csv or jsonl.", show_default="by the suffix of OUT, else parquet"
        ),
    ] = None,
    text: Annotated[
        bool, typer.Option("--text/--no-text", help="Include the text of articles, or leave it out for sharing.")
    ] = True,
    home: HomeOption = HOME,
    config: ConfigOption = CONFIG,
) -> None:
    """Export the published articles as Parquet, CSV or JSON lines.

    Parquet is partitioned by publisher and day.

    Example: copydesk export articles.csv --no-text
    """
    from flows.desk import open_home
    from warehouse.export import export as write
    from warehouse.export import form_of

    with plain_errors():
        try:
            count = write(open_home(home, config), out, format or form_of(out), text=text)
            say(f"{count:,} article{'' if count == 1 else 's'} in {out}")
        except (ValueError, FileExistsError) as error:
            raise WrongUse(str(error)) from error


def report(
    run: Annotated[str | None, typer.Option(metavar="RUN_ID", help="The run to report on; the last one by default.")] = None,
    home: HomeOption = HOME,
    config: ConfigOption = CONFIG,
) -> None:
    """Write the HTML report of a run and print its path.

    The report is one file that needs no network.

    Example: copydesk report
    """
    from flows.desk import browse_link, open_home, open_settings
    from flows.report import write_report

    with plain_errors():
        say(write_report(open_home(home, config), plain(run) if run else None, partial(browse_link, open_settings(config))))


def _named(parameter: str) -> tuple[str, str]:
    name, equals, value = parameter.partition("=")
    if not (name and equals):
        raise WrongUse(f"-p {parameter!r} is not NAME=VALUE; example: -p words=harbour")
    return plain(name), plain(value)
