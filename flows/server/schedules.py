"""When what runs: `config/schedules.toml`."""

from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, TypeAdapter, ValidationError

from articles.config import ConfigError, read_toml, refused
from articles.publisher import known_zone

Overlap = Literal["wait", "skip"]
"""What a run does that is due while another one of the same flow is still going."""


def known_cron(cron: str) -> str:
    """The line itself, if it names times; else a ValueError for people."""
    from prefect.client.schemas.schedules import CronSchedule  # takes a second: not for whoever only reads the flows' names

    try:
        CronSchedule(cron=cron)
    except ValidationError as error:
        raise ValueError("no times: minute hour day month weekday") from error
    return cron


class Schedule(BaseModel):
    """`cron` is minute, hour, day of month, month, weekday, in `timezone`. `flow` is the entry's name where none is said."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    cron: Annotated[str, AfterValidator(known_cron)]
    timezone: Annotated[str, AfterValidator(known_zone)] = "UTC"
    flow: str
    parameters: dict[str, Any] = {}
    overlap: Overlap = "wait"


EXAMPLES = {
    "cron": 'cron = "0 3 * * *"',
    "timezone": 'timezone = "Europe/Berlin"',
    "flow": 'flow = "nightly"',
    "parameters": 'parameters = { mode = "young articles" }',
    "overlap": 'overlap = "skip"',
}
"""A line for each key of an entry."""


def load_schedules(config: Path, flows: set[str]) -> dict[str, Schedule]:
    """{entry: its schedule}; empty where there is no file. Raises ConfigError that names file and key."""
    file = config / "schedules.toml"
    if not file.exists():
        return {}
    table = read_toml(file)
    try:
        entries = {name: {"flow": name} | entry if isinstance(entry, dict) else entry for name, entry in table.items()}
        schedules = TypeAdapter(dict[str, Schedule]).validate_python(entries)
    except ValidationError as error:
        raise refused(file, error, {f"{name}.{key}": line for name in table for key, line in EXAMPLES.items()}) from error
    unknown = sorted({schedule.flow for schedule in schedules.values()} - flows)
    if unknown:
        raise ConfigError(f"{file}: no flow {', '.join(unknown)} (there: {', '.join(sorted(flows))})")
    for flow in sorted({schedule.flow for schedule in schedules.values()}):
        if len({schedule.overlap for schedule in schedules.values() if schedule.flow == flow}) > 1:
            raise ConfigError(f"{file}: overlap: {flow} can wait or skip, and its entries must agree which")
    return schedules
