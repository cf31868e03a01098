"""The SQL of the warehouse: files beside the code, packaged with it."""

from functools import cache
from importlib.resources import files


@cache
def statement(folder: str, name: str) -> str:
    """The text of `<folder>/<name>.sql`. Raises FileNotFoundError."""
    return (files("warehouse") / folder / f"{name}.sql").read_text("utf-8")


@cache
def names(folder: str) -> tuple[str, ...]:
    """The names of a folder's .sql files, without the ending, in order."""
    return tuple(
        sorted(file.name.removesuffix(".sql") for file in (files("warehouse") / folder).iterdir() if file.name.endswith(".sql"))
    )
