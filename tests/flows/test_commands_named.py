"""A command that a message names in backticks can be typed as it stands there."""

import ast
import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.main import get_command

from flows.cli.app import app

CHECKOUT = Path(__file__).parents[2]
NAMED = re.compile(r"`copydesk ([a-z][^`]*)`")


def _text(node: ast.AST) -> str:
    if isinstance(node, ast.JoinedStr):
        return "".join(part.value if isinstance(part, ast.Constant) else "X" for part in node.values)
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else ""


def named() -> Iterator[tuple[str, str]]:
    """(file, what stands behind `copydesk`) of all texts of the code; what is filled in is X."""
    for room in ("articles", "spiders", "loaders", "warehouse", "flows"):
        for file in sorted((CHECKOUT / room).rglob("*.py")):
            code = file.read_text("utf-8")
            names_any = "`copydesk " in code  # few do, and to parse all of them takes seconds
            for node in ast.walk(ast.parse(code)) if names_any else ():
                for command in NAMED.findall(_text(node)):
                    yield file.relative_to(CHECKOUT).as_posix(), command


def wrong(words: list[str]) -> str | None:
    """What keeps a command from being typed so."""
    command = get_command(app)
    while words and hasattr(command, "commands"):
        command = command.commands.get(words.pop(0))
        if command is None:
            return "no such command"
    if words and hasattr(command, "params"):
        options = {name: param for param in command.params if param.param_type_name == "option" for name in param.opts}
        arguments = [param for param in command.params if param.param_type_name == "argument"]
        placed = 0
        while words:
            word = words.pop(0)
            if word.startswith("-"):
                if word not in options:
                    return f"no option {word}"
                words = words if options[word].is_flag else words[1:]
            else:
                placed += 1
        if placed > len(arguments) and not any(argument.nargs == -1 for argument in arguments):
            return "takes no such argument"
    return None


COMMANDS = sorted(set(named()))


@pytest.mark.parametrize(("file", "command"), COMMANDS)
def test_a_command_in_a_message_can_be_typed(file: str, command: str) -> None:
    assert wrong(shlex.split(command)) is None


@pytest.mark.parametrize("command", ["report 2027-03-01", "reread --everything", "harbour", "parse verses"])
def test_one_that_cannot_is_seen(command: str) -> None:
    assert wrong(shlex.split(command)) is not None


def test_messages_name_commands() -> None:
    assert len(COMMANDS) > 8
