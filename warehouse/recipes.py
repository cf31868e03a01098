"""Questions by name: those of warehouse/queries/, and the shorthands that DuckDB's own command line has."""

import re
from collections.abc import Mapping
from difflib import get_close_matches
from typing import Any

from warehouse.statements import names, statement

_PARAMETERS_WITHOUT_A_VALUE = re.compile(r"Values were not provided for the following (?:prepared statement )?parameters: (.*)")
_SHORTHAND = re.compile(r"\.(?P<name>\w*)(?:\s+(?P<of>\w+))?(?:\s*;)?")


class NoSuchQuestion(ValueError):
    """A name that stands for no question: says which there are."""


def question(asked: str, parameters: Mapping[str, Any]) -> tuple[str, dict[str, Any]]:
    """The SQL that is asked, and its parameters: `asked` is SQL, the name of a query, `.tables` or `.schema NAME`.

    Raises NoSuchQuestion for a word that is none of these.
    """
    if shorthand := _SHORTHAND.fullmatch(asked.strip()):
        return _shorthand(shorthand["name"], shorthand["of"])
    name = _name(asked)
    if name in names("queries"):
        return statement("queries", name), dict(parameters)
    if re.fullmatch(r"[\w./-]+", asked.strip()):  # one word is no SQL
        close = get_close_matches(name, names("queries"), 1)
        meant = f" (did you mean {close[0]}?)" if close else ""
        raise NoSuchQuestion(
            f'no query {name!r} in warehouse/queries/{meant}; for a table, type: copydesk sql "from {name} limit 5"'
            f" (.tables lists them); the queries are: {', '.join(names('queries'))}"
        )
    return asked, dict(parameters)


def without_a_value(asked: str, error: str) -> str | None:
    """What to say instead of DuckDB's own words, where a parameter has no value: which one, and an example; else None."""
    missing = _PARAMETERS_WITHOUT_A_VALUE.search(error)
    if not missing:
        return None
    if (name := _name(asked)) in names("queries"):
        about = statement("queries", name).splitlines()[0].removeprefix("-- ")
        return f"the query {name} needs a value for {missing[1]}, given like -p NAME=VALUE. What it answers: {about}"
    return f"the question has parameters without a value ({missing[1]}): give each like -p NAME=VALUE"


def _shorthand(name: str, of: str | None) -> tuple[str, dict[str, Any]]:
    match name, of:
        case "tables", None:
            return statement("lookups", "tables"), {}
        case "schema", str(table):
            return statement("lookups", "schema"), {"name": table}
    raise NoSuchQuestion("the shorthands are .tables (what there is to ask) and .schema NAME (its columns)")


def _name(asked: str) -> str:
    return asked.strip().rpartition("/")[2].removesuffix(".sql")
