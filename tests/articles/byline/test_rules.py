"""The tables of rules: the examples in their docstrings hold, and none of the rules is one that no written byline needs."""

import functools
import re
from collections.abc import Callable
from types import ModuleType
from typing import Any

import pytest

from articles import byline
from articles.byline import (
    bare_labels,
    credit,
    east_asian,
    east_asian_word,
    held,
    joined,
    named,
    one_word,
    organisations,
    parse,
    parts,
)
from tests.articles.byline.test_byline import ROWS, expected, found

TABLES: tuple[tuple[ModuleType, str], ...] = (
    (bare_labels, "BARE_LABEL_RULES"),
    (joined, "AND_RULES"),
    (parts, "WHOLE_RULES"),
    (parts, "PART_RULES"),
    (held, "ROLE_RULES"),
    (one_word, "WORD_RULES"),
)
SIGNS: tuple[tuple[ModuleType, str], ...] = (
    (organisations, "SIGNS"),
    (credit, "CREDIT_SIGNS"),
    (named, "NAME_READINGS"),
    (east_asian_word, "EASTERN_READINGS"),
    (east_asian, "ROW_READINGS"),
)
"""Tables whose entries are small enough for their names to say all of them."""

Rule = Callable[..., Any]


@pytest.fixture(autouse=True)
def _taken_apart_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    """Rules are changed here: what a byline says by others of them is not to be remembered."""
    monkeypatch.setattr(byline, "_read", byline._read.__wrapped__)


def entries(tables: tuple[tuple[ModuleType, str], ...]) -> list[Any]:
    """The parameters of a test for each entry of some tables."""
    return [pytest.param(module, table, rule, id=rule.__name__) for module, table in tables for rule in getattr(module, table)]


RULES = entries(TABLES)


def examples(rule: Rule, heading: str) -> list[tuple[str, str, str]]:
    """The bylines under one heading of a rule's docstring, each with its language and with what it means."""
    lines = re.findall(rf"^\s*{heading}(?: \((\w+)\))?: (.+) -> (.+)$", rule.__doc__ or "", re.MULTILINE)
    return [(lang, raw, "" if notation == "nobody" else notation) for lang, raw, notation in lines]


def watched(rule: Rule, decided: list[str]) -> Rule:
    """The rule, noting in `decided` each time whether it applied."""

    @functools.wraps(rule)
    def asked(*args: Any, **kwargs: Any) -> Any:
        answer = rule(*args, **kwargs)
        decided.append("left" if answer is None else "taken")
        return answer

    return asked


@pytest.mark.parametrize(("module", "table", "rule"), RULES)
def test_the_examples_of_a_rule_hold(monkeypatch: pytest.MonkeyPatch, module: ModuleType, table: str, rule: Rule) -> None:
    decided: list[str] = []
    rules = getattr(module, table)
    monkeypatch.setattr(module, table, tuple(watched(rule, decided) if one is rule else one for one in rules))
    assert examples(rule, "Taken")
    assert examples(rule, "Left")
    for lang, raw, notation in examples(rule, "Taken"):
        decided.clear()
        assert found(parse(raw, lang=lang)) == expected(notation)
        assert "taken" in decided
    for lang, raw, notation in examples(rule, "Left"):
        decided.clear()
        assert found(parse(raw, lang=lang)) == expected(notation)
        assert set(decided) == {"left"}


@pytest.mark.parametrize(("module", "table", "rule"), entries(TABLES + SIGNS))
def test_without_a_rule_some_written_byline_is_read_otherwise(
    monkeypatch: pytest.MonkeyPatch, module: ModuleType, table: str, rule: Rule
) -> None:
    monkeypatch.setattr(module, table, tuple(one for one in getattr(module, table) if one is not rule))
    written = [*examples(rule, "Taken"), *map(tuple, ROWS)]
    assert any(found(parse(raw, lang=lang)) != expected(notation) for lang, raw, notation in written)
