"""Who is who: names that an editor has joined, each with the evidence for it.

`config/contributors.toml` joins those of bylines, `config/names.toml` those in texts.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from articles.config import ConfigError, read_toml, refused

EXAMPLES = {"same": 'same = [{ names = ["Miriam Ashdown", "M. Ashdown"], evidence = "the same mail address, 3 May 2026" }]'}


class Join(BaseModel):
    """Names of one contributor, the one to show first. `evidence` says why they are one: without it there is no join."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    kind: Literal["person", "organisation", "handle", "unknown"] = "person"
    names: Annotated[tuple[Annotated[str, Field(min_length=1)], ...], Field(min_length=2)]
    evidence: Annotated[str, Field(min_length=1)]


class NameJoin(BaseModel):
    """Names in texts that are one, the one to show first. `language` says whose endings they have, where they have some."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    kind: Literal["person", "organisation", "place"] = "person"
    names: Annotated[tuple[Annotated[str, Field(min_length=1)], ...], Field(min_length=2)]
    evidence: Annotated[str, Field(min_length=1)]
    language: str | None = None


class _Joins(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    same: tuple[Join, ...] = ()


class _NameJoins(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    same: tuple[NameJoin, ...] = ()


def load_joins(file: Path) -> tuple[Join, ...]:
    """The joins of a file, none where it is not there. Raises ConfigError that names file and key, or a name in two joins."""
    joins = _Joins(**_read(file, _Joins)).same
    _stands_once(file, joins)
    return joins


def load_name_joins(file: Path) -> tuple[NameJoin, ...]:
    """The joins of names in texts, as `load_joins` reads those of contributors."""
    joins = _NameJoins(**_read(file, _NameJoins)).same
    _stands_once(file, joins)
    return joins


def _read(file: Path, model: type[BaseModel]) -> dict[str, Any]:
    if not file.exists():
        return {}
    told = read_toml(file)
    try:
        model(**told)
    except ValidationError as error:
        raise refused(file, error, EXAMPLES) from error
    return told


def _stands_once(file: Path, joins: Sequence[Join | NameJoin]) -> None:
    seen: set[tuple[str, str]] = set()
    for join in joins:
        for name in join.names:
            key = (join.kind, " ".join(name.casefold().split()))
            if key in seen:
                raise ConfigError(f"{file}: {name!r} stands in two joins: put all its names into one [[same]]")
            seen.add(key)
