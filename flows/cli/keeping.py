"""Care of the warehouse: `check` and `takedown`."""

from datetime import UTC, datetime
from typing import Annotated

import typer

from flows.cli.options import CONFIG, HOME, ConfigOption, HomeOption, complain, plain, plain_errors
from flows.desk import WrongUse, accepted_rows, open_home
from flows.output import say, say_lines


def check(
    name: Annotated[str | None, typer.Argument(metavar="[NAME]", help="One check, a file in warehouse/checks/.")] = None,
    format: Annotated[str, typer.Option("--format", help="table, json, jsonl or csv.")] = "table",  # noqa: A002 - the option's name
    home: HomeOption = HOME,
    config: ConfigOption = CONFIG,
) -> None:
    """The data-quality checks on the published warehouse; with a name, the rows of that one. Status 1 when one finds rows.

    Example: copydesk check boilerplate
    """
    from warehouse.check import UnknownCheck, failed_checks, question, rows_of
    from warehouse.query import FORMATS, connect, format_rows

    if format not in FORMATS:
        raise WrongUse(f"no format {format!r}: one of {', '.join(FORMATS)}")
    accepted = accepted_rows(config)
    try:
        asked = "" if name is None else question(name)
    except UnknownCheck as error:
        raise WrongUse(str(error)) from error
    with plain_errors(), connect(open_home(home, config)) as warehouse:
        if name is None:
            failed = failed_checks(warehouse, accepted)
        elif found := rows_of(warehouse, name, accepted):
            for line in format_rows(found, format):
                say_lines(line)
            failed = {name: len(found.rows)}
        else:
            failed = {}
    if name is not None and failed:
        complain(
            f"{asked} Rows found: {failed[name]}. What is right as it is can be accepted: write one of the row's cells, whole, "
            f'below [accepted] in {config / "desk.toml"}, like {name} = ["..."]'
        )
    if failed:
        complain(
            "checks that found rows: "
            + ", ".join(f"{one} ({rows}; copydesk check {one} prints them)" for one, rows in failed.items())
        )
    say(f"{name}: nothing found" if name else "all checks passed")


def takedown(
    url_or_id: Annotated[str, typer.Argument(metavar="URL_OR_ID", help="An article's address or article_id.")],
    reason: Annotated[str, typer.Option(help="Why; it stays in the view tombstones.")],
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False,
    home: HomeOption = HOME,
    config: ConfigOption = CONFIG,
) -> None:
    """Remove an article for good: from store, archive, snapshots, exports and reports. A tombstone is left.

    Example: copydesk takedown https://gazette.example/2026/11/budget-vote --reason "court order 12/26"
    """
    from warehouse.takedown import take_down

    if not yes:
        typer.confirm(f"{url_or_id} will be gone from {home}, and not come again. Go on?", abort=True)
    with plain_errors():
        down = take_down(open_home(home, config), plain(url_or_id), plain(reason), datetime.now(UTC))
    say(f"taken down: {', '.join(down.urls)}; {down.records} archived page{'' if down.records == 1 else 's'} erased")
    for file in down.files:
        say(f"erased from {file}, too")
    if down.missing:
        complain("not where it was, and may still hold it: " + ", ".join(map(str, down.missing)))
