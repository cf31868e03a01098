"""A table of cells: which of its rows holds the names of its columns, and its rows by these names."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Generic, TypeVar

from loaders.formats.rows import WRAPPERS, has_text, no_text_in
from loaders.mapping import columns_for, plain
from loaders.source import Refused, Source

_ABOVE = 20
"""Rows above the names: a title, a date, who made the table."""

Cell = TypeVar("Cell")


@dataclass(frozen=True)
class Table(Generic[Cell]):
    """`names` of its columns, and (number in the table, cells) of each row below them."""

    names: tuple[str, ...]
    rows: Iterator[tuple[int, Sequence[Cell]]]

    def row(self, cells: Sequence[Cell]) -> dict[str, Cell]:
        """The cells by name; of columns with one name the first that says anything."""
        said: dict[str, Cell] = {}
        for name, cell in zip(self.names, cells, strict=False):
            if name and (name not in said or not str(said[name]).strip()):
                said[name] = cell
        return said


def names_of(source: Source, cells: Iterable[tuple[int, Sequence[Cell]]]) -> Table[Cell]:
    """The table below the first row with a column of text in it. Raises Refused where none of the first rows has one."""
    columns = columns_for(source.name, source.load.mappings)
    found = iter(cells)
    likeliest: tuple[str, ...] = ()
    widest = 0
    for _, row in islice(found, _ABOVE):
        names = tuple("" if name is None else str(name).strip() for name in row)
        for named in (names, tuple(map(_unwrapped, names))):
            if _are_names([name for name in named if name], columns, widest):
                return Table(named, found)
        if (wide := sum(map(bool, names))) > widest:
            likeliest, widest = names, wide
    raise Refused("unsupported", f"{source.where}: {no_text_in(filter(None, likeliest), columns)}")


def _are_names(cells: list[str], columns: dict[str, tuple[str, ...]], widest: int) -> bool:
    """Whether a row names columns, and one of text: below a row as wide, "News" alone may be what a row says."""
    known = {field for field, names in columns.items() if not {*map(plain, cells)}.isdisjoint(names)}
    return has_text(cells, columns) and (len(cells) > widest or known > {"text"} or known > {"html"})


def _unwrapped(name: str) -> str:
    """The name of a key within a document, where a tool has written it with that document's own: "_source.title"."""
    wrapper, _, key = name.partition(".")
    return key if key and wrapper in WRAPPERS else name
