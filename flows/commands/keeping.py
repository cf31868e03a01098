"""Care of the warehouse: `check` and `takedown`."""

from datetime import UTC, datetime
from typing import Annotated

import typer

from flows.commands.options import CONFIG, HOME, ConfigOption, HomeOption, complain, plain, plain_errors
from flows.desk import open_home
from flows.saying import say


def check(home: HomeOption = HOME, config: ConfigOption = CONFIG) -> None:
    """The data-quality checks on the published warehouse; status 1 when one finds rows.

    Example: copydesk check
    """
    from warehouse.check import failed_checks
    from warehouse.query import connect

    with plain_errors(), connect(open_home(home, config)) as warehouse:
        failed = failed_checks(warehouse)
    if failed:
        complain("checks that found rows: " + ", ".join(f"{name} ({rows})" for name, rows in failed.items()))
    say("all checks passed")


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
    say(f"taken down: {', '.join(down.urls)}; {down.records} archived pages erased")
    for file in down.files:
        say(f"it was in {file}, too")
    if down.missing:
        complain("not where it was, and may still hold it: " + ", ".join(map(str, down.missing)))
