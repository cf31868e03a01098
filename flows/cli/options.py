"""What commands share: the options of most of them, and how it is said that there is something to see."""

from datetime import datetime
from pathlib import Path
from typing import Annotated, NoReturn

import typer

from flows.desk import Runner, WrongUse
from flows.output import warn
from flows.refusal import plain_errors as plain_errors

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
    """End with status 1: done, but there is something that a person should see."""
    warn(message)
    raise typer.Exit(1)


def time_of(text: str | None) -> datetime | None:
    """The time that --now names. Raises WrongUse where it is none."""
    try:
        return datetime.fromisoformat(text) if text else None
    except ValueError:
        raise WrongUse(f"--now {text!r} is no time: write it like 2026-11-22T03:00:00+00:00") from None


def plain(text: str) -> str:
    """What was typed, where it is text. Raises WrongUse for bytes that are none: no query, address or reason holds them."""
    try:
        text.encode()
    except UnicodeEncodeError:
        raise WrongUse(f"{text!r} is no text in UTF-8: type it again") from None
    return text
