"""Each package that the code imports is declared, as one that comes only with another may be gone with its next version; and no other."""

import ast
import sys
import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.metadata import packages_distributions
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

CHECKOUT = Path(__file__).parents[1]
PACKAGES = ("articles", "spiders", "loaders", "warehouse", "flows")
DEVELOPMENT = {"articles/data/compile_gazetteer.py"}
"""Scripts that run in a checkout only and may use the extra `dev`."""
NAMED_BY_NOBODY = {
    "lxml-html-clean": "trafilatura's, through lxml's own name for it",
    "sqlalchemy": "a bound for Prefect's server", "duckdb-extension-ducklake": "an extension of DuckDB",
    "duckdb-extension-postgres": "an extension of DuckDB", "copydesk": "its own extras", "editables": "the build",
    "hatchling": "the build", "import-linter": "a command", "lxml-stubs": "types", "mypy": "a command",
    "pytest-xdist": "a plugin", "ruff": "a command", "types-pytz": "types", "vulture": "a command",
}  # fmt: skip
"""What is declared and never imported, and what it is for."""
ONLY_COMPARED = {"atheris", "goose3", "newspaper", "newsplease", "readability"}
"""What tests/bench and tests/torture take where somebody has installed it."""


def imported(file: Path) -> set[str]:
    """The packages that a module imports from elsewhere, at its top or in a function."""
    names = set()
    for node in ast.walk(ast.parse(file.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name.partition(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            names.add(node.module.partition(".")[0])
    return names - sys.stdlib_module_names - {*PACKAGES, "_typeshed"}  # the last one is the type checker's alone


def declared() -> dict[str, set[str]]:
    """What pyproject.toml names: {extra, or "" for all: names}."""
    project = tomllib.loads((CHECKOUT / "pyproject.toml").read_text("utf-8"))["project"]
    lists = {"": project["dependencies"], **project["optional-dependencies"]}
    return {extra: {canonicalize_name(Requirement(one).name) for one in named} for extra, named in lists.items()}


@cache
def brought_by() -> Mapping[str, list[str]]:
    """{a package that may be imported: the distributions that bring it}: a second of work, for who runs these tests."""
    return packages_distributions()


def missing(names: set[str], allowed: set[str]) -> set[str]:
    """Imported names that no allowed distribution brings."""
    return {name for name in names if not {canonicalize_name(one) for one in brought_by().get(name, ())} & allowed}


def test_every_import_is_declared() -> None:
    extras = declared()
    users = set().union(*(names for extra, names in extras.items() if extra != "dev"))
    undeclared, files = {}, 0
    for package in PACKAGES:
        for file in (CHECKOUT / package).rglob("*.py"):
            name = file.relative_to(CHECKOUT).as_posix()
            files += 1
            if lacking := missing(imported(file), users | (extras["dev"] if name in DEVELOPMENT else set())):
                undeclared[name] = lacking
    assert files > 150
    assert undeclared == {}


def test_every_import_of_the_tests_is_declared() -> None:
    files = list((CHECKOUT / "tests").rglob("*.py"))
    ours = {"tests"} | {file.stem for file in files}
    names = set().union(*map(imported, files)) - ours - ONLY_COMPARED
    assert missing(names, set().union(*declared().values())) == set()


def test_what_is_declared_is_imported_or_has_its_reason() -> None:
    files = [file for package in (*PACKAGES, "tests", "docs") for file in (CHECKOUT / package).rglob("*.py")]
    brought = {canonicalize_name(one) for name in set().union(*map(imported, files)) for one in brought_by().get(name, ())}
    assert set().union(*declared().values()) - brought == NAMED_BY_NOBODY.keys()


def test_an_import_that_is_not_declared_is_seen(tmp_path: Path) -> None:
    module = tmp_path / "harbour.py"
    module.write_text(
        "import json\nfrom articles import page\n\ndef tide():\n    import packaging.version\n    from rich import box\n"
    )
    assert imported(module) == {"packaging", "rich"}
    assert missing(imported(module), declared()[""]) == {"packaging"}
