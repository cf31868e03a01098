"""Which column is which field: `data/columns.toml`, and what `config/mappings/*.toml` say of certain files.

files = ["export-*.jsonl"]        # names of files (globs); left out: all of them

[columns]
text = ["story_body"]             # or just "story_body"
"""

import re
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fnmatch import fnmatch
from functools import cache
from importlib.resources import files
from pathlib import Path
from unicodedata import combining, normalize

from pydantic import BaseModel, ConfigDict, ValidationError

from articles.config import ConfigError, read_toml, refused

NOTHING: tuple[object, ...] = ("", [], {}, "None", "null", "NULL", "nan", "NaN", "N/A")
"""What tools write for a value that they do not have."""

_MAX_DEPTH = 3

EXAMPLES = {"columns": 'columns.title = "headline"', "files": 'files = ["*.csv"]'}


class MappingFile(BaseModel):
    """What a file of `config/mappings/` may say."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    files: list[str] = ["*"]
    columns: dict[str, str | list[str]]


@dataclass(frozen=True)
class Mapping:
    """`columns` is {field: names of columns, best first}, `files` are the patterns of names it holds for."""

    files: tuple[str, ...]
    columns: dict[str, tuple[str, ...]]


@cache
def built_in() -> Mapping:
    """The names that common tools and data sets use."""
    data = tomllib.loads(files("loaders.data").joinpath("columns.toml").read_text("utf-8"))
    return Mapping(("*",), {field: tuple(map(plain, names)) for field, names in data.items()})


def load_mappings(folder: Path) -> tuple[Mapping, ...]:
    """Read the `*.toml` of a folder, which need not exist. Raises ConfigError that names file and key."""
    return tuple(_load(file) for file in sorted(folder.glob("*.toml")))


def _load(file: Path) -> Mapping:
    try:
        data = MappingFile(**read_toml(file))
    except ValidationError as error:
        raise refused(file, error, EXAMPLES) from error
    if unknown := set(data.columns) - set(built_in().columns):
        raise ConfigError(f"{file}: columns.{min(unknown)}: unknown field; choose from: {', '.join(built_in().columns)}")
    columns = {f: tuple(map(plain, [names] if isinstance(names, str) else names)) for f, names in data.columns.items()}
    return Mapping(tuple(data.files), columns)


def columns_for(name: str, mappings: Iterable[Mapping]) -> dict[str, tuple[str, ...]]:
    """{field: names of columns} for a file of this name: its own mappings go before what is built in."""
    own = [m.columns for m in mappings if any(fnmatch(name, pattern) for pattern in m.files)]
    return {
        field: tuple(name for columns in (*own, built_in().columns) for name in columns.get(field, ()))
        for field in built_in().columns
    }


def plain(name: str) -> str:
    """A column's name as names are compared: letters without accents, digits and dots in lower case."""
    if not name.isascii():
        name = "".join(letter for letter in normalize("NFKD", name) if not combining(letter))
    return re.sub(r"[^\w.]+|_+", "", name.lower()) or name


def flat(row: object, before: str = "", depth: int = 0) -> Iterator[tuple[str, object]]:
    """(plain name, value) of a row's values that say anything; objects in it also key by key ("source.name")."""
    if not isinstance(row, dict):
        return
    for name, value in row.items():
        if value is None or value in NOTHING:
            continue
        key = before + plain(str(name))
        yield key, value
        if isinstance(value, dict) and depth < _MAX_DEPTH:
            yield from flat(value, key + ".", depth + 1)
