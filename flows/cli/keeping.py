"""Care of the warehouse: `check` and `takedown`."""

from datetime import UTC, datetime
from typing import Annotated

import typer

from flows.cli.options import CONFIG, HOME, ConfigOption, FormatOption, HomeOption, complain, plain, plain_errors
from flows.output import room, say, say_lines, warn
from flows.refusal import WrongUse


def check(
    name: Annotated[
        str | None, typer.Argument(metavar="NAME", help="Run only this check, a file in warehouse/checks/.")
    ] = None,
    format: FormatOption = "table",  # noqa: A002 - the option's name
    home: HomeOption = HOME,
    config: ConfigOption = CONFIG,
) -> None:
    """Run the data-quality checks on the published warehouse.

    With NAME, print the rows that check finds. Exit status 1 if a check finds rows.

    Example: copydesk check boilerplate
    """
    from flows.desk import accepted_rows, open_home
    from warehouse.check import UnknownCheck, failed_checks, question, remedy, rows_of
    from warehouse.query import FORMATS, connect, format_rows

    if format not in FORMATS:
        raise WrongUse(f"unknown format {format!r}; choose from: {', '.join(FORMATS)}")
    accepted = accepted_rows(config)
    try:
        asked = "" if name is None else question(name)
    except UnknownCheck as error:
        raise WrongUse(str(error)) from error
    with plain_errors(), connect(open_home(home, config)) as warehouse:
        if name is None:
            failed = failed_checks(warehouse, accepted)
        elif found := rows_of(warehouse, name, accepted):
            for line in format_rows(found, format, room=room()):
                say_lines(line)
            failed = {name: len(found.rows)}
        else:
            failed = {}
    if name is not None and failed:
        warn(f"data check {name} failed: {_rows(failed[name])}. What must be so: {asked}")
        warn(f"    What to do: {remedy(name)}")
        complain(
            "    To accept a row that is correct, add the full text of one of its cells below [accepted] in "
            f'{config / "desk.toml"}: {name} = ["..."]'
        )
    if failed:
        complain(
            "data checks failed: "
            + ", ".join(f"{one} ({_rows(rows)}; copydesk check {one} shows them)" for one, rows in failed.items())
        )
    say(f"Check {name} passed" if name else "All checks passed")


def takedown(
    url_or_id: Annotated[str, typer.Argument(metavar="URL_OR_ID", help="Address or article_id of an article.")],
    reason: Annotated[str, typer.Option(metavar="TEXT", help="Why it is removed; kept in the view tombstones.")],
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask for confirmation.")] = False,
    home: HomeOption = HOME,
    config: ConfigOption = CONFIG,
) -> None:
    """Remove an article permanently and block it from returning.

    Erases it from the store, archive, snapshots, exports and reports, and leaves a tombstone.

    Example: copydesk takedown https://gazette.example/2026/11/budget-vote --reason "court order 12/26"
    """
    from flows.desk import open_home
    from warehouse.takedown import take_down

    if not yes:
        typer.confirm(f"Permanently remove {url_or_id} from {home} and block it from being loaded again?", abort=True)
    with plain_errors():
        down = take_down(open_home(home, config), plain(url_or_id), plain(reason), datetime.now(UTC))
    say(f"Taken down: {', '.join(down.urls)}; {down.records} archived page{'' if down.records == 1 else 's'} erased")
    for file in down.files:
        say(f"Also erased from {file}")
    if down.missing:
        complain("These files have moved and may still contain the article: " + ", ".join(map(str, down.missing)))


def _rows(count: int) -> str:
    return f"{count:,} row{'' if count == 1 else 's'}"
