"""When what runs: `config/schedules.toml`."""

import tomllib
from pathlib import Path
from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, TypeAdapter, ValidationError

from articles.publisher import ConfigError, known_zone


class Schedule(BaseModel):
    """`cron` is minute, hour, day of month, month, weekday, read in `timezone`."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    cron: str
    timezone: Annotated[str, AfterValidator(known_zone)] = "UTC"


def load_schedules(config: Path, flows: set[str]) -> dict[str, Schedule]:
    """{flow: its schedule}; empty where there is no file. Raises ConfigError that names file and key."""
    file = config / "schedules.toml"
    if not file.exists():
        return {}
    try:
        schedules = TypeAdapter(dict[str, Schedule]).validate_python(tomllib.loads(file.read_text("utf-8")))
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise ConfigError(f"{file}: {error}") from error
    except ValidationError as error:
        faults = (f"{'.'.join(map(str, fault['loc']))}: {fault['msg']}" for fault in error.errors())
        raise ConfigError(f"{file}: " + "; ".join(faults)) from error
    unknown = sorted(set(schedules) - flows)
    if unknown:
        raise ConfigError(f"{file}: no flow {', '.join(unknown)} (there: {', '.join(sorted(flows))})")
    return schedules
