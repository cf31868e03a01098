"""When what runs: `config/schedules.toml`."""

import tomllib
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, TypeAdapter, ValidationError

from articles.publisher import ConfigError, known_zone

Overlap = Literal["wait", "skip"]
"""What a run does that is due while another one of the same flow is still going."""


def known_cron(cron: str) -> str:
    """The line itself, if it names times; else a ValueError for people."""
    from prefect.client.schemas.schedules import CronSchedule  # takes a second: not for whoever only reads the flows' names

    try:
        CronSchedule(cron=cron)
    except ValidationError as error:
        raise ValueError(f"{cron!r} is no time: write minute hour day month weekday, like '0 3 * * *'") from error
    return cron


class Schedule(BaseModel):
    """`cron` is minute, hour, day of month, month, weekday, in `timezone`. `flow` is the entry's name where none is said."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    cron: Annotated[str, AfterValidator(known_cron)]
    timezone: Annotated[str, AfterValidator(known_zone)] = "UTC"
    flow: str
    parameters: dict[str, Any] = {}
    overlap: Overlap = "wait"


def load_schedules(config: Path, flows: set[str]) -> dict[str, Schedule]:
    """{entry: its schedule}; empty where there is no file. Raises ConfigError that names file and key."""
    file = config / "schedules.toml"
    if not file.exists():
        return {}
    try:
        told = tomllib.loads(file.read_text("utf-8"))
        entries = {name: {"flow": name} | entry if isinstance(entry, dict) else entry for name, entry in told.items()}
        schedules = TypeAdapter(dict[str, Schedule]).validate_python(entries)
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise ConfigError(f"{file}: {error}") from error
    except ValidationError as error:
        faults = (f"{'.'.join(map(str, fault['loc']))}: {fault['msg']}" for fault in error.errors())
        raise ConfigError(f"{file}: " + "; ".join(faults)) from error
    unknown = sorted({schedule.flow for schedule in schedules.values()} - flows)
    if unknown:
        raise ConfigError(f"{file}: no flow {', '.join(unknown)} (there: {', '.join(sorted(flows))})")
    for flow in sorted({schedule.flow for schedule in schedules.values()}):
        if len({schedule.overlap for schedule in schedules.values() if schedule.flow == flow}) > 1:
            raise ConfigError(f"{file}: overlap: {flow} can wait or skip, and its entries must agree which")
    return schedules
