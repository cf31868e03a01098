"""What commands share: common options, and the ending of a command that needs attention."""

from datetime import datetime
from pathlib import Path
from typing import Annotated, NoReturn

import typer

from flows.output import warn
from flows.refusal import WrongUse
from flows.refusal import plain_errors as plain_errors
from flows.runner import Runner

CHECKOUT = Path(__file__).parent.parent.parent

HomeOption = Annotated[
    Path,
    typer.Option(
        "--home", metavar="FOLDER", envvar="COPYDESK_HOME", help="Data folder: archive, warehouse, snapshots, reports."
    ),
]
ConfigOption = Annotated[
    Path,
    typer.Option("--config", metavar="FOLDER", envvar="COPYDESK_CONFIG", help="Configuration folder: publishers and settings."),
]
RunnerOption = Annotated[
    Runner | None,
    typer.Option("--runner", metavar="local|dask", help="Read pages on this machine, or on the Dask cluster set in desk.toml."),
]
NowOption = Annotated[
    str | None, typer.Option("--now", metavar="TIME", envvar="COPYDESK_NOW", help="The run's clock: ISO 8601 with a time zone.")
]
FormatOption = Annotated[
    str, typer.Option("--format", metavar="NAME", help="table, vertical (a field a line), markdown, json, jsonl or csv.")
]
DAY = ["%Y-%m-%d"]
HOME, CONFIG = CHECKOUT / "data", CHECKOUT / "config"


def complain(message: str) -> NoReturn:
    """End with status 1: finished, but something needs attention."""
    warn(message)
    raise typer.Exit(1)


def time_of(text: str | None) -> datetime | None:
    """The time given by --now. Raises WrongUse if it is not a time."""
    try:
        return datetime.fromisoformat(text) if text else None
    except ValueError:
        raise WrongUse(f"--now {text!r} is not a time; example: 2026-11-22T03:00:00+00:00") from None


def plain(text: str) -> str:
    """The argument unchanged. Raises WrongUse if it is not valid UTF-8, as no query, address or reason can be."""
    try:
        text.encode()
    except UnicodeEncodeError:
        raise WrongUse(f"{text!r} is not valid UTF-8: type it again") from None
    return text
