"""The desk: where a command works (home), by which settings (config) and at what time (clock)."""

import os
import tomllib
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator

from articles.publisher import ConfigError, Publisher, load_publishers
from warehouse.check import question
from warehouse.home import Home
from warehouse.publish import KEPT

Runner = Literal["local", "dask"]
"""Who reads batches: processes of this machine, or a Dask cluster."""


class WrongUse(ValueError):
    """Something asked for that cannot be done: says what, and what can be asked for. Exit status 2."""


class Settings(BaseModel):
    """`config/desk.toml`: what holds for every publisher. `contact` goes into the User-Agent, so that people can complain."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    contact: str = ""
    workers: Annotated[int, Field(ge=1)] = os.cpu_count() or 1
    batch_pages: Annotated[int, Field(ge=1, le=500)] = 50
    crawls_at_once: Annotated[int, Field(ge=1)] = 8
    page_timeout_s: Annotated[float, Field(gt=0)] = 20.0
    run_timeout_h: Annotated[float, Field(gt=0)] = 12.0
    load_roots: tuple[Path, ...] | None = None
    runner: Runner = "local"
    dask: str = ""
    warehouse: Annotated[str, Field(pattern="^(ducklake:postgres:.+)?$")] = ""
    warehouse_data: str = ""
    snapshots_kept: Annotated[int, Field(ge=1)] = KEPT
    accepted: dict[str, tuple[Annotated[str, Field(min_length=1)], ...]] = {}

    @field_validator("accepted")
    @classmethod
    def _of_checks(cls, accepted: dict[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
        for name in accepted:
            question(name)  # raises for one that there is not
        return accepted


@dataclass(frozen=True, slots=True)
class Desk:
    """`now` is the run's clock: what is due, what is young, what lies in the future."""

    home: Home
    config: Path
    settings: Settings
    now: datetime

    @property
    def load_roots(self) -> list[Path] | None:
        """The folders that a load triggered from the UI may read, as absolute paths; None for all, where config is silent."""
        named = self.settings.load_roots
        return None if named is None else [self.config / root for root in named]

    def publishers(self, ids: list[str] | None = None) -> dict[str, Publisher]:
        """All publishers of the config, or the named ones in that order. Raises WrongUse for an unknown name."""
        known = load_publishers(self.config / "publishers")
        if not ids:
            return known
        unknown = [name for name in ids if name not in known]
        if unknown:
            have = ", ".join(known) or "none"
            raise WrongUse(f"no publisher {', '.join(map(repr, unknown))} in {self.config / 'publishers'} (there: {have})")
        return {name: known[name] for name in dict.fromkeys(ids)}


def open_desk(home: Path, config: Path, now: datetime | None = None, runner: Runner | None = None) -> Desk:
    """Read `config/desk.toml` (may be absent) and fix the clock; `runner` is another one than it names.

    Raises ConfigError, or WrongUse where there is no config.
    """
    if not config.is_dir():
        raise WrongUse(f"no config folder {config}: name one with --config, or run from the checkout")
    if now is not None and now.tzinfo is None:
        raise WrongUse(f"{now.isoformat()} has no time zone: write it like 2026-11-22T03:00:00+00:00")
    settings = _settings(config / "desk.toml")
    if runner is not None:
        settings = settings.model_copy(update={"runner": runner})
    return Desk(_home(home, settings), config.absolute(), settings, (now or datetime.now(UTC)).astimezone(UTC))


def accepted_rows(config: Path) -> dict[str, tuple[str, ...]]:
    """Rows of checks that are known and accepted: `[accepted]` of `config/desk.toml`."""
    return _settings(config / "desk.toml").accepted


def open_home(home: Path, config: Path) -> Home:
    """The home alone, for those who only read. Its warehouse may lie elsewhere: `config/desk.toml` (may be absent) says so."""
    return _home(home, _settings(config / "desk.toml"))


def _home(home: Path, settings: Settings) -> Home:
    root = home.absolute()
    return Home(root, settings.warehouse, settings.warehouse_data or str(root / "lake")) if settings.warehouse else Home(root)


def _settings(file: Path) -> Settings:
    if not file.exists():
        return Settings()
    try:
        return Settings(**tomllib.loads(file.read_text("utf-8")))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise ConfigError(f"{file}: {error}") from error
    except ValidationError as error:
        faults = (f"{'.'.join(map(str, fault['loc']))}: {fault['msg']}" for fault in error.errors())
        raise ConfigError(f"{file}: " + "; ".join(faults)) from error
