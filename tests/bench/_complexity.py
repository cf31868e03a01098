"""The cyclomatic complexity of functions: how many ways lead through one, counted as radon counts them.

From the syntax tree: one for a function, and one more for each `if` and `elif`, conditional expression, loop and its `else`, `for`
and `if` of a comprehension, `except` and its `else`, `case` but the last that takes anything, `assert`, and each `and` and `or`.
"""

import ast
from collections.abc import Iterator

Function = ast.FunctionDef | ast.AsyncFunctionDef


def functions(tree: ast.AST, within: str = "") -> Iterator[tuple[str, Function]]:
    """Each function of a module with its name as a reader calls it: `Class.method`, `function.<locals>.inner`."""
    for node in ast.iter_child_nodes(tree):
        match node:
            case ast.FunctionDef() | ast.AsyncFunctionDef():
                yield within + node.name, node
                yield from functions(node, f"{within}{node.name}.<locals>.")
            case ast.ClassDef():
                yield from functions(node, f"{within}{node.name}.")
            case _:
                yield from functions(node, within)


def complexity(function: Function) -> int:
    """One, and one for each place where the way divides. Functions and classes within it have a figure of their own."""
    return 1 + sum(map(_ways, function.body))


def boolean_operators(tree: ast.AST) -> int:
    """How many `and` and `or` lie between two operands: `a and b and c` has two."""
    return sum(len(node.values) - 1 for node in ast.walk(tree) if isinstance(node, ast.BoolOp))


def _ways(node: ast.AST) -> int:
    match node:
        case ast.FunctionDef() | ast.AsyncFunctionDef() | ast.ClassDef():
            return 0
        case ast.Assert():
            return 1  # whatever it asserts
        case _:
            return _divides(node) + sum(map(_ways, ast.iter_child_nodes(node)))


def _divides(node: ast.AST) -> int:
    match node:
        case ast.BoolOp():
            return len(node.values) - 1
        case ast.If() | ast.IfExp():
            return 1
        case ast.For() | ast.AsyncFor() | ast.While():
            return 1 + bool(node.orelse)
        case ast.comprehension():
            return 1 + len(node.ifs)
        case ast.Try() | ast.TryStar():
            return len(node.handlers) + bool(node.orelse)
        case ast.Match():
            return len(node.cases) - any(_takes_anything(case.pattern) for case in node.cases)
        case _:
            return 0


def _takes_anything(pattern: ast.pattern) -> bool:
    """`case _` and `case name`, which are an `else`."""
    return isinstance(pattern, ast.MatchAs) and pattern.pattern is None
