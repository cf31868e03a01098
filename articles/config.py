"""Files below config/: what is wrong with one is said by file, key, value and an example of what could stand there."""

import tomllib
from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pydantic import ValidationError


class ConfigError(ValueError):
    """A file below config/ that cannot be used: names the file, the key, its value and what could stand there."""


def read_toml(file: Path) -> dict[str, Any]:
    """What a TOML file says. Raises ConfigError."""
    try:
        return tomllib.loads(file.read_text("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise ConfigError(f"{file}: not in UTF-8 (byte {error.start}): save it as UTF-8") from error
    except tomllib.TOMLDecodeError as error:
        raise ConfigError(
            f'{file}: not valid TOML: {error}: write a key and a value on a line, like: name = "The Gazette"'
        ) from error
    except OSError as error:
        raise ConfigError(f"{file}: cannot be read: {error.strerror}") from error


def refused(file: Path, error: "ValidationError", examples: Mapping[str, str]) -> ConfigError:
    """What pydantic found wrong in a file. `examples` are lines of such a file, by key: all the keys that there are."""
    return ConfigError(f"{file}: " + "; ".join(_said(fault, examples) for fault in error.errors()))


def _said(fault: Mapping[str, Any], examples: Mapping[str, str]) -> str:
    where = [str(part) for part in fault["loc"]]
    key = ".".join(where)
    example = next((examples[name] for name in _names(where) if name in examples), "")
    match fault["type"]:
        case "missing":
            return f"{key} is missing: write it like: {example}"
        case "extra_forbidden":
            return f"{key} = {_value(fault)}: there is no such key{_meant(key, examples)}"
        case "value_error":
            why = str(fault["ctx"]["error"])
        case _:
            why = fault["msg"][:1].lower() + fault["msg"][1:]
    return f"{key} = {_value(fault)}: {why}: write it like: {example}"


def _names(where: list[str]) -> Iterator[str]:
    """A key and what it is part of: "expect.articles_min", "expect"."""
    for end in range(len(where), 0, -1):
        yield ".".join(where[:end])


def _value(fault: Mapping[str, Any]) -> str:
    shown = repr(fault["input"])
    return shown if len(shown) <= 100 else shown[:99] + "…"


def _meant(key: str, examples: Mapping[str, str]) -> str:
    near = get_close_matches(key, examples, n=1)
    return (
        f": write it like: {examples[near[0]]}"
        if near
        else f"; keys are {', '.join(examples)}, like: {next(iter(examples.values()))}"
    )
