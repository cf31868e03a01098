"""The shape of the code: how long, how wide and how deep it is, package by package and room by room.

    .venv/bin/python -m tests.bench.shape [FOLDER...]

Of the five packages, and of any others whose folders are named, so that other projects are measured by the same script. An import is
an arrow between two rooms, the modules and packages that stand at the door of a package; rooms that import each other in a circle are
on one floor. What is public has no underscore before its name, nor before that of its class, and is in no function.
"""

import ast
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from tests.bench._complexity import Function, boolean_operators, complexity, functions

CHECKOUT = Path(__file__).parents[2]
PACKAGES = ("articles", "spiders", "loaders", "flows", "warehouse")
LONG_FILE, LONG_FUNCTION, MANY_PARAMETERS, COMPLEX = 250, 40, 6, 20
DATA = {".toml", ".tsv", ".csv", ".json", ".txt"}


@dataclass(frozen=True)
class Module:
    """One file of a package; its name is without the package's, and empty for the package itself."""

    file: Path
    name: str

    @cached_property
    def tree(self) -> ast.Module:
        """What is written in it."""
        return ast.parse(self.file.read_bytes())

    @property
    def lines(self) -> int:
        """How long it is."""
        return len(self.file.read_text("utf-8").splitlines())

    @property
    def functions(self) -> Iterator[tuple[str, Function]]:
        """Each with its full name, like `fields.dates:Candidates.best`."""
        return ((f"{self.name}:{name}", function) for name, function in functions(self.tree))


def modules(package: Path) -> list[Module]:
    """Every file of Python below the folder."""
    return [Module(file, _name(file.relative_to(package))) for file in sorted(package.rglob("*.py"))]


def _name(file: Path) -> str:
    return ".".join(file.with_suffix("").parts).removesuffix("__init__").removesuffix(".")


def parameters(function: Function) -> int:
    """How many it takes, beside `self` or `cls`."""
    given = function.args
    named = [*given.posonlyargs, *given.args, *given.kwonlyargs, *filter(None, (given.vararg, given.kwarg))]
    return sum(parameter.arg not in ("self", "cls") for parameter in named)


def length(function: Function) -> int:
    """In lines, from `def` to the end."""
    return (function.end_lineno or function.lineno) - function.lineno + 1


def public(tree: ast.AST) -> Iterator[Function | ast.ClassDef]:
    """The classes, functions and methods that others may use."""
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, Function | ast.ClassDef) and not node.name.startswith("_"):
            yield node
            if isinstance(node, ast.ClassDef):
                yield from public(node)


def share(flags: list[bool]) -> str:
    """How many of them are true, in per cent."""
    return f"{100 * sum(flags) / len(flags):.1f} %" if flags else "–"


def size(package: Path) -> list[str]:
    """The row of a package in the first table."""
    files = modules(package)
    all_functions = [found for file in files for found in file.functions]
    described = [ast.get_docstring(node) is not None for file in files for node in public(file.tree)]
    operators = {name: boolean_operators(function) for name, function in all_functions}
    most = max(operators, key=operators.__getitem__, default="")
    return [
        package.name,
        f"{sum(file.lines > LONG_FILE for file in files)} ({max((file.lines for file in files), default=0)})",
        share([length(function) > LONG_FUNCTION for _, function in all_functions]),
        str(sum(parameters(function) > MANY_PARAMETERS for _, function in all_functions)),
        f"{operators.get(most, 0)} {most}",
        str(sum(complexity(function) > COMPLEX for _, function in all_functions)),
        share(described),
    ]


def arrows(package: Path) -> dict[str, set[str]]:
    """The rooms of a package, each with those that it imports."""
    files = modules(package)
    graph: dict[str, set[str]] = {room: set() for file in files if (room := file.name.partition(".")[0])}
    for file in files:
        if room := file.name.partition(".")[0]:
            graph[room] |= {name for name in _imported(file, package.name) if name in graph and name != room}
    return graph


def _imported(module: Module, package: str) -> Iterator[str]:
    """The first name below the package of each import, wherever in the file it stands."""
    here = [package, *filter(None, module.name.split("."))]
    if module.file.name != "__init__.py":
        here.pop()
    for node in ast.walk(module.tree):
        match node:
            case ast.Import():
                paths = [alias.name.split(".") for alias in node.names]
            case ast.ImportFrom():
                base = here[: len(here) - node.level + 1] if node.level else []
                start = [*base, *filter(None, (node.module or "").split("."))]
                paths = [[*start, alias.name] for alias in node.names]
            case _:
                continue
        yield from (path[1] for path in paths if path[0] == package and len(path) > 1)


def floors(graph: dict[str, set[str]]) -> int:
    """The longest chain of rooms of which each imports the next; a circle counts once."""
    below = {room: _reached(graph, room) for room in graph}
    floor: dict[str, int] = {}
    for room in sorted(graph, key=lambda room: len(below[room] | {room})):  # who imports another reaches more than that one
        under = [floor[other] for other in below[room] if room not in below[other]]
        floor[room] = 1 + max(under, default=0)
    return max(floor.values(), default=0)


def _reached(graph: dict[str, set[str]], room: str) -> set[str]:
    reached: set[str] = set()
    ahead = set(graph[room])
    while ahead:
        reached |= ahead
        ahead = set().union(*(graph[other] for other in ahead)) - reached
    return reached


def lines(package: Path, suffixes: set[str]) -> int:
    """How many its files of these kinds have together."""
    files = [file for file in package.rglob("*") if file.suffix in suffixes]
    return sum(len(file.read_text("utf-8").splitlines()) for file in files)


def rooms(package: Path) -> list[str]:
    """The row of a package in the second table."""
    graph = arrows(package)
    counts = (len(graph), floors(graph), sum(map(len, graph.values())))
    return [package.name, *map(str, counts), *(f"{lines(package, kind):,}" for kind in ({".py"}, {".sql"}, DATA))]


def complex_functions(packages: list[Path]) -> dict[str, int]:
    """Every function that is more complex than one should be, by its name with its package, the worst first."""
    found = {
        f"{package.name}.{name}": complexity(function)
        for package in packages
        for file in modules(package)
        for name, function in file.functions
    }
    return {name: ways for name, ways in sorted(found.items(), key=lambda item: (-item[1], item[0])) if ways > COMPLEX}


def table(head: list[str], rows: list[list[str]]) -> str:
    """In columns, the first to the left."""
    widths = [max(map(len, column)) for column in zip(head, *rows, strict=True)]
    return "\n".join(
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in (head, *rows)
    )


def main(folders: list[Path]) -> None:
    """Print the two tables and the list."""
    head = ["", f"files > {LONG_FILE} lines (max)", f"functions > {LONG_FUNCTION} lines", f"> {MANY_PARAMETERS} parameters",
            "most boolean operators", f"complexity > {COMPLEX}", "public docstrings"]  # fmt: skip
    print(table(head, [size(folder) for folder in folders]))
    print()
    print(table(["", "rooms", "floors", "arrows", "code", "SQL", "data"], [rooms(folder) for folder in folders]))
    print()
    print(table(["function", "complexity"], [[name, str(ways)] for name, ways in complex_functions(folders).items()]))


if __name__ == "__main__":
    main([*(CHECKOUT / name for name in PACKAGES), *(Path(name).resolve() for name in sys.argv[1:])])
