"""What a question may be made of: one SELECT over the published tables, decided on the statement as DuckDB parses it."""

import re
import tomllib
from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from fnmatch import fnmatchcase
from functools import cache, cached_property
from importlib.resources import files
from typing import NamedTuple

import duckdb
from duckdb import DuckDBPyConnection, StatementType

from warehouse.statements import statement

ONE_QUESTION = "a question is one SELECT (also WITH, VALUES, FROM, PIVOT, SUMMARIZE), EXPLAIN of one, DESCRIBE or SHOW"

NOTHING_ASKED = (
    'the question is empty: type SQL, like "select title from articles limit 5",'
    " the name of a query, or .tables for what there is to ask"
)

INSTEAD = {
    StatementType.COPY: "for a file, type `copydesk export OUT`, or add --format csv",
    StatementType.EXPORT: "for files, type `copydesk export OUT`",
    StatementType.COPY_DATABASE: "for files, type `copydesk export OUT`",
    StatementType.SET: "settings are fixed; a time zone stands in the question: published_at at time zone 'Asia/Tokyo'",
    StatementType.PREPARE: "values come with -p NAME=VALUE and stand as $NAME in the question",
    StatementType.EXECUTE: "values come with -p NAME=VALUE and stand as $NAME in the question",
    StatementType.CREATE: "name what you need in the question itself: with mine as (select ...) select ... from mine",
}


_BEFORE_A_VALUE = (
    *"=<>!~|+-*%",
    *(
        "and",
        "or",
        "not",
        "like",
        "ilike",
        "glob",
        "between",
        "then",
        "else",
        "when",
        "select",
        "distinct",
        "on",
        "by",
        "limit",
    ),
    *("date", "timestamp", "timestamptz", "interval"),
)
"""What a text stands behind that is a value and cannot be a table: it may look like a file."""


_TOKEN = re.compile(
    rb'"(?:[^"]|"")*"|[eE]\'(?:[^\'\\]|\\.|\'\')*\'|\'(?:[^\']|\'\')*\'|\$([\w\x80-\xff]*)\$.*?\$\1\$'
    rb"|[\w\x80-\xff][\w$\x80-\xff]*|.",
    re.DOTALL,
)
_TEXT = re.compile(r"[eE]?[\"']|\$[^$]*\$", re.DOTALL)


MOST_COMMENTS = 1_000
"""DuckDB's parser reads to the end from the start of each, and nothing stops it meanwhile: 50,000 take it half a minute."""


class Refused(ValueError):
    """A question that is none, or asks for more than the published tables: says what, and what to do instead."""


class _Refusal(NamedTuple):
    why: str
    instead: str


class _Decisions(NamedTuple):
    """Names and patterns of functions: those a question may call, and those it may not; some of these are views, too."""

    operators: frozenset[str]
    allowed: tuple[str, ...]
    refused: Mapping[str, _Refusal]
    words: frozenset[str]
    views: frozenset[str]

    def is_allowed(self, name: str) -> bool:
        return name in self.operators or any(fnmatchcase(name, pattern) for pattern in self.allowed)

    def refusal(self, name: str) -> _Refusal | None:
        return next((refusal for pattern, refusal in self.refused.items() if fnmatchcase(name, pattern)), None)


class _Warehouse:
    """Of the database that is asked: its schemas and macros, and the names of others that hang on its connection."""

    def __init__(self, connection: DuckDBPyConnection) -> None:
        self._connection = connection
        self.others = self._names("other_databases")
        self.schemas = self._names("own_schemas")

    @cached_property
    def macros(self) -> frozenset[str]:  # looked up where a question has one: it takes longer than most answers
        return self._names("own_macros")

    def _names(self, which: str) -> frozenset[str]:
        return frozenset(name.lower() for (name,) in self._connection.execute(statement("session", which)).fetchall())


def refuse_what_is_no_question(connection: DuckDBPyConnection, sql: str) -> None:
    """Raises Refused where `sql` may not be asked, also where nothing is in it, or DuckDB's own error where it is no SQL.

    DuckDB's switches are not enough: without access to files, a connection may still write to those of its own database.
    """
    if sql.count("/*") > MOST_COMMENTS:
        raise Refused(
            f"{sql.count('/*'):,} comments: DuckDB would look for the end of each; ask with at most {MOST_COMMENTS:,}"
        )
    statements = connection.extract_statements(sql)
    if not statements:
        raise Refused(NOTHING_ASKED)
    if next(_tokens(sql))[1].lower() == "explain":
        refuse_what_is_no_question(connection, _explained(connection, sql))
        return
    warehouse = _Warehouse(connection)
    if _is_pivot_without_values(sql, statements):
        _refuse_words(sql, warehouse)
        return
    if len(statements) > 1:
        raise Refused(f"these are {len(statements)} statements: {ONE_QUESTION}; ask one after the other")
    (one,) = statements
    if one.type != StatementType.SELECT:
        raise Refused("; ".join((f"{_kind(one)} is not for questions: {ONE_QUESTION}", *filter(None, [INSTEAD.get(one.type)]))))
    _refuse_names(connection, one.query, warehouse)


def _kind(one: duckdb.Statement) -> str:
    return str(one.type.name).replace("_", " ")


@cache
def decisions() -> _Decisions:
    """What functions.toml says."""
    said = tomllib.loads((files("warehouse") / "functions.toml").read_text("utf-8"))
    refused = {
        name: _Refusal(group["why"], group["instead"]) for group in said["refused"].values() for name in group["names"].split()
    }
    allowed = {key: said["allowed"][key].split() for key in ("operators", "names", "words")}
    views = frozenset(said["refused"]["machine"]["names"].split())
    return _Decisions(frozenset(allowed["operators"]), tuple(allowed["names"]), refused, frozenset(allowed["words"]), views)


def _refuse_names(connection: DuckDBPyConnection, select: str, warehouse: _Warehouse) -> None:
    """Of a SELECT: every function, table, schema and database that its tree names, at whatever depth."""
    for kind, name in connection.execute(statement("session", "names_in"), {"sql": select}).fetchall():
        match kind:
            case "function_name":
                _refuse_function(name, warehouse)
            case "table_name":
                _refuse_file(name)
                if name.lower() in decisions().views:
                    _refuse_function(name, warehouse)
            case "unit":
                raise Refused(f"at ({name} => ...) reads what was published before: article_versions has each earlier text")
            case "schema_name" | "catalog_name":
                _refuse_elsewhere(name, warehouse)
            case _:
                raise Refused(f"{name}: {ONE_QUESTION}")


def _refuse_function(written: str, warehouse: _Warehouse) -> None:
    name = written.lower()
    if decisions().is_allowed(name) or name in warehouse.macros:
        return
    refusal = decisions().refusal(name)
    if refusal:
        raise Refused(f"{name}() {refusal.why}, and a question reads the published tables alone: {refusal.instead}")
    close = get_close_matches(name, [*decisions().allowed, *warehouse.macros], 1)
    raise Refused(f"{name}() is no function that a question may call{f'; did you mean {close[0]}()?' if close else ''}")


def _refuse_file(name: str) -> None:
    if re.search(r"[./\\:*?\[]", name):
        raise Refused(
            f"{name!r} is no published table but a file, and a question reads no files: `copydesk load FILE` brings it in"
        )


def _refuse_elsewhere(schema: str, warehouse: _Warehouse) -> None:
    if schema and schema.lower() not in warehouse.schemas:
        raise Refused(f"{schema} is no schema of what was published: `copydesk sql 'show tables'` lists what there is to ask")


def _explained(connection: DuckDBPyConnection, sql: str) -> str:
    """What an EXPLAIN explains: what stands behind ANALYZE and behind options in brackets."""
    at, depth, rest = 0, 0, sql
    for at, word in _tokens(sql):
        if depth == 0 and word.lower() not in ("explain", "analyze", "verbose", "("):
            break
        if word == "(":
            if depth == 0 and _parses(connection, rest := sql.encode()[at:].decode()):
                return rest
            depth += 1
        depth -= word == ")"
    return sql.encode()[at:].decode()


def _parses(connection: DuckDBPyConnection, sql: str) -> bool:
    try:
        return bool(connection.extract_statements(sql))
    except duckdb.Error:
        return False


def _is_pivot_without_values(sql: str, statements: list[duckdb.Statement]) -> bool:
    """DuckDB makes several statements of one PIVOT whose columns it must look up first, and shows none of their text."""
    kinds = [one.type for one in statements]
    return (
        len(statements) > 1
        and not any(one.query for one in statements)
        and kinds[-1] == StatementType.SELECT
        and set(kinds[:-1]) == {StatementType.CREATE}
        and ";" not in [word for _, word in _tokens(sql)][:-1]
    )


def _refuse_words(sql: str, warehouse: _Warehouse) -> None:
    """Without a tree: what stands before a bracket is a function, no other database is named, no file stands for a table."""
    before, opened_by = "", [""]
    for _, word in _tokens(sql):
        name = word.strip("\"'").lower()
        if word == "(":
            if re.match(r"\w", before) and before not in decisions().words:
                _refuse_function(before, warehouse)
            opened_by.append(before)
        elif word == ")" and len(opened_by) > 1:
            opened_by.pop()
        if _TEXT.match(word) and before not in _BEFORE_A_VALUE and not (before in ("(", ",") and _holds_values(opened_by[-1])):
            _refuse_file(name)
        if name in decisions().views:
            _refuse_function(name, warehouse)
        if name in warehouse.others:
            raise Refused(f"{name} is not what was published: `copydesk sql 'show tables'` lists what there is to ask")
        before = name


def _holds_values(before: str) -> bool:
    """Whether a bracket holds values and no tables, by the word before it: a function's arguments, a list of IN."""
    return before == "in" or (re.match(r"\w", before) is not None and before not in decisions().words)


def _tokens(sql: str) -> Iterator[tuple[int, str]]:
    """Each word and sign with where it begins, in bytes; no comments."""
    text = sql.encode()
    for at, kind in duckdb.tokenize(sql):
        if kind != duckdb.token_type.comment:
            found = _TOKEN.match(text, at)
            yield at, found[0].decode("utf-8", "replace") if found else ""
