"""What commands share: the options of most of them, and how a failure is said."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Annotated, NoReturn

import typer

from flows.desk import Runner, WrongUse
from flows.saying import warn

CHECKOUT = Path(__file__).parent.parent.parent

HomeOption = Annotated[Path, typer.Option("--home", envvar="COPYDESK_HOME", help="Folder that everything is written below.")]
ConfigOption = Annotated[Path, typer.Option("--config", envvar="COPYDESK_CONFIG", help="Folder of publishers and settings.")]
RunnerOption = Annotated[
    Runner | None,
    typer.Option("--runner", help="local (this machine) or dask (the cluster that desk.toml names)."),
]
NowOption = Annotated[str | None, typer.Option("--now", envvar="COPYDESK_NOW", help="The run's clock, ISO 8601 with zone.")]
DAY = ["%Y-%m-%d"]
HOME, CONFIG = CHECKOUT / "data", CHECKOUT / "config"


def complain(message: str) -> NoReturn:
    """End with status 1, and say why."""
    warn(message)
    raise typer.Exit(1)


@contextmanager
def plain_errors() -> Iterator[None]:
    """What the warehouse refuses is said in its own words, with status 1."""
    from warehouse.query import QueryError
    from warehouse.store import StoreError

    try:
        yield
    except (QueryError, StoreError) as error:
        complain(str(error))


def time_of(text: str | None) -> datetime | None:
    """The time that --now names. Raises WrongUse where it is none."""
    try:
        return datetime.fromisoformat(text) if text else None
    except ValueError:
        raise WrongUse(f"--now {text!r} is no time: write it like 2026-11-22T03:00:00+00:00") from None
