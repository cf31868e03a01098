"""Who is who: names that an editor has joined, in `config/contributors.toml`, each with the evidence for it."""

from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from articles.config import ConfigError, read_toml, refused

EXAMPLES = {"same": 'same = [{ names = ["Miriam Ashdown", "M. Ashdown"], evidence = "the same mail address, 3 May 2026" }]'}


class Join(BaseModel):
    """Names of one contributor, the one to show first. `evidence` says why they are one: without it there is no join."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    kind: Literal["person", "organisation", "handle", "unknown"] = "person"
    names: Annotated[tuple[Annotated[str, Field(min_length=1)], ...], Field(min_length=2)]
    evidence: Annotated[str, Field(min_length=1)]


class _Joins(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    same: tuple[Join, ...] = ()


def load_joins(file: Path) -> tuple[Join, ...]:
    """The joins of a file, none where it is not there. Raises ConfigError that names file and key, or a name in two joins."""
    if not file.exists():
        return ()
    try:
        joins = _Joins(**read_toml(file)).same
    except ValidationError as error:
        raise refused(file, error, EXAMPLES) from error
    seen: set[tuple[str, str]] = set()
    for join in joins:
        for name in join.names:
            key = (join.kind, " ".join(name.casefold().split()))
            if key in seen:
                raise ConfigError(f"{file}: {name!r} stands in two joins: put all its names into one [[same]]")
            seen.add(key)
    return joins
