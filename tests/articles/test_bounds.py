"""Every bound of articles/ says what it counts, so that whoever changes one knows what for."""

import ast
from itertools import pairwise
from pathlib import Path

import pytest

import articles

MODULES = sorted(Path(articles.__file__).parent.rglob("*.py"))


def silent_bounds(source: str) -> list[str]:
    """The names of a module's numbers that neither a sentence behind them nor a comment says anything of."""
    lines = source.splitlines()
    silent = []
    for this, after in pairwise([*ast.parse(source).body, ast.Pass()]):
        if not (
            isinstance(this, ast.Assign) and isinstance(this.value, ast.Constant) and type(this.value.value) in (int, float)
        ):
            continue
        told = isinstance(after, ast.Expr) and isinstance(after.value, ast.Constant)
        commented = "#" in lines[this.lineno - 1] or (this.lineno > 1 and lines[this.lineno - 2].startswith("#"))
        if not told and not commented:
            silent += [target.id for target in this.targets if isinstance(target, ast.Name)]
    return silent


def test_every_bound_says_what_it_counts() -> None:
    assert {path.name: names for path in MODULES if (names := silent_bounds(path.read_text("utf-8")))} == {}


@pytest.mark.parametrize(
    ("source", "silent"),
    [
        ("A = 1", ["A"]),
        ("A = .5\nB = 2\n'words'", ["A"]),
        ("# Words.\nA = 1", []),
        ("A = 1  # words", []),
        ("A = True\nB = 'c'", []),
    ],
)
def test_a_bound_is_told_by_what_stands_beside_it(source: str, silent: list[str]) -> None:
    assert silent_bounds(source) == silent
