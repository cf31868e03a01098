"""A publisher: a few lines of TOML, and what they mean."""

import re
import tomllib
from datetime import date
from pathlib import Path
from typing import Annotated
from zoneinfo import ZoneInfo

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError

from articles.page import UNKNOWN_PUBLISHER


class ConfigError(ValueError):
    """A file below config/ that cannot be used: names the file, the key and what to do."""


def known_zone(name: str) -> str:
    """The name itself, if the time zone database has it; else a ValueError for people."""
    try:
        ZoneInfo(name)
    except (KeyError, ValueError, OSError) as error:
        raise ValueError(f"{name!r} is no time zone; write one like 'Europe/Berlin'") from error
    return name


def dated_address(pattern: str) -> str:
    """The pattern itself, if it gives each day an address of its own; else a ValueError for people."""
    try:
        first, second = (pattern.format(date=date(2026, 1, day)) for day in (1, 2))
    except (KeyError, IndexError, ValueError, AttributeError) as error:
        raise ValueError(f"{pattern!r} is no archive: write it like 'https://gazette.example/{{date:%Y/%m/%d}}/'") from error
    if first == second:
        raise ValueError(f"{pattern!r} is the same on every day: write the date into it, like '{{date:%Y/%m/%d}}'")
    return pattern


def regular_expression(pattern: str) -> str:
    """The pattern itself, if it can be compiled; else a ValueError for people."""
    try:
        re.compile(pattern)
    except re.error as error:
        raise ValueError(f"{pattern!r} is no regular expression: {error}") from error
    return pattern


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Expect(_Strict):
    """What a healthy night of this publisher looks like."""

    articles_min: Annotated[int, Field(ge=0)] | None = None
    articles_max: Annotated[int, Field(ge=0)] | None = None


class Bylines(_Strict):
    """What this publisher's bylines do differently: printed text -> display names."""

    replace: dict[str, str] = {}


class Publisher(_Strict):
    """`id` is the name of its file. `domain` is host or host:port; further hosts stand in `also`.

    `archive` is the address of a day's page or sitemap, with `{date:%Y/%m/%d}` or the like where the day stands; it is asked
    for when a past time is filled in. `article_pattern` is a regular expression found in the addresses of articles and in no
    others: it says which links of section pages to follow. `requests_a_night` is what one host is asked at most; the rest is
    deferred.
    """

    id: str
    name: str
    domain: str
    also: tuple[str, ...] = ()
    feeds: tuple[str, ...] = ()
    sitemaps: tuple[str, ...] = ()
    sections: tuple[str, ...] = ()
    archive: Annotated[str, AfterValidator(dated_address)] | None = None
    article_pattern: Annotated[str, AfterValidator(regular_expression)] | None = None
    requests_a_night: Annotated[int, Field(ge=1)] = 2000
    language: Annotated[str, Field(pattern=r"^[a-z]{2,3}$")] | None = None
    country: Annotated[str, Field(pattern=r"^[A-Z]{2}$")] | None = None
    timezone: Annotated[str, AfterValidator(known_zone)] | None = None
    contact: str | None = None
    render: bool = False
    delay_s: Annotated[float, Field(ge=0)] | None = None
    private_network: bool = False
    expect: Expect = Expect()
    bylines: Bylines = Bylines()
    boilerplate: tuple[str, ...] = ()

    @property
    def hosts(self) -> tuple[str, ...]:
        """Its domain and the further hosts, as written (host or host:port)."""
        return (self.domain, *self.also)


UNKNOWN = Publisher(id=UNKNOWN_PUBLISHER, name="Unknown", domain="")
"""For pages that nobody can place."""


def load_publisher(file: Path) -> Publisher:
    """Read one TOML file. Raises ConfigError that names file and key."""
    try:
        data = tomllib.loads(file.read_text("utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise ConfigError(f"{file}: {error}") from error
    try:
        return Publisher(id=file.stem, **data)
    except (ValidationError, TypeError) as error:
        if isinstance(error, TypeError):
            raise ConfigError(f"{file}: 'id' is not a key: it is the file's name") from error
        faults = (f"{'.'.join(map(str, fault['loc']))}: {fault['msg']}" for fault in error.errors())
        raise ConfigError(f"{file}: " + "; ".join(faults)) from error


def load_publishers(folder: Path) -> dict[str, Publisher]:
    """Read `<id>.toml` of a folder into {id: Publisher}, in the order of ids. Raises ConfigError."""
    return {file.stem: load_publisher(file) for file in sorted(folder.glob("*.toml"))}


def publisher_of(host: str, publishers: dict[str, Publisher]) -> Publisher:
    """Whose address it is: the publisher one of whose hosts is `host` or a parent of it; else UNKNOWN."""
    for publisher in publishers.values():
        for own in publisher.hosts:
            if own and (host == own or host.endswith("." + own)):
                return publisher
    return UNKNOWN
