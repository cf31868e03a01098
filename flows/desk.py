"""The desk: where a command works (home), by which settings (config) and at what time (clock)."""

import os
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated
from urllib.parse import urlencode

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator

from articles.config import ConfigError, read_toml, refused
from articles.publisher import EXAMPLES as PUBLISHER_EXAMPLES
from articles.publisher import Contact, Publisher, broken_publishers, load_publishers, reachable
from flows.refusal import WrongUse
from flows.runner import Runner
from warehouse.home import KEPT, Home
from warehouse.limits import USUAL, Limits


class Settings(BaseModel):
    """`config/desk.toml`: what holds for every publisher. `contact` goes into the User-Agent, so that people can complain."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    contact: Contact = ""
    workers: Annotated[int, Field(ge=1)] = os.cpu_count() or 1
    batch_pages: Annotated[int, Field(ge=1, le=500)] = 50
    crawls_at_once: Annotated[int, Field(ge=1)] = 8
    page_timeout_s: Annotated[float, Field(gt=0)] = 20.0
    file_timeout_s: Annotated[float, Field(gt=0)] = 60.0
    run_timeout_h: Annotated[float, Field(gt=0)] = 12.0
    load_roots: tuple[Path, ...] | None = None
    runner: Runner = "local"
    dask: str = ""
    warehouse: Annotated[str, Field(pattern="^(ducklake:postgres:.+)?$")] = ""
    warehouse_data: str = ""
    snapshots_kept: Annotated[int, Field(ge=1)] = KEPT
    sql_memory_gb: Annotated[float, Field(ge=0.1)] = USUAL.memory_gb
    sql_timeout_s: Annotated[float, Field(gt=0)] = USUAL.seconds
    browse: Annotated[str, Field(pattern=r"^(https?://[^\s/]+)?/?$")] = ""
    accepted: dict[str, tuple[Annotated[str, Field(min_length=1)], ...]] = {}

    @field_validator("accepted")
    @classmethod
    def _of_checks(cls, accepted: dict[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
        from warehouse.check import question  # here, as with it comes DuckDB

        for name in accepted:
            question(name)  # raises for one that there is not
        return accepted


EXAMPLES = {
    "contact": PUBLISHER_EXAMPLES["contact"],
    "workers": "workers = 4",
    "batch_pages": "batch_pages = 50",
    "crawls_at_once": "crawls_at_once = 8",
    "page_timeout_s": "page_timeout_s = 20.0",
    "file_timeout_s": "file_timeout_s = 60.0",
    "run_timeout_h": "run_timeout_h = 12.0",
    "load_roots": 'load_roots = ["/srv/wire"]',
    "runner": 'runner = "local"',
    "dask": 'dask = "tcp://dask.example:8786"',
    "warehouse": 'warehouse = "ducklake:postgres:dbname=news host=db.example"',
    "warehouse_data": 'warehouse_data = "/srv/lake"',
    "snapshots_kept": "snapshots_kept = 3",
    "sql_memory_gb": "sql_memory_gb = 2.0",
    "sql_timeout_s": "sql_timeout_s = 300.0",
    "browse": 'browse = "http://127.0.0.1:4280"',
    "accepted": 'accepted = { boilerplate = ["A line that is right as it is."] }',
}
"""A line for each key of `config/desk.toml`."""


@dataclass(frozen=True, slots=True)
class Desk:
    """`now` is the run's clock: what is due, what is young, what lies in the future."""

    home: Home
    config: Path
    settings: Settings
    now: datetime

    @property
    def chosen(self) -> Path:
        """The folder of the publishers that are crawled: those that the user chose."""
        return self.config / "publishers"

    @property
    def catalogue(self) -> Path:
        """The folder of publishers to choose from: the config's own, else the one that comes along."""
        own = self.config / "catalogue"
        return own if own.is_dir() else Path(__file__).parent.parent / "config" / "catalogue"

    @property
    def load_roots(self) -> list[Path] | None:
        """The folders that a load triggered from the UI may read, as absolute paths; None for all, where config is silent."""
        named = self.settings.load_roots
        return None if named is None else [self.config / root for root in named]

    def answered_by(self, contact: str) -> "Desk":
        """The same desk, with somebody who answers for its crawls. Raises WrongUse where nobody could be reached so."""
        try:
            return replace(self, settings=self.settings.model_copy(update={"contact": reachable(contact)}))
        except ValueError as error:
            raise WrongUse(f"--contact {contact!r}: {error}; example: --contact desk@example.org") from error

    def publishers(self, ids: list[str] | None = None) -> dict[str, Publisher]:
        """All publishers of the config whose files can be used, or the named ones in that order.

        Raises WrongUse for a name that is unknown, and ConfigError for one whose file cannot be used.
        """
        known = load_publishers(self.chosen)
        if not ids:
            return known
        broken = self.broken()
        for name in ids:
            if name in broken:
                raise broken[name]
        unknown = [name for name in ids if name not in known]
        if unknown:
            have = ", ".join(known) or "none"
            offered = [f"copydesk publisher add {name}" for name in unknown if (self.catalogue / f"{name}.toml").exists()]
            takes = f"; from the catalogue: {', '.join(offered)}" if offered else ""
            raise WrongUse(f"no publisher {', '.join(map(repr, unknown))} in {self.chosen} (there: {have}){takes}")
        return {name: known[name] for name in dict.fromkeys(ids)}

    def broken(self) -> dict[str, ConfigError]:
        """Publishers whose files cannot be used, each with why."""
        return broken_publishers(self.chosen)

    def to_crawl(self, ids: list[str] | None = None) -> dict[str, Publisher]:
        """As `publishers`, for asking them: at least one, and nobody outside this network without a contact.

        Raises WrongUse and ConfigError.
        """
        chosen = self.publishers(ids)
        if not chosen:
            for fault in self.broken().values():
                raise fault
            raise WrongUse(
                f"no publisher in {self.chosen}: copydesk publisher list shows what can be added, and"
                " copydesk publisher add https://gazette.example looks at any other site"
            )
        self.refuse_nobody(chosen.values())
        return chosen

    def refuse_nobody(self, publishers: Iterable[Publisher]) -> None:
        """Raise WrongUse where a site outside this network would be asked in nobody's name."""
        of_nobody = [one.id for one in publishers if not (one.contact or self.settings.contact or one.private_network)]
        if of_nobody:
            listed = ", ".join(of_nobody[:5]) + (f" and {len(of_nobody) - 5} more" if len(of_nobody) > 5 else "")
            raise WrongUse(
                f"no contact for {listed}, so nothing was requested: say who is responsible for the crawl, a mail address or a"
                " web page, for one publisher with publisher add --contact desk@example.org, or for all with"
                f" {EXAMPLES['contact']} in {self.config / 'desk.toml'};"
                " a site on loopback or an intranet needs none: publisher add --private-network,"
                " or private_network = true in its file"
            )


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


def open_settings(config: Path) -> Settings:
    """`config/desk.toml` (may be absent) alone, for those who only read."""
    return _settings(config / "desk.toml")


def open_home(home: Path, config: Path) -> Home:
    """The home alone, for those who only read. Its warehouse may lie elsewhere: `config/desk.toml` (may be absent) says so."""
    return _home(home, _settings(config / "desk.toml"))


def open_limits(config: Path, seconds: float | None = None) -> Limits:
    """What a question may cost, by `config/desk.toml` (may be absent); `seconds` instead of what it says."""
    settings = _settings(config / "desk.toml")
    return Limits(settings.sql_memory_gb, settings.sql_timeout_s if seconds is None else seconds)


def browse_link(settings: Settings, run_id: str) -> str | None:
    """Where `copydesk browse` shows what a run brought; None where nobody has said at which address it runs."""
    return f"{settings.browse.rstrip('/')}/?{urlencode({'run': run_id})}" if settings.browse else None


def _home(home: Path, settings: Settings) -> Home:
    root = home.absolute()
    return Home(root, settings.warehouse, settings.warehouse_data or str(root / "lake")) if settings.warehouse else Home(root)


def _settings(file: Path) -> Settings:
    if not file.exists():
        return Settings()
    try:
        return Settings(**read_toml(file))
    except ValidationError as error:
        raise refused(file, error, EXAMPLES) from error
